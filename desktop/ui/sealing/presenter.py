"""Takes a seal application from the queue to a verified seal on the page."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

from core.errors import AppError
from core.ofd.display import Box
from core.office import ESeal, OfficialDocument, Person, UseKind
from core.seal import Anchor, Size, SizeRule, size_rule
from core.seal.report import Report
from core.sync.wire import SealUseAnswer
from desktop.errors import ActRefused
from desktop.reading.client import ReadingWorker
from desktop.tasks import Tasks, Ticket
from desktop.ui.parts.pages import Outlook, PagesPresenter, PagesState, Phase
from desktop.ui.parts.signing import SigningPresenter
from desktop.ui.sealing.bands import EdgeBands
from desktop.ui.sealing.batch import BatchPresenter, batch_rule
from desktop.ui.sealing.batch_state import BatchState
from desktop.ui.sealing.placer import Placer, PlacerState
from desktop.ui.sealing.state import RequestRow, SealingPhase, SealingState
from desktop.ui.sealing.steps import Prepared, SealingSteps
from desktop.ui.sealing.suggesting import Company, Suggestion, company_of, suggest
from desktop.workspace import OfflineAllowance, SealingOutcome, SealingSubject, Workspace
from desktop.workspace import SealingState as Outcome


class SealingPresenter(QObject):
    """`sealed` carries the document that has just got a seal; `failed` what an act met."""

    changed = Signal(SealingState)
    sealed = Signal(object)
    failed = Signal(object)

    def __init__(
        self, workspace: Workspace, reading: ReadingWorker, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._steps = SealingSteps(workspace, reading)
        self._tasks = tasks
        self._state = SealingState(demonstration=workspace.demonstration)
        self._original = b""
        self._subject: SealingSubject | None = None
        self._suggestion = Suggestion()
        self._inked: Box | None = None
        self._suggested_for = ""
        self._opening: Ticket | None = None
        self._loading: Ticket | None = None
        self.signing = SigningPresenter(workspace, tasks, self)
        self.pages = PagesPresenter(reading, tasks, self)
        self.pages.changed.connect(self._pages_changed)
        self.pages.weaken_where(lambda: workspace.office_policy().weakened_display)
        self.placer = Placer(reading, tasks, self)
        self.placer.changed.connect(self._placed)
        self.bands = EdgeBands(reading, tasks, self)
        self.batch = BatchPresenter(workspace, tasks, self)
        self.batch.changed.connect(self._batch_changed)
        self.batch.over.connect(lambda _: self._batch_over())

    @property
    def state(self) -> SealingState:
        return self._state

    @property
    def operator(self) -> Person:
        return self._workspace.person

    # The queue ----------------------------------------------------------------------------------

    @Slot()
    def reload(self) -> None:
        if self._loading is not None:
            self._loading.cancel()
        self._loading = self._tasks.run(
            self._steps.queue, owner=self, done=self._loaded, failed=self._not_loaded
        )

    @Slot(bool)
    def set_online(self, online: bool) -> None:
        """Without the gateway the button is off, with the reason in words, unless the seal has a grace."""
        if online != self._state.online:
            self._become(replace(self._state, online=online))
            self._look_at_grace()

    @Slot(str)
    def open(self, request_id: str) -> None:
        """Choose an application; what can be sealed is opened at once."""
        if request_id == self._state.selected or self._state.phase is SealingPhase.SIGNING:
            return
        self.put_away()
        self._become(replace(self._state, selected=request_id))
        row = self._state.row
        if row is None or not row.can_be_sealed:
            return
        self._become(replace(self._state, phase=SealingPhase.OPENING))
        self._opening = self._tasks.run(
            partial(self._steps.prepare, request_id, None),
            owner=self,
            done=self._opened,
            failed=self._not_opened,
            slow=True,
        )

    @Slot()
    def put_away(self) -> None:
        """Back to the queue; nothing was signed, so nothing is left behind."""
        if self._state.phase is SealingPhase.SIGNING:
            return
        if self._opening is not None:
            self._opening.cancel()
        self._original, self._subject = b"", None
        self._suggestion, self._suggested_for = Suggestion(), ""
        self.batch.end()
        self.bands.end()
        self.placer.end()
        self.pages.close()
        kept = self._state
        self._become(
            SealingState(
                rows=kept.rows, loading=kept.loading, online=kept.online, demonstration=kept.demonstration
            )
        )

    def _loaded(self, rows: tuple[RequestRow, ...]) -> None:
        demonstration = self._workspace.demonstration
        self._become(replace(self._state, rows=rows, loading=False, demonstration=demonstration))

    def _not_loaded(self, error: AppError) -> None:
        self._become(replace(self._state, loading=False, error=error))

    # One application --------------------------------------------------------------------------------

    def open_document(self, document_id: str) -> None:
        """Show another document of the same application, with the seal where it is to go."""
        state = self._state
        if state.selected is None or state.phase is not SealingPhase.PLACING:
            return
        if state.document is not None and state.document.id == document_id:
            return
        self.bands.end()
        self.placer.end()
        self._suggested_for = ""
        self._become(replace(state, phase=SealingPhase.OPENING, placing=None))
        self._opening = self._tasks.run(
            partial(self._steps.prepare, state.selected, document_id),
            owner=self,
            done=self._opened,
            failed=self._not_opened,
            slow=True,
        )

    def _opened(self, prepared: Prepared) -> None:
        self._opening = None
        subject = prepared.subject
        self._original, self._subject = subject.original, subject
        self._become(
            replace(
                self._state,
                document=subject.document,
                document_hash=prepared.document_hash,
                seals=prepared.seals,
                witnesses=prepared.witnesses,
            )
        )
        original = subject.original
        self.pages.open(lambda _told: original)
        if self._state.seal is not None:
            self._look_for_place(self._state.seal)
        elif prepared.seals:
            self.choose_seal(prepared.seals[0].id)

    def _not_opened(self, error: AppError) -> None:
        self._opening = None
        self._become(replace(self._state, phase=SealingPhase.QUEUE, error=error))
        self.failed.emit(error)

    @Slot(str)
    def choose_seal(self, seal_id: str) -> None:
        """Take another of the seals that the application names and this person keeps."""
        seal = next((each for each in self._state.seals if each.id == seal_id), None)
        if seal is None or seal == self._state.seal:
            return
        self._inked = None
        self._become(replace(self._state, seal=seal, picture=None, grace=None))
        self.signing.show_seal(seal_id)
        self._look_at_grace()
        size = Size(seal.width_mm, seal.height_mm)
        self._tasks.run(
            partial(self._steps.picture, seal_id, size),
            owner=self,
            done=partial(self._picture_came, seal_id),
            failed=self.failed.emit,
        )
        self.placer.take_seal(size, self._rule())
        self._look_for_place(seal)
        self.batch.end()
        if self._subject is not None:
            self.batch.begin(self._subject.request, seal_id)

    def _look_for_place(self, seal: ESeal) -> None:
        self._suggested_for = ""
        self._tasks.run(
            partial(suggest, self._original, self._company(seal)),
            owner=self,
            done=partial(self._suggested, seal.id, self._original),
            failed=lambda _: self._suggested(seal.id, self._original, Suggestion()),
        )

    def _company(self, seal: ESeal) -> Company:
        """All seals that the application names."""
        assert self._subject is not None
        return company_of(self._subject, self._workspace.seal_names(self._subject.request), seal)

    def _rule(self) -> SizeRule | None:
        """How large the seal of this organ should be."""
        return None if self._state.seal is None else size_rule(self._state.seal.name)

    def _picture_came(self, seal_id: str, answer: tuple[QImage, Box]) -> None:
        if self._state.seal is not None and self._state.seal.id == seal_id:
            picture, self._inked = answer
            self._become(replace(self._state, picture=picture))
            self.placer.take_inked(self._inked)

    def _suggested(self, seal_id: str, original: bytes, suggestion: Suggestion) -> None:
        seal = self._state.seal
        if seal is None or seal.id != seal_id or original is not self._original:
            return
        self._suggestion, self._suggested_for = suggestion, seal_id
        self.placer.take_suggestion(suggestion)
        self._begin_placing()

    def _pages_changed(self, state: PagesState) -> None:
        if state.phase is Phase.SHOWN and self._state.phase is SealingPhase.OPENING:
            self._begin_placing()
        elif state.phase is Phase.FAILED and self._state.phase is SealingPhase.OPENING:
            self._become(replace(self._state, phase=SealingPhase.QUEUE, error=state.error))

    def _begin_placing(self) -> None:
        """Once the pages are open and the text has been looked through for the date."""
        handle, seal = self.pages.handle, self._state.seal
        if handle is None or self._state.phase is not SealingPhase.OPENING:
            return
        if seal is not None and self._suggested_for != seal.id:
            return
        if seal is not None:
            size = Size(seal.width_mm, seal.height_mm)
            kinds = self._subject.request.kinds if self._subject is not None else (UseKind.CLOSING,)
            batch, document = self._state.batch, self._state.document
            start = batch.pressing_of(document.id) if batch is not None and document is not None else None
            self.placer.begin(handle, size, self._suggestion, kinds, self._rule(), start=start)
        if self._inked is not None:
            self.placer.take_inked(self._inked)
        self._become(replace(self._state, phase=SealingPhase.PLACING))

    def _placed(self, placer: PlacerState) -> None:
        placing = placer.placing
        handle = self.pages.handle
        if placing is not None and placing.straddling is not None and handle is not None:
            self.bands.begin(handle, placing.straddling.edge, weakened=self.pages.state.weakened)
        self._become(
            replace(
                self._state,
                placing=placing,
                around=placer.around,
                ghosts=placer.ghosts,
                cautions=placer.cautions,
            )
        )

    # Many documents -------------------------------------------------------------------------------

    def choose_anchor(self, anchor: Anchor, keyword: str) -> None:
        """What the seal goes by in all documents; the example shows it at once."""
        batch = self.batch.state
        if batch is None or self.placer.placing is None:
            return
        if anchor is Anchor.DATE:
            self.placer.snap_to_date()
        self.batch.choose(batch_rule(anchor, keyword, self.placer.placing))

    def look_through(self, keyword: str) -> None:
        """Try the rule, with the example as it lies now, on every document."""
        batch, seal, placing = self.batch.state, self._state.seal, self.placer.placing
        if batch is None or seal is None or placing is None:
            return
        self.batch.choose(batch_rule(batch.rule.anchor, keyword, placing))
        self.batch.look_through(self._company(seal), self._inked)

    @Slot()
    def place_by_hand(self) -> None:
        """The document that is shown gets its seal where it lies now."""
        document, placing = self._state.document, self.placer.placing
        if document is not None and placing is not None:
            self.batch.place_by_hand(document.id, placing.placements, placing.kinds)

    def _batch_changed(self, batch: BatchState | None) -> None:
        self._become(replace(self._state, batch=batch))

    def _batch_over(self) -> None:
        self.signing.release()
        self.placer.release()
        if self._state.phase is SealingPhase.SIGNING:
            self._become(replace(self._state, phase=SealingPhase.PLACING))
        self.reload()

    # Signing -----------------------------------------------------------------------------------------

    @Slot()
    def ask_gateway(self) -> None:
        """Ask whether the seal may be pressed now: the last question shows the answer."""
        state = self._state
        if state.selected is None or state.seal is None or state.document is None:
            return
        self._become(replace(state, permission=None, error=None))
        if state.is_in_grace:
            return
        ready = state.batch.ready if state.batch is not None else ()
        document_id = ready[0].document_id if ready else state.document.id
        self._tasks.run(
            partial(self._workspace.check_seal_use, state.selected, document_id, state.seal.id),
            owner=self,
            done=self._permitted,
            failed=self._not_permitted,
        )

    def _look_at_grace(self) -> None:
        seal = self._state.seal
        if seal is None or self._state.online:
            return
        self._tasks.run(
            partial(self._workspace.offline_allowance, seal.id),
            owner=self,
            done=partial(self._grace_came, seal.id),
            failed=self.failed.emit,
        )

    def _grace_came(self, seal_id: str, grace: OfflineAllowance | None) -> None:
        if self._state.seal is not None and self._state.seal.id == seal_id:
            self._become(replace(self._state, grace=grace))

    def _permitted(self, answer: SealUseAnswer) -> None:
        if self._state.phase is SealingPhase.PLACING:
            self._become(replace(self._state, permission=answer))

    def _not_permitted(self, error: AppError) -> None:
        if self._state.phase is SealingPhase.PLACING:
            self._become(replace(self._state, error=error))

    def refuse(self, code: str, reason: str) -> None:
        """Not to be sealed: entered in the ledger, and told to the applicant. `code` as in the ledger."""
        state = self._state
        if state.selected is None or state.phase not in {SealingPhase.PLACING, SealingPhase.QUEUE}:
            return
        self._tasks.run(
            partial(self._steps.refuse, state.selected, code, reason),
            owner=self,
            done=lambda _: self._refused(),
            failed=self._not_refused,
            slow=True,
        )

    def _refused(self) -> None:
        self.put_away()
        self.reload()

    def _not_refused(self, error: AppError) -> None:
        self._become(replace(self._state, error=error))
        self.failed.emit(error)

    @Slot()
    def sign(self) -> None:
        """Sign, send and verify; only after the person has confirmed what, where and with whom."""
        state = self._state
        if state.obstacle is not None or state.phase is not SealingPhase.PLACING:
            return
        if state.batch is not None:
            self.placer.hold_still()
            self._become(replace(state, phase=SealingPhase.SIGNING, error=None))
            self.batch.run(self.signing.state.chosen)
            return
        assert state.selected is not None
        assert state.placing is not None
        assert state.seal is not None
        assert state.document is not None
        work = partial(
            self._steps.press,
            state.selected,
            state.document,
            state.placing,
            seal_id=state.seal.id,
            signer=self.signing.state.chosen,
        )
        self.placer.hold_still()
        self._become(replace(state, phase=SealingPhase.SIGNING, error=None))
        self._tasks.run(work, owner=self, done=self._applied, failed=self._not_applied, slow=True)

    def _applied(self, answer: tuple[SealingOutcome, OfficialDocument]) -> None:
        outcome, document = answer
        self.signing.release()
        if outcome.state is Outcome.REFUSED:
            self._not_applied(ActRefused(document.id, outcome.reason or ""))
            return
        waiting = outcome.state is Outcome.WAITING
        placing = self._state.placing
        page = placing.placements[0].page if placing is not None and placing.placements else 0
        self.placer.end()
        self.bands.end()
        self._become(
            replace(
                self._state,
                phase=SealingPhase.SEALED,
                document=document,
                report=None,
                waiting_for_gateway=waiting,
            )
        )
        self.sealed.emit(document)
        self.pages.opened.connect(self._verify)
        self.pages.open(lambda _told: outcome.content, outlook=Outlook(page=page))
        self.reload()

    def _not_applied(self, error: AppError) -> None:
        self.signing.release()
        self.placer.release()
        self._become(replace(self._state, phase=SealingPhase.PLACING, error=error))
        self.failed.emit(error)

    def _verify(self, content: bytes) -> None:
        self.pages.opened.disconnect(self._verify)
        self._tasks.run(
            lambda: self._workspace.verify(content),
            owner=self,
            done=self._verified,
            failed=self.failed.emit,
        )

    def _verified(self, report: Report) -> None:
        if self._state.phase is SealingPhase.SEALED:
            self._become(replace(self._state, report=report))

    def _become(self, state: SealingState) -> None:
        self._state = state
        self.changed.emit(state)
