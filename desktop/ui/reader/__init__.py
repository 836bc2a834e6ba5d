"""The reader: one document, its versions, its seals."""

from desktop.ui.reader.presenter import ReaderPresenter
from desktop.ui.reader.state import Paper, ReaderState
from desktop.ui.reader.view import ReaderView

__all__ = ["Paper", "ReaderPresenter", "ReaderState", "ReaderView"]
