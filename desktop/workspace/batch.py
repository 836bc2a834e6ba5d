"""Pressing one seal on the many documents of an application: one by one, each asked for, signed and recorded.

Nothing is kept of a batch but what the records say: a document bears its seal or it does not. So a batch that
was cancelled, or that a crash ended, is taken up again by beginning it again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Self

from core.errors import AppError, DocumentError, GatewayError, OfficeError
from core.office import UseKind
from core.seal import DocumentNotSealable, PageMissing, SignaturesProtected, StampOutsidePage
from core.seal.placement import Placement
from desktop.errors import ActRefused, FileDiffers, SealedFileInvalid
from desktop.workspace.signing import SOFTWARE_KEY
from desktop.workspace.workspace import Workspace

log = logging.getLogger(__name__)

SENT_TOGETHER = 10
"""How many uses are recorded in one round: each is on this disk before the next is signed.

While a round is under way the next ones are asked for and signed, and never more of them than that: so many
uses may wait for the gateway's answer when a batch ends before its time.
"""

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
    """One seal of one application on these documents; `signer` is a choice of `signing_keys`."""

    request_id: str
    seal_id: str
    items: tuple[BatchItem, ...]
    signer: str = SOFTWARE_KEY


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
"""Told after each document: how many have been dealt with, and the report so far, not to be kept."""


def seal_batch(
    workspace: Workspace, order: BatchOrder, *, told: Told, cancelled: Callable[[], bool]
) -> BatchReport:
    """Press the seal on one document after the other; `cancelled` is looked at between them.

    What one document meets is in the report and the next is begun; what all would meet ends the batch. Blocks
    for as long as it takes: on a task. Raises `WorkspaceLocked`.
    """
    report = BatchReport()
    with _Rounds(workspace, report) as rounds:
        for number, item in enumerate(order.items):
            rounds.look()
            if cancelled() or report.stopped is not None:
                report.left.append(item.document_id)
                continue
            try:
                rounds.add(_pressed(workspace, order, item), item.document_id)
            except AppError as error:
                _note(report, item.document_id, error)
            told(number + 1, report)
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


def _pressed(workspace: Workspace, order: BatchOrder, item: BatchItem) -> str:
    prepared = workspace.prepare_sealing(
        order.request_id,
        item.placements,
        seal_id=order.seal_id,
        kinds=item.kinds,
        document_id=item.document_id,
        signer=order.signer,
    )
    return workspace.press_seal(prepared)


def _note(report: BatchReport, document_id: str, error: AppError) -> None:
    of_all = isinstance(error, ActRefused) and error.reason in _OF_ALL
    if isinstance(error, _OF_ONE_DOCUMENT) and not of_all:
        report.failed[document_id] = error
    else:
        report.left.append(document_id)
        report.stopped = error


class _Rounds:
    """Sends what was recorded here, `SENT_TOGETHER` at a time, while the next documents are signed.

    Only the batch's own thread writes the report. At the end of the block everything has been sent.
    """

    def __init__(self, workspace: Workspace, report: BatchReport) -> None:
        self._workspace, self._report = workspace, report
        self._sender = ThreadPoolExecutor(1, "batch")
        self._gathered: dict[str, str] = {}
        self._under_way: tuple[Future[object], dict[str, str]] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with self._sender:
            self._arrive()
            self._send()
            self._arrive()

    def add(self, action_id: str, document_id: str) -> None:
        """One more use, on the disk already; a full group goes up once the one before has been answered."""
        self._gathered[action_id] = document_id
        if len(self._gathered) >= SENT_TOGETHER:
            self._arrive()
            self._send()

    def look(self) -> None:
        """Note the answers of a round that has ended meanwhile."""
        if self._under_way is not None and self._under_way[0].done():
            self._arrive()

    def _send(self) -> None:
        if self._gathered:
            self._under_way = self._sender.submit(self._workspace.sync), self._gathered
            self._gathered = {}

    def _arrive(self) -> None:
        if self._under_way is None:
            return
        (sent, group), self._under_way = self._under_way, None
        try:
            sent.result()
        except GatewayError as error:
            self._report.stopped = self._report.stopped or error
        _read_off(self._workspace, group, self._report)


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
