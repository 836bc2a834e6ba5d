"""Starting a confined process, apart from talking to it."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from desktop.reading.ahead import Spawned, worker_command, worker_environment
from desktop.reading.channel import Channel, MessageChannel, PipeChannel
from desktop.reading.pixels import MemoryFilePixels, SharedPixels, shared_pixels

if TYPE_CHECKING:
    import subprocess

_DEATH_LOOKED_FOR_EVERY = 0.005


class Child(Protocol):
    """What we need of `subprocess.Popen`."""

    pid: int

    @property
    def returncode(self) -> int | None: ...

    def poll(self) -> int | None: ...

    def wait(self, timeout: float | None = None) -> int: ...

    def kill(self) -> None: ...


class SpawnedChild:
    """The same for a process that was started without it, by a command that ends soon.

    Whoever kills it need not wait until the system has taken its memory down (3 ms): it is gone either way,
    and is buried with the command.
    """

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._looking = threading.Lock()

    def poll(self) -> int | None:
        return self._looked(os.WNOHANG)

    def wait(self, timeout: float | None = None) -> int:
        """Raises `subprocess.TimeoutExpired`."""
        if timeout is None:
            return self._looked(0) or 0
        from subprocess import TimeoutExpired  # noqa: PLC0415  a command that goes well does without

        deadline = time.monotonic() + timeout
        while self.poll() is None:
            if time.monotonic() >= deadline:
                raise TimeoutExpired(str(self.pid), timeout)
            time.sleep(_DEATH_LOOKED_FOR_EVERY)
        return self.returncode or 0

    def kill(self) -> None:
        if self.poll() is None:
            os.kill(self.pid, signal.SIGKILL)
            with self._looking:
                self.returncode = -signal.SIGKILL

    def _looked(self, options: int) -> int | None:
        with self._looking:
            if self.returncode is None:
                try:
                    found, status = os.waitpid(self.pid, options)
                except ChildProcessError:
                    found, status = self.pid, 0  # somebody else has waited for it
                if found:
                    self.returncode = os.waitstatus_to_exitcode(status)
            return self.returncode


class StartedWorker(NamedTuple):
    """A process that will say when it is ready, and the two ways to it."""

    process: Child
    channel: Channel
    pixels: SharedPixels

    def end(self) -> None:
        """For one that nobody wants after all; otherwise it belongs to the `WorkerProcess` made of it."""
        self.process.kill()
        self.process.wait()
        self.channel.close()
        self.pixels.close()


def start_worker(command: Sequence[str] = ()) -> StartedWorker:
    """Start our own worker, or something else in its place: a test's hostile one."""
    pixels = shared_pixels()
    process, channel = start_confined(
        command or worker_command(), worker_environment(os.environ), pixels_fd=pixels.inherited_fd()
    )
    return StartedWorker(process, channel, pixels)


def adopt(spawned: Spawned) -> StartedWorker:
    """What `desktop.reading.ahead` began, as everything else takes it."""
    channel = PipeChannel(read_fd=spawned.read_fd, write_fd=spawned.write_fd)
    return StartedWorker(SpawnedChild(spawned.pid), channel, MemoryFilePixels(spawned.pixels_fd))


def start_confined(
    command: Sequence[str], environment: Mapping[str, str], *, pixels_fd: int | None = None
) -> tuple[subprocess.Popen[bytes], Channel]:
    """Start one of our own programs that speaks in frames, with nothing but `environment` of ours."""
    if sys.platform == "win32":
        return _start_on_windows(command, environment)
    import subprocess  # noqa: PLC0415  see above

    shared = [] if pixels_fd is None else [str(pixels_fd)]
    process = subprocess.Popen(  # noqa: S603  our own program, no shell
        [*command, *shared],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        cwd="/",
        pass_fds=() if pixels_fd is None else (pixels_fd,),
        start_new_session=True,
        bufsize=0,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    channel = PipeChannel(read_fd=os.dup(process.stdout.fileno()), write_fd=os.dup(process.stdin.fileno()))
    process.stdin.close()
    process.stdout.close()
    return process, channel


def _start_on_windows(
    command: Sequence[str], environment: Mapping[str, str]
) -> tuple[subprocess.Popen[bytes], Channel]:
    import subprocess  # noqa: PLC0415  see above
    from multiprocessing import Pipe  # noqa: PLC0415  elsewhere only a slower start

    ours, theirs = Pipe()
    handle = theirs.fileno()
    os.set_handle_inheritable(handle, True)  # type: ignore[attr-defined,unused-ignore]
    start = subprocess.STARTUPINFO(lpAttributeList={"handle_list": [handle]})  # type: ignore[attr-defined,unused-ignore]
    process = subprocess.Popen(  # noqa: S603  our own program, no shell
        [*command, str(handle)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
        startupinfo=start,
        close_fds=True,
    )
    theirs.close()
    return process, MessageChannel(ours)
