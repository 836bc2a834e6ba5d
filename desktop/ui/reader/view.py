"""The reader's pane: title and facts, pages, and beside them seals, versions, opinions."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from core.errors import AppError
from core.seal.report import StampPlace, Verdict
from desktop.ui import words
from desktop.ui.icons import icon
from desktop.ui.messages import explain
from desktop.ui.parts.keys import KeyActs
from desktop.ui.parts.pages import PagesView, Phase, Place, Watermark
from desktop.ui.parts.seals import VerdictPill
from desktop.ui.parts.states import Line, label, plain_tip
from desktop.ui.reader.copying import Refusal, Rule, author_allows, may_copy, may_print
from desktop.ui.reader.details import DetailsPane
from desktop.ui.reader.modes import ModeMenu
from desktop.ui.reader.page_menu import MenuAct, PageMenu
from desktop.ui.reader.parts_menu import PartsMenu
from desktop.ui.reader.present import PresentWindow
from desktop.ui.reader.presenter import ReaderPresenter, version_of
from desktop.ui.reader.print_dialog import PrintDialog
from desktop.ui.reader.print_preview import SheetPreview
from desktop.ui.reader.print_progress import PrintProgress
from desktop.ui.reader.printing import COPIES_MAX, PrintOrder
from desktop.ui.reader.properties import Properties, PropertiesSheet
from desktop.ui.reader.property_words import stands_in
from desktop.ui.reader.said import SaidBar
from desktop.ui.reader.state import ReaderState
from desktop.ui.reader.tools import ReadingTools
from desktop.ui.theme import COLOURS
from desktop.ui.view import View

Index = QModelIndex | QPersistentModelIndex


class ReaderView(View):
    """Draws a `ReaderPresenter`. With `closable` it has a way back to the screen that opened it."""

    def __init__(
        self, presenter: ReaderPresenter, *, closable: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._keys = KeyActs(self)
        self._back = QToolButton()
        self._closable = closable
        self._compact = False
        self._folded = False
        self._title = label("title", wrap=True)
        self._marking = label("marking")
        self._facts = Line("muted")
        self._pill = VerdictPill()
        self._details = QToolButton()
        self._search = QToolButton()
        self._present = QToolButton()
        self._print = QToolButton()
        self._about = QToolButton()
        self.pages = PagesView(presenter.pages)
        self.tools = ReadingTools(presenter, self.pages, self)
        self.menu = PageMenu(presenter, self.pages, self.tools, self._acts_of_menu)
        self.said = SaidBar()
        self.parts = PartsMenu()
        self.details = DetailsPane(presenter)
        self._build()
        self._wire()
        self.retranslate()

    def retranslate(self) -> None:
        self._back.setAccessibleName(self.tr("Back"))
        self._print.setToolTip(self.tr("Print (Ctrl+P)"))
        self._print.setAccessibleName(self.tr("Print"))
        self._present.setToolTip(self.tr("Present on the whole screen (F5)"))
        self._present.setAccessibleName(self.tr("Present on the whole screen"))
        self._about.setToolTip(self.tr("Document properties (Ctrl+D)"))
        self._about.setAccessibleName(self.tr("Document properties"))
        self._search.setToolTip(self.tr("Search in this document (Ctrl+F)"))
        self._search.setAccessibleName(self.tr("Search in this document"))
        self._details.setToolTip(self.tr("Seals, versions and opinions (F7)"))
        self._details.setAccessibleName(self.tr("Details"))
        self._render(self._presenter.state)

    def _build(self) -> None:
        self._back.setObjectName("readerBack")
        self._back.setIcon(icon("back"))
        self._details.setObjectName("toggleDetails")
        self._details.setIcon(icon("shield", active=COLOURS.accent))
        self._details.setCheckable(True)
        for button in (self._back, self._details, self._search, self._print, self._present, self._about):
            button.setProperty("role", "quiet")
            button.setIconSize(QSize(20, 20))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._title.setObjectName("readerTitle")
        self._build_bar()
        self.pages.add_to_bar(self._pill)
        self.pages.add_to_bar(self._details)
        self.details.hide()
        self._head = QFrame()
        self._head.setProperty("role", "bar")
        head = self._head_row = QHBoxLayout(self._head)
        head.setSpacing(8)
        texts = QVBoxLayout()
        texts.setSpacing(4)
        facts = QHBoxLayout()
        facts.setSpacing(8)
        facts.addWidget(self._marking)
        facts.addWidget(self._facts, 1)
        # Else it takes the width of a character where no facts stand under it.
        self._title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        texts.addWidget(self._title)
        texts.addLayout(facts)
        head.addWidget(self._back, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(texts, 1)
        self.pages.add_beside(self.details, lasting=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self.pages, 1)
        column.addWidget(PrintProgress(self._presenter))
        column.addWidget(self.said)

    def _build_bar(self) -> None:
        self.pages.add_to_bar(self.parts)
        for button, name, icon_name, spared in (
            (self._search, "searchDocument", "search", 1),
            (self._print, "printDocument", "print", 2),
            (self._present, "presentDocument", "present", 4),
        ):
            button.setObjectName(name)
            button.setIcon(icon(icon_name))
            self.pages.add_to_bar(button, spared=spared)
        self.modes = ModeMenu(self.pages.canvas, self)
        self.pages.add_to_bar(self.modes)
        self._about.setObjectName("documentProperties")
        self._about.setIcon(icon("info"))
        self.pages.add_to_bar(self._about, spared=6)

    def _wire(self) -> None:
        self._presenter.changed.connect(self._render)
        self._presenter.pages.changed.connect(lambda _: self._render(self._presenter.state))
        self.tools.said.connect(self.said.say)
        self._presenter.failed.connect(self._say_failed)
        self.pages.rested.connect(self._presenter.rested)
        self._print.clicked.connect(self.print_document)
        self._presenter.printed.connect(self._say_printed)
        self._present.clicked.connect(self.present)
        self._about.clicked.connect(self.show_properties)
        self._search.clicked.connect(self.tools.open_search)
        self._back.clicked.connect(self._presenter.go_back)
        self._details.toggled.connect(self.details.setVisible)
        self.pages.crowded.connect(lambda: self._details.setChecked(False))
        self._pill.clicked.connect(lambda: self._details.setChecked(True))
        self.parts.chosen.connect(self._presenter.choose_part)
        self.details.place_chosen.connect(self._show_stamp)
        self.tools.stamps.asked.connect(self.show_seal)
        self.tools.seal_like.told.connect(self.details.seals.show_likenesses)
        for keys, act in (
            ("Esc", self._escape),
            ("F7", self._details.click),
            ("F5", self.present),
            ("F11", self.present),
            ("Ctrl+P", self.print_document),
            ("Ctrl+D", self.show_properties),
        ):
            self._keys.add(keys, act)

    def press(self, keys: QKeySequence) -> None:
        """Do what a key does here, though it was pressed beside: in the list, on the rail."""
        if not self._keys.press(keys):
            self.pages.keys.press(keys)

    @property
    def document_id(self) -> str:
        """The id of the document that is shown; empty for a paper, or when nothing is."""
        document = self._presenter.state.document
        return document.id if document is not None else ""

    def set_compact(self, compact: bool) -> None:
        """With little room the tab says the title; what stays is the marking, and the way back."""
        if compact == self._compact:
            return
        self._compact = compact
        if compact:
            self._details.setChecked(False)
        self._render(self._presenter.state)

    def fold_head(self, folded: bool) -> None:
        """Give the room of the title to the pages; what must be seen of a document stays in one line."""
        if folded != self._folded:
            self._folded = folded
            self._render(self._presenter.state)

    @property
    def details_shown(self) -> bool:
        return self._details.isChecked()

    def show_details(self, shown: bool) -> None:
        self._details.setChecked(shown)

    def _acts_of_menu(self) -> tuple[MenuAct, ...]:
        return (
            ("search", self.tr("Search in this document"), "Ctrl+F", self.tools.open_search),
            ("print", self.tr("Print…"), "Ctrl+P", self.print_document),
            ("info", self.tr("Document properties…"), "Ctrl+D", self.show_properties),
        )

    def show_properties(self) -> None:
        """What the file says about itself, what its author allows, and how it was read."""
        state, handle = self._presenter.state, self._presenter.pages.handle
        if handle is None:
            return
        now = words.office_now()
        told = Properties(
            summary=handle.summary,
            size_bytes=len(handle.document),
            permitted=author_allows(state, handle.summary, now),
            quotable=not state.classification.level.rank and bool(may_copy(state, handle.summary, now)),
        )
        sheet = PropertiesSheet(told, self)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._presenter.ask_details(sheet, sheet.show_details)
        sheet.open()

    def _say_failed(self, error: AppError) -> None:
        told = explain(error)
        self.said.say(f"{told.title}  {told.sentence} {told.remedy}")

    def present(self) -> None:
        """Show one page at a time on the whole screen."""
        if self._presenter.pages.state.phase is not Phase.SHOWN:
            return
        window = PresentWindow(
            self._presenter.pages,
            self._presenter.annotations,
            self.pages.canvas.page,
            self.watermark(self._presenter.state),
            self,
        )
        window.left.connect(self.pages.canvas.go_to)
        window.setGeometry(self.screen().geometry())  # where nobody manages windows, it asks in vain
        window.showFullScreen()

    def print_document(self) -> None:
        """Ask what to print and where, when office and author allow it; else say who does not."""
        summary, state = self._presenter.pages.state.summary, self._presenter.state
        if summary is None:
            return
        rule = may_print(state, summary, words.office_now(), copies_left=self._presenter.copies_left)
        if rule.refusal is not None:
            self.said.say(self._why_no_print(rule))
            return
        if self._presenter.printing:
            self.said.say(self.tr("The last print is still under way."))
            return
        page = self.pages.canvas.page
        picture = self._presenter.pages.pictures.stand_in(page)
        layer = self._presenter.annotations.state.layer
        preview = SheetPreview(
            summary.pages,
            self.print_mark(1),
            page=page,
            picture=picture,
            marks=layer,
            draw=lambda page, scale, done: self._presenter.draw_sheet(preview, page, scale, done),
        )
        open_file = not state.classification.level.rank and bool(may_copy(state, summary, words.office_now()))
        dialog = PrintDialog(
            summary.pages,
            preview,
            QPrinterInfo.availablePrinterNames(),
            with_file=open_file,
            with_annotations=bool(layer),
            copies_max=COPIES_MAX if rule.copies is None else rule.copies,
            parent=self,
        )
        self._print_by(dialog)
        dialog.open()

    def _print_by(self, dialog: PrintDialog) -> None:
        """Print what the dialog was opened for, never what has come into its place meanwhile."""
        pages = self._presenter.pages
        asked_for = pages.handle

        def order(order: PrintOrder) -> None:
            if pages.handle is asked_for and self._may_still_print(order):
                self._presenter.print_pages(order, self.print_mark)

        def look(_state: object) -> None:
            if pages.handle is not asked_for:
                dialog.reject()

        dialog.ordered.connect(order)
        watching = pages.changed.connect(look)
        dialog.finished.connect(lambda _: pages.changed.disconnect(watching))

    def _may_still_print(self, order: PrintOrder) -> bool:
        """The office may have changed its mind while the dialog was open; a sentence then says so."""
        summary, state = self._presenter.pages.state.summary, self._presenter.state
        if summary is None:
            return False
        now = words.office_now()
        rule = may_print(state, summary, now, copies_left=self._presenter.copies_left)
        if rule and rule.copies is not None and order.copies > rule.copies:
            rule = Rule(Refusal.COPIES)
        if rule and order.path and (state.classification.level.rank or not may_copy(state, summary, now)):
            rule = Rule(Refusal.OFFICE)
        if rule.refusal is not None:
            self.said.say(self._why_no_print(rule))
        return bool(rule)

    def print_mark(self, copy: int) -> Watermark:
        """What every sheet bears: who, on which device, when, and which copy."""
        moment = words.day_and_time(datetime.now(UTC))
        lines = [f"{self._presenter.reader_name}  {self._presenter.device[:8]}"]
        lines.append(self.tr("{moment}  Copy {number}").format(moment=moment, number=copy))
        if self._presenter.state.demonstration:
            lines.insert(0, "【演示】")
        return Watermark(tuple(lines))

    def _why_no_print(self, rule: Rule) -> str:
        match rule.refusal:
            case Refusal.JUEMI:
                return self.tr("A top secret document is never printed here.")
            case Refusal.OFFICE:
                return self.tr("The office does not allow printing this document.")
            case Refusal.AUTHOR:
                return self.tr("The author of this file does not allow printing it.")
            case Refusal.PERIOD:
                sentence = self.tr(
                    "The author of this file allows printing it only within a period: {period}."
                )
                return sentence.format(period=rule.period)
            case Refusal.COPIES:
                return self.tr("You have printed as many copies as the office allows you.")
            case None:
                return ""

    def _say_printed(self, sheets: int) -> None:
        self.said.say(self.tr("%n page(s) sent to print.", "", sheets))

    def _escape(self) -> None:
        """Leave the innermost there is to leave: a tool, a pane, the search, what is chosen, the document."""
        annotations = self._presenter.annotations
        if annotations.state.tool is not None:
            annotations.choose_tool(None)
        elif self.pages.leave_pane():
            return
        elif self.tools.find_bar.isVisible():
            self.tools.find_bar.shut()
        elif self.tools.text.ends is not None:
            self.tools.text.clear()
        elif annotations.state.chosen:
            annotations.choose("")
        elif not self._back.isHidden():
            self._back.click()

    def show_seal(self, number: int) -> None:
        """Open what is said of a seal (from 0) that was clicked on its page."""
        self._details.setChecked(True)
        self.details.show_seal(number)

    def _show_stamp(self, place: StampPlace) -> None:
        if place.page is not None and place.box_mm is not None:
            box = place.box_mm
            self.tools.trail.pass_to(Place(place.page, box.x + box.width / 2, box.y + box.height / 2))

    def _render(self, state: ReaderState) -> None:
        anything = not state.empty
        self.parts.show_parts(self._presenter.pages.state.summary, self._presenter.pages.part)
        way_back = self._closable or state.came_from is not None
        brief = self._compact or self._folded
        old = self._folded and self._shows_old_version(state)
        self._head.setVisible(anything and (not brief or way_back or old or bool(state.marking)))
        self._head_row.setContentsMargins(16, *((4, 16, 4) if brief else (12, 16, 12)))
        self._back.setVisible(way_back)
        self._back.setToolTip(plain_tip(self._where_back_leads(state)))
        self._title.setText(state.title)
        self._title.setVisible(not brief)
        self._marking.setText(state.marking)
        self._marking.setVisible(bool(state.marking))
        self._facts.setWordWrap(not brief)
        self._facts.setText(self._facts_of(state))
        self._facts.setVisible(bool(self._facts.text()))
        self._pill.show_verdict(state.report.verdict if state.report else None)
        if state.report is not None and state.report.verdict is Verdict.UNSIGNED:
            self._pill.hide()
        self._details.setEnabled(anything)
        self.details.show_state(state)
        self.tools.stamps.show_report(state.report)
        self.pages.canvas.set_watermark(self.watermark(state))
        self.pages.say_when_empty(*self._nothing(state))

    def _shows_old_version(self, state: ReaderState) -> bool:
        document = state.document
        return document is not None and state.version is not None and state.version != document.current

    def _where_back_leads(self, state: ReaderState) -> str:
        if state.came_from is None:
            return self.tr("Back (Esc)")
        return self.tr("Back to “{title}” (Esc)").format(title=state.came_from.title)

    def _nothing(self, state: ReaderState) -> tuple[str, str, str]:
        if state.error is not None and state.blob is not None:
            said = explain(state.error)
            return "error", said.title, f"{said.sentence}\n{said.remedy}"
        if state.nothing_to_show:
            return (
                "file",
                self.tr("This document has no file yet"),
                self.tr("It is registered, but its text has not been set on paper."),
            )
        return "documents", "", ""

    def _typefaces(self) -> str:
        """A word where letters do not look as the author meant them; which, the properties tell."""
        summary = self._presenter.pages.state.summary
        if summary is None or not any(stands_in(font) for font in summary.fonts):
            return ""
        return self.tr("similar fonts stand in for some")

    def _facts_of(self, state: ReaderState) -> str:
        if state.paper is not None:
            facts = state.paper.facts
            if state.paper.path:
                facts = self.tr("A file of this computer, not of the office")
            parts = [facts, self.parts.where(), self._typefaces()]
            return "  ·  ".join(part for part in parts if part)
        document = state.document
        if document is None:
            return ""
        issuers = words.and_so_on(state.name(each) for each in document.issuer_ids) if state.names else ""
        parts = [document.doc_number or document.register_no or "", document.doc_kind, issuers]
        if document.doc_date is not None:
            parts.append(words.day(document.doc_date))
        if document.copy_no:
            parts.append(self.tr("Copy No. {number}").format(number=document.copy_no))
        if state.version is not None and self._shows_old_version(state):
            parts.append(
                self.tr("Version {number}, not the current one").format(
                    number=version_of(document, state.version)
                )
            )
        parts += [self.parts.where(), self._typefaces()]
        return "  ·  ".join(part for part in parts if part)

    def watermark(self, state: ReaderState) -> Watermark | None:
        """What lies over every page: the reader over state secrets, 【演示】 over the sample office."""
        lines = []
        if state.classification.level.is_state_secret:
            now = words.day_and_time(datetime.now(UTC))
            lines.append(f"{self._presenter.reader_name}  {now}")
        if state.demonstration:
            lines.insert(0, "【演示】")
        return Watermark(tuple(lines)) if lines else None
