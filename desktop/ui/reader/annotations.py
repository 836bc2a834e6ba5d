"""批注 of the file that is read: made, changed, taken back, and kept beside it in the vault's cache."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from functools import partial

from msgspec import structs
from PySide6.QtCore import QObject, Signal

from core.errors import AppError
from core.office import Annotation
from core.office.annotation import ANNOTATIONS_MAX, Mark
from desktop.tasks import Tasks
from desktop.workspace import Workspace

COLOURS = ("#F2C94C", "#7CC4E8", "#8BCB88", "#E88C8C")
_STEPS_KEPT = 100
Layer = tuple[Annotation, ...]


class Tool(StrEnum):
    """What a press on a page makes."""

    INK = "ink"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotationsState:
    """`usable` says that what is read can be annotated; `chosen` is the id of the one that is worked on."""

    usable: bool = False
    layer: Layer = ()
    tool: Tool | None = None
    colour: str = COLOURS[0]
    chosen: str = ""
    can_undo: bool = False
    can_redo: bool = False

    @property
    def annotation(self) -> Annotation | None:
        return next((each for each in self.layer if each.id == self.chosen), None)


def now() -> datetime:
    return datetime.now(UTC)


class AnnotationsPresenter(QObject):
    """One layer at a time; every change is kept at once, the newest last."""

    changed = Signal(AnnotationsState)
    failed = Signal(AppError)

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
        self._keeping = False
        self._unkept: tuple[tuple[str, str], Layer] | None = None

    @property
    def state(self) -> AnnotationsState:
        return self._state

    def begin(self, record_id: str, blob: str) -> None:
        """Show the layer of a record's file."""
        self.end()
        place = self._place = (record_id, blob)
        self._tasks.run(
            lambda: self._workspace.annotations(*place),
            owner=self,
            done=partial(self._loaded, place),
            failed=self.failed.emit,
        )

    def end(self) -> None:
        """Show no layer; what was made is kept."""
        self._place = None
        self._done, self._undone = [], []
        self._become(AnnotationsState(colour=self._state.colour))

    def choose_tool(self, tool: Tool | None) -> None:
        self._become(replace(self._state, tool=tool if self._state.usable else None))

    def choose_colour(self, colour: str) -> None:
        """For what is made next, and for the annotation that is chosen."""
        self._become(replace(self._state, colour=colour))
        chosen = self._state.annotation
        if chosen is not None and chosen.colour != colour:
            self._change(structs.replace(chosen, colour=colour))

    def choose(self, annotation_id: str) -> None:
        self._become(replace(self._state, chosen=annotation_id))

    def add(self, page: int, mark: Mark, text: str = "") -> None:
        """Make one, signed with the person's name and the time."""
        if not self._state.usable or len(self._state.layer) >= ANNOTATIONS_MAX:
            return
        made = Annotation(
            id=uuid.uuid4().hex,
            page=page,
            author=self._workspace.person.name,
            made_at=self._clock(),
            colour=self._state.colour,
            mark=mark,
            text=text,
        )
        self._step((*self._state.layer, made), chosen=made.id)

    def write(self, annotation_id: str, text: str) -> None:
        """Change an annotation's words."""
        found = next((each for each in self._state.layer if each.id == annotation_id), None)
        if found is not None and found.text != text:
            self._change(structs.replace(found, text=text[:4000]))

    def remove(self, annotation_id: str) -> None:
        layer = tuple(each for each in self._state.layer if each.id != annotation_id)
        if layer != self._state.layer:
            self._step(layer)

    def undo(self) -> None:
        if self._done:
            self._undone.append(self._state.layer)
            self._show(self._done.pop())

    def redo(self) -> None:
        if self._undone:
            self._done.append(self._state.layer)
            self._show(self._undone.pop())

    def _change(self, changed: Annotation) -> None:
        layer = tuple(changed if each.id == changed.id else each for each in self._state.layer)
        self._step(layer, chosen=changed.id)

    def _step(self, layer: Layer, *, chosen: str = "") -> None:
        self._done = [*self._done, self._state.layer][-_STEPS_KEPT:]
        self._undone = []
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
        self._keeping = True
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
        self._keeping = False
        self.failed.emit(error)

    def _loaded(self, place: tuple[str, str], layer: Layer) -> None:
        if place == self._place:
            self._become(replace(self._state, usable=True, layer=layer))

    def _become(self, state: AnnotationsState) -> None:
        self._state = state
        self.changed.emit(state)
