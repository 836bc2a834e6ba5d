"""What a person sees of a window: the parts that are visible, found by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractItemView, QWidget

from desktop.ui.cabinet import CabinetView
from desktop.ui.parts.pages.canvas import PagesCanvas
from desktop.ui.parts.rows import RowRole
from desktop.ui.parts.seals import VerdictPill
from desktop.ui.reader import ReaderView, TabsView

WidgetT = TypeVar("WidgetT", bound=QWidget)


def glimpse(window: QWidget, kind: type[WidgetT], name: str) -> WidgetT | None:
    """The visible part of that name and kind, if there is one; a part that is covered is not visible."""
    return next((part for part in window.findChildren(kind, name) if part.isVisible()), None)


def see(window: QWidget, kind: type[WidgetT], name: str) -> WidgetT:
    """The visible part of that name. Raises `LookupError`."""
    part = glimpse(window, kind, name)
    if part is None:
        raise LookupError(f"no {kind.__name__} {name} to be seen")
    return part


def rows(view: QAbstractItemView) -> list[Any]:
    """The values behind the rows of a list or table, from the top."""
    model = view.model()
    return [model.index(row, 0).data(RowRole) for row in range(model.rowCount())]


def row_where(view: QAbstractItemView, wanted: Callable[[Any], bool]) -> int:
    """The first row whose value is the wanted one. Raises `LookupError`."""
    for number, value in enumerate(rows(view)):
        if wanted(value):
            return number
    raise LookupError(f"no such row in {view.objectName()}")


def middle_of_row(view: QAbstractItemView, row: int, column: int = 0) -> QPoint:
    """In pixels of the view's viewport."""
    return view.visualRect(view.model().index(row, column)).center()


def pages_drawn(window: QWidget) -> bool:
    """Whether a document is open and everything of it in sight is drawn."""
    canvas = glimpse(window, PagesCanvas, "pagesCanvas")
    return canvas is not None and canvas.complete


def seals_drawn(window: QWidget) -> bool:
    """Whether every seal of the cabinet shows its picture, or that there is none to be had."""
    cabinet = next((view for view in window.findChildren(CabinetView) if view.isVisible()), None)
    if cabinet is None:
        return False
    state = cabinet.presenter.state
    return bool(state.rows) and all(row.id in state.pictures or row.id in state.undrawn for row in state.rows)


def text_line(window: QWidget) -> QPoint | None:
    """A point on a line of text below the middle of the pages in sight, in pixels of their viewport."""
    reader = next((one for one in window.findChildren(ReaderView) if one.isVisible()), None)
    if reader is None:
        return None
    canvas = reader.pages.canvas
    left, top = canvas.horizontalScrollBar().value(), canvas.verticalScrollBar().value()
    x = canvas.viewport().width() // 2
    for y in range(canvas.viewport().height() // 2, canvas.viewport().height(), 4):
        place = canvas.pages_layout.to_page(x + left, y + top)
        if reader.tools.text.cursor_over(place) is Qt.CursorShape.IBeamCursor:
            return QPoint(x, y)
    return None


def canvases(window: QWidget) -> list[PagesCanvas]:
    """The pages of every half that can be seen, from the left."""
    seen = [each for each in window.findChildren(PagesCanvas, "pagesCanvas") if each.isVisible()]
    return sorted(seen, key=lambda each: each.mapTo(window, QPoint()).x())


def document_read(window: QWidget) -> str:
    """The id of the document in the half that is worked with, "" when it shows none."""
    shown = next((tabs for tabs in window.findChildren(TabsView) if tabs.isVisible()), None)
    reader = shown.current if shown is not None else None
    return reader.document_id if reader is not None else ""


def verdict_seen(window: QWidget, name: str) -> str:
    """The code of the verdict that a pill shows, or "" while none does."""
    pill = glimpse(window, VerdictPill, name)
    return "" if pill is None or pill.verdict is None else str(pill.verdict.value)
