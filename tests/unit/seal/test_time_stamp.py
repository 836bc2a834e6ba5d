"""Time stamps over a seal's signature (RFC 3161, GB/T 20520): believed only when all about them holds."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from core.crypto import der, sm2
from core.ofd.display import Box
from core.seal import (
    Code,
    Placement,
    Prepared,
    SealReport,
    TimeStampRefused,
    TimeStampRequest,
    TimeStampUnfit,
    Verdict,
    finish,
    judge_time_stamp,
    parse_signature,
    parse_time_stamp_request,
    prepare,
    verify_document,
)
from tests.unit.seal.office import NOW, SIGNS, document_parts, office, trust, unzipped, zipped
from tests.unit.seal.tsa import (
    AUTHORITY,
    SHA256,
    STAMPED,
    Tsa,
    refusal,
    tsa_certificate,
    with_tsa,
)

DOCUMENT = zipped(document_parts())
BELIEVED = with_tsa(trust())
NONCE = 0x1234567890ABCDEF


def _signed() -> tuple[Prepared, tuple[int, int]]:
    made = office()
    waiting = prepare(
        DOCUMENT,
        seal=made.seals["s-1"],
        placements=(Placement(0, Box(120, 200, 42, 42)),),
        signer_certificate=made.sealers["u-1"].certificate,
        now=NOW,
    )
    numbers = sm2.decode_signature(sm2.sign_digest(made.sealers["u-1"].key, waiting.e))
    assert numbers is not None
    return waiting, numbers


PREPARED, NUMBERS = _signed()
REQUEST = TimeStampRequest.of_signature(NUMBERS, nonce=NONCE)


def judged(token: bytes, *, known: bool = True) -> SealReport:
    believed = BELIEVED if known else trust()
    (seal,) = verify_document(finish(PREPARED, NUMBERS, token), believed, STAMPED).seals
    return seal


def test_a_stamped_seal_has_the_authoritys_time_and_nothing_to_remark() -> None:
    stamp = judge_time_stamp(Tsa().answer(REQUEST), REQUEST, BELIEVED, STAMPED)
    seal = judged(stamp.token)
    assert (seal.verdict, seal.codes) == (Verdict.VALID, frozenset())
    assert (seal.signed_at, seal.time_is_stamped, seal.stamped_by) == (STAMPED, True, "时间戳")
    assert (stamp.at, stamp.authority) == (STAMPED, "时间戳")


def test_an_imprint_by_sha_256_holds_too() -> None:
    stamped = sm2.encode_signature(*NUMBERS)
    token = replace(Tsa(), digest=SHA256).token(hashlib.sha256(stamped).digest(), imprint_method=SHA256)
    assert judged(token).codes == frozenset()


def test_a_field_that_holds_the_authoritys_whole_answer_is_read() -> None:
    assert judged(Tsa().answer(REQUEST)).codes == frozenset()


BAD = {
    "other key": (replace(Tsa(), key=AUTHORITY.key), "signature"),
    "no time stamper": (replace(Tsa(), certificate=tsa_certificate(purposes=())), "path"),
    "digest of something else": (replace(Tsa(), content_digest=sm2.sm3(b"other")), "attributes"),
    "another certificate named": (replace(Tsa(), named=b"another"), "certificate"),
    "no certificate": (replace(Tsa(), certificate=b""), "certificate"),
    "out of its period": (replace(Tsa(), at=datetime(2025, 1, 1, tzinfo=UTC)), "path"),
}


@pytest.mark.parametrize(("tsa", "fault"), BAD.values(), ids=BAD)
def test_a_token_that_does_not_hold_is_never_valid_and_says_why(tsa: Tsa, fault: str) -> None:
    seal = judged(tsa.token(REQUEST.imprint))
    assert (seal.verdict, seal.codes) == (Verdict.UNDETERMINED, {Code.TIMESTAMP_INVALID})
    assert (seal.signed_at, seal.time_is_stamped) == (NOW, False)
    assert seal.findings[0].facts["fault"] == fault


@pytest.mark.parametrize(("tsa", "fault"), BAD.values(), ids=BAD)
def test_an_answer_whose_token_does_not_hold_is_not_used(tsa: Tsa, fault: str) -> None:
    with pytest.raises(TimeStampUnfit) as caught:
        judge_time_stamp(tsa.answer(REQUEST), REQUEST, BELIEVED, STAMPED)
    assert caught.value.fault == fault


def test_a_token_of_an_authority_nobody_knows_is_undetermined() -> None:
    assert judged(Tsa().token(REQUEST.imprint), known=False).codes == {Code.TIMESTAMP_INVALID}


@pytest.mark.parametrize(
    ("token", "fault"),
    [(Tsa().token(sm2.sm3(b"another signature")), "imprint"), (b"noise", "unreadable")],
    ids=["other signature", "noise"],
)
def test_a_seal_is_not_finished_with_a_token_of_something_else(token: bytes, fault: str) -> None:
    with pytest.raises(TimeStampUnfit) as caught:
        finish(PREPARED, NUMBERS, token)
    assert caught.value.fault == fault


def test_the_request_is_what_rfc_3161_says_and_reads_back() -> None:
    assert parse_time_stamp_request(REQUEST.encoded) == REQUEST
    with_policy = replace(REQUEST, policy="1.2.3")
    assert parse_time_stamp_request(with_policy.encoded) == with_policy


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        REQUEST.encoded + b"\0",
        REQUEST.encoded.replace(der.integer(NONCE), b""),
        REQUEST.encoded.replace(der.boolean(True), der.boolean(False)),
        der.sequence(der.integer(1)),
        bytes(10_000),
    ],
    ids=["nothing", "trailing", "no nonce", "no certificate wanted", "cut", "long"],
)
def test_what_is_no_request_of_ours_is_not_passed_on(raw: bytes) -> None:
    with pytest.raises(TimeStampUnfit):
        parse_time_stamp_request(raw)


def test_an_authority_that_says_no_is_told_with_its_reasons() -> None:
    with pytest.raises(TimeStampRefused) as caught:
        judge_time_stamp(refusal(2, 0, 25), REQUEST, BELIEVED, STAMPED)
    assert (caught.value.status, caught.value.failures) == (2, (0, 25))


OTHER = TimeStampRequest.over(b"other", nonce=NONCE)
ANSWERS = {
    "noise": (b"noise", REQUEST, "unreadable"),
    "granted without a token": (der.sequence(der.sequence(der.integer(0))), REQUEST, "unreadable"),
    "of something else": (Tsa().answer(OTHER), REQUEST, "imprint"),
    "old": (Tsa().answer(replace(REQUEST, nonce=7)), REQUEST, "nonce"),
    "another policy": (Tsa().answer(REQUEST), replace(REQUEST, policy="1.2.9"), "policy"),
    "from the future": (replace(Tsa(), at=STAMPED + timedelta(hours=1)).answer(REQUEST), REQUEST, "time"),
}


@pytest.mark.parametrize(("answer", "request_", "fault"), ANSWERS.values(), ids=ANSWERS)
def test_an_answer_to_something_else_is_not_used(
    answer: bytes, request_: TimeStampRequest, fault: str
) -> None:
    with pytest.raises(TimeStampUnfit) as caught:
        judge_time_stamp(answer, request_, BELIEVED, STAMPED)
    assert caught.value.fault == fault


def test_the_token_stands_where_the_standard_has_it() -> None:
    token = Tsa().token(REQUEST.imprint)
    document = finish(PREPARED, NUMBERS, token)
    signature = parse_signature(unzipped(document)[f"{SIGNS}/Sign_0/SignedValue.dat"])
    assert signature.time_stamp == token


def test_where_a_time_stamp_is_demanded_the_signers_word_will_not_do() -> None:
    demanding = replace(BELIEVED, demands_time_stamp=True)
    (claimed,) = verify_document(finish(PREPARED, NUMBERS), demanding, STAMPED).seals
    assert (claimed.verdict, claimed.reason) == (Verdict.UNDETERMINED, Code.TIMESTAMP_DEMANDED)
    stamped = finish(PREPARED, NUMBERS, Tsa().token(REQUEST.imprint))
    assert verify_document(stamped, demanding, STAMPED).verdict is Verdict.VALID
