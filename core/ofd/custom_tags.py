"""What stands beside the pages: custom tags that name objects, and extensions (GB/T 33190 16, 17).

Invoices and official papers carry their fields this way: 文号, amounts, names. Nothing here is trusted to be
what the page shows: compare it with the text of the objects it names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from core.ofd.parts import Parts
from core.ofd.values import identifier
from core.ofd.xml import Element, child_text, children, local, text_of

_MOST_ENTRIES = 10_000
_MOST_FILES = 200
_MOST_REFS = 200
_DEEPEST = 32
_MOST_EXTENSIONS = 1_000
_LONGEST_TEXT = 4_000


class ObjectRef(msgspec.Struct, frozen=True):
    """An object a tag names; `page` counts from 0, None when the document has no such page."""

    object_id: int
    page: int | None = None


class TagEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One tag: its `path` of element names from the outermost, what it names, and text of its own."""

    path: tuple[str, ...]
    objects: tuple[ObjectRef, ...] = ()
    text: str = ""


class CustomTag(msgspec.Struct, frozen=True, kw_only=True):
    """One file of tags; `kind` is its NameSpace or TypeID."""

    kind: str
    part: str
    entries: tuple[TagEntry, ...] = ()


class Extension(msgspec.Struct, frozen=True, kw_only=True):
    """What a program keeps in the document for itself; `ref_id` is the object it is about, 0 for none."""

    app_name: str
    company: str = ""
    app_version: str = ""
    date: str = ""
    ref_id: int = 0
    properties: tuple[tuple[str, str], ...] = ()


def read_custom_tags(
    parts: Parts, root: Element, part: str, pages: Mapping[int, int]
) -> tuple[CustomTag, ...]:
    """The tags of CustomTags.xml (`root`, `part`); a file that is missing or broken leaves a finding."""
    found = []
    for line, _ in zip(children(root, "CustomTag"), range(_MOST_FILES), strict=False):
        kind = line.get("NameSpace") or line.get("TypeID") or ""
        name = parts.find_from(part, child_text(line, "FileLoc"))
        if name is None:
            parts.findings.note("custom_tag.part_missing", part, kind)
            continue
        tags = parts.readable(name)
        if tags is not None:
            entries = zip(_entries(tags, (), pages), range(_MOST_ENTRIES), strict=False)
            found.append(CustomTag(kind=kind, part=name, entries=tuple(entry for entry, _ in entries)))
    return tuple(found)


def _entries(element: Element, outer: tuple[str, ...], pages: Mapping[int, int]) -> Iterator[TagEntry]:
    """The tags at and under `element`; one that neither names an object nor says anything only groups."""
    path = (*outer, local(element))
    objects = tuple(
        ObjectRef(identifier(text_of(ref).strip()), pages.get(identifier(ref.get("PageRef"))))
        for ref, _ in zip(children(element, "ObjectRef"), range(_MOST_REFS), strict=False)
    )
    own = (element.text or "").strip()[:_LONGEST_TEXT]
    if objects or own:
        yield TagEntry(path=path, objects=objects, text=own)
    if len(path) < _DEEPEST:
        for part in element:
            if local(part) not in ("ObjectRef", ""):
                yield from _entries(part, path, pages)


def parse_extensions(root: Element) -> tuple[Extension, ...]:
    """The Extension lines; their data, which only the program that wrote them knows, is left alone."""
    return tuple(
        Extension(
            app_name=line.get("AppName", ""),
            company=line.get("Company", ""),
            app_version=line.get("AppVersion", ""),
            date=line.get("Date", ""),
            ref_id=identifier(line.get("RefId")),
            properties=tuple(
                (found.get("Name", ""), text_of(found)[:_LONGEST_TEXT])
                for found in children(line, "Property")
            ),
        )
        for line, _ in zip(children(root, "Extension"), range(_MOST_EXTENSIONS), strict=False)
    )
