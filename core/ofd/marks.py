"""A reader's own marks (批注): values in page mm, kept as a layer of their own or written as annotations.

A mark beside a sealed document is kept as bytes (`pack_marks`), a mark in an unsealed one as an annotation
(`core.ofd.annotating`); both look the same, because both are drawn from `mark_annotation`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Annotated, NamedTuple, TypeAlias

import msgspec
from msgspec import Meta, structs

from core.ofd.display import (
    Annotation,
    Blend,
    Box,
    Cap,
    Join,
    Path,
    PathItem,
    Pen,
    Rgba,
    SolidPaint,
)
from core.ofd.errors import MarksTooMany, MarksUnreadable
from core.ofd.geometry import IDENTITY, grown, path_box, united

MARKS_MAX = 5_000
POINTS_MAX = 20_000
BOXES_MAX = 500
TEXT_MAX = 4_000
_LAYER_BYTES_MAX = 16 << 20
_LAYER_VERSION = 1
NOTE_SIDE_MM = 5.0
_LINE_SHARE = 0.06
_WIDTHS = 8
_THINNEST_MM = 0.25
_LIGHTEST = 0.25
"""The part of its full width that a stroke without pressure has."""

Length: TypeAlias = Annotated[float, Meta(ge=-100_000, le=100_000)]
Level: TypeAlias = Annotated[int, Meta(ge=0, le=255)]
Words: TypeAlias = Annotated[str, Meta(max_length=TEXT_MAX)]


class InkPoint(NamedTuple):
    """A point of a stroke: mm on the page, and how hard the pen was pressed, 0–1."""

    x: Length
    y: Length
    pressure: Annotated[float, Meta(ge=0, le=1)] = 0.5


class Area(NamedTuple):
    """A marked rectangle, mm on the page."""

    x: Length
    y: Length
    width: Annotated[float, Meta(gt=0, le=100_000)]
    height: Annotated[float, Meta(gt=0, le=100_000)]


class Tint(NamedTuple):
    red: Level
    green: Level
    blue: Level


Areas: TypeAlias = Annotated[tuple[Area, ...], Meta(min_length=1, max_length=BOXES_MAX)]


class _Mark(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every mark has: its own id (of whoever made it), page (from 0), author, when, colour, remark."""

    mark_id: Annotated[str, Meta(min_length=1, max_length=64)]
    page: Annotated[int, Meta(ge=0, le=1_000_000)]
    author: Annotated[str, Meta(max_length=200)]
    made_at: datetime
    tint: Tint = Tint(255, 213, 0)
    remark: Words = ""


class Highlight(_Mark, frozen=True, kw_only=True, tag=True):
    """Words laid under colour, one area a line."""

    areas: Areas


class Underline(_Mark, frozen=True, kw_only=True, tag=True):
    areas: Areas


class Strikeout(_Mark, frozen=True, kw_only=True, tag=True):
    areas: Areas


class Note(_Mark, frozen=True, kw_only=True, tag=True):
    """A remark pinned to a place: its top left corner."""

    x: Length
    y: Length


class Ink(_Mark, frozen=True, kw_only=True, tag=True):
    """Handwriting: strokes of points; `width_mm` is that of full pressure."""

    strokes: Annotated[
        tuple[Annotated[tuple[InkPoint, ...], Meta(min_length=1, max_length=POINTS_MAX)], ...],
        Meta(min_length=1, max_length=BOXES_MAX),
    ]
    width_mm: Annotated[float, Meta(gt=0, le=50)] = 0.6


Mark: TypeAlias = Highlight | Underline | Strikeout | Note | Ink


class _Layer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    version: int
    marks: Annotated[tuple[Mark, ...], Meta(max_length=MARKS_MAX)]


_encoder = msgspec.msgpack.Encoder()
_decode_layer = msgspec.msgpack.Decoder(_Layer).decode
_decode_mark = msgspec.msgpack.Decoder(Mark).decode


def pack_marks(marks: Sequence[Mark]) -> bytes:
    """A layer of marks as bytes, to be kept (encrypted) beside a document that must not change.

    Raises `MarksTooMany` for more than could be read again.
    """
    layer = _encoder.encode(_Layer(_LAYER_VERSION, tuple(marks)))
    if len(marks) > MARKS_MAX or len(layer) > _LAYER_BYTES_MAX:
        raise MarksTooMany(count=len(marks), limit=MARKS_MAX)
    return layer


def unpack_marks(untrusted_layer: bytes) -> tuple[Mark, ...]:
    """The marks of a kept layer. Raises `MarksUnreadable`."""
    if len(untrusted_layer) > _LAYER_BYTES_MAX:
        raise MarksUnreadable
    try:
        layer = _decode_layer(untrusted_layer)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise MarksUnreadable from None
    if layer.version != _LAYER_VERSION:
        raise MarksUnreadable
    return layer.marks


def pack_mark(mark: Mark) -> bytes:
    return _encoder.encode(mark)


def unpack_mark(untrusted_mark: bytes) -> Mark:
    """Raises `MarksUnreadable`."""
    try:
        mark: Mark = _decode_mark(untrusted_mark)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise MarksUnreadable from None
    return mark


