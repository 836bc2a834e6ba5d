"""What to print, how often, where and on which paper; with a look at each sheet as it will be marked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
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

from desktop.reading.wire import PageSize
from desktop.ui.parts.files import FileDialog
from desktop.ui.parts.sheet import Sheet, answers
from desktop.ui.parts.states import label
from desktop.ui.reader.print_preview import PreviewPane, SheetPreview
from desktop.ui.reader.printing import COPIES_MAX, PrintOrder, pages_in
from desktop.ui.reader.sheets import A4, Sides, larger_than, papers_needed


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
        self._sizes = tuple(sizes)
        self._count = len(sizes)
        self._preview = preview
        self._current = preview.page
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
        self.sides = self._sides_choice(by_hand=copies_max >= COPIES_MAX)
        self.paper = QComboBox()
        self.paper.setObjectName("printPaper")
        self.paper.addItem(self.tr("True size"), False)
        self.paper.addItem(self.tr("Made smaller for A4"), True)
        self.annotated = QCheckBox(self.tr("With my annotations"))
        self.annotated.setObjectName("printAnnotated")
        self.annotated.setVisible(with_annotations)
        self.grey = QCheckBox(self.tr("Black and white"))
        self.grey.setObjectName("printGrey")
        self._size = label("muted", wrap=True)
        self._papers = label("value")
        self._papers.setObjectName("printPapers")
        self._problem = label("danger", wrap=True)
        self._pane = PreviewPane(preview)
        self._build(limited=copies_max < COPIES_MAX)
        self._wire()
        self._judge()

    def _build(self, *, limited: bool) -> None:
        heading = label("title")
        heading.setText(self.tr("Print"))
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(heading)
        right.addLayout(self._form(limited=limited))
        checks = QHBoxLayout()
        checks.setSpacing(24)
        for check in (self.grey, self.annotated):
            checks.addWidget(check)
        checks.addStretch(1)
        right.addLayout(checks)
        right.addWidget(self._papers)
        right.addWidget(self._size)
        right.addWidget(self._problem)
        right.addStretch(1)
        right.addLayout(self._buttons())
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 24, 24, 24)
        row.setSpacing(24)
        row.addWidget(self._pane)
        row.addLayout(right, 1)
        self.setMinimumWidth(720)
        QWidget.setTabOrder(self._print, self._pane)  # the preview is looked at last
        self.range.setFocus()

    def _wire(self) -> None:
        self.range.textChanged.connect(self._judge)
        self.copies.valueChanged.connect(self._judge)
        for choice in (self.sides, self.paper, self.where):
            choice.currentIndexChanged.connect(self._judge)
        self.annotated.toggled.connect(self._preview.show_marks)
        self._pane.turned.connect(self._say_size)
        self.grey.toggled.connect(self._preview.show_grey)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._judge()  # only what is in sight is drawn

    def _sides_choice(self, *, by_hand: bool) -> QComboBox:
        """Turning by hand takes two runs, and each counts: where copies are limited it is not offered."""
        made = QComboBox()
        made.setObjectName("printSides")
        for words, sides in (
            (self.tr("One side"), Sides.ONE),
            (self.tr("Both sides, turned over the long edge"), Sides.LONG_EDGE),
            (self.tr("Both sides, turned over the short edge"), Sides.SHORT_EDGE),
            (self.tr("By hand: first the odd pages"), Sides.ODD),
            (self.tr("By hand: then the even pages"), Sides.EVEN),
        ):
            if by_hand or sides not in (Sides.ODD, Sides.EVEN):
                made.addItem(words, sides.value)
        return made

    def _form(self, *, limited: bool) -> QFormLayout:
        limit = label("small", wrap=True)
        limit.setObjectName("printLimit")
        limit.setText(
            self.tr("At most %n copy(ies) more: the office counts them.", "", self.copies.maximum())
        )
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(12)
        form.addRow(self.tr("Pages"), self._range_row())
        form.addRow(self.tr("Copies"), self.copies)
        form.addRow("", limit)
        form.setRowVisible(limit, limited)
        form.addRow(self.tr("Where"), self.where)
        form.addRow(self.tr("Sides"), self.sides)
        form.addRow(self.tr("Size"), self.paper)
        form.setRowVisible(self.paper, larger_than(self._sizes, A4))
        for words, part in (
            (self.tr("Pages"), self.range),
            (self.tr("Copies"), self.copies),
            (self.tr("Where"), self.where),
            (self.tr("Sides"), self.sides),
            (self.tr("Size"), self.paper),
        ):
            part.setAccessibleName(words)
        return form

    def _range_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.range, 1)
        for name, words, typed in (
            ("printAll", self.tr("All"), ""),
            ("printCurrent", self.tr("This page"), str(self._current + 1)),
        ):
            button = QPushButton(words)
            button.setObjectName(name)
            button.setAutoDefault(False)
            button.clicked.connect(partial(self.range.setText, typed))
            row.addWidget(button)
        return row

    def _buttons(self) -> QHBoxLayout:
        back = QPushButton(self.tr("Cancel"))
        back.clicked.connect(self.reject)
        self._print = QPushButton(self.tr("Print"))
        self._print.setObjectName("printNow")
        self._print.setProperty("role", "primary")
        self._print.setDefault(True)
        self._print.clicked.connect(self._order)
        return answers(back, self._print)

    @property
    def _chosen_sides(self) -> Sides:
        return Sides(self.sides.currentData())

    @property
    def _chosen_paper(self) -> PageSize | None:
        return A4 if self.paper.currentData() else None

    def _pages(self) -> tuple[int, ...]:
        return self._chosen_sides.of(pages_in(self.range.text(), self._count))

    def _judge(self) -> None:
        pages, to_file = self._pages(), not self.where.currentData()
        problem = ""
        if not pages:
            problem = self.tr("There are no such pages: give them as 1-3, 7.")
        elif not self.where.count():
            problem = self.tr("This computer has no printer.")
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self._print.setEnabled(not problem)
        self._preview.show_paper(self._chosen_paper)
        self._pane.show_pages(pages)
        self._say_size()
        needed = papers_needed(len(pages), self.copies.value(), self._chosen_sides)
        self._papers.setText(self.tr("%n sheet(s) of paper", "", needed) if pages and not to_file else "")
        self._papers.setVisible(bool(self._papers.text()))
        if to_file and self._chosen_sides.both:  # a file has no back
            self.sides.setCurrentIndex(0)
        self.sides.setEnabled(not to_file)

    def _say_size(self) -> None:
        if self._chosen_paper is not None:
            sentence = self.tr(
                "Pages larger than A4 are made smaller, others keep their size. Every sheet bears your name, "
                "this device, the time and the number of its copy."
            )
            self._size.setText(sentence)
            return
        size = self._sizes[self._preview.page]
        sentence = self.tr(
            "True size, {width} × {height} mm. Every sheet bears your name, this device, the time and the "
            "number of its copy."
        )
        self._size.setText(sentence.format(width=f"{size.width_mm:.0f}", height=f"{size.height_mm:.0f}"))

    def _order(self) -> None:
        if self.where.currentData():
            self._tell(printer=str(self.where.currentData()))
            return
        file = FileDialog.to_save(self.tr("Print into a file"), self, suffix="pdf")
        file.fileSelected.connect(lambda path: self._tell(path=path))
        file.open()

    def _tell(self, *, printer: str = "", path: str = "") -> None:
        sides = self._chosen_sides
        self.ordered.emit(
            PrintOrder(
                pages=self._pages(),
                copies=self.copies.value(),
                printer=printer,
                path=path,
                annotated=self.annotated.isChecked(),
                sides=sides if sides.both else Sides.ONE,
                paper=self._chosen_paper,
                grey=self.grey.isChecked(),
            )
        )
        self.accept()
