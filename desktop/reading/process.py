"""One confined worker process, as its client holds it: ask, kill."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import msgspec

from desktop.reading import wire
from desktop.reading.channel import (
    ChannelClosed,
    ChannelTimeout,
    FrameTooLarge,
    receive_blob,
    send_blob,
)
from desktop.reading.errors import BadAnswer, Cancelled, TimedOut, WorkerDied
from desktop.reading.fontfiles import packed

if TYPE_CHECKING:
    from desktop.reading.starting import StartedWorker
    from desktop.reading.wire import Answer, Confinement, Request

START_SECONDS = 30.0
CANCEL_GRACE_SECONDS = 1.0
_CANCEL_POLL_SECONDS = 0.02


class WorkerProcess:
    """A running worker. One request at a time; after any error of ours it is dead and must be replaced."""

    def __init__(self, started: StartedWorker) -> None:
        self.documents: dict[int, None] = {}
        self._serial = 0
        self._process, self._channel, self.pixels = started
        self._confinement: Confinement | None = None
        self._greeted = False
        self._released = False

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def confinement(self) -> Confinement:
        """What the worker said of its walls when it was ready."""
        if self._confinement is None:
            deadline = time.monotonic() + START_SECONDS
            with self._talking(START_SECONDS):
                self._greet(deadline)
            answer = self._answer(deadline, START_SECONDS, serial=0, cancelled=None)
            if not isinstance(answer, wire.Ready):
                self.kill()
                raise BadAnswer
            self._confinement = answer.confinement
        return self._confinement

    @property
    def requests(self) -> int:
        """How many it was asked."""
        return self._serial

    def resident_bytes(self) -> int:
        """The memory it holds now; 0 where the system does not tell, or it is gone."""
        if sys.platform != "linux":
            return 0
        try:
            with open(f"/proc/{self.pid}/statm", "rb") as account:
                return int(account.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        except (OSError, IndexError):
            return 0

    def next_serial(self) -> int:
        self._serial += 1
        return self._serial

    def ask(
        self,
        request: Request,
        *,
        blob: bytes = b"",
        seconds: float,
        cancelled: Callable[[], bool] | None = None,
    ) -> tuple[Answer, bytes]:
        """Send `request` and `blob`, wait for the answer and what follows it.

        Raises `WorkerDied`, `TimedOut`, `BadAnswer` (the process is then gone) and `Cancelled`.
        """
        starting = self._confinement is None
        deadline = time.monotonic() + seconds + (START_SECONDS if starting else 0)
        with self._talking(seconds):
            # While it starts, too: it finds its first request in the pipe once its walls stand.
            self._greet(deadline)
            self._channel.send(wire.encode(request), deadline=deadline)
            send_blob(self._channel, blob, deadline=deadline)
        if starting:
            self.confinement()
            deadline = time.monotonic() + seconds
        answer = self._answer(deadline, seconds, serial=request.serial, cancelled=cancelled)
        if not isinstance(answer, wire.AttachmentRead):
            return answer, b""
        with self._talking(seconds):
            return answer, receive_blob(self._channel, answer.size, deadline=deadline)

    def _greet(self, deadline: float) -> None:
        """Tell it what it needs to know before it shuts itself in, once."""
        if not self._greeted:
            self._greeted = True
            self._channel.send(packed(), deadline=deadline)

    def end(self) -> None:
        """End the process from another thread than the one that asks: that one learns of it and lets go."""
        self._process.kill()

    def kill(self) -> None:
        """End the process and let go of what belongs to it; safe to repeat, by the thread that asks."""
        self._process.kill()
        self._process.wait()
        if not self._released:
            self._released = True
            self._channel.close()
            self.pixels.close()

    def _answer(
        self, deadline: float, seconds: float, *, serial: int, cancelled: Callable[[], bool] | None
    ) -> Answer:
        given_up = self._wait(deadline, cancelled)
        with self._talking(seconds):
            body = self._channel.receive(wire.ANSWER_BYTES_MAX, deadline=deadline)
        try:
            answer: Answer = wire.decode_answer(body)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            self.kill()
            raise BadAnswer from error
        if answer.serial != serial:
            self.kill()
            raise BadAnswer
        if given_up and not isinstance(answer, wire.AttachmentRead):
            raise Cancelled
        return answer

    def _wait(self, deadline: float, cancelled: Callable[[], bool] | None) -> bool:
        """Wait for the answer to begin; True when the caller gave up. A dawdling worker is then killed."""
        if cancelled is None:
            return False
        while not self._channel.waits(min(deadline, time.monotonic() + _CANCEL_POLL_SECONDS)):
            if cancelled():
                if not self._channel.waits(time.monotonic() + CANCEL_GRACE_SECONDS):
                    self.kill()
                    raise Cancelled
                return True
            if time.monotonic() >= deadline:
                break
        return False

    @contextlib.contextmanager
    def _talking(self, seconds: float) -> Iterator[None]:
        """What goes wrong on the pipe, told as what it means; the process is then gone."""
        try:
            yield
        except ChannelClosed as error:
            raise self._death() from error
        except ChannelTimeout as error:
            self.kill()
            raise TimedOut(seconds=seconds) from error
        except FrameTooLarge as error:
            self.kill()
            raise BadAnswer from error

    def _death(self) -> WorkerDied:
        from subprocess import TimeoutExpired  # noqa: PLC0415  a command that goes well does without

        with contextlib.suppress(TimeoutExpired):
            self._process.wait(timeout=1.0)
        status = self._process.returncode
        self.kill()
        return WorkerDied(status=status)
