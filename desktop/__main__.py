"""`sealdesk`, `python -m desktop`, and the frozen program in its second part as the reading worker."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line; a hidden first argument makes this process a reading worker instead."""
    if sys.argv[1:2] == ["--reading-worker"]:
        from desktop.reading.worker import main as serve  # noqa: PLC0415  loads Qt

        return serve(sys.argv[2:])
    from desktop.cli import main as run  # noqa: PLC0415  the worker must not load it

    return run()


if __name__ == "__main__":
    sys.exit(main())
