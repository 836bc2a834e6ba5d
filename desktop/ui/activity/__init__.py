"""What goes on with the gateway: the sync loop and its place in the status bar."""

from desktop.ui.activity.presenter import ActivityPresenter, ActivityState, Attention, Link
from desktop.ui.activity.view import ActivityView

__all__ = ["ActivityPresenter", "ActivityState", "ActivityView", "Attention", "Link"]
