"""Which pages a package has and how large they are: all that placing and judging a seal needs of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from core.errors import AppError
from core.ofd.display import Box
from core.ofd.package import Package, folder_of
from core.ofd.values import A4, box, identifier
from core.ofd.xml import Element, child, child_text, children, parse_xml


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSize:
    """One page: its id in the document and its PhysicalBox's size in mm."""

    page_id: int
    width_mm: float
    height_mm: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PageList:
    """The pages of one document body of a package."""

    document_part: str
    page_ids: tuple[int, ...]


def read_page_lists(package: Package) -> tuple[PageList, ...]:
    """The pages of every document body, in reading order; bodies that cannot be read are left out."""
    return tuple(_page_list(part, root) for part, root in _documents(package))


def read_page_sizes(package: Package) -> tuple[PageSize, ...]:
    """The pages of the first document body with their sizes, which default to the document's, or A4."""
    for part, root in _documents(package):
        common = child(root, "CommonData")
        default = _physical_box(child(common, "PageArea")) or A4
        return tuple(_sized(package, folder_of(part), element, default) for element in _page_elements(root))
    return ()


def _documents(package: Package) -> Iterator[tuple[str, Element]]:
    root_part = package.find("OFD.xml")
    root = None if root_part is None else _parsed(package, root_part)
    for body in () if root is None else children(root, "DocBody"):
        loc = _current_version(package, body) or child_text(body, "DocRoot")
        part = (package.find(loc) or package.find(f"{loc}/Document.xml")) if loc else None
        document = None if part is None else _parsed(package, part)
        if part is not None and document is not None:
            yield part, document


def _current_version(package: Package, body: Element) -> str:
    """The DocRoot of the version marked Current, if there are versions (GB/T 33190 19)."""
    versions = child(body, "Versions")
    for version in () if versions is None else children(versions, "Version"):
        part = package.find(version.get("BaseLoc") or "")
        root = _parsed(package, part) if part and version.get("Current") == "true" else None
        if part and root is not None:
            loc = child_text(root, "DocRoot")
            return "/" + found if (found := package.find(loc, folder_of(part))) else ""
    return ""


def _parsed(package: Package, part: str) -> Element | None:
    try:
        return parse_xml(package.read(part), part, package.limits, lambda: None)
    except AppError:
        return None


def _page_list(part: str, root: Element) -> PageList:
    return PageList(
        document_part=part,
        page_ids=tuple(identifier(element.get("ID")) for element in _page_elements(root)),
    )


def _page_elements(root: Element) -> Iterator[Element]:
    pages = child(root, "Pages")
    return iter(()) if pages is None else children(pages, "Page")


def _sized(package: Package, folder: str, element: Element, default: Box) -> PageSize:
    part = package.find(element.get("BaseLoc") or "", folder)
    root = None if part is None else _parsed(package, part)
    size = _physical_box(child(root, "Area")) or default
    return PageSize(page_id=identifier(element.get("ID")), width_mm=size.width, height_mm=size.height)


def _physical_box(area: Element | None) -> Box | None:
    found = box(child_text(area, "PhysicalBox"))
    return found if found is not None and found.width > 0 and found.height > 0 else None
