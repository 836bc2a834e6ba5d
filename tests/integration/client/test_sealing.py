"""Sealing from the workspace: online only, verified before it leaves, recorded once."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from core.crypto import parse_certificate, read_private_key, sm2, to_pem
from core.crypto.issue import Authority, issue_crl
from core.ids import content_address
from core.office import ESeal, SealState
from core.seal import Code, Verdict, finish, issue_sample_seals, parse_seal, prepare
from core.seal.make import SealMaker, make_seal
from core.seal.placement import Placement, Size, place_at
from core.seal.sealing import page_sizes
from core.sync.wire import SealUseAnswer, SealUseQuestion, decode_kit
from desktop.errors import (
    ActRefused,
    ClockWrong,
    RecordAbsent,
    SealingNeedsGateway,
    SealKeyAbsent,
    TimeStampMissing,
)
from desktop.remote import HttpGateway
from desktop.workspace import PreparedSealing, SealingState, Workspace
from gateway.service.register import Register
from gateway.store import Store
from tests.gateway_process import serving, verb
from tests.integration.client.conftest import CUSTODIAN, PASSWORD, QUICK, SECRETARY, Opener

REQUEST, DOCUMENT = "sr-1", "d-pifu"


@pytest.fixture
def custodian(data: Path, opened: Opener) -> Iterator[Workspace]:
    """The custodian, on a gateway that stops when the test ends."""
    with serving(data) as gateway:
        yield opened(gateway, CUSTODIAN)


def placement(workspace: Workspace) -> Placement:
    subject = workspace.sealing_subject(REQUEST)
    seal, pages = subject.seals[0], page_sizes(subject.original)
    return place_at(len(pages) - 1, 110, 190, Size(seal.width_mm, seal.height_mm), pages)


def prepared(workspace: Workspace) -> PreparedSealing:
    seal = workspace.sealing_subject(REQUEST).seals[0]
    return workspace.prepare_sealing(REQUEST, [placement(workspace)], seal_id=seal.id)


def test_where_a_time_stamp_is_demanded_there_is_no_seal_without_one(data: Path, opened: Opener) -> None:
    verb("policy", data, "--demand-time-stamps", "on")
    key = data / "keys" / "time_stamp.key"
    pem = key.read_bytes()
    key.unlink()
    with serving(data) as running:
        workspace = opened(running, CUSTODIAN)
        with pytest.raises(TimeStampMissing):
            workspace.apply_seal(prepared(workspace))
        assert workspace.sync_status().pending == 0
        assert [*(workspace.profile / "sealed").iterdir()] == []
        workspace.lock()
    key.write_bytes(pem)
    with serving(data) as running:
        workspace = opened(running, CUSTODIAN)
        outcome = workspace.apply_seal(prepared(workspace))
    assert outcome.state is SealingState.CONFIRMED
    assert all(seal.time_is_stamped for seal in outcome.report.seals)


def test_a_sealed_file_becomes_the_current_version_and_stands_in_the_ledger(custodian: Workspace) -> None:
    original = custodian.sealing_subject(REQUEST).original
    outcome = custodian.apply_seal(prepared(custodian))
    assert outcome.state is SealingState.CONFIRMED
    document = custodian.document(DOCUMENT)
    assert document.current is not None
    assert document.current.sealed
    assert document.current.blob == outcome.sealed_blob
    assert document.versions[-2].blob == content_address(original)
    assert custodian.ledger()[0].sealed_blob == outcome.sealed_blob
    assert custodian.verify(custodian.file(outcome.sealed_blob)).verdict is Verdict.VALID
    assert custodian.sync_status().pending == 0
    with pytest.raises(ActRefused) as refusal:
        custodian.sealing_subject(REQUEST)
    assert refusal.value.reason == "not_approved"


def test_nothing_is_sealed_while_the_gateway_is_away(data: Path, opened: Opener) -> None:
    with serving(data) as gateway:
        workspace = opened(gateway, CUSTODIAN)
        waiting = prepared(workspace)
    with pytest.raises(SealingNeedsGateway):
        workspace.apply_seal(waiting)
    assert workspace.sync_status().pending == 0
    assert workspace.sealing_subject(REQUEST).request.id == REQUEST


class AtAnotherTime(HttpGateway):
    """A gateway whose clock is six minutes behind this computer's."""

    def check_seal_uses(self, questions: Sequence[SealUseQuestion]) -> tuple[SealUseAnswer, ...]:
        answers = super().check_seal_uses(questions)
        return tuple(replace(each, server_time=each.server_time - timedelta(minutes=6)) for each in answers)


def test_a_computer_whose_clock_is_wrong_presses_no_seal(data: Path) -> None:
    """The use would be told for another time than its permit's: refused, with the seal pressed."""
    with serving(data) as gateway:
        profile, kit = data.parent / "profile", gateway.enrol(CUSTODIAN)
        workspace = Workspace.create(profile, PASSWORD, kit, kdf=QUICK, gateway=AtAnotherTime)
        workspace.sync()
        with pytest.raises(ClockWrong) as wrong:
            workspace.apply_seal(prepared(workspace))
        assert wrong.value.ahead_s == pytest.approx(360, abs=60)
        assert workspace.sync_status().pending == 0
        assert [*(profile / "sealed").iterdir()] == []
        workspace.lock()


def test_a_seal_pressed_on_line_bears_the_time_of_an_authority(custodian: Workspace) -> None:
    outcome = custodian.apply_seal(prepared(custodian))
    (seal,) = outcome.report.seals
    assert seal.time_is_stamped
    assert Code.NO_TIMESTAMP not in seal.codes


