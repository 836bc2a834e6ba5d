"""Values that documents get wrong, by accident or on purpose."""

from __future__ import annotations

import re
from random import Random

NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")
ODD_NUMBERS = (
    *("0", "-0", "-1", "1", "2", "255", "256", "65535", "65536", "2147483647", "-2147483648", "4294967296"),
    *("9223372036854775808", "1e10", "1e30", "1e308", "-1e308", "1e400", "1e-30", "1e-300", "5e-324", "0.1"),
    *("nan", "NaN", "inf", "-inf", "Infinity", "1" * 400, "0x10", "1,5", "１２", "--1", "1e", ".", "", "½"),
)
ODD_WORDS = (
    *(
        "",
        " ",
        "\u3000",
        "true",
        "false",
        "TRUE",
        "None",
        "a",
        "公文",
        "😀",
        "\\d83d",
        "\\",
        "#",
        "# FF",
        "#GGG",
    ),
    *(
        "../../../etc/passwd",
        "/",
        "//",
        "..",
        ".",
        "Doc_0",
        "/Doc_0/Document.xml",
        "C:\\x",
        "%2e%2e/x",
        "a" * 5000,
    ),
    *("Axial", "Radial", "Reflect", "Repeat", "Even-Odd", "NonZero", "RGB", "CMYK", "GRAY", "Image", "Body"),
    *("g 9999999 1", "g -5 1", "g 3", "g g g", "M", "M 0 0 A", "Q 1", "B 1 2", "C C C", "M 0 0 L nan inf C"),
)


def odd_number(random: Random) -> str:
    if random.random() < 0.3:
        return f"{random.uniform(-1, 1) * 10 ** random.randint(-8, 12):.6g}"
    return random.choice(ODD_NUMBERS)


def mutated_text(random: Random, text: str) -> str:
    """`text` with one thing wrong with it."""
    found = list(NUMBER.finditer(text))
    kind = random.random()
    if found and kind < 0.55:
        number = random.choice(found)
        return text[: number.start()] + odd_number(random) + text[number.end() :]
    words = text.split()
    if len(words) > 1 and kind < 0.8:
        return " ".join(_rearranged(random, words))
    if kind < 0.9:
        return random.choice(ODD_WORDS)
    at = random.randint(0, len(text))
    return text[:at] + random.choice(ODD_WORDS) + text[at:]


def _rearranged(random: Random, words: list[str]) -> list[str]:
    at, to = sorted((random.randrange(len(words)), random.randrange(len(words))))
    match random.randrange(5):
        case 0:
            return words[:at] + words[to:]
        case 1:
            return words[: to + 1] + words[at:]
        case 2:
            random.shuffle(words)
            return words
        case 3:
            return words * random.choice((2, 10, 300))
        case _:
            return [odd_number(random) if random.random() < 0.3 else word for word in words]


def mutated_bytes(random: Random, content: bytes) -> bytes:
    """`content` with bits, bytes or stretches changed, taken away or repeated."""
    changed = bytearray(content)
    for _ in range(random.choice((1, 1, 2, 4, 16))):
        if not changed:
            break
        at = random.randrange(len(changed))
        length = min(random.choice((1, 2, 4, 16, 64, 400)), len(changed) - at)
        match random.randrange(7):
            case 0 | 1:
                changed[at] ^= 1 << random.randrange(8)
            case 2:
                changed[at : at + length] = random.randbytes(length)
            case 3:
                changed[at : at + length] = random.choice((b"\0", b"\xff", b"\x7f", b"\x80")) * length
            case 4:
                del changed[at : at + length]
            case 5:
                changed[at:at] = changed[at : at + length] * random.choice((1, 3, 30))
            case _:
                if random.random() < 0.2:
                    del changed[at:]
    return bytes(changed)
