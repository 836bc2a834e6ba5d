"""Pictures with something around them."""

from __future__ import annotations

import base64
import tracemalloc

import pytest

from core.ofd.wrapped import unwrapped

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


@pytest.mark.parametrize(
    "around",
    [
        b"\r\n" + PICTURE,
        base64.b64encode(PICTURE),
        b"data:image/png;base64," + base64.encodebytes(PICTURE),
        b" ".join(base64.b64encode(PICTURE)[at : at + 1] for at in range(len(base64.b64encode(PICTURE)))),
    ],
    ids=["stray bytes", "base64", "an address of data", "blanks between"],
)
def test_what_stands_around_a_picture_is_taken_off(around: bytes) -> None:
    assert unwrapped(around) == PICTURE


def test_a_picture_written_with_a_blank_after_each_letter_takes_no_more_room_than_it_has() -> None:
    written = b"A " * 1_000_000
    tracemalloc.start()
    try:
        unwrapped(written)
        assert tracemalloc.get_traced_memory()[1] < 4 * len(written)
    finally:
        tracemalloc.stop()
