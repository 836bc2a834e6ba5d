"""What the two visitors do: the scenes of the tour, in the order in which they are played.

The scenes know the windows only as a person does: by what is visible. Names of parts are object names.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QDoubleSpinBox,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QTableView,
    QWidget,
)

from desktop.demo import hands
from desktop.demo.eyes import (
    document_read,
    glimpse,
    middle_of_row,
    pages_drawn,
    row_where,
    rows,
    see,
    text_line,
    verdict_seen,
)
from desktop.demo.office import PASSWORD
from desktop.demo.tour import Scene, Until
from desktop.ui.meetings.model import MINUTES
from desktop.ui.parts.pages import Place
from desktop.ui.parts.pages.canvas import PagesCanvas
from desktop.ui.sealing import SealingView
from desktop.ui.sealing.strip import BandRole

MEETING = "m-1"
SEALED_NOTICE = "d-tongzhi"
PDF_LETTER = "r-12"
APPLICATION = "sr-1"
JOINT_APPLICATION = "sr-6"
TO_BE_SEALED = "d-pifu"
JOINT = "r-05"
NOTE = "请办公室核实此处数字。"
_WITHIN_MM = 15.0
_BESIDE_PX = 60


class Visit:
    """One visitor at a window: acts with hands, waits with eyes."""

    def __init__(self, window: Callable[[], QWidget]) -> None:
        self._window = window

    @property
    def window(self) -> QWidget:
        return self._window()

    def turns_to_window(self) -> None:
        self.window.raise_()
        self.window.activateWindow()

    # Coming and going -----------------------------------------------------------------------------

    def arrives(self) -> Scene:
        yield self._until(lambda: glimpse(self.window, QLineEdit, "unlockPassword"), "the password field")

    def unlocks(self) -> Scene:
        yield from self.types_password(PASSWORD)
        yield self._until(lambda: glimpse(self.window, QWidget, "desk"), "the main window")
        yield self._until(self._online, "contact with the gateway")

    def mistypes(self) -> Scene:
        yield from self.types_password("not-the-password")
        yield self._until(lambda: (field := self._field()) is not None and field.isEnabled(), "the refusal")

    def types_password(self, password: str) -> Scene:
        yield self._until(
            lambda: (field := self._field()) is not None and field.isEnabled(), "a password field"
        )
        field = see(self.window, QLineEdit, "unlockPassword")
        button = see(self.window, QPushButton, "unlockButton")
        field.selectAll()
        hands.type_text(field, password)
        yield self._until(lambda: field.text() == password and button.isEnabled(), "the button to be free")
        hands.click(button)
        yield self._until(lambda: not button.isVisible() or not button.isEnabled(), "the click")

    def locks(self) -> Scene:
        self._press("lockButton")
        yield from self.arrives()

    def changes_language(self) -> Scene:
        before = see(self.window, QAbstractButton, "rail-documents").text()
        self._press("languageButton")
        yield self._until(
            lambda: see(self.window, QAbstractButton, "rail-documents").text() != before, "other words"
        )

    # Reading --------------------------------------------------------------------------------------

    def enters(self, room: str, view: str) -> Scene:
        """Go to a room by the rail, and see something in its list."""
        self._press(f"rail-{room}")
        yield self._until(lambda: self._filled(view), f"entries in {view}")

    def reads_first(self) -> Scene:
        yield from self.enters("to-read", "inboxList")
        listed = see(self.window, QListView, "inboxList")
        hands.click_row(listed, 0)
        yield self._until(lambda: self._reads(rows(listed)[0].document.id), "the document's pages")

    def searches(self, text: str) -> Scene:
        yield from self.enters("documents", "inboxList")
        everything = len(rows(see(self.window, QListView, "inboxList")))
        box = see(self.window, QLineEdit, "searchBox")
        hands.type_text(box, text)
        yield self._until(
            lambda: 0 < len(rows(see(self.window, QListView, "inboxList"))) < everything, "fewer documents"
        )
        yield self._until(lambda: pages_drawn(self.window), "the document that lies open")

    def opens(self, document_id: str) -> Scene:
        yield from self.enters("documents", "inboxList")
        see(self.window, QLineEdit, "searchBox").clear()
        listed = see(self.window, QListView, "inboxList")
        yield self._until(
            lambda: any(row.document is not None and row.document.id == document_id for row in rows(listed)),
            "the document in the list",
        )
        hands.click_row(
            listed, row_where(listed, lambda row: row.document and row.document.id == document_id)
        )
        yield self._until(lambda: self._reads(document_id), "the document's pages")

    def zooms_in(self) -> Scene:
        canvas = see(self.window, PagesCanvas, "pagesCanvas")
        before = canvas.zoom
        for _ in range(2):
            self._press("zoomIn")
        yield self._until(lambda: canvas.zoom > before and canvas.complete, "larger pages")

    def turns_page(self) -> Scene:
        canvas = see(self.window, PagesCanvas, "pagesCanvas")
        self._press("fitWidth")
        self._press("nextPage")
        yield self._until(lambda: canvas.page == 1 and canvas.complete, "page 2")

    def shows_thumbnails(self) -> Scene:
        self._press("toggleThumbnails")
        yield self._until(lambda: glimpse(self.window, QWidget, "thumbnails"), "the thumbnails")
        yield self._until(lambda: pages_drawn(self.window), "the pages")

    def annotates(self) -> Scene:
        """Highlight a line, pin a note beside it and say something; the list shows both."""
        self._press("pane-annotations")
        yield self._until(lambda: glimpse(self.window, QListView, "annotationList"), "the annotations' pane")
        line: QPoint | None = None

        def looks() -> bool:
            nonlocal line
            line = text_line(self.window)
            return line is not None and pages_drawn(self.window)

        yield self._until(looks, "a line of text to mark")
        assert line is not None
        viewport = see(self.window, PagesCanvas, "pagesCanvas").viewport()
        hands.double_click(viewport, line)
        hands.click(see(self.window, QAbstractButton, "annotateHighlight"))
        yield self._until(lambda: len(self._annotations()) == 1, "the highlight")
        hands.click(see(self.window, QAbstractButton, "annotateNote"))
        hands.click(viewport, QPoint(viewport.width() - _BESIDE_PX, line.y()))
        words = see(self.window, QPlainTextEdit, "annotationWords")
        yield self._until(lambda: len(self._annotations()) == 2 and words.isEnabled(), "the note")
        hands.type_text(words, NOTE)
        yield self._until(lambda: any(NOTE in said for said in self._annotations()), "the note's words")
        yield self._until(lambda: pages_drawn(self.window), "the pages")

    def asks_for_verdict(self) -> Scene:
        yield self._until(lambda: verdict_seen(self.window, "verdictPill") == "valid", "the verdict 有效")
        self._press("pane-thumbnails")
        self._press("verdictPill")
        yield self._until(lambda: glimpse(self.window, QWidget, "readerDetails"), "the seals' particulars")
        yield self._until(lambda: pages_drawn(self.window), "the pages")

    # Sealing --------------------------------------------------------------------------------------

    def opens_application(self, request_id: str = APPLICATION) -> Scene:
        yield from self.enters("sealing", "sealQueue")
        queue = see(self.window, QListView, "sealQueue")
        hands.click_row(queue, row_where(queue, lambda row: row.id == request_id))
        yield self._until(lambda: self._seal_place() is not None and pages_drawn(self.window), "the seal")

    def opens_joint_application(self) -> Scene:
        """联合用印: one's own seal in its row, and room for the other organ's."""
        yield from self.opens_application(JOINT_APPLICATION)
        yield self._until(self._others_seals, "the other organ's place")
        yield self._until(lambda: pages_drawn(self.window), "the page")

    def seals_as_first_of_two(self) -> Scene:
        yield from self.is_asked_once_more()
        yield from self.seals()

    def opens_what_the_first_has_sealed(self) -> Scene:
        """The other organ's seal is on the page now, and it is this custodian's turn."""
        yield from self.enters("sealing", "sealQueue")
        queue = see(self.window, QListView, "sealQueue")
        yield self._until(
            lambda: any(row.id == JOINT_APPLICATION and row.is_our_turn for row in rows(queue)), "the turn"
        )
        yield from self.opens_application(JOINT_APPLICATION)

    def seals_as_second_of_two(self) -> Scene:
        yield from self.seals_as_first_of_two()
        yield self._until(lambda: glimpse(self.window, QPushButton, "sealPlace-2"), "both verdicts")

    def sees_straddle_seal(self) -> Scene:
        """骑缝章: every page's edge with its slice; then a millimetre along the edge, and back."""
        strip = see(self.window, QListView, "straddleStrip")
        pages = strip.model().rowCount()
        yield self._until(
            lambda: (
                pages > 1
                and all(strip.model().index(page, 0).data(BandRole) is not None for page in range(pages))
            ),
            "the edges of all pages",
        )
        offset = see(self.window, QDoubleSpinBox, "straddleOffset")
        before = offset.value()
        hands.press_key(offset, Qt.Key.Key_Up)
        yield self._until(lambda: offset.value() > before, "the slices further along the edge")
        self._press("undoPlacement")
        yield self._until(lambda: offset.value() == before, "the slices back in the middle")

    def drags_seal(self) -> Scene:
        left = see(self.window, QDoubleSpinBox, "sealX")
        before = left.value()
        start = self._grip_of_seal()
        hands.drag(see(self.window, PagesCanvas, "pagesCanvas").viewport(), start, start + QPoint(-120, -60))
        yield self._until(lambda: left.value() < before - 5, "the seal at its new place")

    def takes_drag_back(self) -> Scene:
        left = see(self.window, QDoubleSpinBox, "sealX")
        moved = left.value()
        self._press("undoPlacement")
        yield self._until(lambda: left.value() > moved + 5, "the seal back at its place")

    def is_asked_once_more(self) -> Scene:
        yield self._until(
            lambda: see(self.window, QPushButton, "applySealButton").isEnabled(), "leave to seal"
        )
        self._press("applySealButton")
        yield self._until(lambda: glimpse(self.window, QDialog, "confirmSealing"), "the question")
        yield self._until(
            lambda: see(self.window, QPushButton, "confirmSealingButton").isEnabled(), "the gateway's leave"
        )

    def seals(self) -> Scene:
        yield self._until(
            lambda: see(self.window, QPushButton, "confirmSealingButton").isEnabled(), "the key that signs"
        )
        self._press("confirmSealingButton")
        yield self._until(lambda: verdict_seen(self.window, "sealingVerdict") == "valid", "the verdict 有效")
        yield self._until(lambda: pages_drawn(self.window), "the sealed page")

    def finds_both_versions(self) -> Scene:
        yield from self.opens(TO_BE_SEALED)
        if glimpse(self.window, QListView, "versionList") is None:
            self._press("toggleDetails")
            yield self._until(lambda: glimpse(self.window, QListView, "versionList"), "the versions")
        versions = see(self.window, QListView, "versionList")
        yield self._until(lambda: len(rows(versions)) == 2, "the sealed version beside the original")
        yield self._until(lambda: verdict_seen(self.window, "verdictPill") == "valid", "the verdict 有效")

    def sees_both_organs_seals(self) -> Scene:
        """联合行文: a seal for each organ, side by side over the date, and a verdict for each."""
        yield from self.opens(JOINT)
        yield self._until(lambda: verdict_seen(self.window, "verdictPill") == "valid", "the verdict 有效")
        if glimpse(self.window, QPushButton, "sealPlace-2") is None:
            self._press("toggleDetails")
        yield self._until(lambda: glimpse(self.window, QPushButton, "sealPlace-2"), "both verdicts")
        self._press("sealPlace-2")
        yield self._until(lambda: pages_drawn(self.window), "the page with both seals")

    # Meeting --------------------------------------------------------------------------------------

    def opens_agenda(self) -> Scene:
        yield from self.enters("meetings", "meetingList")
        meetings = see(self.window, QListView, "meetingList")
        hands.click_row(meetings, row_where(meetings, lambda row: row.id == MEETING))
        yield self._until(
            lambda: any(row.entry.meeting_id == MEETING for row in self._agenda()), "the agenda"
        )

    def opens_paper(self) -> Scene:
        agenda = see(self.window, QTableView, "agendaTable")
        with_paper = row_where(agenda, lambda row: any(paper.blob for paper in row.papers))
        hands.click(agenda.viewport(), middle_of_row(agenda, with_paper, 1))
        papers_seen: Callable[[], object] = lambda: self._filled("paperList")  # noqa: E731
        yield self._until(papers_seen, "the item's papers")
        papers = see(self.window, QListView, "paperList")
        hands.click_row(papers, row_where(papers, lambda paper: paper.blob))
        yield self._until(lambda: pages_drawn(self.window), "the paper's pages")

    def closes_paper(self) -> Scene:
        self._press("readerBack")
        yield self._until(lambda: glimpse(self.window, QTableView, "agendaTable"), "the agenda")

    def drags_item(self, source: int, target: int) -> Scene:
        """Drag an item with the mouse; it stands at its new place at once."""
        agenda = see(self.window, QTableView, "agendaTable")
        moved = rows(agenda)[source].id
        for row in (source, target):  # a low screen may show too few rows at once
            agenda.scrollTo(agenda.model().index(row, 1))
        hands.drag(agenda.viewport(), middle_of_row(agenda, source, 1), middle_of_row(agenda, target, 1))
        yield self._until(lambda: rows(agenda)[target].id == moved, "the item at its new place")

    def moves_item_by_key(self, source: int) -> Scene:
        agenda = see(self.window, QTableView, "agendaTable")
        moved = rows(agenda)[source].id
        hands.click(agenda.viewport(), middle_of_row(agenda, source, 1))
        yield self._until(lambda: agenda.currentIndex().row() == source, "the item chosen")
        hands.press_key(agenda, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        yield self._until(lambda: rows(agenda)[source + 1].id == moved, "the item one place lower")

    def changes_minutes(self, row: int, minutes: int) -> Scene:
        agenda = see(self.window, QTableView, "agendaTable")
        hands.double_click(agenda.viewport(), middle_of_row(agenda, row, MINUTES))
        yield self._until(lambda: glimpse(self.window, QSpinBox, "durationEditor"), "the editor")
        editor = see(self.window, QSpinBox, "durationEditor")
        editor.selectAll()
        hands.type_text(editor, str(minutes))
        hands.press_key(editor, Qt.Key.Key_Return)
        yield self._until(lambda: rows(agenda)[row].item.duration_min == minutes, "the new minutes")
        yield self._until(
            lambda: glimpse(self.window, QSpinBox, "durationEditor") is None, "the editor's end"
        )

    def asks_to_send(self) -> Scene:
        """A person who sees the network come back does not wait for the next try."""
        self._press("syncState")
        yield from self.sees_confirmed()

    def sees_confirmed(self) -> Scene:
        yield self._until(self._online, "contact with the gateway")
        yield self._until(lambda: not any(row.pending for row in self._agenda()), "the gateway's word")
        yield self._until(
            lambda: glimpse(self.window, QWidget, "pendingActs") is None, "nothing left to send"
        )

    def sees_pending(self) -> Scene:
        yield self._until(lambda: glimpse(self.window, QWidget, "pendingActs"), "what waits to be sent")
        yield self._until(lambda: any(row.pending for row in self._agenda()), "the marks of waiting")

    def sees_agenda(self, others: Callable[[], dict[str, int]]) -> Scene:
        """The other visitor's order and minutes, less the items that are not for this visitor to know."""

        def agrees() -> bool:
            mine, theirs = self.agenda(), others()
            return bool(mine) and list(mine.items()) == [one for one in theirs.items() if one[0] in mine]

        yield self._until(agrees, "the other visitor's order")

    def notices_offline(self) -> Scene:
        yield self._until(self._offline, "the loss of contact")

    def agenda(self) -> dict[str, int]:
        """The items on screen in their order, each with its minutes."""
        return {row.id: row.item.duration_min for row in self._agenda() if row.item is not None}

    # What is seen ---------------------------------------------------------------------------------

    def _agenda(self) -> list[Any]:
        table = glimpse(self.window, QTableView, "agendaTable")
        return [] if table is None else rows(table)

    def _press(self, name: str) -> None:
        hands.click(see(self.window, QAbstractButton, name))

    def _field(self) -> QLineEdit | None:
        return glimpse(self.window, QLineEdit, "unlockPassword")

    def _filled(self, view: str) -> bool:
        listed = glimpse(self.window, QListView, view)
        return listed is not None and listed.model().rowCount() > 0

    def _reads(self, document_id: str) -> bool:
        return document_read(self.window) == document_id and pages_drawn(self.window)

    def _online(self) -> bool:
        return self._link() == QCoreApplication.translate("ActivityView", "Online")

    def _offline(self) -> bool:
        return self._link() == QCoreApplication.translate("ActivityView", "Offline")

    def _link(self) -> str:
        return see(self.window, QPushButton, "syncState").text()

    def _annotations(self) -> list[str]:
        """What the rows of the annotations' pane say."""
        listed = see(self.window, QListView, "annotationList").model()
        return [listed.index(row, 0).data() for row in range(listed.rowCount())]

    def _seal_place(self) -> Place | None:
        """A point well within the seal that is being placed."""
        view = next((one for one in self.window.findChildren(SealingView) if one.isVisible()), None)
        place = None if view is None else view.overlay.place
        if place is None:
            return None
        return Place(place.page, place.x_mm + _WITHIN_MM, place.y_mm + _WITHIN_MM)

    def _others_seals(self) -> bool:
        view = next((one for one in self.window.findChildren(SealingView) if one.isVisible()), None)
        return view is not None and bool(view.overlay.ghosts)

    def _grip_of_seal(self) -> QPoint:
        place = self._seal_place()
        if place is None:
            raise LookupError("no seal on the page")
        canvas = see(self.window, PagesCanvas, "pagesCanvas")
        x, y = canvas.pages_layout.to_canvas(place)
        left, top = canvas.horizontalScrollBar().value(), canvas.verticalScrollBar().value()
        return QPoint(round(x - left), round(y - top))

    @staticmethod
    def _until(holds: Callable[[], object], awaited: str) -> Until:
        return Until(lambda: bool(holds()), awaited)
