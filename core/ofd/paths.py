"""Path data: `AbbreviatedData` and regions become flat outlines, arcs become cubics (GB/T 33190 9.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import acos, ceil, cos, hypot, pi, radians, sin, sqrt, tan

import msgspec

from core.ofd.display import Path
from core.ofd.values import numbers, salvaged

_SEGMENT = re.compile(r"([MSLQBACZ])([^MSLQBACZ]*)")
_OPERANDS = {"M": 2, "S": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
EMPTY = Path("", ())
_TINY = 1e-12


class Arc(msgspec.Struct, frozen=True):
    """Half-axes in mm, the turn of the first one in degrees clockwise, and which of the four arcs is meant.

    `large`: more than half a turn; `sweep`: clockwise.
    """

    rx: float
    ry: float
    angle: float
    large: bool
    sweep: bool


class Outline:
    """A path while it is being drawn; it knows its current point and where its sub-path began."""

    def __init__(self) -> None:
        self.ops: list[str] = []
        self.coords: list[float] = []
        self.x = self.y = 0.0
        self._start = (0.0, 0.0)
        self._open = False

    def move(self, x: float, y: float) -> None:
        self.ops.append("M")
        self.coords += (x, y)
        self._start = (x, y)
        self.x, self.y = x, y
        self._open = True

    def draw(self, op: str, *points: float) -> None:
        """Append a line, quadratic or cubic; a curve without a start begins at the current point."""
        if not self._open:
            self.move(self.x, self.y)
        self.ops.append(op)
        self.coords += points
        self.x, self.y = points[-2:]

    def close(self) -> None:
        if self._open:
            self.ops.append("C")
            self.x, self.y = self._start
            self._open = False

    def arc(self, arc: Arc, x: float, y: float) -> None:
        """An elliptical arc from the current point to x, y: nothing when they are the same point.

        A line when it has no radius, or when its ends are so near that its centre cannot be computed.
        """
        if x == self.x and y == self.y:
            return
        too_near = hypot(x - self.x, y - self.y) < _TINY * max(abs(arc.rx), abs(arc.ry))
        if arc.rx == 0 or arc.ry == 0 or too_near:
            self.draw("L", x, y)
            return
        for points in _arc_cubics((self.x, self.y), arc, (x, y)):
            self.draw("B", *points)

    def path(self) -> Path:
        return Path("".join(self.ops), tuple(self.coords))


def parse_path(data: str | None, at_most: int | None = None) -> Path:
    """The outline that abbreviated data draws; reading ends once there are more than `at_most` segments.

    Commas, missing blanks, exponents, repeated operands and Z for C are accepted; an operator that lacks
    operands or is unknown is left out. Never raises.
    """
    if not data:
        return EMPTY
    outline = Outline()
    for segment in _SEGMENT.finditer(data.upper()):
        op, text = segment.groups()
        if at_most is not None and len(outline.ops) > at_most:
            break
        if op in "CZ":
            outline.close()
            continue
        values = numbers(text)
        if values is None:
            values = salvaged(text)
        width = _OPERANDS[op]
        if len(values) == width:
            _append(outline, op, values)
        else:
            for at in range(0, len(values) - width + 1, width):
                _append(outline, "L" if at and op in "MS" else op, values[at : at + width])
    return outline.path()


def _append(outline: Outline, op: str, values: list[float]) -> None:
    if op in "MS":
        outline.move(*values)
    elif op == "A":
        rx, ry, angle, large, sweep, x, y = values
        outline.arc(Arc(rx, ry, angle, large != 0, sweep != 0), x, y)
    else:
        outline.draw(op, *values)


class _Ellipse(msgspec.Struct, frozen=True):
    """Where an arc lies: half-axes, turn and centre of its ellipse; from `begin` it runs `extent` radians."""

    rx: float
    ry: float
    cosine: float
    sine: float
    x: float
    y: float
    begin: float
    extent: float

    def point(self, u: float, v: float) -> tuple[float, float]:
        """Where a point of the unit circle's plane comes to lie."""
        return (
            self.x + self.rx * u * self.cosine - self.ry * v * self.sine,
            self.y + self.rx * u * self.sine + self.ry * v * self.cosine,
        )


def _arc_cubics(
    start: tuple[float, float], arc: Arc, end: tuple[float, float]
) -> Iterator[tuple[float, ...]]:
    """Cubics of at most a quarter turn each; the last one ends in `end` exactly."""
    ellipse = _ellipse(start, arc, end)
    pieces = max(1, ceil(abs(ellipse.extent) / (pi / 2) - 1e-9))
    step = ellipse.extent / pieces
    reach = 4 / 3 * tan(step / 4)
    for piece in range(pieces):
        first, last = ellipse.begin + piece * step, ellipse.begin + (piece + 1) * step
        outwards = ellipse.point(cos(first) - reach * sin(first), sin(first) + reach * cos(first))
        inwards = ellipse.point(cos(last) + reach * sin(last), sin(last) - reach * cos(last))
        ends = end if piece == pieces - 1 else ellipse.point(cos(last), sin(last))
        yield (*outwards, *inwards, *ends)


def _ellipse(start: tuple[float, float], arc: Arc, end: tuple[float, float]) -> _Ellipse:
    """From the arc's ends to its centre (SVG 1.1 F.6.5); half-axes too short to reach grow."""
    (x0, y0), (x, y) = start, end
    rx, ry, turn = abs(arc.rx), abs(arc.ry), radians(arc.angle % 360)
    cosine, sine = cos(turn), sin(turn)
    half_x, half_y = (x0 - x) / 2, (y0 - y) / 2
    u, v = cosine * half_x + sine * half_y, cosine * half_y - sine * half_x
    reach = hypot(u / rx, v / ry)
    if reach > 1:
        rx, ry = rx * reach, ry * reach
    # Rounding makes the radicand of a half circle slightly negative: it is 0 then.
    radicand = max(0.0, (rx * ry) ** 2 - (rx * v) ** 2 - (ry * u) ** 2)
    spread = (rx * v) ** 2 + (ry * u) ** 2
    scale = sqrt(radicand / spread) if spread else 0.0
    if arc.large == arc.sweep:
        scale = -scale
    cu, cv = scale * rx * v / ry, -scale * ry * u / rx
    centre_x = cosine * cu - sine * cv + (x0 + x) / 2
    centre_y = sine * cu + cosine * cv + (y0 + y) / 2
    begin = _angle(1.0, 0.0, (u - cu) / rx, (v - cv) / ry)
    extent = _angle((u - cu) / rx, (v - cv) / ry, (-u - cu) / rx, (-v - cv) / ry)
    if arc.sweep and extent < 0:
        extent += 2 * pi
    elif not arc.sweep and extent > 0:
        extent -= 2 * pi
    return _Ellipse(rx, ry, cosine, sine, centre_x, centre_y, begin, extent)


def _angle(ux: float, uy: float, vx: float, vy: float) -> float:
    length = hypot(ux, uy) * hypot(vx, vy)
    if not length:
        return 0.0
    turn = acos(max(-1.0, min(1.0, (ux * vx + uy * vy) / length)))
    return -turn if ux * vy - uy * vx < 0 else turn
