"""Clips folded to what a painter must really do (GB/T 33190 8.4)."""

from __future__ import annotations

from collections.abc import Sequence

from core.ofd.display import AreaClip, Box, Clip, ClipArea, Matrix, Path, RectClip
from core.ofd.geometry import axis_aligned, grown, holds, mapped_box, meet, path_box


def folded(
    boundary: Box, groups: Sequence[Sequence[ClipArea]], content: Box | None, slack: float = 0.0
) -> tuple[Clip, ...]:
    """The boundary and the areas of every Clip as few clips: all of them are to be intersected.

    Upright rectangles become one; one that holds all of `content` is left out. The boundary forgives `slack`
    mm, because producers measure text boxes tightly; a boundary without an area clips nothing. A Clip
    without areas is none.
    """
    rect = boundary if boundary.width > 0 and boundary.height > 0 else None
    if rect is not None and content is not None and holds(grown(rect, slack), content):
        rect = None
    shaped: list[Clip] = []
    for areas in groups:
        if not areas:
            continue
        only = rectangle(areas[0]) if len(areas) == 1 else None
        if only is None:
            shaped.append(AreaClip(tuple(areas)))
        else:
            rect = only if rect is None else meet(rect, only)
    if rect is None or (content is not None and holds(rect, content)):
        return tuple(shaped)
    return (RectClip(rect), *shaped)


def rectangle(area: ClipArea) -> Box | None:
    """The upright rectangle that a clip area is, or None when it is anything else."""
    path = area.path
    if path is None or area.pen is not None or not axis_aligned(area.matrix):
        return None
    if path.ops.rstrip("C") not in ("MLLL", "MLLLL"):
        return None
    xs, ys = path.coords[::2], path.coords[1::2]
    if len(xs) == 5 and (xs[4], ys[4]) != (xs[0], ys[0]):
        return None
    sides = ((xs[0] == xs[1], xs[2] == xs[3]), (ys[0] == ys[1], ys[2] == ys[3]))
    first = all(sides[0]) and ys[1] == ys[2] and ys[3] == ys[0]
    second = all(sides[1]) and xs[1] == xs[2] and xs[3] == xs[0]
    if not (first or second):
        return None
    around = path_box(path)
    return None if around is None else mapped_box(area.matrix, around)


def with_unit_clip(clips: tuple[Clip, ...], ctm: Matrix, area: Box) -> tuple[Clip, ...]:
    """`clips` and the composite unit's own rectangle, which its matrix may have turned."""
    if axis_aligned(ctm):
        own = mapped_box(ctm, area)
        if clips and isinstance(clips[0], RectClip):
            return (RectClip(meet(clips[0].box, own)), *clips[1:])
        return (RectClip(own), *clips)
    right, bottom = area.width, area.height
    corners = Path("MLLLC", (0.0, 0.0, right, 0.0, right, bottom, 0.0, bottom))
    return (*clips, AreaClip((ClipArea(matrix=ctm, path=corners),)))
