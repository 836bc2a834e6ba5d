"""What should be looked at before the seal is pressed, in words, beside the button."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.ui.parts.states import label
from desktop.ui.sealing.checks import Caution, Concern
from desktop.ui.view import View

_PAGES_NAMED = 6


class CautionNotice(View):
    """One line a caution; hidden when there is none. A caution never stops anybody: the custodian judges."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cautions: tuple[Caution, ...] = ()
        self._text = label("caution", wrap=True)
        self._text.setObjectName("placingCautions")
        card = QFrame()
        card.setProperty("role", "notice")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(12, 8, 12, 8)
        inside.addWidget(self._text)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        self.hide()

    def retranslate(self) -> None:
        self.show_cautions(self._cautions)

    def show_cautions(self, cautions: tuple[Caution, ...]) -> None:
        self._cautions = cautions
        self._text.setText("\n".join(self._said(each) for each in cautions))
        self.setVisible(bool(cautions))

    def _said(self, caution: Caution) -> str:
        pages = self._pages(caution.pages)
        match caution.concern:
            case Concern.COVERS_TEXT:
                return self.tr("The seal covers text on page {pages}.").format(pages=pages)
            case Concern.TOUCHES_SEAL:
                return self.tr("Seals touch or cross on page {pages}.").format(pages=pages)
            case Concern.FAR_FROM_TEXT:
                return self.tr(
                    "{lines} lines stand free above the seal: by the standard no more than one."
                ).format(lines=f"{caution.amount:.1f}")
            case Concern.SLICE_COVERS_TEXT:
                return self.tr("The straddle seal covers text on page {pages}.").format(pages=pages)
            case Concern.LEAVES_PAGE:
                return self.tr("Page {pages} is smaller than the seal.").format(pages=pages)
            case Concern.SIZE:
                return self.tr("The seal's size differs from its organ's: {size} mm.").format(
                    size=f"{caution.amount:.0f}"
                )
            case _:
                assert_never(caution.concern)

    def _pages(self, pages: tuple[int, ...]) -> str:
        comma = self.tr(", ", "between the numbers of pages")
        named = comma.join(str(page + 1) for page in pages[:_PAGES_NAMED])
        return f"{named} …" if len(pages) > _PAGES_NAMED else named
