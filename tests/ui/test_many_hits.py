"""A search that finds thousands: in order from the page that is read on, and no more than a list can hold."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from core.ofd.write import write_ofd
from core.ofd.written import DocInfo, WrittenPage, WrittenText
from desktop.reading.client import ReadingWorker
from desktop.tasks import Tasks
from desktop.ui.parts.pages import FindPresenter
from desktop.ui.parts.pages.finding import HITS_MAX

PAGES, ROWS, PER_ROW = 30, 20, 20


def document() -> bytes:
    line = "报" * PER_ROW
    rows = tuple(
        WrittenText(text=line, font="宋体", size_mm=5, x_mm=20, baseline_mm=20 + 10 * row)
        for row in range(ROWS)
    )
    return write_ofd([WrittenPage(items=rows)] * PAGES, info=DocInfo(doc_id="9" * 32))


@pytest.fixture
def finding(reading: ReadingWorker, tasks: Tasks, qtbot: QtBot) -> Iterator[FindPresenter]:
    presenter = FindPresenter(reading, tasks)
    presenter.begin(reading.open(document()))
    yield presenter
    presenter.end()
    qtbot.waitUntil(lambda: tasks.under_way == 0, timeout=20_000)


def test_hits_stand_in_the_order_of_pages_wherever_the_search_begins(
    finding: FindPresenter, qtbot: QtBot
) -> None:
    shown = []
    finding.went.connect(shown.append)
    finding.find("报报报报报报报报报报", 17)
    qtbot.waitUntil(lambda: not finding.state.running, timeout=20_000)
    hits = finding.state.hits
    assert [(hit.page, hit.number) for hit in hits] == [
        (page, number) for page in range(PAGES) for number in range(ROWS * PER_ROW // 10)
    ]
    assert shown[0].page == 17
    assert finding.state.hit is not None
    assert (finding.state.hit.page, finding.state.hit.number) == (17, 0)
    assert hits[0].context.startswith("报报报")


def test_a_search_ends_at_as_many_hits_as_a_list_holds(finding: FindPresenter, qtbot: QtBot) -> None:
    finding.find("报", 0)
    qtbot.waitUntil(lambda: not finding.state.running, timeout=20_000)
    assert len(finding.state.hits) == HITS_MAX
