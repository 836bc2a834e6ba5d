"""The real program, used by a hand of its own: run by `benchmarks.start`, a process each time.

Told the password, the moment of its start and the pace, it prints what it took, in ms: to the painted
unlock form, from Enter behind the password to the painted inbox, from Enter on a document to its page. The
pace is a person's, or "hasty": each thing the moment it can be done.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from desktop.cli import open_window  # what the program itself begins with, and nothing more

if TYPE_CHECKING:
    from desktop.app import Session


def main() -> int:
    password, started, pace = sys.argv[1:]
    del sys.argv[1:]
    hands: list[object] = []

    def take_over(session: Session) -> None:
        from benchmarks.hand import Hand  # noqa: PLC0415  once the program has loaded what it wants

        hands.append(Hand(session, password, started=float(started), hasty=pace == "hasty"))

    return open_window([], ready=take_over)


if __name__ == "__main__":
    sys.exit(main())
