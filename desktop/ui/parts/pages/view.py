"""The pages of a document with their bar: thumbnails, page box, zoom."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.errors import AppError
from desktop.reading.errors import PdfPasswordNeeded
from desktop.reading.wire import DocumentSummary
from desktop.ui.icons import icon
from desktop.ui.messages import explain
from desktop.ui.parts.keys import KeyActs
from desktop.ui.parts.pages.bar import ToolBar
from desktop.ui.parts.pages.besides import LEAST_PAGES_PX, Besides
from desktop.ui.parts.pages.boxes import PageBox, ZoomBox
from desktop.ui.parts.pages.canvas import PagesCanvas
from desktop.ui.parts.pages.layout import Fit, Outlook
from desktop.ui.parts.pages.password import PasswordForm
from desktop.ui.parts.pages.presenter import PagesPresenter, PagesState, Phase
from desktop.ui.parts.pages.sidepanes import PANE_PX, SidePanes
from desktop.ui.parts.pages.thumbnails import ThumbnailPane
from desktop.ui.parts.states import Placeholder
from desktop.ui.theme import COLOURS
from desktop.ui.view import View

_REMEMBER_MS = 600
_TOOL_PX = 34
_WORDS, _PAGES, _PASSWORD = 0, 1, 2


class PagesView(View):
    """Draws a `PagesPresenter`.

    `rested` says, some time after the last move, where and how the pages are read; `crowded` asks the
    screen's own pane to make room for another one.
    """

    rested = Signal(Outlook)
    crowded = Signal()

    def __init__(self, presenter: PagesPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self.keys = KeyActs(self)
        self._hint: tuple[str, str, str] = ("", "", "")
        self._left_open = ""
        self._summary: DocumentSummary | None = None
        self.canvas = PagesCanvas(presenter.pictures)
        self.canvas.setObjectName("pagesCanvas")
        self.canvas.explain_with(_words_for)
        self.thumbnails = ThumbnailPane(presenter.pictures)
        self.thumbnails.setObjectName("thumbnails")
        self._placeholder = Placeholder()
        self._placeholder.button.setObjectName("openAgain")
        self.password = PasswordForm()
        self._bar = ToolBar()
        self._page_box = PageBox()
        self._page_count = QLabel()
        self._zoom_box = ZoomBox()
        self._build_bar()
        self._build()
        self._rest = QTimer(self, singleShot=True, interval=_REMEMBER_MS)
        self._wire()
        self.retranslate()
        self._render(presenter.state)

    def add_beside(self, widget: QWidget, *, lasting: bool = True) -> None:
        """Put a screen's own pane to the right of the pages, under the bar.

        One that is not `lasting` is asked to go, by `crowded`, when it leaves the pages too little room.
        """
        self._besides.set_right(widget, lasting=lasting)

    def add_below(self, widget: QWidget) -> None:
        """Put a screen's own strip under the pages, as wide as they are."""
        self._below.addWidget(widget)

    def add_under_bar(self, widget: QWidget) -> None:
        """Put a bar of a screen's own between the bar and the pages."""
        self._under_bar.addWidget(widget)

    def add_to_bar(self, widget: QWidget, *, spared: int = 0) -> None:
        """Put a screen's own tool at the right end of the bar; with `spared` it goes where room is little."""
        self._bar.add(widget, spared=spared)

    def choose_pane_width(self, width_px: int) -> None:
        """Let the pane left of the pages be so wide; 0 is the usual width."""
        self.panes.choose_width(width_px)
        self._besides.lay_out()

    def widen(self, by_px: int) -> bool:
        """Make the pane left of the pages so much wider, or narrower; whether it is open."""
        return self.panes.widen(by_px)

    def leave_pane(self) -> bool:
        """From a pane left of the pages let keys go to them again; whether they went to one."""
        held = self._pane_has_keys()
        if held:
            self.canvas.setFocus()
        return held

    def _pane_has_keys(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.panes.isAncestorOf(focus)

    def add_shortcut(self, keys: str, act: Callable[[], object]) -> None:
        """A key that works wherever the focus is within the pages."""
        self.keys.add(keys, act)

    def say_when_empty(self, icon_name: str, title: str, sentence: str) -> None:
        """What stands here while no document is open."""
        self._hint = (icon_name, title, sentence)
        self._render(self._presenter.state)

    def retranslate(self) -> None:
        for button, text, keys in (
            (self._thumbs, self.tr("Side pane"), "F4"),
            (self._previous, self.tr("Previous page"), "Alt+PgUp"),
            (self._next, self.tr("Next page"), "Alt+PgDown"),
            (self._smaller, self.tr("Zoom out"), "Ctrl+-"),
            (self._larger, self.tr("Zoom in"), "Ctrl++"),
            (self._width, self.tr("Fit width"), "Ctrl+0"),
            (self._whole, self.tr("Fit page"), "Ctrl+9"),
        ):
            button.setToolTip(f"{text} ({keys})")
            button.setAccessibleName(text)
        self._weaken.setToolTip(self.tr("Show seals faint; on paper they are always clear"))
        self._weaken.setAccessibleName(self.tr("Show seals faint"))
        self._page_box.setToolTip(self.tr("Page to go to (Ctrl+G)"))
        self._page_box.setAccessibleName(self.tr("Page"))
        self._zoom_box.name(self.tr("Zoom"), self.tr("Fit width"), self.tr("Fit page"))
        self._zoom_box.setToolTip(self.tr("Zoom"))
        self.canvas.setAccessibleName(self.tr("Pages of the document"))
        self.panes.name("thumbnails", self.tr("Thumbnails"))
        self._render(self._presenter.state)

    def _build_bar(self) -> None:
        self._thumbs = self._tool("toggleThumbnails", "thumbnails")
        self._thumbs.setCheckable(True)
        self._previous = self._tool("previousPage", "up")
        self._next = self._tool("nextPage", "down")
        self._smaller = self._tool("zoomOut", "zoom-out")
        self._larger = self._tool("zoomIn", "zoom-in")
        self._width = self._tool("fitWidth", "fit-width")
        self._width.setCheckable(True)
        self._whole = self._tool("fitPage", "fit-page")
        self._whole.setCheckable(True)
        self._weaken = self._tool("weakenSeals", "sealing")
        self._weaken.setCheckable(True)
        self._page_box.setObjectName("pageBox")
        self._page_count.setProperty("role", "muted")
        self._zoom_box.setObjectName("zoomBox")
        spared: dict[QWidget, int] = {
            **dict.fromkeys((self._whole, self._width), 8),
            **dict.fromkeys((self._previous, self._next), 7),
            self._zoom_box: 5,
            **dict.fromkeys((self._smaller, self._larger), 3),
        }
        for group in (
            (self._thumbs,),
            (self._previous, self._page_box, self._page_count, self._next),
            (self._smaller, self._zoom_box, self._larger, self._width, self._whole),
            (self._weaken,),
        ):
            for widget in group:
                self._bar.add(widget, spared=spared.get(widget, 0))
            self._bar.add_gap(12)
        self._bar.add_stretch()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.panes.most_px = max(PANE_PX, event.size().width() - LEAST_PAGES_PX)

    def _tool(self, name: str, icon_name: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setProperty("role", "quiet")
        button.setIcon(icon(icon_name, active=COLOURS.accent))
        button.setIconSize(QSize(20, 20))
        button.setFixedSize(_TOOL_PX, _TOOL_PX)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _build(self) -> None:
        self.panes = SidePanes()
        self.panes.add("thumbnails", "thumbnails", self.thumbnails)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._placeholder)
        self._stack.addWidget(self.canvas)
        self._stack.addWidget(self.password)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        self._under_bar = QVBoxLayout()
        self._under_bar.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._under_bar)
        middle = QWidget()
        pages = QVBoxLayout(middle)
        pages.setContentsMargins(0, 0, 0, 0)
        pages.setSpacing(0)
        pages.addWidget(self._stack, 1)
        self._below = QVBoxLayout()
        self._below.setContentsMargins(0, 0, 0, 0)
        pages.addLayout(self._below)
        self._besides = Besides(self.panes, middle)
        column.addWidget(self._besides, 1)

    def _wire(self) -> None:
        self._presenter.changed.connect(self._render)
        self._presenter.tell_outlook_with(self._outlook)
        self._besides.crowded.connect(self._make_room)
        self.canvas.cover_with(lambda: self._besides.covered)
        self.panes.resized.connect(lambda _: self._besides.lay_out())
        self.password.given.connect(self._presenter.try_password)
        self._placeholder.pressed.connect(self._presenter.try_again)
        self._thumbs.clicked.connect(self._toggle_pane)
        self.panes.shown.connect(self._pane_shown)
        self._previous.clicked.connect(lambda: self.canvas.turn_page(-1))
        self._next.clicked.connect(lambda: self.canvas.turn_page(+1))
        self._smaller.clicked.connect(lambda: self.canvas.zoom_by(-1))
        self._larger.clicked.connect(lambda: self.canvas.zoom_by(+1))
        self._width.clicked.connect(lambda: self.canvas.set_fit(Fit.WIDTH))
        self._whole.clicked.connect(lambda: self.canvas.set_fit(Fit.PAGE))
        self._weaken.clicked.connect(self._presenter.weaken)
        self._page_box.wanted.connect(self.canvas.leap)
        self._zoom_box.zoom_wanted.connect(self.canvas.set_zoom)
        self._zoom_box.fit_wanted.connect(self.canvas.set_fit)
        for box in (self._page_box, self._zoom_box):
            box.left.connect(self.canvas.setFocus)
        self.thumbnails.page_chosen.connect(self.canvas.leap)
        self.canvas.page_changed.connect(self._page_shown)
        self.canvas.zoom_changed.connect(self._zoom_shown)
        self.canvas.arrangement_changed.connect(self._rest.start)
        self._rest.timeout.connect(self._tell_rested)
        for keys, button in (
            ("F4", self._thumbs),
            ("Alt+PgUp", self._previous),
            ("Alt+PgDown", self._next),
            ("Ctrl+-", self._smaller),
            ("Ctrl+=", self._larger),
            ("Ctrl++", self._larger),
            ("Ctrl+0", self._width),
            ("Ctrl+9", self._whole),
        ):
            self.add_shortcut(keys, button.click)
        self.add_shortcut("Ctrl+G", self._ask_page)
        self.add_shortcut("Shift+F4", self._enter_pane)

    def _render(self, state: PagesState) -> None:
        shown = state.phase is Phase.SHOWN
        self._bar.setVisible(shown)
        self._weaken.setVisible(state.may_weaken)
        self._weaken.setChecked(state.weakened)
        if shown and self._stack.currentIndex() != _PAGES:
            self._stack.setCurrentIndex(_PAGES)
            self._begin(state)
        elif shown and state.summary is not self._summary:
            self.canvas.resized()
            self.thumbnails.reload()
            self.thumbnails.follow(self.canvas.page)
        elif not shown:
            if self._stack.currentIndex() == _PAGES:
                self.canvas.end()
                self.thumbnails.reload()
            asked = isinstance(state.error, PdfPasswordNeeded)
            self._stack.setCurrentIndex(_PASSWORD if asked else _WORDS)
            self._page_box.clear()
        self._besides.show_left(shown)
        match state.phase:
            case Phase.SHOWN:
                self._placeholder.say_nothing()
            case Phase.EMPTY:
                self._placeholder.show_words(*self._hint)
            case Phase.LOADING:
                self._placeholder.show_progress(self.tr("Opening the document…"), state.fetched)
            case Phase.FAILED if isinstance(state.error, PdfPasswordNeeded):
                self._placeholder.say_nothing()
                self.password.ask(wrong=state.error.wrong)
            case Phase.FAILED if state.error is not None:
                self._placeholder.show_failure(state.error)
        self._page_count.setText(f"/ {state.page_count}" if shown else "")
        self._summary = state.summary

    def _begin(self, state: PagesState) -> None:
        self._page_count.setText(f"/ {state.page_count}")
        self.thumbnails.reload()
        self.canvas.begin(state.outlook)
        self.panes.open(state.outlook.pane)
        self._page_shown(self.canvas.page)

    def _page_shown(self, page: int) -> None:
        self._page_box.show_page(page, self._presenter.state.page_count)
        self._previous.setEnabled(page > 0)
        self._next.setEnabled(page + 1 < self._presenter.state.page_count)
        self.thumbnails.follow(page)
        self._rest.start()

    def _zoom_shown(self, zoom: float) -> None:
        self._zoom_box.show_zoom(zoom)
        self._width.setChecked(self.canvas.fit is Fit.WIDTH)
        self._whole.setChecked(self.canvas.fit is Fit.PAGE)
        self._rest.start()

    def _toggle_pane(self, on: bool) -> None:
        self._open_pane((self._left_open or "thumbnails") if on else "")

    def _open_pane(self, name: str) -> None:
        """Whoever worked in a pane that goes is on the pages again, and not on the nearest button."""
        held = self._pane_has_keys()
        self.panes.open(name)
        if held and not name:
            self.canvas.setFocus()

    def _enter_pane(self) -> None:
        """Keys go into the pane, which opens for that; from there to the next pane."""
        if self._presenter.state.phase is not Phase.SHOWN:
            return
        if self._pane_has_keys():
            self.panes.open_next()
            return
        self._open_pane(self.panes.current or self._left_open or "thumbnails")
        self.panes.take_keys()

    def _pane_shown(self, name: str) -> None:
        self._thumbs.setChecked(bool(name))
        self._left_open = name or self._left_open
        self._rest.start()

    def _make_room(self, side: str) -> None:
        if side == "left":
            self._open_pane("")
        else:
            self.crowded.emit()

    def _ask_page(self) -> None:
        if self._presenter.state.phase is Phase.SHOWN:
            self._page_box.setFocus()
            self._page_box.selectAll()

    def _tell_rested(self) -> None:
        if self._presenter.state.phase is Phase.SHOWN:
            self.rested.emit(self._outlook())

    def _outlook(self) -> Outlook:
        canvas = self.canvas
        return Outlook(
            page=canvas.page,
            zoom=canvas.zoom if canvas.fit is Fit.FREE else None,
            arrangement=canvas.arrangement,
            turn=canvas.turn,
            pane=self.panes.current,
            down=canvas.whereabouts - canvas.page,
            whole=canvas.fit is Fit.PAGE,
        )


def _words_for(error: AppError) -> tuple[str, str]:
    words = explain(error)
    return words.title, words.sentence
