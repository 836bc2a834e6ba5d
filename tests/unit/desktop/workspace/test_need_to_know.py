"""The gateway decides who sees what; the workspace does not rely on it alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from msgspec.structs import replace

from core.office import AgendaGap, Classification, ClearanceClass, Queue, SecrecyLevel, Urgency
from core.sync.wire import EnrolmentKit, Record
from desktop.errors import NotPermitted, OfflineAndAbsent, RecordAbsent
from desktop.workspace import Workspace
from tests.unit.desktop.builders import (
    PASSWORD,
    QUICK,
    agenda_item,
    document,
    meeting,
    person,
    work_item,
)
from tests.unit.desktop.sim_gateway import Office, SimGateway

KIT = EnrolmentKit(
    gateway_url="https://127.0.0.1",
    ca_pem="",
    device_id="d-1",
    device_certificate_pem="",
    device_key_pem="",
    person_id="p-1",
    person_name="唐景和",
)
NAMED = Classification(level=SecrecyLevel.MIMI, period="10年", known_to=frozenset({"p-1"}))
OTHERS = Classification(level=SecrecyLevel.MIMI, period="10年", known_to=frozenset({"p-7"}))
TOP = Classification(level=SecrecyLevel.JUEMI, period="长期", known_to=frozenset({"p-1"}))


class Holding:
    """Workspaces of p-1 that hold these records, as a gateway that errs would have sent them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: list[Workspace] = []

    def __call__(self, *records: Record) -> Workspace:
        office = Office([person(clearance=ClearanceClass.GENERAL), *records])
        profile = self._folder / str(len(self._open))
        workspace = Workspace.create(
            profile, PASSWORD, KIT, kdf=QUICK, gateway=lambda _: SimGateway(office, Random(1), loss=0.0)
        )
        self._open.append(workspace)
        workspace.sync()
        return workspace

    def close(self) -> None:
        for workspace in self._open:
            workspace.lock()


@pytest.fixture
def holding(tmp_path: Path) -> Iterator[Holding]:
    held = Holding(tmp_path)
    yield held
    held.close()


def test_a_secret_this_person_is_named_in_is_open_to_them(holding: Holding) -> None:
    workspace = holding(document(classification=NAMED))
    assert workspace.document("doc-1").id == "doc-1"
    assert len(workspace.documents()) == 1


@pytest.mark.parametrize("classification", [OTHERS, TOP])
def test_a_document_beyond_this_person_is_neither_listed_nor_opened(
    holding: Holding, classification: Classification
) -> None:
    workspace = holding(document(classification=classification), work_item())
    assert workspace.documents() == []
    (row,) = workspace.work_items(Queue.TO_READ)
    assert row.document is None
    with pytest.raises(NotPermitted):
        workspace.document("doc-1")
    with pytest.raises(NotPermitted):
        workspace.file(document().versions[0].blob)


def test_a_file_that_another_open_record_speaks_of_is_open(holding: Holding) -> None:
    workspace = holding(document(classification=OTHERS), document("doc-2"))
    with pytest.raises(OfflineAndAbsent):
        workspace.file(document().versions[0].blob)


def test_an_agenda_leaves_out_what_is_beyond_this_person(holding: Holding) -> None:
    hidden = replace(agenda_item("ag-2", "k"), classification=OTHERS)
    workspace = holding(meeting(), agenda_item(), hidden)
    assert [slot.item.id for slot in workspace.agenda("m-1")] == ["ag-1"]


def test_an_agenda_keeps_the_time_of_what_this_person_is_not_called_for(holding: Holding) -> None:
    gap = AgendaGap(id="gap", meeting_id="m-1", position="0V", duration_min=25)
    workspace = holding(meeting(), agenda_item(), gap)
    first, second = workspace.agenda("m-1")
    assert (first.item, second.item.id) == (gap, "ag-1")
    assert second.starts_at - meeting().opens_at == timedelta(minutes=25)


def test_a_record_that_is_not_there_says_so(holding: Holding) -> None:
    workspace = holding()
    for ask in (workspace.document, workspace.agenda, workspace.sealing_subject, workspace.mark_done):
        with pytest.raises(RecordAbsent):
            ask("nothing")


def test_the_work_list_puts_the_most_urgent_first_then_the_nearest_deadline(holding: Holding) -> None:
    june = date(2026, 6, 20)
    rows = [
        (document("doc-1"), work_item("w-1", "doc-1")),
        (document("doc-2"), replace(work_item("w-2", "doc-2"), deadline=june)),
        (document("doc-3", urgency=Urgency.EXTRA_URGENT), work_item("w-3", "doc-3")),
        (document("doc-4", urgency=Urgency.URGENT), work_item("w-4", "doc-4")),
        (document("doc-5"), replace(work_item("w-5", "doc-5"), deadline=june.replace(day=18))),
    ]
    workspace = holding(*(record for row in rows for record in row))
    shown = [row.item.id for row in workspace.work_items(Queue.TO_READ)]
    assert shown == ["w-3", "w-4", "w-5", "w-2", "w-1"]


def test_before_the_first_sync_the_person_has_a_name_and_no_clearance(tmp_path: Path) -> None:
    office = Office([])
    workspace = Workspace.create(
        tmp_path / "p", PASSWORD, KIT, kdf=QUICK, gateway=lambda _: SimGateway(office, Random(1), loss=0.0)
    )
    assert (workspace.person.name, workspace.person.clearance) == ("唐景和", ClearanceClass.NONE)
    assert workspace.documents() == []
    workspace.lock()
