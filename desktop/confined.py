"""One of our own confined processes, as the program holds it: frames out, frames in, each with a deadline."""

from __future__ import annotations

import contextlib
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from desktop.reading.channel import ChannelClosed, ChannelTimeout, FrameTooLarge, receive_blob, send_blob
from desktop.reading.starting import start_confined

_END_SECONDS = 1.0


@dataclass(eq=False)
class ProcessGone(Exception):
    """The process ended; `status` is its exit code, negative for a signal, None where it is not known."""

    status: int | None


class ProcessSilent(Exception):
    """The deadline passed; the process has been ended."""


class ProcessBabbles(Exception):
    """What came was no frame of ours; the process has been ended."""


class ConfinedProcess:
    """After any of the errors above the process is gone. One caller at a time."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self._process, self._channel = start_confined(command, environment)
        self._ended = False

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def alive(self) -> bool:
        return not self._ended and self._process.poll() is None

    def send(self, frame: bytes, *, blob: bytes = b"", seconds: float) -> None:
        """One frame, and after it the pieces of `blob`, whose length the frame tells."""
        deadline = time.monotonic() + seconds
        with self._failing():
            self._channel.send(frame, deadline=deadline)
            send_blob(self._channel, blob, deadline=deadline)

    def receive(self, limit: int, *, seconds: float) -> bytes:
        """The next frame, of at most `limit` bytes."""
        with self._failing():
            return self._channel.receive(limit, deadline=time.monotonic() + seconds)

    def receive_blob(self, size: int, *, seconds: float) -> bytes:
        """The `size` bytes that a frame announced."""
        with self._failing():
            return receive_blob(self._channel, size, deadline=time.monotonic() + seconds)

    def kill(self) -> None:
        """End it from another thread than the one that waits for it: that one learns of it and lets go."""
        self._process.kill()

    def babbles(self) -> ProcessBabbles:
        """End it for an answer that makes no sense."""
        self.end(patience=0)
        return ProcessBabbles()

    def end(self, *, patience: float = _END_SECONDS) -> None:
        """Hang up: it ends by itself; when it has not after `patience` seconds, it is killed. Repeatable."""
        if self._ended:
            return
        self._ended = True
        self._channel.close()
        if patience:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=patience)
        self._process.kill()
        self._process.wait()

    @contextlib.contextmanager
    def _failing(self) -> Iterator[None]:
        if self._ended:
            raise ProcessGone(self._process.returncode)  # its descriptors may be somebody else's by now
        try:
            yield
        except ChannelClosed as error:
            raise self._gone() from error
        except ChannelTimeout as error:
            self.end(patience=0)
            raise ProcessSilent from error
        except FrameTooLarge as error:
            raise self.babbles() from error

    def _gone(self) -> ProcessGone:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=_END_SECONDS)
        status = self._process.returncode
        self.end(patience=0)
        return ProcessGone(status)
