"""A sealed document judged: genuine, tampered with, and everything between."""

from __future__ import annotations

import random
import struct
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest

from core.errors import AppError
from core.ofd import OfdDocument, Package
from core.ofd.display import Box
from core.seal import Code, Placement, Report, Step, Trust, Verdict, verify_document
from core.seal.report import StepResult
from core.seal.verify import MAX_DOCUMENTS, _documents
from tests.unit.seal.office import (
    NOW,
    SIGNS,
    USUAL,
    changed,
    document_parts,
    office,
    sealed,
    sealed_but_for,
    trust,
    unzipped,
    zipped,
)

FIRST = f"{SIGNS}/Sign_0"
DOCUMENT = zipped(document_parts())
SEALED = sealed(DOCUMENT)
TWICE = sealed(SEALED, Placement(1, Box(10, 10, 42, 42)), seal="s-2", sealer="u-2")


def judge(document: bytes, believed: Trust | None = None, now: datetime = NOW) -> Report:
    return verify_document(document, believed or trust(), now)


def codes(report: Report) -> list[set[Code]]:
    return [set(seal.codes - USUAL) for seal in report.seals]


def test_a_good_seal_is_valid_and_says_who_when_and_where() -> None:
    report = judge(SEALED)
    (seal,) = report.seals
    assert report.verdict is seal.verdict is Verdict.VALID
    assert (seal.seal_name, seal.signer, seal.signed_at) == ("演示市人民政府办公室", "管印人", NOW)
    assert [(stamp.page, stamp.box_mm) for stamp in seal.stamps] == [(0, Box(120, 200, 42, 42))]
    assert seal.revocation_as_of == datetime(2026, 11, 20, tzinfo=UTC)
    assert seal.certificate is not None
    assert seal.certificate.issuer.startswith("CN=演示机关签发机构")
    assert seal.certificate.not_before < NOW < seal.certificate.not_after
    assert set(seal.checked) == set(Step)
    assert seal.reason is Code.NO_TIMESTAMP


def test_each_step_is_reported_by_itself() -> None:
    def moved(document: bytes) -> dict[Step, StepResult]:
        (seal,) = judge(document).seals
        return {step: seal.result_of(step) for step in Step}

    whole = moved(SEALED)
    assert whole.pop(Step.TIME) is StepResult.REMARKED
    assert set(whole.values()) == {StepResult.HOLDS}
    tampered = moved(changed(SEALED, f"{FIRST}/Signature.xml", boundary_moved))
    assert tampered[Step.DATA_HASH] is StepResult.INVALID
    assert tampered[Step.SIGNATURE] is StepResult.HOLDS
    broken = moved(changed(SEALED, f"{FIRST}/SignedValue.dat", b"noise"))
    assert broken[Step.FORMAT] is StepResult.INVALID
    assert broken[Step.SIGNATURE] is StepResult.SKIPPED


def test_a_second_seal_leaves_the_first_valid() -> None:
    report = judge(TWICE)
    assert report.verdict is Verdict.VALID
    assert [seal.signer for seal in report.seals] == ["管印人", "会签人"]


def test_a_document_without_seals_is_unsigned_not_valid() -> None:
    report = judge(DOCUMENT)
    assert (report.verdict, report.seals) == (Verdict.UNSIGNED, ())