def test_newer_revocation_lists_come_down_and_stay_with_the_profile(data: Path, opened: Opener) -> None:
    now = datetime.now(UTC)
    made = issue_sample_seals([], sealers={}, organisation="第二", now=now, randomness=secrets.token_bytes)
    for name in ("root.crt", "authority.crt"):
        (data / "trust" / f"second-{name}").write_bytes(made.trust_files()[name])
    later = issue_crl(
        Authority(name=parse_certificate(made.authority_certificate).subject, key=made.authority_key),
        number=2,
        this_update=now,
        next_update=now + timedelta(days=9),
    )
    with serving(data) as gateway:
        kit = gateway.enrol(CUSTODIAN)
        (data / "trust" / "later.crl").write_bytes(to_pem("X509 CRL", later))
        workspace = Workspace.create(data.parent / "profile", PASSWORD, kit, kdf=QUICK)
        assert later not in {crl.raw for crl in workspace._sealing.trust.crls}
        workspace.sync()
        workspace.lock()
    assert later not in (data.parent / "profile" / "revocations").read_bytes()
    again = Workspace.unlock(data.parent / "profile", PASSWORD)
    assert later in {crl.raw for crl in again._sealing.trust.crls}
    again.lock()


def test_preparing_seals_nothing(custodian: Workspace) -> None:
    prepared(custodian)
    custodian.sync()
    document = custodian.document(DOCUMENT)
    assert len(document.versions) == 1


def test_the_seals_own_witness_is_named(custodian: Workspace) -> None:
    waiting = prepared(custodian)
    custodian.apply_seal(waiting)
    assert custodian.ledger()[0].witness_id == waiting.seal.witness_id


def test_the_gateway_is_asked_before_the_signature(custodian: Workspace, data: Path) -> None:
    waiting = prepared(custodian)
    suspend(data, "s-qh")
    with pytest.raises(ActRefused) as refusal:
        custodian.apply_seal(waiting)
    assert refusal.value.reason == "seal_not_in_use"
    assert custodian.sync_status().pending == 0
    assert len(custodian.document(DOCUMENT).versions) == 1


def test_a_seal_that_was_not_applied_for_is_not_pressed(custodian: Workspace) -> None:
    me = custodian.person.id
    other = next(seal.id for seal in custodian.seals() if seal.id != "s-qh" and seal.custodian_id == me)
    with pytest.raises(ActRefused) as refusal:
        custodian.prepare_sealing(REQUEST, [placement(custodian)], seal_id=other)
    assert refusal.value.reason == "seal_not_in_request"


def test_without_a_placement_there_is_nothing_to_press(custodian: Workspace) -> None:
    with pytest.raises(ActRefused):
        custodian.prepare_sealing(REQUEST, [], seal_id="s-qh")


def test_a_witness_holds_no_key(data: Path, opened: Opener) -> None:
    with serving(data) as gateway:
        witness = opened(gateway, "qh017")
        seal = next(seal for seal in witness.seals() if seal.id == "s-qh")
        subject = witness.sealing_subject(REQUEST)
        pages = page_sizes(subject.original)
        stamp = place_at(0, 20, 20, Size(seal.width_mm, seal.height_mm), pages)
        with pytest.raises((ActRefused, SealKeyAbsent)):
            witness.prepare_sealing(REQUEST, [stamp], seal_id=seal.id)


def test_somebody_without_the_seals_sees_that_they_are_there_and_not_their_data(
    data: Path, opened: Opener
) -> None:
    with serving(data) as gateway:
        secretary = opened(gateway, SECRETARY)
        assert {seal.id for seal in secretary.seals()} >= {"s-qh"}
        with pytest.raises(RecordAbsent):
            secretary.seal_data("s-qh")


def test_a_seal_that_a_custodian_made_for_themself_is_not_believed(
    custodian: Workspace, data: Path, tmp_path: Path
) -> None:
    """A good certificate lets its holder press seals, not make them."""
    subject = custodian.sealing_subject(REQUEST)
    kit_file = tmp_path / "forger.json"
    verb("enrol", data, "--account", CUSTODIAN, "--out", str(kit_file), "--url", custodian.gateway_url)
    stolen = decode_kit(kit_file.read_bytes()).seal_keys[0]
    certificate = parse_certificate(stolen.certificate_pem.encode()).raw
    key = read_private_key(stolen.private_key_pem.encode())
    genuine = parse_seal(custodian.seal_data(subject.seals[0].id))
    start, end = genuine.property.valid_from, genuine.property.valid_until
    assert start is not None
    assert end is not None
    forged = make_seal(
        SealMaker(certificate=certificate, key=key),
        seal_id="forged",
        name="某省人民政府",
        picture=genuine.picture,
        signers=[certificate],
        created_at=datetime.now(UTC),
        valid_from=start,
        valid_until=end,
    )
    pressed = prepare(
        subject.original,
        seal=forged,
        placements=[placement(custodian)],
        signer_certificate=certificate,
        now=datetime.now(UTC),
    )
    numbers = sm2.decode_signature(sm2.sign_digest(key, pressed.e))
    assert numbers is not None

    report = custodian.verify(finish(pressed, numbers))

    assert report.verdict is Verdict.UNDETERMINED
    assert Code.MAKER_NOT_TRUSTED in report.seals[0].codes


def suspend(data: Path, seal_id: str) -> None:
    """Behind the back of everybody who is connected."""
    with closing(Store(data / "store.sqlite")) as store, store.writing() as transaction:
        stored = transaction.records.find(seal_id)
        assert stored is not None
        assert isinstance(stored.record, ESeal)
        Register(transaction).put(replace(stored.record, state=SealState.SUSPENDED))
