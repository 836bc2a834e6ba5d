"""Colours by ICC profile, converted by LittleCMS inside the confined worker."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import PIL.Image
from PIL import ImageCms

from core.ofd.colors import Converter

PROFILE_BYTES_MAX = 8 * 2**20
_MODES = {"GRAY": "L", "RGB": "RGB", "CMYK": "CMYK"}
_ICC_ERRORS = (ImageCms.PyCMSError, OSError, ValueError, TypeError)


def converter(profile: bytes, kind: str) -> Converter | None:
    """From a GRAY, RGB or CMYK space of this profile to sRGB, perceptually; None when it is not for that."""
    mode = _MODES.get(kind)
    if mode is None or len(profile) > PROFILE_BYTES_MAX:
        return None
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        if source.profile.xcolor_space.strip() != kind:
            return None
        change = ImageCms.buildTransform(source, ImageCms.createProfile("sRGB"), mode, "RGB")
    except _ICC_ERRORS:
        return None

    def convert(shares: Sequence[float]) -> tuple[int, int, int]:
        pixel = PIL.Image.frombytes(mode, (1, 1), bytes(round(share * 255) for share in shares))
        red, green, blue = change.apply(pixel).tobytes()
        return red, green, blue

    return convert