def flipped(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes((content[middle] ^ 1,)) + content[middle + 1 :]


def boundary_moved(xml: bytes) -> bytes:
    return xml.replace(b'Boundary="120 200', b'Boundary="100 200')


TAMPERED: list[tuple[str, str, bytes | Callable[[bytes], bytes], set[Code]]] = [
    ("page", "Doc_0/Pages/Page_0/Content.xml", flipped, {Code.DIGEST_MISMATCH}),
    ("document", "Doc_0/Document.xml", flipped, {Code.DIGEST_MISMATCH}),
    ("stamp moved", f"{FIRST}/Signature.xml", boundary_moved, {Code.DATAHASH_MISMATCH}),
    ("seal replaced", f"{FIRST}/Seal.esl", office().seals["s-2"], {Code.DIGEST_MISMATCH, Code.SEAL_MISMATCH}),
    ("signed value noise", f"{FIRST}/SignedValue.dat", b"noise", {Code.FORMAT}),
    ("signed value empty", f"{FIRST}/SignedValue.dat", b"", {Code.FORMAT}),
    ("part added", "Doc_0/Annots/Annots.xml", b"<Annots/>", {Code.UNCOVERED}),
]


@pytest.mark.parametrize(
    ("part", "content", "expected"), [row[1:] for row in TAMPERED], ids=[r[0] for r in TAMPERED]
)
def test_each_tampering_has_its_code(
    part: str, content: bytes | Callable[[bytes], bytes], expected: set[Code]
) -> None:
    document = zipped({**unzipped(SEALED), part: b""}) if part not in unzipped(SEALED) else SEALED
    report = judge(changed(document, part, content))
    assert codes(report) == [expected]
    assert report.verdict is (Verdict.UNDETERMINED if expected == {Code.UNCOVERED} else Verdict.INVALID)


def test_a_missing_part_is_invalid() -> None:
    parts = unzipped(SEALED)
    del parts["Doc_0/Pages/Page_1/Content.xml"]
    assert codes(judge(zipped(parts))) == [{Code.MISSING_FILE}]


def test_a_page_added_after_the_first_seal_and_covered_by_the_second_is_a_warning() -> None:
    parts = {**unzipped(SEALED), "Doc_0/Attachs/note.txt": b"later"}
    report = judge(sealed(zipped(parts), seal="s-2", sealer="u-2"))
    assert codes(report) == [{Code.ADDED_AFTER}, set()]
    assert report.verdict is Verdict.VALID


def _with_a_page_named_in_escapes() -> bytes:
    """A sealed document of the kind met in the field: its list of pages writes one name URL-encoded."""
    parts = document_parts()
    listed = parts["Doc_0/Document.xml"].replace(b"Pages/Page_0/Content.xml", b"Pages/%50age_0/Content.xml")
    return sealed(zipped({**parts, "Doc_0/Document.xml": listed}))


def _page_of_another() -> dict[str, bytes]:
    """A part that readers then prefer to the page that was sealed."""
    return {"Doc_0/Pages/%50age_0/Content.xml": document_parts()["Doc_0/Pages/Page_1/Content.xml"]}


def test_a_page_put_before_the_sealed_one_takes_the_seal_its_verdict() -> None:
    shadowed = zipped({**unzipped(_with_a_page_named_in_escapes()), **_page_of_another()})
    report = judge(sealed(shadowed, seal="s-2", sealer="u-2"))
    assert codes(report)[0] == {Code.UNCOVERED}
    assert report.verdict is Verdict.UNDETERMINED


@pytest.mark.parametrize(
    "named", [" " * 600 + "Later.xml", "Later.xml" + " " * 600, "./" * 300 + "Later.xml"]
)
@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"Pages/Page_1/Content.xml", b"%s"),
        (b"</ofd:CommonData>", b"<ofd:PublicRes>%s</ofd:PublicRes></ofd:CommonData>"),
    ],
)
def test_where_readers_are_led_in_a_roundabout_way_nothing_is_laid_behind_a_seal(
    named: str, before: bytes, after: bytes
) -> None:
    """Whoever verifies looks through short locations only, so a longer one leads nobody."""
    parts = document_parts()
    led = parts["Doc_0/Document.xml"].replace(before, after % named.encode())
    first = sealed(zipped({**parts, "Doc_0/Document.xml": led}))
    later = zipped({**unzipped(first), "Doc_0/Later.xml": parts["Doc_0/Pages/Page_0/Content.xml"]})
    content = sealed(later, seal="s-2", sealer="u-2")
    is_read = Package(content).find(named, "Doc_0") is not None or Package(content).lost(named) is not None
    assert is_read == (Code.UNCOVERED in codes(judge(content))[0])


def test_the_order_in_the_list_does_not_hide_what_came_after_a_seal() -> None:
    shadowed = zipped({**unzipped(_with_a_page_named_in_escapes()), **_page_of_another()})
    twice = sealed(shadowed, seal="s-2", sealer="u-2")

    def turned(xml: bytes) -> bytes:
        head, first, second = xml.split(b"<ofd:Signature ")
        tail = b"</ofd:Signatures>"
        return b"<ofd:Signature ".join((head, second.removesuffix(tail), first + tail))

    report = judge(changed(twice, f"{SIGNS}/Signatures.xml", turned))
    assert [seal.signer for seal in report.seals] == ["会签人", "管印人"]
    assert report.seals[1].verdict is Verdict.UNDETERMINED


