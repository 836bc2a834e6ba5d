"""PySide6 for a process that only draws: loaded without the machinery that describes signatures.

Of the 95 ms that QtGui takes to load, 80 go to what a drawing process never asks for: the modules that know
every function's signature (for help texts, the words of a `TypeError` and `from __feature__ import`), and two
thousand members of enumerations: languages, keys, colour schemes. Shiboken compiles the source that loads the
first; `compile` answers it a short one instead. It makes the second through `enum`, which takes care of much
that plain numbers do not need: `_filled` makes them in a fifth of the time, and while Qt is loaded, those
that nobody in the worker names stay empty.

This leans on how Shiboken is built. It is done for the series of PySide6 that it was tried with only, and
everything is loaded as always with another one. Call it before anything of PySide6 is imported, in a process
in which no other code expects the whole of Qt.
"""

from __future__ import annotations

import builtins
import contextlib
import enum
import importlib
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from types import ModuleType
from typing import Any, cast

from desktop.reading.lean_imports import stand_in, standing_in

TRIED = ("6.9",)
_FILLED = frozenset(
    {
        "AspectRatioMode",
        "BrushStyle",
        "ClipOperation",
        "CoordinateMode",
        "FillRule",
        "ForeverConstant",
        "GlobalColor",
        "ImageConversionFlag",
        "InterpolationMode",
        "PenCapStyle",
        "PenJoinStyle",
        "PenStyle",
        "SizeMode",
        "Spread",
        "TransformationMode",
        "Type",
    }
)
"""What the worker names, and what Shiboken itself needs: defaults of functions."""

_SOURCE = f"""
import sys
pyside_arg_dict = {{}}
pyside_feature_dict = {{}}
def bootstrap():
    return sys.modules[{__name__!r}].Loader
"""


_Members = Sequence[tuple[str, int]]
_Creating = Callable[..., object]


class Loader:
    """The functions that Shiboken calls by these names, without the knowledge that upstream's have."""

    @staticmethod
    def pyside_type_init(_key: object, _signatures: object) -> dict[object, object]:
        return {}

    @staticmethod
    def create_signature(_properties: object, _key: object) -> None:
        return None

    @staticmethod
    def seterror_argument(_arguments: object, function: object, _more: object) -> tuple[type, str]:
        return TypeError, f"{function}: wrong arguments"

    @staticmethod
    def make_helptext(_function: object) -> None:
        return None

    @staticmethod
    def finish_import(_module: object) -> None:
        """Upstream replaces deprecated functions here."""

    @staticmethod
    def feature_import(*_arguments: object) -> None:
        return None

    @staticmethod
    def feature_imported(*_arguments: object) -> None:
        return None

    @staticmethod
    def post_init() -> None:
        """Upstream puts an `__import__` of its own in the place of Python's."""


def load_lean_qt() -> bool:
    """Import QtCore and QtGui the short way; whether it was done."""
    folder = qt_folder()
    if folder is None:
        return False
    packages = {name: _package(name, folder) for name in ("shiboken6", "PySide6")}
    sys.modules |= packages
    # Where Shiboken looks up the function that a wrong call was for.
    mapping = stand_in("shibokensupport.signature.mapping")
    vars(mapping).update(packages, namespace=vars(mapping), update_mapping=lambda: None)
    sys.modules[mapping.__name__] = mapping
    with _replaced(builtins, "compile", _short_source):
        importlib.import_module("shiboken6.Shiboken")
    # PySide smooths the words of a warning with it that nobody in the worker can cause.
    textwrap = stand_in("textwrap", dedent=str)
    with _replaced(enum.EnumType, "_create_", _few_members), standing_in({"textwrap": textwrap}):
        core = importlib.import_module("PySide6.QtCore")
        gui = importlib.import_module("PySide6.QtGui")
        # A namespace or class is filled when it is first named.
        core.Qt, gui.QGradient  # noqa: B018
    # For good: the others come one by one.
    kind = cast("Any", enum.EnumType)
    kind._create_ = _plain_members(kind._create_)
    return True


def qt_folder() -> str | None:
    """Where the packages lie; None when they are loaded, not to be found, or of a series not tried."""
    if "PySide6" in sys.modules or "shiboken6" in sys.modules:
        return None
    for folder in sys.path:
        package = os.path.join(folder, "shiboken6")
        if os.path.isdir(package):
            libraries = (os.path.join(package, f"libshiboken6.abi3.so.{series}") for series in TRIED)
            return folder if any(map(os.path.exists, libraries)) else None
    return None


def _package(name: str, folder: str) -> ModuleType:
    """An empty package whose modules are found where the real one's are."""
    package = ModuleType(name)
    package.__path__ = [os.path.join(folder, name)]
    package.__file__ = os.path.join(folder, name, "__init__.py")
    return package


@contextlib.contextmanager
def _replaced(owner: object, name: str, change: Callable[[Callable[..., object]], object]) -> Iterator[None]:
    before = getattr(owner, name)
    setattr(owner, name, change(before))
    try:
        yield
    finally:
        setattr(owner, name, before)


def _short_source(compiling: Callable[..., object]) -> Callable[..., object]:
    def compiled(source: object, filename: object, *rest: object, **more: object) -> object:
        return compiling(_SOURCE if filename == "signature_bootstrap.py" else source, filename, *rest, **more)

    return compiled


def _few_members(creating: _Creating) -> _Creating:
    plain = _plain_members(creating)

    def created(kind: type[enum.Enum], name: str, members: _Members, **more: object) -> object:
        return plain(kind, name, members, **more) if name in _FILLED else _filled(kind, name, ())

    return created


def _plain_members(creating: _Creating) -> _Creating:
    def created(kind: type[enum.Enum], name: str, members: _Members, **more: object) -> object:
        if kind is enum.Enum and isinstance(members, list) and more.get("boundary") is enum.KEEP:
            return _filled(kind, name, members)  # Shiboken says so of every one, and hardly anybody else
        return creating(kind, name, members, **more)

    return created


def _filled(kind: type[enum.Enum], name: str, members: _Members) -> object:
    """An enumeration of plain numbers, made without the work that `enum` does for other members."""
    by_name: dict[str, Any] = {}
    by_value: dict[int, Any] = {}
    names: list[str] = []
    facts = {"_member_map_": by_name, "_member_names_": names, "_value2member_map_": by_value}
    made: Any = type.__new__(enum.EnumType, name, (kind,), facts)
    for member_name, value in members:
        member = by_value.get(value)
        if member is None:
            member = by_value[value] = object.__new__(made)
            member._name_, member._value_ = member_name, value
            names.append(member_name)
        by_name[member_name] = member
        type.__setattr__(made, member_name, member)
    return made
