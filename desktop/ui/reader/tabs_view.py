"""The open documents under their tabs, in one half or in two."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.icons import icon
from desktop.ui.parts.states import Placeholder
from desktop.ui.reader.coupling import CoupledScroll
from desktop.ui.reader.local_files import LocalFiles
from desktop.ui.reader.presenter import ReaderPresenter
from desktop.ui.reader.recent import RecentDocuments
from desktop.ui.reader.said import SaidBar
from desktop.ui.reader.tab_strip import TabShown, TabStrip
from desktop.ui.reader.tabs import TabsState
from desktop.ui.reader.tabs_presenter import TabsPresenter
from desktop.ui.reader.view import ReaderView
from desktop.ui.theme import COLOURS
from desktop.ui.view import View

HALF_LEAST_PX = 420
FROM_BESIDE = (
    *("F3", "Shift+F3", "F4", "Shift+F4", "F5", "F7", "F11", "Ctrl+P", "Ctrl+D", "Ctrl+G"),
    *("Alt+PgUp", "Alt+PgDown", "Alt+Left", "Alt+Right"),
    *("Ctrl++", "Ctrl+=", "Ctrl+-", "Ctrl+0", "Ctrl+8", "Ctrl+9"),
    *("Alt+1", "Alt+2", "Alt+3", "Alt+4", "Alt+5", "Ctrl+R", "Ctrl+Shift+R"),
)
"""Keys of the pages that need no focus in them: whoever chooses in the list reads already."""
_BESIDE_LEAST_PX = 2 * HALF_LEAST_PX


class Readers(QWidget):
    """The readers of one half, one of them in sight. They are taken from half to half, which a stacked layout
    of Qt does not survive when it is laid out meanwhile."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: ReaderView | None = None

    def currentWidget(self) -> ReaderView | None:
        """The reader in sight; None when it has been taken to the other half."""
        shown = self._shown
        return shown if shown is not None and shown.parentWidget() is self else None

    def show_reader(self, view: ReaderView) -> None:
        before, self._shown = self.currentWidget(), view
        if view.parentWidget() is not self:
            view.setParent(self)
        view.setGeometry(self.rect())
        view.show()
        if before is not None and before is not view:
            before.hide()

    def minimumSizeHint(self) -> QSize:
        shown = self.currentWidget()
        return shown.minimumSizeHint() if shown is not None else super().minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        shown = self.currentWidget()
        if shown is not None:
            shown.setGeometry(self.rect())


