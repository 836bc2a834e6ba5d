"""The words that lie under highlights and lines: what a list of these is read by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, Signal

from core.ofd import Highlight, Mark, Strikeout, Underline
from core.ofd.marks import Area
from desktop.ui.parts.pages import PageTexts
from desktop.ui.parts.pages.texts import FlatText

_WORDS_MAX = 80


class MarkedWords(QObject):
    """Reads the marked pages one after the other; `changed` says that words of some more marks are known."""

    changed = Signal()

    def __init__(self, texts: PageTexts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._words: dict[str, str] = {}
        self._waiting: dict[str, Highlight | Underline | Strikeout] = {}
        texts.arrived.connect(self._arrived)

    def under(self, mark: Mark) -> str:
        """The beginning of what lies under a mark; empty while it is not known, and under what is no text."""
        return self._words.get(mark.mark_id, "")

    def want(self, layer: Iterable[Mark]) -> None:
        """Learn the words under these marks, and forget those of others."""
        laid = {mark.mark_id: mark for mark in layer if isinstance(mark, Highlight | Underline | Strikeout)}
        self._words = {each: words for each, words in self._words.items() if each in laid}
        self._waiting = {each: mark for each, mark in laid.items() if each not in self._words}
        for page in {mark.page for mark in self._waiting.values()}:
            text = self._texts.text(page)
            if text is not None:
                self._read(page, text)
        self._ask()

    def clear(self) -> None:
        self._words.clear()
        self._waiting.clear()

    def _ask(self) -> None:
        """One page at a time: pages in sight are waited for by a person."""
        mark = next(iter(self._waiting.values()), None)
        if mark is not None:
            self._texts.want(mark.page)

    def _arrived(self, page: int) -> None:
        text = self._texts.text(page)
        if text is not None and self._read(page, text):
            self.changed.emit()
            self._ask()

    def _read(self, page: int, text: FlatText) -> bool:
        read = [mark for mark in self._waiting.values() if mark.page == page]
        for mark in read:
            self._words[mark.mark_id] = words_within(text, mark.areas)
            del self._waiting[mark.mark_id]
        return bool(read)


def words_within(text: FlatText, areas: Sequence[Area]) -> str:
    """What lies in `areas` (mm), in reading order, as far as a row of a list can say it."""
    return "".join(text.chars[number] for number in text.within(areas))[:_WORDS_MAX].strip()
