"""Pages on paper: sides, sizes, a run for each side by hand, a blank back between copies, no colour."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pypdfium2
import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QSpinBox, QToolButton
from pytestqt.qtbot import QtBot

from core.ofd import Highlight
from desktop.reading.wire import BoxMm, PageSize
from desktop.ui.language import Translation
from desktop.ui.parts.pages import Watermark
from desktop.ui.reader import ReaderPresenter, ReaderView
from desktop.ui.reader.print_dialog import PrintDialog
from desktop.ui.reader.print_preview import SheetPreview
from desktop.ui.reader.print_progress import PrintProgress
from desktop.ui.reader.printing import COPIES_MAX, PrintOrder
from desktop.ui.reader.sheets import A4, Sides, larger_than, papers_needed, placed
from desktop.workspace import Workspace
from tests.ui.reading import read, reader_on_screen

A3_LYING = PageSize(420, 297)
NO_MARK = Watermark(())


@pytest.fixture
def view(presenter: ReaderPresenter, workspace: Workspace, qtbot: QtBot, chinese: Translation) -> ReaderView:
    view = reader_on_screen(qtbot, presenter)
    read(qtbot, presenter, workspace.document("d-urgent"))
    return view


def _dialog(qtbot: QtBot, sizes: list[PageSize], printers: tuple[str, ...] = ("office",)) -> PrintDialog:
    dialog = PrintDialog(sizes, SheetPreview(sizes, NO_MARK, page=1), printers, with_file=True)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_turning_paper_by_hand_is_offered_where_its_two_runs_exceed_no_limit(
    qtbot: QtBot, chinese: Translation
) -> None:
    def offered(copies_max: int) -> set[Sides]:
        preview = SheetPreview([A4], NO_MARK)
        dialog = PrintDialog([A4], preview, ["office"], with_file=False, copies_max=copies_max)
        qtbot.addWidget(dialog)
        return {Sides(dialog.sides.itemData(row)) for row in range(dialog.sides.count())}

    assert offered(COPIES_MAX) == set(Sides)
    assert offered(1) == {Sides.ONE, Sides.LONG_EDGE, Sides.SHORT_EDGE}


def test_a_page_keeps_its_size_unless_paper_is_named() -> None:
    assert placed(A3_LYING, None) == (A3_LYING, BoxMm(0, 0, 420, 297))


def test_a_large_page_is_made_smaller_on_paper_that_lies_as_it_does() -> None:
    sheet, at = placed(A3_LYING, A4)
    assert sheet == PageSize(297, 210)
    assert (at.width, at.height) == pytest.approx((297, 210), abs=0.1)
    assert (at.x, at.y) == pytest.approx((0, 0), abs=0.1)


def test_a_small_page_is_not_enlarged_and_stands_in_the_middle() -> None:
    assert placed(PageSize(210, 140), A4) == (PageSize(297, 210), BoxMm(43.5, 35, 210, 140))


def test_only_what_fits_no_way_round_is_larger_than_the_paper() -> None:
    assert not larger_than([A4, PageSize(297, 210), PageSize(210.4, 297.3)], A4)
    assert larger_than([A4, A3_LYING], A4)


def test_both_runs_by_hand_are_all_pages() -> None:
    assert Sides.ODD.of((0, 1, 2, 6)) == (0, 2)
    assert Sides.EVEN.of((0, 1, 2, 6)) == (1, 6)
    assert Sides.LONG_EDGE.of((0, 1)) == (0, 1)
    assert [papers_needed(5, 2, sides) for sides in (Sides.ONE, Sides.LONG_EDGE)] == [10, 6]


def test_what_is_chosen_is_ordered(qtbot: QtBot, chinese: Translation) -> None:
    dialog = _dialog(qtbot, [A4, A4, A3_LYING])
    dialog.sides.setCurrentIndex(1)
    dialog.paper.setCurrentIndex(1)
    dialog.grey.setChecked(True)
    dialog.findChild(QSpinBox, "printCopies").setValue(2)
    assert dialog.findChild(QLabel, "printPapers").text() == "共 4 张纸"
    with qtbot.waitSignal(dialog.ordered) as told:
        dialog.findChild(QPushButton, "printNow").click()
    wanted = PrintOrder(
        pages=(0, 1, 2), copies=2, printer="office", sides=Sides.LONG_EDGE, paper=A4, grey=True
    )
    assert told.args == [wanted]


def test_the_odd_pages_by_hand_are_an_order_of_one_side(qtbot: QtBot, chinese: Translation) -> None:
    dialog = _dialog(qtbot, [A4] * 5)
    assert not dialog.paper.isVisible()
    dialog.sides.setCurrentIndex(3)
    with qtbot.waitSignal(dialog.ordered) as told:
        dialog.findChild(QPushButton, "printNow").click()
    assert told.args == [PrintOrder(pages=(0, 2, 4), printer="office")]


def test_this_page_and_all_pages_are_a_press_away_and_a_file_has_no_back(
    qtbot: QtBot, chinese: Translation
) -> None:
    dialog = _dialog(qtbot, [A4] * 3)
    typed = dialog.findChild(QLineEdit, "printRange")
    dialog.findChild(QPushButton, "printCurrent").click()
    assert typed.text() == "2"
    dialog.findChild(QPushButton, "printAll").click()
    assert typed.text() == ""
    dialog.sides.setCurrentIndex(1)
    where = dialog.findChild(QComboBox, "printWhere")
    where.setCurrentIndex(where.count() - 1)
    assert not dialog.sides.isEnabled()
    assert dialog.sides.currentIndex() == 0
    assert dialog.findChild(QLabel, "printPapers").isHidden()


def test_the_preview_goes_through_what_will_be_printed(qtbot: QtBot, chinese: Translation) -> None:
    dialog = _dialog(qtbot, [A4] * 5)
    said = dialog.findChild(QLabel, "previewPage")
    assert said.text() == "第 2 页（2/5）"
    assert dialog.focusWidget() is dialog.range
    dialog.findChild(QLineEdit, "printRange").setText("3, 5")
    assert said.text() == "第 3 页（1/2）"
    dialog.findChild(QToolButton, "previewOn").click()
    assert said.text() == "第 5 页（2/2）"
    assert not dialog.findChild(QToolButton, "previewOn").isEnabled()
    assert dialog.findChild(QToolButton, "previewBack").isEnabled()


def test_the_preview_draws_each_page_once_and_without_colour_when_asked(qtbot: QtBot) -> None:
    asked: list[int] = []
    red = QImage(20, 28, QImage.Format.Format_RGB32)
    red.fill(QColor(220, 0, 0))

    def draw(page: int, _scale: float, done: object) -> None:
        asked.append(page)
        done(red)  # type: ignore[operator]

    preview = SheetPreview([A4, A4], NO_MARK, draw=draw)
    qtbot.addWidget(preview)
    preview.show()
    for page in (0, 1, 0):
        preview.show_page(page)
    assert asked == [0, 1]
    middle = preview.rect().center()
    assert preview.grab().toImage().pixelColor(middle) == QColor(220, 0, 0)
    preview.show_grey(True)
    ink = preview.grab().toImage().pixelColor(middle)
    assert ink.red() == ink.green() == ink.blue()


def test_the_preview_of_the_reader_shows_the_page_as_it_is_printed(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    view.print_document()
    preview = view.findChild(SheetPreview)
    qtbot.waitUntil(lambda: 0 in preview._pictures and preview._pictures[0].width() > 200)
    view.findChild(QToolButton, "previewOn").click()
    qtbot.waitUntil(lambda: 1 in preview._pictures)
    view.findChild(PrintDialog).reject()


def _sizes(target: Path) -> list[tuple[int, int]]:
    with pypdfium2.PdfDocument(target) as made:
        return [(round(w / 72 * 25.4), round(h / 72 * 25.4)) for w, h in (page.get_size() for page in made)]


def test_each_copy_on_both_sides_begins_on_a_sheet_of_its_own(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView, tmp_path: Path
) -> None:
    target = tmp_path / "out.pdf"
    order = PrintOrder(pages=(0, 1, 2), copies=2, path=str(target), sides=Sides.LONG_EDGE)
    with qtbot.waitSignal(presenter.printed, timeout=60_000) as told:
        presenter.print_pages(order, lambda _copy: NO_MARK)
    assert told.args == [6]
    with pypdfium2.PdfDocument(target) as made:
        assert len(made) == 7
        blank = made[3].render(scale=0.3)
        assert set(bytes(blank.buffer)) == {255}


def test_pages_are_made_smaller_for_the_paper_and_lose_their_colour(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView, tmp_path: Path
) -> None:
    qtbot.waitUntil(lambda: presenter.annotations.state.usable)
    presenter.annotations.lay(Highlight, {0: [BoxMm(20, 20, 160, 250)]})
    target = tmp_path / "out.pdf"
    order = PrintOrder(pages=(0,), path=str(target), paper=PageSize(148, 210), grey=True, annotated=True)
    with qtbot.waitSignal(presenter.printed, timeout=60_000):
        presenter.print_pages(order, lambda _copy: NO_MARK)
    assert _sizes(target)[0] == (148, 210)
    with pypdfium2.PdfDocument(target) as made:
        picture = made[0].render(scale=0.5)
        data, each = bytes(picture.buffer), picture.n_channels
        pixels = [data[at : at + 3] for at in range(0, len(data) - each, each)]
    assert any(pixel[0] < 240 for pixel in pixels)
    assert all(max(pixel) - min(pixel) <= 6 for pixel in pixels)


def test_a_print_tells_how_far_it_is_and_can_be_ended(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView, workspace: Workspace, tmp_path: Path
) -> None:
    held, begun = Event(), Event()

    def mark(_copy: int) -> Watermark:
        begun.set()
        held.wait(20)
        return NO_MARK

    target = tmp_path / "out.pdf"
    presenter.print_pages(PrintOrder(pages=(0, 1, 2), copies=9, path=str(target)), mark)
    bar = view.findChild(PrintProgress)
    assert bar.isVisible()
    assert presenter.printing
    qtbot.waitUntil(begun.is_set)
    view.print_document()
    assert view.findChild(PrintDialog) is None
    assert "还在进行" in view.said.words.text()
    before = workspace.print_allowance("d-urgent")
    bar.findChild(QPushButton, "printCancel").click()
    held.set()
    assert not bar.isVisible()
    assert not presenter.printing
    qtbot.waitUntil(lambda: not list(tmp_path.glob("*.part*")))
    qtbot.waitUntil(lambda: presenter._tasks.under_way == 0)
    assert not target.exists()
    assert workspace.print_allowance("d-urgent") == before
