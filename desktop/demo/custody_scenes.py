"""What applicant, approver, witness and custodian do with one seal, each in a window of their own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QLabel,
    QListView,
    QPushButton,
    QTableView,
)

from core.office import RequestState, UseOutcome
from desktop.demo import hands
from desktop.demo.eyes import glimpse, pages_drawn, row_where, rows, seals_drawn, see
from desktop.demo.office import APPROVER
from desktop.demo.scenes import Visit
from desktop.demo.tour import Scene
from desktop.ui.requests import RequestRow

DECREE = "d-ling"
"""Signed off and numbered; nobody has applied for a seal on it yet."""
_SEAL = "县长签名章（林知远）"
"""What is signed in person carries no organ's seal."""


class CustodyVisit(Visit):
    """A visitor on the way of one application: 申请, 审批, 监印, 用印, 台账."""

    # The applicant -----------------------------------------------------------------------------------

    def fills_in_application(self) -> Scene:
        yield from self.opens(DECREE)
        self._press("applyButton")
        yield self._until(lambda: glimpse(self.window, QDialog, "applyDialog"), "the form")
        yield self._until(lambda: rows(see(self.window, QListView, "applySeals")), "the seals there are")
        seals = see(self.window, QListView, "applySeals")
        row = row_where(seals, lambda seal: seal.name == _SEAL)
        if not self._is_ticked(seals, row):
            hands.click_row(seals, row)
            hands.press_key(seals, Qt.Key.Key_Space)
        yield self._until(lambda: self._is_ticked(seals, row), "the seal chosen")
        approvers = see(self.window, QComboBox, "applyApprover")
        hands.press_key(approvers, Qt.Key.Key_Home)
        for _ in range(approvers.findData(APPROVER.person_id)):
            hands.press_key(approvers, Qt.Key.Key_Down)
        yield self._until(lambda: approvers.currentData() == APPROVER.person_id, "the approver")
        yield self._until(lambda: see(self.window, QPushButton, "applySend").isEnabled(), "leave to apply")

    def sends_application(self) -> Scene:
        self._press("applySend")
        yield self._until(lambda: glimpse(self.window, QDialog, "applyDialog") is None, "the form's end")
        self._press("rail-sealing")
        yield self._until(lambda: glimpse(self.window, QPushButton, "applications-mine"), "the applications")
        self._press("applications-mine")
        yield self._until(lambda: self._state_of("requestList") is RequestState.PENDING, "it among them")

    # The approver ------------------------------------------------------------------------------------

    def opens_what_to_decide(self) -> Scene:
        self._press("rail-sealing")
        yield self._until(lambda: self._row("requestList") is not None, "the application")
        yield from self._opens_row("requestList")

    def approves(self) -> Scene:
        self._press("approveRequest")
        yield self._until(lambda: self._row("requestList") is None, "the decision")
        self._press("applications-all")
        yield self._until(lambda: self._state_of("requestList") is RequestState.APPROVED, "its new state")

    # The witness -------------------------------------------------------------------------------------

    def opens_what_to_witness(self) -> Scene:
        self._press("rail-sealing")
        yield self._until(lambda: glimpse(self.window, QPushButton, "tab-witness"), "the witness's part")
        self._press("tab-witness")
        yield self._until(lambda: self._row("witnessList") is not None, "the application")
        yield from self._opens_row("witnessList")
        self._press("confirmAsWitness")
        yield self._until(lambda: glimpse(self.window, QDialog, "confirmWitness"), "the question")

    def confirms_as_witness(self) -> Scene:
        yield self._until(
            lambda: see(self.window, QPushButton, "confirmWitnessButton").isEnabled(), "the key that signs"
        )
        self._press("confirmWitnessButton")
        yield self._until(lambda: self._row("witnessList") is None, "the confirmation")
        self._press("witness-mine")
        yield self._until(lambda: self._row("witnessList") is not None, "it among the confirmed")

    # The custodian -----------------------------------------------------------------------------------

    def opens_what_was_witnessed(self) -> Scene:
        yield from self.enters("sealing", "sealQueue")
        queue = see(self.window, QListView, "sealQueue")

        def is_there() -> bool:
            return any(_is_ours(row) and row.request.confirmations for row in rows(queue))

        yield self._until(is_there, "the witnessed application")
        hands.click_row(queue, row_where(queue, _is_ours))
        yield self._until(lambda: self._seal_place() is not None and pages_drawn(self.window), "the seal")

    def reads_the_ledger(self) -> Scene:
        self._press("tab-ledger")
        yield self._until(self._newest_is_ours, "the new entry at the top")

    def verifies_the_ledger(self) -> Scene:
        self._press("ledgerVerify")
        yield self._until(lambda: glimpse(self.window, QLabel, "ledgerVerdict"), "the report")

    def looks_into_the_cabinet(self) -> Scene:
        self._press("tab-cabinet")
        yield self._until(lambda: self._filled("sealCards"), "the seals")
        cards = see(self.window, QListView, "sealCards")
        hands.click_row(cards, row_where(cards, lambda row: row.seal.name == _SEAL))
        yield self._until(lambda: glimpse(self.window, QPushButton, "seal-suspend"), "the chosen seal")
        yield self._until(lambda: seals_drawn(self.window), "the seals' pictures")

    # What is seen ------------------------------------------------------------------------------------

    def _row(self, name: str) -> RequestRow | None:
        listed = glimpse(self.window, QListView, name)
        return None if listed is None else next(filter(_is_ours, rows(listed)), None)

    def _state_of(self, name: str) -> RequestState | None:
        row = self._row(name)
        return None if row is None or row.pending else row.request.state

    def _opens_row(self, name: str) -> Scene:
        listed = see(self.window, QListView, name)
        hands.click_row(listed, row_where(listed, _is_ours))
        yield self._until(lambda: pages_drawn(self.window), "the document beside it")

    def _newest_is_ours(self) -> bool:
        table = glimpse(self.window, QTableView, "ledgerTable")
        entries = [] if table is None else rows(table)
        return bool(entries) and entries[0].document_id == DECREE and entries[0].outcome is UseOutcome.SEALED

    @staticmethod
    def _is_ticked(listed: QAbstractItemView, row: int) -> bool:
        state = listed.model().index(row, 0).data(Qt.ItemDataRole.CheckStateRole)
        return Qt.CheckState(state) is Qt.CheckState.Checked


def _is_ours(row: RequestRow) -> bool:
    return row.request.item_of(DECREE) is not None
