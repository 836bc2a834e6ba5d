"""One application, many documents: a rule, what it finds in each, the run, and what became of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from core.errors import AppError
from core.ofd.display import Box
from core.office import SealRequest, UseKind
from core.seal import Anchor, Placement, PlacementRule, places_by
from desktop.tasks import Tasks, Ticket
from desktop.ui.sealing.batch_state import BatchPhase, BatchRow, BatchState, Fate
from desktop.ui.sealing.placing import Placing
from desktop.ui.sealing.suggesting import Company
from desktop.workspace import BatchItem, BatchOrder, BatchReport, Workspace, seal_batch

_KIND = {
    Anchor.DATE: UseKind.CLOSING,
    Anchor.SPOT: UseKind.CLOSING,
    Anchor.KEYWORD: UseKind.KEYWORD,
}


class BatchPresenter(QObject):
    """`over` carries the report of a run."""

    changed = Signal(object)
    over = Signal(object)

    def __init__(self, workspace: Workspace, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._tasks = workspace, tasks
        self._state: BatchState | None = None
        self._request: SealRequest | None = None
        self._seal_id = ""
        self._ticket: Ticket | None = None
        self._found: list[BatchRow] = []
        self._stopping, self._so_far = False, BatchReport()

    @property
    def state(self) -> BatchState | None:
        """None while no application for several documents is open."""
        return self._state

    def begin(self, request: SealRequest, seal_id: str) -> None:
        """Show the documents of an application; one for a single document is no batch."""
        if len(request.items) < 2:
            return
        self._request, self._seal_id = request, seal_id
        rows = []
        for item in request.items:
            title, number = self._named(item.document_id)
            fate = Fate.BEFORE if seal_id in item.done else Fate.UNSEEN
            rows.append(BatchRow(document_id=item.document_id, title=title, number=number, fate=fate))
        self._become(BatchState(rows=tuple(rows)))

    def end(self) -> None:
        self.cancel()
        self._request, self._seal_id = None, ""
        if self._state is not None:
            self._state = None
            self.changed.emit(None)

    def _named(self, document_id: str) -> tuple[str, str]:
        try:
            document = self._workspace.document(document_id)
        except AppError:
            return "", ""
        return document.title, document.doc_number or ""

    # The rule ---------------------------------------------------------------------------------------

    def choose(self, rule: PlacementRule) -> None:
        """Another rule: what the one before found is forgotten, what was done by hand is kept."""
        state = self._state
        if state is None or state.phase in (BatchPhase.LOOKING, BatchPhase.SEALING, BatchPhase.OVER):
            return
        if rule == state.rule:
            return
        rows = tuple(
            replace(row, fate=Fate.UNSEEN, item=None, error=None)
            if row.fate in (Fate.READY, Fate.NO_PLACE)
            else row
            for row in state.rows
        )
        self._become(replace(state, rule=rule, rows=rows, phase=BatchPhase.EXAMPLE))

    def look_through(self, company: Company, inked: Box | None) -> None:
        """Try the rule on every document that has no place yet; `company` are the seals pressed together."""
        state, request = self._state, self._request
        if state is None or request is None or state.phase not in (BatchPhase.EXAMPLE, BatchPhase.LOOKED):
            return
        wanted = [row for row in state.rows if row.fate in (Fate.UNSEEN, Fate.NO_PLACE)]
        self._found = []
        self._become(replace(state, phase=BatchPhase.LOOKING, done=0, total=len(wanted)))
        self._ticket = self._tasks.follow(
            partial(self._look, request.id, wanted, state.rule, company, inked, self._found),
            owner=self,
            done=lambda _: self._looked(BatchPhase.LOOKED),
            failed=lambda _: self._looked(BatchPhase.EXAMPLE),
            progressed=lambda _: self._take_found(),
            slow=True,
        )

    def _look(  # noqa: PLR0917  bound once, above
        self,
        request_id: str,
        rows: list[BatchRow],
        rule: PlacementRule,
        company: Company,
        inked: Box | None,
        found: list[BatchRow],
        ticket: Ticket,
    ) -> None:
        """On a lane's thread."""
        for number, row in enumerate(rows):
            if ticket.cancelled:
                return
            try:
                subject = self._workspace.sealing_subject(request_id, row.document_id)
                placements = places_by(
                    rule,
                    subject.original,
                    company.seals[company.own].size,
                    inked=inked,
                    together=company.seals,
                    own=company.own,
                )
            except AppError as error:
                self._workspace.sync_status()  # locked meanwhile: that ends the pass, it is no exception
                found.append(replace(row, fate=Fate.NO_PLACE, item=None, error=error))
            else:
                found.append(_placed(row, placements, _kinds(rule, placements), Fate.READY))
            ticket.report((number + 1) / len(rows))

    def _take_found(self) -> None:
        state = self._state
        if state is None:
            return
        found = {row.document_id: row for row in tuple(self._found)}
        rows = tuple(found.get(row.document_id, row) for row in state.rows)
        self._become(replace(state, rows=rows, done=len(found)))

    def _looked(self, phase: BatchPhase) -> None:
        self._ticket = None
        self._take_found()
        if self._state is not None:
            self._become(replace(self._state, phase=phase))

    # Exceptions -------------------------------------------------------------------------------------

    def leave_out(self, document_id: str, *, out: bool) -> None:
        """Not this time: it stays in the application and may be sealed later."""
        self._change(document_id, _left_out if out else _taken_in)

    def place_by_hand(
        self, document_id: str, placements: tuple[Placement, ...], kinds: tuple[UseKind, ...]
    ) -> None:
        """This document's seal goes where a person has put it."""
        self._change(document_id, lambda row: _placed(row, placements, kinds, Fate.BY_HAND))

    def _change(self, document_id: str, change: Callable[[BatchRow], BatchRow]) -> None:
        state = self._state
        if state is None or state.phase in (BatchPhase.LOOKING, BatchPhase.SEALING):
            return
        rows = tuple(change(row) if row.document_id == document_id else row for row in state.rows)
        self._become(replace(state, rows=rows))

    # The run ----------------------------------------------------------------------------------------

    def run(self, signer: str) -> None:
        """Press the seal on every document that is ready, one after the other."""
        state, request = self._state, self._request
        if state is None or request is None or not state.may_run:
            return
        self._stopping, self._so_far = False, BatchReport()
        order = BatchOrder(request_id=request.id, seal_id=self._seal_id, items=state.ready, signer=signer)
        self._become(replace(state, phase=BatchPhase.SEALING, done=0, total=len(order.items)))
        self._ticket = self._tasks.follow(
            lambda ticket: self._seal(order, ticket),
            owner=self,
            done=self._sealed,
            failed=self._not_sealed,
            progressed=self._progressed,
            slow=True,
        )

    @Slot()
    def cancel(self) -> None:
        """End a pass: at once when documents are looked through, between two when they are sealed."""
        state = self._state
        if self._ticket is None or state is None:
            return
        if state.phase is BatchPhase.SEALING:
            self._stopping = True
            return
        self._ticket.cancel()
        self._ticket = None
        self._take_found()
        if self._state is not None:
            self._become(replace(self._state, phase=BatchPhase.EXAMPLE))

    def _seal(self, order: BatchOrder, ticket: Ticket) -> BatchReport:
        """On a lane's thread. A cancelled ticket has no answer, so a run is not ended through it."""
        count = len(order.items)

        def told(number: int, report: BatchReport) -> None:
            # A copy: the report goes on being written by this thread while the other reads.
            self._so_far = BatchReport(sealed=[*report.sealed], failed={**report.failed})
            ticket.report(number / count)

        return seal_batch(self._workspace, order, told=told, cancelled=lambda: self._stopping)

    def _progressed(self, fraction: float) -> None:
        state = self._state
        if state is not None:
            rows = tuple(_after(row, self._so_far) for row in state.rows)
            self._become(replace(state, done=round(fraction * state.total), rows=rows))

    def _sealed(self, report: BatchReport) -> None:
        self._ticket = None
        state = self._state
        if state is not None:
            rows = tuple(_after(row, report) for row in state.rows)
            self._become(replace(state, phase=BatchPhase.OVER, rows=rows, stopped=report.stopped))
        self.over.emit(report)

    def _not_sealed(self, error: AppError) -> None:
        self._ticket = None
        if self._state is not None:
            self._become(replace(self._state, phase=BatchPhase.OVER, stopped=error))
        self.over.emit(BatchReport(stopped=error))

    def _become(self, state: BatchState) -> None:
        self._state = state
        self.changed.emit(state)


