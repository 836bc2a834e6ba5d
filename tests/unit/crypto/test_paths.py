"""Certification paths, and each thing that can be wrong with one."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from core.crypto import Certificate, CertificateUnreadable, KeyUsage, PathCode, judge_path, parse_certificate
from core.crypto.issue import Authority, Revoked
from tests.unit.crypto.authority import (
    END,
    NOW,
    ROGUE,
    ROOT,
    START,
    SUB,
    World,
    crl,
    key,
    root_of,
    signer,
    sub_certificate,
)

GOOD = signer("张三")


def findings(leaf: Certificate, world: World | None = None, at: datetime = NOW) -> set[PathCode]:
    world = world or World()
    judged = judge_path(
        leaf, anchors=world.anchors, intermediates=world.intermediates, crls=world.crls, at=at
    )
    return {finding.code for finding in judged.findings}


def test_a_good_chain_of_three_has_no_finding() -> None:
    judged = judge_path(
        GOOD,
        anchors=World().anchors,
        intermediates=World().intermediates,
        crls=World().crls,
        at=NOW,
    )
    assert judged.findings == ()
    assert [certificate.common_name for certificate in judged.path] == ["张三", "签发", "根"]
    assert judged.revocation_as_of == START


@pytest.mark.parametrize(
    ("leaf", "world", "at", "expected"),
    [
        (GOOD, World(), START - timedelta(days=1), {PathCode.NOT_YET_VALID}),
        (GOOD, World(), END + timedelta(days=1), {PathCode.EXPIRED, PathCode.CRL_STALE}),
        (signer("过期", not_after=START + timedelta(days=1)), World(), NOW, {PathCode.EXPIRED}),
        (
            signer("加密", usage=frozenset({KeyUsage.KEY_ENCIPHERMENT})),
            World(),
            NOW,
            {PathCode.KEY_USAGE},
        ),
        (GOOD, World(anchors=()), NOW, {PathCode.NO_PATH}),
        (GOOD, World(intermediates=()), NOW, {PathCode.NO_PATH}),
        (GOOD, World(anchors=(root_of(ROGUE),)), NOW, {PathCode.NO_PATH}),
        (signer("冒名", replace(SUB, key=key("别人"))), World(), NOW, {PathCode.NO_PATH}),
        (GOOD, World(crls=()), NOW, {PathCode.NO_CRL}),
        (GOOD, World(crls=(crl(ROOT), crl(replace(SUB, key=ROGUE.key)))), NOW, {PathCode.NO_CRL}),
        (GOOD, World(crls=(crl(ROOT), crl(SUB, until=NOW - timedelta(days=1)))), NOW, {PathCode.CRL_STALE}),
        (GOOD, World(intermediates=(sub_certificate(is_authority=False),)), NOW, {PathCode.NOT_A_CA}),
    ],
    ids=[
        "before",
        "after",
        "expired",
        "usage",
        "no anchor",
        "no intermediate",
        "rogue anchor",
        "forged",
        "no list",
        "forged list",
        "stale list",
        "no authority",
    ],
)
def test_each_thing_wrong_has_its_code(
    leaf: Certificate, world: World, at: datetime, expected: set[PathCode]
) -> None:
    assert findings(leaf, world, at) == expected


def test_a_certificate_issued_by_a_signer_is_found_out() -> None:
    not_a_ca = Authority(name=GOOD.subject, key=key("张三"))
    leaf = signer("冒名制章机构", not_a_ca)
    world = World(intermediates=(sub_certificate(), GOOD))
    assert findings(leaf, world) == {
        PathCode.NOT_A_CA,
        PathCode.CA_KEY_USAGE,
        PathCode.PATH_LEN,
        PathCode.NO_CRL,
    }


@pytest.mark.parametrize(
    ("reason", "at", "expected"),
    [
        (0, NOW, {PathCode.REVOKED}),
        (0, datetime(2026, 9, 1, tzinfo=UTC), {PathCode.REVOKED_LATER}),
        (1, datetime(2026, 9, 1, tzinfo=UTC), {PathCode.REVOKED}),
    ],
    ids=["before", "later", "key lost"],
)
def test_revocation_counts_from_its_date_but_a_lost_key_always(
    reason: int, at: datetime, expected: set[PathCode]
) -> None:
    lost = Revoked(serial=GOOD.serial, at=datetime(2026, 10, 1, tzinfo=UTC), reason=reason)
    assert findings(GOOD, World(crls=(crl(ROOT), crl(SUB, lost))), at) == expected


def test_an_untrusted_certificate_of_the_roots_name_is_no_anchor() -> None:
    world = World(intermediates=(*World().intermediates, root_of(ROGUE)))
    assert findings(GOOD, world) == set()
    assert findings(signer("假", ROGUE), world) == {PathCode.NO_PATH}


def test_certificates_that_issue_each_other_end() -> None:
    ring = [
        signer(f"环{number}", Authority(name=GOOD.subject, key=key("张三")), serial=number + 10)
        for number in range(30)
    ]
    assert findings(GOOD, World(intermediates=tuple(ring))) == {PathCode.NO_PATH}


def test_a_changed_byte_never_leaves_a_certificate_valid() -> None:
    seed = random.randrange(1 << 32)
    print("seed", seed)
    chance = random.Random(seed)
    for _ in range(200):
        at, bit = chance.randrange(len(GOOD.raw)), chance.randrange(8)
        damaged = GOOD.raw[:at] + bytes((GOOD.raw[at] ^ 1 << bit,)) + GOOD.raw[at + 1 :]
        try:
            assert findings(parse_certificate(damaged)) != set(), (at, bit)
        except CertificateUnreadable:
            continue


def test_a_root_is_self_signed_and_nothing_else_is() -> None:
    assert root_of(ROOT).is_self_signed
    assert not GOOD.is_self_signed
    assert not replace(root_of(ROOT), point=ROGUE.key.point).is_self_signed
