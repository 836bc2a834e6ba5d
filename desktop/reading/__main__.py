"""Where the confined process begins: Qt the short way first, then the worker."""

from __future__ import annotations

import _thread
import contextlib
import ctypes
import gc
import importlib
import os
import sys
from collections.abc import Iterator, Sequence
from types import ModuleType

from desktop.reading.lean_qt import load_lean_qt, qt_folder

_COLLECTED_AFTER = 20_000
"""New objects between two collections of cycles: display lists are large and have none."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Be a reading worker; `arguments` name the memory its pictures lie in."""
    gc.disable()  # nothing of what is loaded goes away again
    with _libraries_loaded():
        # What holds most of Python's own work comes first: it runs beside the thread's.
        _load_without("typing_extensions", None, "msgspec")
        _load_without("inspect", _no_inspect(), "lxml.etree")
        importlib.import_module("core.ofd")
    load_lean_qt()
    from desktop.reading.worker import main as serve  # noqa: PLC0415  it loads what of Qt is not there yet

    gc.freeze()
    gc.set_threshold(_COLLECTED_AFTER)
    gc.enable()
    return serve(sys.argv[1:] if arguments is None else arguments)


@contextlib.contextmanager
def _libraries_loaded() -> Iterator[None]:
    """Qt's libraries are linked, and fontconfig reads its settings and lists: C that needs nothing of Python.

    The thread has ended before the walls go up, one of which stands around the thread alone that raises it.
    """
    if sys.platform != "linux":
        yield
        return
    under_way = _thread.allocate_lock()
    under_way.acquire()
    _thread.start_new_thread(_load_libraries, (under_way,))
    yield
    under_way.acquire()


def _load_libraries(under_way: _thread.LockType) -> None:
    try:
        # As functions: `CDLL(name)` itself would keep Python waiting until the library is there.
        itself = ctypes.CDLL(None)
        itself.dlopen.argtypes, itself.dlopen.restype = (ctypes.c_char_p, ctypes.c_int), ctypes.c_void_p
        folder = qt_folder()
        if folder is not None:
            itself.dlopen(os.fsencode(os.path.join(folder, "PySide6", "QtGui.abi3.so")), os.RTLD_NOW)
        ctypes.CDLL("libfontconfig.so.1").FcInit()
    except (OSError, AttributeError):
        return  # each will be loaded where it is used; the folders of fonts will be looked through instead
    finally:
        under_way.release()


def _load_without(unneeded: str, instead: ModuleType | None, wanted: str) -> None:
    """Import `wanted`, which asks for a module that costs more than itself and does without."""
    if unneeded in sys.modules:
        return
    sys.modules[unneeded] = instead  # type: ignore[assignment]
    try:
        importlib.import_module(wanted)
    finally:
        del sys.modules[unneeded]


def _no_inspect() -> ModuleType:
    """lxml keeps a function of it for parsers with a target of one's own, of which we have none."""
    module = ModuleType("inspect")
    vars(module)["getfullargspec"] = None
    return module


if __name__ == "__main__":
    sys.exit(main())
