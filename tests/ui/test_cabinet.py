"""The seal cabinet: cards, what each person may do, seal files good and hostile, two keys for a handover."""

from __future__ import annotations

import json
import secrets
import stat
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)
from pytestqt.qtbot import QtBot

from core.office import AlarmKind, ESeal, OfflineGrace, SealState
from core.seal import SealOrder, SealPicture, issue_sample_seals, parse_seal
from desktop.reading.client import ReadingWorker
from desktop.relaunch import client_command
from desktop.tasks import Tasks
from desktop.ui.alarms import AlarmBanner, AlarmsPresenter
from desktop.ui.cabinet import CabinetPresenter, CabinetView, SealAct
from desktop.ui.cabinet.cards import SealCards, evenly
from desktop.ui.cabinet.pane import TrueSize
from desktop.ui.cabinet.rules_form import RulesForm
from desktop.ui.language import Translation
from desktop.ui.parts.facts import FactList
from desktop.ui.theme import colour
from desktop.workspace import Workspace
from tests.gateway_process import verb
from tests.integration.reading.documents import ofd
from tests.ui.custody import (
    APPLICANT,
    AUDITOR,
    CUSTODIAN,
    SECURITY,
    WITNESS,
    CustodyOffice,
    custody_office,
    sample_data,
)

NOW = datetime.now(UTC)
OTHER_ORGAN = "青禾县民政局"


def _picture(width_mm: int = 42, height_mm: int = 42) -> SealPicture:
    content = files("resources").joinpath("impressions", "s-office.png").read_bytes()
    return SealPicture(format="PNG", data=content, width_mm=width_mm, height_mm=height_mm)


def _order(name: str, *, years: int = 3, picture: SealPicture | None = None) -> SealOrder:
    return SealOrder(
        seal_id="seal-1",
        name=name,
        picture=picture or _picture(),
        sealers=["u-16"],
        valid_from=NOW - timedelta(days=30),
        valid_until=NOW + timedelta(days=365 * years),
    )


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample office, believing a second maker whose key the tests have."""
    return sample_data(tmp_path_factory.mktemp("sample"))


@pytest.fixture
def office(sample: Path, tmp_path: Path) -> Iterator[CustodyOffice]:
    with custody_office(sample, tmp_path) as office:
        yield office


@pytest.fixture
def make_seal(office: CustodyOffice) -> Callable[[SealOrder], bytes]:
    """Makes seals that this office's gateway believes."""

    def make(order: SealOrder) -> bytes:
        trust = issue_sample_seals(
            [order],
            sealers={"u-16": "唐景和"},
            organisation="测试",
            now=NOW,
            randomness=secrets.token_bytes,
        )
        for name, content in trust.trust_files().items():
            place = office.gateway.data / "trust" / name
            place.with_name(f"test-{place.name}").write_bytes(content)
        return trust.seals[order.seal_id]

    return make


class Screens:
    def __init__(self, office: CustodyOffice, reading: ReadingWorker, tasks: Tasks, qtbot: QtBot) -> None:
        self._office, self._reading, self._tasks, self._qtbot = office, reading, tasks, qtbot

    def cabinet(self, account: str, chosen: str = "") -> CabinetView:
        workspace = self._office.desk(account)
        presenter = CabinetPresenter(workspace, self._reading, self._tasks, today=date.today)
        view = CabinetView(presenter)
        presenter.setParent(view)
        self._qtbot.addWidget(view)
        view.resize(1278, 648)
        view.show()
        presenter.reload()
        self.settle()
        if chosen:
            presenter.select(chosen)
        return view

    def banner(self, account: str) -> AlarmBanner:
        presenter = AlarmsPresenter(self._office.desk(account), self._tasks)
        view = AlarmBanner(presenter)
        presenter.setParent(view)
        self._qtbot.addWidget(view)
        view.show()
        presenter.reload()
        self.settle()
        return view

    def settle(self) -> None:
        self._qtbot.waitUntil(lambda: self._tasks.under_way == 0, timeout=20_000)


@pytest.fixture
def screens(
    office: CustodyOffice, reading: ReadingWorker, tasks: Tasks, qtbot: QtBot, chinese: Translation
) -> Screens:
    return Screens(office, reading, tasks, qtbot)


