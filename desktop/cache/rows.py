"""Rows to values and back."""

from __future__ import annotations

import msgspec
from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from core.sync.journal import PendingAction, PendingState
from core.sync.wire import Action, encode
from desktop.cache.tables import PendingActionRow, SyncStateRow

decode_action = msgspec.json.Decoder(Action).decode


def sync_state_row(session: Session) -> SyncStateRow:
    return session.get_one(SyncStateRow, 1)


def pending_rows(session: Session) -> list[PendingActionRow]:
    return list(session.scalars(select(PendingActionRow).order_by(PendingActionRow.id)))


def pending_of(row: PendingActionRow) -> PendingAction:
    return PendingAction(action=decode_action(row.body), state=PendingState(row.state), reason=row.reason)


def store_pending(session: Session, pending: PendingAction) -> None:
    values = {"body": encode(pending.action), "state": pending.state.value, "reason": pending.reason}
    session.execute(
        insert(PendingActionRow)
        .values(id=pending.id, **values)
        .on_conflict_do_update(index_elements=["id"], set_=values)
    )
