"""What the sample office's people signed and decided: applications, witnessing, ledger, alarms."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from msgspec.structs import replace

from core.crypto import sm2
from core.ids import content_address
from core.office import (
    AlarmKind,
    LedgerEntry,
    RequestedDocument,
    RequestState,
    SealAlarm,
    SealRequest,
    UseKind,
    UseOutcome,
    WitnessConfirmation,
)
from core.seal import SampleTrust, confirmation_digest, page_sizes, use_statement_of, witness_statement
from core.seal.ledger import GENESIS
from gateway.service.sample_office.shape import DocumentIn, LedgerIn, OfficeIn, SealIn, SealRequestIn
from gateway.service.sample_office.values import local

_KINDS = {"落款章": UseKind.CLOSING, "联合落款章": UseKind.CLOSING, "骑缝章": UseKind.STRADDLE}
_REQUEST_STATES = {
    "待盖章": RequestState.APPROVED,
    "已盖章": RequestState.SEALED,
    "审批中": RequestState.PENDING,
    "已驳回": RequestState.REJECTED,
}
_DONE, _CANCELLED = "成功", "印章已注销"
_HALF_AN_HOUR = timedelta(minutes=30)
Files = Mapping[str, tuple[bytes, bytes]]
"""The file as approved and as it is now, by document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressing:
    """One use of one seal that the sample office has had; `pages` from 0."""

    seal: SealIn
    document: DocumentIn
    mode: str
    at: datetime
    operator: str
    witness: str | None
    request_id: str
    pages: tuple[int, ...] = ()


def own_key(person: str) -> str:
    """The name of the key with which a person signs for themselves, beside the keys of their seals."""
    return f"{person}.own"


def kinds_of(mode: str) -> tuple[UseKind, ...]:
    return tuple(_KINDS[part] for part in mode.split("+"))


def requests(office: OfficeIn, files: Files, pressings: Sequence[Pressing]) -> Iterator[SealRequest]:
    """The applications that the sample lists."""
    titles = {document.id: document.title for document in office.documents}
    latest = max((pressing.at for pressing in pressings), default=None)
    for request in office.seal_requests:
        approved_at = None if request.approved_at is None else local(request.approved_at)
        applied_at = approved_at - _HALF_AN_HOUR if approved_at else latest
        assert applied_at is not None
        yield SealRequest(
            id=request.id,
            items=_items(request.document_id, request.id, files, pressings),
            subject=request.title or titles.get(request.document_id or "", ""),
            seal_ids=request.seal_ids,
            kinds=kinds_of(request.mode),
            copies=request.copies,
            applicant_id=request.applicant,
            applied_at=applied_at,
            state=_REQUEST_STATES[request.state],
            approver_id=request.approved_by or _usual_approver(office),
            approved_at=approved_at,
            blocked_reason=request.blocked_reason,
            reason=(request.blocked_reason or "") if request.state == "已驳回" else "",
        )


def past_requests(pressings: Sequence[Pressing], office: OfficeIn, files: Files) -> Iterator[SealRequest]:
    """Applications behind the seals that the sample's own list does not go back to."""
    listed = {request.id for request in office.seal_requests}
    pattern = next(request for request in office.seal_requests if request.approved_by is not None)
    for pressing in pressings:
        if pressing.request_id not in listed:
            yield SealRequest(
                id=pressing.request_id,
                items=_items(pressing.document.id, pressing.request_id, files, pressings),
                subject=pressing.document.title,
                seal_ids=(pressing.seal.id,),
                kinds=kinds_of(pressing.mode),
                copies=1,
                applicant_id=pattern.applicant,
                applied_at=pressing.at - 2 * _HALF_AN_HOUR,
                state=RequestState.SEALED,
                approver_id=pattern.approved_by,
                approved_at=pressing.at - _HALF_AN_HOUR,
            )


