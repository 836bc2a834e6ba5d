"""A gateway in memory, for simulations: DESIGN.md 6 in a few lines, over a network that loses things."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from random import Random

from msgspec.structs import replace

from core.ids import content_address
from core.office import AgendaItem, ESeal, SealState, UsePermit
from core.sync.journal import applied, target_id
from core.sync.wire import (
    Action,
    ActionResult,
    Change,
    ChangesPage,
    Confirmed,
    Conflict,
    Delete,
    Gone,
    Invalid,
    MarkDone,
    Me,
    MoveAgendaItem,
    Purge,
    Put,
    Record,
    RevocationLists,
    SealUseAnswer,
    SealUseQuestion,
    encode,
)
from desktop.errors import CursorExpired, GatewayBusy, GatewayUnreachable
from desktop.remote import Download, Progress
from tests.unit.desktop.builders import NOW, person


class Office:
    """The authority: a log of record ids, who may see what, and what has been done already."""

    def __init__(self, records: Sequence[Record]) -> None:
        self.epoch = 1
        self.records = {record.id: record for record in records}
        self.versions = {record.id: 1 for record in records}
        self.field_versions: dict[tuple[str, str], int] = {}
        self.hidden: set[str] = set()
        self.log = list(self.records)
        self.done: dict[str, tuple[str, int]] = {}
        self.effects: dict[str, int] = {}

    def perform(self, action: Action) -> ActionResult:
        payload = content_address(encode(action))
        if action.id in self.done:
            known, version = self.done[action.id]
            if known != payload:
                return Invalid(id=action.id, reason="id_reused")
            return Confirmed(id=action.id, version=version, replayed=True)
        target = target_id(action.act)
        record = self.records.get(target)
        if record is None or target in self.hidden:
            return Gone(id=action.id)
        if action.base_version > self.versions[target]:
            return Invalid(id=action.id, reason="base_version")
        after = applied(record, action.act, action.made_at)
        field = type(action.act).__name__
        if after != record and not isinstance(action.act, MarkDone):
            if self.field_versions.get((target, field), 1) > action.base_version:
                return Conflict(id=action.id, version=self.versions[target], current=record)
            self.field_versions[target, field] = self.versions[target] + 1
        if after != record:
            self.put(after)
        self.done[action.id] = (payload, self.versions[target])
        self.effects[action.id] = self.effects.get(action.id, 0) + 1
        return Confirmed(id=action.id, version=self.versions[target])

    def put(self, record: Record) -> None:
        self.versions[record.id] = self.versions.get(record.id, 0) + 1
        self.records[record.id] = record
        self.log.append(record.id)

    def edit_elsewhere(self, record_id: str, position: str) -> None:
        """Somebody else moves an agenda item."""
        record = self.records.get(record_id)
        if isinstance(record, AgendaItem):
            self.put(replace(record, position=position))
            self.field_versions[record_id, MoveAgendaItem.__name__] = self.versions[record_id]

    def hide(self, record_id: str) -> None:
        self.hidden.add(record_id)
        self.log.append(record_id)

    def show(self, record_id: str) -> None:
        self.hidden.discard(record_id)
        self.log.append(record_id)

    def delete(self, record_id: str) -> None:
        if self.records.pop(record_id, None) is not None:
            self.log.append(record_id)

    def change_of(self, record_id: str) -> Change:
        if record_id in self.hidden:
            return Purge(id=record_id, reason="scope")
        if record_id not in self.records:
            return Delete(id=record_id)
        return Put(version=self.versions[record_id], record=self.records[record_id])

    def visible(self) -> dict[str, Record]:
        return {key: record for key, record in self.records.items() if key not in self.hidden}

    def backup(self) -> Office:
        return deepcopy(self)

    def restore(self, backup: Office) -> None:
        """Go back in time, under a new epoch; which effects happened is remembered for the assertions."""
        effects, epoch = self.effects, self.epoch
        self.__dict__.update(deepcopy(backup.__dict__))
        self.epoch = epoch + 1
        self.effects = {key: count for key, count in effects.items() if key in self.done}


class SimGateway:
    """One device's connection to the office over a network that loses questions and answers."""

    clock_ahead_s = 0.0

    def __init__(self, office: Office, random: Random, *, loss: float) -> None:
        self.office, self.random, self.loss = office, random, loss
        self.acknowledged: set[str] = set()
        self.page_sizes: Sequence[int] = (1, 3, 50)

    def me(self) -> Me:
        with self._network():
            return Me(
                person=person(),
                device_id="d-1",
                epoch=f"e-{self.office.epoch}",
                server_time=NOW,
                demonstration=True,
            )

    def changes(self, cursor: str, *, limit: int, wait_s: int = 0) -> ChangesPage:
        with self._network():
            epoch, _, text = (cursor or f"{self.office.epoch}:0").partition(":")
            if int(epoch) != self.office.epoch:
                raise CursorExpired
            start = int(text)
            end = min(len(self.office.log), start + self.random.choice(self.page_sizes))
            ids = dict.fromkeys(self.office.log[start:end])
            return ChangesPage(
                epoch=f"e-{self.office.epoch}",
                cursor=f"{epoch}:{end}",
                changes=tuple(self.office.change_of(each) for each in ids),
                more=end < len(self.office.log),
                server_time=NOW,
            )

    def submit(self, actions: Sequence[Action]) -> tuple[ActionResult, ...]:
        with self._network():
            return tuple(self.office.perform(action) for action in actions)

    def acknowledge_purges(self, record_ids: Collection[str]) -> None:
        with self._network():
            self.acknowledged |= set(record_ids)

    def upload(self, content: bytes, *, progress: Progress | None = None) -> None:
        raise GatewayUnreachable("refused")

    @contextmanager
    def download(self, address: str, start: int) -> Iterator[Download]:
        raise GatewayUnreachable("refused")
        yield Download(0, 0, iter(()))

    def revocation_lists(self) -> RevocationLists:
        with self._network():
            return RevocationLists(lists=(), this_update=None, server_time=NOW)

    def upload_together(self, contents: Sequence[bytes]) -> None:
        raise GatewayUnreachable("refused")

    def time_stamps(self, requests: Sequence[bytes]) -> tuple[bytes | None, ...]:
        return (None,) * len(requests)

    def check_seal_uses(self, questions: Sequence[SealUseQuestion]) -> tuple[SealUseAnswer, ...]:
        with self._network():
            return tuple(map(self._answer, questions))

    def _answer(self, question: SealUseQuestion) -> SealUseAnswer:
        seal = self.office.records.get(question.seal_id)
        state = seal.state if isinstance(seal, ESeal) else None
        permitted = state is SealState.IN_USE
        return SealUseAnswer(
            permit=UsePermit(granted_at=NOW, signature=b"permit") if permitted else None,
            reason="" if permitted else "seal_not_in_use",
            state=state,
            server_time=NOW,
        )

    def close(self) -> None:
        self.loss = 1.0

    @contextmanager
    def _network(self) -> Iterator[None]:
        if self.random.random() < self.loss:
            raise self.random.choice((GatewayUnreachable("broken"), GatewayBusy(503)))
        yield
        if self.random.random() < self.loss:
            raise GatewayUnreachable("timeout")
