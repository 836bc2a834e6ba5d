"""A chain of three with everything a path can get wrong, issued by our own authority."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from core.crypto import Certificate, KeyUsage, RevocationList, Sm2PrivateKey, parse_certificate, parse_crl
from core.crypto.issue import (
    AUTHORITY_USAGE,
    SIGNER_USAGE,
    Authority,
    Revoked,
    encode_name,
    issue_certificate,
    issue_crl,
    issue_root,
)

START, END = datetime(2026, 1, 1, tzinfo=UTC), datetime(2036, 1, 1, tzinfo=UTC)
NOW = datetime(2026, 12, 2, tzinfo=UTC)


def key(label: str) -> Sm2PrivateKey:
    return Sm2PrivateKey.from_randomness(hashlib.shake_256(label.encode()).digest(40))


def authority(name: str) -> Authority:
    return Authority(name=encode_name(common_name=name, organisation="测试"), key=key(name))


ROOT, SUB, ROGUE = authority("根"), authority("签发"), Authority(name=authority("根").name, key=key("假根"))


def signer(
    name: str,
    issuer: Authority = SUB,
    *,
    serial: int = 7,
    not_before: datetime = START,
    not_after: datetime = END,
    usage: frozenset[KeyUsage] = SIGNER_USAGE,
) -> Certificate:
    return parse_certificate(
        issue_certificate(
            issuer,
            subject=encode_name(common_name=name),
            point=key(name).point,
            serial=serial,
            not_before=not_before,
            not_after=not_after,
            usage=usage,
        )
    )


def root_of(issuer: Authority) -> Certificate:
    return parse_certificate(issue_root(issuer, serial=1, not_before=START, not_after=END))


def sub_certificate(*, is_authority: bool = True, path_length: int | None = 0) -> Certificate:
    return parse_certificate(
        issue_certificate(
            ROOT,
            subject=SUB.name,
            point=SUB.key.point,
            serial=2,
            not_before=START,
            not_after=END,
            usage=AUTHORITY_USAGE,
            is_authority=is_authority,
            path_length=path_length,
        )
    )


def crl(issuer: Authority, *revoked: Revoked, until: datetime = END) -> RevocationList:
    return parse_crl(issue_crl(issuer, revoked, number=1, this_update=START, next_update=until))


@dataclass(frozen=True)
class World:
    """What a verifier has; the default holds."""

    anchors: tuple[Certificate, ...] = (root_of(ROOT),)
    intermediates: tuple[Certificate, ...] = (sub_certificate(),)
    crls: tuple[RevocationList, ...] = (crl(ROOT), crl(SUB))
