"""A titled section of a side pane."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.parts.kept_in import ListView
from desktop.ui.parts.states import label

SIDE_WIDTH = 304


class Section(QWidget):
    """An overline and what belongs under it."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = label("overline")
        self.content = content
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 16)
        column.setSpacing(8)
        column.addWidget(self.heading)
        column.addWidget(content)


class SidePane(QScrollArea):
    """Sections one below the other at the right edge of a screen."""

    def __init__(self, sections: tuple[QWidget, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        body = QFrame()
        body.setProperty("role", "side")
        column = QVBoxLayout(body)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        for section in sections:
            column.addWidget(section)
        column.addStretch(1)
        self.setWidget(body)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFixedWidth(SIDE_WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)


class SideWithFoot(QFrame):
    """A pane at the right edge: `column` scrolls on a low screen, what stands at the foot never does."""

    def __init__(self, foot: QLayout, *, spacing: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "side")
        body = QWidget()
        self.column = QVBoxLayout(body)
        self.column.setContentsMargins(16, 16, 16, 0)
        self.column.setSpacing(spacing)
        area = QScrollArea()
        area.setWidget(body)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.viewport().setAutoFillBackground(False)
        body.setAutoFillBackground(False)
        foot.setContentsMargins(16, 8, 16, 16)
        foot.setSpacing(8)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(area, 1)
        whole.addLayout(foot)


class ShortList(ListView):
    """A list as high as its rows, for the few entries of a section."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizeAdjustPolicy(QAbstractItemView.SizeAdjustPolicy.AdjustIgnored)
        self.setMouseTracking(True)
        self._fit()

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        if model is not None:
            for changed in (model.modelReset, model.rowsInserted, model.rowsRemoved):
                changed.connect(self._fit)
        self._fit()

    def _fit(self, *_changed: QModelIndex | int) -> None:
        model = self.model()
        rows = model.rowCount() if model is not None else 0
        self.setFixedHeight(sum(self.sizeHintForRow(row) for row in range(rows)) + 2)
