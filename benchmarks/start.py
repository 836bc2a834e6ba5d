"""Processes from nothing to their first answer."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

from benchmarks import Measurement, median_ms
from desktop.reading import ReadingWorker
from desktop.relaunch import client_command

_REPEATS = 7


def measure() -> Iterator[Measurement]:
    commands = {
        "python alone": [sys.executable, "-c", ""],
        "sealdesk --help": client_command("--help"),
        "the window's code loaded": [sys.executable, "-c", "import desktop.app"],
        "sealdesk doctor, all checks": client_command("doctor"),
    }
    for name, command in commands.items():

        def start(command: list[str] = command) -> None:
            subprocess.run(command, capture_output=True, check=True)

        yield _ms(name, median_ms(start, repeats=_REPEATS))
    yield _ms("reading worker ready", median_ms(_start_worker, repeats=_REPEATS))


def _start_worker() -> None:
    worker = ReadingWorker()
    worker.confinement_report()
    worker.stop()


def _ms(name: str, value: float) -> Measurement:
    return Measurement(benchmark="start", name=name, value=value, unit="ms", repeats=_REPEATS)
