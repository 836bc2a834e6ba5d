"""What a document says about itself: DocInfo, outline, permissions, attachments (GB/T 33190 7.4, 7.5, 16)."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from core.ofd.actions import Targets, parse_actions, parse_dest
from core.ofd.display import Action, Dest
from core.ofd.findings import Findings
from core.ofd.values import integer, number, truth
from core.ofd.xml import Element, child, child_text, children, text_of

_DEEPEST_OUTLINE = 32
_MOST_VERSIONS = 500


class DocumentInfo(msgspec.Struct, frozen=True, kw_only=True):
    """DocInfo as written; dates are the file's own text. `version` is that of OFD.xml."""

    version: str = ""
    doc_type: str = ""
    doc_id: str = ""
    title: str = ""
    author: str = ""
    subject: str = ""
    abstract: str = ""
    creation_date: str = ""
    mod_date: str = ""
    doc_usage: str = "Normal"
    cover: str = ""
    keywords: tuple[str, ...] = ()
    creator: str = ""
    creator_version: str = ""
    custom_data: tuple[tuple[str, str], ...] = ()


class OutlineElement(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the outline; `actions` are what a click on it does."""

    title: str
    actions: tuple[Action, ...] = ()
    expanded: bool = True
    children: tuple[OutlineElement, ...] = ()


class Permissions(msgspec.Struct, frozen=True, kw_only=True):
    """What the author lets a reader do: to be shown and respected, no protection.

    `copies` is how many may be printed, None without a limit.
    """

    edit: bool = True
    annotate: bool = True
    export: bool = True
    sign: bool = True
    watermark: bool = True
    print_screen: bool = True
    printable: bool = True
    copies: int | None = None
    valid_from: str = ""
    valid_until: str = ""


class ViewerPreferences(msgspec.Struct, frozen=True, kw_only=True):
    page_mode: str = "None"
    page_layout: str = "OneColumn"
    tab_display: str = ""
    hide_toolbar: bool = False
    hide_menubar: bool = False
    hide_window_ui: bool = False
    zoom_mode: str = "Default"
    zoom: float | None = None


class Attachment(msgspec.Struct, frozen=True, kw_only=True):
    """A file that travels with the document; untrusted. `part` is empty when the package lacks it."""

    attachment_id: str
    name: str
    part: str
    format: str = ""
    creation_date: str = ""
    mod_date: str = ""
    size: int = 0
    visible: bool = True
    usage: str = ""


class DocVersion(msgspec.Struct, frozen=True, kw_only=True):
    """One version of the document's version tree (GB/T 33190 19).

    `part` is its file's location as written; `name` and `creation_date` stand in that file.
    """

    version_id: str
    index: int
    current: bool
    part: str
    name: str = ""
    creation_date: str = ""


def parse_info(body: Element | None, root: Element) -> DocumentInfo:
    found = child(body, "DocInfo")
    keywords, custom = child(found, "Keywords"), child(found, "CustomDatas")
    return DocumentInfo(
        version=root.get("Version", ""),
        doc_type=root.get("DocType", ""),
        doc_id=child_text(found, "DocID"),
        title=child_text(found, "Title"),
        author=child_text(found, "Author"),
        subject=child_text(found, "Subject"),
        abstract=child_text(found, "Abstract"),
        creation_date=child_text(found, "CreationDate"),
        mod_date=child_text(found, "ModDate"),
        doc_usage=child_text(found, "DocUsage") or "Normal",
        cover=child_text(found, "Cover"),
        keywords=tuple(text_of(word) for word in children(keywords, "Keyword")),
        creator=child_text(found, "Creator"),
        creator_version=child_text(found, "CreatorVersion"),
        custom_data=tuple((data.get("Name", ""), text_of(data)) for data in children(custom, "CustomData")),
    )


def parse_outlines(element: Element | None, targets: Targets, depth: int = 0) -> tuple[OutlineElement, ...]:
    """The outline's lines; those nested deeper than a person would follow are left out."""
    if element is None or depth > _DEEPEST_OUTLINE:
        return ()
    return tuple(
        OutlineElement(
            title=line.get("Title", ""),
            actions=parse_actions(child(line, "Actions"), "CLICK", targets),
            expanded=truth(line.get("Expanded"), True),
            children=parse_outlines(line, targets, depth + 1),
        )
        for line in children(element, "OutlineElem")
    )


def parse_bookmarks(element: Element | None, pages: Mapping[int, int]) -> dict[str, Dest]:
    found = {}
    for bookmark in children(element, "Bookmark"):
        dest = parse_dest(child(bookmark, "Dest"), pages)
        if dest is not None:
            found[bookmark.get("Name", "")] = dest
    return found


def parse_permissions(element: Element | None) -> Permissions:
    if element is None:
        return Permissions()

    def allowed(name: str) -> bool:
        return truth(child_text(element, name) or None, True)

    printing, period = child(element, "Print"), child(element, "ValidPeriod")
    copies = None if printing is None else integer(printing.get("Copies"))
    return Permissions(
        edit=allowed("Edit"),
        annotate=allowed("Annot"),
        export=allowed("Export"),
        sign=allowed("Signature"),
        watermark=allowed("Watermark"),
        print_screen=allowed("PrintScreen"),
        printable=truth(None if printing is None else printing.get("Printable"), True),
        copies=copies if copies is not None and copies >= 0 else None,
        valid_from="" if period is None else period.get("StartDate", ""),
        valid_until="" if period is None else period.get("EndDate", ""),
    )


def parse_preferences(element: Element | None) -> ViewerPreferences:
    if element is None:
        return ViewerPreferences()
    return ViewerPreferences(
        page_mode=child_text(element, "PageMode") or "None",
        page_layout=child_text(element, "PageLayout") or "OneColumn",
        tab_display=child_text(element, "TabDisplay"),
        hide_toolbar=truth(child_text(element, "HideToolbar") or None, False),
        hide_menubar=truth(child_text(element, "HideMenubar") or None, False),
        hide_window_ui=truth(child_text(element, "HideWindowUI") or None, False),
        zoom_mode=child_text(element, "ZoomMode") or "Default",
        zoom=number(child_text(element, "Zoom") or None),
    )


def parse_attachment(element: Element, part: str, size: int) -> Attachment:
    return Attachment(
        attachment_id=element.get("ID", ""),
        name=element.get("Name", ""),
        part=part,
        format=element.get("Format", ""),
        creation_date=element.get("CreationDate", ""),
        mod_date=element.get("ModDate", ""),
        size=size,
        visible=truth(element.get("Visible"), True),
        usage=element.get("Usage", "none"),
    )


def parse_versions(element: Element | None, findings: Findings) -> tuple[DocVersion, ...]:
    """The Version lines of a DocBody; `part` is their location as written."""
    found = []
    for version, _ in zip(children(element, "Version"), range(_MOST_VERSIONS), strict=False):
        loc = child_text(version, "BaseLoc")
        if not loc:
            findings.note("version.no_location", detail=version.get("ID", ""))
            continue
        found.append(
            DocVersion(
                version_id=version.get("ID", ""),
                index=integer(version.get("Index")) or 0,
                current=truth(version.get("Current"), False),
                part=loc,
            )
        )
    return tuple(found)
