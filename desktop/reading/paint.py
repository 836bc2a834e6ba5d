"""Pages painted from their display lists: items, then annotations, then the stamps of signatures."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import assert_never

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QTransform

from core.ofd.display import (
    Annotation,
    AreaClip,
    Blend,
    Box,
    Clip,
    ClipArea,
    GlyphRun,
    Group,
    ImageItem,
    Item,
    Page,
    PathItem,
    RectClip,
    Rule,
    Stamp,
)
from desktop.reading.canvas import Canvas, Resources
from desktop.reading.imagepaint import draw_image
from desktop.reading.paths import draw_path
from desktop.reading.shapes import Outlines, as_rectangle, rectangle, scale_of, stroked, transform
from desktop.reading.textpaint import draw_run, outline_of
from desktop.reading.wire import TRUE_SIZE, PageView, RectPx, Warned

DEPTH_MAX = 40
LAYERS_MAX = 8
_THIN_PX, _SIDE_MAX = 3.0, 2.0**20
_ARGB = QImage.Format.Format_ARGB32_Premultiplied
_BLENDS = {
    Blend.NORMAL: QPainter.CompositionMode.CompositionMode_SourceOver,
    Blend.MULTIPLY: QPainter.CompositionMode.CompositionMode_Multiply,
    Blend.DARKEN: QPainter.CompositionMode.CompositionMode_Darken,
}

StampPicture = Callable[[Stamp, int, int], QImage | None]
"""The picture of a stamp, drawn on nothing, for a size in device pixels; None when it has none."""


def paint_page(
    page: Page,
    *,
    resources: Resources,
    outlines: Outlines,
    px_per_mm: float,
    rect: RectPx,
    stamp_picture: StampPicture,
    view: PageView = TRUE_SIZE,
) -> tuple[QImage, tuple[Warned, ...]]:
    """The part `rect` of the page's picture, on white paper. Raises MemoryError."""
    image = resources.paper.sheet(rect.width, rect.height)
    to_device = QTransform.fromScale(px_per_mm, px_per_mm)
    to_device *= QTransform.fromTranslate(-rect.left, -rect.top)
    painter = QPainter(image)
    try:
        canvas = _canvas(painter, resources, outlines, QRect(0, 0, rect.width, rect.height))
        canvas.page_space = to_device
        painter.setClipRect(_snapped(to_device.mapRect(rectangle(page.application))))
        draw_items(canvas, page.items, to_device)
        for annotation in page.annotations:
            _draw_annotation(canvas, annotation, _held(annotation, view) * to_device)
        for stamp in page.stamps:
            _draw_stamp(canvas, stamp, to_device, stamp_picture)
    finally:
        painter.end()
    return image, tuple(canvas.warnings)


def paint_transparent(page: Page, *, resources: Resources, width: int, height: int) -> QImage:
    """A page without paper, stretched to a size in pixels: what a seal that is itself an OFD looks like."""
    image = QImage(width, height, _ARGB)
    image.fill(0)
    painter = QPainter(image)
    try:
        canvas = _canvas(painter, resources, Outlines(), QRect(0, 0, width, height))
        draw_items(canvas, page.items, QTransform.fromScale(width / page.width, height / page.height))
    finally:
        painter.end()
    return image


def _canvas(painter: QPainter, resources: Resources, outlines: Outlines, visible: QRect) -> Canvas:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    return Canvas(painter, resources, outlines, visible, draw_items)


def draw_items(canvas: Canvas, items: Sequence[Item], space: QTransform) -> None:
    """Draw a list whose space `space` maps to device pixels."""
    if canvas.depth >= DEPTH_MAX:
        canvas.warn("page.too_deep")
        return
    canvas.depth += 1
    try:
        for item in items:
            _draw_item(canvas, item, space)
    finally:
        canvas.depth -= 1


