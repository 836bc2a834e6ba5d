"""`sealdesk`, `python -m desktop`, and the frozen program in its second part as the reading worker."""

from __future__ import annotations

import gc
import os
import sys

TYPE_CHECKING = False  # that of `typing` takes 2 ms to load, see `desktop.reading.ahead`
if TYPE_CHECKING:
    from typing import NoReturn

    from desktop.reading.ahead import Spawned

_READING_VERBS = ("inspect", "render", "text")


def main() -> int:
    """Run the command line; a hidden first argument makes this process a reading worker instead."""
    if sys.argv[1:2] == ["--reading-worker"]:
        from desktop.reading.__main__ import main as serve  # noqa: PLC0415  loads Qt

        return serve(sys.argv[2:])
    spawned = _start_ahead()
    if spawned is not None:
        from desktop.reading.lean_imports import (  # noqa: PLC0415  these verbs write plain JSON
            load_lean_argparse,
            load_lean_msgspec,
            load_lean_pathlib,
        )

        load_lean_argparse()
        load_lean_msgspec()
        load_lean_pathlib()
    from desktop.cli import main as run  # noqa: PLC0415  the worker must not load it

    if spawned is None:
        return run()
    gc.freeze()
    gc.enable()
    from desktop.reading.starting import adopt  # noqa: PLC0415  other verbs do without

    return _leave(run(started=adopt(spawned)))


def _leave(code: int) -> NoReturn:
    """End at once: all is written, and taking down what was loaded takes longer than a page's picture."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # whoever started us may have closed it
            stream.flush()
    os._exit(code)


def _start_ahead() -> Spawned | None:
    """The worker of a verb that reads: it loads its code while this process loads its own."""
    if sys.argv[1:2] == [] or sys.argv[1] not in _READING_VERBS or {"-h", "--help"} & set(sys.argv):
        return None
    from desktop.reading.ahead import spawn_worker  # noqa: PLC0415  other verbs do without

    return spawn_worker()


if __name__ == "__main__":
    sys.exit(main())