def _press(view: QWidget, name: str) -> None:
    button = view.findChild(QPushButton, name)
    assert button.isVisible(), name
    assert button.isEnabled(), name
    button.click()


def _offered(view: CabinetView) -> set[SealAct]:
    return {act for act in SealAct if not view.findChild(QPushButton, f"seal-{act.value}").isHidden()}


def _seal(desk: Workspace, seal_id: str) -> ESeal:
    return next(seal for seal in desk.seals() if seal.id == seal_id)


def _give_reason(view: QWidget, reason: str) -> None:
    dialog = view.findChild(QDialog, "reasonDialog")
    dialog.findChild(QPlainTextEdit, "reasonText").setPlainText(reason)
    dialog.findChild(QPushButton, "reasonGiven").click()


def _read(screens: Screens, view: CabinetView, content: bytes, tmp_path: Path) -> QDialog | None:
    """Choose a file in the dialog that the button opens; the form that follows, if one does."""
    file = tmp_path / "seal.esl"
    file.write_bytes(content)
    _press(view, "importSealButton")
    dialog = view.findChild(QFileDialog, "sealFile")
    dialog.fileSelected.emit(str(file))
    dialog.reject()
    screens.settle()
    return view.findChild(QDialog, "importSeal")


def test_every_seal_in_custody_shows_its_own_picture(screens: Screens) -> None:
    state = screens.cabinet(CUSTODIAN).presenter.state
    kept = {row.id for row in state.rows if row.seal.custodian_id == "u-16"}
    assert kept
    assert kept <= set(state.pictures)
    assert all(not picture.isNull() for picture in state.pictures.values())


def test_seals_that_end_within_the_notice_are_marked(screens: Screens) -> None:
    state = screens.cabinet(SECURITY).presenter.state
    assert [row.id for row in state.rows if row.expiring] == ["s-slj"]
    assert state.expiring == 1


def test_the_arrow_keys_go_over_the_cards(screens: Screens) -> None:
    view = screens.cabinet(CUSTODIAN)
    view.cards.setCurrentIndex(view.cards.model().index(0, 0))
    QTest.keyClick(view.cards, Qt.Key.Key_Right)
    assert view.presenter.state.selected == view.presenter.state.rows[1].id
    assert view.pane.isVisible()


@pytest.mark.parametrize(
    ("account", "seal_id", "acts"),
    [
        (CUSTODIAN, "s-qh", {SealAct.SUSPEND, SealAct.RENEW, SealAct.OFFER}),
        (CUSTODIAN, "s-old", set()),
        (CUSTODIAN, "s-czj", set()),
        (WITNESS, "s-qh", set()),
        (APPLICANT, "s-qh", set()),
        (AUDITOR, "s-qh", set()),
        (SECURITY, "s-qh", {SealAct.SUSPEND, SealAct.CANCEL, SealAct.RULES}),
    ],
)
def test_acts_are_offered_by_entitlement(
    screens: Screens, account: str, seal_id: str, acts: set[SealAct]
) -> None:
    assert _offered(screens.cabinet(account, seal_id)) == acts


def test_a_seal_is_suspended_by_its_custodian_and_resumed_by_the_security_administrator(
    office: CustodyOffice, screens: Screens
) -> None:
    kept = screens.cabinet(CUSTODIAN, "s-office")
    _press(kept, "seal-suspend")
    _give_reason(kept, "保管员离岗")
    screens.settle()
    assert _seal(office.desk(CUSTODIAN), "s-office").state is SealState.SUSPENDED
    secured = screens.cabinet(SECURITY, "s-office")
    assert _offered(secured) == {SealAct.RESUME, SealAct.CANCEL, SealAct.RULES}
    _press(secured, "seal-resume")
    _give_reason(secured, "")
    screens.settle()
    assert _seal(office.desk(SECURITY), "s-office").state is SealState.IN_USE


