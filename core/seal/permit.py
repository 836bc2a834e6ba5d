"""The gateway's yes to one use (准用), which the signature then binds.

The gateway signs who may press which seal on which file, as of when. Before it has, nobody knows that
signature; a seal whose record of the archive (`core.seal.archive`) names it was therefore pressed after the
gateway had been asked, whatever its operator says.
"""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec

from core.crypto import sm2
from core.office import LedgerEntry, UsePermit

_DOMAIN = "sealdesk/1/permit"


class _Permit(msgspec.Struct, frozen=True, kw_only=True):
    domain: str
    facts: tuple[object, ...]


def permit_statement(
    *,
    request_id: str,
    document_id: str,
    seal_id: str,
    blob: str,
    operator_id: str,
    granted_at: datetime,
) -> bytes:
    """What the gateway's ledger key signs; `blob` addresses the file before the use."""
    facts = (request_id, document_id, seal_id, blob, operator_id)
    moment = granted_at.astimezone(UTC).isoformat(timespec="microseconds")
    return msgspec.json.encode(_Permit(domain=_DOMAIN, facts=(*facts, moment)))


def permit_statement_of(entry: LedgerEntry, permit: UsePermit) -> bytes:
    """The statement under which the use of an entry was permitted."""
    return permit_statement(
        request_id=entry.request_id or "",
        document_id=entry.document_id or "",
        seal_id=entry.seal_id,
        blob=entry.original_blob or "",
        operator_id=entry.operator_id,
        granted_at=permit.granted_at,
    )


def permit_digest(permit: UsePermit) -> bytes:
    """What a sealed file says of its permit: SM3 of the gateway's signature, 32 bytes, and no name."""
    return sm2.sm3(permit.signature)
