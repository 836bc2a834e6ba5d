"""Revocation lists from the gateway: asked for now and then, kept encrypted, used for every judgement."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

import msgspec

from core.errors import CryptoError, GatewayError
from desktop.remote import Gateway
from desktop.vault import UnlockedVault
from desktop.vault.errors import FileDamaged
from desktop.workspace.enrolment import REVOCATIONS
from desktop.workspace.sealing import SealingDesk

log = logging.getLogger(__name__)

_EVERY = timedelta(hours=1)
_KEPT_MAX = 15 << 20
_decode = msgspec.msgpack.Decoder(tuple[bytes, ...]).decode


class RevocationKeeper:
    """Begins with what was kept when the vault was last open; a damaged file counts as none."""

    def __init__(self, vault: UnlockedVault, gateway: Gateway, desk: SealingDesk) -> None:
        self._vault, self._gateway, self._desk = vault, gateway, desk
        self._asked_at: datetime | None = None
        self._kept: tuple[bytes, ...] = ()
        self._take(self._read())

    def refresh(self, now: datetime) -> None:
        """Ask the gateway, at most once an hour; a failure leaves what there is, and its age shows.

        Raises `DiskRefused`.
        """
        if self._asked_at is not None and abs(now - self._asked_at) < _EVERY:
            return
        try:
            lists = self._gateway.revocation_lists().lists
        except GatewayError as error:
            log.info("no revocation lists code=%s", error.code)
            return
        self._asked_at = now
        before = self._kept
        self._take(lists)
        if self._kept != before and sum(map(len, self._kept)) <= _KEPT_MAX:
            self._vault.write_file(REVOCATIONS, msgspec.msgpack.encode(self._kept))

    def _take(self, lists: tuple[bytes, ...]) -> None:
        try:
            self._kept = self._desk.take_lists(lists)
        except CryptoError as error:
            log.info("the enrolment's trust cannot be read code=%s", error.code)

    def _read(self) -> tuple[bytes, ...]:
        try:
            content = self._vault.read_file(REVOCATIONS)
            return () if content is None else _decode(content)
        except (FileDamaged, msgspec.MsgspecError):
            return ()
