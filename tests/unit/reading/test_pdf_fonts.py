"""Which installed face stands in for a typeface that a PDF does not embed."""

from __future__ import annotations

import pytest

from desktop.reading.fontfiles import FontFile, FontFiles
from desktop.reading.pdf_fonts import stand_in_names

_FILES = FontFiles(
    (
        FontFile(path="s", index=0, families=("Noto Serif CJK SC",)),
        FontFile(path="b", index=0, families=("Noto Serif CJK SC",), weight=700),
        FontFile(path="h", index=0, families=("Noto Sans CJK SC",)),
        FontFile(path="k", index=0, families=("AR PL UKai CN", "文鼎PL中楷Uni")),
    )
)
_GB, _BIG5, _KOREAN, _WESTERN = 134, 136, 129, 0


@pytest.mark.parametrize(
    ("name", "charset", "heavy", "first"),
    [
        ("SimSun", _GB, False, "Noto Serif CJK SC"),
        ("SimSun", _GB, True, "Noto Serif CJK SC Bold"),
        ("KaiTi_GB2312", _GB, False, "AR PL UKai CN"),
        ("楷体", _GB, False, "AR PL UKai CN"),
        ("SimHei", _WESTERN, False, "Noto Sans CJK SC"),
        ("FZXBSJW--GB1-0", _GB, False, "Noto Serif CJK SC Bold"),
        ("MSung-Light", _BIG5, False, "Noto Serif CJK SC"),
        ("Dotum", _KOREAN, False, "Noto Serif CJK KR"),
        ("Helvetica", _WESTERN, False, None),
        ("Unheard", _WESTERN, False, None),
    ],
)
def test_what_stands_in_is_of_the_same_class(name: str, charset: int, heavy: bool, first: str | None) -> None:
    names = stand_in_names(_FILES, name, charset, heavy=heavy, italic=False)
    assert next(names, None) == first


def test_a_face_is_known_by_its_family_and_its_style() -> None:
    names = list(stand_in_names(_FILES, "KaiTi", _GB, heavy=False, italic=False))
    assert "AR PL UKai CN Book" in names
