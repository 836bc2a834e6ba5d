"""Starting a confined process, apart from talking to it.

This loads next to nothing, so that a command can start its worker first and load its own code meanwhile.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import desktop
from desktop.reading.channel import Channel, MessageChannel, PipeChannel
from desktop.reading.pixels import SharedPixels, shared_pixels

_KEPT_VARIABLES = (
    ("SYSTEMROOT", "WINDIR", "TEMP", "USERPROFILE", "LOCALAPPDATA")
    if sys.platform == "win32"
    else ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "FONTCONFIG_FILE", "FONTCONFIG_PATH", "LD_LIBRARY_PATH")
)


_LAUNCH = (
    "import os, sys; sys.path[:] = dict.fromkeys((*sys.path, *sys.argv.pop(1).split(os.pathsep))); "
    "from desktop.reading.__main__ import main; sys.exit(main())"
)


class StartedWorker(NamedTuple):
    """A process that will say when it is ready, and the two ways to it."""

    process: subprocess.Popen[bytes]
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
        command or worker_command(), _environment(os.environ), pixels_fd=pixels.inherited_fd()
    )
    return StartedWorker(process, channel, pixels)


def _environment(variables: Mapping[str, str]) -> dict[str, str]:
    kept = {name: variables[name] for name in _KEPT_VARIABLES if name in variables}
    return kept | {"LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}


def worker_command() -> list[str]:
    """How this program starts a worker: itself, frozen or from its source."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--reading-worker"]
    # Without `site`, which takes 15 ms to look through the packages: their places are named here instead.
    places = (os.path.dirname(desktop.__path__[0]), *filter(os.path.isabs, sys.path))
    return [sys.executable, "-I", "-S", "-c", _LAUNCH, os.pathsep.join(dict.fromkeys(places))]


def start_confined(
    command: Sequence[str], environment: Mapping[str, str], *, pixels_fd: int | None = None
) -> tuple[subprocess.Popen[bytes], Channel]:
    """Start one of our own programs that speaks in frames, with nothing but `environment` of ours."""
    if sys.platform == "win32":
        return _start_on_windows(command, environment)
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
