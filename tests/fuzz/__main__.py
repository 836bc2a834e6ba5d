"""`python -m tests.fuzz [N] [--seed S] [--processes P] [--seconds T] [--only NUMBER] [--own]`.

Several drivers, each a client with one confined worker, share the inputs; a driver that dies is a finding
too. Findings go to build/fuzz/ with their input. The last line is the summary as JSON.
"""

from __future__ import annotations

import argparse
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec

from desktop.reading import ReadingWorker
from tests.fuzz.seeds import ROOT, Inputs
from tests.fuzz.trial import MEMORY_LIMIT, SECONDS, Finding, Trials, Watch

KEPT = ROOT / "build" / "fuzz"
_REPORT_EVERY = 100
_DRIVERS = 3


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """What a driver says each hundred inputs, and at its end."""

    done: int
    outcomes: dict[str, int]
    findings: list[Finding]
    written: list[str]
    slowest_s: float


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    """Findings that look like one fault."""

    step: str
    code: str
    facts: str
    count: int
    numbers: list[int]


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """`findings` and `written` are to be empty; the exit status says whether they are.

    `memory_deaths` are workers that the declared limit on memory ended: the same input lives with more. Every
    other death of a worker is a finding, with its signal.
    """

    seed: int
    inputs: int
    seconds: float
    per_second: float
    slowest_s: float
    outcomes: dict[str, int]
    memory_deaths: list[Kind]
    findings: list[Kind]
    written: list[str]


