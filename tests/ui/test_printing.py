"""On paper: which pages, true size, every copy marked, and nothing that may not be printed."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pypdfium2
import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QSpinBox
from pytestqt.qtbot import QtBot

from core.ofd import Highlight
from desktop.errors import PrinterRefused
from desktop.reading.wire import BoxMm, PageSize
from desktop.ui.language import Translation
from desktop.ui.parts.pages import Phase, Watermark
from desktop.ui.reader import ReaderPresenter, ReaderView
from desktop.ui.reader.print_dialog import PrintDialog
from desktop.ui.reader.print_preview import SheetPreview
from desktop.ui.reader.printing import PrintOrder, pages_in
from desktop.workspace import Workspace
from tests.ui.reading import read

A4 = PageSize(210, 297)


@pytest.fixture
def view(presenter: ReaderPresenter, workspace: Workspace, qtbot: QtBot, chinese: Translation) -> ReaderView:
    view = ReaderView(presenter)
    qtbot.addWidget(view)
    view.resize(900, 700)
    read(qtbot, presenter, workspace.document("d-urgent"))
    return view


@pytest.mark.parametrize(
    ("typed", "pages"),
    [
        ("", (0, 1, 2, 3, 4)),
        ("2", (1,)),
        ("1-3, 5", (0, 1, 2, 4)),
        ("1－2，4", (0, 1, 3)),
        ("3,1-3", (0, 1, 2)),
        ("0", ()),
        ("4-6", ()),
        ("3-1", ()),
        ("一", ()),
        ("1-", ()),
        ("9" * 40, ()),
    ],
)
def test_a_range_of_pages_is_read_as_people_type_it(typed: str, pages: tuple[int, ...]) -> None:
    assert pages_in(typed, 5) == pages


def test_pages_are_printed_at_true_size_as_often_as_asked(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView, tmp_path: Path
) -> None:
    marked: list[int] = []

    def mark(copy: int) -> Watermark:
        marked.append(copy)
        return view.print_mark(copy)

    target = tmp_path / "out.pdf"
    with qtbot.waitSignal(presenter.printed, timeout=60_000) as told:
        presenter.print_pages(PrintOrder(pages=(0, 2), copies=2, path=str(target)), mark)
    assert told.args == [4]
    assert marked == [1, 1, 2, 2]
    size = presenter.pages.state.summary.pages[0] if presenter.pages.state.summary else A4
    with pypdfium2.PdfDocument(target) as made:
        assert len(made) == 4
        width, height = made[0].get_size()
        assert (width / 72 * 25.4, height / 72 * 25.4) == pytest.approx(
            (size.width_mm, size.height_mm), abs=0.5
        )


def _inks(target: Path, xs_mm: tuple[int, ...], y_mm: int) -> list[list[int]]:
    """The colours (blue, green, red) of places on the first sheet of a PDF."""
    with pypdfium2.PdfDocument(target) as made:
        picture = made[0].render(scale=2)
        pixels, bytes_each = bytes(picture.buffer), picture.n_channels
        at = [
            round(y_mm * 2 * 72 / 25.4) * picture.stride + round(x_mm * 2 * 72 / 25.4) * bytes_each
            for x_mm in xs_mm
        ]
        return [list(pixels[start : start + 3]) for start in at]


def test_annotations_are_printed_only_when_they_are_asked_for(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView, tmp_path: Path
) -> None:
    qtbot.waitUntil(lambda: presenter.annotations.state.usable)
    presenter.annotations.lay(Highlight, {0: [BoxMm(50, 200, 40, 20)]})
    white, inks = [255, 255, 255], []
    for annotated in (False, True):
        target = tmp_path / f"{annotated}.pdf"
        order = PrintOrder(pages=(0,), path=str(target), annotated=annotated)
        with qtbot.waitSignal(presenter.printed, timeout=60_000):
            presenter.print_pages(order, lambda _copy: Watermark(()))
        inks.append(_inks(target, (48, 52, 88, 92), 210))
    assert inks[0] == [white] * 4
    half = [round((255 + level) / 2) for level in (76, 201, 242)]
    assert [inks[1][0], inks[1][3]] == [white, white]
    for ink in inks[1][1:3]:
        assert ink == pytest.approx(half, abs=6)


def test_what_annotations_say_stands_on_a_sheet_after_the_pages_of_every_copy(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView, tmp_path: Path
) -> None:
    annotations = presenter.annotations
    qtbot.waitUntil(lambda: annotations.state.usable)
    for page, said in ((2, "<b>第二条</b>"), (0, "第一条\n另起一行"), (1, "不在所选页上")):
        annotations.pin(page, 60, 60)
        annotations.write(annotations.state.chosen, said)
    target = tmp_path / "out.pdf"
    order = PrintOrder(pages=(0, 2), copies=2, path=str(target), annotated=True)
    with qtbot.waitSignal(presenter.printed, timeout=60_000) as told:
        presenter.print_pages(order, lambda _copy: Watermark(()))
    assert told.args == [6]
    with pypdfium2.PdfDocument(target) as made:
        texts = [page.get_textpage().get_text_bounded() for page in made]
    assert len(texts) == 6
    for text in (texts[2], texts[5]):
        said = unicodedata.normalize("NFKC", "".join(text.split()))
        assert said.index("第一条") < said.index("另起一行") < said.index("<b>第二条</b>")
        assert "不在所选页上" not in said
        assert "唐景和" in said
        assert "内部" in said


def test_a_file_that_cannot_be_written_is_told(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView, tmp_path: Path
) -> None:
    order = PrintOrder(pages=(0,), path=str(tmp_path / "absent" / "out.pdf"))
    with qtbot.waitSignal(presenter.failed, timeout=60_000) as told:
        presenter.print_pages(order, view.print_mark)
    assert isinstance(told.args[0], PrinterRefused)


def test_a_print_that_fails_half_way_leaves_what_stood_there(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView, tmp_path: Path
) -> None:
    folder = tmp_path / "prints"
    folder.mkdir()
    target = folder / "out.pdf"
    target.write_bytes(b"before")

    def mark(copy: int) -> Watermark:
        if copy == 2:
            raise PrinterRefused
        return view.print_mark(copy)

    with qtbot.waitSignal(presenter.failed, timeout=60_000) as told:
        presenter.print_pages(PrintOrder(pages=(0,), copies=3, path=str(target)), mark)
    assert isinstance(told.args[0], PrinterRefused)
    assert target.read_bytes() == b"before"
    assert list(folder.iterdir()) == [target]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full: stands for a disk that is full")
def test_a_full_disk_is_no_print(qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView) -> None:
    with qtbot.waitSignal(presenter.failed, timeout=60_000) as told:
        presenter.print_pages(PrintOrder(pages=(0,), path="/dev/full"), view.print_mark)
    assert isinstance(told.args[0], PrinterRefused)


def test_a_sheet_bears_person_device_time_and_copy(presenter: ReaderPresenter, view: ReaderView) -> None:
    said = "\n".join(view.print_mark(3).lines)
    assert "唐景和" in said
    assert presenter.device[:8] in said
    assert "第 3 份" in said


def test_a_document_that_may_not_be_printed_says_who_says_so(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView, workspace: Workspace
) -> None:
    presenter.show_document(replace(workspace.document("d-secret"), allow_print=False))
    qtbot.waitUntil(lambda: presenter.pages.state.phase is Phase.SHOWN, timeout=20_000)
    view.print_document()
    assert view.findChild(PrintDialog) is None
    assert "单位不允许打印" in view.said.words.text()


def test_what_comes_into_the_place_of_a_document_is_not_printed_by_its_order(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView, workspace: Workspace
) -> None:
    """While the person chooses, the document goes, and one that may not be printed comes."""
    view.print_document()
    dialog = view.findChild(PrintDialog)
    ended: list[int] = []
    dialog.finished.connect(ended.append)
    presenter.show_document(replace(workspace.document("d-secret"), allow_print=False))
    qtbot.waitUntil(lambda: presenter.pages.state.phase is Phase.SHOWN, timeout=20_000)
    assert ended == [PrintDialog.DialogCode.Rejected.value]


def test_sizes_that_come_late_do_not_take_the_order_away(
    presenter: ReaderPresenter, view: ReaderView
) -> None:
    view.print_document()
    ended: list[int] = []
    view.findChild(PrintDialog).finished.connect(ended.append)
    handle = presenter.pages.handle
    assert handle is not None
    presenter.pages._complete(handle)
    assert ended == []


def _dialog(qtbot: QtBot, *, with_file: bool) -> PrintDialog:
    preview = SheetPreview([A4] * 5, Watermark(("唐景和",)))
    dialog = PrintDialog([A4] * 5, preview, ["office"], with_file=with_file, copies_max=3)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_what_is_ordered_is_what_was_typed(qtbot: QtBot, chinese: Translation) -> None:
    dialog = _dialog(qtbot, with_file=False)
    dialog.findChild(QLineEdit, "printRange").setText("2-3")
    dialog.findChild(QSpinBox, "printCopies").setValue(9)
    assert dialog.annotated.isHidden()
    with qtbot.waitSignal(dialog.ordered) as told:
        dialog.findChild(QPushButton, "printNow").click()
    assert told.args == [PrintOrder(pages=(1, 2), copies=3, printer="office")]
    assert dialog.findChild(QComboBox, "printWhere").count() == 1


def test_pages_that_are_not_there_cannot_be_ordered(qtbot: QtBot, chinese: Translation) -> None:
    dialog = _dialog(qtbot, with_file=True)
    dialog.findChild(QLineEdit, "printRange").setText("7")
    assert not dialog.findChild(QPushButton, "printNow").isEnabled()
    dialog.grab()
