"""A helper process as the program holds it: ask with a deadline, end it when anything is wrong."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TypeVar

import msgspec

from desktop.confined import ConfinedProcess, ProcessBabbles, ProcessGone, ProcessSilent
from desktop.devices.errors import SealDeviceFailed, SealDeviceSilent
from desktop.devices.helper import wire
from desktop.devices.profiles import TokenProfile

START_SECONDS = 30.0
_KEPT_VARIABLES = ("SYSTEMROOT", "WINDIR", "TEMP", "SYSTEMDRIVE") if sys.platform == "win32" else ()

Wanted = TypeVar("Wanted", bound=wire.Answer)


class HelperProcess:
    """A running helper with its library loaded. One request at a time.

    After `SealDeviceSilent` and `SealDeviceFailed` the process is gone.
    """

    def __init__(self, profile: TokenProfile) -> None:
        """Start it and send the profile; the first answer is waited for with the first request."""
        self._profile = profile
        self._process = ConfinedProcess(helper_command(), _environment(profile.environment))
        self.walls: wire.Walls | None = None
        self._send(wire.Begin(profile=profile), START_SECONDS)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def alive(self) -> bool:
        return self._process.alive

    def begin(self) -> wire.Failed | None:
        """Wait until the library is loaded, unless it is; what was refused, if anything."""
        if self.walls is not None:
            return None
        answer = self._receive(START_SECONDS)
        match answer:
            case wire.Begun():
                self.walls = answer.walls
                return None
            case wire.Failed():
                return answer
            case _:
                raise self._babbled()

    def ask(self, request: wire.Request, wanted: type[Wanted]) -> Wanted | wire.Failed:
        """Raises `SealDeviceSilent`, `SealDeviceFailed`."""
        seconds = self._profile.sign_s if isinstance(request, wire.Sign) else self._profile.answer_s
        self._send(request, seconds)
        answer = self._receive(seconds)
        if not isinstance(answer, wanted | wire.Failed):
            raise self._babbled()
        return answer

    def kill(self) -> None:
        """End it at once, from another thread than the one that waits for its answer."""
        self._process.kill()

    def end(self) -> None:
        """Hang up: the helper logs out and ends; one that does not is killed. Safe to repeat."""
        self._process.end()

    def _send(self, request: wire.Request, seconds: float) -> None:
        with self._told(seconds):
            self._process.send(wire.encode(request), seconds=seconds)

    def _receive(self, seconds: float) -> wire.Answer:
        with self._told(seconds):
            frame = self._process.receive(wire.FRAME_BYTES_MAX, seconds=seconds)
            try:
                answer: wire.Answer = wire.decode_answer(frame)
            except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
                raise self._process.babbles() from error
        return answer

    def _babbled(self) -> SealDeviceFailed:
        self._process.babbles()
        return SealDeviceFailed(self._profile.name, "answer")

    @contextmanager
    def _told(self, seconds: float) -> Iterator[None]:
        try:
            yield
        except ProcessSilent as error:
            raise SealDeviceSilent(self._profile.name, seconds) from error
        except ProcessGone as error:
            fault = "ended" if error.status is None else f"exit {error.status}"
            raise SealDeviceFailed(self._profile.name, fault) from error
        except ProcessBabbles as error:
            raise SealDeviceFailed(self._profile.name, "answer") from error


def helper_command() -> list[str]:
    """How this program starts a helper: itself, frozen or from its source."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--token-helper"]
    return [sys.executable, "-I", "-m", "desktop.devices.helper"]


def _environment(wanted: Mapping[str, str]) -> dict[str, str]:
    """Nothing of this person's: the library gets what its profile names."""
    kept = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    return {"LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"} | kept | dict(wanted)