def run(
    count: int, *, seed: int, drivers: int = _DRIVERS, seconds: float | None = None, corpus: bool = True
) -> Summary:
    """Try `count` inputs, or as many as `seconds` allow."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as home, ThreadPoolExecutor(drivers) as waiting:
        shares = [
            waiting.submit(_drive, home, count, seed, driver, drivers, seconds, corpus)
            for driver in range(drivers)
        ]
        parts = [part for share in shares for part in share.result()]
        left = [f"left behind: {path.name}" for path in Path(home).rglob("*")]
    took = time.monotonic() - began
    outcomes: Counter[str] = Counter()
    for part in parts:
        outcomes.update(part.outcomes)
    inputs = sum(part.done for part in parts)
    kinds = _kinds([finding for part in parts for finding in part.findings])
    return Summary(
        seed=seed,
        inputs=inputs,
        seconds=round(took, 1),
        per_second=round(inputs / took, 1),
        slowest_s=round(max((part.slowest_s for part in parts), default=0.0), 2),
        outcomes=dict(sorted(outcomes.items())),
        memory_deaths=[kind for kind in kinds if kind.code == MEMORY_LIMIT],
        findings=[kind for kind in kinds if kind.code != MEMORY_LIMIT],
        written=[*left, *(line for part in parts for line in part.written)],
    )


def _kinds(findings: Sequence[Finding]) -> list[Kind]:
    alike: dict[tuple[str, str, str], list[int]] = {}
    for found in findings:
        alike.setdefault((found.step, found.code, found.facts), []).append(found.number)
    return [
        Kind(step=step, code=code, facts=facts, count=len(numbers), numbers=sorted(numbers)[:5])
        for (step, code, facts), numbers in alike.items()
    ]


def _drive(
    home: str, count: int, seed: int, driver: int, drivers: int, seconds: float | None, corpus: bool
) -> list[Progress]:
    """Run one driver as a process of its own; its death is reported with the last input it began."""
    command = [
        sys.executable,
        "-m",
        "tests.fuzz",
        str(count),
        "--seed",
        str(seed),
        "--driver",
        f"{driver}/{drivers}",
    ]
    command += [] if corpus else ["--own"]
    command += [] if seconds is None else ["--seconds", str(seconds)]
    environment = {**os.environ, "HOME": home, "XDG_CACHE_HOME": home, "XDG_DATA_HOME": home, "TMPDIR": home}
    parts: list[Progress] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, env=environment) as process:
        assert process.stdout is not None
        for line in process.stdout:
            parts.append(msgspec.json.decode(line, type=Progress))
            for kind in _kinds(parts[-1].findings):
                print(f"{sum(part.done for part in parts)}: {kind}", file=sys.stderr, flush=True)
        status = process.wait()
    if status:
        after = driver + drivers * sum(part.done for part in parts)
        death = Finding(
            number=after, step="driver", code="parent", facts=f"status {status}, at or after number"
        )
        parts.append(Progress(done=0, outcomes={}, findings=[death], written=[], slowest_s=0.0))
    return parts


def _as_driver(arguments: argparse.Namespace) -> None:
    watch = Watch()
    inputs = Inputs.of(arguments.seed, corpus=not arguments.own)
    worker = ReadingWorker(seconds=SECONDS)
    worker.warm()
    ends = None if arguments.seconds is None else time.monotonic() + arguments.seconds
    try:
        for part in _parts(_numbers(arguments), Trials(inputs, worker), watch, ends):
            sys.stdout.buffer.write(msgspec.json.encode(part) + b"\n")
            sys.stdout.buffer.flush()
    finally:
        worker.stop()


def _parts(numbers: Sequence[int], trials: Trials, watch: Watch, ends: float | None) -> Iterator[Progress]:
    for start in range(0, len(numbers), _REPORT_EVERY):
        if ends is not None and time.monotonic() > ends:
            return
        share = numbers[start : start + _REPORT_EVERY]
        trials.outcomes.clear()
        trials.slowest = 0.0
        watch.seen.clear()
        with watch.watching():
            findings = [finding for number in share for finding in trials.run(number)]
        for finding in findings:
            _keep(trials.inputs, finding)
        yield Progress(
            done=len(share),
            outcomes=dict(trials.outcomes),
            findings=findings,
            written=list(watch.seen),
            slowest_s=trials.slowest,
        )


def _numbers(arguments: argparse.Namespace) -> Sequence[int]:
    driver, _, drivers = arguments.driver.partition("/")
    return range(int(driver), arguments.count, int(drivers))


def _keep(inputs: Inputs, finding: Finding) -> None:
    KEPT.mkdir(parents=True, exist_ok=True)
    (KEPT / f"{inputs.seed}-{finding.number}").write_bytes(inputs.document(finding.number))


def _only(arguments: argparse.Namespace) -> int:
    inputs = Inputs.of(arguments.seed, corpus=not arguments.own)
    worker = ReadingWorker(seconds=SECONDS)
    trials = Trials(inputs, worker)
    findings = list(trials.run(arguments.only))
    worker.stop()
    KEPT.mkdir(parents=True, exist_ok=True)
    (KEPT / f"{inputs.seed}-{arguments.only}").write_bytes(inputs.document(arguments.only))
    print(dict(trials.outcomes), f"{trials.slowest:.2f} s", *findings, sep="\n")
    return any(found.code != MEMORY_LIMIT for found in findings)


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="tests.fuzz", description="Mutated documents through the whole worker"
    )
    parser.add_argument("count", type=int, nargs="?", default=100_000, metavar="N")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(2**31))
    parser.add_argument("--processes", type=int, default=_DRIVERS)
    parser.add_argument("--seconds", type=float, help="stop after so long")
    parser.add_argument("--only", type=int, metavar="NUMBER", help="one input again, which is kept")
    parser.add_argument("--own", action="store_true", help="without the shared corpus")
    parser.add_argument("--driver", help=argparse.SUPPRESS)
    arguments = parser.parse_args(argv)
    if arguments.driver:
        _as_driver(arguments)
        return 0
    print(f"seed {arguments.seed}", file=sys.stderr, flush=True)
    if arguments.only is not None:
        return _only(arguments)
    summary = run(
        arguments.count,
        seed=arguments.seed,
        drivers=arguments.processes,
        seconds=arguments.seconds,
        corpus=not arguments.own,
    )
    print(msgspec.json.format(msgspec.json.encode(summary), indent=1).decode())
    return bool(summary.findings or summary.written)


if __name__ == "__main__":
    sys.exit(main())
