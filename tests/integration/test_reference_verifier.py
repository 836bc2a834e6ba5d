"""The independent verifier of the shared vectors and ours, each on what the other's side sealed."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import msgspec
import pytest

from core.errors import AppError
from core.ofd import Package, open_ofd, page_text
from core.ofd.container import read_end
from core.ofd.display import Box
from core.seal import (
    Edge,
    Placement,
    Size,
    Verdict,
    page_sizes,
    place_at,
    place_on_keyword,
    straddle,
    verify_document,
)
from core.seal.trust import trust_of_files
from tests.unit.seal.office import NOW, changed, document_parts, office, sealed, trust, zipped
from tests.unit.seal.test_permit import PERMIT, pressed

SHARED = Path(__file__).resolve().parents[3] / "shared"
CODE, VECTORS, CORPUS = SHARED / "vectors" / "code", SHARED / "vectors" / "ses", SHARED / "corpus" / "ofd"
SEAL = Size(42, 42)
JUDGED = {"VALID": Verdict.VALID, "INVALID": Verdict.INVALID, "UNKNOWN": Verdict.UNDETERMINED}
DRIVER = """
import datetime, glob, json, sys
code, folder, root, others, now = sys.argv[1:]
sys.path.insert(0, code)
import verify_ofd
from sm2_chain import load_cert, load_crl
read = lambda name: open(name, "rb").read()
anchors, inters = [load_cert(read(root))], [load_cert(read(f)) for f in sorted(glob.glob(others + "/*.crt"))]
crls = [load_crl(read(f)) for f in sorted(glob.glob(others + "/*.crl"))]
for name in sorted(glob.glob(folder + "/*.ofd")):
    try:
        verdict, found = verify_ofd.check(name, anchors, inters, crls, datetime.datetime.fromisoformat(now))
    except Exception as error:
        verdict, found = "ERROR", [repr(error)]
    print(json.dumps([name.rsplit("/", 1)[1], verdict, [str(each) for each in found]]))
"""

pytestmark = pytest.mark.skipif(not CODE.is_dir(), reason="the shared verifier is not on this machine")


def reference(folder: Path, root: Path, others: Path, now: datetime) -> Mapping[str, tuple[str, list[str]]]:
    """The reference verifier's verdict and findings on every file of a folder."""
    command = (sys.executable, "-c", DRIVER, str(CODE), str(folder), str(root), str(others), now.isoformat())
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    lines = (json.loads(line) for line in done.stdout.splitlines())
    return {name: (verdict, found) for name, verdict, found in lines}


def _write_trust(folder: Path) -> tuple[Path, Path]:
    """Our authority's root, and a folder with what is only offered."""
    made, others = office(), folder / "others"
    others.mkdir()
    (folder / "root.crt").write_bytes(made.root_certificate)
    (others / "authority.crt").write_bytes(made.authority_certificate)
    for number, crl in enumerate(made.crls):
        (others / f"{number}.crl").write_bytes(crl)
    return folder / "root.crt", others


@cache
def _of_ours() -> Mapping[str, bytes]:
    """Documents sealed in every way we have."""
    plain = zipped(document_parts(3))
    slices = straddle(SEAL, page_sizes(plain), Edge.RIGHT)
    joint = sealed(sealed(plain), Placement(0, Box(60, 200, 42, 42)), seal="s-2", sealer="u-2")
    trimmed = straddle(SEAL, page_sizes(plain), Edge.BOTTOM, 30, inked=Box(3, 4, 36, 34))
    everywhere = tuple(place_at(page, 20, 20, SEAL, page_sizes(plain)) for page in range(3))
    return {
        "plain": sealed(plain),
        "joint": joint,
        "straddle": sealed(plain, *slices),
        "straddle and joint": sealed(joint, *slices),
        "every page": sealed(plain, *everywhere),
        "closing and trimmed straddle in one": sealed(plain, Placement(2, Box(120, 200, 42, 42)), *trimmed),
        "ten": _ten(plain),
        "under the gateway's permit": pressed(plain, PERMIT),
    }


def _ten(document: bytes) -> bytes:
    for number in range(10):
        document = sealed(document, Placement(number % 3, Box(10 + number, 20, 42, 42)))
    return document


def _of_others() -> Iterator[tuple[str, bytes]]:
    """Other writers' documents that take a seal, as they are."""
    for path in sorted(CORPUS.glob("*.ofd")) if CORPUS.is_dir() else ():
        content = path.read_bytes()
        try:
            sealed(content)
            open_ofd(content).display(0)
        except AppError:
            continue
        yield path.stem, content


