"""XML parts without a document type, entities or network; elements are known by their local names.

Real files use the 2016 namespace, an older one, none, or nonsense, so no namespace is compared.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from io import BytesIO
from typing import cast

from lxml import etree

from core.ofd.errors import OverLimit, PartMalformed
from core.ofd.limits import Limits

Element = etree._Element
_DOCTYPE = b"<!DOCTYPE"
# As `encode` would: its tables of UTF-16 take longer to load than any part to look through.
_DOCTYPES = (
    _DOCTYPE,
    b"\0".join(map(bytes, zip(_DOCTYPE))) + b"\0",
    b"\0" + b"\0".join(map(bytes, zip(_DOCTYPE))),
)
_LEADING = b" \t\r\n\0"
_ATTRIBUTES_MAX = 1_000
_RECOVERING = 2
_DECLARATION_MAX = 100
_PREFIXED = (b":ID=", b":PageID=")
_THREE_BYTES = "\u0800"
_BOM = b"\xef\xbb\xbf"
# Compiled by `re` when a part must be mended, which few need.
_LOOSE_AMPERSAND = rb"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});)"
_SURROGATES = rb"(?:&#(?:[xX]0{0,4}[dD][89a-fA-F][0-9a-fA-F]{2}|0{0,4}5[5-7][0-9]{3});)+"
_SURROGATE_BYTES = rb"(?:\xed[\xa0-\xbf][\x80-\xbf])+"
_CODE = rb"&#([^;]+);"
_BLANK_CONTROLS = bytes(0x20 if code < 0x20 and code not in (9, 10, 13) else code for code in range(256))
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


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
    line = 0
    for attempt in range(2 if repaired is None else 3):
        try:
            tried, encoding = _tried(data, attempt)
            parser = _parser(recover=attempt == _RECOVERING, encoding=encoding)
            root = cast("Element | None", etree.fromstring(tried, parser))
        except etree.XMLSyntaxError as error:
            line = line or (error.lineno or 0)
            continue
        except (ValueError, LookupError):
            continue
        if root is None or not local(root):
            continue
        if root.getroottree().docinfo.internalDTD is not None:
            break
        prefixed = (
            repaired is not None and any(mark in data for mark in _PREFIXED) and _without_prefixes(root)
        )
        if (attempt or encoding == "utf-8" or prefixed) and repaired is not None:
            repaired()
        return root
    raise PartMalformed(part=part, line=line)


def _without_prefixes(root: Element) -> bool:
    """Name attributes that carry the namespace of their element as without it; whether any did."""
    found = False
    for element in root.iter():
        names = element.attrib if len(element.attrib) < _ATTRIBUTES_MAX else ()
        for name in [str(name) for name in names if ":" in str(name)]:
            own = name.rpartition("}")[2].rpartition(":")[2]
            if own not in element.attrib and _is_of_its_element(name, str(element.tag)):
                element.set(own, element.attrib.pop(name))
                found = True
    return found


def _is_of_its_element(attribute: str, tag: str) -> bool:
    ends = "}" if "}" in attribute else ":"
    return attribute.rpartition(ends)[0] == tag.rpartition(ends)[0]


def _tried(data: bytes, attempt: int) -> tuple[bytes, str | None]:
    """What is parsed, and as which encoding: as declared; as the bytes look; mended, to be recovered."""
    if attempt == _RECOVERING:
        return _mended(data)
    if attempt:
        return data, _real_encoding(data)
    return data, _meant_encoding(data)


def _meant_encoding(data: bytes) -> str | None:
    """The encoding that a declared code page stands for; None where the declaration is to be taken as it is.

    GB 2312 means GB 18030, which has all of it and its dash; and what is UTF-8 is read so whatever code page
    it declares, because in most of these any bytes are text.
    """
    at = data.find(b"encoding=", 0, _DECLARATION_MAX) + 10
    if at < 10 or data[at : at + 3].lower() == b"utf" or data.isascii():
        return None
    if _is_utf8(data):
        return "utf-8"
    return "gb18030" if data[at : at + 6].lower() == b"gb2312" else None


def _is_utf8(data: bytes) -> bool:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    # What other code pages write can be two bytes of UTF-8 by chance, but hardly ever all of it three.
    return sum(char >= _THREE_BYTES for char in text) > sum("\x80" <= char < _THREE_BYTES for char in text)


def _real_encoding(data: bytes) -> str:
    """UTF-8 or GB 18030, whatever a part declares: a few wrong bytes must not turn all UTF-8 into GBK."""
    text = re.sub(_SURROGATE_BYTES, b"", data).decode("utf-8", "replace")
    wide = len(text) - len(text.encode("ascii", "ignore"))
    return "utf-8" if text.count("\ufffd") * 4 <= wide else "gb18030"


def _mended(data: bytes) -> tuple[bytes, str | None]:
    """What libxml2 would lose while it repairs made right, and the encoding to read it in (None: its own).

    Serialisers in the field write a character above U+FFFF in two halves, one for each surrogate, as
    references or as bytes, which XML forbids; a lone half becomes U+FFFD, because lxml cannot read it back.
    """
    encoding = None
    if data.startswith(UTF16_MARKS):
        data, encoding = data.decode("utf-16", "replace").encode("utf-8", "replace"), "utf-8"
    elif _real_encoding(data) == "utf-8":
        data, encoding = re.sub(_SURROGATE_BYTES, _whole_bytes, data), "utf-8"
    while data.startswith(_BOM):
        data = data.removeprefix(_BOM).lstrip(_LEADING)
    if b"\0" not in data:
        data = data.translate(_BLANK_CONTROLS)  # libxml2 would leave them out, and the deltas count them
    data = re.sub(_LOOSE_AMPERSAND, b"&amp;", data.replace(b"&nbsp;", b"&#160;"))
    return re.sub(_SURROGATES, _whole_characters, data), encoding


def _whole_bytes(found: re.Match[bytes]) -> bytes:
    units = found[0].decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass")
    return units.decode("utf-16-le", "replace").encode()


def _whole_characters(found: re.Match[bytes]) -> bytes:
    """References to UTF-16 units as references to the characters they make up."""
    codes = (int(text[1:], 16) if text[:1] in b"xX" else int(text) for text in re.findall(_CODE, found[0]))
    units = b"".join(code.to_bytes(2, "little") for code in codes)
    return b"".join(b"&#%d;" % ord(char) for char in units.decode("utf-16-le", "replace"))


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


def declared(document: Element, name: str) -> Iterator[Element]:
    """The elements of that name in a document's CommonData, then those that stand beside it by mistake."""
    common = child(document, "CommonData")
    if common is not None:
        yield from children(common, name)
    yield from children(document, name)


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
