"""骑缝章: whether, over which edge, and where along it."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from core.seal import Edge
from desktop.ui.parts.states import label
from desktop.ui.sealing.fields import LengthField
from desktop.ui.sealing.placing import Placing
from desktop.ui.view import View


class StraddleFields(View):
    """Reports what the person chooses; draws a `Placing`."""

    asked = Signal(bool)
    edge_chosen = Signal(object)
    offset_typed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._placing: Placing | None = None
        self._active = False
        self._on = QCheckBox()
        self._on.setObjectName("straddleBox")
        self._edge = QComboBox()
        self._edge.setObjectName("straddleEdge")
        self._offset = LengthField("straddleOffset")
        self._offset.setSuffix(" mm")
        self._why = label("small", wrap=True)
        self._why.setObjectName("straddleWhy")
        self._build()
        self._on.clicked.connect(self.asked)
        self._edge.activated.connect(lambda: self.edge_chosen.emit(Edge(self._edge.currentData())))
        self._offset.valueChanged.connect(self.offset_typed)
        self.retranslate()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._row = QWidget()
        row = QHBoxLayout(self._row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._edge, 1)
        row.addWidget(self._offset, 1)
        column.addWidget(self._on)
        column.addWidget(self._row)
        column.addWidget(self._why)

    def retranslate(self) -> None:
        self._on.setText(self.tr("Over the edges of all pages"))
        with QSignalBlocker(self._edge):
            self._edge.clear()
            for edge, text in (
                (Edge.RIGHT, self.tr("Right edge")),
                (Edge.LEFT, self.tr("Left edge")),
                (Edge.TOP, self.tr("Top edge")),
                (Edge.BOTTOM, self.tr("Bottom edge")),
            ):
                self._edge.addItem(text, edge.value)
        self._edge.setAccessibleName(self.tr("Edge of the sheets"))
        self._offset.setAccessibleName(self.tr("Offset along the edge"))
        self._offset.setToolTip(self.tr("Along the edge, from the top or the left of the sheets"))
        self.show_placing(self._placing, active=self._active)

    def show_placing(self, placing: Placing | None, *, active: bool) -> None:
        self._placing, self._active = placing, active
        possible = placing is not None and placing.can_straddle
        straddling = placing.straddling if placing is not None else None
        self._on.setChecked(straddling is not None)
        # Without a whole seal the straddle seal is all there is to press.
        needed = straddling is not None and placing is not None and not placing.pressing.places
        self._on.setEnabled(active and possible and not needed)
        self._row.setVisible(straddling is not None)
        self._row.setEnabled(active)
        self._why.setVisible(placing is not None and not possible)
        self._why.setText(self.tr("The document has one page: there is no edge to straddle."))
        if placing is None or straddling is None:
            return
        with QSignalBlocker(self._edge):
            self._edge.setCurrentIndex(self._edge.findData(straddling.edge.value))
        with QSignalBlocker(self._offset):
            self._offset.setRange(0.0, placing.offset_max(straddling.edge))
            self._offset.setValue(placing.offset_mm)
