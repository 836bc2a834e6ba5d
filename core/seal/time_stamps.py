"""Asking a time-stamp authority (RFC 3161, GB/T 20520): the request, and what to make of the answer.

Pure: somebody else carries the bytes (`application/timestamp-query`, `application/timestamp-reply`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from core.crypto import der, sm2
from core.crypto.der import Element, NotDer
from core.seal.errors import SealUnreadable, TimeStampRefused, TimeStampUnfit
from core.seal.tokens import SM3_OID, judge_authority, parse_token
from core.seal.trust import CLOCK_TOLERANCE, Trust

MAX_REQUEST_BYTES = 4 << 10
MAX_RESPONSE_BYTES = 256 << 10
NONCE_BITS = 64
_GRANTED = (0, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeStampRequest:
    """What is asked of the authority: a stamp on a 32-byte SM3 digest. `policy` is dotted, or empty for any.

    `nonce` is fresh for each request, 1 to 64 bits: it is what tells a new answer from an old one.
    """

    imprint: bytes
    nonce: int
    policy: str = ""

    def __post_init__(self) -> None:
        if len(self.imprint) != 32 or not 0 < self.nonce < 1 << NONCE_BITS:
            raise ValueError("an SM3 digest and a nonce of 1 to 64 bits")

    @classmethod
    def over(cls, stamped: bytes, *, nonce: int, policy: str = "") -> Self:
        return cls(imprint=sm2.sm3(stamped), nonce=nonce, policy=policy)

    @classmethod
    def of_signature(cls, signature: tuple[int, int], *, nonce: int, policy: str = "") -> Self:
        """For the (r, s) that `finish` is given: a seal's time stamp is over its signature value."""
        return cls.over(sm2.encode_signature(*signature), nonce=nonce, policy=policy)

    @property
    def encoded(self) -> bytes:
        """DER of TimeStampReq; the authority is to enclose its certificate."""
        return der.sequence(
            der.integer(1),
            der.sequence(der.sequence(der.oid(SM3_OID)), der.octet_string(self.imprint)),
            *([der.oid(self.policy)] if self.policy else []),
            der.integer(self.nonce),
            der.boolean(True),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeStamp:
    """A token that holds, to be handed to `finish`, and what it says."""

    token: bytes
    at: datetime
    authority: str


def parse_time_stamp_request(raw: bytes) -> TimeStampRequest:
    """A request of ours as it came in, for who passes it on. Raises `TimeStampUnfit` for anything else."""
    if len(raw) > MAX_REQUEST_BYTES:
        raise TimeStampUnfit("unreadable")
    try:
        return _request(der.parse(raw))
    except (NotDer, ValueError):
        raise TimeStampUnfit("unreadable") from None


def _request(element: Element) -> TimeStampRequest:
    items = element.items()
    if items.take().integer() != 1:
        raise NotDer("version")
    imprint = items.take().items()
    if imprint.take().items().take().oid() != SM3_OID:
        raise NotDer("digest algorithm")
    digest = imprint.take().octets()
    imprint.end()
    policy = items.take_optional(der.OID)
    nonce = items.take(der.INTEGER).integer()
    if not items.take(der.BOOLEAN).boolean():
        raise NotDer("certReq")
    items.end()
    request = TimeStampRequest(imprint=digest, nonce=nonce, policy="" if policy is None else policy.oid())
    if request.encoded != element.raw:
        raise NotDer("encoding")
    return request


def judge_time_stamp(response: bytes, request: TimeStampRequest, trust: Trust, now: datetime) -> TimeStamp:
    """The stamp in an authority's answer to `request`, when everything about it holds.

    The authority's path is judged by `trust` at the stamped time. Raises `TimeStampRefused` where the
    authority says no, and `TimeStampUnfit` where the answer must not be used.
    """
    token = _granted_token(response)
    try:
        read = parse_token(token)
    except SealUnreadable:
        raise TimeStampUnfit("unreadable") from None
    if (read.imprint_algorithm, read.imprint) != (SM3_OID, request.imprint):
        raise TimeStampUnfit("imprint")
    if read.nonce != request.nonce:
        raise TimeStampUnfit("nonce")
    if request.policy and read.policy != request.policy:
        raise TimeStampUnfit("policy")
    if read.at > now + CLOCK_TOLERANCE:
        raise TimeStampUnfit("time")
    judged = judge_authority(read, trust)
    if judged.faults:
        raise TimeStampUnfit(judged.faults[0])
    return TimeStamp(token=token, at=read.at, authority=judged.authority)


def _granted_token(response: bytes) -> bytes:
    if len(response) > MAX_RESPONSE_BYTES:
        raise TimeStampUnfit("unreadable")
    try:
        items = der.parse(response).items()
        answer, failures = _status(items.take())
        token = items.take_optional(der.SEQUENCE)
        items.end()
    except NotDer:
        raise TimeStampUnfit("unreadable") from None
    if answer not in _GRANTED:
        raise TimeStampRefused(answer, failures)
    if token is None:
        raise TimeStampUnfit("unreadable")
    return token.raw


def _status(element: Element) -> tuple[int, tuple[int, ...]]:
    """PKIStatus and the numbers of the set bits of PKIFailureInfo; texts are for nobody's eyes."""
    items = element.items()
    answer = items.take().integer()
    items.take_optional(der.SEQUENCE)
    failures = items.take_optional(der.BIT_STRING)
    items.end()
    return answer, () if failures is None else tuple(_set_bits(failures.bits()))


def _set_bits(octets: bytes) -> Iterator[int]:
    for number in range(8 * len(octets)):
        if octets[number // 8] & 0x80 >> number % 8:
            yield number
