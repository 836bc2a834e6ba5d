"""Whom a folder of files says to believe."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.crypto import to_pem
from core.seal.trust import trust_of_files
from tests.unit.seal.office import office

MADE = office()
FILES = {
    "root.der": MADE.root_certificate,
    "authority.pem": to_pem("CERTIFICATE", MADE.authority_certificate),
    "root.crl": MADE.crls[0],
    "authority.crl": to_pem("X509 CRL", MADE.crls[1]),
}


def test_only_the_self_signed_certificate_is_believed() -> None:
    trust = trust_of_files(FILES.items()).trust
    assert [one.raw for one in trust.anchors] == [MADE.root_certificate]
    assert [one.raw for one in trust.intermediates] == [MADE.authority_certificate]
    assert {crl.raw for crl in trust.crls} == set(MADE.crls)


def test_without_a_makers_folder_any_maker_with_a_path_will_do() -> None:
    assert trust_of_files(FILES.items()).trust.trusted_makers is None


def test_certificates_in_the_makers_folder_are_the_makers() -> None:
    files = {**FILES, "makers/maker.crt": MADE.maker_certificate}
    assert trust_of_files(files.items()).trust.trusted_makers == {MADE.maker_certificate}


def test_an_unreadable_makers_folder_trusts_no_maker() -> None:
    built = trust_of_files({**FILES, "makers/maker.crt": b"damaged"}.items())
    assert built.trust.trusted_makers == frozenset()
    assert built.unreadable == ("makers/maker.crt",)


def test_several_certificates_may_stand_in_one_file() -> None:
    bundle = b"".join(
        to_pem("CERTIFICATE", one) for one in (MADE.root_certificate, MADE.authority_certificate)
    )
    trust = trust_of_files([("bundle.pem", bundle)]).trust
    assert (len(trust.anchors), len(trust.intermediates)) == (1, 1)


@pytest.mark.parametrize("label", ["PRIVATE KEY", "CERTIFICATE REQUEST"])
def test_other_pem_blocks_are_left_alone(label: str) -> None:
    built = trust_of_files([("other.pem", to_pem(label, MADE.root_certificate))])
    assert (built.trust.anchors, built.unreadable) == ((), ("other.pem",))


@given(st.binary(max_size=300))
def test_noise_is_named_not_raised(noise: bytes) -> None:
    assert trust_of_files([("noise", noise)]).unreadable == ("noise",)
