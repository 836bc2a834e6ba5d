"""批注: what a reader marks on a page, kept as a layer of its own beside the file (never inside it).

Lengths are mm from the page's top left (GB/T 33190 8.1); pages count from 0.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, NamedTuple, TypeAlias

import msgspec
from msgspec import Meta

ANNOTATIONS_MAX = 5_000
POINTS_MAX = 20_000

_Mm: TypeAlias = Annotated[float, Meta(ge=-100_000, le=100_000)]
Rgb: TypeAlias = Annotated[str, Meta(pattern=r"^#[0-9A-Fa-f]{6}$")]


class MarkBox(NamedTuple):
    """A rectangle of a page."""

    x_mm: _Mm
    y_mm: _Mm
    width_mm: _Mm
    height_mm: _Mm


class InkPoint(NamedTuple):
    """A point of a stroke; `pressure` is the pen's, 0–1, and 1 for a mouse."""

    x_mm: _Mm
    y_mm: _Mm
    pressure: Annotated[float, Meta(ge=0, le=1)] = 1.0


class Highlight(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="highlight"):
    """Text laid over with colour, a box for each of its lines."""

    boxes: Annotated[tuple[MarkBox, ...], Meta(min_length=1, max_length=POINTS_MAX)]


class Underline(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="underline"):
    """Text with a line under it, a box for each of its lines."""

    boxes: Annotated[tuple[MarkBox, ...], Meta(min_length=1, max_length=POINTS_MAX)]


class Note(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="note"):
    """A typed remark that is pinned to a point."""

    x_mm: _Mm
    y_mm: _Mm


class Ink(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="ink"):
    """A stroke by hand; `width_mm` is its width at full pressure."""

    points: Annotated[tuple[InkPoint, ...], Meta(min_length=1, max_length=POINTS_MAX)]
    width_mm: Annotated[float, Meta(gt=0, le=20)] = 0.6


Mark: TypeAlias = Highlight | Underline | Note | Ink


class Annotation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One mark with who made it and when; `text` is a note's words, or a remark on what is marked."""

    id: str
    page: Annotated[int, Meta(ge=0, le=100_000)]
    author: str
    made_at: datetime
    colour: Rgb
    mark: Mark
    text: Annotated[str, Meta(max_length=4_000)] = ""

    @property
    def bounds(self) -> MarkBox:
        """The rectangle that holds the whole mark; a note's is the point it is pinned to."""
        match self.mark:
            case Highlight(boxes) | Underline(boxes):
                corners = [
                    (x, y)
                    for box in boxes
                    for x, y in (
                        (box.x_mm, box.y_mm),
                        (box.x_mm + box.width_mm, box.y_mm + box.height_mm),
                    )
                ]
            case Note(x_mm, y_mm):
                corners = [(x_mm, y_mm)]
            case Ink(points):
                corners = [(point.x_mm, point.y_mm) for point in points]
        left, top = min(x for x, _ in corners), min(y for _, y in corners)
        return MarkBox(left, top, max(x for x, _ in corners) - left, max(y for _, y in corners) - top)


AnnotationLayer: TypeAlias = Annotated[tuple[Annotation, ...], Meta(max_length=ANNOTATIONS_MAX)]
encode_layer = msgspec.msgpack.Encoder().encode
decode_layer = msgspec.msgpack.Decoder(AnnotationLayer).decode