def test_a_seal_that_leaves_a_page_out_is_not_made_good_by_the_next_one() -> None:
    page = "Doc_0/Pages/Page_1/Content.xml"
    first = sealed_but_for(DOCUMENT, page, "OFD.xml")
    assert codes(judge(first)) == [{Code.UNCOVERED}]
    exchanged = changed(first, page, document_parts()["Doc_0/Pages/Page_0/Content.xml"])
    report = judge(sealed(exchanged, seal="s-2", sealer="u-2"))
    assert codes(report) == [{Code.UNCOVERED}, set()]
    assert report.verdict is Verdict.UNDETERMINED


def _that_speaks_of_seals() -> bytes:
    """A document whose page shows the names of a seal's parts, with a list of its own that names one."""
    parts = document_parts()
    page = "Doc_0/Pages/Page_0/Content.xml"
    names = ("Signature.xml", "Seal.esl", "SignedValue.dat")
    spoken = "".join(
        f'<ofd:TextObject ID="{400 + number}" Boundary="0 0 9 9"><ofd:TextCode>{name}</ofd:TextCode>'
        "</ofd:TextObject>"
        for number, name in enumerate(names)
    )
    shown = parts[page].replace(b"</ofd:Layer>", spoken.encode() + b"</ofd:Layer>")
    listed = b"<OFDEntries><Entry Loc='signedvalue.dat'/><Entry>Seal.esl</Entry></OFDEntries>"
    return zipped({**parts, page: shown, "OFDEntries.xml": listed, "signedvalue.dat": b"\x30\0"})


def test_a_document_that_speaks_of_seals_takes_a_second_one_like_any_other() -> None:
    """Met in two documents of other writers: one shows the names in its text, one lists its own parts."""
    first = sealed(_that_speaks_of_seals())
    report = judge(sealed(first, seal="s-2", sealer="u-2"))
    assert codes(report) == [set(), set()]
    assert report.verdict is Verdict.VALID


def test_what_is_listed_beside_a_seal_and_is_none_is_still_told() -> None:
    """Only a seal's data are nothing else: a page under the name of a signed value is."""
    first = sealed(_that_speaks_of_seals())
    parts = {
        **unzipped(first),
        "Doc_0/Pages/signedvalue.dat": document_parts()["Doc_0/Pages/Page_1/Content.xml"],
    }
    report = judge(sealed(zipped(parts), seal="s-2", sealer="u-2"))
    assert codes(report)[0] == {Code.UNCOVERED}


def test_a_stamp_on_a_page_that_does_not_exist_is_undetermined() -> None:
    tampered = changed(SEALED, "Doc_0/Document.xml", lambda xml: xml.replace(b'ID="1"', b'ID="7"'))
    assert Code.STAMP_PAGE in codes(judge(tampered))[0]


def test_a_stamp_of_another_size_is_a_warning() -> None:
    report = judge(sealed(DOCUMENT, Placement(0, Box(20, 20, 80, 80))))
    assert codes(report) == [{Code.STAMP_SIZE}]
    assert report.verdict is Verdict.VALID


def test_a_revoked_signer_is_invalid() -> None:
    assert codes(judge(sealed(DOCUMENT, seal="s-2", sealer="u-3"))) == [{Code.REVOKED}]


def test_nobody_is_believed_without_an_anchor() -> None:
    report = judge(SEALED, Trust())
    assert codes(report) == [{Code.NO_PATH, Code.MAKER_NO_PATH}]
    assert report.verdict is Verdict.UNDETERMINED


def test_a_maker_who_is_not_on_the_list_is_undetermined() -> None:
    believed = trust()
    other = Trust(
        anchors=believed.anchors,
        intermediates=believed.intermediates,
        crls=believed.crls,
        trusted_makers=frozenset(),
    )
    assert codes(judge(SEALED, other)) == [{Code.MAKER_NOT_TRUSTED}]


def test_without_revocation_lists_nothing_is_valid() -> None:
    believed = Trust(anchors=trust().anchors, intermediates=trust().intermediates)
    assert codes(judge(SEALED, believed)) == [{Code.NO_CRL, Code.MAKER_NO_CRL}]


def test_a_seal_from_the_future_is_undetermined() -> None:
    report = judge(SEALED, now=NOW - timedelta(days=1))
    assert codes(report) == [{Code.TIME_IN_FUTURE}]
    assert report.verdict is Verdict.UNDETERMINED


