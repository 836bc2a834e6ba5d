"""Choosing text on the pages, with the mouse and the keys; following links."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from PySide6.QtCore import QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter

from desktop.reading.wire import BoxMm, Link
from desktop.ui.parts.pages.flowing import flowing, paragraph_around, word_around
from desktop.ui.parts.pages.layout import PagesLayout, Place
from desktop.ui.parts.pages.overlay import Overlay
from desktop.ui.parts.pages.texts import FlatText, PageTexts
from desktop.ui.theme import colour

Ends: TypeAlias = tuple[tuple[int, int], tuple[int, int]]
"""The first and the last chosen character, each as page and number; both are included."""

_CHOSEN = colour("accent", 80)
_STILL_MM = 0.5
_END = 1 << 40
"""Past the last character of any page."""
_STEPS: dict[int, int] = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Home: -1,
    Qt.Key.Key_End: 1,
}


class TextOverlay(Overlay):
    """Chooses text with the mouse and the keys; follows links. `followed` carries a `Link`.

    A second click chooses the Latin word, the number, or else the line; a third the paragraph. `clicked`
    carries the `Place` of a press on text that chose none of it, `led` the one that keys have gone on to.
    """

    copy_asked = Signal()
    chosen_changed = Signal()
    followed = Signal(Link)
    clicked = Signal(Place)
    led = Signal(Place)

    def __init__(self, texts: PageTexts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._in_sight: Callable[[], Sequence[Place]] = lambda: ()
        self._anchor: tuple[int, int] | None = None
        self._third = QTimer(self, singleShot=True)
        self._from: tuple[int, int] | None = None
        self._to: tuple[int, int] | None = None
        self._link: Link | None = None
        self._begun = False
        self._dragging = False
        self._clicked_at: Place | None = None
        self._pressed: Place | None = None

    def begin_with(self, in_sight: Callable[[], Sequence[Place]]) -> None:
        """How to learn where keys begin to choose: the top of what is in sight of each page that is."""
        self._in_sight = in_sight

    @property
    def ends(self) -> Ends | None:
        """Between what text is chosen; None when none is."""
        if self._from is None or self._to is None:
            return None
        return min(self._from, self._to), max(self._from, self._to)

    def clear(self) -> None:
        self._anchor = None
        if self._from is not None:
            self._from = self._to = None
            self._told()

    def choose_page(self, page: int) -> None:
        """All the text of a page; once that is chosen, all of the document's."""
        text = self._texts.want(page)
        if text is None or not text.chars:
            return
        whole = (page, 0), (page, len(text.chars) - 1)
        last = max(0, self._texts.page_count - 1)
        if self.ends == whole and last > 0:
            whole = (0, 0), (last, _END)
        self._anchor = whole[0]
        self._from, self._to = whole
        self._told()

    def choose_boxes(self, page: int, boxes: Sequence[BoxMm]) -> None:
        """The characters of a page whose middles lie in `boxes`, when its text is here."""
        text = self._texts.text(page)
        numbers = text.within(boxes) if text is not None else []
        if numbers:
            self._take(page, numbers[0], numbers[-1])

    @property
    def chosen_pages(self) -> range:
        """The pages that what is chosen begins, goes on and ends on."""
        ends = self.ends
        return range(ends[0][0], ends[1][0] + 1) if ends is not None else range(0)

    def chosen_text(self) -> str:
        """What is chosen; pages whose text is not at hand just now are left out."""
        ends = self.ends
        pages = self._at_hand(self.chosen_pages)
        return "\n".join(prose_between(ends, page, text) for page, text in pages) if ends is not None else ""

    def chosen_boxes(self, pages: range | None = None) -> list[tuple[int, tuple[BoxMm, ...]]]:
        """The chosen lines, page by page, of all chosen pages or of those among `pages`; as above."""
        ends, chosen = self.ends, self.chosen_pages
        if ends is None:
            return []
        if pages is not None:
            chosen = range(max(chosen.start, pages.start), min(chosen.stop, pages.stop))
        return [(page, lines_between(ends, page, text)) for page, text in self._at_hand(chosen)]

    def _at_hand(self, pages: range) -> Iterator[tuple[int, FlatText]]:
        for page in pages:
            text = self._texts.text(page)
            if text is not None and text.chars:
                yield page, text

    def paint(self, painter: QPainter, layout: PagesLayout) -> None:
        if self.ends is None or not layout.rows:
            return
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        sight = painter.worldTransform().inverted()[0].mapRect(QRectF(painter.viewport()))
        for page, boxes in self.chosen_boxes(pages=layout.visible(sight.top(), sight.bottom())):
            for box in boxes:
                painter.fillRect(QRectF(*layout.box(page, *box)), _CHOSEN)

    def pressed(self, place: Place, pressure: float = 1.0) -> bool:
        text = self._texts.want(place.page)
        if text is not None and self._third.isActive() and self._beside_last(place):
            self._third.stop()
            self._take(place.page, *paragraph_around(text, text.nearest(place.x_mm, place.y_mm)))
            self._dragging = False
            return True
        if self._widens(text, place):
            return True
        self.clear()
        self._link = text.link_at(place.x_mm, place.y_mm) if text else None
        if self._link is not None:
            return True
        if text is None or not text.over(place.x_mm, place.y_mm):
            return False
        self._anchor = place.page, text.caret(place.x_mm, place.y_mm)
        self._pressed = place
        self._dragging = True
        return True

    def _beside_last(self, place: Place) -> bool:
        return self._clicked_at is not None and _beside(self._clicked_at, place)

    def _widens(self, text: FlatText | None, place: Place) -> bool:
        """With Shift a press moves the end of what is chosen."""
        shift = bool(QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
        if not shift or self._anchor is None or text is None or not text.chars:
            return False
        self._reach(place.page, text.caret(place.x_mm, place.y_mm))
        self._dragging = True
        return True

    def moved(self, place: Place, pressure: float = 1.0) -> bool:
        if not self._dragging:
            return False
        text = self._texts.want(place.page)
        if text is not None and text.chars:
            self._reach(place.page, text.caret(place.x_mm, place.y_mm))
        return True

    def _reach(self, page: int, caret: int) -> None:
        """Choose what lies between the anchor and a caret: nothing where they are the same."""
        assert self._anchor is not None
        reached = page, caret
        if reached == self._anchor:
            self._from = self._to = None
        elif reached > self._anchor:
            self._from, self._to = self._anchor, (page, caret - 1)
        else:
            self._from, self._to = (self._anchor[0], self._anchor[1] - 1), reached
        self._told()

    def _take(self, page: int, first: int, last: int) -> None:
        self._anchor = page, first
        self._from, self._to = (page, first), (page, last)
        self._told()

    def released(self, place: Place) -> bool:
        link, self._link = self._link, None
        pressed, self._pressed = self._pressed, None
        self._dragging = False
        if pressed is not None and _beside(pressed, place):
            self.clicked.emit(place)
        text = self._texts.text(place.page)
        if link is not None and text is not None and text.link_at(place.x_mm, place.y_mm) == link:
            self.followed.emit(link)
        return True

    def double_clicked(self, place: Place) -> bool:
        """A Latin word or a number; else a whole line, as official prose has no words apart."""
        text = self._texts.want(place.page)
        if text is None or not text.over(place.x_mm, place.y_mm):
            return False
        number = text.nearest(place.x_mm, place.y_mm)
        self._take(place.page, *(word_around(text, number) or text.line_around(number)))
        self._clicked_at = place
        self._third.start(QGuiApplication.styleHints().mouseDoubleClickInterval())
        return True

    def key_pressed(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
            return True
        keys = _STEPS.get(event.key())
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if keys is None or held != Qt.KeyboardModifier.ShiftModifier:
            return False
        if self.ends is None and not self._begin(forward=keys > 0):
            return False
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Right if self._begun:
                self._told()  # the first press chooses the character that is begun with
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                self._extend(keys)
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                self._extend_line(keys)
            case _:
                self._extend_to_end(keys)
        self._begun = False
        self._lead()
        return True

    def _begin(self, *, forward: bool) -> bool:
        """Where one clicked last, if that is in sight, else at the first character that is."""
        seen = self._in_sight()
        if not seen:
            return False
        page, caret = self._anchor or (-1, 0)
        clicked = any(page == each.page for each in seen)
        page = page if clicked else seen[0].page
        text = self._texts.want(page)
        if text is None or not text.chars:
            return False
        if clicked:
            number = caret if forward else caret - 1
        else:
            below = (n for n, box in enumerate(text.boxes) if box.y + box.height / 2 >= seen[0].y_mm)
            number = next(below, 0)
        number = max(0, min(number, len(text.chars) - 1))
        self._anchor = page, number + (not forward)
        self._from = self._to = page, number
        self._begun = True
        return True

    def _lead(self) -> None:
        """Tell where the keys have gone."""
        text, page, at = self._end()
        if text is not None and text.chars:
            box = text.boxes[at]
            self.led.emit(Place(page, box.x + box.width / 2, box.y + box.height / 2))

    def link_at(self, place: Place) -> Link | None:
        """The link at a place, when the page's text is here."""
        text = self._texts.text(place.page)
        return text.link_at(place.x_mm, place.y_mm) if text is not None else None

    def cursor_over(self, place: Place) -> Qt.CursorShape | None:
        text = self._texts.text(place.page)
        if text is None:
            return None
        if text.link_at(place.x_mm, place.y_mm) is not None:
            return Qt.CursorShape.PointingHandCursor
        return Qt.CursorShape.IBeamCursor if text.over(place.x_mm, place.y_mm) else None

    def tip_over(self, place: Place) -> str:
        """Where a link leads, before it is followed."""
        link = self.link_at(place)
        return self.leads(link) if link is not None else ""

    def leads(self, link: Link) -> str:
        """Where a link leads, in words."""
        if link.page is not None:
            return self.tr("To page {number}").format(number=link.page + 1)
        return link.uri or self.tr("To a file inside this document")

    def _extend(self, by: int) -> None:
        text, page, at = self._end()
        if text is not None:
            if at + by < 0 or at + by >= len(text.chars):
                other = page + (1 if by > 0 else -1)
                beside = self._texts.want(other) if 0 <= other < self._texts.page_count else None
                if beside is not None and beside.chars:
                    self._to = (page + 1, 0) if by > 0 else (page - 1, len(beside.chars) - 1)
            else:
                self._to = page, at + by
            self._told()

    def _extend_line(self, by: int) -> None:
        text, page, at = self._end()
        if text is None or not text.chars:
            return
        first, last = text.line_around(at)
        beyond = last + 1 if by > 0 else first - 1
        if not 0 <= beyond < len(text.chars):
            self._extend(beyond - at)
            return
        begins, ends = text.line_around(beyond)
        self._to = page, min(begins + at - first, ends)
        self._told()

    def _extend_to_end(self, by: int) -> None:
        """To the end, or back to the beginning, of the line that the moving end is on."""
        text, page, at = self._end()
        if text is not None and text.chars:
            self._to = page, text.line_around(at)[1 if by > 0 else 0]
            self._told()

    def _end(self) -> tuple[FlatText | None, int, int]:
        """The text, when it is at hand, and the page and the character that the keys move."""
        assert self._to is not None
        page, at = self._to
        text = self._texts.want(page)
        return text, page, min(at, max(0, len(text.chars) - 1)) if text is not None else at

    def _told(self) -> None:
        self.repaint.emit()
        self.chosen_changed.emit()


def text_between(ends: Ends, page: int, text: FlatText) -> str:
    """What of a page's text lies between `ends`, line by line as it is printed."""
    return text.part(*_cut(ends, page, text))


def prose_between(ends: Ends, page: int, text: FlatText) -> str:
    """The same with a line for each paragraph."""
    return flowing(text, *_cut(ends, page, text))


def lines_between(ends: Ends, page: int, text: FlatText) -> tuple[BoxMm, ...]:
    """The boxes of the lines of what lies between `ends`."""
    return text.line_boxes(*_cut(ends, page, text))


def _cut(ends: Ends, page: int, text: FlatText) -> tuple[int, int]:
    (first_page, first), (last_page, last) = ends
    end = len(text.chars) - 1
    return first if page == first_page else 0, min(last, end) if page == last_page else end


def _beside(one: Place, other: Place) -> bool:
    """Whether a hand that wanted to click may have gone from one place to the other."""
    away = abs(one.x_mm - other.x_mm) + abs(one.y_mm - other.y_mm)
    return one.page == other.page and away <= _STILL_MM
