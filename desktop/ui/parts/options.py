"""What a view tells its delegate of a row: PySide's types leave it out of Qt's class, here it comes in."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem


def area_of(option: QStyleOptionViewItem) -> QRect:
    """Where the row is painted, in the viewport's px."""
    area: QRect = option.rect  # type: ignore[attr-defined]
    return area


def state_of(option: QStyleOptionViewItem) -> QStyle.StateFlag:
    """Whether the row is selected, has the focus, lies under the mouse."""
    state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
    return state


def is_selected(option: QStyleOptionViewItem) -> bool:
    return bool(state_of(option) & QStyle.StateFlag.State_Selected)
