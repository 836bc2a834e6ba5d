"""What an unlocked person does, against a real gateway."""

from __future__ import annotations

import gc
import shutil
import sqlite3
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest

from core.ofd import Ink, Note
from core.ofd.marks import InkPoint
from core.office import Box, Queue
from core.sync.journal import PendingState
from desktop.errors import (
    ActRefused,
    DeviceRevoked,
    GatewayUnreachable,
    OfflineAndAbsent,
    RecordAbsent,
    WorkspaceLocked,
)
from desktop.vault import VaultAbsent
from desktop.workspace import AgendaPlace, ReadingState, Workspace
from tests.gateway_process import GatewayProcess, serving
from tests.integration.client.conftest import CUSTODIAN, OTHER_SECRETARY, PASSWORD, SECRETARY, Opener

MEETING = "m-1"


def order(workspace: Workspace, meeting: str = MEETING) -> list[str]:
    return [slot.item.id for slot in workspace.agenda(meeting)]


def minutes_of(workspace: Workspace, item: str) -> int:
    return next(slot.item.duration_min for slot in workspace.agenda(MEETING) if slot.item.id == item)


def port_of(gateway: GatewayProcess) -> int:
    return int(gateway.url.rsplit(":", 1)[1].strip("/"))


def test_the_first_sync_brings_the_office_and_the_second_nothing(
    gateway: GatewayProcess, opened: Opener
) -> None:
    workspace = opened(gateway, CUSTODIAN)
    assert workspace.demonstration
    assert workspace.person.name == "唐景和"
    assert workspace.documents()
    assert workspace.seals()
    assert not workspace.sync().changed


def test_what_was_synced_is_there_after_locking_and_unlocking(
    gateway: GatewayProcess, opened: Opener, tmp_path: Path
) -> None:
    workspace = opened(gateway, SECRETARY)
    titles = [document.title for document in workspace.documents()]
    profile = next(path for path in tmp_path.iterdir() if path.name.startswith(SECRETARY))
    workspace.lock()
    again = Workspace.unlock(profile, PASSWORD)
    assert [document.title for document in again.documents()] == titles
    assert again.sync_status().last_contact is not None
    again.lock()


def test_a_locked_workspace_answers_nothing(gateway: GatewayProcess, opened: Opener) -> None:
    workspace = opened(gateway, SECRETARY)
    document = workspace.documents()[0]
    workspace.lock()
    for ask in (
        workspace.documents,
        workspace.sync,
        workspace.sync_status,
        lambda: workspace.file(document.versions[-1].blob),
        lambda: workspace.work_items(Queue.TODO),
    ):
        with pytest.raises(WorkspaceLocked):
            ask()


def test_a_locked_workspace_holds_no_private_key_any_more(gateway: GatewayProcess, opened: Opener) -> None:
    workspace = opened(gateway, CUSTODIAN)
    assert any("PRIVATE KEY" in text for text in texts_held_by(workspace))
    workspace.lock()
    assert not any("PRIVATE KEY" in text for text in texts_held_by(workspace))


def texts_held_by(root: object) -> Iterator[str]:
    """Every string reachable from an object, but for those of modules and types."""
    waiting, seen = [root], {id(root)}
    while waiting:
        for each in gc.get_referents(waiting.pop()):
            ours = not isinstance(each, ModuleType | type) and not (
                isinstance(each, dict) and "__builtins__" in each
            )
            if ours and id(each) not in seen:
                seen.add(id(each))
                waiting.append(each)
                if isinstance(each, str):
                    yield each


def test_locking_breaks_off_a_long_poll(gateway: GatewayProcess, opened: Opener) -> None:
    workspace = opened(gateway, SECRETARY)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(workspace.wait_for_changes, 25.0)
        started = time.monotonic()
        while not workspace._gateway._transport._sockets._open:
            assert time.monotonic() < started + 10
        workspace.lock()
        with pytest.raises(WorkspaceLocked):
            waiting.result(timeout=10)


