"""Wrong passwords: each makes the next try wait longer. Nothing is ever erased because of them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta
from msgspec.structs import replace

from desktop.vault.errors import UnlockTooSoon, WrongPassword
from desktop.vault.files import disk_failures, read_at_most, write_durably

LONGEST_DELAY_S = 300.0


class Attempts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`wrong` tries since the last right one, the latest at `last` (seconds since 1970)."""

    wrong: Annotated[int, Meta(ge=0, le=1_000_000)] = 0
    last: float = 0.0


def delay_after(wrong: int) -> float:
    """Seconds to wait after this many wrong passwords: 0, 1, 2, 4 … 300."""
    return 0.0 if wrong < 2 else min(2.0 ** min(wrong - 2, 30), LONGEST_DELAY_S)


class AttemptCount:
    """The count of one vault, kept in a small plain file beside it.

    It slows down a person at the keyboard. Somebody who can rewrite the disk is slowed down by the
    key derivation only, which is why a damaged count counts as none.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / "attempts"

    def require_patience(self, now: float) -> None:
        """Raises `UnlockTooSoon` while the wait after a wrong password lasts."""
        attempts = self._read()
        if attempts.wrong and now < attempts.last:
            # The clock was set back: the wait starts over once instead of lasting for years.
            attempts = replace(attempts, last=now)
            self._write(attempts)
        remaining = attempts.last + delay_after(attempts.wrong) - now
        if attempts.wrong and remaining > 0:
            raise UnlockTooSoon(remaining)

    def wrong(self, now: float) -> WrongPassword:
        """Count one more and give the error to raise."""
        attempts = Attempts(min(self._read().wrong + 1, 1_000_000), now)
        self._write(attempts)
        return WrongPassword(delay_after(attempts.wrong), attempts.wrong)

    def right(self) -> None:
        with disk_failures():
            self._path.unlink(missing_ok=True)

    def _read(self) -> Attempts:
        try:
            return msgspec.json.decode(read_at_most(self._path, 256) or b"{}", type=Attempts)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            return Attempts()

    def _write(self, attempts: Attempts) -> None:
        write_durably(self._path, [msgspec.json.encode(attempts)])
