"""Each seal of a document with its verdict, the reason in a sentence, and every step of the verification."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from core.errors import AppError
from core.seal.report import Report, SealReport, StampPlace, Step, StepResult, Verdict
from desktop.reading.wire import BoxMm
from desktop.ui import verdicts, words
from desktop.ui.messages import explain
from desktop.ui.parts.seals.pill import VerdictPill, looks
from desktop.ui.parts.states import Glyph, label
from desktop.ui.theme import COLOURS
from desktop.ui.view import View

_VERDICTS = {
    StepResult.HOLDS: Verdict.VALID,
    StepResult.REMARKED: Verdict.VALID,
    StepResult.UNDETERMINED: Verdict.UNDETERMINED,
    StepResult.INVALID: Verdict.INVALID,
}


class SealsPane(View):
    """Draws a `Report`; `place_chosen` asks to show where a seal stands."""

    place_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report: Report | None = None
        self._busy = False
        self._judged = True
        self._error: AppError | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._status = label("muted", wrap=True)
        self._column.addWidget(self._status)
        self._likenesses: Mapping[int, Sequence[BoxMm]] = {}
        self._like = QFrame()
        self._like.setObjectName("sealLikenesses")
        self._like.setProperty("role", "card")
        self._like.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        row = QHBoxLayout(self._like)
        row.setContentsMargins(12, 12, 12, 12)
        row.setSpacing(8)
        row.addWidget(Glyph("alert", 16, COLOURS.caution), 0, Qt.AlignmentFlag.AlignTop)
        self._like_text = label("small", wrap=True)
        row.addWidget(self._like_text, 1)
        self._column.addWidget(self._like)
        self._cards: list[QWidget] = []
        self.retranslate()

    def show_report(
        self,
        report: Report | None,
        *,
        busy: bool = False,
        judged: bool = True,
        error: AppError | None = None,
    ) -> None:
        """Show what was found, or the `error` in its place; `judged` is False for a file of another kind."""
        shown = self._report, self._busy, self._judged, self._error
        if shown == (report, busy, judged, error):
            return  # cards that are built anew fold up what a person has unfolded, and take their time
        self._report, self._busy, self._judged, self._error = report, busy, judged, error
        self.retranslate()

    def show_likenesses(self, pages: Mapping[int, Sequence[BoxMm]]) -> None:
        """Say on which pages (from 0) pictures look like seals though no signature belongs to them."""
        self._likenesses = pages
        self._say_likenesses()

    def _say_likenesses(self) -> None:
        found = sorted(page + 1 for page, boxes in self._likenesses.items() if boxes)
        text = self.tr("Looks like a seal but belongs to no signature, on page {pages}")
        self._like_text.setText(text.format(pages=", ".join(map(str, found))))
        self._like.setVisible(bool(found))

    def retranslate(self) -> None:
        self._say_likenesses()
        report = self._report
        for card in self._cards:
            self._column.removeWidget(card)
            card.deleteLater()
        self._cards = []
        if self._busy:
            self._status.setText(self.tr("Verifying the seals…"))
        elif not self._judged:
            self._status.setText(self.tr("Seals in this kind of file are not judged here."))
        elif report is None and self._error is not None:
            said = explain(self._error)
            self._status.setText(f"{said.title}\n{said.sentence}")
        elif report is None:
            self._status.setText(self.tr("Not verified yet."))
        elif not report.seals:
            unjudged = report.verdict is not Verdict.UNSIGNED
            self._status.setText(
                verdicts.reason(report.findings[0].code)
                if unjudged
                else self.tr("This document bears no seal.")
            )
        self._status.setVisible(report is None or not report.seals)
        if report is not None and not self._busy:
            for number, seal in enumerate(report.seals, start=1):
                card = self._card(number, seal)
                self._cards.append(card)
                self._column.addWidget(card)

    def card(self, number: int) -> QWidget | None:
        """What is said of the seal of that number, from 0; None when there is no such seal."""
        return self._cards[number] if 0 <= number < len(self._cards) else None

    def _card(self, number: int, seal: SealReport) -> QWidget:
        card = QFrame()
        card.setProperty("role", "card")
        card.setObjectName(f"sealCard-{number}")
        column = QVBoxLayout(card)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(6)
        head = QHBoxLayout()
        name = label("heading", wrap=True)
        name.setText(whose(seal) or self.tr("Unnamed seal"))
        pill = VerdictPill(card)  # without a parent it would be a window of its own
        pill.setObjectName(f"sealVerdict-{number}")
        pill.show_verdict(seal.verdict)
        pill.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head.addWidget(name, 1)
        head.addWidget(pill, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        why = label("muted", wrap=True)
        why.setText(verdicts.reason(seal.reason))
        column.addWidget(why)
        for caption, value in self._facts(seal):
            column.addLayout(_fact(caption, value))
        steps = QWidget()
        steps.hide()
        lines = QVBoxLayout(steps)
        lines.setContentsMargins(0, 4, 0, 0)
        lines.setSpacing(4)
        for step in Step:
            lines.addLayout(self._step(seal, step))
        for caption, value in self._certificate(seal):
            lines.addLayout(_fact(caption, value))
        foot = QHBoxLayout()
        more = QPushButton(self.tr("Steps"))
        more.setObjectName(f"sealSteps-{number}")
        more.setProperty("role", "quiet")
        more.setCheckable(True)
        more.toggled.connect(steps.setVisible)
        foot.addWidget(more)
        place = next((stamp for stamp in seal.stamps if stamp.page is not None), None)
        if place is not None:
            foot.addWidget(self._go_button(number, place))
        foot.addStretch(1)
        column.addLayout(foot)
        column.addWidget(steps)
        return card

    def _go_button(self, number: int, place: StampPlace) -> QPushButton:
        go = QPushButton(self.tr("Go to page {page}").format(page=(place.page or 0) + 1))
        go.setObjectName(f"sealPlace-{number}")
        go.setProperty("role", "quiet")
        go.clicked.connect(lambda: self.place_chosen.emit(place))
        return go

    def _facts(self, seal: SealReport) -> list[tuple[str, str]]:
        unconfirmed = self.tr("known from public code only") if seal.format_is_unconfirmed else ""
        form = " · ".join(part for part in (seal.format, unconfirmed) if part)
        facts = [(self.tr("Sealer"), seal.signer), (self.tr("Format"), form)]
        if not seal.seal_id and seal.seal_name not in ("", whose(seal)):
            facts.append((self.tr("Calls itself"), seal.seal_name))
        if seal.signed_at is not None:
            stamped = self.tr("time stamp") if seal.time_is_stamped else self.tr("stated by the sealer")
            moment = words.day_and_time(seal.signed_at)
            said = " · ".join(part for part in (moment, stamped, seal.stamped_by) if part)
            facts.insert(1, (self.tr("Sealed"), said))
        if seal.revocation_as_of is not None:
            days = (datetime.now(UTC) - seal.revocation_as_of).days
            age = words.days_ago(days)
            facts.append((self.tr("Revocations"), f"{words.day(seal.revocation_as_of.date())} · {age}"))
        elif seal.certificate is not None:
            facts.append((self.tr("Revocations"), self.tr("None from this issuer on this device")))
        return [(caption, value) for caption, value in facts if value]

    def _certificate(self, seal: SealReport) -> list[tuple[str, str]]:
        """What the certificate says, for who wants to compare it."""
        shown = seal.certificate
        if shown is None:
            return []
        first, last = (words.day(moment.date()) for moment in (shown.not_before, shown.not_after))
        return [
            (self.tr("Certificate"), shown.subject),
            (self.tr("Issuer"), shown.issuer),
            (self.tr("Serial no."), shown.serial),
            (self.tr("Valid from"), f"{first} – {last}"),
        ]

    def _step(self, seal: SealReport, step: Step) -> QHBoxLayout:
        found = [finding for finding in seal.findings if finding.step is step]
        result = seal.result_of(step)
        if result is StepResult.SKIPPED:
            ink, name = COLOURS.ink_faint, "info"
        else:
            ink, _ground, name = looks(_VERDICTS[result])
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(Glyph(name, 16, ink), 0, Qt.AlignmentFlag.AlignTop)
        said = label("small", wrap=True)
        sentences = [verdicts.step(step), *(verdicts.reason(finding.code) for finding in found)]
        said.setText("\n".join(dict.fromkeys(sentences)))
        line.addWidget(said, 1)
        return line


def whose(seal: SealReport) -> str:
    """The seal's name, which its maker signed; where there is no seal, whose certificate it is.

    What a signature without a seal calls itself is only its signer's word.
    """
    return seal.seal_name if seal.seal_id else seal.signer or seal.seal_name


def _fact(caption: str, value: str) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(8)
    name, said = label("small"), label("value", wrap=True)
    name.setText(caption)
    name.setFixedWidth(76)
    said.setText(words.breakable(value))
    line.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(said, 1)
    return line
