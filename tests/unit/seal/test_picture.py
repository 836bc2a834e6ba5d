"""Step 13: the picture that a seal draws, against what the seal says of it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from core.ofd.display import Box
from core.seal import Code, Placement, SealPicture, Step, Verdict, make_seal, verify_document
from core.seal.make import SealMaker
from core.seal.picture import PictureFacts, picture_facts, picture_findings
from core.seal.ses import parse_seal
from tests.unit.seal.office import (
    FROM,
    NOW,
    PICTURE,
    UNTIL,
    document_parts,
    office,
    png,
    sealed,
    trust,
    zipped,
)


def found(picture: SealPicture, name: str = "演示市某某局") -> set[Code]:
    made = office()
    seal = make_seal(
        SealMaker(certificate=made.maker_certificate, key=made.maker_key),
        seal_id="s-9",
        name=name,
        picture=picture,
        signers=[made.sealers["u-1"].certificate],
        created_at=FROM,
        valid_from=FROM,
        valid_until=UNTIL,
    )
    return {finding.code for finding in picture_findings(parse_seal(seal))}


def test_a_seal_whose_picture_is_in_order_has_nothing_to_remark_and_the_step_is_reported() -> None:
    (seal,) = verify_document(sealed(zipped(document_parts())), trust(), NOW).seals
    assert not [finding for finding in seal.findings if finding.step is Step.PICTURE]
    assert Step.PICTURE in seal.checked


def test_bytes_that_are_no_picture_are_said() -> None:
    assert found(replace(PICTURE, data=b"no picture")) == {Code.PICTURE_UNKNOWN}


def test_a_picture_stretched_over_its_place_is_said() -> None:
    assert found(replace(PICTURE, height_mm=30)) == {Code.PICTURE_STRETCHED}


@pytest.mark.parametrize(
    ("name", "side", "wrong"),
    [
        ("青禾县人民政府", 45, False),
        ("青禾县人民政府", 42, True),
        ("柳林镇人民政府", 42, False),
        ("柳林镇人民政府", 45, True),
        ("青禾县教育局", 42, False),
        ("青禾县教育局", 50, True),
        ("青禾某某公司", 50, False),
    ],
)
def test_a_seal_of_another_size_than_its_organ_is_entitled_to_is_said(
    name: str, side: int, wrong: bool
) -> None:
    codes = found(replace(PICTURE, width_mm=side, height_mm=side), name)
    assert codes == ({Code.SEAL_SIZE} if wrong else set())


def test_the_seals_picture_among_the_documents_own_is_said_and_takes_nothing_from_the_verdict() -> None:
    document = zipped({**document_parts(), "Doc_0/Res/image.png": png()})
    report = verify_document(sealed(document, Placement(1, Box(10, 10, 42, 42))), trust(), NOW)
    (seal,) = report.seals
    (copied,) = (finding for finding in seal.findings if finding.code is Code.PICTURE_COPIED)
    assert copied.facts == {"parts": "Doc_0/Res/image.png"}
    assert report.verdict is Verdict.VALID


@pytest.mark.parametrize(
    ("data", "facts"),
    [
        (png(8), PictureFacts("PNG", 8, 8)),
        (b"GIF89a" + bytes((4, 0, 3, 0)), PictureFacts("GIF", 4, 3)),
        (b"BM" + bytes(16) + (5).to_bytes(4, "little") + b"\xfa\xff\xff\xff", PictureFacts("BMP", 5, 6)),
        (
            b"\xff\xd8\xff\xe0\0\4\0\0\xff\xc0\0\x11\x08\0\7\0\x09" + bytes(12),
            PictureFacts("JPG", 9, 7),
        ),
        (b"\xff\xd8\xff\xe0\0\0" + bytes(20), PictureFacts("JPG", 0, 0)),
        (b"PK\x03\x04" + bytes(30), PictureFacts("OFD")),
        (b"<?xml version='1.0'?><svg/>", PictureFacts("SVG")),
        (b"", None),
        (b"\x89PNG", None),
    ],
    ids=["png", "gif", "bmp upside down", "jpg", "jpg without a frame", "ofd", "svg", "nothing", "cut"],
)
def test_what_a_picture_is_is_read_from_its_own_bytes(data: bytes, facts: PictureFacts | None) -> None:
    assert picture_facts(data) == facts
