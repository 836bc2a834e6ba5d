"""The corpus written again: what both tests of rewritten documents share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import numpy as np
from lxml import etree
from PySide6.QtGui import QImage

from core.ofd import open_ofd, page_text
from core.ofd.package import Package
from core.ofd.xml import Element
from desktop.reading import RectPx
from desktop.reading.fontfiles import FontFiles, installed_fonts
from desktop.reading.ofd import open_ofd_document
from tests.corpus.features.package import zipped

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"
FILES = sorted((CORPUS / "ofd").glob("*.ofd"))
DPI = 40
WAYS_A_FILE = 3
_VISIBLE = 32
Parts = Mapping[str, bytes]
Way = Callable[[Parts], Parts | bytes]
"""Parts made anew, or a whole archive."""


def each(change: Callable[[Element], bytes | None]) -> Way:
    """Change every part that is well-formed XML; None writes the changed tree as it is."""

    def rewritten(parts: Parts) -> Parts:
        return {name: part_changed(content, change) for name, content in parts.items()}

    return rewritten


def part_changed(content: bytes, change: Callable[[Element], bytes | None]) -> bytes:
    """A part with its tree changed; as it is, when it is no well-formed XML."""
    if not content.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<"):
        return content
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError:
        return content
    return change(root) or written(root)


def written(root: Element, encoding: str = "UTF-8") -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding=encoding)


def elements(root: Element) -> Iterator[Element]:
    return (element for element in root.iter() if isinstance(element.tag, str))


def first_page(data: bytes, fonts: FontFiles) -> tuple[np.ndarray, str]:  # type: ignore[type-arg]
    """The picture of the first page, and its characters in no order."""
    document = open_ofd(data)
    width, height = (max(1, round(side * DPI / 25.4)) for side in document.page_size(0))
    drawn = open_ofd_document(data, fonts)
    image, _ = drawn.draw(0, px_per_mm=DPI / 25.4, rect=RectPx(0, 0, width, height))
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(height, image.bytesPerLine())
    characters = sorted("".join(run.text for run in page_text(document.display(0))))
    return rows[:, : 3 * width].astype(int), "".join(characters)


def require_the_same(ways: Mapping[str, Way]) -> None:
    """Each file written in three of the ways, each way some of the files: it looks and reads as before."""
    fonts, names = installed_fonts(), list(ways)
    tried = dict.fromkeys(names, 0)
    for number, file in enumerate(FILES):
        package = Package(file.read_bytes())
        parts = {name: package.read(name) for name in package.names}
        picture, text = first_page(zipped(parts), fonts)
        for name in (names[(number + 5 * step) % len(names)] for step in range(WAYS_A_FILE)):
            changed = ways[name](parts)
            data = changed if isinstance(changed, bytes) else zipped(changed)
            again, read = first_page(data, fonts)
            assert again.shape == picture.shape, (file.name, name)
            assert not visibly_differ(again, picture), (file.name, name)
            assert read == text, (file.name, name)
            tried[name] += 1
    assert min(tried.values()) >= len(FILES) * WAYS_A_FILE // len(ways) - 1


def visibly_differ(one: np.ndarray, other: np.ndarray) -> bool:  # type: ignore[type-arg]
    return bool((np.abs(one - other) > _VISIBLE).any())
