"""What the worker needs of an open document, whatever its format."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtGui import QImage

from desktop.reading.wire import DocumentSummary, PageText, RectPx, Warned


class ReadableDocument(Protocol):
    """An OFD or a PDF, open. Pages count from 0 and are checked by the caller."""

    def summary(self) -> DocumentSummary: ...

    def draw(self, page: int, *, px_per_mm: float, rect: RectPx) -> tuple[QImage, tuple[Warned, ...]]:
        """The part `rect` of the page's picture on white paper; ARGB32 premultiplied or RGB32."""
        ...

    def text(self, page: int) -> PageText: ...

    def attachment(self, index: int) -> bytes:
        """Raises `NoSuchAttachment`."""
        ...

    def close(self) -> None: ...
