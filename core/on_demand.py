"""Packages with a wide front door that is seldom used whole: a module is loaded with its first name."""

from __future__ import annotations

import importlib
import sys

TYPE_CHECKING = False  # that of `typing` takes 2 ms to load, before the worker of a command can start
if TYPE_CHECKING:
    from collections.abc import Callable


def on_demand(package: str, modules: tuple[str, ...]) -> Callable[[str], object]:
    """A `__getattr__` for `package`: the names of its `__all__`, looked for in its `modules` in this order.

    Whoever imports one submodule, as the reading worker does for a seal's picture, then loads that one alone.
    """

    def find(name: str) -> object:
        home = sys.modules[package]
        if name in home.__all__:
            for module in modules:
                found = vars(importlib.import_module(f"{package}.{module}"))
                if name in found:
                    setattr(home, name, found[name])
                    return found[name]
        raise AttributeError(f"module {package!r} has no attribute {name!r}")

    return find
