"""Pages of the public corpus (../shared/corpus, where it is) in the confined worker, at 144 dpi."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from benchmarks import Measurement
from core.errors import DocumentError
from desktop.reading import ReadingWorker

CORPUS = Path(__file__).parents[2] / "shared" / "corpus" / "ofd"
_DPI = 144
_PAGES_PER_FILE = 60


def measure() -> Iterator[Measurement]:
    """Nothing when the corpus is not beside the project. Each page is drawn once, as a reader meets it."""
    opening: list[float] = []
    painting: list[float] = []
    encoding: list[float] = []
    for file in sorted(CORPUS.glob("*.ofd")):
        _read(file, opening, painting, encoding)
    if not painting:
        return
    yield _measured("a file's opening, median", median(opening), len(opening))
    yield _measured("a page's painting, median", median(painting), len(painting))
    yield _measured("a page's painting, 90th percentile", quantiles(painting, n=10)[-1], len(painting))
    yield _measured("a page's PNG, median", median(encoding), len(encoding))


def _read(file: Path, opening: list[float], painting: list[float], encoding: list[float]) -> None:
    worker = ReadingWorker()
    try:
        worker.warm()
        worker.confinement_report()
        began = perf_counter()
        handle = worker.open(file.read_bytes())
        opening.append((perf_counter() - began) * 1000)
        for page in range(min(len(handle.summary.pages), _PAGES_PER_FILE)):
            picture = worker.page_png(handle, page, dpi=_DPI)
            painting.append(picture.paint_ms)
            encoding.append(picture.encode_ms)
    except DocumentError:
        return
    finally:
        worker.stop()


def _measured(name: str, value: float, repeats: int) -> Measurement:
    return Measurement(benchmark="render", name=name, value=value, unit="ms", repeats=repeats)
