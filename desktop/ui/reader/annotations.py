"""批注 of the file that is read: made, changed, taken back, and kept beside it in the vault's cache."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from functools import partial
from typing import TypedDict

from msgspec import structs
from PySide6.QtCore import QObject, Qt, Signal

from core.errors import AppError
from core.ofd import Highlight, Ink, Mark, MarksTooMany, Note, Strikeout, Underline
from core.ofd.geometry import grown
from core.ofd.marks import BOXES_MAX, MARKS_MAX, TEXT_MAX, Area, InkPoint, Tint, box_of, shifted
from desktop.reading.wire import BoxMm
from desktop.tasks import Tasks
from desktop.ui.reader.earlier import NOTHING, Offer, copies, layer_and_offer
from desktop.ui.reader.palette import TINTS, tint_for
from desktop.workspace import Workspace

INK_WIDTH_MM = 0.6
_STEPS_KEPT = 100
_SAME_WRITING_MM = 20.0
Layer = tuple[Mark, ...]
Overlaid = type[Highlight] | type[Underline] | type[Strikeout]


class _Signature(TypedDict):
    mark_id: str
    page: int
    author: str
    made_at: datetime
    tint: Tint


class Tool(StrEnum):
    """What a press on a page makes."""

    INK = "ink"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotationsState:
    """`usable` says that what is read can be annotated, `homeless` that it cannot, being no record's file;
    neither, that the layer is being read. `chosen` is the id of the mark that is worked on."""

    usable: bool = False
    homeless: bool = False
    layer: Layer = ()
    tool: Tool | None = None
    tint: Tint = TINTS[0]
    chosen: str = ""
    can_undo: bool = False
    can_redo: bool = False
    offer: Offer = NOTHING

    @property
    def mark(self) -> Mark | None:
        return self.find(self.chosen)

    def find(self, mark_id: str) -> Mark | None:
        return next((each for each in self.layer if each.mark_id == mark_id), None)

    @property
    def pages(self) -> frozenset[int]:
        """The pages that have marks."""
        return frozenset(each.page for each in self.layer)


def now() -> datetime:
    return datetime.now(UTC)


class AnnotationsPresenter(QObject):
    """One layer at a time; every change is kept at once, the newest last."""

    changed = Signal(AnnotationsState)
    failed = Signal(AppError)
    _elsewhere = Signal(str, str, object)

    def __init__(
        self,
        workspace: Workspace,
        tasks: Tasks,
        parent: QObject | None = None,
        *,
        clock: Callable[[], datetime] = now,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._tasks = tasks
        self._clock = clock
        self._state = AnnotationsState()
        self._place: tuple[str, str] | None = None
        self._done: list[Layer] = []
        self._undone: list[Layer] = []
        self._typing = ""
        self._writing = ""
        self._keeping = False
        self._unkept: tuple[tuple[str, str], Layer] | None = None
        self._sent: Layer | None = None
        self._elsewhere.connect(self._adopt, Qt.ConnectionType.QueuedConnection)
        unsubscribe = workspace.on_annotations(self._elsewhere.emit)
        self.destroyed.connect(lambda *_: unsubscribe())

    @property
    def state(self) -> AnnotationsState:
        return self._state

    def begin(
        self, record_id: str, file: str, *, earlier: Sequence[tuple[int, str]] = (), page_count: int = 0
    ) -> None:
        """Show the layer of a record's file; while it is empty, offer that of an `earlier` version.

        `earlier` are their numbers and files, the newest first; only what fits on `page_count` pages counts.
        """
        self.end()
        place = self._place = (record_id, file)
        self._tasks.run(
            lambda: layer_and_offer(self._workspace, *place, earlier, page_count),
            owner=self,
            done=partial(self._loaded, place),
            failed=self.failed.emit,
        )

    def end(self) -> None:
        """Show no layer; what was made is kept."""
        self._place = None
        self._done, self._undone = [], []
        self._typing = self._writing = ""
        self._become(AnnotationsState(tint=self._state.tint))

    def refuse(self) -> None:
        """What is read belongs to no record here: marks on it would have no place."""
        self.end()
        self._become(replace(self._state, homeless=True))

    def choose_tool(self, tool: Tool | None) -> None:
        self._writing = ""
        self._become(replace(self._state, tool=tool if self._state.usable else None))

    def choose_tint(self, tint: Tint) -> None:
        """For what is made next, and for the mark that is chosen."""
        self._writing = ""
        self._become(replace(self._state, tint=tint))
        chosen = self._state.mark
        if chosen is not None and chosen.tint != tint_for(type(chosen), tint):
            self._change(structs.replace(chosen, tint=tint_for(type(chosen), tint)))

    def choose(self, mark_id: str) -> None:
        self._typing = ""
        self._become(replace(self._state, chosen=mark_id))

    def lay(self, kind: Overlaid, lines: Mapping[int, Sequence[BoxMm]]) -> None:
        """Highlight, underline or strike out the lines of these pages: one step to take back."""
        made: list[Mark] = []
        for page, boxes in lines.items():
            areas = tuple(Area(*box) for box in boxes if box.width > 0 and box.height > 0)
            for first in range(0, len(areas), BOXES_MAX):
                made.append(kind(areas=areas[first : first + BOXES_MAX], **self._signature(page, kind)))
        room = MARKS_MAX - len(self._state.layer)
        if self._state.usable and made and room > 0:
            made = made[:room]
            self._step((*self._state.layer, *made), chosen=made[-1].mark_id)

    def pin(self, page: int, x_mm: float, y_mm: float) -> None:
        """Put a note there; its words follow."""
        self._add(Note(x=x_mm, y=y_mm, **self._signature(page, Note)))

    def write_stroke(self, page: int, points: Sequence[InkPoint]) -> None:
        """Keep a stroke: with those just written beside it, or as the first of others."""
        stroke = tuple(points)
        ink = self._state.find(self._writing)
        if isinstance(ink, Ink) and self._continues(ink, page, stroke[0]):
            self._change(structs.replace(ink, strokes=(*ink.strokes, stroke)), chosen="")
            return
        made = Ink(strokes=(stroke,), width_mm=INK_WIDTH_MM, **self._signature(page, Ink))
        self._add(made, chosen=False)
        self._writing = made.mark_id

    def write(self, mark_id: str, words: str) -> None:
        """Change a mark's words; while somebody types, all of it is one step to take back."""
        found, words = self._state.find(mark_id), words[:TEXT_MAX]
        if found is None or found.remark == words:
            return
        layer = self._with(structs.replace(found, remark=words))
        if self._typing == mark_id:
            self._show(layer, chosen=mark_id)
        else:
            self._step(layer, chosen=mark_id)
            self._typing = mark_id

    def move(self, mark_id: str, right_mm: float, down_mm: float) -> None:
        """Move a note or handwriting on its page."""
        found = self._state.find(mark_id)
        if found is not None and shifted(found, right_mm, down_mm) != found:
            self._change(shifted(found, right_mm, down_mm))

    def bring_over(self) -> None:
        """Take over what is offered from an earlier version; one step, to be taken back."""
        if self._state.usable and not self._state.layer:
            self._step(copies(self._state.offer.marks))

    def remove(self, mark_id: str) -> None:
        layer = tuple(each for each in self._state.layer if each.mark_id != mark_id)
        if layer != self._state.layer:
            self._step(layer)

    def undo(self) -> None:
        if self._done:
            self._undone.append(self._state.layer)
            self._typing = ""
            self._show(self._done.pop())

    def redo(self) -> None:
        if self._undone:
            self._done.append(self._state.layer)
            self._typing = ""
            self._show(self._undone.pop())

    def _signature(self, page: int, kind: type[Mark]) -> _Signature:
        """What every new mark bears: who, when, in which colour."""
        return {
            "mark_id": uuid.uuid4().hex,
            "page": page,
            "author": self._workspace.person.name[:200],
            "made_at": self._clock(),
            "tint": tint_for(kind, self._state.tint),
        }

    def _continues(self, ink: Ink, page: int, start: InkPoint) -> bool:
        near = grown(box_of(ink), _SAME_WRITING_MM)
        across = near.x <= start.x <= near.x + near.width
        beside = across and near.y <= start.y <= near.y + near.height
        return ink.page == page and beside and len(ink.strokes) < BOXES_MAX

    def _add(self, made: Mark, *, chosen: bool = True) -> None:
        if self._state.usable and len(self._state.layer) < MARKS_MAX:
            self._step((*self._state.layer, made), chosen=made.mark_id if chosen else "")

    def _change(self, changed: Mark, *, chosen: str | None = None) -> None:
        self._step(self._with(changed), chosen=changed.mark_id if chosen is None else chosen)

    def _with(self, changed: Mark) -> Layer:
        return tuple(changed if each.mark_id == changed.mark_id else each for each in self._state.layer)

    def _step(self, layer: Layer, *, chosen: str = "") -> None:
        self._done = [*self._done, self._state.layer][-_STEPS_KEPT:]
        self._undone = []
        self._typing = ""
        self._show(layer, chosen=chosen)

    def _show(self, layer: Layer, *, chosen: str = "") -> None:
        self._become(
            replace(
                self._state,
                layer=layer,
                chosen=chosen,
                can_undo=bool(self._done),
                can_redo=bool(self._undone),
            )
        )
        if self._place is not None:
            self._unkept = (self._place, layer)
            self._keep()

    def _keep(self) -> None:
        """One at a time, so that an older layer never comes after a newer one."""
        if self._keeping or self._unkept is None:
            return
        (place, layer), self._unkept = self._unkept, None
        self._keeping, self._sent = True, layer
        self._tasks.run(
            lambda: self._workspace.keep_annotations(*place, layer),
            owner=self,
            done=lambda _: self._kept(),
            failed=self._not_kept,
        )

    def _kept(self) -> None:
        self._keeping = False
        self._keep()

    def _not_kept(self, error: AppError) -> None:
        """What is too much to keep is taken back; after another failure the next change tries again."""
        self._keeping = False
        self.failed.emit(error)
        if isinstance(error, MarksTooMany):
            self.undo()
            self._undone.clear()

    def _adopt(self, record_id: str, file: str, layer: Layer) -> None:
        """The same file is shown elsewhere too, and was annotated there."""
        if self._place == (record_id, file) and layer is not self._sent and self._state.usable:
            self._done, self._undone = [], []
            self._typing = self._writing = ""
            self._unkept = None
            chosen = self._state.chosen if any(each.mark_id == self._state.chosen for each in layer) else ""
            self._become(replace(self._state, layer=layer, chosen=chosen, can_undo=False, can_redo=False))

    def _loaded(self, place: tuple[str, str], found: tuple[Layer, Offer]) -> None:
        if place == self._place:
            layer, offer = found
            self._become(replace(self._state, usable=True, layer=layer, offer=offer))

    def _become(self, state: AnnotationsState) -> None:
        self._state = state
        self.changed.emit(state)
