"""Checking the ledger (印章台账): the chain, its numbers, and who signed each entry."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from itertools import pairwise

import msgspec
from msgspec import UNSET
from msgspec.structs import replace

from core.crypto import CertificateUnreadable, parse_certificate
from core.crypto.p256 import DOCUMENT_SIGNING, signed_by_authority
from core.office import LedgerEntry, UseOutcome, UsePermit
from core.seal.custody import check_signature, use_statement_of
from core.seal.errors import StatementInvalid
from core.seal.permit import permit_statement_of
from core.seal.trust import CLOCK_TOLERANCE, Trust

GENESIS = "0" * 64
MOST_GAPS_TOLD = 1_000
"""Of one run of missing numbers: an entry with an absurd number must not fill the memory."""

SignatureCheck = Callable[[LedgerEntry, bytes, bytes], bool]
"""(entry, bytes signed, signature) → whether the gateway's ledger key that the entry names signed them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerReport:
    """What a look through the ledger found; numbers of entries.

    `gaps` are numbers that are missing, `broken_links` entries that do not name the one before,
    `bad_signatures` those whose operator's or gateway's signature, or permit, is missing or does not hold.
    Who sees only some of the entries can tell nothing about what lies between them: `partial` then says so.
    """

    entries: int
    gaps: tuple[int, ...]
    broken_links: tuple[int, ...]
    bad_signatures: tuple[int, ...]
    partial: bool
    checked_at: datetime

    @property
    def unbroken(self) -> bool:
        return not (self.gaps or self.broken_links or self.bad_signatures)


def signed_bytes(entry: LedgerEntry) -> bytes:
    """What the gateway's ledger key signs: the entry without that signature, its `previous` included."""
    return msgspec.json.encode(replace(entry, gateway_signature=b""))


def entry_digest(entry: LedgerEntry) -> str:
    """What the next entry names as `previous`: SHA-256 (hex) of what the gateway signed."""
    return sha256(signed_bytes(entry)).hexdigest()


def signed_under(authority_pem: str) -> SignatureCheck:
    """A check that the entry's certificate is one the gateway's authority gave for signing the ledger."""

    def check(entry: LedgerEntry, content: bytes, signature: bytes) -> bool:
        return signed_by_authority(
            content,
            signature,
            certificate=entry.gateway_certificate,
            authority_pem=authority_pem,
            purpose=DOCUMENT_SIGNING,
        )

    return check


def verify_ledger(
    entries: Iterable[LedgerEntry],
    *,
    signed_by_gateway: SignatureCheck,
    now: datetime,
    trust: Trust | None = None,
    partial: bool = False,
    end: tuple[int, str] | None = None,
) -> LedgerReport:
    """Look through the entries; with `partial` only the links between neighbours that are both there.

    With `trust` the operator's certificate must have a path that held on the day of the use: then not even
    who has the gateway's ledger key can invent one. `end` is the newest entry's number and digest, where they
    are known from elsewhere: without it nobody sees that entries are missing at the end.
    """
    operators = _Operators(trust)
    ordered = sorted(entries, key=lambda entry: entry.sequence_no)
    gaps, links = _chain(ordered, partial=partial)
    if end is not None:
        last = ordered[-1].sequence_no if ordered else 0
        gaps += range(last + 1, end[0] + 1)[:MOST_GAPS_TOLD]
        if ordered and last >= end[0] and (last, entry_digest(ordered[-1])) != end:
            links.append(last)
    unasked = set(_unasked(ordered))
    bad = [
        entry.sequence_no
        for entry in ordered
        if not _holds(entry, signed_by_gateway, operators) or entry.sequence_no in unasked
    ]
    return LedgerReport(
        entries=len(ordered),
        gaps=tuple(gaps),
        broken_links=tuple(links),
        bad_signatures=tuple(bad),
        partial=partial,
        checked_at=now,
    )


def _chain(ordered: Sequence[LedgerEntry], *, partial: bool) -> tuple[list[int], list[int]]:
    """The numbers that are missing, and those of entries that do not name the one before."""
    gaps: list[int] = []
    links: list[int] = []
    if ordered and ordered[0].previous != GENESIS and not partial:
        links.append(ordered[0].sequence_no)
    for before, after in pairwise(ordered):
        missing = range(before.sequence_no + 1, after.sequence_no)
        if missing:
            gaps += [] if partial else missing[:MOST_GAPS_TOLD]
        elif after.sequence_no == before.sequence_no or after.previous != entry_digest(before):
            links.append(after.sequence_no)
    return gaps, links


def _unasked(ordered: Sequence[LedgerEntry]) -> Iterator[int]:
    """Uses on line without the gateway's yes behind an entry that has one: only older ones may lack it."""
    permits_begun = False
    for entry in ordered:
        if entry.permit is not UNSET:
            permits_begun = True
        elif permits_begun and entry.outcome is UseOutcome.SEALED and not entry.offline:
            yield entry.sequence_no


class _Operators:
    """Whether operators' certificates are believed; judged once for each certificate and day."""

    def __init__(self, trust: Trust | None) -> None:
        self._trust = trust
        self._judged: dict[tuple[bytes, date], bool] = {}

    def believed(self, certificate: bytes, at: datetime) -> bool:
        if self._trust is None:
            return True
        known = certificate, at.date()
        if known not in self._judged:
            self._judged[known] = self._judge(self._trust, certificate, at)
        return self._judged[known]

    @staticmethod
    def _judge(trust: Trust, certificate: bytes, at: datetime) -> bool:
        try:
            return not trust.judge(parse_certificate(certificate), at).findings
        except CertificateUnreadable:
            return False


def _holds(entry: LedgerEntry, signed_by_gateway: SignatureCheck, operators: _Operators) -> bool:
    if not signed_by_gateway(entry, signed_bytes(entry), entry.gateway_signature):
        return False
    if entry.permit is not UNSET and not _permitted(entry, entry.permit, signed_by_gateway):
        return False
    if entry.outcome is UseOutcome.REFUSED and not entry.operator_signature:
        return True  # what the gateway refused is its own word; what was sealed is also the operator's
    try:
        check_signature(use_statement_of(entry), entry.operator_certificate, entry.operator_signature)
    except StatementInvalid:
        return False
    return operators.believed(entry.operator_certificate, entry.used_at)


def _permitted(entry: LedgerEntry, permit: UsePermit, signed_by_gateway: SignatureCheck) -> bool:
    """Whether the gateway's yes is one to this very use, at its own time."""
    in_time = abs(entry.used_at - permit.granted_at) <= CLOCK_TOLERANCE
    return in_time and signed_by_gateway(entry, permit_statement_of(entry, permit), permit.signature)
