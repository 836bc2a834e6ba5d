"""Document properties: what the file says about itself, what its author allows, how it was read."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from core.ofd import Allowed
from desktop.reading.wire import Details, DocumentSummary
from desktop.ui.parts.facts import FactList
from desktop.ui.parts.section import Section
from desktop.ui.parts.sheet import Sheet, answers
from desktop.ui.parts.states import label
from desktop.ui.reader.property_words import (
    Facts,
    about_facts,
    extension_facts,
    font_facts,
    foremost,
    reading_notes,
    rights_facts,
    tag_facts,
)

_WIDTH_PX, _HEIGHT_PX = 620, 560
_CAPTION_PX = 168
_KEYWORDS_CHARS = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Properties:
    """An open file: `permitted` is what its authors allow now, `quotable` whether its words may be copied."""

    summary: DocumentSummary
    size_bytes: int
    permitted: Allowed
    quotable: bool


class PropertiesSheet(Sheet):
    """Shows a file's `Properties` at once; what it keeps in data of its own follows by `show_details`."""

    def __init__(self, told: Properties, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("propertiesSheet")
        self.setWindowTitle(self.tr("Document properties"))
        self._quotable = told.quotable
        heading = label("title")
        heading.setText(self.tr("Document properties"))
        body = QWidget()
        body.setObjectName("propertiesBody")
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(0, 0, 12, 0)
        self._column.setSpacing(4)
        summary = told.summary
        self._add(self.tr("About"), about_facts(summary, told.size_bytes))
        self._add(self.tr("What its author allows"), rights_facts(summary, told.permitted))
        self._add(self.tr("Fonts"), font_facts(summary.fonts))
        self._notes(summary)
        self._waiting = label("muted")
        self._waiting.setObjectName("propertiesWaiting")
        self._waiting.setText(self.tr("Reading the document's own data…"))
        self._column.addWidget(self._waiting)
        self._column.addStretch(1)
        area = QScrollArea()
        area.setObjectName("propertiesArea")
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        area.setWidget(body)
        close = QPushButton(self.tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 12, 16)
        column.setSpacing(16)
        column.addWidget(heading)
        column.addWidget(area, 1)
        foot = answers(close)
        foot.setContentsMargins(0, 0, 12, 0)
        column.addLayout(foot)
        self.resize(self.within_window(_WIDTH_PX, _HEIGHT_PX))

    def show_details(self, details: Details | None) -> None:
        """Custom data, marked fields and extensions; None when they cannot be read."""
        self._waiting.setVisible(details is None)
        if details is None:
            self._waiting.setText(self.tr("The document's own data cannot be read."))
            return
        place = self._column.indexOf(self._waiting)
        keywords = (
            ((self.tr("Keywords"), "，".join(details.keywords)[:_KEYWORDS_CHARS]),)
            if details.keywords
            else ()
        )
        for name, facts in (
            (self.tr("Marked fields"), tag_facts(details.custom_tags)),
            (self.tr("Data of its maker"), (*keywords, *details.custom_data)),
            (self.tr("Programs that left data"), extension_facts(details.extensions)),
        ):
            place += self._add(name, facts, at=place)

    def _add(self, name: str, facts: Facts, *, at: int = -1) -> int:
        """How many sections were added: none for nothing."""
        if not facts:
            return 0
        listed = FactList(_CAPTION_PX, selectable=self._quotable)
        listed.show_facts(foremost(facts))
        section = Section(listed)
        section.heading.setText(name)
        self._column.insertWidget(at if at >= 0 else self._column.count(), section)
        return 1

    def _notes(self, summary: DocumentSummary) -> None:
        """Sentences with the parts they are about, which are names inside the file."""
        notes = reading_notes(summary.warnings)
        if not notes:
            return
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for sentence, befell in notes:
            for role, text in (("value", sentence), ("small", befell)):
                if text:
                    line = label(role, wrap=True)
                    line.setText(text)
                    column.addWidget(line)
        section = Section(body)
        section.heading.setText(self.tr("How it was read"))
        self._column.addWidget(section)