def _ways(content: bytes) -> Iterator[tuple[str, bytes]]:
    """The document sealed once in every way that its pages allow, and each with a second organ's seal."""
    pages = page_sizes(content)
    placed = {"keyword": (_by_keyword(content),)}
    if len(pages) > 1:
        placed["straddle"] = straddle(SEAL, pages, Edge.RIGHT)
    for way, placements in placed.items():
        once = sealed(content, *placements)
        yield way, once
        size = Size(min(42, pages[0].width), min(42, pages[0].height))
        yield f"{way}, joint", sealed(once, place_at(0, 0, 0, size, pages), seal="s-2", sealer="u-2")


def _by_keyword(content: bytes) -> Placement:
    """On the last word of the first page; at a corner where the page has none."""
    pages, runs = page_sizes(content), page_text(open_ofd(content).display(0))
    words = [run.text.strip() for run in runs if run.text.strip()]
    size = Size(min(42, pages[0].width), min(42, pages[0].height))
    if not words:
        return place_at(0, 0, 0, size, pages)
    return place_on_keyword(words[-1], [runs], size, pages)


def test_every_document_we_seal_is_valid_to_the_reference_verifier(tmp_path: Path) -> None:
    root, others = _write_trust(tmp_path)
    for name, content in _of_ours().items():
        (tmp_path / f"{name}.ofd").write_bytes(content)
    found = reference(tmp_path, root, others, NOW)
    assert {name: verdict for name, (verdict, _) in found.items()} == {
        f"{name}.ofd": "VALID" for name in _of_ours()
    }


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared corpus is not on this machine")
def test_other_writers_documents_that_we_seal_are_valid_to_the_reference_verifier(tmp_path: Path) -> None:
    """Those that had a seal already are judged by us alone: the reference would not believe the old one."""
    root, others = _write_trust(tmp_path)
    ways: Counter[str] = Counter()
    for name, content in _of_others():
        had = len(verify_document(content, trust(), NOW).seals)
        for way, document in _ways(content):
            ours = verify_document(document, trust(), NOW).seals[had:]
            assert {seal.verdict for seal in ours} == {Verdict.VALID}, (name, way)
            _require_untouched(content, document)
            ways[way] += 1
            if not had:
                (tmp_path / f"{name} {way}.ofd").write_bytes(document)
    found = reference(tmp_path, root, others, NOW)
    print(ways, len(found))
    assert {name: result for name, result in found.items() if result[0] != "VALID"} == {}
    assert len(found) > 200
    assert ways["keyword"] > 80
    assert ways["straddle, joint"] > 30


def _require_untouched(before: bytes, after: bytes) -> None:
    """Every byte in front of the directory, every part but the links, and what the first page draws."""
    assert after.startswith(before[: read_end(before).directory])
    was, is_now = Package(before), Package(after)
    links = ("ofd.xml", "signatures.xml")
    kept = [name for name in was.names if not name.casefold().endswith(links)]
    assert {name: is_now.read(name) for name in kept} == {name: was.read(name) for name in kept}
    pages = [
        msgspec.structs.replace(open_ofd(each).display(0), stamps=(), warnings=()) for each in (before, after)
    ]
    assert pages[0] == pages[1]


def test_what_we_seal_and_somebody_changes_is_not_valid_to_the_reference_verifier(tmp_path: Path) -> None:
    root, others = _write_trust(tmp_path)
    page = "Doc_0/Pages/Page_0/Content.xml"
    for name, content in _of_ours().items():
        (tmp_path / f"{name}.ofd").write_bytes(changed(content, page, lambda xml: xml + b" "))
    assert {verdict for verdict, _ in reference(tmp_path, root, others, NOW).values()} == {"INVALID"}


def test_the_vectors_are_judged_alike_by_both(tmp_path: Path) -> None:
    pki, now = SHARED / "vectors" / "pki", datetime(2026, 12, 2, tzinfo=UTC)
    offered = ("sub.crt", "signer.crt", "root.crl", "sub.crl")
    for name in offered:
        (tmp_path / name).write_bytes((pki / name).read_bytes())
    believed = trust_of_files((name, (pki / name).read_bytes()) for name in ("root.crt", *offered)).trust
    theirs = {
        name: JUDGED[said] for name, (said, _) in reference(VECTORS, pki / "root.crt", tmp_path, now).items()
    }
    ours = {
        name: verify_document((VECTORS / name).read_bytes(), believed, now).verdict for name in sorted(theirs)
    }
    assert ours == theirs
    assert len(ours) == 18
