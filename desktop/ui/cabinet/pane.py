"""The chosen seal: its picture at true size, its particulars, and what may be done with it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from core.office import SealState
from core.office.custody_rules import stamp_demanded
from desktop.ui import words
from desktop.ui.cabinet.cards import paint_outline, state_tone
from desktop.ui.cabinet.state import CabinetState, SealAct, SealRow
from desktop.ui.parts.facts import FactList
from desktop.ui.parts.section import SIDE_WIDTH, Section, SideWithFoot
from desktop.ui.parts.states import label
from desktop.ui.parts.tones import Pill, Tone
from desktop.ui.seal_words import days_left, seal_size
from desktop.ui.theme import colour
from desktop.ui.view import View

_MM_PER_INCH = 25.4
_PAPER_PX = 200


class TrueSize(QWidget):
    """A seal's picture on paper at its own size in mm, as this screen measures, or as fits."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: QImage | None = None
        self._size_mm = (0.0, 0.0)
        self._faint = False
        self.setFixedHeight(_PAPER_PX)

    def show_seal(self, picture: QImage | None, width_mm: float, height_mm: float, *, faint: bool) -> None:
        self._picture, self._size_mm, self._faint = picture, (width_mm, height_mm), faint
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paper = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.setPen(QPen(colour("line"), 1))
            painter.setBrush(colour("surface"))
            painter.drawRoundedRect(paper, 6, 6)
            width_mm, height_mm = self._size_mm
            if not width_mm:
                return
            scale = self.logicalDpiX() / _MM_PER_INCH
            most = min((paper.width() - 24) / width_mm, (paper.height() - 24) / height_mm)
            scale = min(scale, most)
            box = QRectF(0, 0, width_mm * scale, height_mm * scale)
            box.moveCenter(paper.center())
            painter.setOpacity(0.4 if self._faint else 1.0)
            if self._picture is None:  # its room is kept, so that nothing below jumps when it comes
                paint_outline(painter, box, "")
            else:
                painter.drawImage(box, self._picture)
        finally:
            painter.end()


