"""What tests of the reader share: a reader on the screen, and a document that is read in it."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from core.office import OfficialDocument
from desktop.ui.parts.pages import Phase
from desktop.ui.reader import ReaderPresenter, ReaderView


def reader_on_screen(
    qtbot: QtBot, presenter: ReaderPresenter, *, width: int = 900, height: int = 700
) -> ReaderView:
    view = ReaderView(presenter)
    qtbot.addWidget(view)
    view.resize(width, height)
    with qtbot.waitExposed(view):
        view.show()
    return view


def read(qtbot: QtBot, presenter: ReaderPresenter, document: OfficialDocument) -> None:
    """Open the document and wait until it is shown."""
    presenter.show_document(document)
    qtbot.waitUntil(lambda: presenter.pages.state.phase is Phase.SHOWN)


def read_text(qtbot: QtBot, presenter: ReaderPresenter) -> None:
    """Wait until the first page's text is there."""
    presenter.pages.texts.want(0)
    qtbot.waitUntil(lambda: presenter.pages.texts.text(0) is not None)
