"""Frames between the client and its worker: a length, a body; each capped, each with a deadline.

Nothing but bytes crosses: no pickles. On POSIX these are two plain pipes, the worker's stdin and stdout; on
Windows two message pipes of `multiprocessing.connection`, because only those can be waited for there.
"""

from __future__ import annotations

import contextlib
import os
import select
import struct
import sys
import time
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

if sys.platform == "win32":
    from multiprocessing.connection import PipeConnection

_HEADER = struct.Struct("!I")
_CHUNK = 2**20
_PIECE = 8 * 2**20
_PIPE_BYTES = 2**16


class ChannelClosed(Exception):
    """The other end is gone."""


class ChannelTimeout(Exception):
    """The deadline passed before the whole frame did."""


class FrameTooLarge(Exception):
    """The announced length is over the cap; the channel is of no more use."""


class Channel(Protocol):
    """A two-way stream of frames. `deadline` is in `time.monotonic()` seconds; None waits for ever."""

    def send(self, body: bytes | memoryview, *, deadline: float | None = None) -> None: ...

    def receive(self, limit: int, *, deadline: float | None = None) -> bytes: ...

    def waits(self, deadline: float) -> bool:
        """Whether something can be read before `deadline`."""
        ...

    def close(self) -> None: ...


class PipeChannel:
    """Two file descriptors that this object owns, neither of which ever blocks past a deadline."""

    def __init__(self, *, read_fd: int, write_fd: int) -> None:
        self._read_fd, self._write_fd = read_fd, write_fd
        os.set_blocking(read_fd, False)
        os.set_blocking(write_fd, False)
        self._widened = False
        self._readable, self._writable = select.poll(), select.poll()
        self._readable.register(read_fd, select.POLLIN)
        self._writable.register(write_fd, select.POLLOUT)

    def send(self, body: bytes | memoryview, *, deadline: float | None = None) -> None:
        """Raises `ChannelClosed`, `ChannelTimeout`."""
        if len(body) > _PIPE_BYTES and not self._widened:
            self._widened = True
            _widen(self._write_fd)
        for part in (memoryview(_HEADER.pack(len(body))), memoryview(body)):
            sent = 0
            while sent < len(part):
                self._await(self._writable, deadline)
                try:
                    sent += os.write(self._write_fd, part[sent : sent + _CHUNK])
                except BlockingIOError:
                    continue
                except OSError as error:
                    raise ChannelClosed from error

    def receive(self, limit: int, *, deadline: float | None = None) -> bytes:
        """The next frame, up to `limit` bytes. Raises `ChannelClosed`, `ChannelTimeout`, `FrameTooLarge`."""
        (length,) = _HEADER.unpack(self._exactly(_HEADER.size, deadline))
        if length > limit:
            raise FrameTooLarge
        return self._exactly(length, deadline)

    def waits(self, deadline: float) -> bool:
        return bool(self._readable.poll(max(0.0, deadline - time.monotonic()) * 1000))

    def close(self) -> None:
        os.close(self._read_fd)
        if self._write_fd != self._read_fd:
            os.close(self._write_fd)

    def _exactly(self, length: int, deadline: float | None) -> bytes:
        """One read where the frame came at once; else one growing array: pieces may be as small as a byte."""
        first = self._some(length, deadline) if length else b""
        if len(first) == length:
            return first
        body = bytearray(first)
        while len(body) < length:
            body += self._some(length - len(body), deadline)
        return bytes(body)

    def _some(self, at_most: int, deadline: float | None) -> bytes:
        while True:
            self._await(self._readable, deadline)
            try:
                piece = os.read(self._read_fd, min(at_most, _CHUNK))
            except BlockingIOError:
                continue
            except OSError as error:
                raise ChannelClosed from error
            if not piece:
                raise ChannelClosed
            return piece

    @staticmethod
    def _await(poll: select.poll, deadline: float | None) -> None:
        timeout = None if deadline is None else max(0.0, deadline - time.monotonic()) * 1000
        if not poll.poll(timeout):
            raise ChannelTimeout


def _widen(pipe_fd: int) -> None:
    """Let a document of ordinary size lie in the pipe: each filling of 64 KB costs both sides a turn."""
    if sys.platform == "linux":
        import fcntl  # noqa: PLC0415  no Windows has it

        with contextlib.suppress(OSError):  # over the user's share of pipes: it works as it is
            fcntl.fcntl(pipe_fd, fcntl.F_SETPIPE_SZ, _CHUNK)


class MessageChannel:
    """A message pipe of `multiprocessing.connection`; used where pipes cannot be polled (Windows)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def send(self, body: bytes | memoryview, *, deadline: float | None = None) -> None:
        """Raises `ChannelClosed`. The worker reads whenever it does not answer: a send is never long."""
        try:
            self._connection.send_bytes(body)
        except OSError as error:
            raise ChannelClosed from error

    def receive(self, limit: int, *, deadline: float | None = None) -> bytes:
        if deadline is not None and not self.waits(deadline):
            raise ChannelTimeout
        try:
            return self._connection.recv_bytes(limit)
        except EOFError as error:
            raise ChannelClosed from error
        except OSError as error:
            raise FrameTooLarge if self._connection.closed else ChannelClosed from error

    def waits(self, deadline: float) -> bool:
        try:
            return self._connection.poll(max(0.0, deadline - time.monotonic()))
        except OSError:
            return True

    def close(self) -> None:
        self._connection.close()


def send_blob(channel: Channel, blob: bytes | memoryview, *, deadline: float | None = None) -> None:
    """Send `blob` as frames of at most 8 MiB; the length was told before."""
    view = memoryview(blob)
    for start in range(0, len(view), _PIECE):
        channel.send(view[start : start + _PIECE], deadline=deadline)


def receive_blob(channel: Channel, size: int, *, deadline: float | None = None) -> bytes:
    """Receive what `send_blob` sent. Raises `FrameTooLarge` when more comes than was told."""
    blob = bytearray()
    while len(blob) < size:
        piece = channel.receive(min(_PIECE, size - len(blob)), deadline=deadline)
        if len(piece) == size:
            return piece
        if not piece:
            raise ChannelClosed
        blob += piece
    return bytes(blob)


def worker_channel(handle: str | None) -> Channel:
    """The worker's end. Afterwards stdin and stdout lead nowhere: no stray print can forge a frame."""
    if sys.platform == "win32":
        return MessageChannel(PipeConnection(int(handle or "0")))
    read_fd, write_fd = os.dup(0), os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return PipeChannel(read_fd=read_fd, write_fd=write_fd)
