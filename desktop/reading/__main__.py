"""Where the confined process begins: Qt the short way first, then the worker."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

from desktop.reading.lean_qt import load_lean_qt

_COLLECTED_AFTER = 20_000
"""New objects between two collections of cycles: display lists are large and have none."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Be a reading worker; `arguments` name the memory its pictures lie in."""
    gc.disable()  # nothing of what is loaded goes away again
    load_lean_qt()
    _load_msgspec()
    from desktop.reading.worker import main as serve  # noqa: PLC0415  it loads what of Qt is not there yet

    gc.freeze()
    gc.set_threshold(_COLLECTED_AFTER)
    gc.enable()
    return serve(sys.argv[1:] if arguments is None else arguments)


def _load_msgspec() -> None:
    """It asks for typing_extensions, which others bring along, and does without in half the time."""
    if "typing_extensions" in sys.modules:
        return
    sys.modules["typing_extensions"] = None  # type: ignore[assignment]
    try:
        import msgspec  # noqa: F401, PLC0415
    finally:
        del sys.modules["typing_extensions"]


if __name__ == "__main__":
    sys.exit(main())
