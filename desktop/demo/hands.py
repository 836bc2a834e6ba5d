"""What a person's hands do, as events that Qt delivers the way it delivers real ones.

Events are posted, not sent: a click that opens a modal dialog must not hold the tour up.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QWidget

_NONE = Qt.KeyboardModifier.NoModifier
_LEFT = Qt.MouseButton.LeftButton


def click(widget: QWidget, at: QPoint | None = None) -> None:
    """Press and release the left button at `at` (widget pixels; the middle when not given)."""
    place = widget.rect().center() if at is None else at
    _mouse(widget, QEvent.Type.MouseMove, place, Qt.MouseButton.NoButton, Qt.MouseButton.NoButton)
    _mouse(widget, QEvent.Type.MouseButtonPress, place, _LEFT, _LEFT)
    _mouse(widget, QEvent.Type.MouseButtonRelease, place, _LEFT, Qt.MouseButton.NoButton)


def double_click(widget: QWidget, at: QPoint) -> None:
    click(widget, at)
    _mouse(widget, QEvent.Type.MouseButtonDblClick, at, _LEFT, _LEFT)
    _mouse(widget, QEvent.Type.MouseButtonRelease, at, _LEFT, Qt.MouseButton.NoButton)


def click_row(view: QAbstractItemView, row: int) -> None:
    """Click the first column of a row, after scrolling it into sight."""
    index = view.model().index(row, 0)
    view.scrollTo(index)
    click(view.viewport(), view.visualRect(index).center())


def drag(widget: QWidget, start: QPoint, end: QPoint, *, moves: int = 12) -> None:
    """Press at `start`, move to `end` in `moves` equal moves, release there."""
    _mouse(widget, QEvent.Type.MouseMove, start, Qt.MouseButton.NoButton, Qt.MouseButton.NoButton)
    _mouse(widget, QEvent.Type.MouseButtonPress, start, _LEFT, _LEFT)
    for step in range(1, moves + 1):
        place = start + (end - start) * (step / moves)
        _mouse(widget, QEvent.Type.MouseMove, place, Qt.MouseButton.NoButton, _LEFT)
    _mouse(widget, QEvent.Type.MouseButtonRelease, end, _LEFT, Qt.MouseButton.NoButton)


def type_text(widget: QWidget, text: str) -> None:
    for character in text:
        press_key(widget, Qt.Key.Key_unknown, text=character)


def press_key(
    widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = _NONE, *, text: str = ""
) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QCoreApplication.postEvent(widget, QKeyEvent(kind, key, modifiers, text))


def turn_wheel(area: QAbstractScrollArea, notches: int, modifiers: Qt.KeyboardModifier = _NONE) -> None:
    """Turn the wheel over the area's middle; positive is away from the hand (up, or larger with Ctrl)."""
    viewport = area.viewport()
    place = QPointF(viewport.rect().center())
    event = QWheelEvent(
        place,
        QPointF(viewport.mapToGlobal(place)),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QCoreApplication.postEvent(viewport, event)


def _mouse(
    widget: QWidget, kind: QEvent.Type, place: QPoint, button: Qt.MouseButton, held: Qt.MouseButton
) -> None:
    local = QPointF(place)
    event = QMouseEvent(kind, local, QPointF(widget.mapToGlobal(local)), button, held, _NONE)
    QCoreApplication.postEvent(widget, event)
