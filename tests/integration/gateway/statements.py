"""Signing statements in tests with the keys of a device's kit."""

from __future__ import annotations

from core.crypto import sm2
from core.office import ESeal, SealRequest, UseKind
from core.seal import handover_statement, witness_statement
from core.sync.wire import (
    ConfirmAsWitness,
    OfferSeal,
    RequestedFile,
    SealRequestDraft,
    TakeOverSeal,
)
from gateway.app import new_id
from tests.integration.gateway.client import Device
from tests.integration.gateway.desk import own_certificate, own_key


def draft(
    blob: str,
    *,
    document_id: str = "d-tongzhi",
    pages: int = 2,
    seal_ids: tuple[str, ...] = ("s-office",),
    kinds: tuple[UseKind, ...] = (UseKind.CLOSING,),
    copies: int = 3,
    approver_id: str = "u-08",
) -> SealRequestDraft:
    return SealRequestDraft(
        request_id=new_id(),
        items=(RequestedFile(document_id=document_id, blob=blob, pages=pages),),
        seal_ids=seal_ids,
        kinds=kinds,
        copies=copies,
        approver_id=approver_id,
    )


def confirmation(witness: Device, request: SealRequest, seal_id: str) -> ConfirmAsWitness:
    statement = witness_statement(request, seal_id, witness.kit.person_id)
    return ConfirmAsWitness(
        request_id=request.id,
        seal_id=seal_id,
        certificate=own_certificate(witness),
        signature=sm2.sign(own_key(witness), statement),
    )


def offer(custodian: Device, seal: ESeal, to_person_id: str) -> OfferSeal:
    return OfferSeal(
        seal_id=seal.id,
        to_person_id=to_person_id,
        certificate=own_certificate(custodian),
        signature=sm2.sign(own_key(custodian), handover_statement(seal, to_person_id)),
    )


def taking_over(receiver: Device, seal: ESeal) -> TakeOverSeal:
    statement = handover_statement(seal, receiver.kit.person_id)
    return TakeOverSeal(
        seal_id=seal.id,
        certificate=own_certificate(receiver),
        signature=sm2.sign(own_key(receiver), statement),
    )
