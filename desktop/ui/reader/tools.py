"""What a reader does on the pages: search, choose and copy text, follow links, come back."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QRectF, QTimer, Signal
from PySide6.QtWidgets import QWidget

from core.ofd import Highlight, Mark, Strikeout, Underline
from desktop.reading.wire import BoxMm, Link, OutlineEntry, PageMarks
from desktop.ui import words
from desktop.ui.parts.pages import (
    FindBar,
    FindState,
    Hit,
    HitList,
    HitsOverlay,
    OutlineTree,
    PagesState,
    PagesView,
    Phase,
    Place,
    SealLikeOverlay,
    TextOverlay,
)
from desktop.ui.parts.pages.choosing import Ends, lines_between, prose_between, text_between
from desktop.ui.reader.annotated_copy import AnnotatedCopy
from desktop.ui.reader.annotation_pane import AnnotationPane
from desktop.ui.reader.annotations import AnnotationsState, Overlaid
from desktop.ui.reader.copying import Clipboard, Refusal, Rule, may_copy
from desktop.ui.reader.file_pane import READABLE, FilePane
from desktop.ui.reader.ink import AnnotationOverlay
from desktop.ui.reader.links import LinkDialog, SaveDialog
from desktop.ui.reader.listed import Listed
from desktop.ui.reader.marked_words import MarkedWords
from desktop.ui.reader.presenter import ReaderPresenter
from desktop.ui.reader.stamps import StampOverlay
from desktop.ui.reader.trail import Trail
from desktop.ui.view import View

_MARKS_MAX = 1_000
_LINK_WORDS = 24
_LOOK_AFTER_MS = 40
_CHOSEN_WANTED_MAX = 60


class ReadingTools(View):
    """Joins a `ReaderPresenter` to its pages. `said` is a sentence for the person."""

    said = Signal(str)

    def __init__(self, presenter: ReaderPresenter, pages: PagesView, scope: QWidget) -> None:
        super().__init__(scope)
        self.setFixedSize(0, 0)
        self._presenter = presenter
        self._pages = pages
        self._canvas = pages.canvas
        self.trail = Trail(self._canvas, self)
        self._asked_marks: set[int] = set()
        self._hit: Hit | None = None
        self._clipboard = Clipboard(presenter)
        finding = presenter.pages.finding
        self.find_bar = FindBar(finding)
        self.hits = HitList(finding)
        self.hits.setObjectName("hitList")
        self.outline = OutlineTree()
        self.outline.setObjectName("outlineTree")
        self.files = FilePane()
        self._hits_overlay = HitsOverlay(self)
        self.seal_like = SealLikeOverlay(self)
        self.text = TextOverlay(presenter.pages.texts, self)
        self._marked_words = MarkedWords(presenter.pages.texts, self)
        self.annotations = AnnotationPane(presenter.annotations, self._marked_words)
        self.copying = AnnotatedCopy(presenter, pages)
        self.ink = AnnotationOverlay(presenter.annotations, self)
        self.stamps = StampOverlay(presenter.pages.texts, self)
        for overlay in (self._hits_overlay, self.seal_like, self.text, self.stamps, self.ink):
            self._canvas.add_overlay(overlay)
        pages.add_under_bar(self.find_bar)
        pages.panes.add("outline", "outline", self.outline)
        pages.panes.add("hits", "search", self.hits)
        pages.panes.add("annotations", "note", self.annotations)
        pages.panes.add("files", "attachment", self.files)
        self._wire()
        self.retranslate()

    def retranslate(self) -> None:
        self._pages.panes.name("outline", self.tr("Outline"))
        self._pages.panes.name("annotations", self.tr("Annotations"))
        self._pages.panes.name("files", self.tr("Files inside the document"))
        self._pages.panes.name("hits", self.tr("Search hits"))
        self.outline.say(nothing=self.tr("This document has no outline."), named=self.tr("Places with names"))
        self.seal_like.say(self.tr("Picture of a seal, not verified"))

    def _wire(self) -> None:
        finding = self._presenter.pages.finding
        finding.changed.connect(self._found)
        finding.went.connect(self._show_hit)
        self.annotations.marking_asked.connect(self.mark_chosen)
        self.annotations.copy_asked.connect(self.copying.ask)
        self.copying.said.connect(self.said)
        self._presenter.found.changed.connect(self.annotations.show_found)
        self._pages.panes.shown.connect(self._look_inside)
        self.ink.words_asked.connect(self._show_words)
        self._presenter.annotations.changed.connect(self._mark_thumbnails)
        self.annotations.went.connect(self._show_annotation)
        self.find_bar.wanted.connect(lambda wanted: finding.find(wanted, self._canvas.page))
        self.find_bar.closed.connect(self._leave_search)
        self.find_bar.list_asked.connect(partial(self._pages.panes.open, "hits"))
        self.outline.entry_chosen.connect(self._follow_entry)
        self.files.open_asked.connect(self.open_file)
        self.files.save_asked.connect(self.save_file)
        self._presenter.extracted.connect(self._offer_to_save)
        self.text.followed.connect(self.follow)
        self.text.clicked.connect(self.stamps.click)
        self.text.copy_asked.connect(self.copy)
        self.text.begin_with(self._canvas.tops_in_sight)
        self.text.led.connect(self._canvas.reveal)
        self._presenter.pages.changed.connect(self._pages_changed)
        self._looking = QTimer(self, singleShot=True, interval=_LOOK_AFTER_MS)
        self._looking.timeout.connect(self._look)
        self._canvas.moved.connect(self._look_soon)
        self._canvas.moved.connect(self._follow_outline)
        self._presenter.pages.texts.arrived.connect(lambda _page: self._say_text())
        self._canvas.page_changed.connect(lambda _page: self._say_text())
        for keys, act in (
            ("Ctrl+F", self.open_search),
            ("F3", lambda: self.step_hit(+1)),
            ("Shift+F3", lambda: self.step_hit(-1)),
            ("Alt+Left", self.trail.go_back),
            ("Alt+Right", self.trail.go_forward),
            ("Ctrl+Shift+C", lambda: self.copy(as_printed=True)),
            ("Ctrl+H", lambda: self.mark_chosen(Highlight)),
            ("Ctrl+U", lambda: self.mark_chosen(Underline)),
            ("Ctrl+K", lambda: self.mark_chosen(Strikeout)),
            ("Ctrl+M", self.note_here),
            ("Ctrl+Z", self._presenter.annotations.undo),
            ("Ctrl+Shift+Z", self._presenter.annotations.redo),
            ("Ctrl+Y", self._presenter.annotations.redo),
            ("Ctrl+A", lambda: self.text.choose_page(self._canvas.page)),
        ):
            self._pages.add_shortcut(keys, act)

    def open_search(self) -> None:
        """Show the search; a few chosen words are searched for at once."""
        if self._presenter.pages.state.phase is not Phase.SHOWN:
            return
        chosen = self.text.chosen_text().strip() if len(self.text.chosen_pages) == 1 else ""
        self.find_bar.box.keep_in(self._classified() or self._rule_of_copying.refusal is not None)
        if chosen and "\n" not in chosen and len(chosen) <= _CHOSEN_WANTED_MAX:
            self.find_bar.box.setText(chosen)
        self.find_bar.open()

    def step_hit(self, by: int) -> None:
        """To the next or previous hit; without a search, ask what to look for."""
        finding = self._presenter.pages.finding
        if finding.state.wanted:
            finding.step(by)
        else:
            self.open_search()

    def copy(self, *, as_printed: bool = False) -> None:
        """What is chosen goes to the clipboard, or a sentence says why not.

        A line of it for each paragraph, to be pasted into other prose; or one for each line `as_printed`.
        """
        ends = self.text.ends
        if self._presenter.pages.state.summary is None or ends is None or not self._copying_allowed():
            return
        take = partial(text_between if as_printed else prose_between, ends)
        put = partial(self._put, ends)
        self._presenter.pages.texts.gather(self.text.chosen_pages, take, put)

    def _put(self, ends: Ends, parts: Mapping[int, str]) -> None:
        """Unless something else has been chosen while the texts of many pages were read."""
        text = "\n".join(filter(None, parts.values()))
        if ends != self.text.ends or not text:
            return
        self._take_out(text)

    def _take_out(self, text: str) -> None:
        """Put what may be copied on the clipboard, for a minute when it is classified."""
        classified = self._classified()
        self._clipboard.put(text, classified=classified)
        if classified:
            self.said.emit(self.tr("Copied. The clipboard is cleared after a minute and when you lock."))

    @property
    def _rule_of_copying(self) -> Rule:
        summary = self._presenter.pages.state.summary
        return may_copy(self._presenter.state, summary, words.office_now()) if summary is not None else Rule()

    def _copying_allowed(self) -> bool:
        """Whether office and author allow it; else a sentence says who does not."""
        rule = self._rule_of_copying
        if rule.refusal is not None:
            self.said.emit(self._why_not(rule))
        return rule.refusal is None

    def _why_not(self, rule: Rule) -> str:
        match rule.refusal:
            case Refusal.JUEMI:
                return self.tr("Nothing is copied out of a top secret document.")
            case Refusal.OFFICE:
                return self.tr("The office does not allow copying out of this document.")
            case Refusal.AUTHOR:
                return self.tr("The author of this file does not allow copying out of it.")
            case Refusal.PERIOD:
                sentence = self.tr("The author of this file allows copying only within a period: {period}.")
                return sentence.format(period=rule.period)
            case Refusal.COPIES | None:  # only what is on paper is counted
                return ""

    def mark_chosen(self, kind: Overlaid) -> None:
        """Highlight the chosen text, underline it or strike it out."""
        if self.text.ends is None:
            self.said.emit(self.tr("Choose text on the page first."))
            return
        ends = self.text.ends
        take, lay = partial(lines_between, ends), partial(self._lay, kind, ends)
        self._presenter.pages.texts.gather(self.text.chosen_pages, take, lay)

    def _lay(self, kind: Overlaid, ends: Ends, lines: Mapping[int, tuple[BoxMm, ...]]) -> None:
        if ends != self.text.ends:
            return
        self._presenter.annotations.lay(kind, lines)
        self.text.clear()

    def note_here(self) -> None:
        """Pin a note after the chosen text, or in the middle of what is in sight, and wait for its words."""
        if not self._presenter.annotations.state.usable:
            return
        chosen = [(page, box) for page, boxes in self.text.chosen_boxes() for box in boxes]
        if chosen:
            page, box = chosen[-1]
            place = Place(page, box.x + box.width, box.y)
        else:
            place = self._canvas.middle()
        self.note_at(place)

    def note_at(self, place: Place) -> None:
        """Pin a note there and wait for its words."""
        self._pages.panes.open("annotations")
        self._presenter.annotations.pin(place.page, place.x_mm, place.y_mm)
        self.text.clear()

    def edit_words(self, mark: Mark) -> None:
        """Let the words of a mark be read and changed in the pane."""
        self._pages.panes.open("annotations")
        self._presenter.annotations.choose(mark.mark_id)
        self.annotations.words.setFocus()

    def _mark_thumbnails(self, state: AnnotationsState) -> None:
        self._pages.thumbnails.mark(state.pages)

    def _look_inside(self, pane: str) -> None:
        """Who opens the annotations wants those inside the file too; the outline says where one is."""
        if pane == "annotations":
            self._presenter.found.want(self._presenter.pages.handle)
        self._follow_outline()

    def _show_words(self) -> None:
        if self._pages.panes.current != "annotations":
            self._pages.panes.open("annotations")

    def _show_annotation(self, row: Listed) -> None:
        self.trail.pass_to(Place(row.page, row.box.x + row.box.width / 2, row.box.y))
        self.ink.point_at(None if row.own else (row.page, row.box))

    # Going elsewhere ------------------------------------------------------------------------------

    def _follow_entry(self, entry: OutlineEntry) -> None:
        if entry.page is not None:
            self.trail.jump(Place(entry.page, entry.left_mm or 0.0, entry.top_mm or 0.0))
        elif entry.uri is not None:
            self._offer(entry.uri)
        elif entry.attachment is not None:
            self.open_file(entry.attachment)

    def follow(self, link: Link) -> None:
        if link.page is not None:
            self.trail.jump(Place(link.page, link.left_mm or 0.0, link.top_mm or 0.0))
        elif link.uri is not None:
            self._offer(link.uri)
        elif link.attachment is not None:
            self.open_file(link.attachment)

    def links_in_sight(self) -> list[tuple[str, Link]]:
        """The links that can be seen, page by page, each with the beginning of the words it lies on."""
        layout, viewport = self._canvas.pages_layout, self._canvas.viewport()
        left, top = self._canvas.horizontalScrollBar().value(), self._canvas.verticalScrollBar().value()
        sight = QRectF(left, top, viewport.width(), viewport.height())
        found: list[tuple[str, Link]] = []
        for page in self._canvas.visible_pages():
            text = self._presenter.pages.texts.text(page)
            for link in text.links if text is not None else ():
                if sight.intersects(QRectF(*layout.box(page, *link.box_mm))):
                    under = "".join(text.chars[n] for n in text.within([link.box_mm])) if text else ""
                    found.append((under.strip()[:_LINK_WORDS], link))
        return found

    def _offer(self, uri: str) -> None:
        """An address is never opened: this desk has no way out. It is shown, and can be copied."""
        ask = LinkDialog(uri, self._pages)
        ask.copied.connect(self.copy_address)
        ask.open()

    def copy_address(self, uri: str) -> None:
        """An address is the document's text too: copied by the same rule."""
        if self._copying_allowed():
            self._take_out(uri)

    def open_file(self, index: int) -> None:
        """A document inside the document is read here; any other file can only be saved, after a warning."""
        summary = self._presenter.pages.state.summary
        if summary is None or index >= len(summary.attachments):
            return
        file = summary.attachments[index]
        if file.name.lower().endswith(READABLE):
            self._presenter.open_embedded(file)
        else:
            self.save_file(index)

    def save_file(self, index: int) -> None:
        """Take a file out of the document, after a warning, when office and author allow copying."""
        summary = self._presenter.pages.state.summary
        if summary is None or index >= len(summary.attachments):
            return
        if self._rule_of_copying.refusal is not None or self._classified():
            self.said.emit(
                self.tr("Files are not saved out of this document: it is classified or protected.")
            )
            return
        self._presenter.extract(summary.attachments[index])

    def _offer_to_save(self, name: str, content: bytes) -> None:
        dialog = SaveDialog(name, self._pages)
        dialog.chosen.connect(lambda path: self._presenter.save(path, content))
        dialog.open()

    def _classified(self) -> bool:
        return self._presenter.state.classification.level.rank > 0

    # What is in sight -------------------------------------------------------------------------------

    def _pages_changed(self, state: PagesState) -> None:
        self.ink.point_at(None)
        if state.phase is Phase.SHOWN and state.summary is not None:
            self.outline.show_outline(state.summary.outline, state.summary.bookmarks)
            self.files.show_files(state.summary.attachments)
            return
        self._hit = None
        self.trail.clear()
        self._marked_words.clear()
        self._asked_marks.clear()
        self.text.clear()
        self.seal_like.clear()
        self.find_bar.hide()
        self.find_bar.box.clear()
        self.outline.show_outline(())
        self.files.show_files(())

    def _look_soon(self) -> None:
        """Behind the pictures of the pages, which are asked for meanwhile."""
        if not self._looking.isActive():
            self._looking.start()

    def _look(self) -> None:
        """Read the text of what is in sight, for choosing and for links, and what looks like a seal there."""
        handle = self._presenter.pages.handle
        if handle is None or not self._canvas.pages_layout.rows:
            return
        for page in self._canvas.visible_pages():
            self._presenter.pages.texts.want(page)
            if page not in self._asked_marks:
                self._asked_marks.add(page)
                self._presenter.page_marks(page, partial(self._marked, page))

    def _follow_outline(self) -> None:
        """What is read is taken to be a quarter down the view, except at the very end."""
        layout, bar = self._canvas.pages_layout, self._canvas.verticalScrollBar()
        if self._pages.panes.current == "outline" and layout.rows:
            height = self._canvas.viewport().height()
            down = height if bar.maximum() and bar.value() == bar.maximum() else height / 4
            place = layout.to_page(layout.width / 2, bar.value() + down)
            self.outline.follow(place.page, place.y_mm)

    def _marked(self, page: int, marks: PageMarks) -> None:
        boxes: tuple[BoxMm, ...] = tuple(each.box_mm for each in marks.seal_like)
        if boxes and page in self._asked_marks:
            self.seal_like.show_marks(page, boxes)

    def _say_text(self) -> None:
        """The page that is read, as a screen reader reads it: its text in reading order."""
        text = self._presenter.pages.texts.text(self._canvas.page)
        self._canvas.setAccessibleDescription(text.text if text else "")

    def _leave_search(self) -> None:
        """The hit that one was at stays chosen: to be copied, marked, or widened by the keys."""
        hit, self._hit = self._hit, None
        if hit is not None:
            self.text.choose_boxes(hit.page, hit.boxes)
        self._canvas.setFocus()

    def _found(self, state: FindState) -> None:
        self._hits_overlay.show_state(state)
        if state.hit is not None or state.wanted:
            self._hit = state.hit
        layout = self._canvas.pages_layout
        if not layout.rows:
            self._canvas.marks.show_marks(())
            return
        # Among thousands, one a page says as much: a page is no higher than a mark.
        each = 1 if len(state.hits) > _MARKS_MAX else len(state.hits)
        shown = (
            hit
            for page, hits in self._hits_overlay.by_page.items()
            if layout.shows(page)
            for hit in hits[:each]
        )
        places = (layout.to_canvas(Place(hit.page, hit.boxes[0].x, hit.boxes[0].y))[1] for hit in shown)
        self._canvas.marks.show_marks(y / layout.height for y in places)
        if state.wanted and state.hits and not state.running and self._pages.panes.current:
            self._pages.panes.open("hits")

    def _show_hit(self, hit: Hit) -> None:
        box = hit.boxes[0]
        self.trail.pass_to(Place(hit.page, box.x + box.width / 2, box.y + box.height / 2))