def test_custody_goes_over_with_both_keys(office: CustodyOffice, screens: Screens) -> None:

    giving = screens.cabinet(CUSTODIAN, "s-head")
    _press(giving, "seal-offer")
    dialog = giving.findChild(QDialog, "handOver")
    to = dialog.findChild(QComboBox, "handOverTo")
    assert [to.itemData(row) for row in range(to.count())] == ["u-17"]
    screens.settle()  # the key is looked for
    _press(dialog, "handOverNow")
    screens.settle()
    assert _seal(office.desk(CUSTODIAN), "s-head").custodian_id == "u-16", "until the other has signed"
    taking = screens.cabinet(WITNESS, "s-head")
    _press(taking, "seal-take_over")
    screens.settle()
    _press(taking.findChild(QDialog, "handOver"), "handOverNow")
    screens.settle()
    seal = _seal(office.desk(WITNESS), "s-head")
    assert (seal.custodian_id, seal.handover) == ("u-17", None)
    kept = screens.cabinet(WITNESS, "s-head")
    said = " ".join(each.text() for each in kept.pane.findChildren(QLabel))
    assert "唐景和 → 乔木然" in said


def test_a_seal_from_a_trusted_maker_is_brought_in_and_is_on_file(
    office: CustodyOffice, screens: Screens, make_seal: Callable[[SealOrder], bytes], tmp_path: Path
) -> None:
    content = make_seal(_order(OTHER_ORGAN))
    view = screens.cabinet(CUSTODIAN)
    form = _read(screens, view, content, tmp_path)
    assert form is not None
    assert "制章者可信" in form.findChild(QLabel, "importFinding").text()
    owner = form.findChild(QComboBox, "importOwner")
    assert owner.currentText() == OTHER_ORGAN, "the organ of that name is proposed"
    witness = form.findChild(QComboBox, "importWitness")
    assert not form.findChild(QPushButton, "importSealNow").isEnabled(), "nobody would witness its use"
    named = [witness.itemText(row) for row in range(witness.count())]
    assert not any(name in " ".join(named) for name in ("唐景和", "温以宁", "田青野"))
    witness.setCurrentIndex(next(row for row, name in enumerate(named) if "乔木然" in name))
    _press(form, "importSealNow")
    screens.settle()
    desk = office.desk(CUSTODIAN)
    found = next(seal for seal in desk.seals() if seal.name == OTHER_ORGAN)
    assert (found.state, found.custodian_id, found.width_mm) == (SealState.REGISTERED, "u-16", 42)
    secured = screens.cabinet(SECURITY, found.id)
    assert SealAct.ENABLE in _offered(secured)


def test_a_seal_of_another_size_than_its_organs_is_said_to_be_before_it_is_brought_in(
    screens: Screens, make_seal: Callable[[SealOrder], bytes], tmp_path: Path
) -> None:
    """国发〔1999〕25号: a township's seal has 42 mm. Nobody is stopped; whose seal it is has to be said."""
    township = make_seal(_order("演示乡人民政府", picture=_picture(45, 45)))
    form = _read(screens, screens.cabinet(CUSTODIAN), township, tmp_path)
    assert form is not None
    said = [each.text() for each in form.findChildren(QLabel, "importFinding")]
    assert "制章者可信" in said[0]
    assert any("尺寸" in each for each in said[1:])
    go, owner = form.findChild(QPushButton, "importSealNow"), form.findChild(QComboBox, "importOwner")
    assert not go.isEnabled(), "no organ of that name is known, so none is proposed"
    owner.setCurrentIndex(0)
    form.findChild(QComboBox, "importWitness").setCurrentIndex(0)
    assert go.isEnabled()
    form.reject()


def test_a_seal_from_a_stranger_cannot_be_brought_in(screens: Screens, tmp_path: Path) -> None:
    stranger = issue_sample_seals(
        [_order(OTHER_ORGAN)],
        sealers={"u-16": "唐景和"},
        organisation="他处",
        now=NOW,
        randomness=secrets.token_bytes,
    )
    form = _read(screens, screens.cabinet(CUSTODIAN), stranger.seals["seal-1"], tmp_path)
    assert form is not None
    said = " ".join(each.text() for each in form.findChildren(QLabel, "importFinding"))
    assert "信任" in said
    assert not form.findChild(QPushButton, "importSealNow").isEnabled()


