"""Certificates and revocation lists with what authorities put into them besides the usual (SEALS.md 4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from core.crypto import (
    Certificate,
    PathCode,
    RevocationList,
    Sm2PrivateKey,
    der,
    judge_path,
    parse_certificate,
    parse_crl,
    sm2,
)
from core.crypto.issue import Revoked
from tests.unit.crypto.authority import NOW, ROOT, START, SUB, World, crl, key, signer, sub_certificate

GOOD = signer("张三")
EXTENSIONS_OF_A_LIST, EXTENSIONS = 0xA0, 0xA3
INDIRECT, DELTA = "2.5.29.28", "2.5.29.27"


def signed_anew(encoded: bytes, by: Sm2PrivateKey, change: dict[int, bytes]) -> bytes:
    """A certificate or list whose signed part has other elements at some places, signed again."""
    signed, algorithm, _ = der.parse(encoded).items()
    items = [item.raw for item in signed.items()]
    for place, item in change.items():
        items[place] = item
    body = der.sequence(*items)
    return der.sequence(body, algorithm.raw, der.bit_string(sm2.sign(by, body)))


def extended(encoded: bytes, by: Sm2PrivateKey, tag: int, *extensions: bytes) -> bytes:
    """The same with more extensions."""
    signed = der.parse(encoded).items().take()
    place, own = next((at, item) for at, item in enumerate(signed.items()) if item.tag == tag)
    listed = own.inner(tag).content
    return signed_anew(encoded, by, {place: der.encode(tag, der.sequence(listed, *extensions))})


def extension(kind: str, value: bytes, *, critical: bool = True) -> bytes:
    return der.sequence(der.oid(kind), der.boolean(critical), der.octet_string(value))


def found(leaf: Certificate, world: World, at: datetime = NOW, purpose: str | None = None) -> set[PathCode]:
    judged = judge_path(
        leaf,
        anchors=world.anchors,
        intermediates=world.intermediates,
        crls=world.crls,
        at=at,
        extended_key_usage=purpose,
    )
    return {finding.code for finding in judged.findings}


def test_a_critical_extension_nobody_knows_is_told_and_another_is_not() -> None:
    unknown = extension("1.2.3.4", b"\5\0")
    assert found(parse_certificate(extended(GOOD.raw, SUB.key, EXTENSIONS, unknown)), World()) == {
        PathCode.UNKNOWN_CRITICAL_EXT
    }
    harmless = extension("1.2.3.4", b"no DER at all", critical=False)
    assert found(parse_certificate(extended(GOOD.raw, SUB.key, EXTENSIONS, harmless)), World()) == set()


def test_a_flag_that_is_written_out_though_false_changes_nothing() -> None:
    """Real certificates carry explicit defaults; the signed bytes are those that were written."""
    again = parse_certificate(
        extended(GOOD.raw, SUB.key, EXTENSIONS, extension("1.2.3", b"\5\0", critical=False))
    )
    assert b"\1\1\0" in again.raw
    assert found(again, World()) == set()


def test_a_purpose_that_is_not_the_certificates_is_told() -> None:
    assert found(GOOD, World(), purpose="1.3.6.1.5.5.7.3.8") == {PathCode.EXT_KEY_USAGE}


def test_an_authority_below_one_that_allows_none_is_told() -> None:
    third = replace(SUB, name=GOOD.subject, key=key("张三"))
    below = parse_certificate(
        extended(
            signer("张三").raw, SUB.key, EXTENSIONS, extension("2.5.29.19", der.sequence(der.boolean(True)))
        )
    )
    leaf = signer("下级", third)
    world = World(intermediates=(sub_certificate(path_length=0), below), crls=(*World().crls, crl(third)))
    assert found(leaf, world) == {PathCode.PATH_LEN, PathCode.CA_KEY_USAGE, PathCode.NO_CRL}
    assert PathCode.PATH_LEN not in found(
        leaf, replace(world, intermediates=(sub_certificate(path_length=1), below))
    )


LOST = Revoked(serial=GOOD.serial, at=datetime(2026, 10, 1, tzinfo=UTC))


@pytest.mark.parametrize("kind", [INDIRECT, DELTA])
def test_a_list_that_is_not_the_whole_one_is_not_taken_for_it(kind: str) -> None:
    """Its critical extension says so; without another there is none, with one the whole one counts."""
    value = der.integer(1) if kind == DELTA else der.sequence(der.encode(0x84, b"\xff"))
    part = parse_crl(extended(crl(SUB).raw, SUB.key, EXTENSIONS_OF_A_LIST, extension(kind, value)))
    assert found(GOOD, World(crls=(crl(ROOT), part))) == {PathCode.NO_CRL}
    assert found(GOOD, World(crls=(crl(ROOT), part, crl(SUB, LOST)))) == {PathCode.REVOKED}


def later(encoded: bytes, by: Sm2PrivateKey, days: int) -> RevocationList:
    """The list as it would be issued so many days later."""
    moment = der.generalized_time(START + timedelta(days=days))
    return parse_crl(signed_anew(encoded, by, {3: moment}))


def test_the_newest_list_counts_wherever_it_stands() -> None:
    older, newer = crl(SUB), later(crl(SUB, LOST).raw, SUB.key, 30)
    for lists in ((older, newer), (newer, older)):
        assert found(GOOD, World(crls=(crl(ROOT), *lists))) == {PathCode.REVOKED}


def test_a_list_that_does_not_say_when_the_next_comes_is_used() -> None:
    without = tuple(der.parse(crl(SUB).raw).items().take().items())
    items = [item.raw for number, item in enumerate(without) if number != 4]
    body = der.sequence(*items)
    algorithm = tuple(der.parse(crl(SUB).raw).items())[1].raw
    open_ended = parse_crl(der.sequence(body, algorithm, der.bit_string(sm2.sign(SUB.key, body))))
    assert open_ended.next_update is None
    assert found(GOOD, World(crls=(crl(ROOT), open_ended))) == set()


def test_of_two_lines_about_one_certificate_the_graver_counts() -> None:
    lost_key = replace(LOST, reason=1, at=datetime(2026, 11, 1, tzinfo=UTC))
    before = datetime(2026, 9, 1, tzinfo=UTC)
    for lines in ((LOST, lost_key), (lost_key, LOST)):
        assert found(GOOD, World(crls=(crl(ROOT), crl(SUB, *lines))), before) == {PathCode.REVOKED}
    early = replace(LOST, at=datetime(2026, 8, 1, tzinfo=UTC))
    for lines in ((LOST, early), (early, LOST)):
        assert found(GOOD, World(crls=(crl(ROOT), crl(SUB, *lines))), before) == {PathCode.REVOKED}


def test_a_list_of_who_may_not_issue_any_is_none() -> None:
    """keyUsage without cRLSign (bit 6)."""
    only_certificates = der.octet_string(der.bit_string(b"\4", 2))
    signed = der.parse(sub_certificate().raw).items().take()
    place = len(tuple(signed.items())) - 1
    listed = [
        der.sequence(der.oid("2.5.29.15"), der.boolean(True), only_certificates)
        if each.items().take().oid() == "2.5.29.15"
        else each.raw
        for each in tuple(signed.items())[place].inner(EXTENSIONS).items()
    ]
    change = {place: der.encode(EXTENSIONS, der.sequence(*listed))}
    issuer = parse_certificate(signed_anew(sub_certificate().raw, ROOT.key, change))
    assert found(GOOD, World(intermediates=(issuer,))) == {PathCode.NO_CRL}


def test_a_cross_signed_authority_is_judged_by_the_better_way() -> None:
    """One key with two certificates: one by our root, one by a stranger."""
    stranger = replace(ROOT, name=der.sequence(), key=key("别根"))
    crossed = parse_certificate(signed_anew(sub_certificate().raw, stranger.key, {3: stranger.name}))
    world = World(intermediates=(crossed, sub_certificate()))
    assert found(GOOD, world) == set()
    assert found(GOOD, replace(world, intermediates=(crossed,))) == {PathCode.NO_PATH}


@pytest.mark.parametrize(
    "curve",
    [der.oid("1.2.840.10045.3.1.7"), der.sequence(der.integer(1), der.oid("1.2.840.10045.1.1")), b"\5\0"],
    ids=["another curve", "explicit parameters", "none"],
)
def test_a_key_on_another_curve_is_no_sm2_key_and_signs_nothing(curve: bytes) -> None:
    algorithm = der.sequence(der.oid(sm2.EC_PUBLIC_KEY), curve)
    public_key = der.sequence(algorithm, der.bit_string(key("张三").point))
    other = parse_certificate(signed_anew(GOOD.raw, SUB.key, {6: public_key}))
    assert other.point is None
    assert found(
        signer("下", replace(SUB, name=GOOD.subject, key=key("张三"))), World(intermediates=(other,))
    ) == {PathCode.NO_PATH}


def test_an_algorithm_with_a_null_is_the_same_and_another_is_none() -> None:
    body, _, signature = der.parse(GOOD.raw).items()
    with_null = der.sequence(der.oid(sm2.SM2_WITH_SM3), b"\5\0")
    assert found(parse_certificate(der.sequence(body.raw, with_null, signature.raw)), World()) == set()
    other = der.sequence(der.oid("1.2.840.10045.4.3.2"))
    assert found(parse_certificate(der.sequence(body.raw, other, signature.raw)), World()) == {
        PathCode.NO_PATH
    }


def test_chinese_in_an_ascii_string_is_read_and_shown() -> None:
    """Met in the field: GBK in the IA5String of an e-mail address, over which other libraries stumble."""
    name = "张三@机关".encode("gb18030")
    mail = der.sequence(der.oid("1.2.840.113549.1.9.1"), der.encode(der.IA5_STRING, name))
    common = der.sequence(der.oid("2.5.4.3"), der.utf8_string("张三"))
    subject = der.sequence(der.encode(der.SET, mail), der.encode(der.SET, common))
    odd = parse_certificate(signed_anew(GOOD.raw, SUB.key, {5: subject}))
    assert (odd.common_name, odd.subject_text) == ("张三", "CN=张三, E=张三@机关")
    assert found(odd, World()) == set()


def test_an_issuer_whose_key_is_not_the_one_named_is_none() -> None:
    """Same name, same key, but the certificate says that another key of that name issued it."""
    items = list(der.parse(GOOD.raw).items().take().items())
    place = len(items) - 1
    other = der.sequence(der.encode(0x80, bytes(20)))
    listed = [
        der.sequence(der.oid("2.5.29.35"), der.octet_string(other))
        if each.items().take().oid() == "2.5.29.35"
        else each.raw
        for each in items[place].inner(EXTENSIONS).items()
    ]
    change = {place: der.encode(EXTENSIONS, der.sequence(*listed))}
    assert found(parse_certificate(signed_anew(GOOD.raw, SUB.key, change)), World()) == {PathCode.NO_PATH}
