"""Certification paths of SM2 certificates, and every finding on the way (RFC 5280 6.1).

Anchors are recognised by their bytes, never by name. Intermediates come from untrusted places: every link
is checked, and what is not on the list of passing is a finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.crypto.certificates import Certificate, KeyUsage, RevocationList

MAX_DEPTH = 6
MAX_SIGNATURES_CHECKED = 200
MAX_PATHS = 8


class PathCode(StrEnum):
    """What can be found on a path (SEALS.md 7)."""

    NO_PATH = "NO_PATH"
    NOT_YET_VALID = "NOT_YET_VALID"
    EXPIRED = "EXPIRED"
    KEY_USAGE = "KEY_USAGE"
    EXT_KEY_USAGE = "EXT_KEY_USAGE"
    NOT_A_CA = "NOT_A_CA"
    CA_KEY_USAGE = "CA_KEY_USAGE"
    PATH_LEN = "PATH_LEN"
    UNKNOWN_CRITICAL_EXT = "UNKNOWN_CRITICAL_EXT"
    NO_CRL = "NO_CRL"
    CRL_STALE = "CRL_STALE"
    REVOKED = "REVOKED"
    REVOKED_LATER = "REVOKED_LATER"


@dataclass(frozen=True, slots=True, kw_only=True)
class PathFinding:
    """One thing wrong with one certificate of a path; `at` is the date it turns on, where there is one."""

    code: PathCode
    certificate: Certificate
    at: datetime | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PathJudgement:
    """The best path found and what is wrong with it; no findings means it holds."""

    path: tuple[Certificate, ...]
    findings: tuple[PathFinding, ...]
    revocation_as_of: datetime | None
    """The oldest thisUpdate among the revocation lists that were used."""


def judge_path(
    leaf: Certificate,
    *,
    anchors: Sequence[Certificate],
    intermediates: Sequence[Certificate],
    crls: Sequence[RevocationList],
    at: datetime,
    extended_key_usage: str | None = None,
) -> PathJudgement:
    """Judge `leaf` as a signer at the time `at`, by the path with the fewest findings."""
    judged = [_judge(path, crls, at, extended_key_usage) for path in find_paths(leaf, anchors, intermediates)]
    if not judged:
        nowhere = PathFinding(code=PathCode.NO_PATH, certificate=leaf)
        return PathJudgement(path=(leaf,), findings=(nowhere,), revocation_as_of=None)
    return min(judged, key=lambda judgement: len(judgement.findings))


def find_paths(
    leaf: Certificate, anchors: Sequence[Certificate], intermediates: Iterable[Certificate]
) -> Iterator[tuple[Certificate, ...]]:
    """Up to eight paths leaf..anchor on which every signature holds."""
    trusted = {anchor.raw for anchor in anchors}
    candidates = tuple({certificate.raw: certificate for certificate in (*anchors, *intermediates)}.values())
    budget = MAX_SIGNATURES_CHECKED
    waiting: list[tuple[Certificate, ...]] = [(leaf,)]
    found = 0
    while waiting and found < MAX_PATHS:
        path = waiting.pop()
        last = path[-1]
        if last.raw in trusted:
            found += 1
            yield path
            continue
        if len(path) > MAX_DEPTH:
            continue
        for issuer in reversed(candidates):
            if issuer in path or not _may_have_issued(issuer, last):
                continue
            budget -= 1
            if budget < 0:
                return
            if last.part.is_by(issuer.point):
                waiting.append((*path, issuer))


def _may_have_issued(issuer: Certificate, child: Certificate) -> bool:
    if issuer.subject != child.issuer:
        return False
    key_ids = issuer.subject_key_id, child.authority_key_id
    return None in key_ids or key_ids[0] == key_ids[1]


def _judge(
    path: tuple[Certificate, ...],
    crls: Sequence[RevocationList],
    at: datetime,
    extended_key_usage: str | None,
) -> PathJudgement:
    findings: list[PathFinding] = []
    ages: list[datetime] = []
    for depth, certificate in enumerate(path):
        findings += _validity(certificate, at)
        findings += (
            _as_leaf(certificate, extended_key_usage) if depth == 0 else _as_issuer(certificate, depth)
        )
        if depth + 1 < len(path):
            crl = _freshest(crls, path[depth + 1])
            findings += _revocation(certificate, crl, at)
            ages += [crl.this_update] if crl else []
    return PathJudgement(path=path, findings=tuple(findings), revocation_as_of=min(ages, default=None))


def _validity(certificate: Certificate, at: datetime) -> Iterator[PathFinding]:
    if at < certificate.not_before:
        yield PathFinding(code=PathCode.NOT_YET_VALID, certificate=certificate, at=certificate.not_before)
    if at > certificate.not_after:
        yield PathFinding(code=PathCode.EXPIRED, certificate=certificate, at=certificate.not_after)
    for kind in certificate.unknown_critical:
        yield PathFinding(code=PathCode.UNKNOWN_CRITICAL_EXT, certificate=certificate, detail=kind)


def _as_leaf(certificate: Certificate, extended_key_usage: str | None) -> Iterator[PathFinding]:
    if not certificate.may_sign:
        yield PathFinding(code=PathCode.KEY_USAGE, certificate=certificate)
    if extended_key_usage and extended_key_usage not in (certificate.extended_key_usage or ()):
        yield PathFinding(code=PathCode.EXT_KEY_USAGE, certificate=certificate, detail=extended_key_usage)


def _as_issuer(certificate: Certificate, depth: int) -> Iterator[PathFinding]:
    usage = certificate.key_usage
    if not certificate.is_authority:
        yield PathFinding(code=PathCode.NOT_A_CA, certificate=certificate)
    if certificate.path_length is not None and depth - 1 > certificate.path_length:
        yield PathFinding(code=PathCode.PATH_LEN, certificate=certificate, detail=str(depth - 1))
    if usage is not None and KeyUsage.KEY_CERT_SIGN not in usage:
        yield PathFinding(code=PathCode.CA_KEY_USAGE, certificate=certificate)


def _freshest(crls: Iterable[RevocationList], issuer: Certificate) -> RevocationList | None:
    """The newest complete list that the issuer itself signed and was allowed to sign."""
    if issuer.key_usage is not None and KeyUsage.CRL_SIGN not in issuer.key_usage:
        return None
    for crl in sorted(crls, key=lambda crl: crl.this_update, reverse=True):
        if crl.issuer == issuer.subject and not crl.unknown_critical and crl.part.is_by(issuer.point):
            return crl
    return None


def _revocation(certificate: Certificate, crl: RevocationList | None, at: datetime) -> Iterator[PathFinding]:
    if crl is None:
        yield PathFinding(code=PathCode.NO_CRL, certificate=certificate)
        return
    if crl.next_update is not None and crl.next_update < at:
        yield PathFinding(code=PathCode.CRL_STALE, certificate=certificate, at=crl.next_update)
    revocation = crl.revoked.get(certificate.serial)
    if revocation is not None:
        counts = revocation.at <= at or revocation.is_compromise
        code = PathCode.REVOKED if counts else PathCode.REVOKED_LATER
        yield PathFinding(code=code, certificate=certificate, at=revocation.at)
