"""What is asked of a document besides its pictures: text, outline, marks, annotations, details."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from itertools import chain, islice
from typing import Protocol

from core.errors import DocumentError
from desktop.reading import wire
from desktop.reading.document import ReadableDocument
from desktop.reading.texts import FoldedPages, page_text
from desktop.reading.wire import Answer, Reading, ReadingPage


class Found(Protocol):
    """Answers an open document that has the page. Raises `NoSuchPage`."""

    def __call__(self, number: int, page: int = 0) -> ReadableDocument: ...


def answered(request: Reading, found: Found, folded: dict[int, FoldedPages]) -> Answer:
    """`folded` is what searches have learnt of each document. Raises what `found` and the document raise."""
    document = found(request.document)
    match request:
        case wire.ReadOutline():
            return wire.OutlineRead(request.serial, *document.outline())
        case wire.ReadDetails():
            return wire.DetailsRead(request.serial, document.details())
        case _:
            return _of_page(request, found(request.document, request.page), folded)


def _of_page(request: ReadingPage, document: ReadableDocument, folded: dict[int, FoldedPages]) -> Answer:
    page = request.page
    match request:
        case wire.ReadText():
            text = page_text(document.runs(page), document.links(page), document.annotated(page))
            return wire.TextRead(request.serial, text)
        case wire.FindText():
            pages = folded.setdefault(request.document, FoldedPages())
            return wire.TextFound(request.serial, pages.search(page, request.wanted, document))
        case wire.ReadSizes():
            last = min(page + wire.SIZES_AT_ONCE, len(document.summary().pages))
            return wire.SizesRead(request.serial, document.sizes(range(page, last)))
        case wire.ReadMarks():
            return wire.MarksRead(request.serial, document.marks(page))
        case wire.ReadAnnotations():
            found = chain.from_iterable(_annotations(document, page))
            return wire.AnnotationsRead(request.serial, tuple(islice(found, wire.ANNOTATIONS_MAX)))


def _annotations(document: ReadableDocument, first: int) -> Iterator[tuple[wire.AnnotationMark, ...]]:
    """Those of some pages; a page that cannot be read has none, and says why when it is drawn."""
    last = min(first + wire.ANNOTATED_PAGES, len(document.summary().pages))
    for page in range(first, last):
        with contextlib.suppress(DocumentError):
            yield document.annotations(page)
