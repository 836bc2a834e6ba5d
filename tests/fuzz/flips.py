"""`python -m tests.fuzz.flips [N] [--seed S] [--headers]`: change sealed files and look for one still valid.

N changes of one random bit or byte for each kind of sealed file; with `--headers` also every bit of every
byte outside the packed contents. Files that we sealed may leave nothing valid; of the shared vectors, which
another writer made, what is left is told by where it stands.
"""

from __future__ import annotations

import argparse
import random
import secrets
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from core.errors import AppError
from core.ofd.container import CENTRAL, LOCAL, read_end, read_records
from core.ofd.display import Box
from core.seal import Edge, Placement, Size, Trust, Verdict, page_sizes, straddle, verify_document
from core.seal.trust import trust_of_files
from tests.unit.seal.office import NOW, document_parts, sealed, trust, zipped

SHARED = Path(__file__).resolve().parents[3] / "shared"
VECTORS, CORPUS = SHARED / "vectors", SHARED / "corpus" / "ofd"
VECTORS_NOW = datetime(2026, 12, 2, tzinfo=UTC)
GOOD_VECTORS = ("ok_v1", "ok_v4", "ok_v5", "ok_v4_certhash", "ok_v4_raw_rs", "ok_v4_two_seals")
_OTHERS = ("002_", "016_", "042_", "033_", "030_")
"""Files of several writers, small enough to be judged ten thousand times."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A sealed file that is valid as it stands."""

    name: str
    content: bytes
    trust: Trust
    now: datetime

    def is_valid(self, content: bytes) -> bool:
        try:
            return verify_document(content, self.trust, self.now).verdict is Verdict.VALID
        except AppError:
            return False


def own_subjects() -> Iterator[Subject]:
    """Documents we sealed: plain, twice, straddling, with another's writing underneath."""
    plain = sealed(zipped(document_parts()))
    twice = sealed(plain, Placement(1, Box(10, 10, 42, 42)), seal="s-2", sealer="u-2")
    pages = zipped(document_parts(3))
    slices = straddle(Size(42, 42), page_sizes(pages), Edge.RIGHT)
    documents = {"plain": plain, "two seals": twice, "straddle": sealed(pages, *slices)}
    for name, content in documents.items():
        yield Subject(name=name, content=content, trust=trust(), now=NOW)
    for path in sorted(CORPUS.glob("*.ofd")) if CORPUS.is_dir() else ():
        if path.name.startswith(_OTHERS):
            content = sealed(path.read_bytes(), Placement(0, Box(10, 10, 42, 42)))
            if verify_document(content, trust(), NOW).verdict is Verdict.VALID:
                yield Subject(name=path.stem, content=content, trust=trust(), now=NOW)


def vector_subjects() -> Iterator[Subject]:
    """The valid files of the shared vectors."""
    if not VECTORS.is_dir():
        return
    names = ("root.crt", "sub.crt", "signer.crt", "root.crl", "sub.crl")
    believed = trust_of_files((name, (VECTORS / "pki" / name).read_bytes()) for name in names).trust
    for name in GOOD_VECTORS:
        content = (VECTORS / "ses" / f"{name}.ofd").read_bytes()
        yield Subject(name=name, content=content, trust=believed, now=VECTORS_NOW)


@dataclass(frozen=True, slots=True)
class Change:
    """One byte, xored."""

    at: int
    mask: int

    def of(self, content: bytes) -> bytes:
        return content[: self.at] + bytes((content[self.at] ^ self.mask,)) + content[self.at + 1 :]


def random_changes(size: int, count: int, chance: random.Random) -> Iterator[Change]:
    """Half of them change one bit, half a whole byte at will."""
    for number in range(count):
        mask = 1 << chance.randrange(8) if number % 2 else chance.randrange(1, 256)
        yield Change(chance.randrange(size), mask)


def header_changes(content: bytes) -> Iterator[Change]:
    """Every bit of every byte that is no part's packed content."""
    for at, kind in enumerate(regions(content)):
        if kind != "content":
            yield from (Change(at, 1 << bit) for bit in range(8))


def regions(content: bytes) -> Sequence[str]:
    """What each byte is: a part's content, its local header, the directory, the end, or nothing."""
    kinds = ["nothing"] * len(content)
    end = read_end(content)
    for record in read_records(content, end):
        central, local = CENTRAL.unpack_from(record.raw), LOCAL.unpack_from(content, record.offset)
        start = record.offset + LOCAL.size + local[9] + local[10]
        kinds[record.offset : start] = ["local header"] * (start - record.offset)
        kinds[start : start + central[8]] = ["content"] * central[8]
    kinds[end.directory : end.directory + end.size] = ["directory"] * end.size
    last = end.directory + end.size
    kinds[last:] = ["end record"] * (len(content) - last)
    return kinds


def survivors(subject: Subject, changes: Iterator[Change]) -> Iterator[Change]:
    """Those changes that leave the file valid."""
    for change in changes:
        if subject.is_valid(change.of(subject.content)):
            yield change


def _told(subject: Subject, tried: int, left: Sequence[Change]) -> Mapping[str, int]:
    kinds = regions(subject.content)
    where = Counter(kinds[change.at] for change in left)
    print(
        f"{subject.name:28} {len(subject.content):8} bytes {tried:7} tried {len(left):5} valid {dict(where)}"
    )
    sys.stdout.flush()
    return where


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="tests.fuzz.flips", description="Changed bytes of sealed files")
    parser.add_argument("count", type=int, nargs="?", default=2_000, metavar="N")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(2**31))
    parser.add_argument("--headers", action="store_true", help="also every bit outside the contents")
    arguments = parser.parse_args(argv)
    print(f"seed {arguments.seed}", flush=True)
    chance = random.Random(arguments.seed)
    own = 0
    for ours, subjects in ((True, own_subjects()), (False, vector_subjects())):
        for subject in subjects:
            changes = list(random_changes(len(subject.content), arguments.count, chance))
            changes += header_changes(subject.content) if arguments.headers else ()
            left = list(survivors(subject, iter(changes)))
            _told(subject, len(changes), left)
            own += len(left) if ours else 0
    return int(own > 0)


if __name__ == "__main__":
    sys.exit(main())