def test_a_copied_signature_does_not_seal_another_document() -> None:
    other = document_parts()
    other["Doc_0/Pages/Page_0/Content.xml"] = other["Doc_0/Pages/Page_1/Content.xml"]
    parts = unzipped(SEALED)
    stolen = {name: content for name, content in parts.items() if name.startswith(SIGNS) or name == "OFD.xml"}
    assert codes(judge(zipped({**other, **stolen}))) == [{Code.DIGEST_MISMATCH}]


def test_hiding_the_list_of_signatures_does_not_make_it_unsigned() -> None:
    plain = document_parts()["OFD.xml"]
    report = judge(changed(SEALED, "OFD.xml", plain))
    assert report.verdict is Verdict.INVALID
    assert codes(report) == [{Code.DIGEST_MISMATCH, Code.UNLINKED}]


@pytest.mark.parametrize("number", [0, 1])
def test_dropping_a_seal_from_the_list_does_not_hide_it(number: int) -> None:
    line = f'BaseLoc="/{SIGNS}/Sign_{number}/'.encode()

    def drop(xml: bytes) -> bytes:
        start, end = xml.rindex(b"<ofd:Signature ", 0, xml.index(line)), xml.index(b"/>", xml.index(line)) + 2
        return xml[:start] + xml[end:]

    report = judge(changed(TWICE, f"{SIGNS}/Signatures.xml", drop))
    assert report.verdict is Verdict.UNDETERMINED
    assert {seal.signer for seal in report.seals} == {"管印人", "会签人"}
    assert all(Code.UNLINKED in found for found in codes(report))


def test_a_line_of_the_list_that_names_two_signatures_is_invalid() -> None:
    """One reader goes by the attribute, another by the element: the stamp drawn may not be the one judged."""
    own = f"/{FIRST}/Signature.xml"

    def doubled(xml: bytes) -> bytes:
        written = f'BaseLoc="{own}"/>'.encode()
        both = f'BaseLoc="/Doc_0/Document.xml"><ofd:BaseLoc>{own}</ofd:BaseLoc></ofd:Signature>'.encode()
        assert written in xml
        return xml.replace(written, both)

    report = judge(changed(SEALED, f"{SIGNS}/Signatures.xml", doubled))
    assert report.verdict is Verdict.INVALID
    assert Code.FORMAT in codes(report)[0]


def test_two_signatures_of_one_id_are_undetermined_and_each_keeps_its_picture() -> None:
    """No signature covers the list: a reader may draw the first one's seal in the second one's place."""
    document = changed(TWICE, f"{SIGNS}/Signatures.xml", lambda xml: xml.replace(b"s003", b"s001"))
    assert codes(judge(document)) == [{Code.CONTAINER}, {Code.CONTAINER}]
    opened = OfdDocument(Package(document))
    first, second = (opened.display(page).stamps[0].signature_id for page in (0, 1))
    assert [seal.signature_id for seal in judge(document).seals] == [first, second]
    assert opened.signed_value(second) == unzipped(TWICE)[f"{SIGNS}/Sign_1/SignedValue.dat"]


def test_removing_the_list_does_not_make_it_unsigned() -> None:
    parts = unzipped(SEALED)
    del parts[f"{SIGNS}/Signatures.xml"]
    report = judge(zipped(parts))
    assert report.verdict is Verdict.INVALID
    assert Code.UNLINKED in codes(report)[0]


def test_duplicate_names_are_never_valid() -> None:
    out = BytesIO(SEALED)
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("Doc_0/Pages/Page_0/Content.xml", unzipped(SEALED)["Doc_0/Pages/Page_0/Content.xml"])
    report = judge(out.getvalue())
    assert report.verdict is Verdict.INVALID
    assert Code.FORMAT in codes(report)[0]


def test_names_that_leave_the_package_are_never_valid() -> None:
    report = judge(zipped({**unzipped(SEALED), "../evil.txt": b""}))
    assert report.verdict is Verdict.INVALID
    assert Code.PATH_TRAVERSAL in codes(report)[0]


def one_bit_changed(content: bytes, chance: random.Random) -> bytes:
    at, bit = chance.randrange(len(content)), chance.randrange(8)
    return content[:at] + bytes((content[at] ^ 1 << bit,)) + content[at + 1 :]


@pytest.fixture
def chance() -> random.Random:
    seed = random.randrange(1 << 32)
    print("seed", seed)
    return random.Random(seed)


UNCOVERED_PARTS = {f"{SIGNS}/Signatures.xml", f"{FIRST}/SignedValue.dat"}


