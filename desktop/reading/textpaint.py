"""Glyph runs on a canvas: small solid text as cached pictures, everything else as outlines."""

from __future__ import annotations

import math
from collections.abc import Iterator

import msgspec
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QTransform

from core.ofd.display import GlyphRun, Rgba, SolidPaint
from desktop.reading.canvas import Canvas
from desktop.reading.fontstack import FontStack, Glyph, Style
from desktop.reading.glyphs import GlyphKey, settled
from desktop.reading.paths import fill_shape, stroke_path
from desktop.reading.shapes import transform
from desktop.reading.substitutes import CJK_CLASSES, plain
from desktop.reading.typeface import Linear

PICTURE_EM_PX_MAX = 72.0
SLANT = math.tan(math.radians(12))
_UPRIGHT_TOLERANCE = 1e-3
_WIDE_FROM = "\u2e80"
_REACH_EM = 3.0
_SNUG, _SQUEEZE_MIN = 1.04, 0.5


class Placed(msgspec.Struct, frozen=True):
    """A glyph and its origin in text space, mm. `squeeze` below 1 narrows it to the room it has."""

    glyph: Glyph
    x: float
    y: float
    squeeze: float = 1.0


def draw_run(canvas: Canvas, run: GlyphRun, space: QTransform) -> None:
    """Fill, then stroke, every glyph of a run."""
    if not run.alpha or (run.fill is None and run.stroke is None):
        return
    to_device = transform(run.matrix) * space
    if not _may_show(canvas, run, to_device):
        return
    stack = canvas.resources.stack(run.font)
    placed = canvas.outlines.once(run, lambda: list(placements(run, stack)))
    if stack.missing:
        canvas.warn("text.no_glyph", stack.source.name)
    em = _em_transform(run) * _linear_part(to_device)
    em_px = math.sqrt(abs(em.determinant()))
    if run.stroke is None and isinstance(run.fill, SolidPaint) and em_px <= PICTURE_EM_PX_MAX:
        rgba = run.fill.color
        rgba = rgba._replace(alpha=rgba.alpha * run.alpha // 255)
        _draw_pictures(canvas, placed, rgba, em, to_device)
        return
    if run.fill is not None:
        _fill_outlines(canvas, run, placed, to_device, space)
    if run.stroke is not None:
        outline = _outlines_of(placed, run)
        to_list = transform(run.matrix)
        stroke_path(
            canvas, outline, pen=run.pen, paint=run.stroke, to_list=to_list, space=space, alpha=run.alpha
        )


def _may_show(canvas: Canvas, run: GlyphRun, to_device: QTransform) -> bool:
    """Whether any glyph may reach the visible part: most of a page's text lies outside a tile of it."""
    if run.placed < len(run.chars) or not run.xs:
        return True
    left, right, top, bottom = min(run.xs), max(run.xs), min(run.ys), max(run.ys)
    reach = run.size * max(_REACH_EM, _REACH_EM * abs(run.h_scale))
    area = QRectF(left - reach, top - reach, right - left + 2 * reach, bottom - top + 2 * reach)
    return to_device.mapRect(area).intersects(QRectF(canvas.visible))


def placements(run: GlyphRun, stack: FontStack) -> Iterator[Placed]:
    """Where each glyph stands; those the file gives no place follow the one before by its own width."""
    style = Style(run.weight, run.italic)
    ids = run.glyph_ids
    along = math.radians(run.read_direction)
    step_x, step_y = math.cos(along) * run.size, math.sin(along) * run.size
    x = y = advance = 0.0
    for index, character in enumerate(run.chars):
        if index < run.placed or index == 0:
            x, y = run.xs[index], run.ys[index]
        else:
            x, y = x + advance * step_x, y + advance * step_y
        glyph = stack.glyph(character, ids[index] if ids else -1, style)
        if index + 1 >= run.placed:
            blank = character == " " and glyph is None and stack.wanted.font_class not in CJK_CLASSES
            advance = stack.space(style) * run.h_scale if blank else _advance(glyph, character, run, stack)
        if glyph is not None:
            yield Placed(glyph, x, y, _squeeze(run, index, glyph, stack))


def _squeeze(run: GlyphRun, index: int, glyph: Glyph, stack: FontStack) -> float:
    """How much narrower a Latin stand-in must be than it is, so as not to run into the next character.

    The room is the file's own distance; where it gives none, Chinese typefaces draw Latin half an em wide.
    """
    if glyph.typeface is stack.embedded or run.chars[index] >= _WIDE_FROM or not _is_level(run, index):
        return 1.0
    if index + 1 < run.placed:
        room = run.xs[index + 1] - run.xs[index]
    elif len(run.chars) > 1 and run.chars[index].isascii() and _is_half_wide(glyph, stack):
        room = run.size * run.h_scale / 2
    else:
        return 1.0
    width = glyph.typeface.advance(glyph.number) * run.size * run.h_scale
    if room <= 0 or width <= room * _SNUG:
        return 1.0
    return max(_SQUEEZE_MIN, round(room / width * 32) / 32)


def _is_half_wide(glyph: Glyph, stack: FontStack) -> bool:
    if glyph.typeface is stack.embedded or stack.wanted.font_class not in CJK_CLASSES:
        return False
    return plain(glyph.typeface.name) != stack.wanted.plain_name


def _is_level(run: GlyphRun, index: int) -> bool:
    following = min(index + 1, run.placed - 1)
    return not run.char_direction and not run.read_direction and run.ys[index] == run.ys[following]


def _advance(glyph: Glyph | None, character: str, run: GlyphRun, stack: FontStack) -> float:
    """In em. Latin of a Chinese typeface is half an em wide, whatever stands in for it."""
    if glyph is not None and character.isascii() and _is_half_wide(glyph, stack):
        return 0.5 * run.h_scale
    if glyph is None:
        wide = bool(character) and character >= _WIDE_FROM
        return (1.0 if wide else 0.5) * run.h_scale if character else 0.0
    return glyph.typeface.advance(glyph.number) * run.h_scale


def outline_of(run: GlyphRun, stack: FontStack) -> QPainterPath:
    """All of a run's outlines in the space that holds the run, for clipping by text."""
    return transform(run.matrix).map(_outlines_of(list(placements(run, stack)), run))


def _em_transform(run: GlyphRun) -> QTransform:
    """Em units, y down, to text space, at the glyph's own origin."""
    scaled = QTransform.fromScale(run.size * run.h_scale, run.size)
    return scaled * QTransform().rotate(run.char_direction) if run.char_direction else scaled


def _linear_part(matrix: QTransform) -> QTransform:
    return QTransform(matrix.m11(), matrix.m12(), matrix.m21(), matrix.m22(), 0, 0)


def _slanted(em: QTransform) -> QTransform:
    return QTransform(1, 0, -SLANT, 1, 0, 0) * em


def _draw_pictures(
    canvas: Canvas, placed: list[Placed], rgba: Rgba, em: QTransform, to_device: QTransform
) -> None:
    if not rgba.alpha:
        return
    painter, picture_of = canvas.painter, canvas.resources.glyphs.picture
    plain, slanted = (Linear(m.m11(), m.m12(), m.m21(), m.m22()) for m in (em, _slanted(em)))
    linears: dict[tuple[bool, float], Linear] = {}
    a, b, c, d = to_device.m11(), to_device.m12(), to_device.m21(), to_device.m22()
    e, f = to_device.dx(), to_device.dy()
    upright = abs(plain.b) < _UPRIGHT_TOLERANCE
    margin = 4 * PICTURE_EM_PX_MAX
    left, right = canvas.visible.left() - margin, canvas.visible.right() + margin
    top, bottom = canvas.visible.top() - margin, canvas.visible.bottom() + margin
    painter.resetTransform()
    at = QPointF()
    for one in placed:
        x, y, glyph, squeeze = one.x, one.y, one.glyph, one.squeeze
        across, down = a * x + c * y + e, b * x + d * y + f
        if not (left < across < right and top < down < bottom):
            continue
        column, row = math.floor(across), math.floor(down)
        x_step = int((across - column) * 4)
        if upright:
            row, y_step = round(down), 0  # a line of text keeps one baseline
        else:
            y_step = int((down - row) * 4)
        linear = linears.get((glyph.slanted, squeeze))
        if linear is None:
            whole = slanted if glyph.slanted else plain
            linear = settled(Linear(whole.a * squeeze, whole.b * squeeze, whole.c, whole.d))
            linears[glyph.slanted, squeeze] = linear
        picture = picture_of(
            GlyphKey(glyph.typeface, glyph.number, linear, x_step, y_step, glyph.embolden, rgba)
        )
        if picture is not None:
            at.setX(column + picture.left)
            at.setY(row + picture.top)
            painter.drawImage(at, picture.image)


def _glyph_outline(placed: Placed, run: GlyphRun) -> QPainterPath:
    glyph = placed.glyph
    em = QTransform.fromScale(placed.squeeze, 1) * _em_transform(run)
    local = (_slanted(em) if glyph.slanted else em) * QTransform.fromTranslate(placed.x, placed.y)
    return local.map(glyph.typeface.outline(glyph.number, embolden=glyph.embolden))


def _outlines_of(placed: list[Placed], run: GlyphRun) -> QPainterPath:
    outline = QPainterPath()
    outline.setFillRule(Qt.FillRule.WindingFill)
    for one in placed:
        outline.addPath(_glyph_outline(one, run))
    return outline


def _fill_outlines(
    canvas: Canvas, run: GlyphRun, placed: list[Placed], to_device: QTransform, space: QTransform
) -> None:
    if run.fill is None:
        return
    if isinstance(run.fill, SolidPaint):
        for one in placed:
            fill_shape(canvas, to_device.map(_glyph_outline(one, run)), run.fill, space, run.alpha)
    else:
        fill_shape(canvas, to_device.map(_outlines_of(placed, run)), run.fill, space, run.alpha)
