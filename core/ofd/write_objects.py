"""Elements of a new page: text, paths and pictures, and how their numbers are written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from core.ofd.written import Box, Color, PathCommand, WrittenImage, WrittenPath, WrittenText

NAMESPACE = "http://www.ofdspec.org/2016"

_ASCENT_EM, _DESCENT_EM = 1.0, 0.35
_OVERHANG_EM = 0.15


def text_object(layer: etree._Element, text: WrittenText, object_id: int, font_id: int) -> None:
    """The Boundary has room above, below and beside: readers clip to it, and substitutes differ."""
    if len(text.advances_mm) > max(0, len(text.text) - 1):
        raise ValueError("a text has at most one step per character but the last")
    overhang = _OVERHANG_EM * text.size_mm
    top = text.baseline_mm - _ASCENT_EM * text.size_mm
    width = sum(text.advances_mm) + text.size_mm + 2 * overhang
    element = child(
        layer,
        "TextObject",
        ID=object_id,
        Boundary=numbers(text.x_mm - overhang, top, width, (_ASCENT_EM + _DESCENT_EM) * text.size_mm),
        Font=font_id,
        Size=numbers(text.size_mm),
    )
    if text.h_scale != 1.0:
        element.set("HScale", numbers(text.h_scale))
    child(element, "FillColor", Value=_color(text.color))
    code = child(element, "TextCode", X=numbers(overhang), Y=numbers(_ASCENT_EM * text.size_mm))
    if text.advances_mm:
        code.set("DeltaX", deltas(text.advances_mm))
    code.text = checked(text.text)


def path_object(layer: etree._Element, path: WrittenPath, object_id: int) -> None:
    x, y, w, h = _reach(path)
    element = child(
        layer,
        "PathObject",
        ID=object_id,
        Boundary=numbers(x, y, w, h),
        LineWidth=numbers(path.line_width_mm),
        Stroke="false" if path.stroke is None else "true",
        Fill="false" if path.fill is None else "true",
    )
    if path.fill is not None:
        child(element, "FillColor", Value=_color(path.fill))
    if path.stroke is not None:
        child(element, "StrokeColor", Value=_color(path.stroke))
    child(element, "AbbreviatedData").text = " ".join(
        " ".join([operator, *(_number(value) for value in _moved(operator, operands, -x, -y))])
        for operator, *operands in path.commands
    )


def image_object(layer: etree._Element, image: WrittenImage, object_id: int, resource_id: int) -> None:
    """A picture's unit square is mapped onto its box (GB/T 33190 10)."""
    x, y, w, h = image.box
    child(
        layer,
        "ImageObject",
        ID=object_id,
        Boundary=numbers(x, y, w, h),
        CTM=numbers(w, 0, 0, h, 0, 0),
        ResourceID=resource_id,
    )


def _reach(path: WrittenPath) -> Box:
    """A box that holds the whole stroke; arcs are taken with their full radii."""
    xs: list[float] = []
    ys: list[float] = []
    for operator, *operands in path.commands:
        if operator == "A":
            rx, ry, _, _, _, x, y = operands
            xs += [x - 2 * abs(rx), x + 2 * abs(rx)]
            ys += [y - 2 * abs(ry), y + 2 * abs(ry)]
        else:
            xs += operands[0::2]
            ys += operands[1::2]
    if not xs:
        raise ValueError("a path has at least one point")
    room = max(path.line_width_mm, 0.1)
    return (min(xs) - room, min(ys) - room, max(xs) - min(xs) + 2 * room, max(ys) - min(ys) + 2 * room)


_OPERANDS: Mapping[str, int] = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}


def _moved(operator: str, operands: Sequence[float], dx: float, dy: float) -> Iterator[float]:
    if len(operands) != _OPERANDS.get(operator, -1):
        raise ValueError(f"path operator {operator} with {len(operands)} operands")
    fixed = 5 if operator == "A" else 0
    yield from operands[:fixed]
    for index, value in enumerate(operands[fixed:]):
        yield value + (dy if index % 2 else dx)


def rectangle(x: float, y: float, w: float, h: float) -> tuple[PathCommand, ...]:
    """The closed outline of a box, clockwise from its top left corner."""
    return (("M", x, y), ("L", x + w, y), ("L", x + w, y + h), ("L", x, y + h), ("C",))


def deltas(advances_mm: Sequence[float]) -> str:
    """Steps as DeltaX writes them, with `g n v` for a value that repeats (GB/T 33190 11.3)."""
    groups: list[tuple[str, int]] = []
    for advance in advances_mm:
        value = _number(advance)
        if groups and groups[-1][0] == value:
            groups[-1] = (value, groups[-1][1] + 1)
        else:
            groups.append((value, 1))
    return " ".join(value if count == 1 else f"g {count} {value}" for value, count in groups)


def root_element(name: str, **attributes: str) -> etree._Element:
    return etree.Element(f"{{{NAMESPACE}}}{name}", attributes, nsmap={"ofd": NAMESPACE})


def child(parent: etree._Element, name: str, **attributes: str | int) -> etree._Element:
    texts = {key: str(value) for key, value in attributes.items()}
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", texts)


def checked(text: str) -> str:
    """XML 1.0 holds no control character, no lone surrogate and no non-character."""
    for character in text:
        code = ord(character)
        if (code < 32 and character not in "\t\n\r") or 0xD800 <= code < 0xE000 or code in {0xFFFE, 0xFFFF}:
            raise ValueError(f"XML cannot hold the character U+{code:04X}")
    return text


def _color(color: Color) -> str:
    return " ".join(str(channel) for channel in color)


def numbers(*values: float) -> str:
    return " ".join(_number(value) for value in values)


def _number(value: float) -> str:
    """A length to the micrometre, without an exponent, trailing zeros or a negative zero."""
    return "0" if abs(value) < 5e-4 else f"{value:.3f}".rstrip("0").rstrip(".")
