"""Colour elements to paints: plain colours, shadings, meshes and patterns (GB/T 33190 8.3.2 to 8.3.5)."""

from __future__ import annotations

from collections.abc import Callable
from math import hypot, isclose
from typing import TypeAlias

from core.ofd.colors import BLACK, Colors
from core.ofd.display import (
    AxialPaint,
    Item,
    MapType,
    Matrix,
    MeshPaint,
    Paint,
    RadialPaint,
    Reflect,
    Rgba,
    SolidPaint,
    Stop,
    TilingPaint,
    Vertex,
)
from core.ofd.findings import Findings
from core.ofd.geometry import IDENTITY, then
from core.ofd.resources import Scope
from core.ofd.values import alpha, integer, matrix, number, position
from core.ofd.xml import Element, child, children, local

Cells: TypeAlias = Callable[[Element], tuple[Item, ...]]
_MAP_TYPES = {kind.value.casefold(): kind for kind in MapType}
_REFLECTS = {kind.value.casefold(): kind for kind in Reflect}
_LATTICE = ("LaGouraudShd", "LaGourandShd")


class Paints:
    """Reads FillColor and StrokeColor. `cells` builds the display list of a pattern's cell."""

    def __init__(self, colors: Colors, scope: Scope, findings: Findings, cells: Cells) -> None:
        self._colors = colors
        self._scope = scope
        self._findings = findings
        self._cells = cells
        self._solid: dict[Rgba, SolidPaint] = {}

    def solid(self, color: Rgba) -> SolidPaint:
        return self._solid.setdefault(color, SolidPaint(color))

    def read(self, element: Element, space: Matrix) -> Paint | None:
        """The paint of a colour element whose points `space` maps outwards; None paints nothing.

        A kind of colour nobody knows paints nothing, never black.
        """
        if len(element) == 0:
            return self.solid(self._colors.read(element, self._scope))
        shading = element[0]
        kind = local(shading)
        opacity = alpha(element.get("Alpha"))
        paint: Paint | None = None
        if kind == "AxialShd":
            paint = self._axial(shading, space, opacity)
        elif kind == "RadialShd":
            paint = self._radial(shading, space, opacity)
        elif kind == "GouraudShd":
            paint = self._mesh(shading, _free_triangles(self._vertices(shading, opacity)), space, opacity)
        elif kind in _LATTICE:
            row = integer(shading.get("VerticesPerRow")) or 0
            paint = self._mesh(shading, _lattice(self._vertices(shading, opacity), row), space, opacity)
        elif kind == "Pattern":
            paint = self._tiling(shading, space)
        if paint is None:
            self._findings.note("color.unreadable", detail=kind)
        return paint

    def _axial(self, shading: Element, space: Matrix, opacity: int) -> Paint | None:
        start, end = position(shading.get("StartPoint")), position(shading.get("EndPoint"))
        stops = self._stops(shading, opacity)
        if start is None or end is None or not stops:
            return None
        length = hypot(end[0] - start[0], end[1] - start[1])
        map_type, unit, extend = _runs(shading, length)
        return AxialPaint(
            start=start, end=end, stops=stops, map_type=map_type, unit=unit, extend=extend, matrix=space
        )

    def _radial(self, shading: Element, space: Matrix, opacity: int) -> Paint | None:
        start, end = position(shading.get("StartPoint")), position(shading.get("EndPoint"))
        stops = self._stops(shading, opacity)
        end_radius = number(shading.get("EndRadius"))
        if start is None or end is None or end_radius is None or not stops:
            return None
        start_radius = number(shading.get("StartRadius")) or 0.0
        distance = hypot(end[0] - start[0], end[1] - start[1])
        map_type, unit, extend = _runs(shading, distance or abs(end_radius - start_radius))
        eccentricity = number(shading.get("Eccentricity")) or 0.0
        return RadialPaint(
            start=start,
            start_radius=max(0.0, start_radius),
            end=end,
            end_radius=max(0.0, end_radius),
            eccentricity=eccentricity if 0 <= eccentricity < 1 else 0.0,
            angle=number(shading.get("Angle")) or 0.0,
            stops=stops,
            map_type=map_type,
            unit=unit,
            extend=extend,
            matrix=space,
        )

    def _stops(self, shading: Element, opacity: int) -> tuple[Stop, ...]:
        found: list[tuple[float | None, Rgba]] = []
        for segment in children(shading, "Segment"):
            found.append((number(segment.get("Position")), self._color(child(segment, "Color"), opacity)))
        return spread(found)

    def _color(self, element: Element | None, opacity: int) -> Rgba:
        color = BLACK if element is None else self._colors.read(element, self._scope)
        return color if opacity == 255 else color._replace(alpha=round(color.alpha * opacity / 255))

    def _vertices(self, shading: Element, opacity: int) -> list[tuple[int, Vertex]]:
        found = []
        for point in children(shading, "Point"):
            x, y = number(point.get("X")), number(point.get("Y"))
            if x is not None and y is not None:
                color = self._color(child(point, "Color"), opacity)
                found.append((integer(point.get("EdgeFlag")) or 0, Vertex(x, y, color)))
        return found

    def _mesh(
        self, shading: Element, triangles: list[tuple[Vertex, Vertex, Vertex]], space: Matrix, opacity: int
    ) -> Paint | None:
        back = child(shading, "BackColor")
        fills = back is not None and bool(integer(shading.get("Extend")))
        if not triangles:
            return None
        return MeshPaint(
            triangles=tuple(triangles), back=self._color(back, opacity) if fills else None, matrix=space
        )

    def _tiling(self, pattern: Element, space: Matrix) -> Paint | None:
        content = child(pattern, "CellContent")
        width, height = number(pattern.get("Width")), number(pattern.get("Height"))
        if content is None or width is None or height is None or width <= 0 or height <= 0:
            return None
        on_page = (pattern.get("RelativeTo") or "").strip().casefold() == "page"
        own = matrix(pattern.get("CTM"))
        base = IDENTITY if on_page else space
        return TilingPaint(
            width=width,
            height=height,
            x_step=max(width, number(pattern.get("XStep")) or 0.0),
            y_step=max(height, number(pattern.get("YStep")) or 0.0),
            reflect=_REFLECTS.get((pattern.get("ReflectMethod") or "").strip().casefold(), Reflect.NORMAL),
            cell=self._cells(content),
            matrix=base if own is None else then(own, base),
            on_page=on_page,
        )


