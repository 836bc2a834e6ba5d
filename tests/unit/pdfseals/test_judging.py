"""Judging PDFs: nothing is valid but what holds in every way, and nothing signed is called unsigned."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from core.crypto import der
from core.seal import Code, Report, Trust, Verdict
from core.seal.report import Step
from desktop.pdfseals.errors import PdfNotSealable, PdfUnreadable
from desktop.pdfseals.judging import judge_pdf
from tests.unit.pdfseals import pdfs
from tests.unit.pdfseals.pdfs import blank, run, sealed, ses_value, updated, with_field, with_value
from tests.unit.seal.office import NOW, trust
from tests.unit.seal.tsa import tsa_certificate

ONE = sealed(blank())


def judged(document: bytes, believed: Trust | None = None) -> Report:
    return judge_pdf(document, believed or trust(), NOW, run)


def codes(report: Report) -> set[str]:
    return {code.value for seal in report.seals for code in seal.codes}


def test_a_sealed_pdf_is_valid_and_says_who_when_and_where() -> None:
    report = judged(ONE)
    (seal,) = report.seals
    assert report.verdict is Verdict.VALID
    assert (seal.signer, seal.seal_name, seal.format) == ("管印人", "演示市人民政府办公室", "CMS")
    assert (seal.signed_at, seal.time_is_stamped) == (NOW, False)
    assert seal.codes == {Code.NO_TIMESTAMP}
    (stamp,) = seal.stamps
    assert (stamp.page, stamp.box_mm) == (0, pdfs.BOX)
    assert {Step.PACKAGE, Step.SIGNATURE, Step.SIGNER, Step.COVERAGE} <= set(seal.checked)


def test_a_pdf_without_any_signature_is_unsigned() -> None:
    assert judged(blank()).verdict is Verdict.UNSIGNED


def test_a_later_seal_breaks_no_earlier_one() -> None:
    report = judged(sealed(ONE, "u-2", page=1))
    assert [seal.verdict for seal in report.seals] == [Verdict.VALID, Verdict.VALID]
    assert [seal.signature_id for seal in report.seals] == ["Seal1", "Seal2"]
    assert Code.ADDED_AFTER in report.seals[0].codes


@pytest.mark.parametrize("change", [pdfs.page_replaced, pdfs.annotated, pdfs.form_removed])
def test_what_is_changed_by_a_later_revision_is_invalid(
    change: Callable[[IncrementalPdfFileWriter], None],
) -> None:
    report = judged(updated(ONE, change))
    assert report.verdict is Verdict.INVALID
    assert "CHANGED_AFTER" in codes(report)


@pytest.mark.parametrize("cut", [1, 3, 6, 7, 12, 40])
def test_a_revision_that_ends_before_its_end_is_not_passed_over(cut: int) -> None:
    """A reader that looks for the last cross-reference table shows it, one that goes by %%EOF does not."""
    changed = updated(ONE, pdfs.page_replaced).rstrip()[:-cut]
    try:
        verdict = judged(changed).verdict
    except PdfUnreadable:
        return
    assert verdict in {Verdict.INVALID, Verdict.UNDETERMINED}


def test_blank_bytes_after_the_end_are_nothing() -> None:
    assert judged(ONE + b"\r\n").verdict is Verdict.VALID
    assert judged(ONE + b"\n%appended").verdict is not Verdict.VALID


FORM = sealed(with_field(blank()))


@pytest.mark.parametrize(
    ("document", "change", "named"),
    [
        (FORM, pdfs.field_filled_in, "amount"),
        (FORM, pdfs.field_drawn_anew, "amount"),
        (FORM, pdfs.drawn_from_values, "NeedAppearances"),
        (ONE, pdfs.unsigned_field_drawn_over, "Empty"),
        (ONE, pdfs.unsigned_field_added, "Empty"),
        (sealed(ONE, "u-2", page=1), pdfs.unsigned_field_drawn_over, "Empty"),
    ],
    ids=["filled in", "drawn anew", "from values", "drawn over", "without a picture", "drawn over two seals"],
)
def test_what_a_field_shows_that_nobody_signed_takes_the_seals_their_verdict(
    document: bytes, change: Callable[[IncrementalPdfFileWriter], None], named: str
) -> None:
    """Shadow attacks: filling in a form is allowed by the standard, and can show anything anywhere."""
    assert judged(document).verdict is Verdict.VALID
    report = judged(updated(document, change))
    for seal in report.seals:
        (finding,) = (each for each in seal.findings if each.code is Code.UNCOVERED)
        assert named in finding.facts["parts"]
        assert seal.verdict is Verdict.UNDETERMINED


def test_a_field_of_another_kind_is_not_added_unseen() -> None:
    assert judged(updated(ONE, pdfs.text_field_added)).verdict is Verdict.INVALID


def test_a_form_that_nobody_touches_takes_a_second_seal() -> None:
    report = judged(sealed(FORM, "u-2", page=1))
    assert [seal.verdict for seal in report.seals] == [Verdict.VALID, Verdict.VALID]
    assert judged(updated(FORM, pdfs.titled)).verdict is Verdict.VALID


def test_a_signature_taken_out_of_its_field_is_not_unsigned() -> None:
    report = judged(updated(ONE, pdfs.signature_removed))
    assert report.verdict is Verdict.UNDETERMINED
    assert [finding.code for finding in report.findings] == [Code.UNLINKED]


def test_a_revoked_signer_is_invalid() -> None:
    assert "REVOKED" in codes(judged(sealed(blank(), "u-3")))
    assert judged(sealed(blank(), "u-3")).verdict is Verdict.INVALID


@pytest.mark.parametrize(
    ("believed", "code"),
    [(replace(trust(), crls=()), "NO_CRL"), (replace(trust(), anchors=()), "NO_PATH"), (Trust(), "NO_PATH")],
)
def test_without_grounds_there_is_no_verdict(believed: Trust, code: str) -> None:
    report = judged(ONE, believed)
    assert report.verdict is Verdict.UNDETERMINED
    assert code in codes(report)


def test_what_a_certified_document_permits_is_kept_to() -> None:
    certified = pdfs.certified(blank())
    assert judged(certified).verdict is Verdict.VALID
    with pytest.raises(PdfNotSealable) as refused:
        sealed(certified)
    assert refused.value.fault == "protected"
    forced = with_value(certified, ses_value())
    report = judged(forced)
    assert report.verdict is Verdict.INVALID
    assert {Code.NOT_PERMITTED_AFTER, Code.CHANGED_AFTER} & report.seals[0].codes


def test_a_time_in_the_future_is_not_believed() -> None:
    assert "TIME_IN_FUTURE" in codes(judged(sealed(blank(), now=NOW + timedelta(days=1))))


def test_a_seal_signature_in_a_vendors_subfilter_is_judged_over_the_byte_range() -> None:
    report = judged(with_value(blank(), ses_value()))
    (seal,) = report.seals
    assert report.verdict is Verdict.VALID
    assert (seal.format, seal.signer, seal.seal_id) == ("SES v4", "管印人", "s-1")
    assert seal.seal_name == "演示市人民政府办公室"
    assert seal.maker


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (lambda: with_value(blank(), lambda _: ses_value()(bytes(32))), "DIGEST_MISMATCH"),
        (lambda: updated(with_value(blank(), ses_value()), pdfs.page_replaced), "CHANGED_AFTER"),
        (lambda: with_value(blank(), ses_value("u-2", "s-1")), "SIGNER_NOT_IN_SEAL"),
        (lambda: with_value(blank(), ses_value("u-3", "s-2")), "REVOKED"),
        (lambda: with_value(blank(), lambda _: b"\x30\x03\x02\x01\x04", "ETSI.CAdES.detached"), "FORMAT"),
    ],
)
def test_a_seal_signature_that_does_not_hold_is_invalid(document: Callable[[], bytes], code: str) -> None:
    report = judged(document())
    assert report.verdict is Verdict.INVALID
    assert code in codes(report)


@pytest.mark.parametrize("value", [b"\x30\x03\x02\x01\x04", b"\x04\x02ab", bytes(64), b"\x30\x80"])
def test_a_signature_of_an_unknown_type_is_undetermined_never_unsigned(value: bytes) -> None:
    report = judged(with_value(blank(), lambda _: value, "Vendor.unheard"))
    assert report.verdict is Verdict.UNDETERMINED
    assert codes(report) == {"UNSUPPORTED_TYPE"}


def test_a_message_in_ber_is_judged_as_in_der() -> None:
    """Some libraries write the outer elements with indefinite lengths."""
    start = ONE.index(b"/Contents <") + len(b"/Contents <")
    digits = ONE[start : ONE.index(b">", start)]
    contents = bytes.fromhex(digits.decode())
    whole = der.parse(contents[: 4 + int.from_bytes(contents[2:4], "big")])
    kind, enclosed = whole.items()
    body = enclosed.inner(der.context(0)).content
    written = b"\x30\x80" + kind.raw + b"\xa0\x80\x30\x80" + body + bytes(6)
    case = bytes.hex if digits.islower() else lambda raw: raw.hex().upper()
    room = case(written.ljust(len(contents), b"\0")).encode()
    assert len(room) == len(digits)
    assert judged(ONE[:start] + room + ONE[start + len(digits) :]).verdict is Verdict.VALID
    flipped = case(written[:-20] + bytes((written[-20] ^ 1,)) + written[-19:])
    other = ONE[:start] + flipped.ljust(len(digits), "0").encode() + ONE[start + len(digits) :]
    assert judged(other).verdict is Verdict.INVALID


def test_a_message_that_brings_a_stranger_along_is_not_confirmed() -> None:
    """No signature covers the certificates beside it: pyHanko's second look asks where each leads."""
    start = ONE.index(b"/Contents <") + len(b"/Contents <")
    digits = ONE[start : ONE.index(b">", start)]
    contents = bytes.fromhex(digits.decode())
    kind, enclosed = der.parse(contents[: 4 + int.from_bytes(contents[2:4], "big")]).items()
    items = [item.raw for item in enclosed.inner(der.context(0)).items()]
    items[3] = der.encode(0xA0, der.parse(items[3]).content + tsa_certificate())
    written = der.sequence(kind.raw, der.explicit(0, der.sequence(*items)))
    case = bytes.hex if digits.islower() else lambda raw: raw.hex().upper()
    room = case(written.ljust(len(contents), b"\0")).encode()
    report = judged(ONE[:start] + room + ONE[start + len(digits) :])
    assert (report.verdict, codes(report)) == (Verdict.UNDETERMINED, {"NO_TIMESTAMP", "NOT_CONFIRMED"})


