"""Text as the client gets it, and search that reads a page's text again only where it may be found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from core.ofd import TextRun as CoreRun
from core.ofd import plain_text, search_text
from core.ofd.search import folded, folded_page
from desktop.reading.document import ReadableDocument
from desktop.reading.facts import box_mm, clean
from desktop.reading.wire import Link, PageText, TextHit, TextRun

CHARACTERS_KEPT_MAX = 8_000_000


def page_text(runs: Sequence[CoreRun], links: Iterable[Link], annotated: str = "") -> PageText:
    """The runs and their plain text as an answer."""
    written = clean(plain_text(runs, as_written=True)) if any(run.written for run in runs) else ""
    return PageText(
        clean(plain_text(runs)), tuple(map(_wired, runs)), tuple(links), written, clean(annotated)
    )


def _wired(run: CoreRun) -> TextRun:
    return TextRun(
        text=clean(run.text),
        box_mm=box_mm(run.box),
        char_boxes_mm=tuple(map(box_mm, run.char_boxes)),
        line=run.line,
        vertical=run.vertical,
    )


class FoldedPages(msgspec.Struct):
    """What the pages of a document hold, without places: enough to know where a search is in vain.

    A page is first known by its letters alone; its text is laid out when all those of a search are among
    them.
    """

    characters_max: int = CHARACTERS_KEPT_MAX
    _letters: dict[int, frozenset[str]] = msgspec.field(default_factory=dict)
    _pages: dict[int, str] = msgspec.field(default_factory=dict)
    _kept: int = 0

    def search(self, page: int, wanted: str, document: ReadableDocument) -> tuple[TextHit, ...]:
        """The hits on a page, read again only where there may be one."""
        sought = folded(wanted)
        if not sought or (page in self._pages and sought not in self._pages[page]):
            return ()
        if page not in self._letters:
            self._letters[page] = frozenset(folded(document.characters(page)))
        if not self._letters[page].issuperset(sought):
            return ()
        runs = document.runs(page)
        self._keep(page, runs)
        return tuple(
            TextHit(tuple(map(box_mm, hit.boxes)), clean(hit.context)) for hit in search_text(runs, wanted)
        )

    def _keep(self, page: int, runs: Sequence[CoreRun]) -> None:
        if page in self._pages:
            return
        text = folded_page(runs)
        if self._kept + len(text) > self.characters_max:
            self._pages.clear()
            self._kept = 0
        self._pages[page] = text
        self._kept += len(text)
