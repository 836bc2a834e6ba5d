"""The bound on pictures that every decoder keeps."""

from __future__ import annotations

PIXELS_MAX = 64_000_000


class Undecodable(Exception):
    """No decoder takes the picture, or it has more pixels than are ever decoded."""


def check_pixels(width: int, height: int) -> None:
    """Raises `Undecodable` for a picture without pixels or with too many."""
    if width < 1 or height < 1 or width * height > PIXELS_MAX:
        raise Undecodable
