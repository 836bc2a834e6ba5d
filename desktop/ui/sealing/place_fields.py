"""Where the seal lies, in figures: page and millimetres, once more, the same place on other pages."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.icons import icon
from desktop.ui.parts.states import label
from desktop.ui.sealing.fields import LengthField
from desktop.ui.sealing.placing import Placing, SealPlace
from desktop.ui.view import View

_TOOL_PX = 30


class PlaceFields(View):
    """Reports what the person types; draws a `Placing`."""

    placed = Signal(object)
    held = Signal(int)
    snap_asked = Signal()
    add_asked = Signal()
    remove_asked = Signal()
    spread_asked = Signal(str)
    undo_asked = Signal()
    redo_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._placing: Placing | None = None
        self._active = False
        self._language = 0
        self._listed: tuple[tuple[int, ...], int] = ((), 0)
        self._which = QComboBox()
        self._which.setObjectName("placeChoice")
        self._page = QSpinBox()
        self._page.setObjectName("sealPage")
        self._page.setKeyboardTracking(False)
        self._x, self._y = LengthField("sealX"), LengthField("sealY")
        self._captions = [QLabel(), QLabel(), QLabel()]
        self._snap = QPushButton(icon("crosshair"), "")
        self._snap.setObjectName("snapToDate")
        self._undo = self._tool("undoPlacement", "undo")
        self._redo = self._tool("redoPlacement", "redo")
        self._add = self._tool("addPlace", "add")
        self._remove = self._tool("removePlace", "trash")
        self._ranges = QLineEdit()
        self._ranges.setObjectName("samePlaceOn")
        self._spread = QPushButton()
        self._spread.setObjectName("samePlaceButton")
        self._unread = label("problem", wrap=True)
        self._build()
        self._wire()
        self.retranslate()

    def retranslate(self) -> None:
        self._language += 1
        for caption, text, field in zip(
            self._captions,
            (self.tr("Page"), self.tr("Left (mm)"), self.tr("Top (mm)")),
            (self._page, self._x, self._y),
            strict=True,
        ):
            caption.setText(text)
            caption.setBuddy(field)
            field.setAccessibleName(text)
        self._which.setAccessibleName(self.tr("Placed seals"))
        self._snap.setText(self.tr("On the date"))
        self._snap.setToolTip(self.tr("Centre the seal over the date and the organ's name"))
        for button, text, keys in (
            (self._undo, self.tr("Undo"), "Ctrl+Z"),
            (self._redo, self.tr("Redo"), "Ctrl+Shift+Z"),
            (self._add, self.tr("Press the seal once more"), ""),
            (self._remove, self.tr("Take this place away"), "Del"),
        ):
            button.setToolTip(f"{text} ({keys})" if keys else text)
            button.setAccessibleName(text)
        self._ranges.setPlaceholderText(self.tr("Pages, such as 1-3, 5"))
        self._ranges.setAccessibleName(self.tr("Same place on pages"))
        self._spread.setText(self.tr("Same place"))
        self._spread.setToolTip(self.tr("Press the seal at the same place on these pages too"))
        self._unread.setText(self.tr("Write pages as 1-3, 5 or 8-."))
        self.show_placing(self._placing, active=self._active)

    def _tool(self, name: str, icon_name: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setProperty("role", "quiet")
        button.setIcon(icon(icon_name))
        button.setIconSize(QSize(18, 18))
        button.setFixedSize(_TOOL_PX, _TOOL_PX)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        for place, (caption, field) in enumerate(
            zip(self._captions, (self._page, self._x, self._y), strict=True)
        ):
            caption.setProperty("role", "small")
            grid.addWidget(caption, 0, place)
            grid.addWidget(field, 1, place)
            grid.setColumnStretch(place, 1)
        tools = QHBoxLayout()
        tools.setSpacing(0)
        tools.addWidget(self._snap, 1)
        for button in (self._add, self._remove, self._undo, self._redo):
            tools.addWidget(button)
        spread = QHBoxLayout()
        spread.setSpacing(8)
        spread.addWidget(self._ranges, 1)
        spread.addWidget(self._spread)
        column.addWidget(self._which)
        for row in (grid, tools, spread):
            column.addLayout(row)
        column.addWidget(self._unread)
        self._unread.hide()

    def _wire(self) -> None:
        for field in (self._page, self._x, self._y):
            field.valueChanged.connect(self._typed)
        self._which.activated.connect(self.held)
        self._snap.clicked.connect(self.snap_asked)
        self._add.clicked.connect(self.add_asked)
        self._remove.clicked.connect(self.remove_asked)
        self._undo.clicked.connect(self.undo_asked)
        self._redo.clicked.connect(self.redo_asked)
        self._spread.clicked.connect(self._ask_spread)
        self._ranges.returnPressed.connect(self._ask_spread)
        self._ranges.textChanged.connect(self._unread.hide)
        self._ranges.textChanged.connect(self._follow_ranges)

    def _typed(self) -> None:
        self.placed.emit(SealPlace(self._page.value() - 1, self._x.value(), self._y.value()))

    def _ask_spread(self) -> None:
        if self._ranges.text().strip():
            self.spread_asked.emit(self._ranges.text())

    def _follow_ranges(self) -> None:
        self._spread.setEnabled(self._active and bool(self._ranges.text().strip()))

    def answer_spread(self, *, understood: bool) -> None:
        """Whether the pages that were typed could be read."""
        if understood:
            self._ranges.clear()
        self._unread.setVisible(not understood)

    def show_placing(self, placing: Placing | None, *, active: bool) -> None:
        self._placing, self._active = placing, active
        place = placing.place if placing is not None else None
        several = placing is not None and len(placing.pressing.places) > 1
        self._show_which(placing)
        if placing is not None and place is not None:
            self._show_place(placing, place)
        for widget in (self._page, self._x, self._y, self._ranges):
            widget.setEnabled(active and place is not None)
        self._which.setVisible(several)
        self._which.setEnabled(active)
        removable = several or (placing is not None and placing.straddling is not None)
        self._remove.setEnabled(active and place is not None and removable)
        self._add.setEnabled(active and placing is not None)
        self._snap.setEnabled(active and placing is not None and placing.suggested is not None)
        self._undo.setEnabled(active and placing is not None and bool(placing.past))
        self._redo.setEnabled(active and placing is not None and bool(placing.future))
        self._ranges.setVisible(placing is None or len(placing.pages) > 1)
        self._spread.setVisible(placing is None or len(placing.pages) > 1)
        self._follow_ranges()

    def _show_which(self, placing: Placing | None) -> None:
        places = placing.pressing.places if placing is not None else ()
        pages = tuple(place.page for place in places)
        with QSignalBlocker(self._which):
            if (pages, self._language) == self._listed:
                self._which.setCurrentIndex(placing.pressing.held if placing is not None else -1)
                return
            self._listed = (pages, self._language)
            self._which.clear()
            for number, place in enumerate(places, 1):
                self._which.addItem(
                    self.tr("{number} of {count} · page {page}").format(
                        number=number, count=len(places), page=place.page + 1
                    )
                )
            if placing is not None:
                self._which.setCurrentIndex(placing.pressing.held)

    def _show_place(self, placing: Placing, place: SealPlace) -> None:
        sheet = placing.pages[place.page]
        fields = (self._page, self._x, self._y)
        blockers = [QSignalBlocker(field) for field in fields]
        self._page.setRange(1, len(placing.pages))
        self._x.setRange(0.0, max(0.0, sheet.width - placing.size.width))
        self._y.setRange(0.0, max(0.0, sheet.height - placing.size.height))
        self._page.setValue(place.page + 1)
        self._x.setValue(place.x_mm)
        self._y.setValue(place.y_mm)
        del blockers
