"""What the person sees, in memory: the gateway's truth with the waiting acts laid over it."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from core.sync.journal import PendingAction, PendingState, project, target_id
from core.sync.wire import Record
from desktop.cache import Held, Taken, blobs_of

RecordT = TypeVar("RecordT")


class Projection:
    """Every record as shown, by id and by type. Safe for several threads; a change touches what it must."""

    def __init__(self, confirmed: Mapping[str, Held], pending: Sequence[PendingAction]) -> None:
        self._lock = threading.RLock()
        self._confirmed = dict(confirmed)
        self._pending = tuple(pending)
        self._shown: dict[str, Record] = {}
        self._by_type: dict[type, dict[str, Record]] = defaultdict(dict)
        self._speakers: dict[str, dict[str, int]] = defaultdict(dict)
        self._show(self._confirmed)

    def take(self, taken: Taken, pending: Sequence[PendingAction]) -> None:
        """What a page of changes did, and the pending acts after it."""
        with self._lock:
            self._confirmed.update(taken.put)
            for record_id in taken.gone:
                self._confirmed.pop(record_id, None)
            before, self._pending = self._pending, tuple(pending)
            self._show({*taken.put, *taken.gone, *_targets(before), *_targets(pending)})

    def become_pending(self, pending: Sequence[PendingAction]) -> None:
        with self._lock:
            before, self._pending = self._pending, tuple(pending)
            self._show({*_targets(before), *_targets(pending)})

    def add_pending(self, made: Iterable[PendingAction]) -> None:
        """More acts of the person's, the newest."""
        with self._lock:
            self.become_pending((*self._pending, *made))

    def clear(self) -> None:
        """Nothing readable stays behind a locked vault."""
        with self._lock:
            for shown in (self._confirmed, self._shown, self._by_type, self._speakers):
                shown.clear()
            self._pending = ()

    def all(self, kind: type[RecordT]) -> list[RecordT]:
        with self._lock:
            return [record for record in self._by_type[kind].values() if isinstance(record, kind)]

    def find(self, record_id: str) -> Record | None:
        with self._lock:
            return self._shown.get(record_id)

    def confirmed(self, record_id: str) -> Record | None:
        """The record as the gateway has it, without this person's waiting acts."""
        with self._lock:
            held = self._confirmed.get(record_id)
            return None if held is None else held.record

    def version_of(self, record_id: str) -> int:
        """The confirmed version the person has seen; 0 for none."""
        with self._lock:
            held = self._confirmed.get(record_id)
            return 0 if held is None else held.version

    @property
    def pending(self) -> tuple[PendingAction, ...]:
        return self._pending

    def is_pending(self, record_id: str) -> bool:
        return any(
            each.state is PendingState.WAITING and target_id(each.action.act) == record_id
            for each in self._pending
        )

    def speakers_of(self, blob: str) -> tuple[list[Record], int]:
        """The records that speak of a file, and its size in bytes (0: none of them tells)."""
        with self._lock:
            speakers = self._speakers.get(blob, {})
            return [self._shown[record_id] for record_id in speakers], max(speakers.values(), default=0)

    def _show(self, record_ids: Iterable[str]) -> None:
        touched = list(record_ids)
        confirmed = {each: self._confirmed[each].record for each in touched if each in self._confirmed}
        shown = project(confirmed, self._pending)
        for record_id in touched:
            self._forget(record_id)
            if record_id in shown:
                record = shown[record_id]
                self._shown[record_id] = record
                self._by_type[type(record)][record_id] = record
                for blob, size in blobs_of(record).items():
                    self._speakers[blob][record_id] = size

    def _forget(self, record_id: str) -> None:
        record = self._shown.pop(record_id, None)
        if record is None:
            return
        del self._by_type[type(record)][record_id]
        for blob in blobs_of(record):
            self._speakers[blob].pop(record_id, None)
            if not self._speakers[blob]:
                del self._speakers[blob]


def _targets(pending: Iterable[PendingAction]) -> set[str]:
    return {target_id(each.action.act) for each in pending}
