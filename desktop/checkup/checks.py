"""The checks by name, and how one of them is run."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from types import MappingProxyType

from desktop.checkup.finding import Finding

CHECKS = MappingProxyType(
    {
        "python": "desktop.checkup.toolkit:python",
        "qt": "desktop.checkup.toolkit:qt",
        "screen": "desktop.checkup.toolkit:screen",
        "fonts": "desktop.checkup.fonts:fonts",
        "cache": "desktop.checkup.stores:cache",
        "keyring": "desktop.checkup.stores:keyring",
        "disk": "desktop.checkup.stores:disk",
        "sm2": "desktop.checkup.crypto:sm2",
        "tokens": "desktop.checkup.tokens:tokens",
        "reading": "desktop.checkup.reading:reading",
        "pdf-seals": "desktop.checkup.reading:pdf_seals",
        "clock": "desktop.checkup.stores:clock",
    }
)
"""Only the named check's module is loaded: the others may be what is broken."""


def run_check(name: str) -> list[Finding]:
    """Run one check here and now. Raises `KeyError` for a name that `CHECKS` does not have."""
    module, _, function = CHECKS[name].partition(":")
    check: Callable[[], Iterator[Finding]] = getattr(importlib.import_module(module), function)
    return list(check())