def _draw_item(canvas: Canvas, item: Item, space: QTransform) -> None:
    """Draw one item, clipped to its boundary (GB/T 33190 8.5) unless it is text.

    Producers take text boxes from a font we may not have, or forget that a matrix turns them: a clipped
    account number is worse than one that stands out of its box. A boundary without an area, as flat rules
    have it, clips nothing either.
    """
    sized = item.boundary.width > 0 and item.boundary.height > 0
    bounded = sized and not isinstance(item, GlyphRun)
    bounds = _aligned(space.mapRect(rectangle(item.boundary))) if sized else canvas.visible
    if bounded and not bounds.intersects(canvas.visible):
        return
    clipped = bounded and not (isinstance(item, PathItem) and _stays_inside(canvas, item, space, bounds))
    clips = [clip for clip in item.clips if not (isinstance(clip, RectClip) and clip.box == item.boundary)]
    blended = item.blend is not Blend.NORMAL
    if not (clipped or clips or blended):
        _draw_content(canvas, item, space)
        return
    painter = canvas.painter
    painter.save()
    try:
        cut = _snapped if _has_exact_edges(item) else _aligned
        if clipped:
            painter.resetTransform()
            _clip_to_box(painter, item.boundary, space, cut)
        for clip in clips:
            _apply_clip(canvas, clip, space, bounds, cut)
        if blended:
            painter.setCompositionMode(_BLENDS[item.blend])
        _draw_content(canvas, item, space)
    finally:
        painter.restore()


def _draw_content(canvas: Canvas, item: Item, space: QTransform) -> None:
    match item:
        case PathItem():
            draw_path(canvas, item, space)
        case GlyphRun():
            draw_run(canvas, item, space)
        case ImageItem():
            draw_image(canvas, item, space)
        case Group():
            _draw_group(canvas, item, space)
        case _:
            assert_never(item)


def _draw_group(canvas: Canvas, group: Group, space: QTransform) -> None:
    """Draw a unit as one: on a layer of its own where its opacity or its blend asks for that."""
    to_device = transform(group.matrix) * space
    if not group.alpha:
        return
    as_one = group.alpha < 255 or group.blend is not Blend.NORMAL
    if not as_one or canvas.depth > LAYERS_MAX:
        draw_items(canvas, group.items, to_device)
        return
    _on_layer(canvas, lambda: draw_items(canvas, group.items, to_device), group.alpha)


def _on_layer(canvas: Canvas, draw: Callable[[], None], alpha: int) -> None:
    """Draw on an empty layer, then lay that over the canvas with its opacity, clip and blend."""
    layer = QImage(canvas.visible.size(), _ARGB)
    if layer.isNull():
        raise MemoryError
    layer.fill(0)
    under = canvas.painter
    origin = canvas.visible.topLeft()
    canvas.painter = QPainter(layer)
    try:
        canvas.painter.setRenderHints(under.renderHints())
        draw()
    finally:
        canvas.painter.end()
        canvas.painter = under
    under.resetTransform()
    under.setOpacity(alpha / 255)
    under.drawImage(QPointF(origin), layer)
    under.setOpacity(1.0)


def _draw_annotation(canvas: Canvas, annotation: Annotation, space: QTransform) -> None:
    bounds = _aligned(space.mapRect(rectangle(annotation.boundary)))
    if annotation.blend is Blend.NORMAL or not bounds.intersects(canvas.visible):
        draw_items(canvas, annotation.items, space)
        return
    canvas.painter.save()
    try:
        canvas.painter.setCompositionMode(_BLENDS[annotation.blend])
        _on_layer(canvas, lambda: draw_items(canvas, annotation.items, space), 255)
    finally:
        canvas.painter.restore()


def _held(annotation: Annotation, view: PageView) -> QTransform:
    """What holds an annotation at its true size, or upright, about its top left corner (GB/T 33190 15.2)."""
    scale = 1 / view.zoom if annotation.no_zoom else 1.0
    turn = view.turn if annotation.no_rotate else 0
    if scale == 1.0 and not turn:
        return QTransform()
    x, y = annotation.boundary.x, annotation.boundary.y
    about_corner = QTransform.fromScale(scale, scale) * QTransform().rotate(-90.0 * turn)
    return QTransform.fromTranslate(-x, -y) * about_corner * QTransform.fromTranslate(x, y)


def _draw_stamp(canvas: Canvas, stamp: Stamp, space: QTransform, picture_of: StampPicture) -> None:
    """Lay a seal over everything, as ink: multiplied (GB/T 33190 18.2.4)."""
    place = space.mapRect(rectangle(stamp.boundary))
    if not _aligned(place).intersects(canvas.visible):
        return
    picture = picture_of(stamp, math.ceil(place.width()), math.ceil(place.height()))
    if picture is None:
        canvas.warn("stamp.no_picture", stamp.signature_id)
        return
    painter = canvas.painter
    painter.save()
    try:
        painter.resetTransform()
        if stamp.clip is not None:
            painter.setClipRect(space.mapRect(rectangle(stamp.clip)), Qt.ClipOperation.IntersectClip)
        painter.setCompositionMode(_BLENDS[Blend.MULTIPLY])
        painter.drawImage(place, picture)
    finally:
        painter.restore()


