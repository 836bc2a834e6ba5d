"""The colours of annotations."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QIcon, QPixmap

from core.ofd import Highlight, Mark, Note
from core.ofd.marks import Tint

translate = QCoreApplication.translate
_SWATCH_PX = 18
TINTS = (Tint(242, 201, 76), Tint(124, 196, 232), Tint(139, 203, 136), Tint(232, 140, 140))
PEN_TINTS = (Tint(176, 124, 0), Tint(24, 104, 160), Tint(38, 122, 62), Tint(181, 60, 110))
"""The same for lines, which must stand out from white paper."""


def tint_for(kind: type[Mark], tint: Tint) -> Tint:
    """The tint of the palette for such a mark: what is laid under words is light, lines are dark."""
    ground = TINTS[PEN_TINTS.index(tint)] if tint in PEN_TINTS else tint
    if kind in (Highlight, Note) or ground not in TINTS:
        return ground
    return PEN_TINTS[TINTS.index(ground)]


def tint_names() -> tuple[str, ...]:
    """What each tint is called."""
    return (
        translate("palette", "Yellow"),
        translate("palette", "Blue"),
        translate("palette", "Green"),
        translate("palette", "Red"),
    )


def swatch(tint: Tint) -> QIcon:
    """A square of the colour."""
    picture = QPixmap(_SWATCH_PX, _SWATCH_PX)
    picture.fill(QColor(*tint))
    return QIcon(picture)
