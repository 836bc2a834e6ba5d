"""The seal cabinet at the gateway: importing, renewing, states, handing over with both keys; prints."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from core.ids import content_address
from core.office import ESeal, OfficialDocument, PrintCount, SealState
from core.seal import SampleTrust, SealOrder, check_signature, handover_statement, issue_sample_seals
from core.seal.make import SealMaker, make_seal
from core.seal.ses import SealPicture, parse_seal
from core.sync.wire import (
    Act,
    ChangeSealState,
    Confirmed,
    Denied,
    Gone,
    Invalid,
    RecordPrint,
    RegisterSeal,
    RenewSeal,
)
from tests.gateway_process import GatewayProcess
from tests.integration.gateway.client import Device
from tests.integration.gateway.conftest import CUSTODIAN, OUTSIDER, SECRETARY, SECURITY, WITNESS
from tests.integration.gateway.statements import offer, taking_over

DeviceOf = Callable[[str], Device]
A_GATEWAY_FOR_EACH_TEST = True  # a document is sealed once, an application made once
RECEIVER = WITNESS
NOW = datetime.now(UTC)
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Maker:
    """A maker of seals that the gateway believes."""

    trust: SampleTrust

    @classmethod
    def believed_by(cls, gateway: GatewayProcess, picture: SealPicture) -> Maker:
        orders = [
            _order("new", "青禾县测试章", picture, NOW - YEAR, NOW + YEAR),
            _order("later", "青禾县测试章", picture, NOW - YEAR, NOW + 2 * YEAR),
            _order("other-name", "青禾县别的章", picture, NOW - YEAR, NOW + 2 * YEAR),
            _order("over", "青禾县测试章", picture, NOW - 2 * YEAR, NOW - YEAR),
        ]
        trust = issue_sample_seals(
            orders, sealers={"u-16": "唐景和"}, organisation="测试", now=NOW, randomness=secrets.token_bytes
        )
        for name, content in trust.trust_files().items():
            folder, _, file = name.rpartition("/")
            (gateway.data / "trust" / folder / f"second-{file}").write_bytes(content)
        return cls(trust)

    def seal(self, name: str) -> bytes:
        return self.trust.seals[name]


def _order(seal_id: str, name: str, picture: SealPicture, start: datetime, end: datetime) -> SealOrder:
    return SealOrder(
        seal_id=seal_id, name=name, picture=picture, sealers=["u-16"], valid_from=start, valid_until=end
    )


@pytest.fixture
def custodian(device_of: DeviceOf) -> Device:
    return device_of(CUSTODIAN)


@pytest.fixture
def maker(gateway: GatewayProcess, custodian: Device) -> Maker:
    picture = parse_seal(custodian.get(f"/v1/blobs/{seal_of(custodian, 's-office').blob}").body).picture
    return Maker.believed_by(gateway, picture)


def seal_of(device: Device, seal_id: str) -> ESeal:
    seal = device.record(seal_id)
    assert isinstance(seal, ESeal)
    return seal


def registering(esl: bytes, **changed: str | None) -> RegisterSeal:
    act = RegisterSeal(
        seal_id="s-new",
        blob=content_address(esl),
        size=len(esl),
        owner_org_id="org-office",
        witness_id="u-17",
    )
    return replace(act, **changed)


def refusal(device: Device, act: Act, seal_id: str | None = None) -> str:
    base = device.version(seal_id) if seal_id else 0
    result = device.act(act, base_version=base)
    assert isinstance(result, Denied | Invalid), result
    return result.reason


@pytest.mark.parametrize("witness_id", ["u-16", "u-26", "u-27", "u-28", "u-none"])
def test_neither_the_custodian_nor_an_administrator_is_made_the_witness(
    maker: Maker, custodian: Device, witness_id: str
) -> None:
    esl = maker.seal("new")
    custodian.upload(esl)
    assert refusal(custodian, registering(esl, witness_id=witness_id)) == "witness"


def test_an_imported_seal_is_registered_and_then_put_into_use(
    maker: Maker, custodian: Device, device_of: DeviceOf
) -> None:
    esl = maker.seal("new")
    custodian.upload(esl)
    assert isinstance(custodian.act(registering(esl), base_version=0), Confirmed)
    seal = seal_of(custodian, "s-new")
    assert (seal.state, seal.custodian_id, seal.name) == (SealState.REGISTERED, "u-16", "青禾县测试章")
    assert (seal.width_mm, seal.height_mm) == (42, 42)
    own = refusal(custodian, ChangeSealState(seal_id="s-new", state=SealState.IN_USE), "s-new")
    assert own == "not_security_administrator"
    into_use = ChangeSealState(seal_id="s-new", state=SealState.IN_USE)
    assert isinstance(device_of(SECURITY).act(into_use), Confirmed)
    assert seal_of(custodian, "s-new").state is SealState.IN_USE
    assert custodian.get(f"/v1/blobs/{seal.blob}").body == esl


def test_only_whole_seals_of_a_believed_maker_enter_the_cabinet_and_once(
    maker: Maker, custodian: Device, device_of: DeviceOf
) -> None:
    esl, over = maker.seal("new"), maker.seal("over")
    assert refusal(custodian, registering(esl)) == "not_uploaded"
    strange = issue_sample_seals(
        [_order("x", "某章", parse_seal(esl).picture, NOW - YEAR, NOW + YEAR)],
        sealers={"u-16": "某"},
        organisation="别处",
        now=NOW,
        randomness=secrets.token_bytes,
    ).seals["x"]
    for content, reason in (
        (b"no seal at all", "seal_unreadable"),
        (esl[:-1] + bytes([esl[-1] ^ 1]), "maker_signature"),
        (strange, "maker_not_trusted"),
        (over, "seal_expired"),
    ):
        custodian.upload(content)
        assert refusal(custodian, registering(content)) == reason
    custodian.upload(esl)
    assert refusal(custodian, registering(esl, owner_org_id="org-none")) == "organisation_unknown"
    assert refusal(custodian, registering(esl, witness_id="u-16")) == "witness"
    outsider = device_of(OUTSIDER)
    outsider.upload(esl)
    assert refusal(outsider, registering(esl)) == "not_a_custodian"
    assert isinstance(custodian.act(registering(esl), base_version=0), Confirmed)
    assert refusal(custodian, registering(esl, seal_id="s-again")) == "seal_registered_already"
    assert refusal(custodian, registering(esl)) == "id_taken"


def test_a_seal_is_renewed_by_the_same_with_later_dates(maker: Maker, custodian: Device) -> None:
    esl, later, other = (maker.seal(name) for name in ("new", "later", "other-name"))
    for content in (esl, later, other):
        custodian.upload(content)
    custodian.act(registering(later, seal_id="s-long"), base_version=0)
    custodian.act(registering(esl), base_version=0)

    def renewal(content: bytes) -> RenewSeal:
        return RenewSeal(seal_id="s-new", blob=content_address(content), size=len(content))

    assert refusal(custodian, renewal(other), "s-new") == "other_seal_name"
    assert refusal(custodian, renewal(later), "s-new") == "seal_registered_already"
    before = seal_of(custodian, "s-new")
    fresh = issue_again(maker, later)
    custodian.upload(fresh)
    assert isinstance(custodian.act(renewal(fresh)), Confirmed)
    renewed = seal_of(custodian, "s-new")
    assert (renewed.blob, renewed.renewed_from) == (content_address(fresh), before.blob)
    assert renewed.valid_until > before.valid_until
    assert custodian.get(f"/v1/blobs/{before.blob}").status == 200


def issue_again(maker: Maker, like: bytes) -> bytes:
    """Another seal of the same name and size by the same maker, valid for longer."""
    pattern = parse_seal(like)
    sealer = maker.trust.sealers["u-16"]
    return make_seal(
        SealMaker(certificate=maker.trust.maker_certificate, key=maker.trust.maker_key),
        seal_id="new-2",
        name=pattern.property.name,
        picture=pattern.picture,
        signers=[sealer.certificate],
        created_at=NOW,
        valid_from=NOW - timedelta(days=1),
        valid_until=NOW + 3 * YEAR,
    )


def test_states_follow_the_life_of_a_seal(custodian: Device, device_of: DeviceOf) -> None:
    security = device_of(SECURITY)

    def change(device: Device, state: SealState, reason: str = "") -> object:
        act = ChangeSealState(seal_id="s-office", state=state, reason=reason)
        return device.act(act, base_version=device.version("s-office"))

    assert getattr(change(custodian, SealState.SUSPENDED), "reason", None) == "no_reason"
    assert isinstance(change(custodian, SealState.SUSPENDED, "印章机检修"), Confirmed)
    assert seal_of(custodian, "s-office").state_reason == "印章机检修"
    assert getattr(change(custodian, SealState.IN_USE), "reason", "") == "not_security_administrator"
    assert getattr(change(security, SealState.REGISTERED, "误"), "reason", "") == "seal_state"
    assert isinstance(change(security, SealState.IN_USE), Confirmed)
    assert isinstance(change(security, SealState.CANCELLED, "机构撤并"), Confirmed)
    assert getattr(change(security, SealState.IN_USE), "reason", "") == "seal_state"
    outside = device_of("qh037").act(ChangeSealState(seal_id="s-office", state=SealState.IN_USE))
    assert outside == Gone(id=outside.id)


def test_custody_goes_over_when_both_have_signed(custodian: Device, device_of: DeviceOf) -> None:
    receiver = device_of(RECEIVER)
    seal = seal_of(custodian, "s-head")
    assert refusal(receiver, taking_over(receiver, seal), "s-head") == "not_offered"
    forged = replace(offer(custodian, seal, "u-17"), signature=b"forged")
    assert refusal(custodian, forged, "s-head") == "statement_signature"
    assert refusal(receiver, offer(receiver, seal, "u-17"), "s-head") == "not_custodian"
    assert refusal(custodian, offer(custodian, seal, "u-16"), "s-head") == "own_seal"
    assert refusal(custodian, offer(custodian, seal, "u-13"), "s-head") == "not_a_custodian"

    assert isinstance(custodian.act(offer(custodian, seal, "u-17")), Confirmed)
    offered = seal_of(receiver, "s-head")
    assert offered.custodian_id == "u-16"
    assert offered.handover is not None
    by_other = replace(taking_over(receiver, offered), signature=offered.handover.signature)
    assert refusal(receiver, by_other, "s-head") == "statement_signature"
    assert isinstance(receiver.act(taking_over(receiver, offered)), Confirmed)

    taken = seal_of(receiver, "s-head")
    assert (taken.custodian_id, taken.handover) == ("u-17", None)
    (change,) = taken.custody
    assert change.from_person_id == "u-16"
    statement = handover_statement(seal, "u-17")
    check_signature(statement, change.certificate, change.signature)
    check_signature(statement, change.offer.certificate, change.offer.signature)
    assert receiver.get(f"/v1/blobs/{taken.blob}").status == 200


def test_a_seals_witness_does_not_become_its_custodian(custodian: Device) -> None:
    seal = seal_of(custodian, "s-qh")
    assert refusal(custodian, offer(custodian, seal, "u-17"), "s-qh") == "witness"


def test_printed_copies_are_added_up_for_each_person(device_of: DeviceOf) -> None:
    reader, secretary = device_of(OUTSIDER), device_of(SECRETARY)
    document = reader.record("d-tongzhi")
    assert isinstance(document, OfficialDocument)
    assert document.current is not None
    act = RecordPrint(
        document_id=document.id, blob=document.current.blob, copies=2, printed_at=datetime.now(UTC)
    )
    for device in (reader, reader, secretary):
        assert isinstance(device.act(act), Confirmed)
    counts = [put.record for put in secretary.records().values() if isinstance(put.record, PrintCount)]
    assert {count.person_id: count.copies for count in counts} == {"u-21": 4, "u-19": 2}
    outside = replace(act, blob="0" * 64)
    assert refusal(reader, outside, document.id) == "other_document"
