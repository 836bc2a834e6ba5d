"""How this program starts another process of itself, from source and from the frozen folder alike.

The frozen program has no interpreter to ask for a module: its entry point (`installer/frozen_entry.py`)
reads the first argument instead.
"""

from __future__ import annotations

import sys


def client_command(*arguments: str) -> list[str]:
    """The command line that runs `sealdesk` with `arguments`."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *arguments]
    # -P keeps the working folder off sys.path: a folder named `desktop` there would run instead of us.
    return [sys.executable, "-P", "-m", "desktop", *arguments]


def gateway_command(*arguments: str) -> list[str]:
    """The command line that runs `sealdesk-gateway` with `arguments`; the client never imports it."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--gateway", *arguments]
    return [sys.executable, "-P", "-m", "gateway", *arguments]
