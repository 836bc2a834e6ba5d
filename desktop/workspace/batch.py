"""Pressing one seal on the many documents of an application: each asked for, signed and recorded.

What costs a round trip is done for some of them together: the question, the time stamps, the files, the acts.
Nothing is kept of a batch but what the records say: a document bears its seal or it does not. So a batch that
was cancelled, or that a crash ended, is taken up again by beginning it again.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Self

from core.errors import AppError, DocumentError, GatewayError, OfficeError
from core.office import UseKind
from core.seal import DocumentNotSealable, PageMissing, SignaturesProtected, StampOutsidePage
from core.seal.placement import Placement
from core.sync.files import MAX_FILES
from desktop.errors import ActRefused, FileDiffers, SealedFileInvalid
from desktop.workspace.sealing import PreparedSealing
from desktop.workspace.signing import SOFTWARE_KEY
from desktop.workspace.workspace import Workspace

log = logging.getLogger(__name__)

TOGETHER = MAX_FILES
"""How many uses are asked about, kept and recorded together.

While a round is under way the next ones are asked for and signed, and never more of them than that: twice as
many uses may wait for the gateway's answer when a batch ends before its time.
"""
_BYTES_TOGETHER = 32 << 20
"""Of documents in memory; a larger one goes alone."""

_OF_ONE_DOCUMENT = (
    OfficeError,
    DocumentError,
    DocumentNotSealable,
    SignaturesProtected,
    PageMissing,
    StampOutsidePage,
    SealedFileInvalid,
    FileDiffers,
)
_OF_ALL = frozenset(
    {
        "not_approved",
        "offline_grace_over",
        "offline_uses_over",
        "request_not_approved",
        "not_custodian",
        "not_witnessed",
        "seal_not_in_request",
        "seal_not_in_use",
        "seal_not_valid_today",
        "time_stamp_demanded",
    }
)
"""Refusals that the next document would meet too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchItem:
    """Where the seal goes on one document."""

    document_id: str
    placements: tuple[Placement, ...]
    kinds: tuple[UseKind, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchOrder:
    """One seal of one application on these documents; `signer` is a choice of `signing_keys`.

    At most `together` of them, up to `TOGETHER`, are asked about at once.
    """

    request_id: str
    seal_id: str
    items: tuple[BatchItem, ...]
    signer: str = SOFTWARE_KEY
    together: int = TOGETHER


@dataclass(slots=True, kw_only=True)
class BatchReport:
    """What became of every document, by id.

    `waiting` are sealed and brought up, but the gateway's answer is out; `left` were not begun. `stopped` is
    what ended the batch before its end; a cancelled one has none.
    """

    sealed: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    failed: dict[str, AppError] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)
    stopped: AppError | None = None


Told = Callable[[int, BatchReport], None]
"""Told after each document: how many have been signed or failed, and the report so far, not to be kept."""


def seal_batch(
    workspace: Workspace, order: BatchOrder, *, told: Told, cancelled: Callable[[], bool]
) -> BatchReport:
    """Press the seal on one document after the other; `cancelled` is looked at between their signatures.

    What one document meets is in the report and the next is begun; what all would meet ends the batch. Blocks
    for as long as it takes: on a task. Raises `WorkspaceLocked`.
    """
    report = BatchReport()
    waiting = deque(order.items)
    with _Rounds(workspace, report) as rounds:
        run = _Run(rounds, order, told=told, cancelled=cancelled)
        while waiting and run.goes_on():
            rounds.look()
            run.press(waiting)
    report.left += [item.document_id for item in waiting]
    told(len(order.items), report)
    log.info(
        "batch sealed=%d waiting=%d failed=%d left=%d",
        len(report.sealed),
        len(report.waiting),
        len(report.failed),
        len(report.left),
    )
    return report


def left_to_seal(workspace: Workspace, request_id: str, seal_id: str) -> tuple[str, ...]:
    """The documents of an application that do not bear this seal yet. Raises `RecordAbsent`."""
    request = next((each for each in workspace.seal_requests() if each.id == request_id), None)
    if request is None:
        return ()
    return tuple(item.document_id for item in request.items if seal_id not in item.done)


