"""How this program starts another process of itself, from source and from the frozen folder alike.

The frozen program has no interpreter to ask for a module: its entry point (`installer/frozen_entry.py`)
reads the first argument instead.
"""

from __future__ import annotations

import sys

_CLIENT = "import sys; from desktop.__main__ import main; sys.exit(main())"


def client_command(*arguments: str) -> list[str]:
    """The command line that runs `sealdesk` with `arguments`."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *arguments]
    # -P keeps the working folder off sys.path: a folder named `desktop` there would run instead of us.
    # Not -m: what finds a module to run takes as long to load as a page to draw.
    return [sys.executable, "-P", "-c", _CLIENT, *arguments]


def gateway_command(*arguments: str) -> list[str]:
    """The command line that runs `sealdesk-gateway` with `arguments`; the client never imports it."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--gateway", *arguments]
    return [sys.executable, "-P", "-m", "gateway", *arguments]
