"""Applying, deciding and witnessing on the screens, each person at their own desk, a real gateway between."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from core.crypto import parse_certificate, read_private_key
from core.office import FileFormat, OfficialDocument, RequestState, SealRequest, UseKind
from desktop.errors import ActRefused
from desktop.reading.client import ReadingWorker
from desktop.tasks import Tasks
from desktop.ui.apply import ApplyDialog, ApplyPresenter
from desktop.ui.language import Translation
from desktop.ui.parts.pages import Phase
from desktop.ui.requests import Desk, RequestsPresenter, RequestsView, Shelf
from desktop.workspace import PERSONAL, Workspace
from gateway.service.register import Register
from tests.devices.tokens import PIN, soft_token
from tests.ui.custody import (
    APPLICANT,
    APPROVER,
    CUSTODIAN,
    TO_BE_SEALED,
    WITNESS,
    CustodyOffice,
    custody_office,
    sample_data,
)
from tests.ui.office import PAPER, TODAY, Desks, organisation, sealing, staff
from tests.unit.desktop.builders import document

UNNUMBERED = "d-han"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_data(tmp_path_factory.mktemp("sample"))


@pytest.fixture
def office(sample: Path, tmp_path: Path) -> Iterator[CustodyOffice]:
    with custody_office(sample, tmp_path) as office:
        yield office


class Screens:
    """Makes the screens and lets them end before their threads do."""

    def __init__(self, office: CustodyOffice, reading: ReadingWorker, tasks: Tasks, qtbot: QtBot) -> None:
        self._office, self._reading, self._tasks, self._qtbot = office, reading, tasks, qtbot
        self._requests: list[RequestsPresenter] = []

    def form(self, account: str, *document_ids: str) -> ApplyDialog:
        desk = self._office.desk(account)
        presenter = ApplyPresenter(desk, self._reading, self._tasks, today=date.today)
        presenter.begin(document_ids)
        form = ApplyDialog(presenter)
        presenter.setParent(form)
        self._qtbot.addWidget(form)
        form.show()
        self.settle()
        return form

    def requests(self, account: str, desk: Desk, shelf: Shelf = Shelf.WAITING) -> RequestsView:
        workspace = self._office.desk(account)
        presenter = RequestsPresenter(workspace, self._reading, self._tasks, desk=desk)
        self._requests.append(presenter)
        view = RequestsView(presenter)
        self._qtbot.addWidget(view)
        view.resize(1200, 700)
        view.show()
        presenter.show_shelf(shelf)
        presenter.reload()
        self.settle()
        return view

    def settle(self) -> None:
        self._qtbot.waitUntil(lambda: self._tasks.under_way == 0, timeout=20_000)

    def close(self) -> None:
        for presenter in self._requests:
            presenter.put_away()
        self.settle()


@pytest.fixture
def screens(
    office: CustodyOffice, reading: ReadingWorker, tasks: Tasks, qtbot: QtBot, chinese: Translation
) -> Iterator[Screens]:
    screens = Screens(office, reading, tasks, qtbot)
    yield screens
    screens.close()


def _press(view: QWidget, name: str) -> None:
    button = view.findChild(QPushButton, name)
    assert button.isVisible(), name
    assert button.isEnabled(), name
    button.click()


def _choose(view: RequestsView, request_id: str) -> None:
    rows = view.rows
    shown = [row.id for row in view.presenter.state.shown]
    rows.setCurrentIndex(rows.model().index(shown.index(request_id), 0))


def _request(desk: Workspace, request_id: str) -> SealRequest:
    return next(each for each in desk.seal_requests() if each.id == request_id)


def _tick(form: ApplyDialog, seal: str) -> None:
    listed = form.findChild(QListView, "applySeals")
    model = listed.model()
    for row in range(model.rowCount()):
        if model.index(row, 0).data().startswith(seal + " "):
            listed.setCurrentIndex(model.index(row, 0))
            QTest.keyClick(listed, Qt.Key.Key_Space)
            return
    raise LookupError(seal)


def _apply(screens: Screens) -> str:
    """姜亦舒 asks for the office's seal on the reply, and 沈若谷 is to approve."""
    form = screens.form(APPLICANT, TO_BE_SEALED)
    _tick(form, "青禾县人民政府")
    _tick(form, "青禾县人民政府办公室")
    sent: list[str] = []
    presenter = form.presenter
    presenter.sent.connect(sent.append)
    _press(form, "applySend")
    screens.settle()
    assert sent
    assert not form.isVisible()
    return sent[0]