@pytest.mark.parametrize(
    "content",
    [b"", b"\x30\x84\xff\xff\xff\xff", b"PK\x03\x04" + b"\0" * 64, b"\x30\x80" * 2000, b"<xml/>"],
    ids=["empty", "endless", "zip", "deep", "xml"],
)
def test_a_hostile_file_is_refused_with_its_reason(
    screens: Screens, content: bytes, tmp_path: Path, qtbot: QtBot
) -> None:
    view = screens.cabinet(CUSTODIAN)
    failed: list[object] = []
    view.presenter.failed.connect(failed.append)
    assert _read(screens, view, content, tmp_path) is None
    assert [getattr(error, "code", "") for error in failed] == ["seal.unreadable"]
    assert view.presenter.state.incoming is None


def test_a_hostile_picture_in_a_well_made_seal_is_drawn_nowhere(
    screens: Screens, make_seal: Callable[[SealOrder], bytes], tmp_path: Path
) -> None:
    bomb = SealPicture(format="PNG", data=b"\x89PNG\r\n\x1a\n" + b"\xff" * 400, width_mm=42, height_mm=42)
    view = screens.cabinet(CUSTODIAN)
    failed: list[object] = []
    view.presenter.failed.connect(failed.append)
    form = _read(screens, view, make_seal(_order(OTHER_ORGAN, picture=bomb)), tmp_path)
    assert form is not None or failed


def test_a_test_seal_seals_and_verifies_with_its_own_trust_and_no_office_takes_it(
    screens: Screens, tmp_path: Path
) -> None:
    view = screens.cabinet(CUSTODIAN)
    _press(view, "testSealButton")
    form = view.findChild(QDialog, "makeTestSeal")
    assert not form.findChild(QPushButton, "makeTestSealNow").isEnabled()
    form.findChild(QLineEdit, "testSealName").setText("测试机关")
    _press(form, "makeTestSealNow")
    form.findChild(QFileDialog, "testSealFolder").fileSelected.emit(str(tmp_path))
    screens.settle()
    made = tmp_path / "sealdesk-test-seal"
    assert stat.S_IMODE((made / "sealer.key").stat().st_mode) == 0o600
    seal = parse_seal((made / "test-seal.esl").read_bytes())
    assert seal.property.name == "测试机关（演示）"
    document, sealed = tmp_path / "in.ofd", tmp_path / "out.ofd"
    document.write_bytes(ofd(pages=1))
    signed = _sealdesk(
        "seal",
        document,
        sealed,
        "--at",
        "1:50,50",
        "--seal",
        made / "test-seal.esl",
        "--key",
        made / "sealer.key",
        "--cert",
        made / "sealer.crt",
    )
    assert signed["seal"] == "测试机关（演示）"
    assert _sealdesk("verify", "--trust", made / "trust", sealed)["verdict"] == "valid"
    taken = _read(screens, view, (made / "test-seal.esl").read_bytes(), tmp_path)
    assert taken is not None
    assert not taken.findChild(QPushButton, "importSealNow").isEnabled()


def test_a_test_seal_for_the_cabinet_is_taken_and_can_be_pressed(
    office: CustodyOffice, screens: Screens
) -> None:
    view = screens.cabinet(CUSTODIAN)
    _press(view, "testSealButton")
    form = view.findChild(QDialog, "makeTestSeal")
    form.findChild(QLineEdit, "testSealName").setText("青禾县档案馆")
    _press(form, "makeTestSealForCabinet")
    screens.settle()
    asked = view.findChild(QDialog, "importSeal")
    assert asked is not None
    findings = [each.text() for each in asked.findChildren(QLabel, "importFinding")]
    assert len(findings) == 1
    for name in ("importOwner", "importWitness"):
        asked.findChild(QComboBox, name).setCurrentIndex(0)
    assert asked.findChild(QPushButton, "importSealNow").isEnabled(), findings
    asked.findChild(QPushButton, "importSealNow").click()
    screens.settle()
    desk = office.desk(CUSTODIAN)
    made = next(seal for seal in desk.seals() if seal.name == "青禾县档案馆（演示）")
    assert made.state is SealState.REGISTERED
    signer = desk.signing_keys.signer(made.id).certificate()
    assert signer in parse_seal(desk.seal_data(made.id)).property.certificates
    assert not office.desk(APPLICANT).signing_keys.makes_seals


