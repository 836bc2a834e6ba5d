"""用印 as a room: who is shown which part of it, and what waits in each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.office import ClearanceClass, ESeal, Person, SealState
from desktop.tasks import Tasks
from desktop.ui.counts import Counts, CountsPresenter
from desktop.ui.entitlement import Room, SealTab, may_apply, rooms_of, tabs_of
from desktop.ui.language import Translation
from desktop.ui.rail import Rail
from desktop.ui.seal_room import SealRoom
from tests.ui.custody import (
    APPLICANT,
    APPROVER,
    AUDITOR,
    CUSTODIAN,
    SECURITY,
    WITNESS,
    CustodyOffice,
    custody_office,
    sample_data,
)

ALL = tuple(SealTab)


def _person(*roles: str, id: str = "p-1") -> Person:
    return Person(
        id=id,
        name="唐景和",
        org_id="org-1",
        post_id="post-1",
        position="",
        order_key="010",
        clearance=ClearanceClass.NONE,
        roles=frozenset(roles),
    )


def _seal(custodian_id: str, witness_id: str | None) -> ESeal:
    return ESeal(
        id="s-1",
        name="章",
        owner_org_id="org-1",
        seal_kind="法定名称章",
        width_mm=42,
        height_mm=42,
        custodian_id=custodian_id,
        witness_id=witness_id,
        valid_from=date(2025, 1, 1),
        valid_until=date(2027, 1, 1),
        state=SealState.IN_USE,
        blob="0" * 64,
        size=1,
    )


@pytest.mark.parametrize(
    ("person", "seals", "tabs"),
    [
        (_person("drafter"), [], {SealTab.REQUESTS}),
        (_person("seal_custodian"), [], set(ALL) - {SealTab.WITNESS}),
        (_person(), [_seal("p-1", None)], set(ALL) - {SealTab.WITNESS}),
        (_person(), [_seal("p-2", "p-1")], set(ALL) - {SealTab.SEALING}),
        (_person("seal_custodian"), [_seal("p-1", "p-2"), _seal("p-2", "p-1")], set(ALL)),
        (_person("auditor"), [_seal("p-2", None)], {SealTab.LEDGER}),
        (_person("secadmin"), [_seal("p-2", None)], {SealTab.CABINET}),
    ],
)
def test_parts_are_shown_by_role_and_by_the_seals_one_answers_for(
    person: Person, seals: list[ESeal], tabs: set[SealTab]
) -> None:
    assert set(tabs_of(person, seals)) == tabs


def test_who_watches_over_seals_sees_no_other_room_and_applies_for_none() -> None:
    for role in ("auditor", "secadmin"):
        assert rooms_of(_person(role)) == {Room.SEALING}
        assert not may_apply(_person(role))
    assert rooms_of(_person("drafter")) == set(Room)
    assert may_apply(_person("drafter"))


@pytest.fixture
def room(qtbot: QtBot, chinese: Translation) -> SealRoom:
    room = SealRoom(dict.fromkeys(SealTab, QLabel), QWidget())
    qtbot.addWidget(room)
    room.resize(1200, 700)
    with qtbot.waitExposed(room):
        room.show()
    return room


def test_a_part_that_is_not_for_this_person_is_never_entered(room: SealRoom) -> None:
    room.show_tabs((SealTab.REQUESTS, SealTab.LEDGER), {})
    room.enter(SealTab.SEALING)
    assert room.tab is SealTab.REQUESTS
    QTest.keyClick(room, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert room.tab is SealTab.REQUESTS


def test_keys_lead_from_part_to_part(room: SealRoom) -> None:
    room.enter(SealTab.SEALING)
    for number, tab in enumerate(SealTab, start=1):
        QTest.keyClick(room, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.AltModifier)
        assert room.tab is tab


def test_a_part_says_how_much_waits_in_it(room: SealRoom) -> None:
    room.show_tabs(ALL, {SealTab.WITNESS: 3})
    assert room.findChild(QPushButton, "tab-witness").text() == "监印  3"
    assert room.findChild(QPushButton, "tab-ledger").text() == "印章台账"


def test_the_rail_offers_only_the_rooms_there_are(qtbot: QtBot, chinese: Translation) -> None:
    rail = Rail()
    qtbot.addWidget(rail)
    with qtbot.waitExposed(rail):
        rail.show()
    rail.show_rooms({Room.SEALING})
    shown = {each.objectName() for each in rail.findChildren(QAbstractButton) if each.isVisible()}
    assert shown == {"rail-sealing"}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CustodyOffice]:
    sample = sample_data(tmp_path_factory.mktemp("sample"))
    folder: Path = tmp_path_factory.mktemp("office")
    with custody_office(sample, folder) as office:
        yield office


@pytest.mark.parametrize(
    ("account", "waiting"),
    [
        (CUSTODIAN, {"to_seal": 2, "alarms": 1}),
        (WITNESS, {}),
        (APPROVER, {"to_decide": 1}),
        (APPLICANT, {}),
        (AUDITOR, {"alarms": 1}),
        (SECURITY, {"alarms": 1}),
    ],
)
def test_the_rail_counts_what_waits_for_each_person(
    office: CustodyOffice, tasks: Tasks, qtbot: QtBot, account: str, waiting: dict[str, int]
) -> None:
    presenter = CountsPresenter(office.desk(account), tasks)
    presenter.reload()
    qtbot.waitUntil(lambda: tasks.under_way == 0)
    counts: Counts = presenter.state
    found = {name: getattr(counts, name) for name in ("to_seal", "to_decide", "to_witness", "alarms")}
    assert {name: number for name, number in found.items() if number} == waiting
    assert counts.seals == sum(waiting.values())
