"""Where the confined process begins: Qt the short way first, then the worker."""

from __future__ import annotations

import _thread
import contextlib
import ctypes
import gc
import importlib
import sys
from collections.abc import Iterator, Sequence
from types import ModuleType

from desktop.reading.lean_qt import load_lean_qt

_COLLECTED_AFTER = 20_000
"""New objects between two collections of cycles: display lists are large and have none."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Be a reading worker; `arguments` name the memory its pictures lie in."""
    gc.disable()  # nothing of what is loaded goes away again
    with _fonts_looked_up():
        load_lean_qt()
        _load_without("typing_extensions", None, "msgspec")
        _load_without("inspect", _no_inspect(), "lxml.etree")
        from desktop.reading.worker import main as serve  # noqa: PLC0415  it loads what of Qt is not there yet
    gc.freeze()
    gc.set_threshold(_COLLECTED_AFTER)
    gc.enable()
    return serve(sys.argv[1:] if arguments is None else arguments)


@contextlib.contextmanager
def _fonts_looked_up() -> Iterator[None]:
    """Fontconfig reads its settings and lists meanwhile: 4 ms of C that need nothing of Python.

    The thread has ended before the walls go up, one of which stands around the thread alone that raises it.
    """
    if sys.platform != "linux":
        yield
        return
    under_way = _thread.allocate_lock()
    under_way.acquire()
    _thread.start_new_thread(_look_up_fonts, (under_way,))
    yield
    under_way.acquire()


def _look_up_fonts(under_way: _thread.LockType) -> None:
    try:
        ctypes.CDLL("libfontconfig.so.1").FcInit()
    except (OSError, AttributeError):
        return  # the folders will be looked through instead
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