def _stays_inside(canvas: Canvas, item: PathItem, space: QTransform, bounds: QRect) -> bool:
    """Whether an outline and its stroke lie within the item's boundary, so that no clip is needed."""
    path = canvas.outlines.path(item.path, item.rule)
    to_device = transform(item.matrix) * space
    reach = to_device.mapRect(path.controlPointRect())
    if item.stroke is not None:
        miter = item.pen.miter_limit if path.elementCount() > 2 else 1.0
        width = item.pen.width * scale_of(to_device) * miter
        reach.adjust(-width, -width, width, width)
    return QRectF(bounds).contains(reach)


def _has_exact_edges(item: Item) -> bool:
    """Whether a clip may cut to the pixel: boundaries are often measured without the line's own width."""
    return isinstance(item, ImageItem) or (isinstance(item, PathItem) and item.stroke is None)


def _clip_to_box(painter: QPainter, box: Box, space: QTransform, cut: Callable[[QRectF], QRect]) -> None:
    if space.type().value <= QTransform.TransformationType.TxScale.value:
        painter.setClipRect(cut(space.mapRect(rectangle(box))), Qt.ClipOperation.IntersectClip)
        return
    outline = QPainterPath()
    outline.addRect(rectangle(box))
    painter.setClipPath(space.map(outline), Qt.ClipOperation.IntersectClip)


def _apply_clip(
    canvas: Canvas, clip: Clip, space: QTransform, bounds: QRect, cut: Callable[[QRectF], QRect]
) -> None:
    painter = canvas.painter
    painter.resetTransform()
    match clip:
        case RectClip():
            _clip_to_box(painter, clip.box, space, cut)
        case AreaClip():
            area = _area(canvas, clip, space)
            upright = as_rectangle(area)
            if upright is None:
                painter.setClipPath(area, Qt.ClipOperation.IntersectClip)
            elif not cut(upright).contains(bounds):
                painter.setClipRect(cut(upright), Qt.ClipOperation.IntersectClip)
        case _:
            assert_never(clip)


def _area(canvas: Canvas, clip: AreaClip, space: QTransform) -> QPainterPath:
    """The union of a clip's areas, in device pixels."""
    areas = [_outline(canvas, area, space) for area in clip.areas]
    if not areas:
        return QPainterPath()
    union = areas[0]
    for area in areas[1:]:
        union = union.united(area)
    return union


def _outline(canvas: Canvas, area: ClipArea, space: QTransform) -> QPainterPath:
    outline = QPainterPath()
    outline.setFillRule(Qt.FillRule.WindingFill)
    if area.path is not None:
        to_device = transform(area.matrix) * space
        path = canvas.outlines.path(area.path, area.rule)
        outline = to_device.map(path)
        if area.pen is not None:
            outline = outline.united(to_device.map(stroked(path, area.pen, to_device)))
        outline.setFillRule(
            Qt.FillRule.OddEvenFill if area.rule is Rule.EVEN_ODD else Qt.FillRule.WindingFill
        )
    for run in area.text:
        outline.addPath(space.map(outline_of(run, canvas.resources.stack(run.font))))
    return outline


def _aligned(rect: QRectF) -> QRect:
    """The whole pixels a rectangle touches; one more on each side, so that no edge or hairline is cut."""
    limit = 2.0**24
    left, top = max(-limit, rect.left()), max(-limit, rect.top())
    right, bottom = min(limit, rect.right()), min(limit, rect.bottom())
    if not (left <= right and top <= bottom):
        return QRect()
    x, y = math.floor(left) - 1, math.floor(top) - 1
    return QRect(x, y, math.ceil(right) + 1 - x, math.ceil(bottom) + 1 - y)


def _snapped(rect: QRectF) -> QRect:
    """The whole pixels next to a rectangle; a side of hardly any length keeps all that it touches."""
    whole = _aligned(rect)
    left, width = (whole.left(), whole.width())
    top, height = (whole.top(), whole.height())
    if _THIN_PX <= rect.width() < _SIDE_MAX:
        left = round(rect.left())
        width = round(rect.right()) - left
    if _THIN_PX <= rect.height() < _SIDE_MAX:
        top = round(rect.top())
        height = round(rect.bottom()) - top
    return QRect(left, top, width, height)
