"""The annotations that are inside the file: read once somebody looks at the list of them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.reading.client import Handle, ReadingWorker
from desktop.reading.wire import AnnotationMark
from desktop.tasks import Lane, Tasks, Ticket

Found = tuple[AnnotationMark, ...]


class FoundAnnotations(QObject):
    """One document's at a time; `changed` carries them."""

    changed = Signal(tuple)

    def __init__(self, reading: ReadingWorker, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reading = reading
        self._tasks = tasks
        self._handle: Handle | None = None
        self._ticket: Ticket | None = None

    def want(self, handle: Handle | None) -> None:
        """Read those of `handle`, unless they are being read or have been."""
        if handle is None or handle is self._handle:
            return
        self.end()
        self._handle = handle
        self._ticket = self._tasks.follow(
            lambda ticket: self._reading.annotations(handle, cancelled=lambda: ticket.cancelled),
            owner=self,
            done=partial(self._show, handle),
            failed=lambda _: None,
            lane=Lane.PAGES,
        )

    def end(self) -> None:
        """Forget them."""
        if self._ticket is not None:
            self._ticket.cancel()
        self._handle = self._ticket = None
        self.changed.emit(())

    def _show(self, handle: Handle, found: Found) -> None:
        if handle is self._handle:
            self.changed.emit(found)
