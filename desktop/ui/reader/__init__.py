"""The reader: documents under tabs, their versions, their seals."""

from desktop.ui.reader.presenter import ReaderPresenter
from desktop.ui.reader.state import Paper, ReaderState
from desktop.ui.reader.tabs_presenter import TabsPresenter
from desktop.ui.reader.tabs_view import TabsView
from desktop.ui.reader.view import ReaderView

__all__ = ["Paper", "ReaderPresenter", "ReaderState", "ReaderView", "TabsPresenter", "TabsView"]
