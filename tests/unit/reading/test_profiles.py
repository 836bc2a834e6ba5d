"""Colours by ICC profile, and what is no profile."""

from __future__ import annotations

import pytest
from PIL import ImageCms

from core.ofd import open_ofd
from core.ofd.display import PathItem, SolidPaint
from desktop.reading.profiles import PROFILE_BYTES_MAX, converter
from tests.unit.ofd.build import pack, page_xml, parts_of

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
SPACE = '<ofd:ColorSpaces><ofd:ColorSpace ID="4" Type="RGB" Profile="a.icc"/></ofd:ColorSpaces>'
SQUARE = (
    '<ofd:PathObject ID="8" Boundary="5 5 20 20" Fill="true" Stroke="false">'
    '<ofd:FillColor Value="10 200 30" ColorSpace="4"/>'
    "<ofd:AbbreviatedData>M 0 0 L 20 0 L 20 20 C</ofd:AbbreviatedData></ofd:PathObject>"
)


def test_a_profile_of_srgb_changes_nothing() -> None:
    convert = converter(SRGB, "RGB")
    assert convert is not None
    assert convert([0.0, 0.5, 1.0]) == pytest.approx((0, 128, 255), abs=1)


@pytest.mark.parametrize(
    ("profile", "kind"),
    [
        (b"", "RGB"),
        (b"no profile", "RGB"),
        (SRGB[:200], "RGB"),
        (SRGB, "CMYK"),
        (SRGB, "GRAY"),
        (SRGB, "LAB"),
    ],
)
def test_what_is_no_profile_for_the_space_is_left_alone(profile: bytes, kind: str) -> None:
    assert converter(profile, kind) is None


def test_a_profile_of_many_megabytes_is_left_alone() -> None:
    assert converter(SRGB + bytes(PROFILE_BYTES_MAX), "RGB") is None


def drawn(profile: bytes, *, use: bool) -> tuple[SolidPaint, set[str]]:
    parts = parts_of(page_xml(SQUARE), res=SPACE) | {"Doc_0/Res/a.icc": profile}
    document = open_ofd(pack(parts), profiles=converter if use else None)
    (item,) = document.display(0).items
    assert isinstance(item, PathItem)
    assert isinstance(item.fill, SolidPaint)
    return item.fill, {warning.code for warning in document.warnings}


def test_a_colour_space_with_a_profile_is_converted_by_it() -> None:
    paint, warnings = drawn(SRGB, use=True)
    assert paint.color[:3] == pytest.approx((10, 200, 30), abs=1)
    assert warnings == set()


@pytest.mark.parametrize(
    ("profile", "use"), [(b"rubbish", True), (SRGB, False)], ids=["rubbish", "no converter"]
)
def test_a_profile_that_cannot_be_used_is_a_warning(profile: bytes, use: bool) -> None:
    paint, warnings = drawn(profile, use=use)
    assert paint.color[:3] == (10, 200, 30)
    assert warnings == {"color.profile_ignored"}
