"""Where the confined process begins: Qt the short way first, then the worker."""

from __future__ import annotations

import _thread
import ctypes
import gc
import importlib
import os
import sys

from desktop.reading.lean_imports import load_lean_lxml, load_lean_msgspec
from desktop.reading.lean_qt import load_lean_qt, qt_folder
from desktop.reading.paper import Paper

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_SMALL_LIBRARIES = ("math", "zlib", "select")
_OF_PYTHON_ALONE = (
    "core.ofd.document",
    "desktop.reading.channel",
    "desktop.reading.fontfiles",
    "desktop.reading.wire",
)
"""What the worker needs and what links nothing."""

_COLLECTED_AFTER = 20_000
"""New objects between two collections of cycles: display lists are large and have none."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Be a reading worker; `arguments` name the memory its pictures lie in."""
    gc.disable()  # nothing of what is loaded goes away again
    load_lean_msgspec()
    load_lean_lxml()
    for module in _SMALL_LIBRARIES:
        importlib.import_module(module)
    # The linker serves one thread at a time: first what is small, then Qt beside what links nothing.
    paper = Paper()
    linked = _made_ready(paper)
    for module in _OF_PYTHON_ALONE:
        importlib.import_module(module)
    load_lean_qt()
    from desktop.reading.worker import main as serve  # noqa: PLC0415  it loads what of Qt is not there yet

    linked.acquire()
    gc.freeze()
    gc.set_threshold(_COLLECTED_AFTER)
    gc.enable()
    return serve(sys.argv[1:] if arguments is None else arguments, paper)


def _made_ready(paper: Paper) -> _thread.LockType:
    """What needs nothing of Python is done beside it, until the lock can be had.

    Libraries are linked, the paper becomes white. The thread has ended then, before the walls go up, one of
    which stands around the thread alone that raises it.
    """
    under_way = _thread.allocate_lock()
    if sys.platform == "linux":
        under_way.acquire()
        _thread.start_new_thread(_make_ready, (under_way, paper))
    return under_way


def _make_ready(under_way: _thread.LockType, paper: Paper) -> None:
    try:
        # As functions: `CDLL(name)` itself would keep Python waiting until the library is there.
        itself = ctypes.CDLL(None)
        itself.dlopen.argtypes, itself.dlopen.restype = (ctypes.c_char_p, ctypes.c_int), ctypes.c_void_p
        folder = qt_folder()
        if folder is not None:
            # Lazily: of Qt's thousands of functions a reader calls few.
            itself.dlopen(os.fsencode(os.path.join(folder, "PySide6", "QtGui.abi3.so")), os.RTLD_LAZY)
            itself.dlopen(os.fsencode(os.path.join(folder, "freetype", "libfreetype.so")), os.RTLD_LAZY)
        paper.whiten()
    except (OSError, AttributeError):
        return  # each will be loaded where it is used
    finally:
        under_way.release()


if __name__ == "__main__":
    sys.exit(main())
