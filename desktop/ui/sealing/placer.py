"""Placing, while it goes on: every step a person takes, and what is to be said about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from core.ofd.display import Box
from core.office import UseKind
from core.seal import Edge, Size, SizeRule
from desktop.reading.client import Handle, ReadingWorker
from desktop.tasks import Tasks
from desktop.ui.parts.pages.finding import Hit
from desktop.ui.sealing.checks import Caution, Surroundings, cautions
from desktop.ui.sealing.page_reader import WHOLE_PAGES_MAX, PageReader
from desktop.ui.sealing.placing import (
    Placing,
    Pressing,
    SealPlace,
    Straddling,
    first_placing,
    page_ranges,
)
from desktop.ui.sealing.suggesting import Ghost, Suggestion

_LOOK_MS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacerState:
    """`around` is what the cautions were judged by."""

    placing: Placing | None = None
    around: Surroundings = field(default_factory=Surroundings)
    ghosts: tuple[Ghost, ...] = ()
    cautions: tuple[Caution, ...] = ()


class Placer(QObject):
    """Holds a `Placing` from `begin` to `end`; between `hold_still` and `release` nothing moves."""

    changed = Signal(PlacerState)

    def __init__(self, reading: ReadingWorker, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = PlacerState()
        self._fixed = False
        self._stamps: dict[int, tuple[Box, ...]] = {}
        self._rule: SizeRule | None = None
        self._texts = PageReader(reading, tasks, self)
        self._look = QTimer(self, singleShot=True, interval=_LOOK_MS)
        self._look.timeout.connect(self._judge)
        self._texts.arrived.connect(self._look_soon)

    @property
    def state(self) -> PlacerState:
        return self._state

    @property
    def placing(self) -> Placing | None:
        return self._state.placing

    # The document -----------------------------------------------------------------------------------

    def begin(
        self,
        handle: Handle,
        size: Size,
        suggestion: Suggestion,
        kinds: Sequence[UseKind] = (UseKind.CLOSING,),
        rule: SizeRule | None = None,
        *,
        start: Pressing | None = None,
    ) -> None:
        """Start on an open document with what was applied for, `kinds`, or as `start` has it."""
        sheets = [Size(page.width_mm, page.height_mm) for page in handle.summary.pages]
        self._texts.begin(handle)
        self._stamps = _stamps_of(handle)
        self._rule = rule
        placing = first_placing(size, sheets, suggestion.place, kinds)
        if start is not None:
            placing = replace(placing, pressing=start)
        self._state = PlacerState(placing=placing, ghosts=suggestion.ghosts)
        self._judge()

    def end(self) -> None:
        self._look.stop()
        self._texts.end()
        self._stamps, self._rule, self._fixed = {}, None, False
        self._state = PlacerState()
        self.changed.emit(self._state)

    def hold_still(self) -> None:
        """While a signature is made of what was placed."""
        self._fixed = True

    def release(self) -> None:
        self._fixed = False

    def take_seal(self, size: Size, rule: SizeRule | None) -> None:
        """Another seal lies where the first one lay."""
        self._rule = rule
        if self.placing is not None:
            self._become(self.placing.resized(size))

    def take_suggestion(self, suggestion: Suggestion) -> None:
        """Move there, unless the person has already put the seal somewhere."""
        placing = self.placing
        if placing is None:
            return
        self._state = replace(self._state, ghosts=suggestion.ghosts)
        moved = replace(placing, suggested=suggestion.place)
        if suggestion.place is not None and not placing.past:
            moved = replace(moved.put(suggestion.place), past=(), future=())
        self._become(moved)

    def take_inked(self, inked: Box) -> None:
        """What of the seal's picture is not white: only that is cut for a straddle seal."""
        if self.placing is not None:
            self._become(replace(self.placing, inked=inked))

    # Steps ------------------------------------------------------------------------------------------

    def place(self, place: SealPlace) -> None:
        """Put the held seal there: one step that undo takes back."""
        self._step(lambda placing: placing.put(place))

    def nudge(self, dx_mm: float, dy_mm: float) -> None:
        here = self.placing.place if self.placing else None
        if here is not None:
            self.place(here.moved(dx_mm, dy_mm))

    @Slot()
    def snap_to_date(self) -> None:
        """Back onto the date of signing, where the text shows one."""
        placing = self.placing
        if placing is None or placing.suggested is None:
            return
        if placing.place is None:
            self._step(lambda each: each.with_another())
        else:
            suggested = placing.suggested
            self._step(lambda each: each.put(suggested, UseKind.CLOSING))

    @Slot(int)
    def hold(self, number: int) -> None:
        self._step(lambda placing: placing.hold(number))

    @Slot()
    def add(self) -> None:
        """The seal once more, beside the held one."""
        self._step(lambda placing: placing.with_another())

    @Slot()
    def remove(self) -> None:
        self._step(lambda placing: placing.without_held())

    def place_on(self, hit: Hit) -> None:
        """Centre the held seal on a keyword, or a first one where none is held."""
        placing = self.placing
        if placing is None:
            return
        middle = _middle_of(hit, placing.size)
        if placing.place is None:
            self._step(lambda each: each.with_another(middle))
        else:
            self._step(lambda each: each.put(middle, UseKind.KEYWORD))

    def place_on_every(self, hits: Sequence[Hit]) -> None:
        """The seal on each of these keywords, those already there included, as one step."""
        self._step(lambda each: each.with_all(_middle_of(hit, each.size) for hit in hits))

    def spread(self, ranges: str) -> bool:
        """The held seal's place on the pages that `ranges` names; whether it names any."""
        placing = self.placing
        pages = page_ranges(ranges, len(placing.pages)) if placing is not None else None
        if not pages:
            return False
        self._step(lambda each: each.spread(pages))
        return True

    def straddle(self, *, on: bool) -> None:
        self._step(lambda placing: placing.straddled(Straddling() if on else None))

    def straddle_edge(self, edge: Edge) -> None:
        """Over another edge, in its middle again: the old offset means nothing there."""
        self._step(lambda placing: placing.straddled(Straddling(edge)))

    def straddle_offset(self, offset_mm: float) -> None:
        placing = self.placing
        if placing is not None and placing.straddling is not None:
            along = replace(placing.straddling, offset_mm=offset_mm)
            self._step(lambda each: each.straddled(along))

    def slide(self, by_mm: float) -> None:
        self._step(lambda placing: placing.slid(by_mm))

    @Slot()
    def undo(self) -> None:
        self._step(lambda placing: placing.undone())

    @Slot()
    def redo(self) -> None:
        self._step(lambda placing: placing.redone())

    # Inside -----------------------------------------------------------------------------------------

    def _step(self, change: Callable[[Placing], Placing]) -> None:
        if self.placing is not None and not self._fixed:
            self._become(change(self.placing))

    def _become(self, placing: Placing) -> None:
        if placing == self._state.placing:
            return
        self._state = replace(self._state, placing=placing)
        self._judge()

    @Slot()
    def _look_soon(self) -> None:
        """Pages of a long document come fast: they are judged together."""
        if not self._look.isActive():
            self._look.start()

    def _judge(self) -> None:
        placing = self.placing
        if placing is None:
            return
        held = [placing.place.page] if placing.place is not None else []
        pages = dict.fromkeys([*held, *(place.page for place in placing.pressing.places)])
        self._texts.want(islice(pages, WHOLE_PAGES_MAX), edges=placing.straddling is not None)
        around = Surroundings(
            lines=self._texts.lines, taken=_together(self._stamps, self._state.ghosts), rule=self._rule
        )
        self._state = replace(self._state, around=around, cautions=cautions(placing, around))
        self.changed.emit(self._state)