def batch_rule(anchor: Anchor, keyword: str, example: Placing) -> PlacementRule:
    """The rule that an example stands for. A spot on the last page is meant from the end."""
    place, along = example.place, example.straddling
    last = place is None or place.page == len(example.pages) - 1
    return PlacementRule(
        anchor=anchor,
        keyword=keyword if anchor is Anchor.KEYWORD else "",
        page=-1 if last or place is None else place.page,
        x_mm=place.x_mm if place is not None and anchor is Anchor.SPOT else 0.0,
        y_mm=place.y_mm if place is not None and anchor is Anchor.SPOT else 0.0,
        edge=along.edge if along is not None else None,
        offset_mm=along.offset_mm if along is not None else None,
    )


def rule_kinds(rule: PlacementRule) -> tuple[UseKind, ...]:
    """What a rule presses, to be held against what was applied for."""
    whole = (_KIND[rule.anchor],) if rule.anchor in _KIND else ()
    return (*whole, *((UseKind.STRADDLE,) if rule.edge is not None else ()))


def _kinds(rule: PlacementRule, placements: tuple[Placement, ...]) -> tuple[UseKind, ...]:
    """A document of one page has no slices, whatever the rule asks for."""
    sliced = any(placement.clip is not None for placement in placements)
    return tuple(kind for kind in rule_kinds(rule) if kind is not UseKind.STRADDLE or sliced)


def _placed(
    row: BatchRow, placements: tuple[Placement, ...], kinds: tuple[UseKind, ...], fate: Fate
) -> BatchRow:
    item = BatchItem(document_id=row.document_id, placements=placements, kinds=kinds)
    return replace(row, fate=fate, item=item, error=None)


def _left_out(row: BatchRow) -> BatchRow:
    untried = {Fate.READY, Fate.BY_HAND, Fate.NO_PLACE, Fate.UNSEEN}
    return replace(row, fate=Fate.LEFT_OUT) if row.fate in untried else row


def _taken_in(row: BatchRow) -> BatchRow:
    return replace(row, fate=_before_left_out(row)) if row.fate is Fate.LEFT_OUT else row


def _before_left_out(row: BatchRow) -> Fate:
    if row.item is not None:
        return Fate.READY
    return Fate.NO_PLACE if row.error is not None else Fate.UNSEEN


def _after(row: BatchRow, report: BatchReport) -> BatchRow:
    if row.document_id in report.failed:
        return replace(row, fate=Fate.FAILED, error=report.failed[row.document_id])
    if row.document_id in report.sealed:
        return replace(row, fate=Fate.SEALED)
    if row.document_id in report.waiting:
        return replace(row, fate=Fate.WAITING)
    return row
