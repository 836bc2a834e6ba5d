"""Changes to a PDF: its objects and streams behind a cross-reference table that is right, or plain bytes."""

from __future__ import annotations

import re
import zlib
from random import Random

from tests.fuzz.values import mutated_bytes, odd_number

_OBJECT = re.compile(rb"(?:^|[\r\n])(\d{1,7}) (\d{1,5}) obj(.*?)endobj", re.DOTALL)
_STREAM = re.compile(rb"^(.*?)stream\r?\n(.*)\r?\nendstream\s*$", re.DOTALL)
_TRAILER = re.compile(rb"trailer(.*?)startxref", re.DOTALL)
_NUMBER = re.compile(rb"(?<![\w#/])-?\d+(?:\.\d+)?(?![\w#])")
_REFERENCE = re.compile(rb"\b(\d+) \d+ R\b")
_NAME = re.compile(rb"/[A-Za-z0-9]+")
_LENGTH = re.compile(rb"/Length \d+(?: \d+ R)?")
_OPERATORS = (
    b"q q q q q cm", b"1 0 0 1 1e30 0 cm", b"0 0 0 0 0 0 cm", b"[1e-9 1e-9] 0 d", b"[0 0] 0 d", b"/P0 scn",
    b"0 0 1e9 1e9 re f", b"BT ET Q Q Q", b"1e9 w 0 0 m 1 1 l S", b"/X0 Do /X0 Do", b"sh /S0 sh", b"nan inf l",
    b"BI /W 99999 /H 99999 /BPC 8 /CS /RGB ID x EI", b"W n", b"0.0000001 w",
    b"[99999999 1] 5 d 0 0 m 9 9 l S",
)  # fmt: skip
Objects = dict[int, bytes]


def parts_of(content: bytes) -> tuple[Objects, bytes] | None:
    """The objects by number and the trailer's dictionary; None for a file with object streams."""
    trailers = _TRAILER.findall(content)
    objects = {int(found[1]): found[3] for found in _OBJECT.finditer(content)}
    return (objects, trailers[-1]) if trailers and objects else None


def written(objects: Objects, trailer: bytes) -> bytes:
    out, offsets = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), {}
    for number, body in objects.items():
        offsets[number] = len(out)
        out += b"%d 0 obj%bendobj\n" % (number, body)
    start = len(out)
    last = max(offsets) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % last
    for number in range(1, last):
        out += b"%010d 00000 %c \n" % (offsets.get(number, 0), b"n" if number in offsets else b"f")
    return bytes(out + b"trailer%bstartxref\n%d\n%%%%EOF\n" % (trailer, start))


def mutated_pdf(random: Random, content: bytes, split: tuple[Objects, bytes] | None) -> bytes:
    if split is None or random.random() < 0.15:
        return mutated_bytes(random, content)
    objects, trailer = dict(split[0]), split[1]
    for _ in range(random.choice((1, 1, 2, 3, 6))):
        if not objects:
            break
        number = random.choice(list(objects))
        match random.randrange(8):
            case 0:
                del objects[number]
            case 1:
                objects[number] = objects[random.choice(list(objects))]
            case 2:
                trailer = _changed_dictionary(random, trailer, objects)
            case _:
                objects[number] = _changed(random, objects[number], objects)
    made = written(objects, trailer) if objects else b"%PDF-1.7\n"
    return made[: random.randrange(len(made))] if random.random() < 0.03 else made


def _changed(random: Random, body: bytes, objects: Objects) -> bytes:
    found = _STREAM.match(body)
    if found is None or random.random() < 0.3:
        return _changed_dictionary(random, body, objects)
    head, stream = found[1], found[2]
    if b"FlateDecode" in head and b"/DecodeParms" not in head and random.random() < 0.8:
        try:
            stream = zlib.compress(_changed_stream(random, zlib.decompress(stream)), 1)
        except zlib.error:
            stream = mutated_bytes(random, stream)
    else:
        stream = _changed_stream(random, stream)
    if random.random() < 0.95:
        head = _LENGTH.sub(b"/Length %d" % len(stream), head)
    return head + b"stream\n" + stream + b"\nendstream\n"


def _changed_stream(random: Random, stream: bytes) -> bytes:
    if b"\0" in stream[:200]:
        return mutated_bytes(random, stream)
    kind = random.random()
    if kind < 0.5:
        return _substituted(random, _NUMBER, stream, odd_number(random).encode())
    if kind < 0.8:
        at = random.randint(0, len(stream))
        while 0 < at < len(stream) and stream[at : at + 1] not in b" \n":
            at += 1
        return stream[:at] + b"\n" + random.choice(_OPERATORS) + b"\n" + stream[at:]
    return mutated_bytes(random, stream)


def _changed_dictionary(random: Random, body: bytes, objects: Objects) -> bytes:
    kind = random.random()
    if kind < 0.35:
        return _substituted(random, _NUMBER, body, odd_number(random).encode())
    if kind < 0.65:
        return _substituted(random, _REFERENCE, body, b"%d 0 R" % random.choice([*objects, 0, 99999]))
    if kind < 0.85:
        names = _NAME.findall(body) + _NAME.findall(random.choice(list(objects.values()))[:2000])
        return _substituted(random, _NAME, body, random.choice(names)) if names else body
    return mutated_bytes(random, body)


def _substituted(random: Random, pattern: re.Pattern[bytes], body: bytes, value: bytes) -> bytes:
    found = list(pattern.finditer(body))
    if not found:
        return mutated_bytes(random, body)
    at = random.choice(found)
    return body[: at.start()] + value + body[at.end() :]
