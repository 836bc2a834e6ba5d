"""What somebody could do to a sealed file: nothing of it leaves the file valid.

Each is tried on a file that we sealed, whose archive is on record, and on one that another program sealed,
where what is done has to show in the parts themselves.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Callable, Mapping

import pytest

from core.ofd import PartMissing
from core.ofd.display import Box
from core.seal import Code, Placement, Report, Verdict, verify_document
from tests.unit.seal.office import (
    NOW,
    SIGNS,
    USUAL,
    document_parts,
    office,
    sealed,
    sealed_but_for,
    trust,
    unzipped,
    zipped,
)

PAGES = ("Doc_0/Pages/Page_0/Content.xml", "Doc_0/Pages/Page_1/Content.xml")
FIRST = f"{SIGNS}/Sign_0"
LIST = f"{SIGNS}/Signatures.xml"
DOCUMENT = zipped(document_parts())
OURS, OTHERS = sealed(DOCUMENT), sealed_but_for(DOCUMENT)
TWICE = sealed(OURS, Placement(1, Box(10, 10, 42, 42)), seal="s-2", sealer="u-2")
_OTHER_PARTS = document_parts()
_OTHER_PARTS[PAGES[0]] = _OTHER_PARTS[PAGES[0]].replace(b"L 50 0", b"L 90 9")
OTHER = sealed(zipped(_OTHER_PARTS), Placement(0, Box(30, 30, 42, 42)), seal="s-2", sealer="u-2")

Parts = dict[str, bytes]
Deed = Callable[[Parts], Parts]


def judge(document: bytes) -> Report:
    return verify_document(document, trust(), NOW)


def swapped(parts: Parts) -> Parts:
    one, other = PAGES
    return {**parts, one: parts[other], other: parts[one]}


def page_added(parts: Parts) -> Parts:
    page = "Doc_0/Pages/Page_2/Content.xml"
    line = b'<ofd:Page ID="9" BaseLoc="Pages/Page_2/Content.xml"/></ofd:Pages>'
    listed = parts["Doc_0/Document.xml"].replace(b"</ofd:Pages>", line)
    return {**parts, page: parts[PAGES[1]], "Doc_0/Document.xml": listed}


def page_slipped_in(parts: Parts) -> Parts:
    """A page in nobody's list, where a lenient reader may look."""
    return {**parts, "Doc_0/Pages/Page_2/Content.xml": parts[PAGES[1]]}


def page_taken_out(parts: Parts) -> Parts:
    line = b'<ofd:Page ID="2" BaseLoc="Pages/Page_1/Content.xml"/>'
    listed = parts["Doc_0/Document.xml"].replace(line, b"")
    return {**{name: parts[name] for name in parts if name != PAGES[1]}, "Doc_0/Document.xml": listed}


def pages_in_other_order(parts: Parts) -> Parts:
    xml = parts["Doc_0/Document.xml"]
    one, other = (f"Pages/Page_{number}/".encode() for number in (0, 1))
    return {**parts, "Doc_0/Document.xml": xml.replace(one, b"@").replace(other, one).replace(b"@", other)}


def stamp_moved(parts: Parts) -> Parts:
    xml = parts[f"{FIRST}/Signature.xml"].replace(b'Boundary="120 200', b'Boundary="20 20')
    return {**parts, f"{FIRST}/Signature.xml": xml}


def stamp_on_another_page(parts: Parts) -> Parts:
    xml = parts[f"{FIRST}/Signature.xml"].replace(b'PageRef="1"', b'PageRef="2"')
    return {**parts, f"{FIRST}/Signature.xml": xml}


def stamp_doubled(parts: Parts) -> Parts:
    xml = parts[f"{FIRST}/Signature.xml"]
    start, end = xml.index(b"<ofd:StampAnnot"), xml.index(b"<ofd:Seal>")
    return {**parts, f"{FIRST}/Signature.xml": xml[:end] + xml[start:end] + xml[end:]}


def seal_replaced(parts: Parts) -> Parts:
    return {**parts, f"{FIRST}/Seal.esl": office().seals["s-2"]}


def signature_moved(parts: Parts) -> Parts:
    """Its Signature.xml put elsewhere, and the list told so: what stands beside it is left behind."""
    own, other = f"{FIRST}/Signature.xml", "Doc_0/Other/Signature.xml"
    moved = _renamed(parts, own, other)
    return {**moved, LIST: parts[LIST].replace(own.encode(), other.encode())}


