"""Which signatures a PDF holds, and where they stand. pyHanko leaves out those of types it does not know.

Everything read here is untrusted: what is not of the expected kind is passed over, what is missing is empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from pyhanko.pdf_utils import generic

from core.ofd.display import Box
from core.seal.report import StampPlace

FIELDS_MAX = 10_000
PAGES_MAX = 5_000
ANNOTATIONS_MAX = 5_000
SIGNATURES_MAX = 200
_DEEPEST = 32
_MM_PER_POINT = 25.4 / 72
_TIME = re.compile(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-])(\d\d)'(?:(\d\d)'?)?)?")


@dataclass(frozen=True, slots=True, eq=False)
class SignatureField:
    """A signature field with a signature in it; `listed` when the form names it (ISO 32000-1 12.7.2)."""

    name: str
    field: Any
    value: Any
    place: StampPlace | None
    listed: bool

    @property
    def sub_filter(self) -> str:
        return text_of(self.value, "/SubFilter").removeprefix("/")

    @property
    def type(self) -> str:
        return text_of(self.value, "/Type").removeprefix("/") or "Sig"


def signature_fields(reader: Any) -> list[SignatureField]:
    """Every filled signature field, of the form first, then those that only a page shows."""
    places, widgets = _widgets(reader.root)
    found: list[SignatureField] = []
    seen: set[int] = set()
    for name, field in form_fields(reader.root):
        value = signature_in(field)
        if value is not None and id(value) not in seen and len(found) < SIGNATURES_MAX:
            seen.add(id(value))
            found.append(SignatureField(name, field, value, _place_of(field, places), listed=True))
    for widget in widgets:
        value = signature_in(widget)
        if value is not None and id(value) not in seen and len(found) < SIGNATURES_MAX:
            seen.add(id(value))
            name = text_of(widget, "/T")
            found.append(SignatureField(name, widget, value, places.get(_key(widget)), listed=False))
    return found


def text_of(dictionary: Any, key: str) -> str:
    """A name or text of a dictionary, at most 200 characters."""
    value = got(dictionary, key)
    return str(value)[:200] if isinstance(value, str) else ""


def pdf_time(signature: Any) -> datetime | None:
    """When the signature says that it was made (/M, ISO 32000-1 7.9.4): it is among what was signed."""
    found = _TIME.match(text_of(signature, "/M"))
    if found is None:
        return None
    *numbers, sign, hours, minutes = found.groups()
    year, month, day, hour, minute, second = (int(each) for each in numbers)
    offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    try:
        zone = timezone(-offset if sign == "-" else offset)
        return datetime(year, month, day, hour, minute, second, tzinfo=zone)
    except ValueError:
        return None


def got(dictionary: Any, key: str) -> Any:
    """The object behind a key; None where there is none."""
    if not isinstance(dictionary, generic.DictionaryObject) or key not in dictionary:
        return None
    return dictionary[key]


def dictionaries(dictionary: Any, key: str, limit: int) -> Iterator[Any]:
    """The dictionaries of an array."""
    items = got(dictionary, key)
    if isinstance(items, generic.ArrayObject):
        for index in range(min(len(items), limit)):
            item = items[index]
            if isinstance(item, generic.DictionaryObject):
                yield item


def signature_in(field: Any) -> Any:
    """The signature dictionary in a signature field; None in any other and in one that is not signed."""
    if got(field, "/FT") != "/Sig" and got(got(field, "/Parent"), "/FT") != "/Sig":
        return None
    value = got(field, "/V")
    return value if isinstance(value, generic.DictionaryObject) else None


def form_fields(root: Any) -> Iterator[tuple[str, Any]]:
    """Full name and dictionary of every field of the form."""
    waiting = [("", field, 0) for field in dictionaries(got(root, "/AcroForm"), "/Fields", FIELDS_MAX)][::-1]
    count = 0
    while waiting and count < FIELDS_MAX:
        count += 1
        above, field, depth = waiting.pop()
        own = text_of(field, "/T")
        name = ".".join(part for part in (above, own) if part)
        yield name, field
        if depth < _DEEPEST:
            waiting += [(name, kid, depth + 1) for kid in dictionaries(field, "/Kids", FIELDS_MAX)][::-1]


def _key(dictionary: Any) -> Any:
    """What tells one indirect object from another."""
    reference = getattr(dictionary, "container_ref", None)
    return (
        (reference.idnum, reference.generation)
        if isinstance(reference, generic.Reference)
        else id(dictionary)
    )


def _place_of(field: Any, places: dict[Any, StampPlace]) -> StampPlace | None:
    """Of the field itself when it is its own widget, else of its first widget."""
    own = places.get(_key(field))
    if own is not None:
        return own
    return next((places[_key(kid)] for kid in dictionaries(field, "/Kids", 100) if _key(kid) in places), None)


def _widgets(root: Any) -> tuple[dict[Any, StampPlace], list[Any]]:
    """Where every widget stands, and those widgets that are signature fields."""
    places: dict[Any, StampPlace] = {}
    signatures = []
    for number, (page, box, turn) in enumerate(_pages(root)):
        for annotation in dictionaries(page, "/Annots", ANNOTATIONS_MAX):
            rectangle = _numbers(got(annotation, "/Rect"))
            if rectangle is not None and box is not None and _is_seen(rectangle):
                places[_key(annotation)] = StampPlace(number, _box_mm(rectangle, box, turn))
            if signature_in(annotation) is not None:
                signatures.append(annotation)
    return places, signatures


_Edges = tuple[float, float, float, float]


def _pages(root: Any) -> Iterator[tuple[Any, _Edges | None, int]]:
    """Each page with the box it is shown in and its turn in degrees, both of which it may inherit."""
    waiting: list[tuple[Any, _Edges | None, int, int]] = [(got(root, "/Pages"), None, 0, 0)]
    seen, count = set(), 0
    while waiting and count < PAGES_MAX:
        node, box, turn, depth = waiting.pop()
        if _key(node) in seen or depth > _DEEPEST:
            continue
        seen.add(_key(node))
        own_box = _numbers(got(node, "/CropBox")) or _numbers(got(node, "/MediaBox"))
        own_turn = got(node, "/Rotate")
        box = own_box or box
        turn = int(own_turn) % 360 if isinstance(own_turn, int) else turn
        if got(node, "/Kids") is None:
            if node is not None:
                count += 1
                yield node, box, turn
            continue
        waiting += [(kid, box, turn, depth + 1) for kid in dictionaries(node, "/Kids", PAGES_MAX)][::-1]


def _is_seen(rectangle: _Edges) -> bool:
    """A field without extent shows nothing (ISO 32000-1 12.7.4.5)."""
    return rectangle[2] > rectangle[0] and rectangle[3] > rectangle[1]


def page_box(root: Any, number: int) -> tuple[_Edges, int] | None:
    """The box that a page (from 0) is shown in and its turn; None when there is no such page."""
    for index, (_, box, turn) in enumerate(_pages(root)):
        if index == number:
            return None if box is None else (box, turn)
    return None


def _numbers(array: Any) -> _Edges | None:
    if not isinstance(array, generic.ArrayObject) or len(array) != 4:
        return None
    try:
        x1, y1, x2, y2 = (float(array[index]) for index in range(4))
    except (TypeError, ValueError):
        return None
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _box_mm(rectangle: _Edges, page: _Edges, turn: int) -> Box:
    """A rectangle of user space as it is seen, mm from the page's top left."""
    left, bottom, right, top = rectangle
    match turn:
        case 90:
            x, y = bottom - page[1], left - page[0]
        case 180:
            x, y = page[2] - right, bottom - page[1]
        case 270:
            x, y = page[3] - top, page[2] - right
        case _:
            x, y = left - page[0], page[3] - top
    width, height = right - left, top - bottom
    if turn in (90, 270):
        width, height = height, width
    return Box(*(round(each * _MM_PER_POINT, 3) for each in (x, y, width, height)))
