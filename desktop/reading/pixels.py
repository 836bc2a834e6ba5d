"""Pixels that the worker writes and the client reads, so that no picture goes through a pipe.

On Linux it is an anonymous memory file that the worker inherits. The client alone sets its size, and seals it
against shrinking before the worker sees it: a worker that truncated it would kill the client with SIGBUS.
On Windows it is a named section.
"""

from __future__ import annotations

import mmap
import os
import sys
from typing import TYPE_CHECKING, Protocol, TypeAlias

from desktop.reading.ahead import new_memory_file

if TYPE_CHECKING:
    from multiprocessing.shared_memory import SharedMemory

Buffer: TypeAlias = bytes | bytearray | memoryview

_GRAIN = 4 * 2**20


class SharedPixels(Protocol):
    """The client's end; grows, never shrinks."""

    def reserve(self, size: int) -> str:
        """Hold at least `size` bytes; answers the name by which the worker finds them, empty if inherited."""
        ...

    def read(self, length: int) -> bytes:
        """A copy of the first `length` bytes."""
        ...

    def inherited_fd(self) -> int | None: ...

    def close(self) -> None: ...


class MemoryFilePixels:
    """A sealed memory file (Linux)."""

    def __init__(self, fd: int | None = None) -> None:
        self._fd = new_memory_file() if fd is None else fd
        self._size = 0
        import fcntl  # noqa: PLC0415  the worker has no use for it

        fcntl.fcntl(self._fd, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SHRINK)

    def reserve(self, size: int) -> str:
        if size > self._size:
            self._size = -(-size // _GRAIN) * _GRAIN
            os.ftruncate(self._fd, self._size)
        return ""

    def read(self, length: int) -> bytes:
        if not 0 < length <= self._size:
            return b""
        with mmap.mmap(self._fd, length, access=mmap.ACCESS_READ) as view:
            return view[:length]

    def inherited_fd(self) -> int | None:
        return self._fd

    def close(self) -> None:
        os.close(self._fd)


class NamedPixels:
    """A named section, replaced by a larger one when it grows (Windows)."""

    def __init__(self) -> None:
        self._memory: SharedMemory | None = None

    def reserve(self, size: int) -> str:
        if self._memory is None or self._memory.size < size:
            self.close()
            self._memory = _section()(create=True, size=-(-size // _GRAIN) * _GRAIN)
        return self._memory.name

    def read(self, length: int) -> bytes:
        if self._memory is None or not 0 < length <= self._memory.size:
            return b""
        return bytes((self._memory.buf or memoryview(b""))[:length])

    def inherited_fd(self) -> int | None:
        return None

    def close(self) -> None:
        if self._memory is not None:
            self._memory.close()
            self._memory.unlink()
            self._memory = None


def _section() -> type[SharedMemory]:
    from multiprocessing.shared_memory import SharedMemory  # noqa: PLC0415  where it is not used, a slower start

    return SharedMemory


def shared_pixels() -> SharedPixels:
    return MemoryFilePixels() if sys.platform == "linux" else NamedPixels()


class WorkerPixels:
    """The worker's end: the inherited memory file, or the named section of each request."""

    def __init__(self, fd: int | None) -> None:
        self._fd = fd

    def write(self, name: str, capacity: int, content: Buffer) -> None:
        """Lay `content` at the start. Raises ValueError when it is longer than `capacity`."""
        source = memoryview(content)
        if source.nbytes > capacity:
            raise ValueError
        if self._fd is not None:
            with mmap.mmap(self._fd, source.nbytes) as view:
                view[:] = source
            return
        memory = _section()(name)
        try:
            if memory.buf is not None:
                memory.buf[: source.nbytes] = source
        finally:
            memory.close()
