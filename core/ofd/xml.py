"""XML parts without a document type, entities or network; elements are known by their local names.

Real files use the 2016 namespace, an older one, none, or nonsense (trap 1), so no namespace is compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from io import BytesIO
from typing import cast

from lxml import etree

from core.ofd.errors import OverLimit, PartMalformed
from core.ofd.limits import Limits

Element = etree._Element
_DOCTYPES = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))
_LEADING = b" \t\r\n\0"
_ATTRIBUTES_MAX = 1_000


def _refuse_dangerous(data: bytes, part: str, limits: Limits) -> None:
    if len(data) > limits.xml_bytes:
        raise OverLimit(limit="xml_bytes", allowed=limits.xml_bytes, part=part)
    if data.count(b"<") > limits.xml_elements * 2 or data.count(b"=") > limits.xml_elements * 4:
        raise OverLimit(limit="xml_elements", allowed=limits.xml_elements, part=part)
    if any(mark in data for mark in _DOCTYPES):
        raise PartMalformed(part=part)


def _parser(*, recover: bool, encoding: str | None = None) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
        encoding=encoding,
    )


def parse_xml(
    data: bytes, part: str, limits: Limits, repaired: Callable[[], object] | None = None
) -> Element:
    """The root element of a part.

    Without `repaired` only well-formed XML passes. With it, what can be saved of a broken part is returned
    and `repaired` is called. Raises `PartMalformed` or `OverLimit`.
    """
    _refuse_dangerous(data, part, limits)
    data = data.lstrip(_LEADING) if data[:1] in (b" ", b"\t", b"\r", b"\n") else data
    tries: tuple[tuple[bool, str | None], ...] = ((False, None), (False, "gb18030"), (True, None))
    line = 0
    for attempt, (recover, encoding) in enumerate(tries[: 2 if repaired is None else 3]):
        try:
            parser = _parser(recover=recover, encoding=encoding)
            root = cast("Element | None", etree.fromstring(data, parser))
        except etree.XMLSyntaxError as error:
            line = line or (error.lineno or 0)
            continue
        except (ValueError, LookupError):
            continue
        if root is None or not local(root):
            continue
        if root.getroottree().docinfo.internalDTD is not None:
            break
        if attempt and repaired is not None:
            repaired()
        return root
    raise PartMalformed(part=part, line=line)


def first_inside(data: bytes, part: str, limits: Limits, wanted: str, stop: str) -> Element | None:
    """The first `wanted` element that ends before a `stop` begins, without reading on.

    Raises `PartMalformed` or `OverLimit`, as `parse_xml` does.
    """
    _refuse_dangerous(data, part, limits)
    events = etree.iterparse(
        BytesIO(data), events=("start", "end"), resolve_entities=False, load_dtd=False, no_network=True
    )
    try:
        for event, element in events:
            name = local(element)
            if event == "start" and name == stop:
                return None
            if event == "end" and name == wanted:
                found: Element = element
                return found
    except (etree.XMLSyntaxError, ValueError, LookupError):
        return child(parse_xml(data, part, limits, lambda: None), wanted)
    return None


def which_first(beginning: bytes, wanted: str, stop: str) -> str:
    """Whether in every part that begins so `wanted` ends before a `stop` begins, or the other way round.

    Answers that name, or nothing when these bytes do not tell.
    """
    if any(mark in beginning for mark in _DOCTYPES):
        return ""
    events = etree.iterparse(
        BytesIO(beginning), events=("start", "end"), resolve_entities=False, load_dtd=False, no_network=True
    )
    try:
        for event, element in events:
            name = local(element)
            if (event, name) in (("start", stop), ("end", wanted)):
                return name
    except (etree.XMLSyntaxError, ValueError, LookupError):
        return ""
    return ""


@lru_cache(maxsize=4096)
def _local(tag: object) -> str:
    return tag[tag.rfind("}") + 1 :].rpartition(":")[2] if isinstance(tag, str) else ""


def local(element: Element) -> str:
    """An element's name without its namespace; empty for an entity or a comment."""
    return _local(element.tag)


def attributes_of(element: Element) -> dict[str, str]:
    """An element's attributes; none of a thousand or more, which lxml lists in the square of their number."""
    attributes = element.attrib
    return dict(attributes) if len(attributes) < _ATTRIBUTES_MAX else {}  # type: ignore[arg-type]


def children(element: Element | None, name: str) -> Iterator[Element]:
    """The children of that name; none of an element that is not there."""
    for found in () if element is None else element:
        if local(found) == name:
            yield found


def child(element: Element | None, name: str) -> Element | None:
    """The first child of that name."""
    if element is not None:
        for found in element:
            if local(found) == name:
                return found
    return None


def text_of(element: Element | None) -> str:
    """The element's own text and that of everything in it, untrimmed."""
    if element is None:
        return ""
    if len(element) == 0:
        return element.text or ""
    return "".join(str(piece) for piece in element.itertext())


def child_text(element: Element | None, name: str) -> str:
    """The trimmed text of the first child of that name, or of the attribute of that name."""
    found = child(element, name)
    if found is not None:
        return text_of(found).strip()
    return "" if element is None else (element.get(name) or "").strip()
