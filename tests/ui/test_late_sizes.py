"""A long document is shown before the sizes of all its pages are known; what comes later moves nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from core.ofd.write import write_ofd
from core.ofd.written import DocInfo, WrittenOutline, WrittenPage, WrittenPath
from desktop.reading.client import ReadingWorker
from desktop.reading.errors import WorkerDied
from desktop.tasks import Tasks
from desktop.ui.language import Translation
from desktop.ui.parts.pages import Outlook, PagesPresenter, PagesView

COUNT, WIDE, FAR = 120, 40, 90


def document() -> bytes:
    """Upright pages, but for a wide one half way."""
    line = WrittenPath(commands=(("M", 20, 20), ("L", 180, 200)), stroke=(200, 0, 0), line_width_mm=2)
    pages = [
        WrittenPage(
            items=(line,), width_mm=297 if page == WIDE else 210, height_mm=210 if page == WIDE else 297
        )
        for page in range(COUNT)
    ]
    return write_ofd(pages, info=DocInfo(doc_id="7" * 32), outlines=[WrittenOutline(title="章", page=WIDE)])


@pytest.fixture
def presenter(reading: ReadingWorker, tasks: Tasks, qtbot: QtBot) -> Iterator[PagesPresenter]:
    presenter = PagesPresenter(reading, tasks)
    yield presenter
    presenter.close()
    qtbot.waitUntil(lambda: tasks.under_way == 0, timeout=20_000)


def test_only_sizes_near_the_page_that_is_wanted_are_read_at_first(reading: ReadingWorker) -> None:
    handle = reading.open(document(), around=FAR)
    assert handle.summary.estimated
    assert handle.summary.outline == ()
    assert handle.summary.pages[WIDE].width_mm == 210
    assert reading.complete(handle) is handle
    assert not handle.summary.estimated
    assert handle.summary.pages[WIDE].width_mm == 297
    assert handle.summary == reading.open(document()).summary
    reading.close(handle)


def test_without_a_wish_everything_is_known_at_once(reading: ReadingWorker) -> None:
    handle = reading.open(document())
    assert not handle.summary.estimated
    assert handle.summary.pages[WIDE].width_mm == 297
    reading.close(handle)


def test_a_short_document_has_nothing_to_complete(reading: ReadingWorker) -> None:
    short = write_ofd([WrittenPage(items=())], info=DocInfo(doc_id="8" * 32))
    assert not reading.open(short, around=0).summary.estimated


def test_the_place_that_is_read_stays_when_sizes_arrive(
    presenter: PagesPresenter, qtbot: QtBot, chinese: Translation
) -> None:
    view = PagesView(presenter)
    view.say_when_empty("file", "", "")
    qtbot.addWidget(view)
    view.resize(900, 700)
    with qtbot.waitExposed(view):
        view.show()
    content, seen = document(), []
    presenter.changed.connect(lambda state: seen.append((state.summary, view.canvas.whereabouts)))
    with qtbot.waitSignal(presenter.opened, timeout=20_000):
        presenter.open(lambda _told: content, outlook=Outlook(page=FAR, zoom=1.0))
    shown = [(summary, place) for summary, place in seen if summary is not None]
    assert [summary.estimated for summary, _ in shown] == [True, False]
    assert shown[0][1] == pytest.approx(shown[1][1], abs=0.002)
    assert view.canvas.page == FAR
    assert view.canvas.pages_layout.sizes[WIDE].width == 297


def test_a_worker_that_dies_while_sizes_are_read_takes_nothing_out_of_sight(
    presenter: PagesPresenter, qtbot: QtBot
) -> None:
    content = document()
    with qtbot.waitSignal(presenter.opened, timeout=20_000):
        presenter.open(lambda _told: content)
    handle = presenter.handle
    assert handle is not None
    with qtbot.waitSignal(presenter.opened, timeout=20_000):
        presenter._ask_once_more(handle, WorkerDied(-9))
    assert presenter.state.error is None