class _Run:
    """One pass over the documents, some at a time."""

    def __init__(
        self,
        rounds: _Rounds,
        order: BatchOrder,
        *,
        told: Told,
        cancelled: Callable[[], bool],
    ) -> None:
        self._workspace, self._report, self._order = rounds.workspace, rounds.report, order
        self._rounds = rounds
        self._told, self._cancelled = told, cancelled
        self._done = self._signed = self._last_told = 0

    def goes_on(self) -> bool:
        return self._report.stopped is None and not self._cancelled()

    def press(self, waiting: deque[BatchItem]) -> None:
        """Press on the first documents that wait; those that were not begun wait on."""
        chosen = self._prepared(waiting)
        if not chosen:
            return
        self._signed = 0
        try:
            became = self._workspace.press_seals([prepared for _, prepared in chosen], go_on=self._signing)
        except AppError as error:
            became = [error]
        kept: dict[str, str] = {}
        for (item, _), outcome in zip(chosen, became, strict=False):
            if isinstance(outcome, AppError):
                self._note(item.document_id, outcome)
            else:
                kept[outcome] = item.document_id
        self._tell(self._done + len(became))
        self._done += len(became)
        self._rounds.send(kept)
        waiting.extendleft(item for item, _ in reversed(chosen[len(became) :]))

    def _signing(self) -> bool:
        """Whether the next may be signed; those before it are told of."""
        if self._signed:
            self._tell(self._done + self._signed)
        if self._cancelled():
            return False
        self._signed += 1
        return True

    def _tell(self, number: int) -> None:
        if number != self._last_told:
            self._last_told = number
            self._told(number, self._report)

    def _prepared(self, waiting: deque[BatchItem]) -> list[tuple[BatchItem, PreparedSealing]]:
        """Taken off the front and prepared, as far as they can be."""
        chosen: list[tuple[BatchItem, PreparedSealing]] = []
        size = 0
        while waiting and len(chosen) < min(self._order.together, TOGETHER) and size < _BYTES_TOGETHER:
            if not self.goes_on():
                break
            item = waiting.popleft()
            try:
                prepared = _prepared(self._workspace, self._order, item)
            except AppError as error:
                self._note(item.document_id, error)
                self._done += 1
                self._tell(self._done)
                continue
            chosen.append((item, prepared))
            size += len(prepared.subject.original)
        return chosen

    def _note(self, document_id: str, error: AppError) -> None:
        of_all = isinstance(error, ActRefused) and error.reason in _OF_ALL
        if isinstance(error, _OF_ONE_DOCUMENT) and not of_all:
            self._report.failed[document_id] = error
        else:
            self._report.left.append(document_id)
            self._report.stopped = self._report.stopped or error


def _prepared(workspace: Workspace, order: BatchOrder, item: BatchItem) -> PreparedSealing:
    return workspace.prepare_sealing(
        order.request_id,
        item.placements,
        seal_id=order.seal_id,
        kinds=item.kinds,
        document_id=item.document_id,
        signer=order.signer,
    )


class _Rounds:
    """Sends what was recorded here while the next documents are signed.

    Only the batch's own thread writes the report. At the end of the block everything has been sent.
    """

    def __init__(self, workspace: Workspace, report: BatchReport) -> None:
        self.workspace, self.report = workspace, report
        self._sender = ThreadPoolExecutor(1, "batch")
        self._under_way: tuple[Future[object], dict[str, str]] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with self._sender:
            self._arrive()

    def send(self, kept: dict[str, str]) -> None:
        """More uses (act's id → document's), on the disk already; the ones before are answered first."""
        if kept:
            self._arrive()
            self._under_way = self._sender.submit(self.workspace.sync), kept

    def look(self) -> None:
        """Note the answers of a round that has ended meanwhile."""
        if self._under_way is not None and self._under_way[0].done():
            self._arrive()

    def _arrive(self) -> None:
        if self._under_way is None:
            return
        (sent, group), self._under_way = self._under_way, None
        try:
            sent.result()
        except GatewayError as error:
            self.report.stopped = self.report.stopped or error
        _read_off(self.workspace, group, self.report)


def _read_off(workspace: Workspace, unsettled: dict[str, str], report: BatchReport) -> None:
    """What the gateway made of these acts (act's id → document's)."""
    refused = {pending.id: pending.reason for pending in workspace.needs_attention()}
    waiting = workspace.acts_waiting()
    for action_id, document_id in unsettled.items():
        if action_id in refused:
            said_no = ActRefused(document_id, refused[action_id] or "")
            report.failed[document_id] = said_no
            report.stopped = report.stopped or (said_no if said_no.reason in _OF_ALL else None)
        elif action_id in waiting:
            report.waiting.append(document_id)
        else:
            report.sealed.append(document_id)