@pytest.mark.parametrize("part", [name for name in unzipped(SEALED) if name not in UNCOVERED_PARTS])
def test_any_changed_byte_of_a_covered_part_is_invalid_with_the_right_code(
    part: str, chance: random.Random
) -> None:
    expected = Code.DATAHASH_MISMATCH if part == f"{FIRST}/Signature.xml" else Code.DIGEST_MISMATCH
    for _ in range(60):
        report = judge(changed(SEALED, part, lambda content: one_bit_changed(content, chance)))
        assert report.verdict is Verdict.INVALID
        assert expected in codes(report)[0]


def test_any_changed_byte_of_the_signed_value_is_never_valid(chance: random.Random) -> None:
    """A changed algorithm identifier is one we do not know; everything else is invalid."""
    for _ in range(200):
        report = judge(
            changed(SEALED, f"{FIRST}/SignedValue.dat", lambda content: one_bit_changed(content, chance))
        )
        assert report.verdict is Verdict.INVALID or codes(report) == [{Code.UNSUPPORTED_ALGORITHM}]


def test_a_changed_byte_in_the_list_of_signatures_changes_no_judgement_to_the_better() -> None:
    part = f"{SIGNS}/Signatures.xml"
    content = unzipped(SEALED)[part]
    before = judge(SEALED).seals[0]
    for at in range(len(content)):
        damaged = content[:at] + bytes((content[at] ^ 1,)) + content[at + 1 :]
        report = judge(changed(SEALED, part, damaged))
        if report.verdict is Verdict.VALID:
            (after,) = report.seals
            assert (after.findings, after.stamps) == (before.findings, before.stamps)


def test_a_changed_byte_anywhere_in_the_file_never_gives_other_content_as_valid(
    chance: random.Random,
) -> None:
    parts = unzipped(SEALED)
    for _ in range(400):
        damaged = one_bit_changed(SEALED, chance)
        try:
            report = judge(damaged)
        except AppError:
            continue
        if report.verdict is Verdict.VALID:
            assert unzipped(damaged) == parts


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_file_is_never_valid(share: float) -> None:
    with pytest.raises(AppError):
        judge(SEALED[: int(len(SEALED) * share)])


def _of_another() -> bytes:
    parts = unzipped(SEALED)
    page = "Doc_0/Pages/Page_0/Content.xml"
    return zipped({**parts, page: parts["Doc_0/Pages/Page_1/Content.xml"]})


def test_another_archive_in_front_makes_it_undetermined() -> None:
    report = judge(_of_another() + SEALED)
    assert codes(report) == [{Code.CONTAINER}]
    assert report.verdict is Verdict.UNDETERMINED


def test_a_part_behind_the_sealed_one_that_the_directory_does_not_name_makes_it_undetermined() -> None:
    """Who reads from front to back takes the last one."""
    directory = SEALED.index(b"PK\1\2")
    other = _of_another()
    start = other.index(b"PK\3\4", other.index(b"Doc_0/Document.xml"))
    stray = other[start : other.index(b"PK\3\4", start + 4)]
    assert b"Page_0/Content.xml" in stray
    end = bytearray(SEALED[directory:])
    at = end.rindex(b"PK\5\6") + 16
    end[at : at + 4] = struct.pack("<L", directory + len(stray))
    report = judge(SEALED[:directory] + stray + bytes(end))
    assert codes(report) == [{Code.CONTAINER}]


def test_an_archive_that_readers_could_read_in_two_ways_is_undetermined() -> None:
    name = b"Doc_0/Pages/Page_0/Content.xml"
    at = SEALED.index(name)
    report = judge(SEALED[:at] + name.replace(b"Page_0", b"Page_9") + SEALED[at + len(name) :])
    assert codes(report) == [{Code.CONTAINER}]
    assert report.verdict is Verdict.UNDETERMINED


def test_a_package_that_names_thousands_of_documents_is_judged_by_its_first_few() -> None:
    """Each is opened through all of OFD.xml: found by mutation, where five hundred took two seconds."""

    def multiplied(xml: bytes) -> bytes:
        start, end = xml.index(b"<ofd:DocBody>"), xml.index(b"</ofd:DocBody>") + len(b"</ofd:DocBody>")
        return xml[:start] + xml[start:end] * 3_000 + xml[end:]

    package = Package(changed(SEALED, "OFD.xml", multiplied))
    assert len(OfdDocument(package).bodies) == 3_000
    assert len(_documents(package)) == MAX_DOCUMENTS
    assert judge(package.data).verdict is Verdict.INVALID