def test_a_change_elsewhere_ends_the_wait(gateway: GatewayProcess, opened: Opener) -> None:
    waiting, acting = opened(gateway, SECRETARY), opened(gateway, OTHER_SECRETARY)
    item = acting.agenda("m-2")[0].item
    with ThreadPoolExecutor(1) as pool:
        news = pool.submit(waiting.wait_for_changes, 20.0)
        acting.set_agenda_duration(item.id, item.duration_min + 7)
        acting.sync()
        assert news.result(timeout=25)
    waiting.sync()
    assert waiting.agenda("m-2")[0].item.duration_min == item.duration_min + 7


def test_without_news_the_wait_ends_by_itself(gateway: GatewayProcess, opened: Opener) -> None:
    workspace = opened(gateway, SECRETARY)
    workspace.sync()
    assert not workspace.wait_for_changes(0)


def test_acts_made_while_the_gateway_is_down_arrive_once_it_is_back(data: Path, opened: Opener) -> None:
    with serving(data) as up:
        port = port_of(up)
        here, there = opened(up, SECRETARY), opened(up, OTHER_SECRETARY)
    first, second, *_ = order(here)
    third = order(here)[2]
    here.move_agenda_item(first, before=second, after=third)
    here.set_agenda_duration(second, 33)
    here.set_agenda_duration(second, 34)
    with pytest.raises(GatewayUnreachable):
        here.sync()
    assert here.retry_delay() >= 0
    assert order(here)[:2] == [second, first]
    assert here.agenda(MEETING)[0].item.duration_min == 34
    assert here.is_pending(first)
    assert here.sync_status().pending == 3
    with serving(data, port):
        outcome = here.sync()
        there.sync()
    assert (outcome.confirmed, outcome.refused) == (3, 0)
    assert here.sync_status().pending == 0
    assert not here.is_pending(first)
    assert order(there) == order(here)
    assert there.agenda(MEETING)[0].item.duration_min == 34


def test_two_people_who_change_one_field_see_a_conflict_not_a_merge(
    gateway: GatewayProcess, opened: Opener
) -> None:
    one, other = opened(gateway, SECRETARY), opened(gateway, OTHER_SECRETARY)
    item = order(one)[0]
    one.set_agenda_duration(item, 41)
    other.set_agenda_duration(item, 42)
    one.sync()
    assert other.sync().refused == 1
    (refused,) = other.needs_attention()
    assert refused.state is PendingState.CONFLICT
    assert other.agenda(MEETING)[0].item.duration_min == 41
    assert not other.is_pending(item)
    other.dismiss(refused.id)
    assert other.needs_attention() == []


def _in_conflict(gateway: GatewayProcess, opened: Opener) -> tuple[Workspace, Workspace, str]:
    """Two secretaries' workspaces, and the item that one gave a minute more and the other, later, two."""
    one, other = opened(gateway, SECRETARY), opened(gateway, OTHER_SECRETARY)
    item = order(one)[0]
    minutes = minutes_of(one, item)
    one.set_agenda_duration(item, minutes + 1)
    other.set_agenda_duration(item, minutes + 2)
    one.sync()
    other.sync()
    return one, other, item


def test_a_conflict_tells_both_values_and_mine_can_be_sent_again(
    gateway: GatewayProcess, opened: Opener
) -> None:
    one, other, item = _in_conflict(gateway, opened)
    (conflict,) = other.agenda_conflicts()
    theirs = minutes_of(one, item)
    assert (conflict.item_id, conflict.mine, conflict.theirs) == (item, theirs + 1, theirs)
    other.resend(conflict.action_id)
    assert other.is_pending(item)
    assert other.sync().confirmed == 1
    one.sync()
    assert minutes_of(one, item) == theirs + 1
    assert not other.needs_attention()


def test_after_a_conflict_the_other_value_can_be_kept(gateway: GatewayProcess, opened: Opener) -> None:
    one, other, item = _in_conflict(gateway, opened)
    (conflict,) = other.agenda_conflicts()
    other.dismiss(conflict.action_id)
    other.sync()
    assert minutes_of(other, item) == minutes_of(one, item)
    with pytest.raises(RecordAbsent):
        other.resend(conflict.action_id)


