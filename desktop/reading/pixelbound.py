"""The bound on pictures that every decoder keeps."""

from __future__ import annotations

PIXELS_MAX = 64_000_000
LARGE_PIXELS_MAX = 160_000_000
_REDUCED_PIXELS = 32_000_000


class Undecodable(Exception):
    """No decoder takes the picture, or it has more pixels than are ever decoded."""


def reduction(width: int, height: int) -> int:
    """By how much a picture's sides are divided while it is decoded: 1 but for scans too large to be whole.

    Raises `Undecodable` for a picture without pixels or with too many even so.
    """
    pixels = width * height
    if width < 1 or height < 1 or pixels > LARGE_PIXELS_MAX:
        raise Undecodable
    by = 1
    while pixels > PIXELS_MAX and pixels > _REDUCED_PIXELS * by * by:
        by += 1
    return by
