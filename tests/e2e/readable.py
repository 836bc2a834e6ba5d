"""What must never be readable on a client's disk, and where it would be found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
_SHORTEST = 4
"""Two or three characters stand by chance in a few megabytes of ciphertext."""


def office_texts(office: object) -> set[str]:
    """Every Chinese text of the sample office that a person reads: titles, bodies, names of organs."""
    return {text for text in _strings(office) if len(text) >= _SHORTEST and not text.isascii()}


def leaks(folder: Path, texts: Iterable[str]) -> list[tuple[str, str]]:
    """(file, text) for each text that stands in a file or a file's name under `folder`, in any encoding."""
    needles = [(text, {text.encode(encoding) for encoding in _ENCODINGS}) for text in texts]
    found = []
    for path in sorted(folder.rglob("*")):
        content = path.name.encode() + b"\0" + (path.read_bytes() if path.is_file() else b"")
        found += [(path.name, text) for text, forms in needles if any(form in content for form in forms)]
    return found


def _strings(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for each in value.values():
                yield from _strings(each)
        case list() | tuple():
            for each in value:
                yield from _strings(each)