def seal_left_out(parts: Parts) -> Parts:
    xml = parts[f"{FIRST}/Signature.xml"]
    start, end = xml.index(b"<ofd:Seal>"), xml.index(b"</ofd:Seal>") + len(b"</ofd:Seal>")
    return {**parts, f"{FIRST}/Signature.xml": xml[:start] + xml[end:]}


def signature_of_another(parts: Parts) -> Parts:
    """The whole signature of another document in this one's place."""
    theirs = {name: content for name, content in unzipped(OTHER).items() if name.startswith(FIRST)}
    return {**parts, **theirs}


def value_of_another(parts: Parts) -> Parts:
    return {**parts, f"{FIRST}/SignedValue.dat": unzipped(OTHER)[f"{FIRST}/SignedValue.dat"]}


def second_signature_of_another(parts: Parts) -> Parts:
    """Another document's signature beside the genuine one, listed as its second."""
    theirs = {
        name.replace("Sign_0", "Sign_9"): content
        for name, content in unzipped(OTHER).items()
        if name.startswith(FIRST)
    }
    entry = f'<ofd:Signature ID="s090" Type="Seal" BaseLoc="/{SIGNS}/Sign_9/Signature.xml"/></ofd:Signatures>'
    listed = parts[LIST].replace(b"</ofd:Signatures>", entry.encode())
    return {**parts, **theirs, LIST: listed}


def _renamed(parts: Mapping[str, bytes], old: str, new: str) -> Parts:
    assert old != new
    return {new if name == old else name: content for name, content in parts.items()}


def shadowed(name: str) -> Deed:
    """Another page beside the sealed one under a name that looks, or is read, like it."""
    return lambda parts: {**parts, name: parts[PAGES[1]]}


def called(name: str) -> Deed:
    return lambda parts: _renamed(parts, PAGES[0], name)


FULL_WIDTH = PAGES[0].replace("Content", "\uff23ontent")
CYRILLIC = PAGES[0].replace("Content", "\u0421ontent")
COMPOSED = PAGES[0].replace("Content", "Conténtº")
DEEDS: dict[str, Deed] = {
    "two parts swapped": swapped,
    "a page added": page_added,
    "a page slipped in": page_slipped_in,
    "a page taken out": page_taken_out,
    "pages in another order": pages_in_other_order,
    "the stamp moved": stamp_moved,
    "the stamp on another page": stamp_on_another_page,
    "the stamp drawn twice": stamp_doubled,
    "the seal replaced": seal_replaced,
    "the seal left out": seal_left_out,
    "the signature moved": signature_moved,
    "the signature of another document": signature_of_another,
    "the signed value of another document": value_of_another,
    "another document's signature beside it": second_signature_of_another,
    "a shadow in other case": shadowed(PAGES[0].upper()),
    "a shadow in full width": shadowed(FULL_WIDTH),
    "a shadow in Cyrillic": shadowed(CYRILLIC),
    "a shadow decomposed": shadowed(unicodedata.normalize("NFD", COMPOSED)),
    "a shadow with a dot": shadowed(PAGES[0] + "."),
    "a shadow with a space": shadowed(PAGES[0].replace("/Content", "/ Content")),
    "a shadow behind backslashes": shadowed(PAGES[0].replace("/Page_0", "\\Page_00")),
    "a shadow with escapes": shadowed(PAGES[0].replace("Content", "%43ontent")),
    "called in full width": called(FULL_WIDTH),
    "called in Cyrillic": called(CYRILLIC),
    "called with a dot": called(PAGES[0] + "."),
}


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)
@pytest.mark.parametrize("document", [OURS, OTHERS], ids=["ours", "another's"])
def test_nothing_done_to_the_parts_leaves_a_file_valid(document: bytes, deed: Deed) -> None:
    parts = unzipped(document)
    done = deed(parts)
    assert done != parts
    assert judge(zipped(done)).verdict in (Verdict.INVALID, Verdict.UNDETERMINED)


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)
def test_what_is_done_shows_without_the_record_of_the_archive(deed: Deed) -> None:
    found = frozenset().union(*(seal.codes for seal in judge(zipped(deed(unzipped(OTHERS)))).seals))
    assert found - USUAL - {Code.UNACCOUNTED, Code.CONTAINER}


def test_names_in_other_case_are_found_by_every_reader_and_change_nothing() -> None:
    """The part is found as before, so its content is judged; an archive of ours is none the less another."""
    renamed = _renamed(unzipped(OTHERS), PAGES[0], PAGES[0].replace("Content", "CONTENT"))
    assert judge(zipped(renamed)).seals[0].codes <= USUAL | {Code.UNCOVERED, Code.MISSING_FILE}
    own = _renamed(unzipped(OURS), PAGES[0], PAGES[0].replace("Content", "CONTENT"))
    assert judge(zipped(own)).verdict is not Verdict.VALID


