"""Keeps the ledger loaded and filtered; verifies, prints and exports it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from core.errors import AppError
from core.office import ESeal, LedgerEntry, Person
from core.seal.ledger import LedgerReport
from desktop.tasks import Tasks, Ticket
from desktop.ui.ledger.columns import lines_of, reason
from desktop.ui.ledger.export import csv_bytes
from desktop.ui.ledger.print_run import LedgerPrint, PrintTarget
from desktop.ui.ledger.sheets import Heading
from desktop.ui.ledger.state import (
    LedgerQuery,
    LedgerState,
    Names,
    matching,
    month_to_close,
    people_in,
)
from desktop.vault.files import disk_failures
from desktop.workspace import Workspace
from desktop.written import write_whole


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """The whole ledger as a lane's thread has read it."""

    entries: tuple[LedgerEntry, ...]
    names: Names
    seals: tuple[ESeal, ...]
    people: tuple[Person, ...]
    expiring: tuple[ESeal, ...]
    month: tuple[LedgerEntry, ...]
    may_export: bool


class LedgerPresenter(QObject):
    """`printed` carries the number of sheets, `exported` the number of entries; `failed` what an act met."""

    changed = Signal(LedgerState)
    printed = Signal(int)
    exported = Signal(int)
    failed = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        tasks: Tasks,
        *,
        today: Callable[[], date],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._tasks = tasks
        self._today = today
        self._state = LedgerState(demonstration=workspace.demonstration)
        self._entries: tuple[LedgerEntry, ...] = ()
        self._loading: Ticket | None = None
        self._filtering: Ticket | None = None
        self._printing: Ticket | None = None
        self._verifying: Ticket | None = None

    @property
    def state(self) -> LedgerState:
        return self._state

    @property
    def today(self) -> date:
        return self._today()

    @property
    def reader(self) -> Person:
        return self._workspace.person

    @property
    def device(self) -> str:
        return self._workspace.device_id

    # Reading ---------------------------------------------------------------------------------------

    @Slot()
    def reload(self) -> None:
        """Read the ledger again; filter and selection stay."""
        if self._loading is not None:
            self._loading.cancel()
        self._loading = self._tasks.run(self._read, owner=self, done=self._loaded, failed=self._not_loaded)

    def want(self, wanted: LedgerQuery) -> None:
        """Show the entries that another filter leaves."""
        if wanted != self._state.wanted:
            self._become(replace(self._state, wanted=wanted))
            self._filter()

    @Slot(str)
    def search(self, text: str) -> None:
        self.want(replace(self._state.wanted, search=text))

    @Slot(str)
    def select(self, entry_id: str) -> None:
        if entry_id != self._state.selected:
            self._become(replace(self._state, selected=entry_id))

    def _read(self) -> _Read:
        """On a lane's thread."""
        workspace = self._workspace
        entries = tuple(workspace.ledger())
        seals, people = tuple(workspace.seals()), tuple(workspace.people())
        names = Names(
            seals={seal.id: seal.name for seal in seals},
            people={person.id: person.name for person in people},
            documents={each.id: each.doc_number or each.title for each in workspace.documents()},
        )
        policy, today = workspace.office_policy(), self._today()
        closing = LedgerQuery(period=month_to_close(today))
        return _Read(
            entries=entries,
            month=matching(entries, closing, names, today),
            names=names,
            seals=seals,
            people=people_in(entries, people),
            expiring=tuple(seal for seal in seals if seal.expires_within(policy.expiry_notice_days, today)),
            may_export=policy.ledger_export,
        )

    def _loaded(self, read: _Read) -> None:
        self._loading = None
        self._entries = read.entries
        self._become(
            replace(
                self._state,
                total=len(read.entries),
                names=read.names,
                seals=read.seals,
                people=read.people,
                expiring=read.expiring,
                month=read.month,
                may_export=read.may_export,
                today=self._today(),
                demonstration=self._workspace.demonstration,
                error=None,
            )
        )
        self._filter()

    def _filter(self) -> None:
        if self._filtering is not None:
            self._filtering.cancel()
        state = self._state
        self._filtering = self._tasks.run(
            partial(matching, self._entries, state.wanted, state.names, self._today()),
            owner=self,
            done=self._filtered,
            failed=self._not_loaded,
        )

    def _filtered(self, shown: tuple[LedgerEntry, ...]) -> None:
        self._filtering = None
        self._become(replace(self._state, shown=shown, loading=False))

    def _not_loaded(self, error: AppError) -> None:
        self._become(replace(self._state, loading=False, error=error))

    # Verifying -------------------------------------------------------------------------------------

    @Slot()
    def verify(self) -> None:
        """Check the chain, the numbers and the signatures of everything this person sees."""
        if self._state.verifying:
            return
        self._become(replace(self._state, verifying=True, verified=0.0, report=None))
        self._verifying = self._tasks.follow(
            lambda ticket: self._workspace.verify_ledger(
                lambda done, total: ticket.report(done / total), lambda: ticket.cancelled
            ),
            owner=self,
            done=self._verified,
            failed=self._not_verified,
            progressed=lambda fraction: self._become(replace(self._state, verified=fraction)),
            slow=True,
        )

    @Slot()
    def put_report_away(self) -> None:
        """Hide what was found, or stop looking."""
        if self._verifying is not None:
            self._verifying.cancel()
            self._verifying = None
        self._become(replace(self._state, report=None, verifying=False))

    def _verified(self, report: LedgerReport) -> None:
        self._verifying = None
        self._become(replace(self._state, verifying=False, report=report))

    def _not_verified(self, error: AppError) -> None:
        self._verifying = None
        self._become(replace(self._state, verifying=False))
        self.failed.emit(error)

    # Paper and files ---------------------------------------------------------------------------------

    def print_ledger(self, heading: Heading, target: PrintTarget, *, month: bool = False) -> None:
        """Print what is shown, or else the month that is being closed; oldest first, on A4 landscape."""
        if self._printing is not None:
            return
        state = self._state
        run = LedgerPrint(
            heading=heading,
            entries=tuple(reversed(state.month if month else state.shown)),
            names=state.names,
            target=target,
        )
        self._become(replace(state, progress=0.0))
        self._printing = self._tasks.follow(
            run,
            owner=self,
            done=self._was_printed,
            failed=self._not_printed,
            progressed=lambda fraction: self._become(replace(self._state, progress=fraction)),
            slow=True,
        )

    @Slot()
    def cancel_printing(self) -> None:
        if self._printing is not None:
            self._printing.cancel()
            self._printing = None
            self._become(replace(self._state, progress=None))

    def export(self, path: str, headings: tuple[str, ...]) -> None:
        """Write the entries shown into a CSV file that the person has named; only where policy permits.

        Behind the columns of the screen stands why a use was refused; `headings` name that too.
        """
        if not self._state.may_export:
            return
        shown, names = self._state.shown, self._state.names

        def written() -> int:
            entries = tuple(reversed(shown))
            cells = zip(lines_of(entries, names), map(reason, entries), strict=True)
            lines = [(*line, why) for line, why in cells]
            with disk_failures():
                write_whole(Path(path), csv_bytes(headings, lines))
            return len(lines)

        self._tasks.run(written, owner=self, done=self.exported.emit, failed=self.failed.emit, slow=True)

    def _was_printed(self, sheets: int) -> None:
        self._printing = None
        self._become(replace(self._state, progress=None))
        self.printed.emit(sheets)

    def _not_printed(self, error: AppError) -> None:
        self._printing = None
        self._become(replace(self._state, progress=None))
        self.failed.emit(error)

    def _become(self, state: LedgerState) -> None:
        self._state = state
        self.changed.emit(state)
