"""用印申请: one application for one document or for many."""

from desktop.ui.apply.dialog import ApplyDialog
from desktop.ui.apply.presenter import ApplyPresenter
from desktop.ui.apply.state import ApplyRow, ApplyState

__all__ = ["ApplyDialog", "ApplyPresenter", "ApplyRow", "ApplyState"]
