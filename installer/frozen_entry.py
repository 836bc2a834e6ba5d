"""Entry of the frozen program: one executable that is the client, its workers and the gateway.

Only here do client and gateway meet, so that neither has to know the other. The frozen program has no
`-m`: the first argument says which of them to be (`desktop/relaunch.py` writes it).
"""

from __future__ import annotations

import importlib
import sys

_PARTS = {
    "--gateway": "gateway.__main__",
    "--reading-worker": "desktop.reading.__main__",
    "--token-helper": "desktop.devices.helper.__main__",
    "--pdf-judge": "desktop.pdfseals.worker",
}


def main() -> int:
    """Be the part that the first argument names, else the client; the process's exit code."""
    arguments = sys.argv[1:]
    part = _PARTS.get(arguments[0]) if arguments else None
    # Loaded by name and only when named: the worker must not carry the client, nor the client the gateway.
    run = importlib.import_module(part or "desktop.__main__").main
    return int((run(arguments[1:]) if part else run()) or 0)


if __name__ == "__main__":
    sys.exit(main())
