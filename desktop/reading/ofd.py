"""OFD behind the reader's port: core.ofd reads, `desktop.reading.paint` paints."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtGui import QImage

from core.ofd import DEFAULT_LIMITS, Leniency, OfdDocument, Page, open_ofd
from core.ofd.colors import Converter
from desktop.reading.canvas import Resources
from desktop.reading.errors import NoSuchAttachment
from desktop.reading.fontfiles import FontFiles
from desktop.reading.fontstack import Typefaces
from desktop.reading.ofd_summary import (
    document_details,
    document_outline,
    document_summary,
    page_links,
    page_sizes,
    warned,
)
from desktop.reading.paint import paint_page
from desktop.reading.paper import Paper
from desktop.reading.shapes import Outlines
from desktop.reading.stamps import StampPictures
from desktop.reading.wire import (
    PAGES_MAX,
    TRUE_SIZE,
    AnnotationMark,
    Bookmark,
    Details,
    DocumentSummary,
    Link,
    OutlineEntry,
    PageMarks,
    PageSize,
    PageView,
    Purpose,
    RectPx,
    Warned,
)

if TYPE_CHECKING:
    from core.ofd import TextRun

_KEPT_OUTLINES = 8
_LIMITS = msgspec.structs.replace(DEFAULT_LIMITS, pages=PAGES_MAX)
"""What an answer can hold, which core alone need not mind."""


def open_ofd_document(
    content: bytes, files: FontFiles, body: int = 0, version: str = "", paper: Paper | None = None
) -> OfdReadable:
    """Its pages are drawn on `paper`. Raises `core.ofd.errors.OfdError`."""
    document = open_ofd(content, _LIMITS, body=body, version=version, profiles=_profiles)
    resources = Resources(document.font, document.image, Typefaces(files), paper or Paper())
    return OfdReadable(document, resources, StampPictures(document, resources.typefaces))


def _profiles(profile: bytes, kind: str) -> Converter | None:
    from desktop.reading.profiles import converter  # noqa: PLC0415  few documents have one

    return converter(profile, kind)


def _for_print(page: Page) -> Page:
    from core.ofd.printing import for_print  # noqa: PLC0415  few print at once

    return for_print(page)


class OfdReadable(msgspec.Struct):
    """An open OFD (a `ReadableDocument`). Display lists are kept by core.ofd, their Qt outlines here."""

    _document: OfdDocument
    _resources: Resources
    _stamps: StampPictures
    _summary: DocumentSummary | None = None
    _outlines: OrderedDict[int, tuple[Page, Outlines]] = msgspec.field(default_factory=OrderedDict)
    _met: dict[int, dict[Leniency, None]] = msgspec.field(default_factory=dict)

    def summary(self, around: int = -1) -> DocumentSummary:
        if self._summary is None:
            self._summary = document_summary(self._document, self._resources, around)
        return self._summary

    def outline(self) -> tuple[tuple[OutlineEntry, ...], tuple[Bookmark, ...]]:
        return document_outline(self._document)

    def sizes(self, pages: range) -> tuple[PageSize, ...]:
        return page_sizes(self._document, pages)

    def details(self) -> Details:
        """Raises `core.ofd.errors.OfdError`."""
        return document_details(self._document)

    def draw(
        self,
        page: int,
        *,
        px_per_mm: float,
        rect: RectPx,
        purpose: Purpose = "screen",
        view: PageView = TRUE_SIZE,
    ) -> tuple[QImage, tuple[Warned, ...]]:
        """Raises `core.ofd.errors.OfdError` when the page cannot be read, MemoryError."""
        known = len(self._document.warnings)
        display = self._document.display(page)
        image, warnings = paint_page(
            _for_print(display) if purpose == "print" else display,
            resources=self._resources,
            outlines=self._outlines_of(display),
            px_per_mm=px_per_mm,
            rect=rect,
            stamp_picture=self._stamps.weakened if purpose == "weakened" else self._stamps.picture,
            view=view,
        )
        met = self._met.setdefault(page, dict.fromkeys(display.warnings))
        # What shared resources lack is met once, by the page that needs them first.
        met.update(dict.fromkeys(self._document.warnings[known:]))
        return image, (*warned(met, page), *warnings)

    def runs(self, page: int) -> tuple[TextRun, ...]:
        """Raises `core.ofd.errors.OfdError` when the page cannot be read."""
        from core.ofd.text import page_text  # noqa: PLC0415  pictures come first

        return page_text(self._document.display(page))

    def annotated(self, page: int) -> str:
        """Raises `core.ofd.errors.OfdError` when the page cannot be read."""
        if not self._document.display(page).annotations:
            return ""
        from core.ofd.text import annotation_text  # noqa: PLC0415  few pages have any

        return annotation_text(self._document.display(page))

    def characters(self, page: int) -> str:
        """Raises `core.ofd.errors.OfdError` when the page cannot be read."""
        from core.ofd.text import page_characters  # noqa: PLC0415  pictures come first

        return page_characters(self._document.display(page))

    def links(self, page: int) -> tuple[Link, ...]:
        """Raises `core.ofd.errors.OfdError` when the page cannot be read."""
        return page_links(self._document, self._document.display(page))

    def marks(self, page: int) -> PageMarks:
        """Raises `core.ofd.errors.OfdError` when the page cannot be read."""
        from desktop.reading.likeness import seal_like  # noqa: PLC0415  pictures come first

        return PageMarks(tuple(seal_like(self._document.display(page), self._resources)))

    def annotations(self, page: int) -> tuple[AnnotationMark, ...]:
        """Raises `core.ofd.errors.OfdError` when there are too many."""
        from desktop.reading.ofd_annotations import page_annotations  # noqa: PLC0415  pictures come first

        return page_annotations(self._document, page)

    def attachment(self, index: int) -> bytes:
        """Raises `NoSuchAttachment`, `core.ofd.errors.OfdError`."""
        attachments = self._document.attachments
        if not 0 <= index < len(attachments) or not attachments[index].part:
            raise NoSuchAttachment(index=index)
        return self._document.attachment_bytes(attachments[index])

    def close(self) -> None:
        self._outlines.clear()

    def _outlines_of(self, page: Page) -> Outlines:
        kept = self._outlines.get(page.index)
        if kept is None or kept[0] is not page:
            kept = self._outlines[page.index] = (page, Outlines())
            if len(self._outlines) > _KEPT_OUTLINES:
                self._outlines.popitem(last=False)
        self._outlines.move_to_end(page.index)
        return kept[1]
