"""The office may limit how many copies of a document each receiver prints."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from core.office import OfficialDocument
from desktop.ui.language import Translation
from desktop.ui.parts.pages import Watermark
from desktop.ui.reader import ReaderPresenter, ReaderView
from desktop.ui.reader.print_dialog import PrintDialog
from desktop.ui.reader.printing import PrintOrder
from desktop.workspace import Workspace
from tests.ui.office import Desks
from tests.ui.reading import read


@pytest.fixture
def workspace(desks: Desks) -> Workspace:
    """Every receiver of the urgent document may print three copies of it."""
    return desks(
        *(
            replace(record, prints_per_receiver=3)
            if isinstance(record, OfficialDocument) and record.id == "d-urgent"
            else record
            for record in desks.records()
        )
    )


@pytest.fixture
def view(presenter: ReaderPresenter, workspace: Workspace, qtbot: QtBot, chinese: Translation) -> ReaderView:
    view = ReaderView(presenter)
    qtbot.addWidget(view)
    read(qtbot, presenter, workspace.document("d-urgent"))
    return view


def _print(qtbot: QtBot, presenter: ReaderPresenter, path: Path, copies: int) -> None:
    with qtbot.waitSignal(presenter.printed, timeout=60_000):
        presenter.print_pages(
            PrintOrder(pages=(0,), copies=copies, path=str(path)), lambda _copy: Watermark(())
        )


def test_copies_are_counted_and_no_more_are_offered_than_are_left(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView, workspace: Workspace, tmp_path: Path
) -> None:
    _print(qtbot, presenter, tmp_path / "out.pdf", copies=2)
    assert workspace.print_allowance("d-urgent") == 1
    view.print_document()
    assert view.findChild(PrintDialog).copies.maximum() == 1


def test_who_has_printed_all_copies_is_told(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView, tmp_path: Path
) -> None:
    _print(qtbot, presenter, tmp_path / "out.pdf", copies=3)
    view.print_document()
    assert view.findChild(PrintDialog) is None
    assert "份数已用完" in view.said.words.text()


def test_a_print_that_failed_is_not_counted(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView, workspace: Workspace, tmp_path: Path
) -> None:
    order = PrintOrder(pages=(0,), path=str(tmp_path / "absent" / "out.pdf"))
    with qtbot.waitSignal(presenter.failed, timeout=60_000):
        presenter.print_pages(order, view.print_mark)
    assert workspace.print_allowance("d-urgent") == 3


def test_without_a_limit_copies_are_counted_all_the_same(
    qtbot: QtBot, presenter: ReaderPresenter, workspace: Workspace, tmp_path: Path
) -> None:
    read(qtbot, presenter, workspace.document("d-plain"))
    _print(qtbot, presenter, tmp_path / "out.pdf", copies=2)
    assert workspace.print_allowance("d-plain") is None
    assert workspace.is_pending("d-plain")
