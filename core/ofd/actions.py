"""Actions, destinations and regions (GB/T 33190 9.3, 14): values only, nothing here acts."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from core.ofd.display import (
    Action,
    Box,
    Dest,
    Goto,
    Link,
    OpenAttachment,
    OpenUri,
    Path,
    PlayMovie,
    PlaySound,
)
from core.ofd.geometry import path_box
from core.ofd.paths import Arc, Outline
from core.ofd.values import identifier, integer, number, numbers, position, truth
from core.ofd.xml import Element, child, child_text, children, local


class Targets(msgspec.Struct, frozen=True):
    """What a destination can name: page ids with their index, bookmarks."""

    pages: Mapping[int, int]
    bookmarks: Mapping[str, Dest]


def parse_dest(element: Element | None, pages: Mapping[int, int]) -> Dest | None:
    """A Dest element, or None when it names no page of the document."""
    if element is None:
        return None
    page = pages.get(identifier(element.get("PageID")))
    if page is None:
        return None
    zoom = number(element.get("Zoom")) or 0.0
    return Dest(
        kind=(element.get("Type") or "Fit").strip(),
        page_index=page,
        left=number(element.get("Left")) or 0.0,
        top=number(element.get("Top")) or 0.0,
        right=number(element.get("Right")) or 0.0,
        bottom=number(element.get("Bottom")) or 0.0,
        zoom=min(64.0, max(0.1, zoom)) if zoom > 0 else 0.0,
    )


def parse_actions(element: Element | None, event: str, targets: Targets) -> tuple[Action, ...]:
    """The actions of an Actions element that `event` (DO, PO, CLICK) sets off."""
    if element is None:
        return ()
    found = []
    for action in children(element, "Action"):
        if (action.get("Event") or "").strip().upper() == event:
            found += [made for made in (_action(kind, targets) for kind in action) if made is not None]
    return tuple(found)


def _action(element: Element, targets: Targets) -> Action | None:
    match local(element):
        case "Goto":
            dest = parse_dest(child(element, "Dest"), targets.pages)
            if dest is None and (bookmark := child(element, "Bookmark")) is not None:
                dest = targets.bookmarks.get(bookmark.get("Name", ""))
            return None if dest is None else Goto(dest)
        case "URI":
            uri = child_text(element, "URI") or child_text(element, "Dest")
            return OpenUri(uri, element.get("Base", "")) if uri else None
        case "GotoA":
            return OpenAttachment(element.get("AttachID", ""), truth(element.get("NewWindow"), True))
        case "Sound":
            volume = integer(element.get("Volume"))
            return PlaySound(
                identifier(element.get("ResourceID")),
                100 if volume is None else min(100, max(0, volume)),
                truth(element.get("Repeat"), False),
                truth(element.get("Synchronous"), False),
            )
        case "Movie":
            return PlayMovie(identifier(element.get("ResourceID")), element.get("Operator", "Play"))
    return None


def click_link(actions: Element, box: Box, targets: Targets) -> Link | None:
    """The clickable place of an object: its Region if it has one, else its whole `box`."""
    found = parse_actions(actions, "CLICK", targets)
    if not found:
        return None
    for action in children(actions, "Action"):
        region = parse_region(child(action, "Region"))
        around = None if region is None else path_box(region)
        if around is not None:
            return Link(box=around, actions=found, region=region)
    return Link(box=box, actions=found)


def parse_region(element: Element | None) -> Path | None:
    """The outline of a Region, or None when it has no area."""
    if element is None:
        return None
    outline = Outline()
    for area in children(element, "Area"):
        start = position(area.get("Start"))
        outline.move(*(start or (0.0, 0.0)))
        for step in area:
            _draw(outline, step)
    path = outline.path()
    return path if path.coords else None


def _draw(outline: Outline, step: Element) -> None:
    points = [position(step.get(name)) for name in ("Point1", "Point2", "Point3")]
    here = (outline.x, outline.y)
    match local(step):
        case "Move" if points[0]:
            outline.move(*points[0])
        case "Line" if points[0]:
            outline.draw("L", *points[0])
        case "QuadraticBezier" if points[0] and points[1]:
            outline.draw("Q", *points[0], *points[1])
        case "CubicBezier" if points[2]:
            outline.draw("B", *(points[0] or here), *(points[1] or points[2]), *points[2])
        case "Arc":
            end = position(step.get("EndPoint"))
            if end is not None:
                outline.arc(_arc(step), *end)
        case "Close":
            outline.close()


def _arc(step: Element) -> Arc:
    axes = [abs(axis) for axis in numbers(step.get("EllipseSize")) or [0.0]][:2] or [0.0]
    return Arc(
        axes[0],
        axes[-1],
        (number(step.get("RotationAngle")) or 0.0) % 360,
        truth(step.get("LargeArc"), False),
        truth(step.get("SweepDirection"), True),
    )
