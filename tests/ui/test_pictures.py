"""What is kept of a document's pictures: all that is looked at, little more."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from core.ofd.write import write_ofd
from core.ofd.written import DocInfo, WrittenPage, WrittenText
from desktop.reading.client import ReadingWorker
from desktop.tasks import Tasks
from desktop.ui.parts.pages.layout import Tile
from desktop.ui.parts.pages.pictures import BUDGET_BYTES, PagePictures

PAGES, SIDE_PX = 8, 1600
PICTURE_BYTES = SIDE_PX * SIDE_PX
"""Black on white: a byte a pixel."""


@pytest.fixture
def pictures(reading: ReadingWorker, tasks: Tasks, qtbot: QtBot) -> Iterator[PagePictures]:
    text = WrittenText(text="关于", font="宋体", size_mm=5, x_mm=20, baseline_mm=20)
    document = write_ofd([WrittenPage(items=(text,))] * PAGES, info=DocInfo(doc_id="8" * 32))
    kept = PagePictures(reading, tasks)
    kept.begin(reading.open(document))
    yield kept
    kept.end()
    qtbot.waitUntil(lambda: tasks.under_way == 0, timeout=20_000)


def tiles(*pages: int) -> list[Tile]:
    return [Tile(page, 8.0, -1, -1, 0, 0, SIDE_PX, SIDE_PX) for page in pages]


def kept_of(pictures: PagePictures, wanted: list[Tile]) -> list[Tile]:
    return [tile for tile in wanted if pictures.tile(tile) is not None]


def all_are_kept(pictures: PagePictures, wanted: list[Tile]) -> bool:
    return kept_of(pictures, wanted) == wanted


def test_a_large_screen_keeps_every_picture_it_shows(pictures: PagePictures, qtbot: QtBot) -> None:
    shown = tiles(*range(5))
    assert len(shown) * PICTURE_BYTES > BUDGET_BYTES
    pictures.want(shown)
    qtbot.waitUntil(partial(all_are_kept, pictures, shown), timeout=20_000)


def test_what_scrolled_past_gives_its_memory_back(pictures: PagePictures, qtbot: QtBot) -> None:
    everything = tiles(*range(PAGES))
    for shown in everything:
        pictures.want([shown])
        qtbot.waitUntil(partial(all_are_kept, pictures, [shown]), timeout=20_000)
    kept = kept_of(pictures, everything)
    assert everything[-1] in kept
    assert len(kept) == BUDGET_BYTES // PICTURE_BYTES


def test_who_looks_too_takes_no_page_from_who_looked_before(pictures: PagePictures, qtbot: QtBot) -> None:
    both = tiles(0, 1)
    pictures.want(both[:1], viewer="presentation")
    pictures.want(both[1:], viewer="reader")
    qtbot.waitUntil(partial(all_are_kept, pictures, both), timeout=20_000)


def test_nothing_is_drawn_for_a_viewer_that_has_left(pictures: PagePictures, qtbot: QtBot) -> None:
    first, second, third = tiles(0, 1, 2)
    pictures.want([first, second, third], viewer="presentation")
    pictures.leave("presentation")
    pictures.want([first], viewer="reader")
    qtbot.waitUntil(partial(all_are_kept, pictures, [first]), timeout=20_000)
    assert kept_of(pictures, [second, third]) == []
