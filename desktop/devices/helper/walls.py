"""The walls around a helper: raised before the vendor's library is even looked at.

The library needs devices, lock files and perhaps a local service, so these walls are lower than the
reading worker's. What they keep out: other programs, the network, this person's other files, a core dump.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from desktop.devices.helper.wire import Walls
from desktop.reading.landlock import allow_reading_only
from desktop.reading.seccomp import TOKEN_CALLS, deny_dangerous_calls

if sys.platform != "win32":
    import resource

MEMORY_BYTES = 2 * 2**30
OPEN_FILES = 256
FILE_BYTES = 16 * 2**20

_READABLE = ("/usr", "/lib", "/lib64", "/opt", "/etc", "/proc", "/sys", "/var/lib", "/usr/local")
_WRITABLE = ("/dev", "/run", "/tmp", "/var/tmp", "/var/lock")  # noqa: S108  where libraries put locks
_PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 4, 38
_UNSUPPORTED = "none: this system has no such wall"


def raise_walls(readable: Iterable[Path], writable: Iterable[Path]) -> Walls:
    """Raise what this machine has; the folders come on top of the system's own."""
    if sys.platform != "linux":
        return Walls(
            no_new_privileges=_UNSUPPORTED,
            not_dumpable=_UNSUPPORTED,
            limits=_UNSUPPORTED,
            landlock=_UNSUPPORTED,
            seccomp=_UNSUPPORTED,
        )
    libc = ctypes.CDLL(None, use_errno=True)
    privileges = libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
    dumpable = libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) == 0
    kept = "none: privileges kept"
    program = [*filter(None, sys.path), sys.prefix, os.path.dirname(sys.executable)]
    may_read = [*map(Path, _READABLE), *map(Path, program), *readable]
    may_write = [*map(Path, _WRITABLE), *writable]
    return Walls(
        no_new_privileges="active" if privileges else "none: refused",
        not_dumpable="active" if dumpable else "none: refused",
        limits=_limit(),
        landlock=allow_reading_only(may_read, may_write) if privileges else kept,
        seccomp=deny_dangerous_calls(TOKEN_CALLS) if privileges else kept,
    )


def _limit() -> str:
    limits = {
        resource.RLIMIT_AS: MEMORY_BYTES,
        resource.RLIMIT_NOFILE: OPEN_FILES,
        resource.RLIMIT_FSIZE: FILE_BYTES,
        resource.RLIMIT_CORE: 0,
    }
    for kind, limit in limits.items():
        resource.setrlimit(kind, (limit, limit))
    return f"memory {MEMORY_BYTES >> 20} MiB, {OPEN_FILES} files, no core"
