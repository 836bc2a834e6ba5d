"""有效 / 无效 / 未能判定, as a pill that can be pressed for the reasons."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QWidget

from core.seal.report import Verdict
from desktop.ui import verdicts
from desktop.ui.icons import icon
from desktop.ui.theme import COLOURS

_LOOKS = {
    Verdict.VALID: (COLOURS.good, COLOURS.good_wash, "check-circle"),
    Verdict.INVALID: (COLOURS.danger, COLOURS.danger_wash, "error"),
    Verdict.UNDETERMINED: (COLOURS.caution, COLOURS.caution_wash, "alert"),
    Verdict.UNSIGNED: (COLOURS.ink_soft, COLOURS.ground, "info"),
}


class VerdictPill(QPushButton):
    """Shows a verdict; hidden until there is one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("verdictPill")
        self.setIconSize(QSize(16, 16))
        self._verdict: Verdict | None = None
        self.hide()

    @property
    def verdict(self) -> Verdict | None:
        return self._verdict

    def show_verdict(self, verdict: Verdict | None) -> None:
        """Show it, in the language of now; None hides the pill."""
        self._verdict = verdict
        self.setVisible(verdict is not None)
        if verdict is None:
            self.setText("")
            self.setAccessibleName("")
            return
        ink, ground, name = _LOOKS[verdict]
        self.setText(verdicts.verdict(verdict))
        self.setAccessibleName(verdicts.verdict(verdict))
        self.setIcon(icon(name, ink))
        self.setStyleSheet(
            f"QPushButton {{ background: {ground}; color: {ink}; border: 1px solid {ground};"
            " border-radius: 14px; padding: 4px 12px 4px 10px; font-weight: 600; }"
            f"QPushButton:hover {{ border: 1px solid {ink}; }}"
            f"QPushButton:focus {{ border: 2px solid {ink}; padding: 3px 11px 3px 9px; }}"
        )


def looks(verdict: Verdict) -> tuple[str, str, str]:
    """Ink, ground and icon of a verdict."""
    return _LOOKS[verdict]
