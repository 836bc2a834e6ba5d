"""Packages whose ZIP container lies: written record by record, because zipfile writes the truth only."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

from tests.fuzz.values import mutated_bytes

_LOCAL, _CENTRAL, _END = struct.Struct("<4s5H3L2H"), struct.Struct("<4s6H3L5H2L"), struct.Struct("<4s4H2LH")
_NAMES = (
    *("../../evil", "/etc/passwd", "..\\..\\evil", "OFD.xml", "ofd.XML", "Doc_0", "Doc_0/", "", ".", "a\0b"),
    *(
        "Doc_0/Document.xml",
        "Doc_0/Signs/Signatures.xml",
        "Encryptions.xml",
        "x" * 60_000,
        "公文.xml",
        "%2e%2e/x",
    ),
)


@dataclass(slots=True)
class Entry:
    """One part; what the two headers say of it may differ from what it is."""

    name: bytes
    content: bytes
    deflated: bool = True
    local: dict[str, int] = field(default_factory=dict)
    central: dict[str, int] = field(default_factory=dict)


def zipped(entries: list[Entry]) -> bytes:
    """A ZIP archive; `local` and `central` override `flags`, `method`, `crc`, `packed`, `size`, `offset`."""
    out, directory = bytearray(), bytearray()
    for entry in entries:
        body = entry.content
        if entry.deflated:
            packer = zlib.compressobj(1, zlib.DEFLATED, -15)
            body = packer.compress(body) + packer.flush()
        truth = {
            "flags": 0x800,
            "method": 8 if entry.deflated else 0,
            "crc": zlib.crc32(entry.content),
            "packed": len(body),
            "size": len(entry.content),
            "offset": len(out),
        }
        here, there = truth | entry.local, truth | entry.central
        directory += (
            _CENTRAL.pack(b"PK\1\2", 20, 20, *_common(there, entry), 0, 0, 0, 0, 0, there["offset"])
            + entry.name
        )
        out += _LOCAL.pack(b"PK\3\4", 20, *_common(here, entry), 0) + entry.name + body
    count = min(len(entries), 0xFFFF)
    return bytes(out + directory + _END.pack(b"PK\5\6", 0, 0, count, count, len(directory), len(out), 0))


def _common(said: Mapping[str, int], entry: Entry) -> tuple[int, ...]:
    return (
        said["flags"],
        said["method"],
        0,
        0x21,
        said["crc"],
        said["packed"],
        said["size"],
        len(entry.name) & 0xFFFF,
    )


def mutated_container(random: Random, entries: list[Entry]) -> bytes:
    """The archive of `entries` with one fault of the container."""
    chosen = random.choice(entries)
    match random.randrange(12):
        case 0:
            entries.remove(chosen)
        case 1:
            other = random.choice(entries)
            chosen.content, other.content = other.content, chosen.content
        case 2:
            entries.append(Entry(chosen.name, random.choice(entries).content))
        case 3:
            chosen.content = chosen.content[: random.randint(0, len(chosen.content))]
        case 4:
            chosen.name = random.choice(_NAMES).encode("gb18030" if random.random() < 0.3 else "utf-8")
        case 5:
            chosen.name = (
                chosen.name.swapcase() if random.random() < 0.5 else chosen.name.replace(b"/", b"\\")
            )
        case 6:
            random.choice((chosen.local, chosen.central))[random.choice(("packed", "size", "crc"))] = (
                random.choice((0, 1, 0x7FFFFFFF, 0xFFFFFFFF, len(chosen.content) + 1, 10**9))
            )
        case 7:
            chosen.central["offset"] = random.choice((0, 5, 10**6, 0xFFFFFFFF, random.randrange(5000)))
        case 8:
            header = random.choice((chosen.local, chosen.central))
            header["method"] = random.choice((0, 8, 9, 12, 14, 99, 0xFFFF))
        case 9:
            chosen.central["flags"] = random.choice((1, 8, 0x2041, 0xFFFF))
        case 10:
            random.shuffle(entries)
            return _cut(random, zipped(entries))
        case _:
            archive = zipped(entries)
            start = max(0, len(archive) - 60 * len(entries) - 22)
            return archive[:start] + mutated_bytes(random, archive[start:])
    return zipped(entries) if entries else b"PK\5\6" + bytes(18)


def _cut(random: Random, archive: bytes) -> bytes:
    match random.randrange(4):
        case 0:
            return archive[: random.randint(1, len(archive))]
        case 1:
            return random.randbytes(random.choice((1, 100, 2000))) + archive
        case 2:
            return archive + random.randbytes(random.choice((1, 100, 70_000)))
        case _:
            return mutated_bytes(random, archive)