class SealPane(View):
    """Reports which act the person wants."""

    act_asked = Signal(SealAct)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = CabinetState()
        self.setFixedWidth(SIDE_WIDTH)
        self._name = label("title", wrap=True)
        self._pill, self._end = Pill(), Pill()
        self._picture = TrueSize()
        self._facts, self._rules = FactList(), FactList()
        self._not_here = label("muted", wrap=True)
        self._note = label("caution", wrap=True)
        self._buttons = {act: QPushButton() for act in SealAct}
        self._build()
        self.retranslate()

    def retranslate(self) -> None:
        names = {
            SealAct.ENABLE: self.tr("Put to use…"),
            SealAct.SUSPEND: self.tr("Suspend…"),
            SealAct.RESUME: self.tr("Resume…"),
            SealAct.CANCEL: self.tr("Cancel for good…"),
            SealAct.RENEW: self.tr("Renew…"),
            SealAct.OFFER: self.tr("Hand over…"),
            SealAct.TAKE_OVER: self.tr("Take over…"),
            SealAct.RULES: self.tr("Rules of use…"),
        }
        for act, button in self._buttons.items():
            button.setText(names[act])
        self._picture.setAccessibleName(self.tr("The seal's picture"))
        self._picture_section.heading.setText(self.tr("True size"))
        self._facts_section.heading.setText(self.tr("Particulars"))
        self._rules_section.heading.setText(self.tr("Rules of the office"))
        self.show_state(self._state)

    def _build(self) -> None:
        self._picture_section, self._facts_section = Section(self._picture), Section(self._facts)
        self._rules_section = Section(self._rules)
        self._foot = QGridLayout()
        for act, button in self._buttons.items():
            button.setObjectName(f"seal-{act.value}")
            button.setMinimumHeight(32)
            button.clicked.connect(lambda _on=False, act=act: self.act_asked.emit(act))
            self._foot.addWidget(button)
        self._buttons[SealAct.TAKE_OVER].setProperty("role", "primary")
        self._buttons[SealAct.ENABLE].setProperty("role", "primary")
        side = SideWithFoot(self._foot, spacing=8)
        side.column.addWidget(self._name)
        for pill in (self._pill, self._end):
            side.column.addWidget(pill, 0, Qt.AlignmentFlag.AlignLeft)
        side.column.addSpacing(4)
        side.column.addWidget(self._note)
        for part in (self._facts_section, self._picture_section, self._not_here, self._rules_section):
            side.column.addWidget(part)
        side.column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(side)

    def show_state(self, state: CabinetState) -> None:
        self._state = state
        row = state.row
        if row is None:
            self.hide()
            return
        seal = row.seal
        self._name.setText(seal.name)
        text, tone = state_tone(row)
        self._pill.say(text, tone)
        ended = Tone.DANGER if row.days_left < 0 else Tone.CAUTION
        self._end.say(days_left(row.days_left) if row.expiring else "", ended)
        faint = state.weakened or seal.state is not SealState.IN_USE
        self._picture.show_seal(state.pictures.get(row.id), seal.width_mm, seal.height_mm, faint=faint)
        self._picture_section.setVisible(row.id not in state.undrawn)
        self._not_here.setVisible(row.id in state.undrawn)
        self._not_here.setText(
            self.tr(
                "The seal's picture has not come yet: it is fetched at the next contact with the gateway."
            )
            if row.answered_for
            else self.tr("The seal's picture is not on this device: its custodian and its witness hold it.")
        )
        self._facts.show_facts(self._particulars(row))
        self._rules.show_facts(self._office_rules(row, state))
        note = ""
        if row.pending:
            note = self.tr("The change is on its way to the gateway.")
        elif row.offered_to:
            note = self.tr("Custody is offered to {person}, who has not taken over yet.").format(
                person=row.offered_to
            )
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._show_buttons(row, enabled=not state.acting and not row.pending)
        self.show()

    def _show_buttons(self, row: SealRow, *, enabled: bool) -> None:
        """Two in a line, those that are not offered leave no gap."""
        shown = [act for act in SealAct if act in row.acts]
        for act, button in self._buttons.items():
            self._foot.removeWidget(button)
            button.setVisible(act in row.acts)
            button.setEnabled(enabled)
        for place, act in enumerate(shown):
            alone = place == len(shown) - 1 and place % 2 == 0
            self._foot.addWidget(self._buttons[act], place // 2, place % 2, 1, 2 if alone else 1)

    def _particulars(self, row: SealRow) -> list[tuple[str, str]]:
        seal = row.seal
        period = f"{words.day(seal.valid_from)} – {words.day(seal.valid_until)}"
        facts = [
            (self.tr("Kind"), seal.seal_kind),
            (self.tr("Size"), seal_size(row.seal)),
            (self.tr("Owner"), row.owner),
            (self.tr("Custodian"), row.custodian),
            (self.tr("Witness"), row.witness or self.tr("None")),
            (self.tr("Valid"), period),
        ]
        if seal.state_reason:
            facts.insert(0, (self.tr("Reason"), seal.state_reason))
        for giver, taker, when in row.custody:
            facts.append((self.tr("Handed over"), f"{giver} → {taker}  {words.day(when.date())}"))
        if row.uses is not None:
            last = words.day_and_time(row.last_used) if row.last_used else self.tr("never")
            facts += [(self.tr("Last use"), last), (self.tr("Uses"), str(row.uses))]
        return [(caption, value) for caption, value in facts if value]

    def _office_rules(self, row: SealRow, state: CabinetState) -> list[tuple[str, str]]:
        """What the security administrator has decided: here it is only told."""
        grace, policy = row.seal.offline_grace, state.policy
        offline, demanded = self.tr("Not allowed"), stamp_demanded(policy, row.seal)
        if grace is not None and not demanded:
            offline = self.tr("{uses} uses within {hours} h of the last contact").format(
                uses=grace.uses_max, hours=grace.hours_max
            )
        return [
            (self.tr("Offline"), offline),
            (
                self.tr("Time stamp"),
                self.tr("Demanded") if demanded else self.tr("Where there is one to be had"),
            ),
            (
                self.tr("On screen"),
                self.tr("Shown faint") if policy.weakened_display else self.tr("Shown clear"),
            ),
            (self.tr("Reminder"), self.tr("%n day(s) before the end", "", policy.expiry_notice_days)),
            (
                self.tr("Ledger"),
                self.tr("Paper and files") if policy.ledger_export else self.tr("Paper only"),
            ),
        ]
