"""What may leave the reader by the clipboard, and for how long it stays there (DOMAIN.md 2.8)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

from core.office import SecrecyLevel
from desktop.reading.wire import DocumentSummary
from desktop.ui.reader.state import ReaderState

CLEARED_AFTER_MS = 60_000


class Refusal(StrEnum):
    """Why something may not be taken out of a document."""

    JUEMI = "juemi"
    OFFICE = "office"
    AUTHOR = "author"


@dataclass(frozen=True, slots=True)
class Rule:
    """Whether something may be done, and if not, who says so."""

    refusal: Refusal | None = None

    def __bool__(self) -> bool:
        return self.refusal is None


def may_copy(state: ReaderState, summary: DocumentSummary) -> Rule:
    """绝密 is never copied; else the office's and the author's word hold, whichever is stricter."""
    if state.classification.level is SecrecyLevel.JUEMI:
        return Rule(Refusal.JUEMI)
    if state.document is not None and not state.document.allow_copy:
        return Rule(Refusal.OFFICE)
    return Rule(None if summary.permissions.get("copy", summary.rights.export) else Refusal.AUTHOR)


def may_print(state: ReaderState, summary: DocumentSummary) -> Rule:
    """As `may_copy`, for paper."""
    if state.classification.level is SecrecyLevel.JUEMI:
        return Rule(Refusal.JUEMI)
    if state.document is not None and not state.document.allow_print:
        return Rule(Refusal.OFFICE)
    rights = summary.rights
    printable = rights.printable and (rights.copies is None or rights.copies > 0)
    return Rule(None if printable else Refusal.AUTHOR)


class Clipboard(QObject):
    """Puts text on the clipboard; what is classified leaves it after a minute and when the vault locks."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        held: list[str] = []
        self._held = held
        self._clear = QTimer(self, singleShot=True, interval=CLEARED_AFTER_MS)
        self._clear.timeout.connect(self.clear)
        self.destroyed.connect(_clearing(held))

    def put(self, text: str, *, classified: bool) -> None:
        QGuiApplication.clipboard().setText(text)
        self._held[:] = [text] if classified else []
        if classified:
            self._clear.start()
        else:
            self._clear.stop()

    def clear(self) -> None:
        """Take away what we put there, unless something else has taken its place."""
        _clearing(self._held)()


def _clearing(held: list[str]) -> Callable[..., None]:
    """Works without the object, which is gone when it is destroyed."""

    def clear(*_object: object) -> None:
        if held and QGuiApplication.instance() is not None and QGuiApplication.clipboard().text() in held:
            QGuiApplication.clipboard().clear()
        held.clear()

    return clear
