"""The documents that are mutated: our own feature files, the office's papers, the corpus where present."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from random import Random

import msgspec

from core.redhead import render_document
from tests.fuzz.archive import Entry, mutated_container, zipped
from tests.fuzz.blobs import mutated_blob
from tests.fuzz.knots import broken_xml, tied
from tests.fuzz.pdf import Objects, mutated_pdf, parts_of
from tests.fuzz.pdfs import everything_pdf
from tests.fuzz.xmltree import mutated_xml

ROOT = Path(__file__).parents[2]
FEATURES = ROOT / "tests" / "corpus" / "features" / "ofd"
CORPUS = ROOT.parent / "shared" / "corpus" / "ofd"
_SEED_BYTES_MAX = 400_000
_BROKEN, _TIED = 0.2, 0.2
"""How often XML is broken instead of changed, and how often the package is tied into a knot."""


@dataclass(frozen=True, slots=True)
class OfdSeed:
    name: str
    parts: tuple[tuple[bytes, bytes], ...]

    def mutated(self, random: Random, donors: list[bytes]) -> bytes:
        entries = [Entry(name, content) for name, content in self.parts]
        # Pages and resources have the most to say.
        telling = [entry for entry in entries if b"Content.xml" in entry.name or b"Res" in entry.name]
        # A hostile seed may be an archive without any part.
        for _ in range(random.choice((0, 1, 1, 1, 1, 2, 3)) if entries else 0):
            chosen = random.choice(telling if telling and random.random() < 0.6 else entries)
            if b"<" not in chosen.content[:60]:
                chosen.content = mutated_blob(random, chosen.content)
            elif random.random() < _BROKEN:
                chosen.content = broken_xml(random, chosen.content)
            else:
                chosen.content = mutated_xml(random, chosen.content, donors)
        if entries and random.random() < _TIED:
            tied(random, entries)
        return mutated_container(random, entries) if random.random() < 0.2 else zipped(entries)


@dataclass(frozen=True, slots=True)
class PdfSeed:
    name: str
    content: bytes
    split: tuple[Objects, bytes] | None

    def mutated(self, random: Random, donors: list[bytes]) -> bytes:
        return mutated_pdf(random, self.content, self.split)


Seed = OfdSeed | PdfSeed


@dataclass(frozen=True, slots=True)
class Inputs:
    """All inputs of a run: `Inputs.of(...).document(n)` is the n-th one."""

    seed: int
    seeds: tuple[Seed, ...]
    donors: list[bytes]

    @classmethod
    def of(cls, seed: int, *, corpus: bool) -> Inputs:
        found = tuple(_seeds(corpus=corpus))
        parts = [part for one in found if isinstance(one, OfdSeed) for part in one.parts]
        donors = [content for _, content in parts if b"<" in content[:60] and len(content) < 30_000]
        return cls(seed, found, donors)

    def document(self, number: int) -> bytes:
        random = Random(f"{self.seed}/{number}")
        pdfs = [seed for seed in self.seeds if isinstance(seed, PdfSeed)]
        chosen = random.choice(pdfs) if random.random() < 0.25 else random.choice(self.seeds)
        return chosen.mutated(random, self.donors)


def _seeds(*, corpus: bool) -> Iterator[Seed]:
    found = sorted(FEATURES.glob("*.ofd"))
    if corpus:
        found += sorted(CORPUS.glob("*.ofd"))
    for path in found:
        content = path.read_bytes()
        parts = tuple(_parts(content)) if len(content) <= _SEED_BYTES_MAX else ()
        if parts:
            yield OfdSeed(path.name, parts)
    yield from _office()


def _office() -> Iterator[Seed]:
    resources = files("resources")
    office = msgspec.json.decode(resources.joinpath("sample_office.json").read_bytes())
    for paper in office["documents"][:4]:
        yield OfdSeed(paper["id"], tuple(_parts(render_document(office, paper["id"]))))
    for path in sorted(resources.joinpath("office").iterdir(), key=lambda path: path.name):
        if path.name.endswith(".pdf"):
            content = path.read_bytes()
            yield PdfSeed(path.name, content, parts_of(content))
    everything = everything_pdf()
    yield PdfSeed("everything.pdf", everything, parts_of(everything))


def _parts(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Parts that zipfile can read; what only our own reader takes is a seed for unit tests, not for this."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            for entry in archive.infolist():
                if not entry.is_dir():
                    yield entry.filename.encode("utf-8", "replace"), archive.read(entry)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError):
        return
