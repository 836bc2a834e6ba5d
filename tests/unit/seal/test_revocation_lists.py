"""Newer revocation lists take the place of older ones, unless somebody else made them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from core.crypto import Sm2PrivateKey, parse_certificate
from core.crypto.issue import Authority, issue_crl
from core.seal.revocation import with_newer_lists
from tests.unit.seal.office import NOW, office, trust


def listed(key: Sm2PrivateKey, *, days: int) -> bytes:
    name = parse_certificate(office().authority_certificate).subject
    moment = NOW + timedelta(days=days)
    return issue_crl(
        Authority(name=name, key=key), number=9, this_update=moment, next_update=moment + timedelta(days=9)
    )


def test_the_newest_list_that_the_authority_signed_counts() -> None:
    older, newer = (listed(office().authority_key, days=days) for days in (1, 2))
    for order in ((older, newer), (newer, older)):
        merged = with_newer_lists(trust(), order)
        assert newer in {crl.raw for crl in merged.crls}
        assert len(merged.crls) == len(trust().crls)


def test_a_list_that_somebody_else_signed_takes_nobodys_place() -> None:
    forged = listed(Sm2PrivateKey.from_randomness(b"f" * 40), days=3)
    merged = with_newer_lists(trust(), [forged, b"no list", b""])
    assert {crl.raw for crl in merged.crls} == {crl.raw for crl in trust().crls}


def test_an_older_list_does_not_bring_a_revoked_certificate_back() -> None:
    newer = listed(office().authority_key, days=2)
    held = with_newer_lists(trust(), [newer])
    again = with_newer_lists(replace(held), [listed(office().authority_key, days=1)])
    assert newer in {crl.raw for crl in again.crls}
