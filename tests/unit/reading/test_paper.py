"""The sheet that one page after the other is drawn on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from desktop.reading.paper import SHEET_BYTES, Paper

WHITE = QColor(Qt.GlobalColor.white)


@pytest.mark.parametrize("whitened", [False, True])
def test_a_sheet_is_white_also_when_it_was_drawn_on(whitened: bool) -> None:
    paper = Paper()
    if whitened:
        paper.whiten()
    for size in ((300, 200), (200, 300), (1190, 1684)):
        image = paper.sheet(*size)
        assert (image.width(), image.height()) == size
        assert all(image.pixelColor(x, y) == WHITE for x in (0, size[0] - 1) for y in (0, size[1] - 1))
        image.fill(Qt.GlobalColor.black)
        del image


def test_two_pictures_alive_at_once_do_not_share_a_sheet() -> None:
    paper = Paper()
    first, second = paper.sheet(10, 10), paper.sheet(10, 10)
    first.fill(Qt.GlobalColor.black)
    assert second.pixelColor(5, 5) == WHITE


def test_a_picture_outlives_its_paper() -> None:
    image = Paper().sheet(10, 10)
    assert image.pixelColor(9, 9) == WHITE


def test_a_picture_larger_than_the_sheet_has_memory_of_its_own() -> None:
    width = SHEET_BYTES // 4 + 1
    image = Paper().sheet(width, 1)
    assert image.width() == width
    assert image.pixelColor(width - 1, 0) == WHITE
