"""Pressing a seal on one document or several: ask about every use, sign, stamp, verify, keep.

What costs a round trip or a sync of the disk is done once for all of them; what may fail for one of them
leaves the others alone. A use begins to exist with its act: whatever ends the program before, there has
been none, and the file is erased.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.errors import AppError, GatewayError
from core.office import ESeal
from core.sync.wire import RecordSealing
from desktop.errors import GatewayBusy, GatewayUnreachable, SealingNeedsGateway, TimeStampMissing
from desktop.workspace.kept import KeptSealings
from desktop.workspace.sealing import PreparedSealing, SealedFile, SealingDesk

PERMITTED_S = 2.0
"""So long the gateway's yes counts: what a slow key has not signed by then is asked about again."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """A use that is on the disk: the sealed file, and the act that will record it."""

    sealed: SealedFile
    action_id: str


@dataclass(frozen=True, slots=True)
class _Signed:
    """`place` is the use's among those that were asked for."""

    place: int
    prepared: PreparedSealing
    signature: tuple[int, int]


class Pressing:
    """`keep_acts` keeps acts, all or none, on the disk when it returns, and gives their ids."""

    def __init__(
        self,
        desk: SealingDesk,
        kept: KeptSealings,
        *,
        require_grace: Callable[[str], None],
        stamp_demanded: Callable[[ESeal], bool],
        keep_acts: Callable[[Sequence[RecordSealing]], Sequence[str]],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._desk, self._kept = desk, kept
        self._require_grace, self._keep_acts, self._clock = require_grace, keep_acts, clock
        self._stamp_demanded = stamp_demanded

    def press(
        self, uses: Sequence[PreparedSealing], go_on: Callable[[], bool] = lambda: True
    ) -> list[Pressed | AppError]:
        """What became of each use, in order; those that are missing at the end were not begun.

        That is so from the first that could not be signed on, when `go_on`, asked before each signature,
        says no, and when the gateway's answer has grown old. Raises what keeps all of them from being kept,
        `PersonalKeyAbsent`, the signer's errors and `DiskRefused`; there has been no use then.
        """
        asked = self._clock()
        try:
            answers = self._desk.answers(uses)
        except GatewayUnreachable:
            return self._offline(uses, go_on)
        except GatewayBusy:
            return [SealingNeedsGateway()]
        except GatewayError as error:
            return [error]
        became: list[Pressed | AppError | None] = [
            answer if isinstance(answer, AppError) else None for answer in answers
        ]
        signed: list[_Signed] = []
        for place, prepared in enumerate(answers):
            if isinstance(prepared, AppError):
                continue
            fresh = not signed or self._clock() - asked < PERMITTED_S
            if not (fresh and go_on()):
                del became[place:]
                break
            try:
                signed.append(_Signed(place, prepared, self._desk.signed(prepared)))
            except AppError as error:
                became[place] = error
                del became[place + 1 :]
                break
        for place, outcome in self._finished(signed, offline=False).items():
            became[place] = outcome
        return [outcome for outcome in became if outcome is not None]

    def _offline(
        self, uses: Sequence[PreparedSealing], go_on: Callable[[], bool]
    ) -> list[Pressed | AppError]:
        """One after the other, since each counts against the grace; up to the first that may not be."""
        became: list[Pressed | AppError] = []
        for prepared in uses:
            if not go_on():
                break
            try:
                self._require_grace(prepared.seal.id)
                signed = _Signed(0, prepared, self._desk.signed(prepared))
                became.append(self._finished([signed], offline=True)[0])
            except AppError as error:
                became.append(error)
            if isinstance(became[-1], AppError):
                break
        return became

    def _finished(self, signed: Sequence[_Signed], *, offline: bool) -> dict[int, Pressed | AppError]:
        """The files that verify, kept with their acts; place → what became of it."""
        became: dict[int, Pressed | AppError] = {}
        files: dict[int, SealedFile] = {}
        stamps = [None] * len(signed) if offline else self._desk.stamps([each.signature for each in signed])
        for each, stamp in zip(signed, stamps, strict=True):
            try:
                if stamp is None and not offline and self._stamp_demanded(each.prepared.seal):
                    raise TimeStampMissing
                files[each.place] = self._desk.finished(each.prepared, each.signature, stamp)
            except AppError as error:
                became[each.place] = error
        acts = [self._desk.recording(file, offline=offline) for file in files.values()]
        with self._kept.keeping([file.content for file in files.values()]):
            ids = self._keep_acts(acts)
        for (place, file), action_id in zip(files.items(), ids, strict=True):
            became[place] = Pressed(file, action_id)
        return became
