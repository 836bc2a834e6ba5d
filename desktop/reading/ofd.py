"""OFD behind the reader's port: core.ofd reads, `desktop.reading.paint` paints."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from PySide6.QtGui import QImage

from core.ofd import Leniency, OfdDocument, OfdError, Page, Signature, open_ofd, page_text, plain_text
from core.ofd.display import Action, Box, Goto, OpenUri, Stamp
from core.ofd.metadata import OutlineElement
from desktop.reading.canvas import Resources
from desktop.reading.errors import NoSuchAttachment
from desktop.reading.fontfiles import FontFiles
from desktop.reading.fontstack import Typefaces
from desktop.reading.paint import paint_page
from desktop.reading.shapes import Outlines
from desktop.reading.stamps import StampPictures
from desktop.reading.wire import (
    Attachment,
    BoxMm,
    DocumentSummary,
    FontUse,
    Link,
    OutlineEntry,
    PageSize,
    PageText,
    RectPx,
    SignatureMark,
    StampPlace,
    TextRun,
    Warned,
)

OUTLINE_MAX = 10_000
FONTS_MAX = 500
BODIES_MAX = 500
_LINE_MAX = 4_096
_KEPT_OUTLINES = 8
_SIDE_MAX_MM = 100_000.0
_A4 = PageSize(210.0, 297.0)


def open_ofd_document(content: bytes, files: FontFiles, body: int = 0) -> OfdReadable:
    """Raises `core.ofd.errors.OfdError`."""
    document = open_ofd(content, body=body)
    resources = Resources(document.font, document.image, Typefaces(files))
    return OfdReadable(document, resources, StampPictures(document, resources.typefaces))


@dataclass(slots=True)
class OfdReadable:
    """An open OFD (a `ReadableDocument`). Display lists are kept by core.ofd, their Qt outlines here."""

    _document: OfdDocument
    _resources: Resources
    _stamps: StampPictures
    _summary: DocumentSummary | None = None
    _outlines: OrderedDict[int, tuple[Page, Outlines]] = field(default_factory=OrderedDict)
    _met: dict[int, dict[Leniency, None]] = field(default_factory=dict)

    def summary(self) -> DocumentSummary:
        if self._summary is None:
            self._summary = _summary(self._document, self._resources)
        return self._summary

    def draw(self, page: int, *, px_per_mm: float, rect: RectPx) -> tuple[QImage, tuple[Warned, ...]]:
        """Raises `core.ofd.errors.OfdError` when the page cannot be read, MemoryError."""
        known = len(self._document.warnings)
        display = self._document.display(page)
        image, warnings = paint_page(
            display,
            resources=self._resources,
            outlines=self._outlines_of(display),
            px_per_mm=px_per_mm,
            rect=rect,
            stamp_picture=self._stamps.picture,
        )
        met = self._met.setdefault(page, dict.fromkeys(display.warnings))
        # What shared resources lack is met once, by the page that needs them first.
        met.update(dict.fromkeys(self._document.warnings[known:]))
        return image, (*_warned(met, page), *warnings)

    def text(self, page: int) -> PageText:
        """Raises `core.ofd.errors.OfdError` when the page cannot be read."""
        display = self._document.display(page)
        found = page_text(display)
        runs = tuple(
            TextRun(
                text=_clean(run.text),
                box_mm=_box(run.box),
                char_boxes_mm=tuple(_box(box) for box in run.char_boxes),
                line=run.line,
                vertical=run.vertical,
            )
            for run in found
        )
        return PageText(_clean(plain_text(found)), runs, tuple(_links(display)))

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


def _summary(document: OfdDocument, resources: Resources) -> DocumentSummary:
    info, allowed = document.info, document.permissions
    about = {
        "title": info.title,
        "author": info.author,
        "subject": info.subject,
        "creator": info.creator,
        "created": info.creation_date,
        "modified": info.mod_date,
        "doc_id": info.doc_id,
        "version": info.version,
    }
    return DocumentSummary(
        format="ofd",
        pages=tuple(_page_size(document, index) for index in range(document.page_count)),
        about={name: _line(fact) for name, fact in about.items() if fact},
        fonts=tuple(_fonts(document, resources)),
        outline=tuple(
            entry for entry, _ in zip(_outline(document.outlines), range(OUTLINE_MAX), strict=False)
        ),
        attachments=tuple(
            Attachment(index, _line(found.name), _line(found.format), max(0, found.size), found.visible)
            for index, found in enumerate(document.attachments)
        ),
        signatures=tuple(_mark(document, signature) for signature in document.signatures),
        permissions={
            "edit": allowed.edit,
            "annotate": allowed.annotate,
            "export": allowed.export,
            "sign": allowed.sign,
            "watermark": allowed.watermark,
            "print_screen": allowed.print_screen,
            "print": allowed.printable,
        },
        warnings=_warned(document.warnings, None),
        bodies=tuple(_line(body.title) for body in document.bodies[:BODIES_MAX])
        if len(document.bodies) > 1
        else (),
    )


def _page_size(document: OfdDocument, index: int) -> PageSize:
    try:
        width, height = document.page_size(index)
    except OfdError:
        return _A4  # drawing the page will say what is wrong with it
    known = 0 < width <= _SIDE_MAX_MM and 0 < height <= _SIDE_MAX_MM
    return PageSize(width, height) if known else _A4


def _fonts(document: OfdDocument, resources: Resources) -> Iterator[FontUse]:
    for key in document.fonts[:FONTS_MAX]:
        stack = resources.stack(key)
        embedded = stack.embedded is not None
        yield FontUse(_line(stack.source.name or stack.source.family), embedded, _line(stack.drawn_with()))


def _outline(elements: Iterable[OutlineElement], level: int = 0) -> Iterator[OutlineEntry]:
    for element in elements:
        place = next((action.dest for action in element.actions if isinstance(action, Goto)), None)
        yield OutlineEntry(
            _line(element.title),
            level,
            place.page_index if place else None,
            place.top if place else None,
        )
        yield from _outline(element.children, level + 1)


def _mark(document: OfdDocument, signature: Signature) -> SignatureMark:
    pages = document.targets.pages
    return SignatureMark(
        _line(signature.signature_id),
        _line(signature.kind),
        tuple(_place(stamp, pages[stamp.page_id]) for stamp in signature.stamps if stamp.page_id in pages),
    )


def _place(stamp: Stamp, page: int) -> StampPlace:
    return StampPlace(page, _box(stamp.boundary), _box(stamp.clip) if stamp.clip else None)


def _links(page: Page) -> Iterator[Link]:
    for link in page.links:
        for action in link.actions:
            yield from _followed(action, _box(link.box))


def _followed(action: Action, box: BoxMm) -> Iterator[Link]:
    if isinstance(action, Goto):
        yield Link(box, page=action.dest.page_index)
    elif isinstance(action, OpenUri):
        yield Link(box, uri=_line(action.base + action.uri))


def _warned(found: Iterable[Leniency], page: int | None) -> tuple[Warned, ...]:
    return tuple(Warned(one.code, _line(one.part), _line(one.detail), page) for one in found)


def _box(box: Box) -> BoxMm:
    return BoxMm(*box)


def _clean(text: str) -> str:
    """Text that can be encoded: a lone surrogate of a `\\hhhh` escape becomes U+FFFD."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _line(text: str) -> str:
    return _clean(text)[:_LINE_MAX]
