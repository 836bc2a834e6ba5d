"""PySide6 for a process that only draws: loaded without the machinery that describes signatures.

Of the 95 ms that QtGui takes to load, 65 go to what a drawing process never asks for: the modules that know
every function's signature (for help texts, the words of a `TypeError` and `from __feature__ import`), and the
thousand members of the enumerations in the namespace `Qt`. Shiboken compiles the source that loads the first;
`compile` answers it a short one instead. It makes the second through `enum`; those that nobody in the worker
names become empty classes.

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
from collections.abc import Callable, Iterator
from types import ModuleType

TRIED = ("6.8", "6.9")
_NAMED_OF_QT = frozenset(
    {
        "AspectRatioMode",
        "BrushStyle",
        "ClipOperation",
        "FillRule",
        "GlobalColor",
        "ImageConversionFlag",
        "PenCapStyle",
        "PenJoinStyle",
        "PenStyle",
        "SizeMode",
        "TransformationMode",
    }
)
"""What the worker names, and what stands as a default in the functions that it calls."""

_SOURCE = f"""
import sys
pyside_arg_dict = {{}}
pyside_feature_dict = {{}}
def bootstrap():
    return sys.modules[{__name__!r}].Loader
"""


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
    mapping = ModuleType("shibokensupport.signature.mapping")
    vars(mapping).update(packages, namespace=vars(mapping), update_mapping=lambda: None)
    sys.modules[mapping.__name__] = mapping
    with _replaced(builtins, "compile", _short_source):
        importlib.import_module("shiboken6.Shiboken")
    core = importlib.import_module("PySide6.QtCore")
    importlib.import_module("PySide6.QtGui")
    with _replaced(enum.EnumType, "_create_", _few_members):
        core.Qt  # noqa: B018  a namespace is filled when it is first named
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


def _few_members(creating: Callable[..., object]) -> Callable[..., object]:
    def created(kind: object, name: str, members: object, **more: object) -> object:
        return creating(kind, name, members if name in _NAMED_OF_QT else (), **more)

    return created
