"""Entry of the frozen program: one executable that is the client, its reading worker and the gateway.

Only here do client and gateway meet, so that neither has to know the other. The frozen program has no
`-m`: the first argument says which of them to be (`desktop/relaunch.py` writes it).
"""

from __future__ import annotations

import sys


def main() -> int:
    if sys.argv[1:2] == ["--gateway"]:
        from gateway.__main__ import main as serve

        return serve(sys.argv[2:])
    if sys.argv[1:2] == ["--reading-worker"]:
        from desktop.reading.worker import main as read

        return read(sys.argv[2:])
    from desktop.cli import main as run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
