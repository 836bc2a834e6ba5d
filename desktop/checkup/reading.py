"""The process that opens documents: does it start, and which walls stand around it?"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from core.errors import DocumentError
from desktop.checkup.finding import Finding, State
from desktop.reading import ReadingWorker


def reading() -> Iterator[Finding]:
    worker = ReadingWorker()
    try:
        walls: dict[str, str] = msgspec.to_builtins(worker.confinement_report())
    except DocumentError as error:
        yield Finding(
            check="reading",
            state=State.LACKING,
            found=f"the reading worker does not start ({error.code})",
            remedy="see to what else is lacking here; if nothing is, install the program again",
        )
        return
    finally:
        worker.stop()
    missing = sorted(wall for wall, state in walls.items() if state.startswith("none"))
    yield Finding(
        check="reading",
        state=State.ADVICE if missing else State.OK,
        found="; ".join(f"{wall}: {state}" for wall, state in walls.items()),
        remedy=f"reading works without {', '.join(missing)}: a newer kernel would have it" if missing else "",
    )