def test_a_folder_with_something_in_it_is_told() -> None:
    hidden = zipped({**unzipped(OTHERS), "Doc_0/Annots/": b"hidden"})
    assert judge(hidden).seals[0].codes == {Code.NO_TIMESTAMP, Code.UNACCOUNTED}
    empty = zipped({**unzipped(OTHERS), "Doc_0/Annots/": b""})
    assert judge(empty).verdict is Verdict.VALID


@pytest.mark.parametrize("document", [OURS, OTHERS], ids=["ours", "another's"])
def test_an_empty_directory_behind_a_sealed_file_does_not_make_it_unsigned(document: bytes) -> None:
    """An end record in the comment, that readers find first: the archive is then empty."""
    hidden = document[:-2] + struct.pack("<H", 22) + b"PK\5\6" + bytes(18)
    with pytest.raises(PartMissing):
        judge(hidden)


def test_packing_a_sealed_file_anew_takes_its_verdict_and_says_so() -> None:
    report = judge(zipped(unzipped(OURS)))
    assert report.seals[0].codes == USUAL
    assert report.verdict is Verdict.UNDETERMINED


def test_a_file_that_another_program_sealed_may_be_packed_anew() -> None:
    assert judge(zipped(unzipped(OTHERS))).verdict is Verdict.VALID


def test_the_order_of_the_entries_belongs_to_what_was_sealed() -> None:
    parts = unzipped(OURS)
    assert judge(zipped(dict(reversed(parts.items())))).verdict is Verdict.UNDETERMINED


def directory_lines(document: bytes) -> tuple[int, list[bytes], bytes]:
    """Where the directory begins, its lines, and the end record."""
    end = document.rindex(b"PK\5\6")
    size, at = struct.unpack_from("<LL", document, end + 12)
    lines, position = [], at
    while position < at + size:
        length = 46 + sum(struct.unpack_from("<3H", document, position + 28))
        lines.append(document[position : position + length])
        position += length
    return at, lines, document[end:]


def with_directory(document: bytes, lines: list[bytes]) -> bytes:
    at, _, end = directory_lines(document)
    whole = b"".join(lines)
    counts = struct.pack("<HH", len(lines), len(lines))
    return document[:at] + whole + end[:8] + counts + struct.pack("<LL", len(whole), at) + end[20:]


@pytest.mark.parametrize("document", [OURS, OTHERS, TWICE], ids=["ours", "another's", "two seals"])
def test_two_entries_that_change_places_in_the_directory_are_found_out(document: bytes) -> None:
    _, lines, _ = directory_lines(document)
    one, other = (next(n for n, line in enumerate(lines) if name.encode() in line) for name in PAGES)
    # Each name with the other's place, sizes and digest: a directory that is whole in itself.
    lines[one], lines[other] = (
        lines[one][:16] + lines[other][16:28] + lines[one][28:42] + lines[other][42:46] + lines[one][46:],
        lines[other][:16] + lines[one][16:28] + lines[other][28:42] + lines[one][42:46] + lines[other][46:],
    )
    assert judge(with_directory(document, lines)).verdict in (Verdict.INVALID, Verdict.UNDETERMINED)


@pytest.mark.parametrize("part", ["OFD.xml", LIST])
def test_an_earlier_state_of_a_part_that_still_stands_in_the_file_does_not_come_back(part: str) -> None:
    """What a later seal replaced stays in the file, in front of the new; the directory must not name it."""
    _, before, _ = directory_lines(OURS if part == LIST else DOCUMENT)
    _, now, _ = directory_lines(TWICE)
    old = next(line for line in before if line[46:].startswith(part.encode()))
    rolled = [old if line[46:].startswith(part.encode()) else line for line in now]
    assert rolled != now
    assert judge(with_directory(TWICE, rolled)).verdict in (Verdict.INVALID, Verdict.UNDETERMINED)


def test_a_seal_taken_off_leaves_no_file_that_is_valid_but_the_very_one_that_was_there() -> None:
    """The earlier file was genuine: nothing in it can tell of what came after. The gateway's ledger does."""
    _, lines, _ = directory_lines(OURS)
    assert judge(with_directory(TWICE, lines)).verdict is Verdict.UNDETERMINED
    assert judge(OURS).verdict is Verdict.VALID