def test_a_conflict_of_places_names_the_item_above(gateway: GatewayProcess, opened: Opener) -> None:
    one, other = opened(gateway, SECRETARY), opened(gateway, OTHER_SECRETARY)
    first, second, third = order(one)[:3]
    one.move_agenda_item(first, before=second, after=third)
    other.move_agenda_item(first, before=third, after=None)
    one.sync()
    other.sync()
    (conflict,) = other.agenda_conflicts()
    assert conflict.theirs == AgendaPlace(2, other.name_of(second))
    assert conflict.mine == AgendaPlace(3, other.name_of(third))


def test_two_people_who_change_different_fields_both_succeed(gateway: GatewayProcess, opened: Opener) -> None:
    one, other = opened(gateway, SECRETARY), opened(gateway, OTHER_SECRETARY)
    first, second, third, *_ = order(one)
    one.set_agenda_duration(first, 51)
    other.move_agenda_item(first, before=second, after=third)
    one.sync()
    assert other.sync().refused == 0
    one.sync()
    assert order(one) == order(other)
    assert one.agenda(MEETING)[1].item.duration_min == 51


def test_only_a_meetings_secretary_changes_its_agenda(gateway: GatewayProcess, opened: Opener) -> None:
    workspace = opened(gateway, CUSTODIAN)
    item = order(workspace)[0]
    with pytest.raises(ActRefused) as refusal:
        workspace.set_agenda_duration(item, 20)
    assert refusal.value.reason == "not_secretary"


@pytest.mark.parametrize("minutes", [0, -5, 481])
def test_an_impossible_duration_is_refused_at_once(
    gateway: GatewayProcess, opened: Opener, minutes: int
) -> None:
    workspace = opened(gateway, SECRETARY)
    with pytest.raises(ActRefused):
        workspace.set_agenda_duration(order(workspace)[0], minutes)
    assert workspace.sync_status().pending == 0


def test_what_has_been_read_leaves_the_list_at_once_and_for_good(
    gateway: GatewayProcess, opened: Opener
) -> None:
    workspace = opened(gateway, "qh002")
    row = workspace.work_items(Queue.TO_READ)[0]
    workspace.mark_done(row.item.id)
    assert row.item.id not in {each.item.id for each in workspace.work_items(Queue.TO_READ)}
    assert workspace.is_pending(row.item.id)
    assert workspace.sync().confirmed == 1
    assert row.item.id not in {each.item.id for each in workspace.work_items(Queue.TO_READ)}
    assert not workspace.is_pending(row.item.id)


def test_a_file_once_opened_is_there_offline_and_others_say_so(data: Path, opened: Opener) -> None:
    with serving(data) as up:
        workspace = opened(up, SECRETARY)
        here, absent = [each.versions[-1].blob for each in workspace.documents() if each.versions][:2]
        told: list[tuple[int, int]] = []
        content = workspace.file(here, progress=lambda have, size: told.append((have, size)))
        assert told[-1] == (len(content), len(content))
    assert workspace.file(here) == content
    with pytest.raises(OfflineAndAbsent):
        workspace.file(absent)


def test_a_file_nobody_speaks_of_is_not_asked_for(gateway: GatewayProcess, opened: Opener) -> None:
    with pytest.raises(RecordAbsent):
        opened(gateway, SECRETARY).file("0" * 64)


def test_documents_are_found_whatever_brackets_and_width_are_typed(
    gateway: GatewayProcess, opened: Opener
) -> None:
    workspace = opened(gateway, SECRETARY)
    numbered = next(each for each in workspace.documents() if each.doc_number and "〔" in each.doc_number)
    assert numbered.doc_number is not None
    for typed in (
        numbered.doc_number,
        numbered.doc_number.replace("〔", "[").replace("〕", "]"),
        numbered.doc_number.replace("〔", "（").replace("〕", "）").replace("2", "２"),
    ):
        assert numbered in workspace.documents(search=typed)
    assert workspace.documents(search="没有这样的文件") == []


def test_boxes_divide_the_documents(gateway: GatewayProcess, opened: Opener) -> None:
    workspace = opened(gateway, SECRETARY)
    incoming, outgoing = workspace.documents(Box.INCOMING), workspace.documents(Box.OUTGOING)
    assert incoming
    assert outgoing
    assert len(incoming) + len(outgoing) == len(workspace.documents())


