"""A seal is prepared, signed and finished; what could only fail is refused before."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime
from typing import Any

import pytest

from core.crypto import sm2
from core.errors import AppError
from core.ofd import OfdError, open_ofd
from core.ofd.display import Box
from core.seal import (
    DocumentNotSealable,
    Edge,
    Placement,
    SealNotUsable,
    SealUnreadable,
    SignaturesProtected,
    SignatureWrong,
    SignerNotInSeal,
    Size,
    Verdict,
    finish,
    page_sizes,
    prepare,
    straddle,
    verify_document,
)
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

DOCUMENT = zipped(document_parts(3))
HERE = (Placement(0, Box(120, 200, 42, 42)),)


def prepared(document: bytes = DOCUMENT, **changes: Any) -> Any:
    made = office()
    facts = {
        "seal": made.seals["s-1"],
        "placements": HERE,
        "signer_certificate": made.sealers["u-1"].certificate,
        "now": NOW,
    }
    return prepare(document, **{**facts, **changes})


def test_the_parts_of_the_document_keep_their_bytes() -> None:
    before, after = unzipped(DOCUMENT), unzipped(sealed(DOCUMENT))
    assert {name: after[name] for name in before if name != "OFD.xml"} == {
        name: content for name, content in before.items() if name != "OFD.xml"
    }
    assert set(after) - set(before) == {
        f"{SIGNS}/Signatures.xml",
        f"{SIGNS}/Sign_0/Signature.xml",
        f"{SIGNS}/Sign_0/Seal.esl",
        f"{SIGNS}/Sign_0/SignedValue.dat",
        f"{SIGNS}/Sign_0/Container.xml",
    }


def test_the_reader_shows_the_seal_where_it_was_put() -> None:
    (stamp,) = open_ofd(sealed(DOCUMENT)).display(0).stamps
    assert stamp.boundary == Box(120, 200, 42, 42)


def test_a_straddle_seal_is_one_signature_over_all_pages() -> None:
    slices = straddle(Size(42, 42), page_sizes(DOCUMENT), Edge.RIGHT)
    report = verify_document(sealed(DOCUMENT, *HERE, *slices), trust(), NOW)
    (seal,) = report.seals
    assert report.verdict is Verdict.VALID
    assert [stamp.page for stamp in seal.stamps] == [0, 0, 1, 2]


def test_sealing_waits_for_a_token_as_a_plain_value() -> None:
    waiting = pickle.loads(pickle.dumps(prepared()))
    numbers = sm2.decode_signature(sm2.sign_digest(office().sealers["u-1"].key, waiting.e))
    assert numbers is not None
    assert verify_document(finish(waiting, numbers), trust(), NOW).verdict is Verdict.VALID


def test_an_answer_of_another_key_is_refused() -> None:
    waiting = prepared()
    numbers = sm2.decode_signature(sm2.sign_digest(office().sealers["u-2"].key, waiting.e))
    assert numbers is not None
    with pytest.raises(SignatureWrong):
        finish(waiting, numbers)


def test_ten_seals_on_one_document_all_hold() -> None:
    document = DOCUMENT
    for number in range(10):
        document = sealed(document, Placement(number % 3, Box(10 + number, 20, 42, 42)))
    report = verify_document(document, trust(), NOW)
    assert (report.verdict, len(report.seals)) == (Verdict.VALID, 10)
    assert len({seal.signature_id for seal in report.seals}) == 10


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"seal": office().seals["s-old"]}, SealNotUsable),
        ({"now": datetime(2024, 12, 31, tzinfo=UTC)}, SealNotUsable),
        ({"signer_certificate": office().sealers["u-2"].certificate}, SignerNotInSeal),
        ({"seal": b"noise"}, SealUnreadable),
        ({"seal": office().seals["s-1"][:-1] + b"\0"}, SealNotUsable),
    ],
    ids=["expired", "not yet", "not listed", "noise", "maker's signature"],
)
def test_a_seal_that_must_not_be_pressed_is_refused(changes: dict[str, Any], error: type[AppError]) -> None:
    with pytest.raises(error):
        prepared(**changes)


def test_a_document_whose_list_is_protected_is_refused() -> None:
    def protect(xml: bytes) -> bytes:
        value = "<ofd:CheckValue>AA==</ofd:CheckValue>"
        line = f'<ofd:Reference FileRef="/{SIGNS}/Signatures.xml">{value}</ofd:Reference></ofd:References>'
        return xml.replace(b"</ofd:References>", line.encode())

    with pytest.raises(SignaturesProtected):
        prepared(changed(sealed(DOCUMENT), f"{SIGNS}/Sign_0/Signature.xml", protect))


@pytest.mark.parametrize(
    "document",
    [
        zipped({**document_parts(), "../outside": b""}),
        changed(sealed(DOCUMENT), f"{SIGNS}/Signatures.xml", b"<broken"),
        changed(sealed(DOCUMENT), "OFD.xml", document_parts()["OFD.xml"]),
    ],
    ids=["names", "broken list", "unlinked list"],
)
def test_a_package_that_cannot_carry_a_trustworthy_seal_is_refused(document: bytes) -> None:
    with pytest.raises(DocumentNotSealable):
        prepared(document)


@pytest.mark.parametrize("document", [b"", b"%PDF-1.7", DOCUMENT[:-40]], ids=["empty", "PDF", "cut"])
def test_what_is_no_package_is_told_so(document: bytes) -> None:
    with pytest.raises(OfdError):
        prepared(document)


def test_names_beyond_ascii_are_protected_too() -> None:
    document = zipped({**document_parts(), "Doc_0/附件/名 单&.txt": "名单".encode()})
    whole = sealed(document)
    assert verify_document(whole, trust(), NOW).verdict is Verdict.VALID
    spoiled = changed(whole, "Doc_0/附件/名 单&.txt", b"other")
    assert verify_document(spoiled, trust(), NOW).verdict is Verdict.INVALID
