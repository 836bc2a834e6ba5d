"""PDF behind the reader's port, by PDFium: never with JavaScript, never with the network."""

from __future__ import annotations

import contextlib
import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw as pdfium
from PySide6.QtGui import QImage

from desktop.reading import wire
from desktop.reading.errors import (
    NoSuchAttachment,
    PdfDamaged,
    PdfPageDamaged,
    PdfPasswordNeeded,
    PdfTooManyPages,
)
from desktop.reading.pdf_signatures import signature_marks
from desktop.reading.wire import (
    Attachment,
    BoxMm,
    DocumentSummary,
    Link,
    OutlineEntry,
    PageSize,
    PageText,
    RectPx,
    TextRun,
    Warned,
)

MM_PER_POINT = 25.4 / 72
OUTLINE_MAX = 10_000
ATTACHMENTS_MAX = 1_000
CHARACTERS_MAX = 200_000
LINKS_MAX = 2_000
_A4 = PageSize(210.0, 297.0)
_ABOUT = {
    "title": "Title",
    "author": "Author",
    "subject": "Subject",
    "creator": "Creator",
    "created": "CreationDate",
}
_GRID_PER_MM = 100
_URI = pdfium.PDFACTION_URI


def open_pdf_document(content: bytes) -> PdfReadable:
    """Raises `PdfDamaged`, `PdfPasswordNeeded`, `PdfTooManyPages`."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        raise (PdfPasswordNeeded if locked else PdfDamaged) from error
    if not 0 < len(document) <= wire.PAGES_MAX:
        count = len(document)
        document.close()
        if count:
            raise PdfTooManyPages(page_count=count, limit=wire.PAGES_MAX)
        raise PdfDamaged
    with contextlib.suppress(pypdfium2.PdfiumError):
        document.init_forms()  # so that filled-in fields are drawn; this PDFium has no JavaScript in it
    return PdfReadable(document, _summary(document))


@dataclass(slots=True)
class PdfReadable:
    """An open PDF (a `ReadableDocument`)."""

    _document: pypdfium2.PdfDocument
    _summary: DocumentSummary
    _pages: dict[int, pypdfium2.PdfPage] = field(default_factory=dict)

    def summary(self) -> DocumentSummary:
        return self._summary

    def draw(self, page: int, *, px_per_mm: float, rect: RectPx) -> tuple[QImage, tuple[Warned, ...]]:
        """Raises `PdfPageDamaged`."""
        size = self._summary.pages[page]
        picture = QImage(rect.width, rect.height, QImage.Format.Format_RGB32)
        if picture.isNull():
            raise MemoryError
        picture.fill(0xFFFFFFFF)
        pixels = (ctypes.c_char * picture.sizeInBytes()).from_buffer(picture.bits())
        bitmap = pdfium.FPDFBitmap_CreateEx(
            rect.width, rect.height, pdfium.FPDFBitmap_BGRx, ctypes.addressof(pixels), picture.bytesPerLine()
        )
        try:
            place = (
                -rect.left,
                -rect.top,
                max(1, round(size.width_mm * px_per_mm)),
                max(1, round(size.height_mm * px_per_mm)),
            )
            loaded = self._page(page)
            pdfium.FPDF_RenderPageBitmap(bitmap, loaded, *place, 0, pdfium.FPDF_ANNOT)
            if loaded.formenv is not None:
                pdfium.FPDF_FFLDraw(loaded.formenv, bitmap, loaded, *place, 0, pdfium.FPDF_ANNOT)
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)
        return picture, ()

    def text(self, page: int) -> PageText:
        """Raises `PdfPageDamaged`."""
        loaded = self._page(page)
        grid = _Grid(loaded, self._summary.pages[page])
        textpage = loaded.get_textpage()
        try:
            runs = tuple(_runs(textpage, grid))
        finally:
            textpage.close()
        return PageText("\n".join(run.text for run in runs), runs, tuple(self._links(loaded, grid)))

    def attachment(self, index: int) -> bytes:
        try:
            return bytes(self._document.get_attachment(index).get_data())
        except pypdfium2.PdfiumError as error:
            raise NoSuchAttachment(index=index) from error

    def close(self) -> None:
        for page in self._pages.values():
            page.close()
        self._pages.clear()
        self._document.close()

    def _page(self, page: int) -> pypdfium2.PdfPage:
        if page not in self._pages:
            try:
                loaded = self._document.get_page(page)
            except pypdfium2.PdfiumError as error:
                raise PdfPageDamaged(page=page) from error
            if len(self._pages) >= 16:
                self._pages.pop(next(iter(self._pages))).close()
            self._pages[page] = loaded
        return self._pages[page]

    def _links(self, page: pypdfium2.PdfPage, grid: _Grid) -> Iterator[Link]:
        position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
        for _ in range(LINKS_MAX):
            if not pdfium.FPDFLink_Enumerate(page, position, link):
                return
            area = pdfium.FS_RECTF()
            if not pdfium.FPDFLink_GetAnnotRect(link, area):
                continue
            box = grid.box(area.left, area.bottom, area.right, area.top)
            target = self._target(link)
            if isinstance(target, int) and 0 <= target < len(self._summary.pages):
                yield Link(box, page=target)
            elif isinstance(target, str):
                yield Link(box, uri=target)

    def _target(self, link: object) -> int | str | None:
        destination = pdfium.FPDFLink_GetDest(self._document, link)
        if destination:
            return int(pdfium.FPDFDest_GetDestPageIndex(self._document, destination))
        action = pdfium.FPDFLink_GetAction(link)
        if not action or pdfium.FPDFAction_GetType(action) != _URI:
            return None
        buffer = ctypes.create_string_buffer(4096)
        pdfium.FPDFAction_GetURIPath(self._document, action, buffer, len(buffer))
        return buffer.value.decode("utf-8", "replace")


class _Grid:
    """From user space, whatever crop box and rotation, to mm from the top left of the page as shown."""

    def __init__(self, page: pypdfium2.PdfPage, size: PageSize) -> None:
        self._page = page
        self._width, self._height = (round(side * _GRID_PER_MM) for side in (size.width_mm, size.height_mm))
        self._x, self._y = ctypes.c_int(), ctypes.c_int()

    def point(self, x: float, y: float) -> tuple[float, float]:
        pdfium.FPDF_PageToDevice(self._page, 0, 0, self._width, self._height, 0, x, y, self._x, self._y)
        return self._x.value / _GRID_PER_MM, self._y.value / _GRID_PER_MM

    def box(self, left: float, bottom: float, right: float, top: float) -> BoxMm:
        (x1, y1), (x2, y2) = self.point(left, top), self.point(right, bottom)
        return BoxMm(min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1))


def _summary(document: pypdfium2.PdfDocument) -> DocumentSummary:
    warnings: list[Warned] = []
    pages = tuple(_page_size(document, page, warnings) for page in range(len(document)))
    facts = {name: _decoded(document.get_metadata_value, key) for name, key in _ABOUT.items()}
    return DocumentSummary(
        format="pdf",
        pages=pages,
        about={name: fact for name, fact in facts.items() if fact},
        outline=tuple(_outline(document)),
        attachments=tuple(_attachments(document)),
        signatures=tuple(
            signature_marks(document, lambda page, number, edges: _Grid(page, pages[number]).box(*edges))
        ),
        warnings=tuple(warnings),
    )


def _page_size(document: pypdfium2.PdfDocument, page: int, warnings: list[Warned]) -> PageSize:
    try:
        width, height = document.get_page_size(page)
    except pypdfium2.PdfiumError:
        width = height = 0.0
    if not (0 < width < 250_000 and 0 < height < 250_000):
        warnings.append(Warned("pdf.page_size", page=page))
        return _A4
    return PageSize(width * MM_PER_POINT, height * MM_PER_POINT)


def _outline(document: pypdfium2.PdfDocument) -> Iterator[OutlineEntry]:
    for entry, bookmark in zip(range(OUTLINE_MAX), document.get_toc(), strict=False):
        del entry
        destination = bookmark.get_dest()
        index = destination.get_index() if destination is not None else None
        page = index if index is not None and 0 <= index < len(document) else None
        yield OutlineEntry(_decoded(bookmark.get_title), bookmark.level, page)


def _attachments(document: pypdfium2.PdfDocument) -> Iterator[Attachment]:
    for index in range(min(document.count_attachments(), ATTACHMENTS_MAX)):
        with contextlib.suppress(pypdfium2.PdfiumError):
            yield Attachment(index, _decoded(document.get_attachment(index).get_name))


def _decoded(read: Callable[..., str], *arguments: str) -> str:
    """What PDFium says in UTF-16, which a damaged file cuts off in the middle of a character."""
    try:
        return read(*arguments).encode("utf-8", "replace").decode("utf-8")[:4096]
    except UnicodeDecodeError:
        return "\ufffd"


def _runs(textpage: pypdfium2.PdfTextPage, grid: _Grid) -> Iterator[TextRun]:
    """A run per line, as PDFium breaks lines."""
    characters: list[str] = []
    boxes: list[BoxMm] = []
    area, line = pdfium.FS_RECTF(), 0
    for index in range(min(textpage.count_chars(), CHARACTERS_MAX)):
        code = pdfium.FPDFText_GetUnicode(textpage, index)
        if code in (10, 13):
            yield from _run(characters, boxes, line)
            line += bool(characters)
            characters, boxes = [], []
        elif code and pdfium.FPDFText_GetLooseCharBox(textpage, index, area):
            characters.append(_character(code))
            boxes.append(grid.box(area.left, area.bottom, area.right, area.top))
    yield from _run(characters, boxes, line)


def _character(code: int) -> str:
    return "\ufffd" if 0xD800 <= code < 0xE000 or code > 0x10FFFF else chr(code)


def _run(characters: list[str], boxes: list[BoxMm], line: int) -> Iterator[TextRun]:
    if not characters:
        return
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    right, bottom = max(box.x + box.width for box in boxes), max(box.y + box.height for box in boxes)
    vertical = len(boxes) > 1 and abs(boxes[-1].y - boxes[0].y) > abs(boxes[-1].x - boxes[0].x)
    yield TextRun(
        text="".join(characters),
        box_mm=BoxMm(left, top, right - left, bottom - top),
        char_boxes_mm=tuple(boxes),
        line=line,
        vertical=vertical,
    )
