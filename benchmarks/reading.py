"""Documents from bytes to a page's picture, in the confined worker."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from importlib.resources import files

import msgspec

from benchmarks import Measurement, median_ms
from core.redhead import render_document
from desktop.reading import ReadingWorker

_REPEATS = 9
_SCREEN_DPI = 144


def measure() -> Iterator[Measurement]:
    office = msgspec.json.decode(files("resources").joinpath("sample_office.json").read_bytes())
    document = render_document(office, "d-tongzhi")
    worker = ReadingWorker()
    try:

        def open_and_close() -> None:
            worker.close(worker.open(document))

        yield _ms("open an OFD notice", median_ms(open_and_close, repeats=_REPEATS))
        handle = worker.open(document)
        page = partial(worker.page_picture, handle, 0, dpi=_SCREEN_DPI)
        yield _ms(f"its first page at {_SCREEN_DPI} dpi", median_ms(page, repeats=_REPEATS))
        yield _ms("its first page's text", median_ms(lambda: worker.page_text(handle, 0), repeats=_REPEATS))
    finally:
        worker.stop()


def _ms(name: str, value: float) -> Measurement:
    return Measurement(benchmark="reading", name=name, value=value, unit="ms", repeats=_REPEATS)
