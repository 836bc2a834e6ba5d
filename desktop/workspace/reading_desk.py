"""What one person keeps beside the documents on this device: where they read, open tabs, annotations."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import astuple
from typing import TypeAlias

from core.ofd import Mark, MarksUnreadable, pack_marks, unpack_marks
from desktop.cache import Cache, KeptReading, OpenTab
from desktop.errors import AnnotationsUnreadable, RecordAbsent
from desktop.workspace.holdings import Holdings
from desktop.workspace.values import ReadingState

AnnotationListener: TypeAlias = Callable[[str, str, Sequence[Mark]], object]
"""Hears of a record's id, the content address of its file, and the layer that is now kept for it."""


class ReadingDesk(Holdings):
    """What a workspace adds for the reader. Nothing of it goes to the gateway."""

    _cache: Cache
    _annotation_listeners: list[AnnotationListener]

    @abstractmethod
    def _working(self) -> AbstractContextManager[None]: ...

    def reading_state(self, document_id: str) -> ReadingState:
        with self._working():
            kept = self._cache.reading_state(document_id)
            return ReadingState() if kept is None else ReadingState(*kept)

    def remember_reading(self, document_id: str, state: ReadingState) -> None:
        with self._working():
            self._cache.keep_reading_state(document_id, KeptReading(*astuple(state)))

    def recently_read(self, limit: int) -> tuple[str, ...]:
        """The ids of what this person read last, the latest first; a paper's is the address of its file."""
        with self._working():
            return self._cache.recently_read(limit)

    def open_tabs(self) -> tuple[OpenTab, ...]:
        """Which documents lay open when this profile was locked."""
        with self._working():
            return self._cache.open_tabs()

    def keep_open_tabs(self, tabs: Sequence[OpenTab]) -> None:
        """Remember them in the encrypted cache: their ids, nothing that can be read."""
        with self._working():
            self._cache.keep_open_tabs(tabs)

    def annotations(self, record_id: str, blob: str) -> tuple[Mark, ...]:
        """What this person has marked on a record's file, in the order it was made.

        A layer of a newer program that this one cannot read is left alone and raises `AnnotationsUnreadable`.
        """
        with self._working():
            body = self._cache.annotation_layer(record_id, blob)
        try:
            return () if body is None else unpack_marks(body)
        except MarksUnreadable as error:
            raise AnnotationsUnreadable(record_id) from error

    def keep_annotations(self, record_id: str, blob: str, layer: Sequence[Mark]) -> None:
        """Replace the layer, on the disk when this returns; it is encrypted, and goes with the record.

        Raises `RecordAbsent` when the record is not (or no longer) here, `MarksTooMany`, `DiskRefused`.
        """
        with self._working():
            if self._projection.find(record_id) is None:
                raise RecordAbsent(record_id)
            body = pack_marks(layer) if layer else None
            self._cache.keep_annotation_layer(record_id, blob, body)
        for listener in tuple(self._annotation_listeners):
            listener(record_id, blob, layer)

    def on_annotations(self, listener: AnnotationListener) -> Callable[[], None]:
        """Call `listener`, on whatever thread, with every layer that is kept: it may be shown twice."""
        self._annotation_listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._annotation_listeners:
                self._annotation_listeners.remove(listener)

        return unsubscribe