def _runs(shading: Element, length: float) -> tuple[MapType, float, int]:
    """Map type, length of one run and Extend; a run too short to see is the whole axis."""
    map_type = _MAP_TYPES.get((shading.get("MapType") or "").strip().casefold(), MapType.DIRECT)
    unit = number(shading.get("MapUnit"))
    extend = integer(shading.get("Extend")) or 0
    if map_type is MapType.DIRECT or unit is None or unit <= length / 10_000:
        unit = length
    return map_type, unit, extend if 0 <= extend <= 3 else 0


def spread(found: list[tuple[float | None, Rgba]]) -> tuple[Stop, ...]:
    """Stops in rising order 0–1: the first without a position is at 0, the last at 1, gaps spread evenly."""
    if not found:
        return ()
    positions = [None if at is None else min(1.0, max(0.0, at)) for at, _ in found]
    positions[0] = 0.0 if positions[0] is None else positions[0]
    positions[-1] = 1.0 if positions[-1] is None else positions[-1]
    known = 0
    for at in range(1, len(positions)):
        last, first = positions[at], positions[known]
        if last is None or first is None:
            continue
        positions[at] = last = max(last, first)
        for gap in range(known + 1, at):
            positions[gap] = first + (last - first) * (gap - known) / (at - known)
        known = at
    return tuple(Stop(at or 0.0, color) for at, (_, color) in zip(positions, found, strict=True))


def _free_triangles(vertices: list[tuple[int, Vertex]]) -> list[tuple[Vertex, Vertex, Vertex]]:
    """Triangles by edge flags: 0 starts a new one, 1 goes on from edge BC, 2 from edge AC."""
    triangles: list[tuple[Vertex, Vertex, Vertex]] = []
    at = 0
    while at < len(vertices):
        flag, vertex = vertices[at]
        if triangles and flag in (1, 2):
            a, b, c = triangles[-1]
            triangles.append((b if flag == 1 else a, c, vertex))
            at += 1
        else:
            corners = [corner for _, corner in vertices[at : at + 3]]
            if len(corners) == 3:
                triangles.append((corners[0], corners[1], corners[2]))
            at += 3
    return triangles


def _lattice(vertices: list[tuple[int, Vertex]], row: int) -> list[tuple[Vertex, Vertex, Vertex]]:
    """Two triangles per cell of a lattice with `row` vertices a row."""
    if row < 2:
        return []
    points = [vertex for _, vertex in vertices]
    triangles = []
    for at in range(row, len(points)):
        if at % row:
            a, b, c, d = points[at - row - 1], points[at - row], points[at - 1], points[at]
            triangles += [(a, b, c), (b, d, c)]
    return triangles


def flat(paint: Paint | None) -> bool:
    """Whether the paint would show nothing: no paint, or one plain colour that is wholly transparent."""
    return paint is None or (isinstance(paint, SolidPaint) and isclose(paint.color.alpha, 0))
