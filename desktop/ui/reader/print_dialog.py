"""What to print, how often and where; with a look at the first sheet as it will be marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QTransform
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from core.ofd import Mark
from desktop.reading.wire import PageSize
from desktop.ui.parts.files import FileDialog
from desktop.ui.parts.pages import Watermark
from desktop.ui.parts.sheet import Sheet, answers
from desktop.ui.parts.states import label
from desktop.ui.reader.markpaint import MarkPainter
from desktop.ui.reader.printing import COPIES_MAX, PrintOrder, pages_in
from desktop.ui.theme import colour

_PREVIEW = QSize(260, 340)


class PrintDialog(Sheet):
    """`ordered` carries a `PrintOrder`. A file is offered only `with_file`; so are annotations."""

    ordered = Signal(PrintOrder)

    def __init__(
        self,
        sizes: Sequence[PageSize],
        preview: SheetPreview,
        printers: Sequence[str],
        *,
        with_file: bool,
        with_annotations: bool = False,
        copies_max: int = COPIES_MAX,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("printDialog")
        self.setWindowTitle(self.tr("Print"))
        self._count = len(sizes)
        self.range = QLineEdit()
        self.range.setObjectName("printRange")
        self.range.setPlaceholderText(self.tr("all, or such as 1-3, 7"))
        self.copies = QSpinBox()
        self.copies.setObjectName("printCopies")
        self.copies.setRange(1, max(1, min(copies_max, COPIES_MAX)))
        self.where = QComboBox()
        self.where.setObjectName("printWhere")
        for name in printers:
            self.where.addItem(name, name)
        if with_file:
            self.where.addItem(self.tr("PDF file…"), "")
        self.annotated = QCheckBox(self.tr("With my annotations"))
        self.annotated.setObjectName("printAnnotated")
        self.annotated.setVisible(with_annotations)
        self.annotated.toggled.connect(preview.show_marks)
        size = sizes[0]
        true_size = label("muted", wrap=True)
        sentence = self.tr(
            "True size, {width} × {height} mm. Every sheet bears your name, this device, the time and the "
            "number of its copy."
        )
        true_size.setText(sentence.format(width=f"{size.width_mm:.0f}", height=f"{size.height_mm:.0f}"))
        self._problem = label("danger", wrap=True)
        heading = label("title")
        heading.setText(self.tr("Print"))
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(heading)
        right.addLayout(self._form(limited=copies_max < COPIES_MAX))
        right.addWidget(self.annotated)
        right.addWidget(true_size)
        right.addWidget(self._problem)
        right.addStretch(1)
        right.addLayout(self._buttons())
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 24, 24, 24)
        row.setSpacing(24)
        row.addWidget(preview)
        row.addLayout(right, 1)
        self.setMinimumWidth(640)
        self.range.textChanged.connect(self._judge)
        self._judge()

    def _form(self, *, limited: bool) -> QFormLayout:
        limit = label("small", wrap=True)
        limit.setObjectName("printLimit")
        limit.setText(
            self.tr("At most %n copy(ies) more: the office counts them.", "", self.copies.maximum())
        )
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(12)
        form.addRow(self.tr("Pages"), self.range)
        form.addRow(self.tr("Copies"), self.copies)
        form.addRow("", limit)
        form.setRowVisible(limit, limited)
        form.addRow(self.tr("Where"), self.where)
        return form

    def _buttons(self) -> QHBoxLayout:
        back = QPushButton(self.tr("Cancel"))
        back.clicked.connect(self.reject)
        self._print = QPushButton(self.tr("Print"))
        self._print.setObjectName("printNow")
        self._print.setProperty("role", "primary")
        self._print.setDefault(True)
        self._print.clicked.connect(self._order)
        return answers(back, self._print)

    def _judge(self) -> None:
        problem = ""
        if not pages_in(self.range.text(), self._count):
            problem = self.tr("There are no such pages: give them as 1-3, 7.")
        elif not self.where.count():
            problem = self.tr("This computer has no printer.")
        self._problem.setText(problem)
        self._print.setEnabled(not problem)

    def _order(self) -> None:
        if self.where.currentData():
            self._tell(printer=str(self.where.currentData()))
            return
        file = FileDialog.to_save(self.tr("Print into a file"), self, suffix="pdf")
        file.fileSelected.connect(lambda path: self._tell(path=path))
        file.open()

    def _tell(self, *, printer: str = "", path: str = "") -> None:
        pages = pages_in(self.range.text(), self._count)
        self.ordered.emit(
            PrintOrder(
                pages=pages,
                copies=self.copies.value(),
                printer=printer,
                path=path,
                annotated=self.annotated.isChecked(),
            )
        )
        self.accept()


class SheetPreview(QWidget):
    """A sheet with its watermark, from whatever picture of the page there is."""

    def __init__(
        self,
        size: PageSize,
        picture: QImage | None,
        watermark: Watermark,
        marks: Sequence[Mark] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._size, self._picture, self._watermark = size, picture, watermark
        self._marks = tuple(marks)
        self._marked = False
        self.setFixedSize(_PREVIEW)
        self.setAccessibleName(self.tr("The first sheet"))

    def show_marks(self, shown: bool) -> None:
        """Show the sheet with the annotations, or without."""
        self._marked = shown
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        scale = min(self.width() / self._size.width_mm, self.height() / self._size.height_mm)
        width, height = self._size.width_mm * scale, self._size.height_mm * scale
        paper = QRectF((self.width() - width) / 2, (self.height() - height) / 2, width - 1, height - 1)
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.fillRect(paper, Qt.GlobalColor.white)
            if self._picture is not None:
                painter.drawImage(paper, self._picture)
            if self._marked:
                to_px = QTransform(scale, 0, 0, scale, paper.left(), paper.top())
                for mark in self._marks:
                    MarkPainter().paint(painter, mark, to_px, scale, least_note_px=0.0)
            self._watermark.paint(painter, paper, scale)
            painter.setPen(colour("line_strong"))
            painter.drawRect(paper)
        finally:
            painter.end()
