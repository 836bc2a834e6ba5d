"""The straddle seal's preview of fifty pages, in the window's own parts: first picture, all, longest turn.

From the tick (the document is open, nothing drawn yet) until the strip has the first page's edge and until it
has all; the longest turn is the longest time between two turns of the window's own thread meanwhile.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import pairwise
from time import perf_counter

from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from benchmarks import Measurement
from benchmarks.thousand_pages import document
from core.office import UseKind
from core.seal import Edge, Size
from desktop.reading import ReadingWorker
from desktop.tasks import Tasks
from desktop.ui.sealing.bands import EdgeBands
from desktop.ui.sealing.placing import first_placing
from desktop.ui.sealing.strip import StraddleStrip
from desktop.ui.theme import dress

PAGES = 50
_WORKERS = 2
_SEAL = Size(45, 45)


def measure() -> Iterator[Measurement]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    dress(application)
    reading, tasks = ReadingWorker(processes=_WORKERS), Tasks()
    try:
        handle = reading.open(document(PAGES))
        bands = EdgeBands(reading, tasks)
        strip = StraddleStrip(bands)
        strip.resize(900, 170)
        picture = QImage(540, 540, QImage.Format.Format_ARGB32_Premultiplied)
        picture.fill(QColor(179, 56, 44))
        sheets = [Size(page.width_mm, page.height_mm) for page in handle.summary.pages]
        arrivals: list[float] = []
        turns: list[float] = []
        bands.arrived.connect(lambda _page: arrivals.append(perf_counter()))
        beat = QTimer()
        beat.timeout.connect(lambda: turns.append(perf_counter()))
        beat.start(0)
        start = perf_counter()
        bands.begin(handle, Edge.RIGHT)
        strip.show_placing(first_placing(_SEAL, sheets, None, (UseKind.CLOSING, UseKind.STRADDLE)), picture)
        strip.show()
        shown = perf_counter()
        while not bands.complete:
            application.processEvents()
        beat.stop()
        longest = max(after - before for before, after in pairwise(turns))
    finally:
        tasks.close()
        reading.stop()
    yield _ms("seal cut on every page, drawn", shown - start)
    yield _ms("first page's edge under it", arrivals[0] - start)
    yield _ms(f"edges of {PAGES} pages", arrivals[-1] - start)
    yield _ms("longest wait of the window's thread", longest)


def _ms(name: str, seconds: float) -> Measurement:
    return Measurement(benchmark="straddle", name=name, value=seconds * 1000, unit="ms", repeats=1)
