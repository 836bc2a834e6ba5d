"""Changes to a part's element tree: what a careless or hostile producer could have written."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from random import Random
from typing import cast

from lxml import etree

from tests.fuzz.values import mutated_bytes, mutated_text, odd_number

Element = etree._Element
_REFERENCES = (
    *("Font", "ResourceID", "DrawParam", "Relative", "TemplateID", "ColorSpace", "PageID", "PageRef", "ID"),
    *("Substitution", "ImageMask", "Thumbnail", "ObjID", "DefaultCS"),
)
_ATTRIBUTES = (
    *_REFERENCES,
    *(
        "Boundary",
        "CTM",
        "Alpha",
        "LineWidth",
        "DashPattern",
        "DashOffset",
        "Cap",
        "Join",
        "MiterLimit",
        "Rule",
    ),
    *("Size", "HScale", "ReadDirection", "CharDirection", "Weight", "Italic", "DeltaX", "DeltaY", "X", "Y"),
    *("CodePosition", "CodeCount", "GlyphCount", "Value", "Index", "Type", "Visible", "TransFlag", "ZOrder"),
    *("XStep", "YStep", "Width", "Height", "ReflectMethod", "RelativeTo", "Extend", "MapType", "MapUnit"),
    *("StartPoint", "EndPoint", "StartRadius", "EndRadius", "Eccentricity", "Angle", "Position", "EdgeFlag"),
    *("BaseLoc", "Format", "Stroke", "Fill", "BitsPerComponent", "VerticesPerRow", "Name", "CompressMethod"),
)
DEPTHS = (3, 20, 60, 200, 300, 3000)
_ELEMENTS_MAX = 20_000


def mutated_xml(random: Random, content: bytes, donors: Sequence[bytes]) -> bytes:
    """The part with one to four changes; parts that are not XML are changed as bytes."""
    root = _parsed(content)
    if root is None:
        return mutated_bytes(random, content)
    for _ in range(random.choice((1, 1, 1, 2, 4))):
        elements = list(root.iter(etree.Element))
        _CHANGES[random.choices(range(len(_CHANGES)), _WEIGHTS)[0]](random, root, random.choice(elements))
    if donors and random.random() < 0.12:
        _graft(random, root, _parsed(random.choice(donors)))
    encoding = random.choice(("UTF-8",) * 6 + ("GB18030", "UTF-16"))
    return cast("bytes", etree.tostring(root, xml_declaration=True, encoding=encoding))


def _parsed(content: bytes) -> Element | None:
    try:
        return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        return None


def _allowed(text: str) -> str:
    """What an attribute may carry at all: lxml refuses control characters."""
    return "".join(letter for letter in text if letter >= " " or letter in "\t\n")


def _change_attribute(random: Random, root: Element, element: Element) -> None:
    name = random.choice(list(element.keys()) or list(_ATTRIBUTES))
    element.set(name, _allowed(mutated_text(random, element.get(name) or "1")))


def _add_attribute(random: Random, root: Element, element: Element) -> None:
    values = [value for other in root.iter(etree.Element) for value in other.values()]
    element.set(random.choice(_ATTRIBUTES), random.choice(values) if values else odd_number(random))


def _drop_attribute(random: Random, root: Element, element: Element) -> None:
    if element.keys():
        del element.attrib[random.choice(element.keys())]


def _point_elsewhere(random: Random, root: Element, element: Element) -> None:
    """References to nothing, to the wrong kind, or to what contains them."""
    ids = [other.get("ID") or "0" for other in root.iter(etree.Element) if other.get("ID")]
    named = [other for other in root.iter(etree.Element) if set(other.keys()) & set(_REFERENCES)]
    chosen = random.choice(named) if named else element
    name = random.choice([str(name) for name in chosen.attrib if name in _REFERENCES] or list(_REFERENCES))
    chosen.set(name, random.choice([*ids, "0", "999999", "-1", "x"]))


def _change_text(random: Random, root: Element, element: Element) -> None:
    texts = [other for other in root.iter(etree.Element) if (other.text or "").strip()]
    chosen = random.choice(texts) if texts else element
    chosen.text = _allowed(mutated_text(random, chosen.text or ""))


def _drop(random: Random, root: Element, element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _repeat(random: Random, root: Element, element: Element) -> None:
    parent = element.getparent()
    size = sum(1 for _ in element.iter())
    for _ in range(min(random.choice((1, 2, 10, 500)), _ELEMENTS_MAX // size)):
        if parent is not None:
            parent.append(copy.deepcopy(element))


def _rename(random: Random, root: Element, element: Element) -> None:
    element.tag = random.choice([other.tag for other in root.iter(etree.Element)])


def _move(random: Random, root: Element, element: Element) -> None:
    target = random.choice(list(root.iter(etree.Element)))
    if element is not root and element not in list(target.iterancestors()) and target is not element:
        target.insert(random.randint(0, len(target)), element)


def _nest(random: Random, root: Element, element: Element) -> None:
    """The element within itself, over and over."""
    shell = copy.deepcopy(element)
    for child in list(shell)[:-1]:
        shell.remove(child)
    inner, size = element, sum(1 for _ in shell.iter())
    for _ in range(min(random.choice(DEPTHS), _ELEMENTS_MAX // size)):
        deeper = copy.deepcopy(shell)
        inner.append(deeper)
        inner = deeper


def _graft(random: Random, root: Element, donor: Element | None) -> None:
    """A piece of another document's part."""
    if donor is None:
        return
    piece = copy.deepcopy(random.choice(list(donor.iter(etree.Element))))
    target = random.choice(list(root.iter(etree.Element)))
    target.insert(random.randint(0, len(target)), piece)


_CHANGES: tuple[Callable[[Random, Element, Element], None], ...] = (
    _change_attribute,
    _change_text,
    _point_elsewhere,
    _add_attribute,
    _drop_attribute,
    _drop,
    _repeat,
    _rename,
    _move,
    _nest,
)
_WEIGHTS = (30, 18, 10, 8, 5, 7, 6, 5, 6, 5)