def test_a_byte_range_that_leaves_out_more_than_the_value_is_invalid() -> None:
    gap = ONE.index(b"/ByteRange")
    end = ONE.index(b"]", gap)
    numbers = ONE[gap:end].split(b"[")[1].split()
    shorter = b"%d" % (int(numbers[1]) - 10)
    wrapped = ONE[:gap] + ONE[gap:end].replace(numbers[1], shorter.ljust(len(numbers[1])), 1) + ONE[end:]
    assert judged(wrapped).verdict is Verdict.INVALID


def test_no_flipped_bit_leaves_a_seal_valid_or_unseen() -> None:
    seed = 20261122
    rng = random.Random(seed)
    for at in rng.sample(range(len(ONE)), 250):
        bit = rng.randrange(8)
        document = bytearray(ONE)
        document[at] ^= 1 << bit
        try:
            verdict = judged(bytes(document)).verdict
        except PdfUnreadable:
            continue
        assert verdict in {Verdict.INVALID, Verdict.UNDETERMINED}, f"seed {seed}: byte {at}, bit {bit}"


@pytest.mark.parametrize("noise", [b"", b"%PDF-1.7", b"%PDF-1.7\n" + bytes(2000), b"PK\3\4"])
def test_what_is_no_pdf_is_told(noise: bytes) -> None:
    with pytest.raises(PdfUnreadable):
        judged(noise)


def test_an_encrypted_pdf_is_told() -> None:
    with pytest.raises(PdfUnreadable) as unreadable:
        judged(pdfs.encrypted(blank()))
    assert unreadable.value.fault == "encrypted"


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"page": 7}, "page"),
        ({"box": pdfs.BOX._replace(x=190)}, "outside"),
        ({"picture": b"no picture"}, "picture"),
    ],
)
def test_a_seal_that_cannot_stand_there_is_refused(changes: dict[str, object], fault: str) -> None:
    with pytest.raises(PdfNotSealable) as refused:
        sealed(blank(), **changes)  # type: ignore[arg-type]
    assert refused.value.fault == fault