def confirmed(
    request: SealRequest, office: OfficeIn, pressings: Sequence[Pressing], trust: SampleTrust
) -> SealRequest:
    """The application with its witnesses' confirmations, truly signed, where it was approved."""
    if request.approved_at is None:
        return request
    witnesses = {seal.id: seal.witness for seal in office.seals if seal.id in request.seal_ids} | {
        pressing.seal.id: pressing.witness for pressing in pressings if pressing.request_id == request.id
    }
    confirmations = (
        _confirmation(request, seal_id, witness, trust)
        for seal_id, witness in witnesses.items()
        if witness is not None
    )
    return replace(request, confirmations=tuple(confirmations))


def entry_of(
    pressing: Pressing,
    request: SealRequest,
    *,
    before: bytes,
    after: bytes,
    trust: SampleTrust,
    entry_id: str,
) -> LedgerEntry:
    """The ledger's entry of a use, signed by its operator; not yet chained."""
    confirmation = request.confirmation_of(pressing.seal.id)
    own = trust.sealers[own_key(pressing.operator)]
    entry = LedgerEntry(
        id=entry_id,
        sequence_no=0,
        used_at=pressing.at,
        recorded_at=pressing.at,
        seal_id=pressing.seal.id,
        request_id=request.id,
        document_id=pressing.document.id,
        original_blob=content_address(before),
        sealed_blob=content_address(after),
        operator_id=pressing.operator,
        witness_id=confirmation.witness_id if confirmation else None,
        witness_digest=confirmation_digest(confirmation) if confirmation else "",
        previous=GENESIS,
        kinds=kinds_of(pressing.mode),
        pages=pressing.pages,
        copies=request.copies,
        operator_certificate=own.certificate,
    )
    return replace(entry, operator_signature=sm2.sign(own.key, use_statement_of(entry)))


def refused_entries(office: OfficeIn, new_id: Callable[[], str]) -> list[LedgerEntry]:
    """The uses that the sample's ledger lists as refused."""
    return [
        LedgerEntry(
            id=new_id(),
            sequence_no=0,
            used_at=local(line.time),
            recorded_at=local(line.time),
            seal_id=line.seal_id,
            request_id=None,
            document_id=line.document_id,
            original_blob=None,
            sealed_blob=None,
            operator_id=line.operator,
            witness_id=None,
            previous=GENESIS,
            kinds=kinds_of(line.mode),
            outcome=UseOutcome.REFUSED,
            reason="seal_not_in_use",
        )
        for line in office.seal_ledger
        if line.result != _DONE
    ]


def alarms(office: OfficeIn, new_id: Callable[[], str]) -> list[SealAlarm]:
    """One for each time that somebody tried a cancelled seal."""
    return [_alarm(line, new_id()) for line in office.seal_ledger if _CANCELLED in line.result]


def _alarm(line: LedgerIn, alarm_id: str) -> SealAlarm:
    return SealAlarm(
        id=alarm_id,
        seal_id=line.seal_id,
        kind=AlarmKind.USED_WHILE_CANCELLED,
        raised_at=local(line.time),
        operator_id=line.operator,
    )


def _usual_approver(office: OfficeIn) -> str | None:
    named: Iterator[SealRequestIn] = (one for one in office.seal_requests if one.approved_by is not None)
    return next((one.approved_by for one in named), None)


def _items(
    document_id: str | None, request_id: str, files: Files, pressings: Sequence[Pressing]
) -> tuple[RequestedDocument, ...]:
    if document_id is None:
        return ()
    approved, current = files[document_id]
    pressed = (one.seal.id for one in pressings if one.request_id == request_id)
    return (
        RequestedDocument(
            document_id=document_id,
            approved_blob=content_address(approved),
            blob=content_address(current),
            pages=len(page_sizes(approved)),
            done=tuple(dict.fromkeys(pressed)),
        ),
    )


def _confirmation(
    request: SealRequest, seal_id: str, witness: str, trust: SampleTrust
) -> WitnessConfirmation:
    own = trust.sealers[own_key(witness)]
    assert request.approved_at is not None
    return WitnessConfirmation(
        seal_id=seal_id,
        witness_id=witness,
        confirmed_at=request.approved_at + timedelta(minutes=5),
        certificate=own.certificate,
        signature=sm2.sign(own.key, witness_statement(request, seal_id, witness)),
    )
