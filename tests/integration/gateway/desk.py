"""The custodian's desk in tests: what is needed to seal one approved document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from msgspec.structs import replace

from core.crypto import Sm2PrivateKey, pem_blocks, read_private_key, sm2
from core.ids import content_address
from core.office import (
    AlarmKind,
    ESeal,
    FileFormat,
    LedgerEntry,
    OfficialDocument,
    SealAlarm,
    UseKind,
    UsePermit,
)
from core.seal import (
    Placement,
    Prepared,
    Size,
    finish,
    page_sizes,
    parse_seal,
    place_at,
    prepare,
    use_statement,
)
from core.seal.permit import permit_digest
from core.sync.wire import Action, Record, RecordSealing, SealUseQuestion, decode_seal_use_answer, encode
from gateway.service.ledger import audited
from gateway.service.register import Register
from tests.gateway_process import GatewayProcess
from tests.integration.gateway.client import Device, action

REQUEST, DOCUMENT, SEAL = "sr-1", "d-pifu", "s-qh"


@dataclass(frozen=True, slots=True)
class Desk:
    """The custodian's desk: the approved file, the seal and the key to it."""

    device: Device
    seal_id: str
    original: bytes
    seal: bytes
    key: Sm2PrivateKey
    certificate: bytes
    own_key: Sm2PrivateKey
    own_certificate: bytes
    permits: dict[str, UsePermit] = field(default_factory=dict)
    """Address of a file that was sealed here → the gateway's yes to that use."""

    @classmethod
    def of(cls, device: Device, *, seal_id: str = SEAL, document_id: str = DOCUMENT) -> Desk:
        document, seal = device.record(document_id), device.record(seal_id)
        assert isinstance(document, OfficialDocument)
        assert isinstance(seal, ESeal)
        assert document.current is not None
        software = next(one for one in device.kit.seal_keys if one.seal_id == seal_id)
        return cls(
            device=device,
            seal_id=seal_id,
            original=device.get(f"/v1/blobs/{document.current.blob}").body,
            seal=device.get(f"/v1/blobs/{seal.blob}").body,
            key=read_private_key(software.private_key_pem.encode()),
            certificate=next(der for _, der in pem_blocks(software.certificate_pem.encode())),
            own_key=own_key(device),
            own_certificate=own_certificate(device),
        )

    @property
    def size(self) -> Size:
        """The seal's own, in mm."""
        picture = parse_seal(self.seal).picture
        return Size(picture.width_mm, picture.height_mm)

    def sealed(
        self,
        original: bytes | None = None,
        *,
        at: datetime | None = None,
        placements: Sequence[Placement] = (),
        request_id: str = REQUEST,
        document_id: str = DOCUMENT,
    ) -> bytes:
        """The file with the seal at a place of the first page, or at these places.

        The gateway is asked before, and the seal names its yes if it says so.
        """
        document = self.original if original is None else original
        permit = self.permitted(content_address(document), request_id=request_id, document_id=document_id)
        if permit is None:
            return self.sealed_without_asking(document, at=at, placements=placements)
        return self.sealed_under(permit, document, at=at, placements=placements)

    def sealed_under(
        self,
        permit: UsePermit,
        original: bytes | None = None,
        *,
        at: datetime | None = None,
        placements: Sequence[Placement] = (),
    ) -> bytes:
        """The file with a seal that names this permit."""
        moment = at or datetime.now(UTC)
        prepared = self._prepared(original, moment, placements).under(permit_digest(permit), moment)
        sealed = self._finished(prepared)
        self.permits[content_address(sealed)] = permit
        return sealed

    def sealed_without_asking(
        self,
        original: bytes | None = None,
        *,
        at: datetime | None = None,
        placements: Sequence[Placement] = (),
    ) -> bytes:
        """The file with a seal that names no permit: as off line, or by a changed client."""
        return self._finished(self._prepared(original, at or datetime.now(UTC), placements))

    def _prepared(
        self, original: bytes | None, moment: datetime, placements: Sequence[Placement]
    ) -> Prepared:
        document = self.original if original is None else original
        return prepare(
            document,
            seal=self.seal,
            placements=placements or [place_at(0, 60, 100, self.size, page_sizes(document))],
            signer_certificate=self.certificate,
            now=moment,
        )

    def _finished(self, prepared: Prepared) -> bytes:
        signature = sm2.decode_signature(sm2.sign_digest(self.key, prepared.e))
        assert signature is not None
        return finish(prepared, signature)

    def permitted(
        self, blob: str, *, request_id: str = REQUEST, document_id: str = DOCUMENT
    ) -> UsePermit | None:
        """What the gateway says before a use of the seal on this file."""
        question = SealUseQuestion(
            request_id=request_id, document_id=document_id, seal_id=self.seal_id, blob=blob
        )
        answer = self.device.send("POST", "/v1/seal-uses/check", encode(question))
        return decode_seal_use_answer(answer.body).permit

    def act(self, sealed: bytes, **changed: Any) -> RecordSealing:
        """The act that records the sealing, with `changed` facts, signed as it then stands."""
        act = RecordSealing(
            request_id=REQUEST,
            document_id=DOCUMENT,
            seal_id=SEAL,
            original_blob=content_address(self.original),
            sealed_blob=content_address(sealed),
            sealed_size=len(sealed),
            format=FileFormat.OFD,
            kinds=(UseKind.CLOSING,),
            pages=(0,),
            used_at=datetime.now(UTC),
            permit=self.permits.get(content_address(sealed)),
            certificate=self.own_certificate,
            signature=b"-",
        )
        act = replace(act, **changed)
        if "signature" in changed:
            return act
        statement = use_statement(
            request_id=act.request_id,
            document_id=act.document_id,
            seal_id=act.seal_id,
            original_blob=act.original_blob,
            sealed_blob=act.sealed_blob,
            operator_id=self.device.kit.person_id,
            kinds=act.kinds,
            pages=act.pages,
            used_at=act.used_at,
        )
        return replace(act, signature=sm2.sign(self.own_key, statement))

    def recording(self, sealed: bytes, **changed: Any) -> Action:
        act = self.act(sealed, **changed)
        return action(act, base_version=self.device.records()[REQUEST].version)


def own_key(device: Device) -> Sm2PrivateKey:
    """The key with which the device's person signs for themselves."""
    return read_private_key(device.kit.personal_keys[0].private_key_pem.encode())


def own_certificate(device: Device) -> bytes:
    return next(der for _, der in pem_blocks(device.kit.personal_keys[0].certificate_pem.encode()))


def put(gateway: GatewayProcess, *records: Record) -> None:
    """Write records beneath the running gateway, as an administrator's verb does."""
    with gateway.store() as store, store.writing() as transaction:
        Register(transaction).put_all(records)


def entries(gateway: GatewayProcess) -> list[LedgerEntry]:
    """The ledger, oldest first; it is unbroken, whatever was tried."""
    with gateway.store() as store, store.reading() as transaction:
        assert audited(transaction, (gateway.data / "keys" / "ca.pem").read_text()).unbroken
        return sorted(transaction.records.of_type(LedgerEntry), key=lambda entry: entry.sequence_no)


def alarms(device: Device) -> list[SealAlarm]:
    """What this person is told of the custodian's seal."""
    found = [put.record for put in device.records().values() if isinstance(put.record, SealAlarm)]
    return [alarm for alarm in found if alarm.seal_id == SEAL]


def alarm_kinds(device: Device) -> list[AlarmKind]:
    return [alarm.kind for alarm in alarms(device)]
