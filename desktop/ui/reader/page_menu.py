"""What a right click on the pages offers: for the chosen text, a link, an annotation, the page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from core.ofd import Highlight, Mark, Strikeout, Underline
from core.ofd.marks import Tint
from desktop.reading.wire import Link
from desktop.ui.icons import icon
from desktop.ui.parts.pages import Fit, PagesView, Phase, Place
from desktop.ui.reader.palette import TINTS, swatch, tint_names
from desktop.ui.reader.presenter import ReaderPresenter
from desktop.ui.reader.tools import ReadingTools
from desktop.ui.view import View

_LINKS_MAX = 20
MenuAct: TypeAlias = tuple[str, str, str, Callable[[], object]]
"""The name of its icon, its words, its keys, what it does."""


class PageMenu(View):
    """`more` tells the acts of the reader at the end of the menu, in the language of now."""

    def __init__(
        self,
        presenter: ReaderPresenter,
        pages: PagesView,
        tools: ReadingTools,
        more: Callable[[], tuple[MenuAct, ...]],
    ) -> None:
        super().__init__(pages)
        self.setFixedSize(0, 0)
        self._presenter = presenter
        self._pages = pages
        self._tools = tools
        self._more = more
        pages.canvas.menu_asked.connect(self._show)

    def retranslate(self) -> None:
        """A menu is made anew each time it is asked for."""

    def menu_at(self, place: Place, *, by_keys: bool = False) -> QMenu:
        """What can be done at a place of a page, the nearest first.

        Keys, which have no place, reach the chosen annotation and all links in sight from it.
        """
        menu = QMenu(self._pages)
        menu.setObjectName("pageMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        mark, link = self._tools.ink.mark_at(place), self._tools.text.link_at(place)
        if by_keys:
            mark = self._presenter.annotations.state.mark or mark
        seal = self._tools.stamps.seal_at(place)
        if self._tools.text.ends is not None:
            self._for_text(menu)
        if seal >= 0:
            ask = partial(self._tools.stamps.ask, seal)
            _add(menu, "shield", self.tr("Verdict on this seal"), "F7", ask)
            menu.addSeparator()
        if mark is not None:
            self._for_mark(menu, mark)
        elif link is not None:
            self._for_link(menu, link)
        if by_keys:
            self._for_links_in_sight(menu)
        self._for_page(menu, place)
        menu.addSeparator()
        for icon_name, words, keys, act in self._more():
            _add(menu, icon_name, words, keys, act)
        return menu

    def _show(self, at: QPoint, place: Place, by_keys: bool) -> None:
        if self._presenter.pages.state.phase is Phase.SHOWN:
            self.menu_at(place, by_keys=by_keys).popup(at)

    def _for_text(self, menu: QMenu) -> None:
        tools, usable = self._tools, self._presenter.annotations.state.usable
        _add(menu, "copy", self.tr("Copy"), "Ctrl+C", tools.copy)
        by_line = partial(tools.copy, as_printed=True)
        _add(menu, "", self.tr("Copy line by line"), "Ctrl+Shift+C", by_line)
        _add(menu, "search", self.tr("Search for the chosen text"), "Ctrl+F", tools.open_search)
        for kind, words, keys, name in (
            (Highlight, self.tr("Highlight"), "Ctrl+H", "highlight"),
            (Underline, self.tr("Underline"), "Ctrl+U", "underline"),
            (Strikeout, self.tr("Strike out"), "Ctrl+K", "strikeout"),
        ):
            _add(menu, name, words, keys, partial(tools.mark_chosen, kind)).setEnabled(usable)
        menu.addSeparator()

    def _for_mark(self, menu: QMenu, mark: Mark) -> None:
        remove = partial(self._presenter.annotations.remove, mark.mark_id)
        _add(menu, "note", self.tr("Words of the annotation…"), "", partial(self._tools.edit_words, mark))
        colours = menu.addMenu(self.tr("Colour"))
        for tint, name in zip(TINTS, tint_names(), strict=True):
            action = _add(colours, "", name, "", partial(self._dye, mark, tint))
            action.setIcon(swatch(tint))
        _add(menu, "trash", self.tr("Delete the annotation"), "", remove)
        menu.addSeparator()

    def _dye(self, mark: Mark, tint: Tint) -> None:
        self._presenter.annotations.choose(mark.mark_id)
        self._presenter.annotations.choose_tint(tint)

    def _for_link(self, menu: QMenu, link: Link) -> None:
        if link.uri is not None:
            copy = partial(self._tools.copy_address, link.uri)
            _add(menu, "copy", self.tr("Copy the address"), "", copy)
        else:
            _add(menu, "link", self.tr("Follow the link"), "", partial(self._tools.follow, link))
        menu.addSeparator()

    def _for_links_in_sight(self, menu: QMenu) -> None:
        links = self._tools.links_in_sight()[:_LINKS_MAX]
        if not links:
            return
        among = menu.addMenu(icon("link"), self.tr("Links in sight"))
        for words, link in links:
            leads = self._tools.text.leads(link)
            said = (words or leads).replace("&", "&&")
            _add(among, "", said, leads if words else "", partial(self._tools.follow, link))
        menu.addSeparator()

    def _for_page(self, menu: QMenu, place: Place) -> None:
        canvas, tools = self._pages.canvas, self._tools
        note = _add(menu, "note", self.tr("Put a note here"), "", partial(tools.note_at, place))
        note.setEnabled(self._presenter.annotations.state.usable)
        choose = partial(tools.text.choose_page, place.page)
        _add(menu, "", self.tr("Choose the page's text"), "Ctrl+A", choose)
        menu.addSeparator()
        back = _add(menu, "back", self.tr("Back to where I was"), "Alt+←", tools.trail.go_back)
        back.setEnabled(tools.trail.behind)
        turn = partial(canvas.arrange, canvas.arrangement, canvas.turn + 1)
        _add(menu, "rotate", self.tr("Turn right"), "Ctrl+R", turn)
        _add(menu, "fit-width", self.tr("Fit width"), "Ctrl+0", partial(canvas.set_fit, Fit.WIDTH))
        _add(menu, "fit-page", self.tr("Fit page"), "Ctrl+9", partial(canvas.set_fit, Fit.PAGE))


def _add(menu: QMenu, icon_name: str, words: str, keys: str, act: Callable[[], object]) -> QAction:
    """One line of the menu; its keys are shown, and are bound elsewhere."""
    action = menu.addAction(f"{words}\t{keys}" if keys else words)
    if icon_name:
        action.setIcon(icon(icon_name))
    action.triggered.connect(lambda _checked: act())
    return action
