"""The screen in front of a locked vault."""

from desktop.ui.unlock.presenter import RememberedKey, UnlockPresenter, UnlockState
from desktop.ui.unlock.view import UnlockView

__all__ = ["RememberedKey", "UnlockPresenter", "UnlockState", "UnlockView"]
