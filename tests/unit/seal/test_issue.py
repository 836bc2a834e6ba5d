"""The sample office's authority, seal maker, keys and seals."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from asn1crypto import x509

from core.crypto import Certificate, PathCode, judge_path, parse_certificate, parse_crl, sm2
from core.seal import SampleTrust, SealOrder, SealPicture, issue_sample_seals, parse_seal

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
FROM, UNTIL = datetime(2025, 1, 1, tzinfo=UTC), datetime(2027, 12, 31, tzinfo=UTC)
PICTURE = SealPicture(format="PNG", data=b"\x89PNG...", width_mm=42, height_mm=42)
ORDER = SealOrder(
    seal_id="s-1",
    name="青禾县人民政府",
    picture=PICTURE,
    sealers=["u-16"],
    valid_from=FROM,
    valid_until=UNTIL,
)


def counted_randomness() -> Callable[[int], bytes]:
    count = 0

    def draw(length: int) -> bytes:
        nonlocal count
        count += 1
        return hashlib.shake_256(count.to_bytes(4, "big")).digest(length)

    return draw


@pytest.fixture(scope="module")
def trust() -> SampleTrust:
    return issue_sample_seals(
        [ORDER],
        sealers={"u-16": "管印人", "u-99": "离任者"},
        organisation="演示办公室",
        now=NOW,
        randomness=counted_randomness(),
        revoked=["u-99"],
    )


def findings(trust: SampleTrust, leaf: bytes, at: datetime = NOW) -> list[PathCode]:
    judgement = judge_path(
        parse_certificate(leaf),
        anchors=[parse_certificate(trust.root_certificate)],
        intermediates=[parse_certificate(trust.authority_certificate)],
        crls=[parse_crl(crl) for crl in trust.crls],
        at=at,
    )
    return [finding.code for finding in judgement.findings]


def test_sealer_and_maker_have_a_path_without_a_finding(trust: SampleTrust) -> None:
    assert findings(trust, trust.sealers["u-16"].certificate) == []
    assert findings(trust, trust.maker_certificate, at=FROM) == []


def test_a_revoked_sealer_is_found_even_for_earlier_times(trust: SampleTrust) -> None:
    assert findings(trust, trust.sealers["u-99"].certificate, at=FROM) == [PathCode.REVOKED]


def test_the_seal_lists_its_sealer_and_is_signed_by_the_maker(trust: SampleTrust) -> None:
    seal = parse_seal(trust.seals["s-1"])
    maker = parse_certificate(trust.maker_certificate)
    assert seal.version == 4
    assert seal.property.name == "青禾县人民政府"
    assert seal.property.certificates == (trust.sealers["u-16"].certificate,)
    assert (seal.property.valid_from, seal.property.valid_until) == (FROM, UNTIL)
    assert seal.picture == PICTURE
    assert seal.maker_certificate == trust.maker_certificate
    assert seal.faults == ()
    assert sm2.verify(maker.point or b"", seal.signed_by_maker, seal.maker_signature)


def test_another_library_reads_our_certificates_the_same_way(trust: SampleTrust) -> None:
    ours: Certificate = parse_certificate(trust.authority_certificate)
    theirs = x509.Certificate.load(trust.authority_certificate, strict=True)
    assert theirs.serial_number == ours.serial
    assert theirs["tbs_certificate"]["validity"]["not_after"].native == ours.not_after
    assert theirs.subject.native["common_name"] == ours.common_name == "演示办公室签发机构（演示）"
    assert theirs.key_usage_value.native == {"key_cert_sign", "crl_sign"}
    assert theirs.basic_constraints_value.native == {"ca": True, "path_len_constraint": 0}
    assert theirs["tbs_certificate"].dump() == ours.part.signed


def test_the_trust_files_hold_no_key(trust: SampleTrust) -> None:
    files = b"".join(trust.trust_files().values())
    assert b"PRIVATE" not in files
    assert files.count(b"BEGIN CERTIFICATE") == 3