def _sealdesk(*arguments: object) -> dict[str, object]:
    command = client_command(*(str(each) for each in arguments))
    done = subprocess.run(command, capture_output=True, timeout=60, check=False)
    answers = done.stdout.splitlines()
    assert answers, done.stderr.decode()
    found: dict[str, object] = json.loads(answers[0])
    return found


def test_an_alarm_stands_on_the_desk_until_somebody_has_taken_note(
    office: CustodyOffice, screens: Screens
) -> None:
    own = screens.banner(CUSTODIAN)
    assert own.isVisible()
    assert not own.findChild(QPushButton, "acknowledgeAlarm").isVisible(), "it is about his own act"
    assert "由他人知悉" in " ".join(each.text() for each in own.findChildren(QLabel) if each.isVisible())
    banner = screens.banner(AUDITOR)
    assert banner.isVisible()
    said = " ".join(each.text() for each in banner.findChildren(QLabel))
    assert "青禾县政务服务中心" in said
    _press(banner, "acknowledgeAlarm")
    screens.settle()
    assert not banner.isVisible()
    office.desk(AUDITOR)
    assert not screens.banner(CUSTODIAN).isVisible(), "it is settled for all"
    alarm = office.desk(CUSTODIAN).alarms()[0]
    assert alarm.acknowledged_by == "u-28"


def test_the_chosen_seals_picture_is_never_cut_nor_jumped_over(screens: Screens, qtbot: QtBot) -> None:
    view = screens.cabinet(CUSTODIAN, "s-qh")
    view.resize(1278, 560)
    paper, facts = view.pane.findChild(TrueSize), view.pane.findChild(FactList)
    qtbot.waitUntil(lambda: facts.height() >= facts.minimumSizeHint().height())
    top = paper.mapTo(view.pane, paper.rect().topLeft()).y()
    section = paper.parentWidget()
    assert paper.isVisible()
    assert section.rect().contains(paper.geometry()), "the picture is whole within its section"
    assert facts.mapTo(view.pane, facts.rect().bottomLeft()).y() < top, "what is to be known stands first"


def test_a_chosen_cards_seal_has_no_white_square_around_it(screens: Screens) -> None:
    view = screens.cabinet(CUSTODIAN, "s-qh")
    delegate, row = view.cards.itemDelegate(), view.presenter.state.row
    assert isinstance(delegate, SealCards)
    white = QImage(90, 90, QImage.Format.Format_RGB32)
    white.fill(Qt.GlobalColor.white)
    delegate.pictures = {row.id: white}
    card = QImage(320, 152, QImage.Format.Format_ARGB32_Premultiplied)
    card.fill(Qt.GlobalColor.gray)
    option = QStyleOptionViewItem()
    option.rect = card.rect()
    option.state = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver
    painter = QPainter(card)
    delegate.paint(painter, option, view.cards.currentIndex())
    painter.end()
    assert card.pixelColor(68, 76) == colour("accent_wash")


def test_no_room_is_kept_for_a_picture_that_this_person_does_not_get(screens: Screens) -> None:
    view = screens.cabinet(SECURITY, "s-qh")
    screens.settle()
    assert not view.pane.findChild(TrueSize).isVisible()
    assert view.pane.findChild(FactList).isVisible()


def test_a_seal_whose_picture_is_not_here_is_an_outline_with_its_name(screens: Screens) -> None:
    view = screens.cabinet(SECURITY, "s-czj")
    assert "s-czj" in view.presenter.state.undrawn
    said = [each.text() for each in view.pane.findChildren(QLabel) if each.isVisible()]
    assert any("本机没有印模" in text for text in said)
    assert not view.pane.findChild(TrueSize).isVisible()
    state = view.presenter.state
    assert state.row is not None
    view.pane.show_state(replace(state, rows=(replace(state.row, answered_for=True),)))
    said = [each.text() for each in view.pane.findChildren(QLabel) if each.isVisible()]
    assert any("与网关联系后自动取得" in text for text in said), "whoever answers for it only has to wait"
    assert evenly("青禾县政务服务中心", 6) == ["青禾县政务", "服务中心"]


