"""Every kind of failure there is, and an example of each."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any, get_type_hints

import core
import desktop
from core.errors import AppError

_FACTS: dict[str, Any] = {"str": "x", "int": 3, "float": 2.5, "bool": True}


def kinds_of_error(*, outside: tuple[str, ...]) -> list[type[AppError]]:
    """The leaves of the tree of errors in core and desktop; modules whose names begin so are left out."""
    for package in (core, desktop):
        for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            if not module.name.endswith("__main__") and not module.name.startswith(outside):
                importlib.import_module(module.name)
    kinds = {
        kind for kind in _leaves(AppError) if not kind.__module__.startswith((*outside, "tests", "gateway"))
    }
    return sorted(kinds, key=lambda kind: (kind.__module__, kind.__name__))


def example(kind: type[AppError]) -> AppError:
    """An error of that kind with facts of the right types."""
    hints = get_type_hints(kind)
    named = {name: str(getattr(hints[name], "__name__", hints[name])) for name in kind.fact_names}
    return kind(
        **{name: ("x",) if of.startswith("tuple") else _FACTS.get(of, 3) for name, of in named.items()}
    )


def _leaves(kind: type[AppError]) -> Iterator[type[AppError]]:
    children = kind.__subclasses__()
    if not children:
        yield kind
    for child in children:
        yield from _leaves(child)
