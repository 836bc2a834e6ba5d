"""A thousand pages in the real reader: how long a page stands blank, how long the window stands still.

Qt's offscreen screen where there is no other. Every 4 ms the visible pages are looked at: blank is one of
which neither its own picture nor a smaller one that stands in is there. A page that leaves sight counts as
long as it was in it. Stalls are the longest times that the window's thread did not come round to look.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks import Measurement
from benchmarks.thousand_pages import PAGES, document

if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer

from desktop import collecting
from desktop.app import application
from desktop.config import Language
from desktop.reading import ReadingWorker
from desktop.tasks import Tasks
from desktop.ui.language import Translation
from desktop.ui.parts.pages import PagesCanvas, Phase
from desktop.ui.reader import ReaderPresenter, ReaderView
from desktop.ui.theme import dress
from tests.ui.office import Desks

_LOOK_MS = 4
_FRAME_MS = 16
_LOOK_EVERY_FRAMES = 10
_OFTEN = "有关"
_PROCESSES = 2


class Look:
    """Looks at the window again and again while it is used."""

    def __init__(self, canvas: PagesCanvas) -> None:
        self._canvas = canvas
        self._blank_since: dict[int, float] = {}
        self._looked = perf_counter()
        self.blanks_ms: list[float] = []
        self.stalls_ms: list[float] = []
        self._timer = QTimer(interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def end(self) -> None:
        self._timer.stop()
        self.blanks_ms += [(perf_counter() - since) * 1000 for since in self._blank_since.values()]

    def _look(self) -> None:
        now = perf_counter()
        self.stalls_ms.append((now - self._looked) * 1000 - _LOOK_MS)
        blank = {page for page in self._canvas.visible_pages() if not self._canvas.shows_something_of(page)}
        for page in blank:
            self._blank_since.setdefault(page, now)
        for page in [each for each in self._blank_since if each not in blank]:
            self.blanks_ms.append((now - self._blank_since.pop(page)) * 1000)
        self._looked = perf_counter()


def measure() -> Iterator[Measurement]:
    dress(application())
    words = Translation(Language.CHINESE)
    with tempfile.TemporaryDirectory() as folder:
        desks, tasks, reading = Desks(Path(folder)), Tasks(), ReadingWorker(processes=_PROCESSES)
        try:
            presenter = ReaderPresenter(desks(), reading, tasks)
            view = ReaderView(presenter)
            view.resize(1366, 768)
            view.show()
            content = _built_elsewhere()
            presenter.pages.open(lambda _told: content)
            _until(lambda: presenter.pages.state.phase is Phase.SHOWN and view.pages.canvas.complete)
            collecting.set_aside()  # as the window does once it stands
            yield from _scrolled(view.pages.canvas)
            if sys.platform == "linux":
                yield _remembered(view.pages.canvas, (os.getpid(), *reading.process_ids()))
            yield from _searched(presenter, view.pages.canvas)
            presenter.close()
            _until(lambda: tasks.under_way == 0)
        finally:
            tasks.close()
            reading.stop()
            desks.close()
            collecting.take_back()
            words.remove()


def _scrolled(canvas: PagesCanvas) -> Iterator[Measurement]:
    for name, step, frames in _ways(canvas):
        canvas.verticalScrollBar().setValue(0)
        _until(lambda: canvas.complete)
        look = Look(canvas)
        for _ in range(frames):
            _move(canvas, step)
        _until(lambda: canvas.complete)
        look.end()
        yield from _looked(name, look, frames)


def _ways(canvas: PagesCanvas) -> tuple[tuple[str, int, int], ...]:
    """How it is called, pixels a frame (0: the next page), and how many frames."""
    return (
        ("with the wheel, 3 000 px a second", 48, 400),
        ("page by page, 10 a second", 0, 60),
        ("by the bar, all pages in 6 s", canvas.verticalScrollBar().maximum() // 375, 375),
    )


def _move(canvas: PagesCanvas, step_px: int) -> None:
    bar = canvas.verticalScrollBar()
    if step_px:
        bar.setValue(bar.value() + step_px)
    else:
        canvas.turn_page(+1)
    _wait(_FRAME_MS if step_px else 100)


def _built_elsewhere() -> bytes:
    """The document of `PAGES` pages, without what building it leaves in this process's memory."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as builder:
        return builder.submit(document, PAGES).result()


def _remembered(canvas: PagesCanvas, processes: Sequence[int]) -> Measurement:
    highest = 0.0
    for _name, step, frames in _ways(canvas):
        canvas.verticalScrollBar().setValue(0)
        for frame in range(frames):
            _move(canvas, step)
            if frame % _LOOK_EVERY_FRAMES == 0:
                highest = max(highest, sum(map(_held_mib, processes)))
    return _result("window and workers together, the most", highest, "MiB", len(processes))


def _held_mib(process: int) -> float:
    lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def _searched(presenter: ReaderPresenter, canvas: PagesCanvas) -> Iterator[Measurement]:
    """A word that stands on every page several times, while the pages are scrolled."""
    look, finding = Look(canvas), presenter.pages.finding
    began = perf_counter()
    finding.find(_OFTEN, 0)
    while finding.state.running:
        canvas.verticalScrollBar().setValue(canvas.verticalScrollBar().value() + 20)
        _wait(_FRAME_MS)
    took = (perf_counter() - began) * 1000
    look.end()
    hits = len(finding.state.hits)
    yield _result(f"searching for {hits} hits, the longest stall", max(look.stalls_ms), "ms", hits)
    yield _result("searching until the last page", took, "ms", PAGES)


def _looked(name: str, look: Look, repeats: int) -> Iterator[Measurement]:
    yield _result(f"{name}: the longest blank", max(look.blanks_ms, default=0.0), "ms", repeats)
    yield _result(f"{name}: the longest stall", max(look.stalls_ms), "ms", repeats)
    yield _result(f"{name}: a look, median", median(look.stalls_ms), "ms", len(look.stalls_ms))


def _wait(ms: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def _until(reached: Callable[[], bool]) -> None:
    while not reached():
        _wait(5)


def _result(name: str, value: float, unit: str, repeats: int) -> Measurement:
    return Measurement(benchmark="scrolling", name=name, value=round(value, 2), unit=unit, repeats=repeats)