def test_the_rules_of_the_office_stand_beside_the_seal(screens: Screens) -> None:
    view = screens.cabinet(CUSTODIAN, "s-qh")
    said = " ".join(each.text() for each in view.pane.findChildren(QLabel) if each.isVisible())
    for told in ("单位规定", "不允许", "清晰", "提前 60 天", "可打印，可导出文件"):
        assert told in said


def test_a_seal_that_demands_a_time_stamp_says_so_and_that_it_is_not_used_offline(
    office: CustodyOffice, screens: Screens
) -> None:
    data = office.gateway.data
    verb("grace", data, "--seal", "s-qh", "--uses", "3")
    verb("time-stamps", data, "--seal", "s-qh", "--demand", "on")
    view = screens.cabinet(CUSTODIAN, "s-qh")
    said = [each.text() for each in view.pane.findChildren(QLabel) if each.isVisible()]
    assert said[said.index("时间戳") + 1] == "必须有"
    assert said[said.index("离线") + 1] == "不允许"


@pytest.mark.parametrize("width", [1366 - 88, 1092 - 88])
def test_the_cards_share_the_width_and_none_is_cut(screens: Screens, qtbot: QtBot, width: int) -> None:
    view = screens.cabinet(CUSTODIAN, "s-qh")
    view.resize(width, 560)
    cards, model = view.cards, view.cards.model()
    qtbot.waitUntil(lambda: cards.gridSize().width() * 2 <= cards.viewport().width())
    places = [cards.visualRect(model.index(row, 0)) for row in range(model.rowCount())]
    across = len({place.left() for place in places})
    assert max(place.right() for place in places) <= cards.viewport().width()
    assert cards.viewport().width() - max(place.right() for place in places) < places[0].width() / 4
    assert across >= 2


def test_the_security_administrator_sets_the_rules_of_use(office: CustodyOffice, screens: Screens) -> None:
    view = screens.cabinet(SECURITY, "s-qh")
    _press(view, "seal-rules")
    form = view.findChild(RulesForm)
    save = form.findChild(QPushButton, "saveRules")
    assert not save.isEnabled(), "nothing has been changed yet"
    assert not form.findChild(QSpinBox, "rulesUses").isEnabled()
    form.findChild(QCheckBox, "rulesOffline").click()
    form.findChild(QSpinBox, "rulesUses").setValue(2)
    form.findChild(QSpinBox, "rulesHours").setValue(4)
    form.findChild(QSpinBox, "rulesNotice").setValue(30)
    save.click()
    screens.settle()
    office.desk(SECURITY)
    desk = office.desk(CUSTODIAN)
    assert _seal(desk, "s-qh").offline_grace == OfflineGrace(uses_max=2, hours_max=4)
    assert desk.office_policy().expiry_notice_days == 30
    assert desk.office_policy().ledger_export, "what was not touched stays"
    told = [alarm for alarm in office.desk(AUDITOR).alarms() if alarm.kind is AlarmKind.RULES_CHANGED]
    assert {(alarm.seal_id, alarm.operator_id) for alarm in told} == {("s-qh", "u-27"), ("", "u-27")}
    banner = screens.banner(AUDITOR)
    said = " ".join(each.text() for each in banner.findChildren(QLabel) if each.isVisible())
    assert "用印规定已修改" in said
    assert "田青野" in said


def test_a_grace_for_a_seal_that_demands_a_time_stamp_is_said_to_be_in_vain(screens: Screens) -> None:
    view = screens.cabinet(SECURITY, "s-qh")
    _press(view, "seal-rules")
    form = view.findChild(RulesForm)
    note = form.findChild(QLabel, "rulesNote")
    form.findChild(QCheckBox, "rulesOffline").click()
    assert not note.isVisible()
    form.findChild(QCheckBox, "rulesStampAll").click()
    assert "时间戳" in note.text()
    assert note.isVisible()
    form.reject()
