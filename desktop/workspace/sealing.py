"""Applying a seal: approved file → prepared → signed → verified → brought up → recorded."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from core.crypto import parse_certificate, parse_crl
from core.errors import GatewayError
from core.ids import content_address
from core.office import (
    ESeal,
    FileFormat,
    OfficialDocument,
    RequestedDocument,
    RequestState,
    SealRequest,
    UseKind,
    UsePermit,
)
from core.office.calendar import office_day
from core.office.custody_rules import document_fault, seal_fault
from core.seal import (
    Report,
    TimeStampRefused,
    TimeStampRequest,
    TimeStampUnfit,
    Trust,
    Verdict,
    judge_time_stamp,
    use_statement,
    verify_document,
)
from core.seal.permit import permit_digest
from core.seal.placement import Placement
from core.seal.revocation import with_newer_lists
from core.seal.sealing import Prepared, finish, prepare
from core.seal.trust import CLOCK_TOLERANCE
from core.sync.journal import PendingAction, PendingState
from core.sync.wire import EnrolmentKit, RecordSealing, SealUseQuestion
from desktop.devices import Signer
from desktop.errors import (
    ActRefused,
    ClockWrong,
    SealedFileInvalid,
)
from desktop.pdfseals import PdfSeals, is_pdf
from desktop.remote import Gateway
from desktop.workspace.enrolment import without_keys
from desktop.workspace.signing import SOFTWARE_KEY, SigningKeys
from desktop.workspace.statements import signed
from desktop.workspace.values import SealingState, SealingSubject

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedSealing:
    """A seal in its place, waiting for the signature; nothing has been sealed yet."""

    subject: SealingSubject
    seal: ESeal
    placements: tuple[Placement, ...]
    kinds: tuple[UseKind, ...]
    prepared: Prepared
    signer: str = SOFTWARE_KEY
    """The choice of key (`SigningKeys`) whose certificate was prepared with."""
    permit: UsePermit | None = None
    """The gateway's yes, which the prepared seal names; None until it was asked, and off line."""

    @property
    def original_blob(self) -> str:
        """The content address of what is about to be sealed."""
        return self.subject.item.blob

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages, from 0, that will bear the seal."""
        return tuple(sorted({placement.page for placement in self.placements}))

    def under(self, permit: UsePermit, now: datetime) -> PreparedSealing:
        """The same use, permitted by the gateway and as of `now`."""
        return replace(self, permit=permit, prepared=self.prepared.under(permit_digest(permit), now))


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedFile:
    """A sealed and verified file that the gateway does not know yet."""

    prepared: PreparedSealing
    content: bytes
    report: Report

    def act(self, operator_id: str, signer: Signer, *, offline: bool = False) -> RecordSealing:
        """What to record, signed by the operator. Raises the signer's errors."""
        prepared = self.prepared
        subject, used_at = prepared.subject, prepared.prepared.sealed_at
        original, sealed = prepared.original_blob, content_address(self.content)
        proof = signed(
            use_statement(
                request_id=subject.request.id,
                document_id=subject.document.id,
                seal_id=prepared.seal.id,
                original_blob=original,
                sealed_blob=sealed,
                operator_id=operator_id,
                kinds=prepared.kinds,
                pages=prepared.pages,
                used_at=used_at,
            ),
            signer,
        )
        return RecordSealing(
            request_id=subject.request.id,
            document_id=subject.document.id,
            seal_id=prepared.seal.id,
            original_blob=original,
            sealed_blob=sealed,
            sealed_size=len(self.content),
            format=FileFormat.OFD,
            kinds=prepared.kinds,
            pages=prepared.pages,
            used_at=used_at,
            offline=offline,
            permit=prepared.permit,
            certificate=proof.certificate,
            signature=proof.signature,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SealingOutcome:
    """What became of a sealing; `reason` is a code when the gateway said no or could not be asked.

    WAITING means that the connection broke off after the file had been brought up: the act is kept
    and goes up with the next sync, once, whatever the gateway has already done.
    """

    state: SealingState
    content: bytes
    report: Report
    action_id: str
    reason: str | None = None

    @property
    def sealed_blob(self) -> str:
        return content_address(self.content)

    @classmethod
    def of(
        cls,
        pending: Iterable[PendingAction],
        action_id: str,
        content: bytes,
        report: Report,
        failure: GatewayError | None,
    ) -> SealingOutcome:
        """Read off the acts that are still unsettled after the round that sent this one."""
        mine = next((each for each in pending if each.id == action_id), None)
        state, reason = SealingState.CONFIRMED, None
        if mine is not None and mine.state is not PendingState.WAITING:
            state, reason = SealingState.REFUSED, mine.reason
        elif mine is not None:
            state, reason = SealingState.WAITING, None if failure is None else failure.code
        return cls(state=state, content=content, report=report, action_id=action_id, reason=reason)


class SealingDesk:
    """The rules and the keys of one person's sealing."""

    def __init__(self, kit: EnrolmentKit, gateway: Gateway, now: Callable[[], datetime]) -> None:
        self._kit, self._gateway, self._now = kit, gateway, now
        self.keys = SigningKeys(lambda: self._kit)
        self._pdfs = PdfSeals()
        self._lists: tuple[bytes, ...] = ()
        self._trust: Trust | None = None

    @property
    def trust(self) -> Trust:
        """Anchors, intermediates, seal makers of the enrolment, and the newest revocation lists there are.

        Whoever may press a seal has a certificate of the same authority: without the list of makers they
        could make seals of any name. Raises `CertificateUnreadable`.
        """
        if self._trust is None:
            certificates = [parse_certificate(pem.encode()) for pem in self._kit.trust_pem]
            enrolled = Trust(
                anchors=tuple(one for one in certificates if one.is_self_signed),
                intermediates=tuple(one for one in certificates if not one.is_self_signed),
                crls=tuple(parse_crl(pem.encode()) for pem in self._kit.crl_pem),
                trusted_makers=frozenset(parse_certificate(pem.encode()).raw for pem in self._kit.maker_pem),
            )
            self._trust = with_newer_lists(enrolled, self._lists)
        return self._trust

    def take_lists(self, lists: Sequence[bytes]) -> tuple[bytes, ...]:
        """Judge with these revocation lists (DER) too, as far as they are newer and rightly signed.

        Gives what of all lists is the newest, to be kept. Raises `CertificateUnreadable` for the enrolment's.
        """
        self._lists, self._trust = (*self._lists, *lists), None
        self._lists = tuple(crl.raw for crl in self.trust.crls)
        return self._lists

    def forget_keys(self) -> None:
        """The workspace has been locked: from now on there is nothing here to sign with."""
        self._kit = without_keys(self._kit)
        self.keys.close()
        self._pdfs.close()

    def verify(self, content: bytes) -> Report:
        if is_pdf(content):
            return self._pdfs.judge(content, self.trust, self._now())
        return verify_document(content, self.trust, self._now())

    def approved(
        self,
        request: SealRequest,
        item: RequestedDocument | None,
        document_of: Callable[[str], OfficialDocument],
    ) -> OfficialDocument:
        """The document of an application's item. Raises `ActRefused` and as `document_of`."""
        if request.state is not RequestState.APPROVED:
            raise ActRefused(request.id, "not_approved")
        if item is None:
            raise ActRefused(request.id, "nothing_to_seal")
        document = document_of(item.document_id)
        if document.current is None or document.current.blob != item.blob:
            raise ActRefused(request.id, "other_file")
        if document.current.format is not FileFormat.OFD:
            raise ActRefused(document.id, "not_ofd")
        return document

    def prepare(
        self,
        subject: SealingSubject,
        seal: ESeal,
        seal_data: bytes,
        placements: Sequence[Placement],
        kinds: Sequence[UseKind],
        *,
        signer: str = SOFTWARE_KEY,
    ) -> PreparedSealing:
        """Raises `ActRefused`, `SealKeyAbsent`, the signer's errors and those of `core.seal.prepare`."""
        fault = self._fault(subject, seal, placements, kinds)
        if fault is not None:
            raise ActRefused(seal.id, fault)
        prepared = prepare(
            subject.original,
            seal=seal_data,
            placements=placements,
            signer_certificate=self.keys.signer(seal.id, signer).certificate(),
            now=self._now(),
        )
        return PreparedSealing(
            subject=subject,
            seal=seal,
            placements=tuple(placements),
            kinds=tuple(kinds),
            prepared=prepared,
            signer=signer,
        )

    def _fault(
        self, subject: SealingSubject, seal: ESeal, placements: Sequence[Placement], kinds: Sequence[UseKind]
    ) -> str | None:
        """The first rule in the way, as the gateway would say it."""
        request = subject.request
        confirmation = request.confirmation_of(seal.id)
        state = seal_fault(seal, office_day(self._now()))
        document = document_fault(subject.document, subject.item.blob, subject.item.pages)
        holds = {
            "seal_not_in_request": seal.id in request.seal_ids,
            "not_custodian": seal.custodian_id == self._kit.person_id,
            state or "": state is None,
            document or "": document is None,
            "seal_used_already": seal.id not in subject.item.done,
            "kind_not_approved": set(kinds) <= set(request.kinds),
            "not_witnessed": confirmation is not None,
            "no_placement": bool(placements) and bool(kinds),
        }
        return next((code for code, holding in holds.items() if not holding), None)

    def recording(self, sealed: SealedFile, *, offline: bool) -> RecordSealing:
        """The act for a sealed file, signed with the person's own key, or the token that pressed the seal."""
        return sealed.act(self._kit.person_id, self.keys.personal(sealed.prepared.signer), offline=offline)

    def answers(self, uses: Sequence[PreparedSealing]) -> tuple[PreparedSealing | ActRefused, ...]:
        """The gateway's word on each use, all as of one moment: the same under its permit, or why not.

        Raises kinds of `GatewayError` when it could not be asked, and `ClockWrong` when this computer's time
        is not the gateway's: a use told for another time than its permit's would be refused, and yet made.
        """
        questions = [
            SealUseQuestion(
                request_id=each.subject.request.id,
                document_id=each.subject.document.id,
                seal_id=each.seal.id,
                blob=each.original_blob,
            )
            for each in uses
        ]
        answers, now = self._gateway.check_seal_uses(questions), self._now()
        for answer in answers:
            if abs(now - answer.server_time) > CLOCK_TOLERANCE:
                raise ClockWrong((now - answer.server_time).total_seconds())
        return tuple(
            ActRefused(each.seal.id, answer.reason)
            if answer.permit is None
            else each.under(answer.permit, now)
            for each, answer in zip(uses, answers, strict=True)
        )

    def signed(self, prepared: PreparedSealing) -> tuple[int, int]:
        """(r, s) by the seal's own key; the permission was asked before. Raises the signer's errors."""
        return self.keys.signer(prepared.seal.id, prepared.signer).sign_e(prepared.prepared.e)

    def stamps(self, signatures: Sequence[tuple[int, int]]) -> list[bytes | None]:
        """A time stamp over each signature, where there is one to be had; else the time is only claimed."""
        requests = [
            TimeStampRequest.of_signature(signature, nonce=secrets.randbits(63) + 1)
            for signature in signatures
        ]
        if not requests:
            return []
        try:
            replies = self._gateway.time_stamps([request.encoded for request in requests])
        except GatewayError as error:
            log.info("sealed without a time stamp code=%s", error.code)
            return [None] * len(requests)
        return [self._judged(*each) for each in zip(replies, requests, strict=True)]

    def _judged(self, reply: bytes | None, request: TimeStampRequest) -> bytes | None:
        if reply is None:
            log.info("sealed without a time stamp: there was no answer")
            return None
        try:
            return judge_time_stamp(reply, request, self.trust, self._now()).token
        except (TimeStampRefused, TimeStampUnfit) as error:
            log.info("sealed without a time stamp code=%s", error.code)
            return None

    def finished(
        self, prepared: PreparedSealing, signature: tuple[int, int], stamp: bytes | None
    ) -> SealedFile:
        """The sealed file, verified by ourselves. Raises `SealedFileInvalid` and as `core.seal.finish`."""
        content = finish(prepared.prepared, signature, stamp)
        report = self.verify(content)
        if report.verdict is not Verdict.VALID:
            codes = {finding.code.value for finding in report.findings}
            codes |= {code.value for seal in report.seals for code in seal.codes}
            raise SealedFileInvalid(tuple(sorted(codes)))
        return SealedFile(prepared=prepared, content=content, report=report)
