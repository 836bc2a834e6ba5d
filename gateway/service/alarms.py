"""Seal monitoring (印章监控): which refused uses raise an alarm, on whose desks."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from core.office import AlarmKind, ESeal, RequestState, SealAlarm, SealRequest, SealState
from core.sync.wire import RecordSealing
from gateway.identity import Caller

NOT_AS_APPROVED = frozenset(
    {
        "other_document",
        "not_the_approved_file",
        "original_changed",
        "other_seal",
        "sealed_before_approval",
        "pages_differ",
        "kinds_differ",
        "other_size",
        "witness_not_believed",
    }
)
"""What was sealed is not what was approved: facts about the file, and yet a use of the seal."""

_NOT_ASKED = frozenset({"not_asked", "times_differ"})
"""Nobody was asked before, or about another time."""

TOLD_OF = NOT_AS_APPROVED | _NOT_ASKED | {"time_stamp_demanded"}
"""Facts about a sealed file for which its use is entered as refused, though no rule was asked before."""

_WITHOUT_APPROVAL = NOT_AS_APPROVED | {
    "kind_not_approved",
    "not_custodian",
    "not_witnessed",
    "seal_not_in_request",
    "witness",
}


def derived_id(prefix: str, *parts: str) -> str:
    """An id that the same act always leads to, so that what it leaves behind is there once."""
    return f"{prefix}-{sha256(chr(0).join(parts).encode()).hexdigest()[:40]}"


def alarm_of(
    code: str,
    act: RecordSealing,
    seal: ESeal,
    request: SealRequest,
    caller: Caller,
    *,
    raised_at: datetime,
    told_by: str,
) -> SealAlarm | None:
    """The alarm that a use refused with `code` raises, None when it was only too late or incomplete.

    `told_by` names the act that told of the use, the same however often it is sent.
    """
    kind = _kind(code, act, seal, request)
    if kind is None:
        return None
    return SealAlarm(
        id=derived_id("al", told_by),
        seal_id=seal.id,
        kind=kind,
        raised_at=raised_at,
        operator_id=caller.person_id,
        request_id=act.request_id,
        document_id=act.document_id,
    )


def _kind(code: str, act: RecordSealing, seal: ESeal, request: SealRequest) -> AlarmKind | None:
    if act.offline:
        return AlarmKind.OFFLINE_USE_REFUSED  # a sealed file is out there that nobody stands for
    if code == "seal_not_in_use":
        cancelled = seal.state is SealState.CANCELLED
        return AlarmKind.USED_WHILE_CANCELLED if cancelled else AlarmKind.USED_WHILE_SUSPENDED
    if code == "seal_not_valid_today":
        return AlarmKind.USED_OUT_OF_PERIOD
    if code == "time_stamp_demanded":
        return AlarmKind.USED_WITHOUT_TIME_STAMP
    if code in _NOT_ASKED:
        return AlarmKind.USED_WITHOUT_ASKING
    over = code == "request_not_approved" and request.state is not RequestState.SEALED
    return AlarmKind.USED_WITHOUT_APPROVAL if over or code in _WITHOUT_APPROVAL else None
