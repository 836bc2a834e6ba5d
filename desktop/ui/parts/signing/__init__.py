"""Choosing the key that signs, and its PIN: shared by every screen that presses a seal or witnesses one."""

from desktop.ui.parts.signing.panel import SigningPanel
from desktop.ui.parts.signing.presenter import SigningPhase, SigningPresenter, SigningState
from desktop.ui.parts.signing.step import SigningStep

__all__ = ["SigningPanel", "SigningPhase", "SigningPresenter", "SigningState", "SigningStep"]
