"""The walls around the worker, raised after imports and fonts, before the first byte of a document.

Each wall that the machine lacks is left out and named in the report; none of them is needed for reading.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterable

from desktop.reading.landlock import allow_reading_only
from desktop.reading.seccomp import deny_dangerous_calls
from desktop.reading.wire import Confinement

if sys.platform != "win32":
    import resource

MEMORY_BYTES = 2 * 2**30
OPEN_FILES = 64
CPU_SECONDS_PER_REQUEST = 15

_PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 4, 38

_UNSUPPORTED = "none: this system has no such wall"


def confine(readable: Iterable[str]) -> Confinement:
    """Raise every wall this machine has; `readable` are the folders of fonts and of the program itself."""
    if sys.platform != "linux":
        return Confinement(
            no_new_privileges=_UNSUPPORTED,
            not_dumpable=_UNSUPPORTED,
            limits=_UNSUPPORTED,
            seccomp=_UNSUPPORTED,
            landlock=_UNSUPPORTED,
        )
    libc = ctypes.CDLL(None, use_errno=True)
    privileges = libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
    dumpable = libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) == 0
    return Confinement(
        no_new_privileges="active" if privileges else "none: refused",
        not_dumpable="active" if dumpable else "none: refused",
        limits=_limit(),
        landlock=allow_reading_only(readable) if privileges else "none: privileges kept",
        seccomp=deny_dangerous_calls() if privileges else "none: privileges kept",
    )


def _limit() -> str:
    limits = {
        resource.RLIMIT_AS: MEMORY_BYTES,
        resource.RLIMIT_NOFILE: OPEN_FILES,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for kind, limit in limits.items():
        resource.setrlimit(kind, (limit, limit))
    return f"memory {MEMORY_BYTES >> 20} MiB, {OPEN_FILES} files, no writing, no core"


def grant_cpu_seconds() -> None:
    """Allow one more request's worth of CPU: a loop that outlives the client ends by itself."""
    if sys.platform != "linux":
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(usage.ru_utime + usage.ru_stime) + CPU_SECONDS_PER_REQUEST
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))
