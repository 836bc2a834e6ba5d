"""What may leave the reader by the clipboard, and for how long it stays there (DOMAIN.md 2.8)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

from core.ofd import Allowed, allowed, together
from core.office import OfficialDocument, SecrecyLevel
from desktop.reading.wire import DocumentSummary
from desktop.ui.reader.state import ReaderState

CLEARED_AFTER_MS = 60_000
_DATE_CHARS = 25


class Refusal(StrEnum):
    """Why something may not be taken out of a document."""

    JUEMI = "juemi"
    OFFICE = "office"
    AUTHOR = "author"
    PERIOD = "period"
    COPIES = "copies"


@dataclass(frozen=True, slots=True)
class Rule:
    """Whether something may be done, and if not, who says so; `period` is the one its author set for it.

    `copies` is how many may be printed, None without a limit.
    """

    refusal: Refusal | None = None
    period: str = ""
    copies: int | None = None

    def __bool__(self) -> bool:
        return self.refusal is None


def may_copy(state: ReaderState, summary: DocumentSummary, now: datetime) -> Rule:
    """绝密 is never copied; else the office's and the author's word hold, whichever is stricter.

    What was opened out of a document is under that document's rule too. `now` is the office's time.
    """
    permitted = author_allows(state, summary, now)
    return _rule(
        state,
        summary,
        now,
        office=all(each.allow_copy for each in _documents(state)),
        author=permitted.export and summary.permissions.get("copy", True),
    )


def author_allows(state: ReaderState, summary: DocumentSummary, now: datetime) -> Allowed:
    """What the author of the file and those of the files it lies in allow."""
    return together(*(allowed(rights, now) for rights in (summary.rights, *state.outer_rights)))


def may_print(
    state: ReaderState, summary: DocumentSummary, now: datetime, *, copies_left: int | None = None
) -> Rule:
    """As `may_copy`, for paper; `copies_left` is what the office still allows this person, None: no limit."""
    rule = _rule(
        state,
        summary,
        now,
        office=all(each.allow_print for each in _documents(state)),
        author=author_allows(state, summary, now).printing,
    )
    if not rule or copies_left is None:
        return rule
    if copies_left == 0:
        return Rule(Refusal.COPIES)
    return replace(rule, copies=copies_left if rule.copies is None else min(copies_left, rule.copies))


def _documents(state: ReaderState) -> tuple[OfficialDocument, ...]:
    return tuple(each.document for each in state.chain if each.document is not None)


def _rule(state: ReaderState, summary: DocumentSummary, now: datetime, *, office: bool, author: bool) -> Rule:
    if state.classification.level is SecrecyLevel.JUEMI:
        return Rule(Refusal.JUEMI)
    if not office:
        return Rule(Refusal.OFFICE)
    for rights in (summary.rights, *state.outer_rights):
        if not allowed(rights, now).within_period:
            # The dates are the file's own words: shown as they stand, as far as they can be dates.
            days = (each.strip()[:_DATE_CHARS] for each in (rights.valid_from, rights.valid_until))
            return Rule(Refusal.PERIOD, " – ".join(day or "…" for day in days))
    return Rule(None if author else Refusal.AUTHOR, copies=author_allows(state, summary, now).copies)


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
