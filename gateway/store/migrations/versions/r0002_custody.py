"""Applications for many documents, with kinds of use and witnesses who confirm themselves.

An application that was still open could not be sealed any more, since nobody has confirmed it: it counts as
withdrawn and is made anew. Entries of the ledger stay as they were, without signatures; an audit says so.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_RECORD = sa.table(
    "record", sa.column("id", sa.String), sa.column("type", sa.String), sa.column("body", sa.LargeBinary)
)
_KINDS = {"落款章": "closing", "联合落款章": "closing", "骑缝章": "straddle"}
_MODES = {"closing": "落款章", "straddle": "骑缝章"}
_OPEN = {"pending", "approved"}
_LONG_AGO = "1970-01-01T00:00:00Z"


def upgrade() -> None:
    _convert(_new)


def downgrade() -> None:
    """Only the first document of an application is known to the older program."""
    _convert(_old)


def _convert(changed: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    connection = op.get_bind()
    chosen = sa.select(_RECORD.c.id, _RECORD.c.body).where(_RECORD.c.type == "seal_request")
    for record_id, body in connection.execute(chosen).all():
        fields = msgspec.json.decode(body)
        if fields:  # a record that was removed has none
            made = msgspec.json.encode(changed(fields))
            connection.execute(sa.update(_RECORD).where(_RECORD.c.id == record_id).values(body=made))


def _new(old: dict[str, Any]) -> dict[str, Any]:
    kept = {
        name: value for name, value in old.items() if name not in ("document_id", "document_blob", "mode")
    }
    done = old["seal_ids"] if old["state"] == "sealed" else []
    item = {
        "document_id": old["document_id"],
        "approved_blob": old["document_blob"],
        "blob": old["document_blob"],
        "pages": 1,
        "done": done,
    }
    kinds = dict.fromkeys(_KINDS[part] for part in old["mode"].split("+") if part in _KINDS)
    return {
        **kept,
        "items": [item] if old["document_id"] and old["document_blob"] else [],
        "kinds": list(kinds) or ["closing"],
        "applied_at": old.get("approved_at") or _LONG_AGO,
        "state": "withdrawn" if old["state"] in _OPEN else old["state"],
    }


def _old(new: dict[str, Any]) -> dict[str, Any]:
    added = ("items", "kinds", "applied_at", "confirmations", "reason")
    kept = {name: value for name, value in new.items() if name not in added}
    first = new["items"][0] if new["items"] else {}
    return {
        **kept,
        "document_id": first.get("document_id"),
        "document_blob": first.get("blob"),
        "mode": "+".join(_MODES.get(kind, "落款章") for kind in new["kinds"]),
        "state": "rejected" if new["state"] == "withdrawn" else new["state"],
    }