def box_of(mark: Mark) -> Box:
    """The rectangle around all that a mark shows, page mm."""
    return boundary_of(tuple(shapes_of(mark)))


def shifted(mark: Mark, right: float, down: float) -> Mark:
    """A note or handwriting moved by so many mm; what is laid on words stays on them."""
    match mark:
        case Note():
            return structs.replace(mark, x=mark.x + right, y=mark.y + down)
        case Ink():
            strokes = tuple(
                tuple(InkPoint(x + right, y + down, pressure) for x, y, pressure in stroke)
                for stroke in mark.strokes
            )
            return structs.replace(mark, strokes=strokes)
        case _:
            return mark


class Shape(NamedTuple):
    """A part of a mark's appearance, page mm: stroked with `width`, or filled when that is 0."""

    path: Path
    width: float
    tint: Tint
    alpha: int = 255


def mark_annotation(mark: Mark) -> Annotation:
    """A mark as the display list shows it, whether it is in the document or beside it."""
    shapes = tuple(shapes_of(mark))
    kind, subtype = kind_of(mark)
    return Annotation(
        annotation_id=0,
        kind=kind,
        subtype=subtype,
        creator=mark.author,
        last_modified=mark.made_at.date().isoformat(),
        boundary=boundary_of(shapes),
        items=tuple(map(_item, shapes)),
        remark=mark.remark,
        read_only=False,
        blend=Blend.MULTIPLY if kind == "Highlight" else Blend.NORMAL,
    )


def kind_of(mark: Mark) -> tuple[str, str]:
    """The annotation's Type and Subtype (GB/T 33190 15.2)."""
    name = type(mark).__name__
    return ("Highlight" if isinstance(mark, Highlight) else "Path"), name


def boundary_of(shapes: Sequence[Shape]) -> Box:
    """The rectangle around shapes, with room for their strokes."""
    return united(grown(path_box(shape.path) or Box(0, 0, 0, 0), shape.width / 2 + 0.1) for shape in shapes)


def shapes_of(mark: Mark) -> Iterator[Shape]:
    """What a mark looks like."""
    match mark:
        case Highlight():
            for area in mark.areas:
                yield Shape(_rectangle(area), 0.0, mark.tint, 128)
        case Underline():
            for area in mark.areas:
                yield _line(area, area.y + area.height, mark.tint)
        case Strikeout():
            for area in mark.areas:
                yield _line(area, area.y + area.height * 0.55, mark.tint)
        case Note():
            side = NOTE_SIDE_MM
            paper = _rectangle(Area(mark.x, mark.y, side, side))
            yield Shape(paper, 0.0, mark.tint, 230)
            yield Shape(paper, _THINNEST_MM, Tint(*(level * 2 // 3 for level in mark.tint)))
            for row in (0.3, 0.5, 0.7):
                yield _line(
                    Area(mark.x + side * 0.2, 0, side * 0.6, 2.5), mark.y + side * row, Tint(60, 60, 60)
                )
        case Ink():
            for stroke in mark.strokes:
                yield from _stroke(stroke, mark.width_mm, mark.tint)


def _rectangle(area: Area) -> Path:
    x, y, right, bottom = area.x, area.y, area.x + area.width, area.y + area.height
    return Path("MLLLC", (x, y, right, y, right, bottom, x, bottom))


def _line(area: Area, y: float, tint: Tint) -> Shape:
    width = max(_THINNEST_MM, area.height * _LINE_SHARE)
    return Shape(Path("ML", (area.x, y, area.x + area.width, y)), width, tint)


def _stroke(points: Sequence[InkPoint], full: float, tint: Tint) -> Iterator[Shape]:
    """A stroke as lines of equal width: each goes on while the pressure stays about the same."""
    if len(points) == 1:
        x, y, pressure = points[0]
        yield Shape(Path("ML", (x, y, x + 0.01, y)), _width(pressure, full), tint)
        return
    run: list[InkPoint] = [points[0]]
    current = -1.0
    for before, after in pairwise(points):
        width = _width((before.pressure + after.pressure) / 2, full)
        if width != current and len(run) > 1:
            yield _polyline(run, current, tint)
            run = [before]
        current = width
        run.append(after)
    yield _polyline(run, current, tint)


def _width(pressure: float, full: float) -> float:
    """One of a few widths: from a quarter of the full one, without pressure, up to it."""
    return full * (_LIGHTEST + (1 - _LIGHTEST) * round(pressure * _WIDTHS) / _WIDTHS)


def _polyline(points: Sequence[InkPoint], width: float, tint: Tint) -> Shape:
    coords = tuple(value for point in points for value in (point.x, point.y))
    return Shape(Path("M" + "L" * (len(points) - 1), coords), width, tint)


def _item(shape: Shape) -> PathItem:
    paint = SolidPaint(Rgba(*shape.tint))
    stroked = shape.width > 0
    return PathItem(
        object_id=0,
        boundary=grown(path_box(shape.path) or Box(0, 0, 0, 0), shape.width / 2 + 0.1),
        matrix=IDENTITY,
        clips=(),
        path=shape.path,
        fill=None if stroked else paint,
        stroke=paint if stroked else None,
        pen=Pen(width=shape.width, cap=Cap.ROUND, join=Join.ROUND) if stroked else Pen(),
        alpha=shape.alpha,
    )
