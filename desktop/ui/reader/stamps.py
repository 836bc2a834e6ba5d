"""Seals on the pages, to be asked for their verdict where they stand."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal

from core.seal.report import Report
from desktop.ui import verdicts
from desktop.ui.parts.pages import Overlay, PageTexts, Place
from desktop.ui.parts.seals import whose


class StampOverlay(Overlay):
    """Paints nothing. `asked` carries the number (from 0) of the seal that was clicked.

    Text under a seal can still be chosen: a press on it is left to who does that, and told as `click`.
    """

    asked = Signal(int)

    def __init__(self, texts: PageTexts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._report: Report | None = None
        self._pressed = -1

    def show_report(self, report: Report | None) -> None:
        self._report = report

    def seal_at(self, place: Place) -> int:
        """The number of the seal that stands there, the last pressed first; -1 where there is none."""
        seals = self._report.seals if self._report is not None else ()
        for number in reversed(range(len(seals))):
            for stamp in seals[number].stamps:
                box = stamp.box_mm
                if stamp.page != place.page or box is None:
                    continue
                across = box.x <= place.x_mm <= box.x + box.width
                if across and box.y <= place.y_mm <= box.y + box.height:
                    return number
        return -1

    def ask(self, number: int) -> None:
        """Ask for the verdict on a seal that was found with `seal_at`."""
        self.asked.emit(number)

    def click(self, place: Place) -> None:
        """A click that somebody else took: on a seal it asks for that one's verdict."""
        number = self.seal_at(place)
        if number >= 0:
            self.asked.emit(number)

    def pressed(self, place: Place, pressure: float = 1.0) -> bool:
        text = self._texts.text(place.page)
        if text is not None and text.over(place.x_mm, place.y_mm):
            return False
        self._pressed = self.seal_at(place)
        return self._pressed >= 0

    def released(self, place: Place) -> bool:
        pressed, self._pressed = self._pressed, -1
        if pressed >= 0 and self.seal_at(place) == pressed:
            self.asked.emit(pressed)
        return True

    def cursor_over(self, place: Place) -> Qt.CursorShape | None:
        return Qt.CursorShape.PointingHandCursor if self.seal_at(place) >= 0 else None

    def tip_over(self, place: Place) -> str:
        """Whose seal it is, what was found, and why."""
        number = self.seal_at(place)
        if self._report is None or number < 0:
            return ""
        seal = self._report.seals[number]
        lines = (whose(seal), verdicts.verdict(seal.verdict), verdicts.reason(seal.reason))
        return "\n".join(line for line in lines if line)
