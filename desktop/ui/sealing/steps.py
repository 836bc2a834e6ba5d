"""The steps of sealing that block: each runs on a lane's thread, and gives what the presenter then shows."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from PySide6.QtGui import QImage

from core.errors import GatewayError
from core.ids import content_address
from core.ofd.display import Box
from core.office import ESeal, OfficialDocument, Person, SealState
from core.seal import Size, parse_seal
from desktop.reading.client import ReadingWorker
from desktop.ui.sealing.picture import inked_part, seal_image
from desktop.ui.sealing.placing import Placing
from desktop.ui.sealing.queue import queue_rows
from desktop.ui.sealing.state import RequestRow
from desktop.workspace import SealingOutcome, SealingSubject, Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A document that is to be sealed, with those of this person's seals that may go onto it."""

    subject: SealingSubject
    document_hash: str
    seals: tuple[ESeal, ...]
    witnesses: tuple[Person, ...]


class SealingSteps:
    """Every step raises what the workspace's method of the same purpose raises."""

    def __init__(self, workspace: Workspace, reading: ReadingWorker) -> None:
        self._workspace = workspace
        self._reading = reading

    def queue(self) -> tuple[RequestRow, ...]:
        return queue_rows(self._workspace)

    def prepare(self, request_id: str, document_id: str | None) -> Prepared:
        subject = self._workspace.sealing_subject(request_id, document_id)
        me = self._workspace.person.id
        return Prepared(
            subject=subject,
            document_hash=content_address(subject.original),
            seals=tuple(
                seal for seal in subject.seals if seal.custodian_id == me and seal.state is SealState.IN_USE
            ),
            witnesses=tuple(person for person in self._workspace.people() if person.id != me),
        )

    def picture(self, seal_id: str, size: Size) -> tuple[QImage, Box]:
        """The seal's picture, and the part of it that is inked, in mm."""
        image = seal_image(parse_seal(self._workspace.seal_data(seal_id)).picture, self._reading)
        return image, inked_part(image, size)

    def press(
        self, request_id: str, document: OfficialDocument, placing: Placing, *, seal_id: str, signer: str
    ) -> tuple[SealingOutcome, OfficialDocument]:
        """The outcome, and the document as it is after it."""
        prepared = self._workspace.prepare_sealing(
            request_id,
            placing.placements,
            seal_id=seal_id,
            kinds=placing.kinds,
            document_id=document.id,
            signer=signer,
        )
        outcome = self._workspace.apply_seal(prepared)
        return outcome, self._workspace.document(document.id)

    def refuse(self, request_id: str, code: str, reason: str) -> None:
        """Kept at once, and sent as soon as the gateway can be reached."""
        self._workspace.refuse_sealing(request_id, code, reason)
        with suppress(GatewayError):
            self._workspace.sync()
