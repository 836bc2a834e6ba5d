"""The corpus written again as other programs would write the same: every page looks and reads as before.

Each file meets three of the ways, each way some sixteen files.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import numpy as np
import pytest
from lxml import etree
from PySide6.QtGui import QImage

from core.ofd import open_ofd, page_text
from core.ofd.package import Package, folder_of
from core.ofd.xml import Element, children, local
from desktop.reading import RectPx
from desktop.reading.fontfiles import FontFiles, installed_fonts
from desktop.reading.ofd import open_ofd_document
from tests.corpus.features.package import zipped

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"
FILES = sorted((CORPUS / "ofd").glob("*.ofd"))
DPI = 40
WAYS_A_FILE = 3
_VISIBLE = 32
_LOCATIONS = frozenset(
    ["DocRoot", "PublicRes", "DocumentRes", "PageRes", "Annotations", "Signatures", "FileLoc", "MediaFile"]
)
Parts = Mapping[str, bytes]
Way = Callable[[Parts], Parts]

pytestmark = pytest.mark.skipif(not FILES, reason="the corpus is not beside the project (../shared/corpus)")


def _each(change: Callable[[Element], bytes | None]) -> Way:
    """Change every part that is well-formed XML; None writes the changed tree as it is."""

    def rewritten(parts: Parts) -> Parts:
        return {name: _changed(content, change) for name, content in parts.items()}

    return rewritten


def _changed(content: bytes, change: Callable[[Element], bytes | None]) -> bytes:
    if not content.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<"):
        return content
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError:
        return content
    return change(root) or _written(root)


def _written(root: Element, encoding: str = "UTF-8") -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding=encoding)


def _elements(root: Element) -> Iterator[Element]:
    return (element for element in root.iter() if isinstance(element.tag, str))


def _indented(root: Element) -> None:
    for element in _elements(root):
        if len(element) and not (element.text or "").strip():
            element.text = "\n  "
        if not (element.tail or "").strip():
            element.tail = "\n  "


def _without_namespace(root: Element) -> bytes:
    bare = re.sub(rb'\sxmlns(:\w+)?="[^"]*"', b"", _written(root))
    return re.sub(rb"(</?)\w+:", rb"\1", bare)


def _turned_attributes(root: Element) -> None:
    for element in _elements(root):
        given = list(element.attrib.items())
        element.attrib.clear()
        for name, value in reversed(given):
            element.set(name, value)


def _deltas(change: Callable[[list[str]], list[str]]) -> Callable[[Element], None]:
    def changed(root: Element) -> None:
        for element in _elements(root):
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
    for element in list(_elements(root)):
        if local(element) == "Layer":
            for inside in [each for each in element if isinstance(each.tag, str)]:
                block = etree.Element(element.tag.replace("Layer", "PageBlock"))
                element.replace(inside, block)
                block.append(inside)


def _outlines(change: Callable[[str], str]) -> Callable[[Element], None]:
    def changed(root: Element) -> None:
        for element in _elements(root):
            if local(element) == "AbbreviatedData" and element.text:
                element.text = change(element.text)

    return changed


def _with_locations(change: Callable[[str, str, Package], str]) -> Way:
    def rewritten(parts: Parts) -> Parts:
        package = Package(zipped(parts))

        def relocated(name: str) -> Callable[[Element], None]:
            def changed(root: Element) -> None:
                for element in _elements(root):
                    if local(element) in _LOCATIONS and element.text and not len(element):
                        element.text = change(element.text, folder_of(name), package)
                    if element.get("BaseLoc") and local(element) != "Res":
                        element.set("BaseLoc", change(element.get("BaseLoc", ""), folder_of(name), package))

            return changed

        return {name: _changed(content, relocated(name)) for name, content in parts.items()}

    return rewritten


def _absolute(loc: str, folder: str, package: Package) -> str:
    found = package.find(loc.strip(), folder)
    return loc if found is None else f"/{found}"


WAYS: dict[str, Way] = {
    "indented": _each(_indented),
    "UTF-16": _each(lambda root: _written(root, "UTF-16")),
    "GB 18030": _each(lambda root: _written(root, "GB18030")),
    "references for all that is not ASCII": _each(lambda root: _written(root, "ASCII")),
    "attributes the other way round": _each(_turned_attributes),
    "no namespace": _each(_without_namespace),
    "deltas written out": _each(_deltas(_expanded)),
    "deltas gathered": _each(_deltas(_gathered)),
    "a block around each object": _each(_in_blocks),
    "outlines without blanks": _each(_outlines(lambda text: re.sub(r"\s*([MLSBQAC])\s*", r"\1", text))),
    "outlines in many lines": _each(_outlines(lambda text: "\n" + "\n".join(text.split()) + "\n")),
    "locations from the root": _with_locations(_absolute),
    "locations in backslashes": _with_locations(lambda loc, *_: loc.replace("/", "\\")),
    "names in capitals": lambda parts: {name.upper(): content for name, content in parts.items()},
    "all in a folder": lambda parts: {f"文件 1/{name}": content for name, content in parts.items()},
    "the parts in another order": lambda parts: dict(reversed(list(parts.items()))),
}


def _first_page(data: bytes, fonts: FontFiles) -> tuple[np.ndarray, str]:  # type: ignore[type-arg]
    document = open_ofd(data)
    width, height = (max(1, round(side * DPI / 25.4)) for side in document.page_size(0))
    drawn = open_ofd_document(data, fonts)
    image, _ = drawn.draw(0, px_per_mm=DPI / 25.4, rect=RectPx(0, 0, width, height))
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(height, image.bytesPerLine())
    characters = sorted("".join(run.text for run in page_text(document.display(0))))
    return rows[:, : 3 * width].astype(int), "".join(characters)


def test_a_document_written_another_way_looks_and_reads_the_same() -> None:
    fonts, names = installed_fonts(), list(WAYS)
    tried = dict.fromkeys(names, 0)
    for number, file in enumerate(FILES):
        package = Package(file.read_bytes())
        parts = {name: package.read(name) for name in package.names}
        picture, text = _first_page(zipped(parts), fonts)
        for name in (names[(number + 5 * step) % len(names)] for step in range(WAYS_A_FILE)):
            again, read = _first_page(zipped(WAYS[name](parts)), fonts)
            assert again.shape == picture.shape, (file.name, name)
            assert not (np.abs(again - picture) > _VISIBLE).any(), (file.name, name)
            assert read == text, (file.name, name)
            tried[name] += 1
    assert min(tried.values()) >= len(FILES) * WAYS_A_FILE // len(WAYS) - 1


def test_the_comparison_notices_a_lost_object() -> None:
    package = Package((CORPUS / "ofd" / FILES[0].name).read_bytes())
    parts = {name: package.read(name) for name in package.names}

    def without_last(root: Element) -> None:
        for layer in (each for each in _elements(root) if local(each) == "Layer"):
            for found in list(children(layer, "TextObject"))[-1:]:
                layer.remove(found)

    fonts = installed_fonts()
    whole, text = _first_page(zipped(parts), fonts)
    less, read = _first_page(zipped(_each(without_last)(parts)), fonts)
    assert (np.abs(less - whole) > _VISIBLE).any()
    assert read != text
