"""What the gateway takes in as the sealed form of an approved file."""

from __future__ import annotations

from base64 import encodebytes
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from core.ofd import open_ofd
from core.ofd.display import Box
from core.office import UseKind
from core.seal import Placement
from gateway.service.sealing import ApprovedUse
from gateway.service.verifying import TrustFolder, judge_sealed_file
from tests.unit.seal.office import (
    NOW,
    SIGNS,
    changed,
    document_parts,
    office,
    sealed,
    trust,
    unzipped,
    zipped,
)

Judge = Callable[..., str | None]
APPROVED = NOW - timedelta(hours=1)
SEAL = office().seals["s-1"]


def _pem(label: str, content: bytes) -> bytes:
    return b"-----BEGIN %b-----\n%b-----END %b-----\n" % (
        label.encode(),
        encodebytes(content),
        label.encode(),
    )


@pytest.fixture
def judge(tmp_path: Path) -> Judge:
    (tmp_path / "makers").mkdir()
    (tmp_path / "root.crt").write_bytes(_pem("CERTIFICATE", office().root_certificate))
    (tmp_path / "authority.crt").write_bytes(_pem("CERTIFICATE", office().authority_certificate))
    (tmp_path / "makers" / "maker.crt").write_bytes(_pem("CERTIFICATE", office().maker_certificate))
    for number, crl in enumerate(trust().crls):
        (tmp_path / f"{number}.crl").write_bytes(_pem("X509 CRL", crl.raw))
    judged = judge_sealed_file(TrustFolder(tmp_path), lambda: NOW)

    def judge(
        original: bytes,
        sealed: bytes,
        seal: bytes,
        used_at: datetime = NOW,
        kinds: tuple[UseKind, ...] = (UseKind.CLOSING,),
    ) -> str | None:
        use = ApprovedUse(
            seal=seal,
            approved_at=APPROVED,
            used_at=used_at,
            kinds=kinds,
            pages=(0,),
            page_count=open_ofd(original).page_count,
        )
        return judged(original, sealed, use)

    return judge


@pytest.fixture
def original() -> bytes:
    """Of the kind met in the field: its list of pages writes one name in other letters."""
    parts = document_parts()
    listed = parts["Doc_0/Document.xml"].replace(b"Pages/Page_0/Content.xml", b"Pages/PAGE_0/content.xml")
    return zipped({**parts, "Doc_0/Document.xml": listed})


def test_the_approved_file_with_one_new_seal_is_taken_in(judge: Judge, original: bytes) -> None:
    once = sealed(original)
    assert judge(original, once, SEAL) is None
    assert judge(once, sealed(once, seal="s-2", sealer="u-2"), office().seals["s-2"]) is None


def test_a_use_is_told_at_the_time_that_the_seal_itself_tells(judge: Judge, original: bytes) -> None:
    once = sealed(original)
    for minutes, fault in ((-6, "times_differ"), (-4, None), (4, None), (6, "times_differ")):
        assert judge(original, once, SEAL, NOW + timedelta(minutes=minutes)) == fault


WHOLE = Placement(0, Box(20, 20, 42, 42))
SLICE = Placement(0, Box(190, 20, 42, 42), Box(0, 0, 20, 42))
LARGE, LARGE_SLICE = Placement(0, Box(20, 20, 90, 90)), Placement(0, Box(20, 20, 90, 90), Box(0, 0, 90, 90))
CLOSING, STRADDLE = UseKind.CLOSING, UseKind.STRADDLE


@pytest.mark.parametrize(
    ("placements", "kinds", "fault"),
    [
        ([WHOLE], (CLOSING,), None),
        ([WHOLE], (UseKind.KEYWORD,), None),
        ([SLICE], (STRADDLE,), None),
        ([WHOLE, SLICE], (CLOSING, STRADDLE), None),
        ([SLICE], (CLOSING,), "kinds_differ"),
        ([WHOLE], (STRADDLE,), "kinds_differ"),
        ([WHOLE], (CLOSING, STRADDLE), "kinds_differ"),
        ([WHOLE, SLICE], (CLOSING,), "kinds_differ"),
        ([WHOLE, SLICE], (STRADDLE,), "kinds_differ"),
        ([LARGE], (CLOSING,), "other_size"),
        ([LARGE_SLICE], (STRADDLE,), "other_size"),
    ],
)
def test_a_seal_stands_as_it_was_told_and_at_its_own_size(
    judge: Judge, original: bytes, placements: list[Placement], kinds: tuple[UseKind, ...], fault: str | None
) -> None:
    """A slice shows a part only; the whole it is a part of is the seal's own size all the same."""
    assert judge(original, sealed(original, *placements), SEAL, kinds=kinds) == fault


def test_a_page_that_readers_would_prefer_to_the_approved_one_is_refused(
    judge: Judge, original: bytes
) -> None:
    other = document_parts()["Doc_0/Pages/Page_1/Content.xml"]
    swapped = {**unzipped(sealed(original)), "Doc_0/Pages/PAGE_0/content.xml": other}
    assert judge(original, zipped(swapped), SEAL) == "original_changed"


def test_the_new_seal_is_the_one_that_was_not_there_before(judge: Judge, original: bytes) -> None:
    once = sealed(original)
    twice = sealed(once, seal="s-2", sealer="u-2")

    def turned(xml: bytes) -> bytes:
        head, first, second = xml.split(b"<ofd:Signature ")
        tail = b"</ofd:Signatures>"
        return b"<ofd:Signature ".join((head, second.removesuffix(tail), first + tail))

    listed_first = changed(twice, f"{SIGNS}/Signatures.xml", turned)
    refused = {"other_seal", "seal_undetermined"}  # a verifier may also mind the order of the list
    assert judge(once, listed_first, SEAL) in refused


def test_an_element_put_elsewhere_in_the_root_is_a_change(judge: Judge, original: bytes) -> None:
    moved = changed(
        original,
        "OFD.xml",
        lambda xml: xml.replace(b"</ofd:DocInfo>", b"").replace(b"<ofd:DocInfo>", b"<ofd:DocInfo/>"),
    )
    assert judge(original, sealed(moved), SEAL) == "original_changed"


def test_a_seal_that_claims_to_be_older_than_its_approval_is_refused(judge: Judge, original: bytes) -> None:
    back_dated = sealed(original, now=APPROVED - timedelta(days=30))
    assert judge(original, back_dated, SEAL) == "sealed_before_approval"
    at = APPROVED - timedelta(minutes=1)
    assert judge(original, sealed(original, now=at), SEAL, at) is None
