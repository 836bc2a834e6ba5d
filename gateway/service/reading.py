"""What a caller may read: who they are, what changed for them, and the blobs of what they see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO

import msgspec
from msgspec import structs

from core.office import ClearanceClass, Person
from core.sync.wire import MAX_PAGE, Me, encode
from gateway.errors import CursorUnusable, NotFound
from gateway.identity import Caller
from gateway.policy import gives_file
from gateway.service.cursors import Cursors, Place
from gateway.store import BlobStore, LoggedChange, Transaction

_PERSON = str(Person.__struct_config__.tag)
_decode_person = msgspec.json.Decoder(Person).decode


@dataclass(frozen=True, slots=True)
class Page:
    """One answer of the changes feed as JSON; `empty` when it holds no change."""

    body: bytes
    empty: bool


def me(transaction: Transaction, caller: Caller) -> Me:
    state = transaction.state()
    return Me(
        person=caller.person,
        device_id=caller.device_id,
        epoch=state.epoch,
        server_time=transaction.now,
        demonstration=state.demonstration,
    )


def changes_page(
    transaction: Transaction, cursors: Cursors, caller: Caller, untrusted_cursor: str | None, limit: int
) -> Page:
    """Up to `limit` changes behind the cursor; without one, everything this caller sees.

    Raises `CursorUnusable` or `EpochChanged`: the device then begins again without a cursor.
    """
    head = transaction.records.last_seq()
    place = (
        Place(seq=0, floor=head)
        if untrusted_cursor is None
        else cursors.read(untrusted_cursor, caller.person_id, caller.device_id)
    )
    if place.seq > head or place.floor > head:
        raise CursorUnusable  # a backup was restored without a new epoch
    run = transaction.records.changes(
        caller.person_id, after=place.seq, floor=place.floor, limit=min(limit, MAX_PAGE)
    )
    after = Place(seq=run.last_seq, floor=place.floor)
    body = encode(
        {
            "epoch": transaction.state().epoch,
            "cursor": cursors.written(after, caller.person_id, caller.device_id),
            "changes": [_on_the_wire(change, caller.person_id) for change in run.changes],
            "more": run.more,
            "server_time": transaction.now,
        }
    )
    return Page(body=body, empty=not run.changes)


def _on_the_wire(change: LoggedChange, person_id: str) -> dict[str, object]:
    """A `core.sync.wire.Change`; the stored JSON is passed on as it is, not decoded and encoded again.

    But for other people's clearance: it decides what they see, and only the gateway needs to know.
    """
    if change.body is not None:
        body = change.body
        if change.type == _PERSON and change.record_id != person_id:
            body = encode(structs.replace(_decode_person(body), clearance=ClearanceClass.NONE))
        return {"type": "put", "version": change.version, "record": msgspec.Raw(body)}
    if change.deleted:
        return {"type": "delete", "id": change.record_id}
    return {"type": "purge", "id": change.record_id, "reason": "out_of_scope"}


def may_fetch(transaction: Transaction, person_id: str, sha256: str) -> bool:
    """Whether any record this person sees gives access to the blob."""
    return any(gives_file(record, person_id) for record in transaction.records.speaking_of(person_id, sha256))


def open_blob(
    transaction: Transaction, blobs: BlobStore, caller: Caller, sha256: str
) -> tuple[BinaryIO, int]:
    """A blob and its size, for a caller who sees a record that gives access to it. Raises `NotFound`."""
    if not may_fetch(transaction, caller.person_id, sha256):
        raise NotFound
    size = blobs.size(sha256)
    if size is None:
        raise NotFound
    return blobs.open(sha256), size
