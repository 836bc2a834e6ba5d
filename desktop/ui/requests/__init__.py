"""用印申请: what waits for a decision, what one has applied for, and what is to be witnessed (监印)."""

from desktop.ui.requests.presenter import RequestsPresenter
from desktop.ui.requests.state import Desk, RequestRow, RequestsState, Shelf
from desktop.ui.requests.view import RequestsView

__all__ = ["Desk", "RequestRow", "RequestsPresenter", "RequestsState", "RequestsView", "Shelf"]
