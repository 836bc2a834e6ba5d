"""待办, 待阅 and 公文: the lists a day starts with."""

from desktop.ui.inbox.presenter import InboxPresenter
from desktop.ui.inbox.state import InboxRow, InboxState, Shelf
from desktop.ui.inbox.view import InboxView

__all__ = ["InboxPresenter", "InboxRow", "InboxState", "InboxView", "Shelf"]
