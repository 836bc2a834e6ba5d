"""What the worker needs of an open document, whatever its format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtGui import QImage

from desktop.reading.wire import (
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


class ReadableDocument(Protocol):
    """An OFD or a PDF, open. Pages count from 0 and are checked by the caller."""

    def summary(self, around: int = -1) -> DocumentSummary:
        """What it says of itself when first asked; `around` as in `desktop.reading.wire.Open`."""
        ...

    def outline(self) -> tuple[tuple[OutlineEntry, ...], tuple[Bookmark, ...]]: ...

    def sizes(self, pages: range) -> tuple[PageSize, ...]: ...

    def details(self) -> Details: ...

    def draw(
        self, page: int, *, px_per_mm: float, rect: RectPx, purpose: Purpose, view: PageView
    ) -> tuple[QImage, tuple[Warned, ...]]:
        """The part `rect` of the page's picture on white paper; ARGB32 premultiplied or RGB32."""
        ...

    def runs(self, page: int) -> tuple[TextRun, ...]:
        """The page's text in reading order, mm from the top left of the page as shown."""
        ...

    def annotated(self, page: int) -> str:
        """What annotations show as text, as far as the format tells."""
        ...

    def characters(self, page: int) -> str:
        """At least the characters of `runs`, in no order: quick to have."""
        ...

    def links(self, page: int) -> tuple[Link, ...]: ...

    def marks(self, page: int) -> PageMarks: ...

    def annotations(self, page: int) -> tuple[AnnotationMark, ...]:
        """The annotations inside the file, for a list; links and form fields are none."""
        ...

    def attachment(self, index: int) -> bytes:
        """Raises `NoSuchAttachment`."""
        ...

    def close(self) -> None: ...
