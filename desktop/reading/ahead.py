"""The first thing a command that reads does: start its worker, before it loads anything else.

Nothing but `os` and `sys` is loaded for that, not even `subprocess` or `typing`: this time passes before
the worker begins. `desktop.reading.starting` makes of it what the rest of the program works with.
"""

from __future__ import annotations

import _thread
import gc
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import NoReturn

_LAUNCH = (
    "import os, sys; os.chdir('/'); "
    "sys.path[:] = dict.fromkeys((*sys.path, *sys.argv.pop(1).split(os.pathsep))); "
    "from desktop.reading.__main__ import main; sys.exit(main())"
)
_KEPT_VARIABLES = (
    ("SYSTEMROOT", "WINDIR", "TEMP", "USERPROFILE", "LOCALAPPDATA")
    if sys.platform == "win32"
    else (
        *("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"),
        *("FONTCONFIG_FILE", "FONTCONFIG_PATH", "LD_LIBRARY_PATH"),
    )
)
_PIXELS_IN_WORKER = 3


class Spawned:
    """A worker under way: its process, the pipe ends to it, the memory file its pictures will lie in."""

    def __init__(self, pid: int, read_fd: int, write_fd: int, pixels_fd: int) -> None:
        self.pid, self.read_fd, self.write_fd, self.pixels_fd = pid, read_fd, write_fd, pixels_fd


def worker_command() -> list[str]:
    """How this program starts a worker: itself, frozen or from its source."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--reading-worker"]
    # Without `site`, which takes 15 ms to look through the packages: their places are named here instead.
    ours = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))
    places = dict.fromkeys((ours, *filter(os.path.isabs, sys.path)))
    return [sys.executable, "-I", "-S", "-c", _LAUNCH, os.pathsep.join(places)]


def worker_environment(variables: Mapping[str, str]) -> dict[str, str]:
    """What of our `variables` a worker may see."""
    kept = {name: variables[name] for name in _KEPT_VARIABLES if name in variables}
    return kept | {"LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}


def new_memory_file() -> int:
    """An anonymous file that a worker may inherit and nobody else."""
    return os.memfd_create("pixels", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)


def spawn_worker() -> Spawned | None:
    """Start a worker in a session of its own; None on systems other than Linux, where it starts later.

    To be called before anything else is loaded and any thread begun, with nothing secret in memory: where it
    can, the worker is this process once more, which saves it the start of another interpreter.
    """
    if sys.platform != "linux":
        return None
    gc.disable()  # in both processes, until they have loaded what they need: nothing of that goes away again
    pixels = new_memory_file()
    to_worker, ours_to_worker = os.pipe()
    ours_from_worker, from_worker = os.pipe()
    begin = _forked if _may_fork() else _executed
    pid = begin(to_worker, from_worker, pixels)
    os.close(to_worker)
    os.close(from_worker)
    return Spawned(pid, ours_from_worker, ours_to_worker, pixels)


def _executed(to_worker: int, from_worker: int, pixels: int) -> int:
    return os.posix_spawn(
        sys.executable,
        [*worker_command(), str(_PIXELS_IN_WORKER)],
        worker_environment(os.environ),
        file_actions=(
            (os.POSIX_SPAWN_DUP2, to_worker, 0),
            (os.POSIX_SPAWN_DUP2, from_worker, 1),
            (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
            # Last: what stood at this number, a pipe's end perhaps, has been copied by now.
            (os.POSIX_SPAWN_DUP2, pixels, _PIXELS_IN_WORKER),
        ),
        setsid=True,
    )


def _may_fork() -> bool:
    """Whether this interpreter began as the worker's would: UTF-8, no development mode, a thread alone."""
    return sys.getfilesystemencoding() == "utf-8" and not sys.flags.dev_mode and _thread._count() == 0


def _forked(to_worker: int, from_worker: int, pixels: int) -> int:
    pid = os.fork()
    if pid == 0:
        try:
            _become_worker(to_worker, from_worker, pixels)
        finally:
            os._exit(1)
    return pid


def _become_worker(to_worker: int, from_worker: int, pixels: int) -> NoReturn:
    """What `posix_spawn` and the start of another interpreter do, in the child itself."""
    sys.setdlopenflags(os.RTLD_LAZY)
    os.setsid()
    os.chdir("/")
    to_worker, from_worker, pixels = map(_out_of_the_way, (to_worker, from_worker, pixels))
    os.dup2(to_worker, 0)
    os.dup2(from_worker, 1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    os.dup2(pixels, _PIXELS_IN_WORKER)
    os.closerange(_PIXELS_IN_WORKER + 1, os.sysconf("SC_OPEN_MAX"))
    empty_environment()
    sys.argv[1:] = [str(_PIXELS_IN_WORKER)]
    from desktop.reading.__main__ import main  # noqa: PLC0415  the parent does without

    os._exit(main())


def empty_environment() -> None:
    """Leave this process what a worker may see of its environment, and no trace of the rest in its memory."""
    import ctypes  # noqa: PLC0415  the parent does without; the worker needs it anyway

    kept = worker_environment(os.environ)
    values = [value for value in os.environb.values() if len(value) > 1]  # shorter ones are shared
    places = [(id(value) + bytes.__basicsize__ - 1, len(value)) for value in values]
    variables = ctypes.POINTER(ctypes.c_void_p).in_dll(ctypes.CDLL(None), "environ")
    number = 0
    while (address := variables[number]) is not None:
        places.append((address, len(ctypes.string_at(address))))
        number += 1
    os.environ.clear()
    for address, length in places:
        ctypes.memset(address, 0, length)
    os.environ.update(kept)


def _out_of_the_way(fd: int) -> int:
    """A copy above the numbers that are given new meanings; whoever started us may have closed the lowest."""
    while fd <= _PIXELS_IN_WORKER:
        fd = os.dup(fd)
    return fd
