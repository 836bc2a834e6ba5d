"""用印: the queue of applications, the seal on the page, the confirmation, the verdict."""

from desktop.ui.sealing.presenter import SealingPresenter
from desktop.ui.sealing.state import RequestRow, SealingPhase, SealingState
from desktop.ui.sealing.view import SealingView

__all__ = ["RequestRow", "SealingPhase", "SealingPresenter", "SealingState", "SealingView"]
