"""Matrices and rectangles of page space (GB/T 33190 8.3): mm, x right, y down, row vectors."""

from __future__ import annotations

from collections.abc import Iterable

from core.ofd.display import Box, Matrix, Path

IDENTITY = Matrix()
_SLACK = 0.01


def translation(x: float, y: float) -> Matrix:
    return Matrix(1.0, 0.0, 0.0, 1.0, x, y)


def then(first: Matrix, second: Matrix) -> Matrix:
    """The map that applies `first`, then `second`."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return Matrix(
        a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u
    )


def moved(matrix: Matrix, x: float, y: float) -> Matrix:
    """`matrix`, then a translation."""
    return Matrix(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e + x, matrix.f + y)


def mapped(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def inverse(matrix: Matrix) -> Matrix | None:
    """The map back, or None when `matrix` flattens the plane."""
    a, b, c, d, e, f = matrix
    area = a * d - b * c
    if abs(area) < 1e-12:
        return None
    return Matrix(d / area, -b / area, -c / area, a / area, (c * f - d * e) / area, (b * e - a * f) / area)


def mapped_box(matrix: Matrix, area: Box) -> Box:
    """The upright rectangle around the mapped `area`."""
    x, y, width, height = area
    corners = [mapped(matrix, px, py) for px in (x, x + width) for py in (y, y + height)]
    return around([px for px, _ in corners], [py for _, py in corners])


def around(xs: list[float] | tuple[float, ...], ys: list[float] | tuple[float, ...]) -> Box:
    left, top = min(xs), min(ys)
    return Box(left, top, max(xs) - left, max(ys) - top)


def united(boxes: Iterable[Box]) -> Box:
    """The rectangle around one or more rectangles."""
    every = list(boxes)
    left, top = min(box.x for box in every), min(box.y for box in every)
    right = max(box.x + box.width for box in every)
    bottom = max(box.y + box.height for box in every)
    return Box(left, top, right - left, bottom - top)


def path_box(path: Path) -> Box | None:
    """A rectangle that holds the outline (its control points too); None for an empty one."""
    coords = path.coords
    return around(coords[::2], coords[1::2]) if coords else None


def holds(outer: Box, inner: Box) -> bool:
    """Whether `inner` lies in `outer`, up to a hundredth of a millimetre."""
    return (
        inner.x >= outer.x - _SLACK
        and inner.y >= outer.y - _SLACK
        and inner.x + inner.width <= outer.x + outer.width + _SLACK
        and inner.y + inner.height <= outer.y + outer.height + _SLACK
    )


def grown(area: Box, margin: float) -> Box:
    """`area` with `margin` mm more on every side."""
    return Box(area.x - margin, area.y - margin, area.width + 2 * margin, area.height + 2 * margin)


def meet(first: Box, second: Box) -> Box:
    """What both rectangles cover; of zero size when that is nothing."""
    x, y = max(first.x, second.x), max(first.y, second.y)
    right = min(first.x + first.width, second.x + second.width)
    bottom = min(first.y + first.height, second.y + second.height)
    return Box(x, y, max(0.0, right - x), max(0.0, bottom - y))


def axis_aligned(matrix: Matrix) -> bool:
    """Whether upright rectangles stay upright."""
    return (matrix.b == 0 and matrix.c == 0) or (matrix.a == 0 and matrix.d == 0)
