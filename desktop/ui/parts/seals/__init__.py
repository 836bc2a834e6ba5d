"""Seals judged: the verdict pill, and the pane that gives its reasons."""

from desktop.ui.parts.seals.pane import SealsPane, whose
from desktop.ui.parts.seals.picture import drawn_seal
from desktop.ui.parts.seals.pill import VerdictPill

__all__ = ["SealsPane", "VerdictPill", "drawn_seal", "whose"]
