"""Libraries loaded without the company they ask for and the worker has no use for.

An empty module stands in for each such companion while the library is loaded, and is taken away again:
whoever imports the companion later gets the real one. A companion that is loaded already is left as it is.
"""

from __future__ import annotations

import contextlib
import importlib
import sys
from collections.abc import Iterator, Mapping
from types import ModuleType


def load_lean_msgspec() -> None:
    """msgspec for MessagePack of plain values: half of its time goes to JSON schemas, UUIDs and decimals.

    Structs with fields of those types would not be understood afterwards; the worker's messages have none.
    """
    if "msgspec" in sys.modules:
        return
    companions: dict[str, ModuleType | None] = {
        "typing_extensions": None,
        "uuid": stand_in("uuid", UUID=_Unused, SafeUUID=_Unused),
        "decimal": stand_in("decimal", Decimal=_Unused),
        "msgspec.inspect": stand_in("msgspec.inspect"),
        "msgspec._json_schema": stand_in("msgspec._json_schema", schema=None, schema_components=None),
        "msgspec.toml": stand_in("msgspec.toml"),
        "msgspec.yaml": stand_in("msgspec.yaml"),
    }
    load_lean_datetime()
    with standing_in(companions):
        importlib.import_module("msgspec")


def load_lean_datetime() -> None:
    """The types written in C, for good: before Python 3.12 `datetime` writes them out in Python first."""
    if "datetime" not in sys.modules:
        with contextlib.suppress(ImportError):
            sys.modules["datetime"] = importlib.import_module("_datetime")


def load_lean_pathlib() -> None:
    """pathlib keeps one function of `urllib.parse`, for addresses of files, which few ask for."""
    companions = {
        "urllib.parse": stand_in("urllib.parse", quote_from_bytes=_quote_from_bytes),
    }
    with standing_in(companions):
        importlib.import_module("pathlib")


def load_lean_argparse() -> None:
    """argparse looks for translations of its words, which Python does not bring."""
    companions = {"gettext": stand_in("gettext", gettext=str, ngettext=_in_english)}
    with standing_in(companions):
        importlib.import_module("argparse")


def load_lean_lxml() -> None:
    """lxml keeps one function of `inspect`, for parsers with a target of their own; gzip is for writing.

    We have no such parsers and write no XML here. How paths of elements are read comes with the first path.
    """
    companions = {
        "inspect": stand_in("inspect", getfullargspec=None),
        "gzip": stand_in("gzip", GzipFile=None),
        "lxml._elementpath": stand_in("lxml._elementpath", __getattr__=_of_element_paths),
    }
    with standing_in(companions):
        importlib.import_module("lxml.etree")


def stand_in(name: str, **values: object) -> ModuleType:
    """A module of that name with nothing but `values` in it."""
    module = ModuleType(name)
    vars(module).update(values)
    return module


@contextlib.contextmanager
def standing_in(modules: Mapping[str, ModuleType | None]) -> Iterator[None]:
    """`modules` are what an import finds meanwhile, None for "there is none"."""
    put = [name for name in modules if name not in sys.modules]
    for name in put:
        sys.modules[name] = modules[name]  # type: ignore[assignment]  # None is what Python documents
    try:
        yield
    finally:
        for name in put:
            del sys.modules[name]


def _in_english(one: str, many: str, number: int) -> str:
    return one if number == 1 else many


def _quote_from_bytes(*given: object, **named: object) -> str:
    quoted: str = importlib.import_module("urllib.parse").quote_from_bytes(*given, **named)
    return quoted


def _of_element_paths(name: str) -> object:
    return getattr(importlib.import_module("lxml._elementpath"), name)


class _Unused:
    """A type that no message has a field of."""

    unknown = None
