"""The processes that open documents: do they start, and which walls stand around them?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import msgspec

from core.errors import DocumentError
from core.seal import Trust, Verdict
from desktop.checkup.finding import Finding, State
from desktop.pdfseals import PdfSeals
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


def pdf_seals() -> Iterator[Finding]:
    """The process that judges PDFs starts and answers about a page without signatures."""
    with PdfSeals() as judge:
        try:
            verdict = judge.judge(_BLANK_PDF, Trust(), datetime.now(UTC)).verdict
        except DocumentError as error:
            yield Finding(
                check="pdf-seals",
                state=State.ADVICE,
                found=f"seals of PDFs cannot be judged ({error.code})",
                remedy="install the program again: pyHanko is missing or does not load. OFD is not affected",
            )
            return
        walls = judge.walls
    held = "" if walls is None else f"; landlock: {walls.landlock}; seccomp: {walls.seccomp}"
    state = State.OK if verdict is Verdict.UNSIGNED else State.ADVICE
    remedy = "" if state is State.OK else "install the program again"
    yield Finding(check="pdf-seals", state=state, found=f"pyHanko answers{held}", remedy=remedy)


_BLANK_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\n"
    b"xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n"
    b"trailer<</Size 3/Root 1 0 R>>\nstartxref\n98\n%%EOF\n"
)