def test_the_reading_place_is_kept(gateway: GatewayProcess, opened: Opener) -> None:
    workspace = opened(gateway, SECRETARY)
    document = workspace.documents()[0]
    assert workspace.reading_state(document.id) == ReadingState()
    workspace.remember_reading(document.id, ReadingState(page=3, zoom=1.5))
    assert workspace.reading_state(document.id) == ReadingState(page=3, zoom=1.5)


def test_annotations_are_kept_beside_the_file_for_records_that_are_here(
    gateway: GatewayProcess, opened: Opener
) -> None:
    workspace = opened(gateway, SECRETARY)
    document = workspace.documents()[0]
    made_at = datetime(2026, 6, 17, tzinfo=UTC)
    note = Note(mark_id="a-1", page=0, author="唐景和", made_at=made_at, x=20, y=30, remark="请核实")
    strokes = ((InkPoint(1, 2, 0.5), InkPoint(3, 4)), (InkPoint(5, 6),))
    ink = Ink(mark_id="a-2", page=0, author="唐景和", made_at=made_at, strokes=strokes)
    workspace.keep_annotations(document.id, "blob", [note, ink])
    assert workspace.annotations(document.id, "blob") == (note, ink)
    assert workspace.annotations(document.id, "other") == ()
    with pytest.raises(RecordAbsent):
        workspace.keep_annotations("no-such-record", "blob", [note])
    profile = workspace.profile
    workspace.lock()
    (profile / "cache.db").write_bytes(b"damaged")
    again = Workspace.unlock(profile, PASSWORD)
    again.sync()
    assert again.annotations(document.id, "blob") == (note, ink)
    again.keep_annotations(document.id, "blob", [])
    assert list((profile / "layers").iterdir()) == []
    again.lock()


def test_listeners_hear_of_local_and_remote_changes(gateway: GatewayProcess, opened: Opener) -> None:
    workspace = opened(gateway, SECRETARY)
    heard: list[int] = []
    stop = workspace.on_change(lambda: heard.append(1))
    workspace.set_agenda_duration(order(workspace)[1], 61)
    assert len(heard) == 1
    workspace.sync()
    assert len(heard) > 1
    stop()
    count = len(heard)
    workspace.set_agenda_duration(order(workspace)[1], 62)
    assert len(heard) == count


def test_a_revoked_device_is_told_so(gateway: GatewayProcess, opened: Opener, tmp_path: Path) -> None:
    workspace = opened(gateway, OTHER_SECRETARY)
    gateway.revoke(workspace.device_id)
    with pytest.raises(DeviceRevoked):
        workspace.sync()


def test_a_wiped_profile_opens_no_more_and_leaves_nothing_but_its_log(
    gateway: GatewayProcess, opened: Opener
) -> None:
    workspace = opened(gateway, SECRETARY)
    workspace.file(workspace.documents()[0].versions[-1].blob)
    workspace.wipe()
    profile = workspace.profile
    assert not Workspace.exists(profile)
    assert {path.name for path in profile.rglob("*") if path.is_file()} <= {"lock"}
    with pytest.raises(VaultAbsent):
        Workspace.unlock(profile, PASSWORD)


@pytest.mark.parametrize("new_epoch", [True, False])
def test_a_gateway_restored_from_an_older_backup_costs_no_unsent_act(
    data: Path, opened: Opener, new_epoch: bool
) -> None:
    with serving(data) as up:
        port = port_of(up)
        workspace = opened(up, SECRETARY)
    backup = data.with_name("backup")
    shutil.copytree(data, backup)
    first, second, *_ = order(workspace)
    workspace.set_agenda_duration(first, 71)
    with serving(data, port):
        workspace.sync()
    workspace.set_agenda_duration(second, 72)
    shutil.rmtree(data)
    shutil.copytree(backup, data)
    if new_epoch:
        with closing(sqlite3.connect(data / "store.sqlite")) as store:
            store.execute("UPDATE state SET epoch = ?", (str(uuid.uuid4()),))
            store.commit()
    with serving(data, port):
        workspace.sync()
    minutes = {slot.item.id: slot.item.duration_min for slot in workspace.agenda(MEETING)}
    assert workspace.needs_attention() == []
    assert minutes[second] == 72
    assert minutes[first] != 71
