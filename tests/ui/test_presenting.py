"""The whole screen for a meeting, the sheet of keys, the password of a file."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from core.ofd import Ink
from desktop.ui.language import Translation
from desktop.ui.parts.pages import Arrangement, Phase
from desktop.ui.reader import ReaderPresenter, ReaderView
from desktop.ui.reader.palette import PEN_TINTS
from desktop.ui.reader.present import PresentWindow
from desktop.workspace import Workspace
from tests.integration.reading.portable import locked_pdf
from tests.ui.reading import read, reader_on_screen


@pytest.fixture
def view(presenter: ReaderPresenter, workspace: Workspace, qtbot: QtBot, chinese: Translation) -> ReaderView:
    view = reader_on_screen(qtbot, presenter)
    read(qtbot, presenter, workspace.document("d-urgent"))
    view.pages.canvas.setFocus()
    return view


def _presenting(qtbot: QtBot, view: ReaderView) -> PresentWindow:
    QTest.keyClick(view.pages.canvas, Qt.Key.Key_F5)
    window = view.findChild(PresentWindow)
    assert window is not None
    qtbot.waitUntil(window.isVisible)
    return window


def test_annotations_show_and_are_written_while_presenting(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    annotations = presenter.annotations
    qtbot.waitUntil(lambda: annotations.state.usable)
    window = _presenting(qtbot, view)
    qtbot.waitUntil(lambda: window.canvas.complete, timeout=20_000)
    viewport, middle = window.canvas.viewport(), window.canvas.viewport().rect().center()
    plain = viewport.grab().toImage()
    QTest.keyClick(window, Qt.Key.Key_I)
    QTest.keyClick(window, Qt.Key.Key_3)
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(viewport, middle + QPoint(40, 30))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=middle + QPoint(40, 30))
    (ink,) = annotations.state.layer
    assert isinstance(ink, Ink)
    assert ink.tint == PEN_TINTS[2]
    assert viewport.grab().toImage() != plain
    QTest.keyClick(window, Qt.Key.Key_A)
    assert viewport.grab().toImage() == plain
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert annotations.state.layer == ()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: view.findChild(PresentWindow) is None)
    assert annotations.state.tool is None


def test_one_page_fills_the_screen_and_keys_turn_it(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    window = _presenting(qtbot, view)
    assert window.canvas.arrangement is Arrangement.SINGLE
    QTest.keyClick(window, Qt.Key.Key_Space)
    assert window.canvas.page == 1
    QTest.keyClick(window, Qt.Key.Key_End)
    QTest.keyClick(window, Qt.Key.Key_Left)
    assert window.canvas.page == 1
    qtbot.waitUntil(lambda: window.canvas.complete, timeout=20_000)
    QTest.keyClick(window, Qt.Key.Key_L)
    assert window.pointer.on
    window.canvas.grab()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: view.findChild(PresentWindow) is None)
    assert view.pages.canvas.page == 1


def test_keys_are_told_at_the_beginning_and_then_the_page(qtbot: QtBot, view: ReaderView) -> None:
    window = _presenting(qtbot, view)
    caption = window.findChild(QLabel, "presentCaption")
    assert "Esc" in caption.text()
    QTest.keyClick(window, Qt.Key.Key_Space)
    assert caption.text() == f"2 / {len(window.canvas.pages_layout.sizes)}"
    assert window.rect().contains(caption.geometry())
    qtbot.waitUntil(caption.isHidden)


def test_the_screen_goes_black_and_comes_back(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    window = _presenting(qtbot, view)
    QTest.keyClick(window, Qt.Key.Key_B)
    assert not window.canvas.isVisible()
    QTest.keyClick(window, Qt.Key.Key_B)
    assert window.canvas.isVisible()


def test_a_presentation_ends_with_its_document(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    _presenting(qtbot, view)
    presenter.close()
    qtbot.waitUntil(lambda: view.findChild(PresentWindow) is None)


def test_a_presentation_goes_on_when_late_sizes_come(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    window = _presenting(qtbot, view)
    handle = presenter.pages.handle
    assert handle is not None
    presenter.pages._complete(handle)
    assert window.isVisible()


def test_a_file_that_needs_a_password_asks_for_it_and_again_when_it_is_wrong(
    qtbot: QtBot, presenter: ReaderPresenter, view: ReaderView
) -> None:
    presenter.pages.open(lambda _told: locked_pdf("open sesame"))
    field = view.findChild(QLineEdit, "filePassword")
    qtbot.waitUntil(field.isVisible, timeout=20_000)
    for password in ("wrong", "open sesame"):
        qtbot.waitUntil(lambda: presenter.pages.state.phase is Phase.FAILED, timeout=20_000)
        field.setText(password)
        QTest.keyClick(field, Qt.Key.Key_Return)
        assert field.text() == ""
    qtbot.waitUntil(lambda: presenter.pages.state.phase is Phase.SHOWN, timeout=20_000)
    assert not field.isVisible()
