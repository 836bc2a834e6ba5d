"""The corpus written again as other programs would write the same: every page looks and reads as before.

Each file meets three of the ways, each way some sixteen files.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from lxml import etree

from core.ofd.package import Package, folder_of
from core.ofd.xml import Element, children, local
from desktop.reading.fontfiles import installed_fonts
from tests.corpus.features.package import zipped
from tests.corpus.rewriting import (
    CORPUS,
    FILES,
    Parts,
    Way,
    each,
    elements,
    first_page,
    part_changed,
    require_the_same,
    visibly_differ,
    written,
)

_LOCATIONS = frozenset(
    ["DocRoot", "PublicRes", "DocumentRes", "PageRes", "Annotations", "Signatures", "FileLoc", "MediaFile"]
)

pytestmark = pytest.mark.skipif(not FILES, reason="the corpus is not beside the project (../shared/corpus)")


def _indented(root: Element) -> None:
    for element in elements(root):
        if len(element) and not (element.text or "").strip():
            element.text = "\n  "
        if not (element.tail or "").strip():
            element.tail = "\n  "


def _without_namespace(root: Element) -> bytes:
    bare = re.sub(rb'\sxmlns(:\w+)?="[^"]*"', b"", written(root))
    return re.sub(rb"(</?)\w+:", rb"\1", bare)


def _turned_attributes(root: Element) -> None:
    for element in elements(root):
        given = list(element.attrib.items())
        element.attrib.clear()
        for name, value in reversed(given):
            element.set(name, value)


def _deltas(change: Callable[[list[str]], list[str]]) -> Callable[[Element], None]:
    def changed(root: Element) -> None:
        for element in elements(root):
            for name in ("DeltaX", "DeltaY"):
                if element.get(name):
                    element.set(name, " ".join(change(element.get(name, "").split())))

    return changed


def _expanded(words: list[str]) -> list[str]:
    found: list[str] = []
    at = 0
    while at < len(words):
        if words[at] == "g":
            found += [words[at + 2]] * int(words[at + 1])
            at += 3
        else:
            found.append(words[at])
            at += 1
    return found


def _gathered(words: list[str]) -> list[str]:
    found: list[str] = []
    for word in _expanded(words):
        if found and found[-1] == word:
            found[-2] = str(int(found[-2]) + 1)
        else:
            found += ["g", "1", word]
    return found


def _in_blocks(root: Element) -> None:
    for element in list(elements(root)):
        if local(element) == "Layer":
            for inside in [each for each in element if isinstance(each.tag, str)]:
                block = etree.Element(element.tag.replace("Layer", "PageBlock"))
                element.replace(inside, block)
                block.append(inside)


def _outlines(change: Callable[[str], str]) -> Callable[[Element], None]:
    def changed(root: Element) -> None:
        for element in elements(root):
            if local(element) == "AbbreviatedData" and element.text:
                element.text = change(element.text)

    return changed


def _with_locations(change: Callable[[str, str, Package], str]) -> Way:
    def rewritten(parts: Parts) -> Parts:
        package = Package(zipped(parts))

        def relocated(name: str) -> Callable[[Element], None]:
            def changed(root: Element) -> None:
                for element in elements(root):
                    if local(element) in _LOCATIONS and element.text and not len(element):
                        element.text = change(element.text, folder_of(name), package)
                    if element.get("BaseLoc") and local(element) != "Res":
                        element.set("BaseLoc", change(element.get("BaseLoc", ""), folder_of(name), package))

            return changed

        return {name: part_changed(content, relocated(name)) for name, content in parts.items()}

    return rewritten


def _absolute(loc: str, folder: str, package: Package) -> str:
    found = package.find(loc.strip(), folder)
    return loc if found is None else f"/{found}"


WAYS: dict[str, Way] = {
    "indented": each(_indented),
    "UTF-16": each(lambda root: written(root, "UTF-16")),
    "GB 18030": each(lambda root: written(root, "GB18030")),
    "references for all that is not ASCII": each(lambda root: written(root, "ASCII")),
    "attributes the other way round": each(_turned_attributes),
    "no namespace": each(_without_namespace),
    "deltas written out": each(_deltas(_expanded)),
    "deltas gathered": each(_deltas(_gathered)),
    "a block around each object": each(_in_blocks),
    "outlines without blanks": each(_outlines(lambda text: re.sub(r"\s*([MLSBQAC])\s*", r"\1", text))),
    "outlines in many lines": each(_outlines(lambda text: "\n" + "\n".join(text.split()) + "\n")),
    "locations from the root": _with_locations(_absolute),
    "locations in backslashes": _with_locations(lambda loc, *_: loc.replace("/", "\\")),
    "names in capitals": lambda parts: {name.upper(): content for name, content in parts.items()},
    "all in a folder": lambda parts: {f"文件 1/{name}": content for name, content in parts.items()},
    "the parts in another order": lambda parts: dict(reversed(list(parts.items()))),
}


def test_a_document_written_another_way_looks_and_reads_the_same() -> None:
    require_the_same(WAYS)


def test_the_comparison_notices_a_lost_object() -> None:
    package = Package((CORPUS / "ofd" / FILES[0].name).read_bytes())
    parts = {name: package.read(name) for name in package.names}

    def without_last(root: Element) -> None:
        for layer in (found for found in elements(root) if local(found) == "Layer"):
            for text in list(children(layer, "TextObject"))[-1:]:
                layer.remove(text)

    fonts = installed_fonts()
    whole, text = first_page(zipped(parts), fonts)
    less, read = first_page(zipped(each(without_last)(parts)), fonts)
    assert visibly_differ(less, whole)
    assert read != text
