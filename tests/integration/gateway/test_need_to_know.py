"""What somebody may not know is not told, not even that it is there."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from core.office import (
    AgendaGap,
    AgendaItem,
    Classification,
    ClearanceClass,
    ESeal,
    LedgerEntry,
    Meeting,
    OfficialDocument,
    Person,
    SealRequest,
    SecrecyLevel,
    WorkItem,
)
from core.sync.wire import Delete, Purge, PurgeAcks, Put, Record, encode
from gateway.service.register import Register
from tests.gateway_process import GatewayProcess
from tests.integration.gateway.client import Device, wait_until_changed
from tests.integration.gateway.conftest import CUSTODIAN, OUTSIDER, SECRETARY

DeviceOf = Callable[[str], Device]
SECURITY_ADMINISTRATOR = "qh027"
READER, HEAD_OF_CIVIL_AFFAIRS, SYSTEM_ADMINISTRATOR, AUDITOR = "qh030", "qh031", "qh026", "qh028"
SECRET = "r-03"


def test_a_secret_document_reaches_those_in_its_scope_and_nobody_else(device_of: DeviceOf) -> None:
    named, outside = device_of(READER), device_of(OUTSIDER)
    blob = _blob(named.record(SECRET))
    assert named.get(f"/v1/blobs/{blob}").status == 200
    assert SECRET not in outside.records()
    refused = outside.get(f"/v1/blobs/{blob}")
    assert (refused.status, refused.code) == (404, "not_found")


def test_clearance_alone_does_not_open_a_secret(device_of: DeviceOf) -> None:
    assert SECRET not in device_of(CUSTODIAN).records()


def test_a_blob_out_of_sight_and_one_that_does_not_exist_look_the_same(device_of: DeviceOf) -> None:
    blob = _blob(device_of(READER).record(SECRET))
    outside = device_of(OUTSIDER)
    hidden, absent = outside.get(f"/v1/blobs/{blob}"), outside.get(f"/v1/blobs/{'0' * 64}")
    assert (hidden.status, hidden.code) == (absent.status, absent.code)


def test_work_lists_are_personal(device_of: DeviceOf) -> None:
    items = [
        put.record for put in device_of(CUSTODIAN).records().values() if isinstance(put.record, WorkItem)
    ]
    assert items
    assert {item.person_id for item in items} == {"u-16"}


def test_appointments_are_for_members_and_secretaries(device_of: DeviceOf) -> None:
    assert "ag-1-6" in device_of("qh003").records()
    assert "ag-1-6" in device_of(SECRETARY).records()
    assert "ag-1-6" not in device_of(CUSTODIAN).records()


def test_a_secret_agenda_item_is_for_its_named_scope(device_of: DeviceOf) -> None:
    assert "ag-1-5" in device_of(READER).records()
    assert "ag-1-5" not in device_of(CUSTODIAN).records()


def test_an_observer_gets_the_items_they_are_called_for(device_of: DeviceOf) -> None:
    reporter = device_of("qh036").records()
    assert "m-1" in reporter
    assert {record for record in reporter if record.startswith("ag-1-")} == {"ag-1-3"}
    assert "m-1" not in device_of(HEAD_OF_CIVIL_AFFAIRS).records()


def test_what_is_in_hand_is_for_those_who_handle_it_and_what_is_issued_for_all(device_of: DeviceOf) -> None:
    head = device_of(HEAD_OF_CIVIL_AFFAIRS).records()
    assert "d-pifu" in head  # countersigned it
    assert "d-tongzhi" in head
    assert "d-han" not in head


def test_administrators_see_people_and_no_content(device_of: DeviceOf) -> None:
    people = {"Organisation", "Post", "Person", "OfficePolicy"}
    custody = {"ESeal", "SealAlarm"}
    for account, seen in (
        (SYSTEM_ADMINISTRATOR, people),
        (SECURITY_ADMINISTRATOR, people | custody),
        (AUDITOR, people | custody | {"LedgerEntry"}),
    ):
        types = {type(put.record).__name__ for put in device_of(account).records().values()}
        assert types == seen


def test_other_peoples_clearance_stays_at_the_gateway(device_of: DeviceOf) -> None:
    device = device_of("qh001")
    people = [put.record for put in device.records().values() if isinstance(put.record, Person)]
    cleared = {person.id for person in people if person.clearance is not ClearanceClass.NONE}
    assert cleared == {"u-01"}


def test_an_auditor_gets_no_title_and_no_file(device_of: DeviceOf) -> None:
    auditor, leader = device_of(AUDITOR), device_of("qh001")
    told = auditor.get("/v1/changes?limit=1000").body.decode()
    titles = [
        put.record.title for put in leader.records().values() if isinstance(put.record, OfficialDocument)
    ]
    assert titles
    assert not [title for title in titles if title in told]
    entries = [put.record for put in auditor.records().values() if isinstance(put.record, LedgerEntry)]
    seal = auditor.record("s-qh")
    assert isinstance(seal, ESeal)
    for blob in (seal.blob, *(entry.sealed_blob for entry in entries if entry.sealed_blob)):
        assert auditor.get(f"/v1/blobs/{blob}").status == 404


def test_a_seals_data_are_for_its_keepers(device_of: DeviceOf) -> None:
    keeper = device_of(CUSTODIAN)
    seal = keeper.record("s-qh")
    assert isinstance(seal, ESeal)
    assert keeper.get(f"/v1/blobs/{seal.blob}").status == 200
    assert device_of(SECRETARY).get(f"/v1/blobs/{seal.blob}").status == 404
    assert "s-qh" in device_of(SECRETARY).records()
    assert "s-qh" not in device_of("qh037").records()


def test_who_leaves_the_scope_is_told_to_erase_and_acknowledges(
    gateway: GatewayProcess, device_of: DeviceOf
) -> None:
    leaver = device_of("qh007")
    document = leaver.record(SECRET)
    blob = _blob(document)
    cursor = leaver.page().cursor
    scope = document.classification
    left = replace(scope, known_to=(scope.known_to or frozenset()) - {"u-07"})
    _put(gateway, replace(document, classification=left))

    page = wait_until_changed(leaver, cursor)

    assert Purge(id=SECRET, reason="out_of_scope") in page.changes
    assert leaver.get(f"/v1/blobs/{blob}").status == 404
    assert (leaver.kit.device_id, SECRET) in _open_purges(gateway)
    assert leaver.send("POST", "/v1/purge-acks", encode(PurgeAcks(ids=(SECRET,)))).status == 204
    assert (leaver.kit.device_id, SECRET) not in _open_purges(gateway)


def test_who_enters_the_scope_gets_the_record(gateway: GatewayProcess, device_of: DeviceOf) -> None:
    newcomer, named = device_of("qh032"), device_of("qh002")
    cursor = newcomer.page().cursor
    document = named.record(SECRET)
    assert isinstance(document, OfficialDocument)
    scope = document.classification
    _put(
        gateway,
        replace(document, classification=replace(scope, known_to=(scope.known_to or frozenset()) | {"u-32"})),
    )

    page = wait_until_changed(newcomer, cursor)

    assert [change.record.id for change in page.changes if isinstance(change, Put)] == [SECRET]


def test_a_lost_clearance_takes_every_secret_away(gateway: GatewayProcess, device_of: DeviceOf) -> None:
    demoted = device_of("qh024")
    cursor = demoted.page().cursor
    person = demoted.record("u-24")
    assert isinstance(person, Person)
    _put(gateway, replace(person, clearance=type(person.clearance)("非涉密")))

    page = wait_until_changed(demoted, cursor)

    assert {change.id for change in page.changes if isinstance(change, Purge)} >= {SECRET, "ag-1-5"}


def test_a_new_member_of_a_meeting_gets_its_closed_items(
    gateway: GatewayProcess, device_of: DeviceOf
) -> None:
    member, secretary = device_of("qh034"), device_of(SECRETARY)
    cursor = member.page().cursor
    meeting = secretary.record("m-1")
    assert isinstance(meeting, Meeting)
    _put(gateway, replace(meeting, member_ids=(*meeting.member_ids, "u-34")))

    page = wait_until_changed(member, cursor)

    gained = {change.record.id for change in page.changes if isinstance(change, Put)}
    assert gained >= {"m-1", "ag-1-6"}
    assert "ag-1-5" not in gained


def test_a_new_custodian_takes_over_the_seal_and_its_applications(
    gateway: GatewayProcess, device_of: DeviceOf
) -> None:
    before, after = device_of(CUSTODIAN), device_of("qh030")
    cursor, old_cursor = after.page().cursor, before.page().cursor
    seal = before.record("s-office")
    assert isinstance(seal, ESeal)
    _put(gateway, replace(seal, custodian_id="u-30"))

    gained = wait_until_changed(after, cursor)

    assert {"s-office", "sr-4", "sr-5"} <= {
        change.record.id for change in gained.changes if isinstance(change, Put)
    }
    assert {"sr-5"} <= {change.id for change in before.page(old_cursor).changes if isinstance(change, Purge)}


def test_classifying_a_document_takes_the_applications_to_seal_it_away(
    gateway: GatewayProcess, device_of: DeviceOf
) -> None:
    witness, custodian = device_of("qh017"), device_of(CUSTODIAN)
    cursor = witness.page().cursor
    document = custodian.record("d-qingshi")
    assert isinstance(document, OfficialDocument)
    assert "sr-2" in witness.records()
    named = Classification(level=SecrecyLevel.MIMI, period="10年", known_to=frozenset({"u-16"}))
    _put(gateway, replace(document, classification=named))

    page = wait_until_changed(witness, cursor)

    assert {"d-qingshi", "sr-2"} <= {change.id for change in page.changes if isinstance(change, Purge)}
    assert "sr-2" in custodian.records()
    _put(gateway, document)


def test_a_hidden_item_leaves_a_gap_that_tells_its_place_and_length_only(device_of: DeviceOf) -> None:
    member, custodian = device_of("qh003"), device_of(CUSTODIAN)
    item = member.record("ag-1-6")
    assert isinstance(item, AgendaItem)

    gap = _gap_at(custodian, item.position)

    assert (gap.meeting_id, gap.duration_min) == ("m-1", item.duration_min)
    assert item.id not in gap.id
    assert set(gap.__struct_fields__) == {"id", "meeting_id", "position", "duration_min"}
    assert not [one for one in _gaps(member) if one.position == item.position]


def test_people_see_each_item_of_their_meeting_or_its_gap(device_of: DeviceOf) -> None:
    everything = _agenda(device_of("qh001"))
    for account in ("qh003", CUSTODIAN, "qh036"):
        assert _agenda(device_of(account)) == everything


def test_who_is_called_for_an_item_loses_its_gap_and_gets_it_back(
    gateway: GatewayProcess, device_of: DeviceOf
) -> None:
    observer, member = device_of("qh036"), device_of("qh003")
    item = member.record("ag-1-1")
    assert isinstance(item, AgendaItem)
    gap, cursor = _gap_at(observer, item.position), observer.page().cursor
    _put(gateway, replace(item, observer_ids=(*item.observer_ids, "u-36")))

    called = wait_until_changed(observer, cursor)

    assert Purge(id=gap.id, reason="out_of_scope") in called.changes
    assert item.id in {change.record.id for change in called.changes if isinstance(change, Put)}

    _put(gateway, item)

    sent_out = wait_until_changed(observer, called.cursor)

    assert Purge(id=item.id, reason="out_of_scope") in sent_out.changes
    assert [change.record for change in sent_out.changes if isinstance(change, Put)] == [gap]


def test_a_gap_follows_its_item_and_tells_of_nothing_else(
    gateway: GatewayProcess, device_of: DeviceOf
) -> None:
    observer, member = device_of("qh036"), device_of("qh003")
    item = member.record("ag-1-2")
    assert isinstance(item, AgendaItem)
    gap, cursor = _gap_at(observer, item.position), observer.page().cursor

    _put(gateway, replace(item, title="改过的题目"))
    assert observer.page(cursor).changes == ()

    _put(gateway, replace(item, duration_min=item.duration_min + 5))
    page = wait_until_changed(observer, cursor)
    assert [change.record for change in page.changes if isinstance(change, Put)] == [
        replace(gap, duration_min=item.duration_min + 5)
    ]


def test_a_gap_closes_with_its_item(gateway: GatewayProcess, device_of: DeviceOf) -> None:
    observer, member = device_of("qh036"), device_of("qh003")
    item = member.record("ag-1-4")
    assert isinstance(item, AgendaItem)
    gap, cursor = _gap_at(observer, item.position), observer.page().cursor
    with gateway.store() as store, store.writing() as transaction:
        transaction.records.remove(item.id)

    assert wait_until_changed(observer, cursor).changes == (Delete(id=gap.id),)


def test_a_deleted_record_is_deleted_where_it_was_seen(gateway: GatewayProcess, device_of: DeviceOf) -> None:
    applicant, outside = device_of("qh012"), device_of(OUTSIDER)
    cursors = applicant.page().cursor, outside.page().cursor
    assert isinstance(applicant.record("sr-4"), SealRequest)
    with gateway.store() as store, store.writing() as transaction:
        transaction.records.remove("sr-4")

    page = wait_until_changed(applicant, cursors[0])

    assert page.changes == (Delete(id="sr-4"),)
    assert outside.page(cursors[1]).changes == ()


def test_a_new_device_hears_nothing_of_what_it_never_held(
    gateway: GatewayProcess, device_of: DeviceOf
) -> None:
    reader = device_of("qh008")
    document = reader.record(SECRET)
    assert isinstance(document, OfficialDocument)
    scope = document.classification
    _put(
        gateway,
        replace(document, classification=replace(scope, known_to=(scope.known_to or frozenset()) - {"u-08"})),
    )

    first = device_of("qh008").page()

    assert {type(change) for change in first.changes} == {Put}


def _gaps(device: Device) -> list[AgendaGap]:
    return [put.record for put in device.records().values() if isinstance(put.record, AgendaGap)]


def _gap_at(device: Device, position: str) -> AgendaGap:
    (gap,) = [one for one in _gaps(device) if (one.meeting_id, one.position) == ("m-1", position)]
    return gap


def _agenda(device: Device) -> list[tuple[str, int]]:
    """Place and minutes of whatever this person sees of the agenda."""
    entries = [put.record for put in device.records().values()]
    return sorted(
        (entry.position, entry.duration_min)
        for entry in entries
        if isinstance(entry, AgendaItem | AgendaGap) and entry.meeting_id == "m-1"
    )


def _blob(record: Record) -> str:
    assert isinstance(record, OfficialDocument)
    assert record.current is not None
    return record.current.blob


def _put(gateway: GatewayProcess, record: Record) -> None:
    with gateway.store() as store, store.writing() as transaction:
        Register(transaction).put(record)


def _open_purges(gateway: GatewayProcess) -> set[tuple[str, str]]:
    with gateway.store() as store, store.reading() as transaction:
        return set(transaction.devices.open_purges())
