"""A helper process as the program holds it: ask with a deadline, end it when anything is wrong."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from typing import TypeVar

import msgspec

from desktop.devices.errors import SealDeviceFailed, SealDeviceSilent
from desktop.devices.helper import wire
from desktop.devices.profiles import TokenProfile
from desktop.reading.channel import ChannelClosed, ChannelTimeout, FrameTooLarge
from desktop.reading.starting import start_confined

START_SECONDS = 30.0
_END_SECONDS = 1.0
_KEPT_VARIABLES = ("SYSTEMROOT", "WINDIR", "TEMP", "SYSTEMDRIVE") if sys.platform == "win32" else ()

Wanted = TypeVar("Wanted", bound=wire.Answer)


class HelperProcess:
    """A running helper with its library loaded. One request at a time.

    After `SealDeviceSilent` and `SealDeviceFailed` the process is gone.
    """

    def __init__(self, profile: TokenProfile) -> None:
        """Start it and send the profile; the first answer is waited for with the first request."""
        self._profile = profile
        self._process, self._channel = start_confined(helper_command(), _environment(profile.environment))
        self._ended = False
        self._send(wire.Begin(profile=profile), START_SECONDS)
        self.walls: wire.Walls | None = None

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def alive(self) -> bool:
        return not self._ended and self._process.poll() is None

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
                raise self._failed("answer")

    def ask(self, request: wire.Request, wanted: type[Wanted]) -> Wanted | wire.Failed:
        """Raises `SealDeviceSilent`, `SealDeviceFailed`."""
        seconds = self._profile.sign_s if isinstance(request, wire.Sign) else self._profile.answer_s
        self._send(request, seconds)
        answer = self._receive(seconds)
        if not isinstance(answer, wanted | wire.Failed):
            raise self._failed("answer")
        return answer

    def end(self) -> None:
        """Hang up: the helper logs out and ends; one that does not is killed. Safe to repeat."""
        self._let_go(patience=_END_SECONDS)

    def _send(self, request: wire.Request, seconds: float) -> None:
        try:
            self._channel.send(wire.encode(request), deadline=time.monotonic() + seconds)
        except ChannelClosed as error:
            raise self._died() from error
        except ChannelTimeout as error:
            raise self._silent(seconds) from error

    def _receive(self, seconds: float) -> wire.Answer:
        try:
            frame = self._channel.receive(wire.FRAME_BYTES_MAX, deadline=time.monotonic() + seconds)
            answer: wire.Answer = wire.decode_answer(frame)
        except ChannelClosed as error:
            raise self._died() from error
        except ChannelTimeout as error:
            raise self._silent(seconds) from error
        except (FrameTooLarge, msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            raise self._failed("answer") from error
        return answer

    def _silent(self, seconds: float) -> SealDeviceSilent:
        self._let_go(patience=0)
        return SealDeviceSilent(self._profile.name, seconds)

    def _failed(self, fault: str) -> SealDeviceFailed:
        self._let_go(patience=0)
        return SealDeviceFailed(self._profile.name, fault)

    def _died(self) -> SealDeviceFailed:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=_END_SECONDS)
        status = self._process.returncode
        return self._failed("ended" if status is None else f"exit {status}")

    def _let_go(self, *, patience: float) -> None:
        if self._ended:
            return
        self._ended = True
        self._channel.close()
        if patience:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=patience)
        self._process.kill()
        self._process.wait()


def helper_command() -> list[str]:
    """How this program starts a helper: itself, frozen or from its source."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--token-helper"]
    return [sys.executable, "-I", "-m", "desktop.devices.helper"]


def _environment(wanted: Mapping[str, str]) -> dict[str, str]:
    """Nothing of this person's: the library gets what its profile names."""
    kept = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    return {"LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"} | kept | dict(wanted)