def _middle_of(hit: Hit, size: Size) -> SealPlace:
    """Where a seal of `size` stands when it is centred on a hit."""
    left, top = min(box.x for box in hit.boxes), min(box.y for box in hit.boxes)
    right = max(box.x + box.width for box in hit.boxes)
    bottom = max(box.y + box.height for box in hit.boxes)
    x_mm, y_mm = (left + right - size.width) / 2, (top + bottom - size.height) / 2
    return SealPlace(hit.page, x_mm, y_mm, UseKind.KEYWORD)


def _stamps_of(handle: Handle) -> dict[int, tuple[Box, ...]]:
    """Where seals stand already; slices of straddle seals are no neighbours to keep away from."""
    found: dict[int, tuple[Box, ...]] = {}
    for signature in handle.summary.signatures:
        for stamp in signature.stamps:
            if stamp.clip_mm is None:
                found[stamp.page] = (*found.get(stamp.page, ()), Box(*stamp.box_mm))
    return found


def _together(stamps: dict[int, tuple[Box, ...]], ghosts: Iterable[Ghost]) -> dict[int, tuple[Box, ...]]:
    taken = dict(stamps)
    for ghost in ghosts:
        taken[ghost.page] = (*taken.get(ghost.page, ()), ghost.box)
    return taken
