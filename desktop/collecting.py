"""Python's collector of cycles and the window's thread, which it would hold up.

A full collection looks at every object there is: 60 to 190 ms with the window's hundred thousand, most of
which stay as long as the window does. So they are set aside once the window stands.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loading() -> Iterator[None]:
    """Collect nothing while code is loaded, and set it aside: it makes many objects, which all stay."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was:
            gc.enable()


def set_aside() -> None:
    """Let collections look only at what is made from now on. Takes no time, unlike a collection."""
    gc.freeze()


def take_back() -> None:
    """Let the next collection look at everything again: the window goes, and nothing of it may stay."""
    gc.unfreeze()
