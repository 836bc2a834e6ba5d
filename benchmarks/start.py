"""Processes from nothing to their first answer, and the window from nothing to a page.

The window is the real program with the sample office's gateway, offscreen where there is no display. A
window of Qt alone, empty, is started in turn with it, so that both meet the same machine.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median

from benchmarks import Measurement, median_ms
from desktop.config import PROFILE_VARIABLE
from desktop.demo.office import CUSTODIAN, PASSWORD, DemoOffice
from desktop.reading import ReadingWorker
from desktop.relaunch import client_command

_REPEATS = 7
_OPENING = Path(__file__).with_name("opening.py")
_BARE = """
import time
from PySide6.QtWidgets import QApplication, QWidget
class Bare(QWidget):
    def paintEvent(self, event):
        print(time.monotonic())
        QApplication.quit()
app = QApplication([])
window = Bare()
window.show()
app.exec()
"""
"""An empty window of Qt alone; it prints when it is painted."""


def measure() -> Iterator[Measurement]:
    commands = {
        "python alone": [sys.executable, "-c", ""],
        "sealdesk --help": client_command("--help"),
        "all of the window's code loaded": [sys.executable, "-c", "import desktop.app, desktop.behind"],
        "sealdesk doctor, all checks": client_command("doctor"),
    }
    for name, command in commands.items():

        def start(command: list[str] = command) -> None:
            subprocess.run(command, capture_output=True, check=True)

        yield _told(name, median_ms(start, repeats=_REPEATS))
    yield _told("reading worker ready", median_ms(_start_worker, repeats=_REPEATS))
    yield from _windows()


def _start_worker() -> None:
    worker = ReadingWorker()
    worker.confinement_report()
    worker.stop()


def _windows() -> Iterator[Measurement]:
    with DemoOffice() as office:
        office.enrol(CUSTODIAN)
        surroundings = _surroundings(office.profile(CUSTODIAN))
        _round(surroundings)  # the first one brings documents and caches
        rounds = [_round(surroundings) for _ in range(_REPEATS)]
    for name in rounds[0]:
        yield _told(name, median(each[name] for each in rounds))
    for form in ("window: form painted", "window, hasty: form painted"):
        ratio = median(each[form] / each["window of Qt alone"] for each in rounds)
        yield _told(f"{form}, beside a window of Qt alone", ratio, unit="times")


def _round(surroundings: Mapping[str, str]) -> dict[str, float]:
    began = time.monotonic()
    painted = float(_answer(["-c", _BARE], surroundings))
    times = {"window of Qt alone": (painted - began) * 1000}
    for called, pace in (("window", "calm"), ("window, hasty", "hasty")):
        answer = _answer([str(_OPENING), PASSWORD, str(time.monotonic()), pace], surroundings)
        times |= {f"{called}: {name}": ms for name, ms in json.loads(answer).items()}
    return times


def _answer(arguments: list[str], surroundings: Mapping[str, str]) -> str:
    command = [sys.executable, "-P", *arguments]
    return subprocess.run(command, capture_output=True, check=True, text=True, env=surroundings).stdout


def _surroundings(profile: Path) -> dict[str, str]:
    ours = {PROFILE_VARIABLE: str(profile), "PYTHONPATH": str(Path(__file__).parents[1])}
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        ours["QT_QPA_PLATFORM"] = "offscreen"
    return {**os.environ, **ours}


def _told(name: str, value: float, *, unit: str = "ms") -> Measurement:
    return Measurement(benchmark="start", name=name, value=value, unit=unit, repeats=_REPEATS)
