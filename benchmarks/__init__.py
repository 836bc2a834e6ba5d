"""What the program takes on this machine: `make bench`, or `sealdesk bench NAME --json`.

A benchmark is a module of this package with `measure() -> Iterator[Measurement]`. It warms up, repeats, and
tells the median: one figure that a change of ours can move, not an average over what else the machine did.
"""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable, Iterator
from statistics import median

import msgspec

BENCHMARKS = {
    "start": "processes from nothing to their first answer",
    "crypto": "SM2, key derivation and the vault's file format",
    "sm2": "SM2 against openssl, sealing and verifying documents",
    "batch": "five hundred documents sealed and verified, against digest, signature, write and sync",
    "reading": "documents from bytes to a page's picture, in the confined worker",
    "peers": "sealdesk render against easyofd and ofdrw on the same files, four workers against one",
    "thousand_pages": "the first page and the memory of a document of a thousand pages",
    "straddle": "the preview of a straddle seal over fifty pages, and whether the window waits",
    "scrolling": "a thousand pages in the reader's window: blank pages, stalls, thousands of hits",
    "desk_batch": "a hundred documents under one application, sealed at the desk with a real gateway",
    "memory": "the most memory a reading worker holds, also for hostile documents",
    "fuzzing": "mutated documents through the whole worker, briefly",
    "render": "the pages of the public corpus, each drawn once by a fresh worker",
}


class Measurement(msgspec.Struct, frozen=True, kw_only=True):
    """`value` is the median of `repeats`, in `unit`."""

    benchmark: str
    name: str
    value: float
    unit: str
    repeats: int


def measure(benchmark: str) -> Iterator[Measurement]:
    """Run one of `BENCHMARKS`. Raises `KeyError` for another name."""
    if benchmark not in BENCHMARKS:
        raise KeyError(benchmark)
    module = importlib.import_module(f"benchmarks.{benchmark}")
    results: Iterator[Measurement] = module.measure()
    yield from results


def median_ms(work: Callable[[], object], *, repeats: int) -> float:
    """The median time of `work` in ms, after one call that is not counted."""
    work()
    times = []
    for _ in range(repeats):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1000)
    return median(times)
