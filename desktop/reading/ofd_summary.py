"""What an OFD says about itself, as answers of the worker."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from core.ofd import Leniency, OfdDocument, OfdError, Page
from core.ofd.display import Action, Goto, OpenAttachment, OpenUri, Stamp
from core.ofd.metadata import OutlineElement
from desktop.reading.canvas import Resources
from desktop.reading.facts import box_mm, line
from desktop.reading.wire import (
    OUTLINE_MAX,
    Attachment,
    Bookmark,
    BoxMm,
    Details,
    DocumentSummary,
    ExtensionMark,
    FontUse,
    Link,
    OutlineEntry,
    PageSize,
    Rights,
    SignatureMark,
    StampPlace,
    Tag,
    VersionMark,
    Warned,
)

if TYPE_CHECKING:
    from core.ofd import DocumentInfo, DocVersion, Permissions, Signature, TagEntry

FONTS_MAX = 500
BODIES_MAX = 500
VERSIONS_MAX = 500
BOOKMARKS_MAX = 10_000
TAGS_MAX = 5_000
LINKS_MAX = 5_000
_DEEPEST_OUTLINE = 64
_SIDE_MAX_MM = 100_000.0
_A4 = PageSize(210.0, 297.0)
_BEFORE, _AFTER = 3, 9


def document_summary(document: OfdDocument, resources: Resources, around: int = -1) -> DocumentSummary:
    """`around` is the page near which sizes are read; when it is negative they are read of all pages."""
    known = _known(document.page_count, around)
    sizes = page_sizes(document, known)
    estimated = len(known) < document.page_count
    outline, bookmarks = ((), ()) if estimated else document_outline(document)
    return DocumentSummary(
        format="ofd",
        pages=(sizes[0],) * known.start + sizes + (sizes[0],) * (document.page_count - known.stop),
        estimated=estimated,
        about=_about(document.info),
        fonts=tuple(_fonts(document, resources)),
        outline=outline,
        bookmarks=bookmarks,
        attachments=tuple(
            Attachment(index, line(found.name), line(found.format), max(0, found.size), found.visible)
            for index, found in enumerate(document.attachments)
        ),
        signatures=tuple(_mark(document, signature) for signature in document.signatures),
        permissions=_flags(document.permissions),
        rights=_rights(document.permissions),
        versions=tuple(_version(document, version) for version in document.versions[:VERSIONS_MAX]),
        bodies=tuple(line(body.title) for body in document.bodies[:BODIES_MAX])
        if len(document.bodies) > 1
        else (),
        warnings=warned(document.warnings, None),
    )


def _about(info: DocumentInfo) -> dict[str, str]:
    facts = {
        "title": info.title,
        "author": info.author,
        "subject": info.subject,
        "creator": info.creator,
        "created": info.creation_date,
        "modified": info.mod_date,
        "doc_id": info.doc_id,
        "version": info.version,
    }
    return {name: line(fact) for name, fact in facts.items() if fact}


def _rights(allowed: Permissions) -> Rights:
    return Rights(
        edit=allowed.edit,
        annotate=allowed.annotate,
        export=allowed.export,
        sign=allowed.sign,
        watermark=allowed.watermark,
        print_screen=allowed.print_screen,
        printable=allowed.printable,
        copies=allowed.copies,
        valid_from=line(allowed.valid_from),
        valid_until=line(allowed.valid_until),
    )


def _version(document: OfdDocument, version: DocVersion) -> VersionMark:
    return VersionMark(
        version_id=line(version.version_id),
        index=version.index,
        name=line(version.name),
        created=line(version.creation_date),
        current=version.current,
        shown=bool(document.version) and version.version_id == document.version,
    )


def document_details(document: OfdDocument) -> Details:
    """Custom data, keywords, tags with what their objects show, extensions. Reads the pages tags name."""
    tags = ((found.kind, entry) for found in document.custom_tags for entry in found.entries)
    return Details(
        custom_data=tuple((line(name), line(text)) for name, text in document.info.custom_data[:TAGS_MAX]),
        keywords=tuple(map(line, document.info.keywords[:TAGS_MAX])),
        custom_tags=tuple(_tag(document, kind, entry) for kind, entry in islice(tags, TAGS_MAX)),
        extensions=tuple(
            ExtensionMark(
                app_name=line(found.app_name),
                company=line(found.company),
                app_version=line(found.app_version),
                date=line(found.date),
                ref_id=min(found.ref_id, 2**40),
                properties=tuple((line(name), line(text)) for name, text in found.properties[:100]),
            )
            for found in document.extensions
        ),
    )


def document_outline(document: OfdDocument) -> tuple[tuple[OutlineEntry, ...], tuple[Bookmark, ...]]:
    """Its outline, and the places it gives names to."""
    outline = tuple(islice(_outline(document, document.outlines), OUTLINE_MAX))
    bookmarks = (
        Bookmark(line(name), dest.page_index, dest.top, dest.left)
        for name, dest in document.targets.bookmarks.items()
    )
    return outline, tuple(islice(bookmarks, BOOKMARKS_MAX))


def page_sizes(document: OfdDocument, pages: range) -> tuple[PageSize, ...]:
    """The sizes of some pages, which are not read otherwise."""
    return tuple(_page_size(document, index) for index in pages)


def _known(count: int, around: int) -> range:
    if around < 0:
        return range(count)
    near = min(around, count - 1)
    return range(max(0, near - _BEFORE), min(count, near + _AFTER))


def page_links(document: OfdDocument, page: Page) -> tuple[Link, ...]:
    """Where a click on the page leads, in the order drawn; sounds and movies lead nowhere."""
    links = (
        found
        for link in page.links
        for action in link.actions
        for found in _followed(document, action, box_mm(link.box))
    )
    return tuple(islice(links, LINKS_MAX))


def warned(found: Iterable[Leniency], page: int | None) -> tuple[Warned, ...]:
    return tuple(Warned(one.code, line(one.part), line(one.detail), page) for one in found)


def _flags(allowed: Permissions) -> dict[str, bool]:
    return {
        "edit": allowed.edit,
        "annotate": allowed.annotate,
        "export": allowed.export,
        "sign": allowed.sign,
        "watermark": allowed.watermark,
        "print_screen": allowed.print_screen,
        "print": allowed.printable,
    }


def _tag(document: OfdDocument, kind: str, entry: TagEntry) -> Tag:
    return Tag(
        kind=line(kind),
        path=tuple(map(line, entry.path)),
        text=line(document.tag_text(entry)),
        objects=tuple(min(ref.object_id, 2**40) for ref in entry.objects[:100]),
        page=next((ref.page for ref in entry.objects if ref.page is not None), None),
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
        yield FontUse(line(stack.source.name or stack.source.family), embedded, line(stack.drawn_with()))


def _outline(
    document: OfdDocument, elements: Iterable[OutlineElement], level: int = 0
) -> Iterator[OutlineEntry]:
    for element in elements:
        targets = (
            found for action in element.actions for found in _followed(document, action, BoxMm(0, 0, 0, 0))
        )
        target = next(targets, None)
        yield OutlineEntry(
            line(element.title),
            level,
            page=target.page if target else None,
            top_mm=target.top_mm if target else None,
            left_mm=target.left_mm if target else None,
            zoom=target.zoom if target else None,
            uri=target.uri if target else None,
            attachment=target.attachment if target else None,
            expanded=element.expanded,
        )
        if level < _DEEPEST_OUTLINE:
            yield from _outline(document, element.children, level + 1)


def _followed(document: OfdDocument, action: Action, box: BoxMm) -> Iterator[Link]:
    if isinstance(action, Goto):
        dest = action.dest
        zoom = dest.zoom or None
        yield Link(box, page=dest.page_index, left_mm=dest.left, top_mm=dest.top, zoom=zoom)
    elif isinstance(action, OpenUri):
        yield Link(box, uri=line(action.base + action.uri))
    elif isinstance(action, OpenAttachment):
        for index, attachment in enumerate(document.attachments):
            if attachment.attachment_id == action.attachment_id:
                yield Link(box, attachment=index)
                return


def _mark(document: OfdDocument, signature: Signature) -> SignatureMark:
    pages = document.targets.pages
    return SignatureMark(
        line(signature.signature_id),
        line(signature.kind),
        tuple(_place(stamp, pages[stamp.page_id]) for stamp in signature.stamps if stamp.page_id in pages),
    )


def _place(stamp: Stamp, page: int) -> StampPlace:
    return StampPlace(page, box_mm(stamp.boundary), box_mm(stamp.clip) if stamp.clip else None)
