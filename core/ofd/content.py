"""Page content to display list: blocks, objects, clips, composites (GB/T 33190 7.7, 8, 9 to 13)."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from core.ofd.actions import click_link
from core.ofd.clips import folded, with_unit_clip
from core.ofd.colors import BLACK
from core.ofd.display import (
    Blend,
    Border,
    Box,
    Clip,
    ClipArea,
    GlyphRun,
    Group,
    ImageItem,
    Item,
    Link,
    Matrix,
    Paint,
    PathItem,
    Pen,
    Rule,
)
from core.ofd.errors import OverLimit
from core.ofd.findings import Findings
from core.ofd.geometry import (
    IDENTITY,
    grown,
    mapped_box,
    moved,
    path_box,
    then,
)
from core.ofd.glyphs import Shape, TextCode, parse_codes, parse_deltas, place, shape
from core.ofd.paints import Paints
from core.ofd.paths import EMPTY, parse_path
from core.ofd.resources import Scope
from core.ofd.shelf import Shelf, Unit
from core.ofd.values import (
    alpha,
    box,
    dash,
    identifier,
    integer,
    matrix,
    number,
    numbers,
    resource_id,
    truth,
    upright,
)
from core.ofd.xml import Element, attributes_of, child, children, local, text_of

_OBJECTS = ("TextObject", "PathObject", "ImageObject", "CompositeObject")
_BLOCKS = ("PageBlock", "Layer", "Content")
"""What holds objects; the latter two stand in appearances and blocks only by mistake."""
_BLENDS = {blend.value.casefold(): blend for blend in Blend}
_NOWHERE = Box(0.0, 0.0, 0.0, 0.0)
_UNIT_SQUARE = Box(0.0, 0.0, 1.0, 1.0)
_DEFAULT_SIZE = 3.7
_OVERHANG_EM = 0.5
_FINE_STROKE = 0.6


class _Frame(msgspec.Struct, frozen=True):
    """One object's common part: its attributes, where it stands and how it maps to the list's space."""

    attributes: Mapping[str, str]
    parts: Mapping[str, Element]
    object_id: int
    boundary: Box
    matrix: Matrix
    origin: Matrix
    layer: int

    @property
    def alpha(self) -> int:
        return alpha(self.attributes.get("Alpha"))


class Canvas:
    """Builds the display list of one page, template or annotation from its XML.

    Raises `OverLimit` when the content is larger than a page may be. Every other fault costs the object it
    stands in, at most, and is noted.
    """

    def __init__(self, shelf: Shelf, scope: Scope, findings: Findings, part: str) -> None:
        self._shelf = shelf
        self._scope = scope
        self._findings = findings
        self._part = part
        self._paints = Paints(shelf.colors, scope, findings, self._cell)
        self._objects = self._segments = self._glyphs = self._depth = 0
        self.links: list[Link] = []

    @property
    def cost(self) -> tuple[int, int, int]:
        """How many objects, segments of paths and glyphs it has met."""
        return self._objects, self._segments, self._glyphs

    def spend(self, objects: int = 0, segments: int = 0, glyphs: int = 0) -> None:
        """Count towards the page's limits what it shows, in this list or another. Raises `OverLimit`."""
        limits = self._shelf.limits
        self._objects += objects
        self._segments += segments
        self._glyphs += glyphs
        if self._objects > limits.page_objects:
            raise OverLimit(limit="page_objects", allowed=limits.page_objects, part=self._part)
        if self._segments > limits.path_segments:
            raise OverLimit(limit="path_segments", allowed=limits.path_segments, part=self._part)
        if self._glyphs > limits.glyphs:
            raise OverLimit(limit="glyphs", allowed=limits.glyphs, part=self._part)

    def layer_key(self, layer: Element) -> int:
        """The key of the layer's DrawParam, 0 when it has none."""
        return self._scope.key("DrawParam", resource_id(layer.get("DrawParam")))

    def block(
        self, element: Element, layer: int = 0, at: tuple[float, float] = (0.0, 0.0)
    ) -> tuple[Item, ...]:
        """The items of a layer, PageBlock or appearance whose own origin is `at` (mm)."""
        items: list[Item] = []
        self._fill(items, element, layer, at)
        return tuple(items)

    def _fill(self, items: list[Item], element: Element, layer: int, at: tuple[float, float]) -> None:
        if self._depth >= self._shelf.limits.nesting:
            self._findings.note("content.too_deep", self._part)
            return
        self._depth += 1
        for part in element:
            name = local(part)
            if name in _BLOCKS:
                self._fill(items, part, layer, at)
            elif name in _OBJECTS:
                self._object(items, part, name, layer, at)
            elif name not in ("Actions", "Thumbnail"):
                self._findings.note("content.unknown", self._part, name)
        self._depth -= 1

    def _object(
        self, items: list[Item], element: Element, name: str, layer: int, at: tuple[float, float]
    ) -> None:
        self.spend(1)
        attributes = attributes_of(element)
        if not truth(attributes.get("Visible"), True):
            return
        frame = self._frame(element, attributes, layer, at)
        if "Actions" in frame.parts:
            link = click_link(frame.parts["Actions"], upright(frame.boundary), self._shelf.targets)
            self.links += [] if link is None else [link]
        if name == "PathObject":
            self._path(items, frame)
        elif name == "TextObject":
            items += self._text(element, frame)
        elif name == "ImageObject":
            self._image(items, frame)
        else:
            self._composite(items, frame)

    def _frame(
        self, element: Element, attributes: Mapping[str, str], layer: int, at: tuple[float, float]
    ) -> _Frame:
        boundary = box(attributes.get("Boundary"))
        if boundary is None:
            self._findings.note("object.no_boundary", self._part)
            boundary = _NOWHERE
        x, y = boundary.x + at[0], boundary.y + at[1]
        own = attributes.get("CTM")
        ctm = IDENTITY if own is None else matrix(own)
        if ctm is None:
            self._findings.note("object.bad_matrix", self._part, attributes.get("ID", ""))
            ctm = IDENTITY
        return _Frame(
            attributes,
            {local(part): part for part in element},
            identifier(attributes.get("ID")),
            Box(x, y, boundary.width, boundary.height),
            moved(ctm, x, y),
            Matrix(1.0, 0.0, 0.0, 1.0, x, y),
            layer,
        )

    # -- paths

    def _path(self, items: list[Item], frame: _Frame) -> None:
        attributes = frame.attributes
        data = text_of(frame.parts.get("AbbreviatedData"))
        path = parse_path(data, self._shelf.limits.path_segments)
        self.spend(segments=len(path.ops))
        if not path.ops:
            self._findings.note("path.empty", self._part)
            return
        param = self._shelf.styles.param(attributes.get("DrawParam"), frame.layer, self._scope)
        fill = stroke = None
        if truth(attributes.get("Fill"), False):
            fill = self._paint(frame.parts.get("FillColor", param.fill), frame.matrix, None)
        if truth(attributes.get("Stroke"), True):
            color = frame.parts.get("StrokeColor", param.stroke)
            stroke = self._paint(color, frame.matrix, self._paints.solid(BLACK))
        if fill is None and stroke is None:
            return
        pen = self._shelf.styles.pen(attributes, param)
        content = None
        if (around := path_box(path)) is not None:
            content = mapped_box(frame.matrix, around)
            if stroke is not None:
                content = _with_stroke(content, pen, frame.matrix)
        items.append(
            PathItem(
                object_id=frame.object_id,
                boundary=upright(frame.boundary),
                matrix=frame.matrix,
                clips=self._clips(frame, content),
                path=path,
                rule=_rule(attributes),
                fill=fill,
                stroke=stroke,
                pen=pen,
                alpha=frame.alpha,
                blend=self._blend(attributes),
            )
        )

    def _paint(self, element: Element | None, space: Matrix, absent: Paint | None) -> Paint | None:
        return absent if element is None else self._paints.read(element, space)

    def _blend(self, attributes: Mapping[str, str]) -> Blend:
        """The field's BlendMode, which the standard does not know."""
        word = attributes.get("BlendMode")
        if word is None:
            return Blend.NORMAL
        blend = _BLENDS.get(word.strip().casefold())
        if blend is None:
            self._findings.note("object.blend_unknown", self._part, word)
        return blend or Blend.NORMAL

    # -- text

    def _text(self, element: Element, frame: _Frame) -> list[GlyphRun]:
        attributes = frame.attributes
        size = number(attributes.get("Size"))
        if size is None:
            self._findings.note("text.no_size", self._part)
            size = _DEFAULT_SIZE
        if size == 0:
            return []
        param = self._shelf.styles.param(attributes.get("DrawParam"), frame.layer, self._scope)
        fill = stroke = None
        if truth(attributes.get("Fill"), True):
            color = frame.parts.get("FillColor", param.fill)
            fill = self._paint(color, frame.matrix, self._paints.solid(BLACK))
        if truth(attributes.get("Stroke"), False):
            stroke = self._paint(frame.parts.get("StrokeColor", param.stroke), frame.matrix, None)
        ink = _Ink(fill, stroke, self._shelf.styles.pen(attributes, param))
        codes = parse_codes(element)
        if any(code.escaped_twice for code in codes):
            self._findings.note("text.escaped_twice", self._part)
        shaped = ((code, shape(code.text, code.transforms)) for code in codes)
        return [self._glyph_run(frame, code, shown, abs(size), ink) for code, shown in shaped if shown.chars]

    def _glyph_run(self, frame: _Frame, code: TextCode, shown: Shape, size: float, ink: _Ink) -> GlyphRun:
        attributes = frame.attributes
        count = len(shown.chars)
        self.spend(glyphs=count)
        deltas = (parse_deltas(code.dx, count), parse_deltas(code.dy, count))
        reading = _quarter(attributes.get("ReadDirection"))
        places = place(shown.chars, code.origin, deltas, size, reading)
        overhang = Box(
            min(places.xs) - size * _OVERHANG_EM,
            min(places.ys) - size,
            max(places.xs) - min(places.xs) + size * 2 * _OVERHANG_EM,
            max(places.ys) - min(places.ys) + size,
        )
        return GlyphRun(
            object_id=frame.object_id,
            boundary=upright(frame.boundary),
            matrix=frame.matrix,
            clips=self._clips(frame, mapped_box(frame.matrix, overhang), size * _scale(frame.matrix)),
            font=self._font(attributes),
            size=size,
            text=code.text,
            chars=shown.chars,
            glyph_ids=shown.glyph_ids,
            xs=places.xs,
            ys=places.ys,
            placed=places.placed,
            h_scale=number(attributes.get("HScale")) or 1.0,
            char_direction=_quarter(attributes.get("CharDirection")),
            read_direction=reading,
            weight=integer(attributes.get("Weight")) or 400,
            italic=truth(attributes.get("Italic"), False),
            fill=ink.fill,
            stroke=ink.stroke,
            pen=ink.pen,
            alpha=frame.alpha,
            blend=self._blend(attributes),
        )

    def _font(self, attributes: Mapping[str, str]) -> int:
        key = self._scope.key("Font", resource_id(attributes.get("Font")))
        if self._shelf.resources.find("Font", key) is None:
            self._findings.note("font.unknown", self._part, key)
        return key

    # -- images and composites

    def _image(self, items: list[Item], frame: _Frame) -> None:
        attributes = frame.attributes
        key = self._media(attributes.get("ResourceID") or attributes.get("ResouceID"))
        if key is None:
            return
        ctm = frame.matrix
        if matrix(attributes.get("CTM")) is None:
            area = frame.boundary
            ctm = Matrix(area.width, 0.0, 0.0, area.height, area.x, area.y)
        items.append(
            ImageItem(
                object_id=frame.object_id,
                boundary=upright(frame.boundary),
                matrix=ctm,
                clips=self._clips(frame, mapped_box(ctm, _UNIT_SQUARE)),
                image=key,
                substitution=self._media(attributes.get("Substitution")),
                mask=self._media(attributes.get("ImageMask")),
                border=self._border(frame.parts.get("Border"), frame.origin),
                alpha=frame.alpha,
                blend=self._blend(attributes),
            )
        )

    def _media(self, reference: str | None) -> int | None:
        if reference is None:
            return None
        key = self._scope.key("MultiMedia", resource_id(reference))
        definition = self._shelf.resources.find("MultiMedia", key)
        if definition is None:
            self._findings.note("image.unknown", self._part, reference)
            return None
        if definition.element.get("Type", "Image").strip().casefold() in ("audio", "video"):
            self._findings.note("image.not_a_picture", self._part, reference)
            return None
        return key

    def _border(self, element: Element | None, space: Matrix) -> Border | None:
        if element is None:
            return None
        width = number(element.get("LineWidth"))
        if width == 0:
            return None
        pen = Pen(
            width=Pen().width if width is None else abs(width),
            dash=dash(numbers(element.get("DashPattern"))),
            dash_offset=number(element.get("DashOffset")) or 0.0,
        )
        paint = self._paint(child(element, "BorderColor"), space, self._paints.solid(BLACK))
        if paint is None:
            return None
        radii = (number(element.get(name)) or 0.0 for name in _RADII)
        return Border(pen, paint, *(max(0.0, radius) for radius in radii))

    def _composite(self, items: list[Item], frame: _Frame) -> None:
        key = self._scope.key("CompositeGraphicUnit", resource_id(frame.attributes.get("ResourceID")))
        unit = self._unit(key)
        if unit is None or not unit.items:
            return
        self.spend(unit.weight)
        clips = self._clips(frame, None)
        if unit.area is not None:
            clips = with_unit_clip(clips, frame.matrix, unit.area)
        items.append(
            Group(
                object_id=frame.object_id,
                boundary=upright(frame.boundary),
                matrix=frame.matrix,
                clips=clips,
                unit=key,
                items=unit.items,
                alpha=frame.alpha,
                blend=self._blend(frame.attributes),
            )
        )

    def _unit(self, key: int) -> Unit | None:
        """The unit of that key; None while it is being built, so a unit inside itself draws nothing."""
        units = self._shelf.units
        if key in units:
            if units[key] is None:
                self._findings.note("composite.unusable", self._part, key)
            return units[key]
        definition = self._shelf.resources.find("CompositeGraphicUnit", key)
        units[key] = None
        if definition is None:
            self._findings.note("composite.unknown", self._part, key)
            return None
        content = child(definition.element, "Content")
        if content is None:
            return None
        before = self._objects
        links = len(self.links)
        items = self.block(content)
        del self.links[links:]
        weight, self._objects = self._objects - before, before
        width, height = (number(definition.element.get(name)) for name in ("Width", "Height"))
        area = Box(0.0, 0.0, width, height) if width and height and width > 0 and height > 0 else None
        units[key] = Unit(items, weight, area)
        return units[key]

    def _cell(self, content: Element) -> tuple[Item, ...]:
        return self.block(content)

    # -- clips

    def _clips(self, frame: _Frame, content: Box | None, slack: float = 0.0) -> tuple[Clip, ...]:
        """The object's clips in the list's space, its boundary among them; see `folded`."""
        element = frame.parts.get("Clips")
        groups: list[list[ClipArea]] = []
        if element is not None:
            space = frame.matrix if truth(element.get("TransFlag"), False) else frame.origin
            for clip in children(element, "Clip"):
                groups.append(
                    [area for found in children(clip, "Area") for area in self._areas(found, space, frame)]
                )
        return folded(upright(frame.boundary), groups, content, slack)

    def _areas(self, area: Element, space: Matrix, frame: _Frame) -> list[ClipArea]:
        """The outlines of one Area; `space` maps the object's space to the list's."""
        space = then(matrix(area.get("CTM")) or IDENTITY, space)
        found = []
        for part in area:
            name = local(part)
            if name == "Path":
                clip = self._path_area(part, space, area.get("DrawParam"), frame.layer)
                found += [] if clip is None else [clip]
            elif name == "Text":
                attributes = attributes_of(part)
                inner = self._frame(part, attributes, frame.layer, (0.0, 0.0))
                runs = self._text(part, msgspec.structs.replace(inner, matrix=then(inner.matrix, space)))
                found.append(ClipArea(matrix=space, text=tuple(runs)))
            else:
                self._findings.note("clip.unknown", self._part, name)
        return found

    def _path_area(self, element: Element, space: Matrix, param: str | None, layer: int) -> ClipArea | None:
        data = child(element, "AbbreviatedData")
        path = EMPTY if data is None else self._shelf.clip_path(text_of(data))
        self.spend(segments=len(path.ops))
        if not path.ops:
            return None
        boundary = box(element.get("Boundary")) or _NOWHERE
        own = moved(matrix(element.get("CTM")) or IDENTITY, boundary.x, boundary.y)
        attributes = attributes_of(element)
        pen = None
        if truth(attributes.get("Stroke"), False):
            merged = self._shelf.styles.param(attributes.get("DrawParam") or param, layer, self._scope)
            pen = self._shelf.styles.pen(attributes, merged)
        return ClipArea(matrix=then(own, space), path=path, rule=_rule(attributes), pen=pen)


_RADII = ("HorizonalCornerRadius", "VerticalCornerRadius")


class _Ink(msgspec.Struct, frozen=True):
    fill: Paint | None
    stroke: Paint | None
    pen: Pen


def _rule(attributes: Mapping[str, str]) -> Rule:
    word = attributes.get("Rule", "").replace("-", "").strip().casefold()
    return Rule.EVEN_ODD if word == "evenodd" else Rule.NON_ZERO


def _quarter(text: str | None) -> int:
    """A direction: the nearest quarter turn, 0 to 270."""
    degrees = number(text)
    return 0 if degrees is None else round(degrees / 90) * 90 % 360


def _scale(ctm: Matrix) -> float:
    """The larger of the two lengths a matrix gives to a unit along its axes."""
    return max(abs(ctm.a) + abs(ctm.b), abs(ctm.c) + abs(ctm.d))


def _with_stroke(content: Box, pen: Pen, ctm: Matrix) -> Box:
    """The outline's box with its stroke, unless that is fine: clipping a hairline makes it vanish."""
    half = pen.width / 2 * _scale(ctm)
    return content if half <= _FINE_STROKE else grown(content, half)
