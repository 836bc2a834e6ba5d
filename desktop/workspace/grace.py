"""Using a seal without the gateway, where its policy allows: how often, how long, counted on both sides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.office import LedgerEntry, OfflineGrace
from core.seal.trust import CLOCK_TOLERANCE
from core.sync.journal import PendingAction
from desktop.workspace.kept import unsettled


@dataclass(frozen=True, slots=True, kw_only=True)
class OfflineAllowance:
    """`uses_left` of `uses_max` until `until`; `fault` is a code when there is none at this moment."""

    uses_left: int
    uses_max: int
    until: datetime | None
    fault: str | None


def allowance(
    seal_id: str,
    grace: OfflineGrace,
    *,
    operator_id: str,
    entries: Iterable[LedgerEntry],
    pending: Iterable[PendingAction],
    last_contact: datetime | None,
    now: datetime,
) -> OfflineAllowance:
    """What of the grace is left: so many uses within its hours, and no longer than its hours from a contact.

    A clock that was put back behind the last contact ends it.
    """
    span = timedelta(hours=grace.hours_max)
    begun = now - span
    used = [
        entry.used_at
        for entry in entries
        if entry.offline and entry.seal_id == seal_id and entry.operator_id == operator_id
    ]
    used += [act.used_at for act in unsettled(pending).values() if act.offline and act.seal_id == seal_id]
    left = max(0, grace.uses_max - sum(moment > begun for moment in used))
    until = None if last_contact is None else last_contact + span
    in_time = last_contact is not None and last_contact - CLOCK_TOLERANCE <= now <= last_contact + span
    fault = None if left else "offline_uses_over"
    if not in_time:
        fault = "offline_grace_over"
    return OfflineAllowance(uses_left=left, uses_max=grace.uses_max, until=until, fault=fault)
