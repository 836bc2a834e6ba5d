"""Several whole files in the body of one request: each behind its length, 4 bytes big endian."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Sequence

MAX_FILES = 16
MAX_FILES_BYTES = 8 << 20
"""Of a whole body; larger files go up piece by piece (`UploadOffer`)."""
FILES_TYPE = "application/vnd.sealdesk.files"

_LENGTH = struct.Struct(">I")


def pack_files(contents: Iterable[bytes]) -> bytes:
    """The body of these files, none of them empty."""
    return b"".join(part for content in contents for part in (_LENGTH.pack(len(content)), content))


def unpack_files(untrusted_body: bytes) -> tuple[bytes, ...]:
    """1 to `MAX_FILES` files, none empty, nothing left over. Raises `ValueError`."""
    files = tuple(_files_in(untrusted_body))
    if not files:
        raise ValueError("no file")
    return files


def _files_in(body: bytes) -> Iterator[bytes]:
    at = 0
    for _ in range(MAX_FILES):
        if at == len(body):
            return
        if at + _LENGTH.size > len(body):
            raise ValueError("no length")
        (length,) = _LENGTH.unpack_from(body, at)
        at += _LENGTH.size + length
        if not length or at > len(body):
            raise ValueError("length")
        yield body[at - length : at]
    if at != len(body):
        raise ValueError("too many files")


def bodies_of(contents: Iterable[bytes]) -> Iterator[Sequence[bytes]]:
    """Small files in groups that fit one body each, in order; a file that fits none is left out."""
    group: list[bytes] = []
    size = 0
    for content in contents:
        taken = _LENGTH.size + len(content)
        if taken > MAX_FILES_BYTES:
            continue
        if group and (len(group) == MAX_FILES or size + taken > MAX_FILES_BYTES):
            yield group
            group, size = [], 0
        group.append(content)
        size += taken
    if group:
        yield group


def fits_a_body(content: bytes) -> bool:
    return 0 < len(content) <= MAX_FILES_BYTES - _LENGTH.size
