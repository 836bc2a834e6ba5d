"""Pressing seals (用印) as a workspace does it: what is to be sealed, with what, and what became of it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import replace

from core.errors import AppError, GatewayError
from core.office import ESeal, SealRequest, UseKind
from core.office.custody_rules import stamp_demanded
from core.seal import Report, Trust, parse_seal
from core.seal.cabinet import renewal_faults, seal_faults
from core.seal.placement import Placement
from desktop.cache import Cache
from desktop.errors import ActRefused, SealingNeedsGateway
from desktop.remote import Progress
from desktop.syncing import SyncOutcome
from desktop.workspace.custody import CustodyDesk
from desktop.workspace.files import Files
from desktop.workspace.grace import OfflineAllowance, allowance
from desktop.workspace.pressing import Pressed, Pressing
from desktop.workspace.sealing import PreparedSealing, SealingDesk, SealingOutcome
from desktop.workspace.signing import SOFTWARE_KEY, SigningKeys
from desktop.workspace.values import SealingState, SealingSubject


class PressingDesk(CustodyDesk):
    """What a workspace adds for sealing and for judging seals."""

    _cache: Cache
    _files: Files
    _sealing: SealingDesk
    _pressing: Pressing
    _seal_at_hand: tuple[str, bytes]

    @abstractmethod
    def _round(self, progress: Progress | None) -> SyncOutcome: ...

    def seal_data(self, seal_id: str) -> bytes:
        """The seal's SES data (.esl). Raises `RecordAbsent` and as `file`."""
        blob = self._find(seal_id, ESeal).blob
        if self._seal_at_hand[0] != blob:
            self._seal_at_hand = blob, self.file(blob)
        return self._seal_at_hand[1]

    def seal_file_faults(self, esl: bytes, renews: str | None = None) -> tuple[str, ...]:
        """Codes for what speaks against a seal file, as the gateway will judge it; `renews` is a seal's id.

        Raises `SealUnreadable`, and as `seal_data`.
        """
        with self._working():
            seal = parse_seal(esl)
            faults = seal_faults(seal, self._sealing.trust, self._now())
            if renews is None:
                return faults
            return (*faults, *renewal_faults(seal, parse_seal(self.seal_data(renews))))

    def sealing_subject(self, request_id: str, document_id: str | None = None) -> SealingSubject:
        """What an approved application asks to have sealed, with the file itself.

        Without `document_id` the first document that still lacks one of this person's seals, else the first.
        Raises `RecordAbsent`, `NotPermitted`, `ActRefused` (`not_approved`, `other_file`) and as `file`.
        """
        request = self._find(request_id, SealRequest)
        seals = tuple(seal for seal in self.seals() if seal.id in request.seal_ids)
        own = {seal.id for seal in seals if seal.custodian_id == self._kit.person_id}
        waiting = (each for each in request.items if own - set(each.done))
        item = request.item_of(document_id) if document_id else next(waiting, next(iter(request.items), None))
        document = self._sealing.approved(request, item, self.document)
        assert item is not None
        return SealingSubject(
            request=request, item=item, document=document, seals=seals, original=self.file(item.blob)
        )

    @property
    def signing_keys(self) -> SigningKeys:
        """The keys this person may sign with; a token's PIN is given here, before `apply_seal`."""
        return self._sealing.keys

    def prepare_sealing(
        self,
        request_id: str,
        placements: Sequence[Placement],
        *,
        seal_id: str,
        kinds: Sequence[UseKind] = (UseKind.CLOSING,),
        document_id: str | None = None,
        signer: str = SOFTWARE_KEY,
    ) -> PreparedSealing:
        """Everything up to the signature; nothing has been sealed yet.

        `signer` is a choice of `signing_keys`. Raises as `sealing_subject`, `SealKeyAbsent`, `ActRefused`
        (`not_custodian`, `seal_not_in_use`, `seal_not_in_request`, `not_witnessed`…), the signer's errors and
        those of `core.seal.prepare`.
        """
        with self._working():
            subject = self.sealing_subject(request_id, document_id)
            data = self.seal_data(seal_id)
            seal = self._find(seal_id, ESeal)
            return self._sealing.prepare(subject, seal, data, placements, kinds, signer=signer)

    def apply_seal(
        self,
        prepared: PreparedSealing,
        *,
        progress: Progress | None = None,
    ) -> SealingOutcome:
        """Ask, sign, verify, keep, bring up, record.

        Without the gateway nothing is done and `SealingNeedsGateway` raised, unless the seal has a grace
        (`offline_allowance`): then the use is kept, counted, and recorded at the next contact. The use is
        signed with the person's own key too. Raises also `ActRefused` with the gateway's reason,
        `SealedFileInvalid`, `PersonalKeyAbsent`, and the signer's errors; there has been no use then.
        """
        with self._working():
            pressed = self._pressing.press([prepared])[0]
            if not isinstance(pressed, Pressed):
                raise pressed
            sealed = pressed.sealed
            return self._outcome(sealed.content, sealed.report, pressed.action_id, progress)

    def offline_allowance(self, seal_id: str) -> OfflineAllowance | None:
        """How often and until when the seal may be used without the gateway; None where no grace is set."""
        seal = self._find(seal_id, ESeal)
        if seal.offline_grace is None:
            return None
        allowed = allowance(
            seal.id,
            seal.offline_grace,
            operator_id=self._kit.person_id,
            entries=self.ledger(),
            pending=self._projection.pending,
            last_contact=self._cache.sync_state().last_contact,
            now=self._now(),
        )
        # Off line there is nobody who could give one.
        return replace(allowed, fault="time_stamp_demanded") if self.stamp_demanded(seal) else allowed

    def stamp_demanded(self, seal: ESeal) -> bool:
        """Whether a use of this seal must bear a time stamp."""
        return stamp_demanded(self.office_policy(), seal)

    def _require_grace(self, seal_id: str) -> None:
        allowed = self.offline_allowance(seal_id)
        if allowed is None:
            raise SealingNeedsGateway
        if allowed.fault is not None:
            raise ActRefused(seal_id, allowed.fault)

    def press_seals(
        self, uses: Sequence[PreparedSealing], *, go_on: Callable[[], bool] = lambda: True
    ) -> list[str | AppError]:
        """Several of many (`seal_batch`): ask about each use, sign, verify, keep; each one's act, or why not.

        Uses that are missing at the end were not begun: `go_on` is asked before each signature, and the
        gateway is to be asked about them anew. Acts and files are on the disk when this returns and go up
        with the next `sync`. Raises as `apply_seal` what holds for all; there has been no use then.
        """
        with self._working():
            pressed = self._pressing.press(uses, go_on)
            return [each.action_id if isinstance(each, Pressed) else each for each in pressed]

    def verify(self, content: bytes) -> Report:
        """Judge the seals of an OFD or a PDF with this workspace's trust, as of now.

        Raises `OfdError`, `PdfUnreadable`, `PdfSealsUnjudged`.
        """
        with self._working():
            return self._sealing.verify(content)

    def _outcome(
        self, content: bytes, report: Report, action_id: str, progress: Progress | None
    ) -> SealingOutcome:
        try:
            self._round(progress)
        except GatewayError as error:
            return SealingOutcome.of(self._projection.pending, action_id, content, report, error)
        outcome = SealingOutcome.of(self._projection.pending, action_id, content, report, None)
        if outcome.state is SealingState.CONFIRMED:
            self._files.keep(content)
        return outcome

    def _trust(self) -> Trust:
        return self._sealing.trust