def test_a_seal_is_applied_for_approved_and_witnessed(office: CustodyOffice, screens: Screens) -> None:
    request_id = _apply(screens)
    office.desk(APPLICANT)
    approving = screens.requests(APPROVER, Desk.APPLICATIONS)
    _choose(approving, request_id)
    screens.settle()
    assert approving.pages.canvas.isVisible(), "the document stands beside"
    _press(approving, "approveRequest")
    screens.settle()
    office.desk(APPROVER)
    witnessing = screens.requests(WITNESS, Desk.WITNESS)
    _choose(witnessing, request_id)
    screens.settle()
    _press(witnessing, "confirmAsWitness")
    question = witnessing.findChild(QDialog, "confirmWitness")
    said = " ".join(each.text() for each in question.findChildren(QLabel))
    assert "青政复〔2026〕12号" in said
    assert "唐景和" in said
    screens.settle()  # the key is looked for
    _press(question, "confirmWitnessButton")
    screens.settle()
    office.desk(WITNESS)
    request = _request(office.desk(CUSTODIAN), request_id)
    assert request.state is RequestState.APPROVED
    assert request.seal_ids == ("s-office",)
    assert request.kinds == (UseKind.CLOSING,)
    assert [each.witness_id for each in request.confirmations] == ["u-17"]


def test_a_witness_confirms_with_the_key_in_their_token(
    office: CustodyOffice, screens: Screens, tmp_path: Path, qtbot: QtBot
) -> None:
    request_id = _apply(screens)
    office.desk(APPLICANT)
    approving = screens.requests(APPROVER, Desk.APPLICATIONS)
    _choose(approving, request_id)
    screens.settle()
    _press(approving, "approveRequest")
    screens.settle()
    office.desk(APPROVER)
    own = office.kit(WITNESS).personal_keys[0]
    certificate = parse_certificate(own.certificate_pem.encode())
    folder = tmp_path / "token"
    folder.mkdir()
    token = soft_token(
        folder, tmp_path, certificate=certificate.raw, key=read_private_key(own.private_key_pem.encode())
    )
    office.desk(WITNESS).signing_keys.set_tokens([token.driver()])
    witnessing = screens.requests(WITNESS, Desk.WITNESS)
    _choose(witnessing, request_id)
    screens.settle()
    _press(witnessing, "confirmAsWitness")
    question = witnessing.findChild(QDialog, "confirmWitness")
    screens.settle()
    assert certificate.common_name in question.findChild(QLabel, "signerState").text()
    QTest.keyClicks(question.findChild(QLineEdit, "signerPin"), PIN)
    with qtbot.waitSignal(question.accepted, timeout=20_000):
        _press(question, "confirmWitnessButton")
    screens.settle()
    office.desk(WITNESS)
    request = _request(office.desk(CUSTODIAN), request_id)
    assert [each.witness_id for each in request.confirmations] == ["u-17"]
    assert office.desk(WITNESS).signing_keys.signer(PERSONAL, token.driver().name).needs_pin, "one act"


def test_an_application_is_rejected_with_a_reason_that_the_applicant_reads(
    office: CustodyOffice, screens: Screens
) -> None:
    request_id = _apply(screens)
    office.desk(APPLICANT)
    approving = screens.requests(APPROVER, Desk.APPLICATIONS)
    _choose(approving, request_id)
    _press(approving, "rejectRequest")
    dialog = approving.findChild(QDialog, "reasonDialog")
    give = dialog.findChild(QPushButton, "reasonGiven")
    assert not give.isEnabled(), "a no has a reason"
    dialog.findChild(QPlainTextEdit, "reasonText").setPlainText("份数请再核对")
    give.click()
    screens.settle()
    office.desk(APPROVER)
    mine = screens.requests(APPLICANT, Desk.APPLICATIONS, Shelf.MINE)
    _choose(mine, request_id)
    screens.settle()
    assert "份数请再核对" in mine.findChild(QLabel, "requestNote").text()
    assert not mine.findChild(QPushButton, "withdrawRequest").isVisible()


def test_an_application_is_withdrawn_by_who_made_it(office: CustodyOffice, screens: Screens) -> None:
    request_id = _apply(screens)
    mine = screens.requests(APPLICANT, Desk.APPLICATIONS, Shelf.MINE)
    _choose(mine, request_id)
    _press(mine, "withdrawRequest")
    screens.settle()
    desk = office.desk(APPLICANT)
    assert _request(desk, request_id).state is RequestState.WITHDRAWN
    assert request_id not in {
        row.id for row in screens.requests(APPROVER, Desk.APPLICATIONS).presenter.state.shown
    }


def test_what_cannot_be_sealed_is_told_before_it_is_sent(screens: Screens) -> None:
    form = screens.form(APPLICANT, TO_BE_SEALED, UNNUMBERED)
    assert not form.findChild(QPushButton, "applySend").isEnabled()
    assert "尚未签发" in form.findChild(QLabel, "applyFaults").text()
    table = form.findChild(QTableView, "applyRows")
    table.setCurrentIndex(table.model().index(1, 0))
    _press(form, "applyLeaveOut")
    _tick(form, "青禾县人民政府办公室")
    assert form.findChild(QPushButton, "applySend").isEnabled()


