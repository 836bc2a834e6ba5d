"""What people sign beside the seal itself: witnessing (监印), a use in the ledger, handing custody over.

A statement is canonical bytes: a domain and the facts, in fixed order, as JSON. Nobody signs anything that
could be taken for a statement of another kind, or about another office's records.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256

import msgspec

from core.crypto import Certificate, CertificateUnreadable, judge_path, parse_certificate, sm2
from core.office import ESeal, LedgerEntry, Person, SealRequest, UseKind, WitnessConfirmation
from core.seal.errors import StatementInvalid
from core.seal.trust import Trust

_DOMAIN = "sealdesk/1/"


class _Statement(msgspec.Struct, frozen=True, kw_only=True):
    domain: str
    facts: tuple[object, ...]


def witness_statement(request: SealRequest, seal_id: str, witness_id: str) -> bytes:
    """What a witness signs: this seal on these very files, as approved, so many copies, under my eyes.

    It binds the files as approved, not as an earlier joint seal left them, so it is signed once for all.
    """
    items = tuple((item.document_id, item.approved_blob, item.pages) for item in request.items)
    kinds = tuple(kind.value for kind in request.kinds)
    return _statement("witness", request.id, seal_id, witness_id, request.copies, kinds, items)


def use_statement(
    *,
    request_id: str,
    document_id: str,
    seal_id: str,
    original_blob: str,
    sealed_blob: str,
    operator_id: str,
    kinds: Sequence[UseKind],
    pages: Sequence[int],
    used_at: datetime,
) -> bytes:
    """What the operator signs for the ledger; `used_at` counts to the microsecond."""
    return _statement(
        "use",
        request_id,
        document_id,
        seal_id,
        original_blob,
        sealed_blob,
        operator_id,
        tuple(kind.value for kind in kinds),
        tuple(pages),
        used_at.astimezone(UTC).isoformat(timespec="microseconds"),
    )


def use_statement_of(entry: LedgerEntry) -> bytes:
    """The statement that the operator of an entry signed."""
    return use_statement(
        request_id=entry.request_id or "",
        document_id=entry.document_id or "",
        seal_id=entry.seal_id,
        original_blob=entry.original_blob or "",
        sealed_blob=entry.sealed_blob or "",
        operator_id=entry.operator_id,
        kinds=entry.kinds,
        pages=entry.pages,
        used_at=entry.used_at,
    )


def handover_statement(seal: ESeal, to_person_id: str) -> bytes:
    """What both sign when custody goes from the seal's custodian to somebody else."""
    return _statement("handover", seal.id, seal.blob, seal.custodian_id, to_person_id)


def confirmation_digest(confirmation: WitnessConfirmation) -> str:
    """SHA-256 (hex) of a confirmation, by which a ledger entry names it."""
    return sha256(msgspec.json.encode(confirmation)).hexdigest()


def statement_digest(statement: bytes, certificate: bytes) -> bytes:
    """The 32-byte e that the holder of `certificate` (DER) signs. Raises `StatementInvalid`."""
    return sm2.digest_e(_point(_readable(certificate)), statement)


def check_signature(statement: bytes, certificate: bytes, signature: bytes) -> None:
    """Whether the key of `certificate` (DER) signed the statement. Raises `StatementInvalid`."""
    if not sm2.verify(_point(_readable(certificate)), statement, signature):
        raise StatementInvalid("signature")


def check_statement(
    statement: bytes,
    certificate: bytes,
    signature: bytes,
    *,
    trust: Trust,
    now: datetime,
    person: Person,
) -> None:
    """Whether `person` signed the statement with a key that counts at `now`. Raises `StatementInvalid`."""
    if sha256(certificate).hexdigest() not in person.signing_certificates:
        raise StatementInvalid("person")
    path = judge_path(
        _readable(certificate),
        anchors=trust.anchors,
        intermediates=trust.intermediates,
        crls=trust.crls,
        at=now,
    )
    if path.findings:
        raise StatementInvalid("path")
    check_signature(statement, certificate, signature)


def _statement(domain: str, *facts: object) -> bytes:
    return msgspec.json.encode(_Statement(domain=_DOMAIN + domain, facts=facts))


def _readable(certificate: bytes) -> Certificate:
    try:
        return parse_certificate(certificate)
    except CertificateUnreadable:
        raise StatementInvalid("certificate") from None


def _point(certificate: Certificate) -> bytes:
    if certificate.point is None:
        raise StatementInvalid("certificate")
    return certificate.point