class Half(QWidget):
    """A row of tabs with its tools, and the reader of the tab in sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumWidth(HALF_LEAST_PX)
        self.strip = TabStrip()
        self.readers = Readers()
        self.tools = QHBoxLayout()
        self.tools.setSpacing(2)
        bar = QFrame()
        bar.setProperty("role", "tabs")
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 6, 0)
        row.setSpacing(4)
        row.addWidget(self.strip, 1)
        row.addLayout(self.tools)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.readers, 1)


class TabsView(View):
    """Draws a `TabsPresenter`. `list_toggled` asks for the list beside it to be shown or not."""

    list_toggled = Signal(bool)

    def __init__(
        self, presenter: TabsPresenter, *, closable: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._closable = closable
        self._views: dict[ReaderPresenter, ReaderView] = {}
        self._seen: set[int] = set()
        self._side_px = 0
        self._soft = False
        self._nothing = Placeholder()
        self.halves = (Half(), Half())
        self._list = self._tool("toggleList", "list-pane")
        self._heads = self._tool("toggleHeads", "head-pane")
        self._split = self._tool("splitReader", "split")
        self._couple = self._tool("coupleHalves", "link")
        self._files = None if closable else LocalFiles(self)
        self._recent = None if closable else RecentDocuments(presenter, self)
        self.said = SaidBar()
        self._coupled = CoupledScroll(self)
        self._build()
        self._wire()
        self.retranslate()

    def retranslate(self) -> None:
        for button, text, keys in (
            (self._list, self.tr("Show the list"), "F9"),
            (self._heads, self.tr("Show the title above the pages"), "F8"),
            (self._split, self.tr("Two documents side by side"), "Ctrl+\\"),
            (self._couple, self.tr("Scroll both together"), "Alt+S"),
        ):
            button.setToolTip(f"{text} ({keys})")
            button.setAccessibleName(text)
        self._nothing.show_words(
            "documents",
            self.tr("Nothing open"),
            self.tr("Choose a document in the list to read it here."),
            button=self.tr("Open a file of this computer…") if self._files is not None else "",
        )
        for half in self.halves:
            half.strip.retranslate()
        self._render(self._presenter.state)

    def prepare(self) -> ReaderView:
        """The next reader, built before it is asked for."""
        return self._view_of(self._presenter.prepare())

    @property
    def current(self) -> ReaderView | None:
        """The reader that a person works with."""
        reader = self._presenter.current
        return self._view_of(reader) if reader is not None else None

    def focus_pages(self) -> None:
        """Let keys go to the pages in sight."""
        view = self.current
        if view is not None:
            view.pages.canvas.setFocus()

    def focus_next_half(self) -> bool:
        """Go on to the second half; whether there was one to go to."""
        if not self._presenter.state.split or self._presenter.state.side == 1:
            return False
        self._presenter.enter_half(1)
        self.focus_pages()
        return True

    @property
    def side_px(self) -> int:
        """How wide a person dragged the panes beside the pages; 0 when nobody did."""
        return self._side_px

    def choose_side(self, width_px: int) -> None:
        """Let the panes beside the pages be so wide in every reader; 0 is the usual width."""
        self._side_px = width_px
        for view in self._views.values():
            view.pages.choose_pane_width(width_px)

    @property
    def heads_folded(self) -> bool:
        """Whether titles above the pages have given these their room."""
        return not self._heads.isChecked()

    def fold_heads(self, folded: bool) -> None:
        """Leave the titles to the tabs in every reader, or show them above the pages again."""
        self._heads.setChecked(not folded)
        for view in self._views.values():
            view.fold_head(folded)

    @property
    def soft(self) -> bool:
        """Whether paper is shown in a colour that spares the eyes."""
        return self._soft

    def soften(self, soft: bool) -> None:
        """Show the paper so in every reader; presentations and prints keep it white."""
        self._soft = soft
        for view in self._views.values():
            view.modes.soften(soft)

    def widen(self, by_px: int) -> bool:
        """Move the border between two halves; whether there are two."""
        if not self._presenter.state.split:
            return False
        first, second = self._halves.sizes()
        self._halves.setSizes([max(0, first + by_px), max(0, second - by_px)])
        return True

    def add_tool(self, tool: QWidget) -> None:
        """Put a window's own tool before those of the tabs, for the eye and for the keys."""
        self.halves[0].tools.insertWidget(0, tool)
        asking = [each.button for each in (self._recent, self._files) if each is not None]
        in_order = (self.halves[0].strip, tool, *asking, self._list, self._heads, self._couple, self._split)
        for before, after in pairwise(in_order):
            QWidget.setTabOrder(before, after)

    def without_list(self) -> None:
        """There is no list beside these tabs."""
        self._list.hide()

    def _tool(self, name: str, icon_name: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setProperty("role", "quiet")
        button.setIcon(icon(icon_name, active=COLOURS.accent))
        button.setIconSize(QSize(18, 18))
        button.setFixedSize(30, 30)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _build(self) -> None:
        self._list.setChecked(True)
        self._heads.setChecked(True)
        asking = [each.button for each in (self._recent, self._files) if each is not None]
        for button in (*asking, self._list, self._heads, self._couple, self._split):
            self.halves[0].tools.addWidget(button)
        self._halves = QSplitter(Qt.Orientation.Horizontal)
        self._halves.setChildrenCollapsible(False)
        self._halves.setHandleWidth(1)
        self._halves.setMinimumWidth(HALF_LEAST_PX)  # two side by side need more, and stack when it lacks
        for half in self.halves:
            self._halves.addWidget(half)
        self._whole = QStackedWidget()
        self._whole.addWidget(self._nothing)
        self._whole.addWidget(self._halves)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._whole, 1)
        column.addWidget(self.said)

    def _wire(self) -> None:
        presenter = self._presenter
        presenter.changed.connect(self._render)
        presenter.face_changed.connect(self._face_changed)
        presenter.gone.connect(self._say_gone)
        presenter.full.connect(self._say_full)
        self._list.toggled.connect(self.list_toggled)
        self._heads.toggled.connect(lambda shown: self.fold_heads(not shown))
        if self._files is not None:
            self._wire_files(self._files)
        self._split.clicked.connect(presenter.toggle_split)
        self._couple.clicked.connect(presenter.couple)
        for half in self.halves:
            strip = half.strip
            strip.chosen.connect(self._tab_chosen)
            strip.dragged.connect(presenter.move)
            strip.keep_asked.connect(presenter.keep)
            strip.close_asked.connect(presenter.close)
            strip.close_others_asked.connect(presenter.close_others)
            strip.carry_asked.connect(presenter.carry)
        QApplication.instance().focusChanged.connect(self._focus_changed)  # type: ignore[union-attr]
        keys: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Ctrl+Tab", partial(self._step, +1)),
            ("Ctrl+Shift+Tab", partial(self._step, -1)),
            ("Ctrl+PgDown", partial(self._step, +1)),
            ("Ctrl+PgUp", partial(self._step, -1)),
            ("Ctrl+W", presenter.close_current),
            ("Ctrl+Shift+T", presenter.reopen),
            ("Ctrl+\\", self._split.click),
            ("Alt+\\", lambda: presenter.carry(presenter.state.current)),
            ("Alt+S", self._couple.click),
            ("F8", self._fold_by_key),
            ("F9", self._list.click),
        )
        for sequence, act in keys:
            QShortcut(QKeySequence(sequence), self).activated.connect(act)
        self._from_beside = [QShortcut(QKeySequence(sequence), self) for sequence in FROM_BESIDE]
        for shortcut in self._from_beside:
            shortcut.activated.connect(partial(self._pass_on, shortcut.key()))

    def _wire_files(self, files: LocalFiles) -> None:
        files.chosen.connect(self._open_files)
        files.refused.connect(lambda: self.said.say(self.tr("Only OFD and PDF files are read here.")))
        self._nothing.pressed.connect(files.ask)
        self._nothing.button.setObjectName("openLocalFirst")
        QShortcut(QKeySequence("Ctrl+O"), self).activated.connect(files.ask)
        if self._recent is not None:
            QShortcut(QKeySequence("Ctrl+Shift+O"), self).activated.connect(self._recent.ask)

    def _open_files(self, paths: list[str]) -> None:
        self._presenter.open_files(paths)
        self.focus_pages()

    def _pass_on(self, keys: QKeySequence) -> None:
        view = self.current
        if view is not None:
            view.press(keys)

    def _fold_by_key(self) -> None:
        if self._heads.isVisible():
            self._heads.click()

    def _step(self, step: int) -> None:
        """Another tab; whoever read with the keys goes on so."""
        focus = QApplication.focusWidget()
        reading = focus is not None and any(view.isAncestorOf(focus) for view in self._views.values())
        self._presenter.step(step)
        if reading:
            self.focus_pages()

    def _tab_chosen(self, number: int) -> None:
        self._presenter.show(number)

    def _focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        within = False
        for side, half in enumerate(self.halves):
            if now is not None and half.isAncestorOf(now):
                self._presenter.enter_half(side)
                within = True
        for shortcut in self._from_beside:  # in the pages these keys are the pages' own
            shortcut.setEnabled(not within)

    def _face_changed(self, _number: int) -> None:
        self._render_strips(self._presenter.state)

    def _say_gone(self, count: int) -> None:
        self.said.say(
            self.tr("%n document(s) closed: no longer here, or no longer for you to read.", "", count)
        )

    def _say_full(self, most: int) -> None:
        self.said.say(self.tr("%n tabs are open: close some before you open more.", "", most))

    # Drawing --------------------------------------------------------------------------------------

    def _view_of(self, reader: ReaderPresenter) -> ReaderView:
        view = self._views.get(reader)
        if view is None:
            view = self._views[reader] = ReaderView(reader, closable=self._closable, parent=self)
            view.hide()
            view.fold_head(self.heads_folded)
            view.modes.soften(self._soft)
            view.modes.softened.connect(self.soften)
            view.pages.choose_pane_width(self._side_px)
            view.pages.panes.resized.connect(self.choose_side)
        return view

    def _render(self, state: TabsState) -> None:
        self._whole.setCurrentIndex(1 if state.numbers else 0)
        if not state.numbers:
            self._list.setChecked(True)  # with nothing open, the list is what there is
        self.halves[1].setVisible(state.split)
        self._split.setChecked(state.split)
        self._heads.setVisible(bool(state.numbers) and not state.split)  # halves show no titles in any case
        self._couple.setVisible(state.split)
        self._couple.setChecked(state.coupled)
        self._place_tools(state)
        for half, row in zip(self.halves, state.rows, strict=False):
            if row.current:
                view = self._view_of(self._presenter.reader(row.current))
                before = half.readers.currentWidget()
                if row.current not in self._seen and before is not None:
                    view.show_details(before.details_shown)  # who reads with the pane open goes on so
                view.set_compact(state.split)
                half.readers.show_reader(view)
        self._seen = set(state.numbers) & (self._seen | set(state.in_sight))
        self._render_strips(state)
        self._arrange()
        self._couple_scrolling(state)
        self._follow_side(state)

    def _place_tools(self, state: TabsState) -> None:
        """At the right end of the upper row of tabs."""
        tools = self.halves[1 if state.split and not self._stacked else 0].tools
        for button in (self._couple, self._split):
            tools.addWidget(button)

    def _follow_side(self, state: TabsState) -> None:
        """Keys go to the half that is worked with, when they went to the other one."""
        focus = QApplication.focusWidget()
        other = self.halves[1 - state.side]
        if state.split and focus is not None and other.isAncestorOf(focus):
            self.focus_pages()

    @property
    def _stacked(self) -> bool:
        return self.width() < _BESIDE_LEAST_PX

    def _render_strips(self, state: TabsState) -> None:
        for side, row in enumerate(state.rows):
            shown = [
                TabShown(number=tab.number, kept=tab.kept, face=self._presenter.face(tab.number))
                for tab in row.tabs
            ]
            active = side == state.side or not state.split
            self.halves[side].strip.show_tabs(shown, row.current, active=active)

    def _couple_scrolling(self, state: TabsState) -> None:
        if not (state.coupled and len(state.in_sight) == 2):
            self._coupled.couple(None)
            return
        first, second = (self._view_of(self._presenter.reader(number)) for number in state.in_sight)
        self._coupled.couple((first.pages.canvas, second.pages.canvas))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Side by side when there is room for it, else one above the other; equal halves at first."""
        wanted = Qt.Orientation.Vertical if self._stacked else Qt.Orientation.Horizontal
        if self._halves.orientation() is not wanted:
            self._halves.setOrientation(wanted)
            self._halves.setSizes([1000, 1000])
            self._place_tools(self._presenter.state)
