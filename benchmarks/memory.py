"""The most memory a reading worker ever holds: ordinary documents, then those that mean harm. Linux only."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib.resources import files
from pathlib import Path

import msgspec

from benchmarks import Measurement
from core.errors import AppError
from core.redhead import render_document
from desktop.reading import ReadingWorker
from tests.corpus.hostile.drawings import DRAWINGS
from tests.corpus.hostile.packages import PACKAGES
from tests.corpus.hostile.pdfs import PDFS

_CORPUS = Path(__file__).parents[2] / "shared" / "corpus" / "ofd"
_DPI = 144


def measure() -> Iterator[Measurement]:
    if sys.platform != "linux":
        print("memory: only Linux tells the most a process ever held", file=sys.stderr)
        return
    ordinary = _together(_ordinary())
    yield _result("one worker, all ordinary documents after each other", ordinary, 1)
    hostile = [_together([one.build]) for one in (*PACKAGES, *DRAWINGS, *PDFS)]
    yield _result("a worker of its own for each hostile document, highest", max(hostile), len(hostile))
    yield _result("the same, median", sorted(hostile)[len(hostile) // 2], len(hostile))


def _ordinary() -> Iterator[Callable[[], bytes]]:
    found = sorted(_CORPUS.glob("*.ofd"))
    if found:
        yield from (path.read_bytes for path in found)
        return
    office = msgspec.json.decode(files("resources").joinpath("sample_office.json").read_bytes())
    for paper in office["documents"]:
        yield partial(render_document, office, paper["id"])


def _together(documents: Iterable[Callable[[], bytes]]) -> float:
    """The highest resident size of one worker, MiB, that opens these and draws every page of each.

    A worker that the document ends is asked for the last time just before.
    """
    worker, highest = ReadingWorker(), 0.0
    worker.warm()
    try:
        for document in documents:
            highest = max(highest, _read(worker, document()))
    finally:
        worker.stop()
    return highest


def _read(worker: ReadingWorker, document: bytes) -> float:
    with contextlib.suppress(AppError):  # a reason is as good an end as a picture here
        handle = worker.open(document)
        for page in range(min(len(handle.summary.pages), 60)):
            worker.page_png(handle, page, dpi=_DPI)
            worker.page_text(handle, page)
        worker.close(handle)
    return max(map(_highest_mib, worker.process_ids()), default=0.0)


def _highest_mib(process: int) -> float:
    lines = Path(f"/proc/{process}/status").read_text(encoding="ascii", errors="replace").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1024


def _result(name: str, value: float, repeats: int) -> Measurement:
    return Measurement(benchmark="memory", name=name, value=round(value, 1), unit="MiB", repeats=repeats)