def test_all_that_cannot_be_sealed_is_left_out_at_once(screens: Screens) -> None:
    form = screens.form(APPLICANT, UNNUMBERED, TO_BE_SEALED)
    button = form.findChild(QPushButton, "applyLeaveOutFaulty")
    assert "1" in button.text()
    assert not form.findChild(QPushButton, "applyLeaveOut").isEnabled(), "no document is chosen"
    _press(form, "applyLeaveOutFaulty")
    assert [row.id for row in form.presenter.state.rows] == [TO_BE_SEALED]
    assert not button.isVisible()


def test_a_pdf_is_told_of_before_anybody_applies(office: CustodyOffice, screens: Screens) -> None:
    with office.gateway.store() as store, store.writing() as transaction:
        stored = transaction.records.find(TO_BE_SEALED)
        assert stored is not None
        assert isinstance(stored.record, OfficialDocument)
        pdf = replace(stored.record.versions[-1], format=FileFormat.PDF)
        Register(transaction).put(replace(stored.record, versions=(pdf,)))
    form = screens.form(APPLICANT, TO_BE_SEALED)
    _tick(form, "青禾县人民政府办公室")
    assert "用印只适用于 OFD 公文" in form.findChild(QLabel, "applyFaults").text()
    assert not form.findChild(QPushButton, "applySend").isEnabled()
    with pytest.raises(ActRefused) as refused:
        office.desk(APPLICANT).draft_application(
            [TO_BE_SEALED], seal_ids=["s-qh"], kinds=[UseKind.CLOSING], copies=1, approver_id="u-08"
        )
    assert refused.value.reason == "not_ofd"


def test_a_form_says_what_is_still_to_be_chosen(screens: Screens) -> None:
    form = screens.form(APPLICANT, TO_BE_SEALED)
    _tick(form, "青禾县人民政府")
    form.presenter.choose_kind(UseKind.CLOSING, wanted=False)
    said = form.findChild(QLabel, "applyFaults").text()
    assert "请至少选择一枚印章" in said
    assert "请选择用印方式" in said


def test_what_waits_for_a_seal_already_is_not_asked_for_twice(screens: Screens) -> None:
    form = screens.form(APPLICANT, TO_BE_SEALED)
    assert "已申请" in form.findChild(QLabel, "applyFaults").text()
    assert not form.findChild(QPushButton, "applySend").isEnabled()
    _tick(form, "青禾县人民政府")
    _tick(form, "青禾县人民政府办公室")
    assert form.findChild(QPushButton, "applySend").isEnabled()


def test_five_hundred_documents_are_looked_at_for_one_application(
    desks: Desks, reading: ReadingWorker, tasks: Tasks, qtbot: QtBot, chinese: Translation
) -> None:
    many = [
        replace(
            document(
                f"d-{number}", title=f"通知之{number}", number=f"青政发〔2026〕{number}号", content=PAPER
            ),
            issued=True,
        )
        for number in range(1, 501)
    ]
    workspace = desks(organisation(), *staff(), *sealing(), *many)
    presenter = ApplyPresenter(workspace, reading, tasks, today=lambda: TODAY)
    form = ApplyDialog(presenter)
    presenter.setParent(form)
    qtbot.addWidget(form)
    form.show()
    told: list[float] = []
    presenter.changed.connect(lambda state: told.append(state.checked or 0.0))
    presenter.begin([each.id for each in many])
    qtbot.waitUntil(lambda: tasks.under_way == 0, timeout=60_000)
    assert len(presenter.state.rows) == 500
    assert all(row.pages == 1 for row in presenter.state.rows)
    assert presenter.state.faults == ("no_approver_chosen",)
    assert 20 < len({round(each, 2) for each in told}) < 120, "it is told now and then how far it is"
    presenter.begin([each.id for each in many])
    presenter.end()
    qtbot.waitUntil(lambda: tasks.under_way == 0, timeout=60_000)


def test_seals_are_offered_in_protocol_order(screens: Screens) -> None:
    model = screens.form(APPLICANT, TO_BE_SEALED).findChild(QListView, "applySeals").model()
    names = [model.index(row, 0).data().rpartition("  ")[0] for row in range(model.rowCount())]
    assert names.index("青禾县人民政府") < names.index("青禾县人民政府办公室") < names.index("青禾县财政局")
    assert "青禾县政务服务中心" not in names, "a cancelled seal is not offered"


def test_for_a_decree_the_name_stamp_of_who_signs_it_is_proposed(screens: Screens) -> None:
    form = screens.form(APPLICANT, "d-ling")
    assert form.presenter.state.seal_ids == ("s-head",)
    model = form.findChild(QListView, "applySeals").model()
    assert "县长签名章（林知远）  38 × 16 mm" in [
        model.index(row, 0).data() for row in range(model.rowCount())
    ]


def test_who_may_not_decide_has_no_button_for_it(office: CustodyOffice, screens: Screens) -> None:
    view = screens.requests(CUSTODIAN, Desk.APPLICATIONS, Shelf.ALL)
    _choose(view, "sr-1")
    screens.settle()
    assert not view.findChild(QPushButton, "approveRequest").isVisible()
    assert not view.findChild(QPushButton, "withdrawRequest").isVisible()
    assert view.presenter.pages.state.phase is Phase.SHOWN
