"""The screen in front of a locked vault."""

from desktop.ui.unlock.presenter import UnlockPresenter, UnlockState
from desktop.ui.unlock.view import UnlockView

__all__ = ["UnlockPresenter", "UnlockState", "UnlockView"]
