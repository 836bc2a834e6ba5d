"""Mutated documents through the whole worker, briefly: how many a second, and the slowest.

`make fuzz` runs a hundred thousand.
"""

from __future__ import annotations

import secrets
import sys
from collections.abc import Iterator

from benchmarks import Measurement
from tests.fuzz.__main__ import run

_INPUTS = 1_000


def measure() -> Iterator[Measurement]:
    seed = secrets.randbelow(2**31)
    print(f"fuzzing: seed {seed}", file=sys.stderr)
    summary = run(_INPUTS, seed=seed)
    figures = (
        ("inputs, each opened, drawn and read", summary.per_second, "/s"),
        ("the slowest of them", summary.slowest_s * 1000, "ms"),
        ("faults found", float(len(summary.findings) + len(summary.written)), ""),
        ("workers ended by their limit on memory", float(sum(k.count for k in summary.memory_deaths)), ""),
    )
    for name, value, unit in figures:
        yield Measurement(benchmark="fuzzing", name=name, value=value, unit=unit, repeats=summary.inputs)
