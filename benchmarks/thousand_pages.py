"""A document of a thousand pages through the client: its first page, and the memory of reading it all.

The same document with one page is the measure. Memory is the resident size of the workers and of this
process together (what they share is counted again), at its highest while every page is drawn as on a screen;
on Linux only.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks import Measurement
from core.ofd.write import write_ofd
from core.ofd.written import DocInfo, WrittenOutline, WrittenPage, WrittenPath, WrittenText
from desktop.reading import Handle, ReadingWorker

PAGES = 1000
_REPEATS = 21
_SCREEN_DPI = 96
_LINES = 22
_SIZE_MM = 5.6
_WORKERS = 2
_LOOK_EVERY = 10
_TEXT = "为贯彻落实有关要求现将有关事项通知如下请结合实际认真抓好落实"


def measure() -> Iterator[Measurement]:
    documents = {count: document(count) for count in (1, PAGES)}
    for worker, first_pages in (("a new worker", _by_new_workers), ("a warm worker", _by_warm_worker)):
        one, many = map(median, zip(*first_pages(documents.values()), strict=True))
        yield _result(f"first page of 1 page, {worker}", one, "ms", _REPEATS)
        yield _result(f"first page of {PAGES} pages, {worker}", many, "ms", _REPEATS)
        yield _result(f"{PAGES} pages ÷ 1 page, {worker}", many / one, "×", _REPEATS)
    if sys.platform == "linux":
        scrolled, highest = _scroll(documents[PAGES])
        yield _result("a page while scrolling", scrolled, "ms", PAGES)
        yield _result("memory of client and workers, highest", highest, "MiB", PAGES // _LOOK_EVERY)


def document(count: int) -> bytes:
    """`count` pages of body text, no two the same, with an outline."""
    pages = [_page(number) for number in range(count)]
    outlines = [WrittenOutline(title=f"第{number + 1}页", page=number) for number in range(0, count, 10)]
    return write_ofd(pages, info=DocInfo(doc_id="1000" * 8), outlines=outlines)


def _page(number: int) -> WrittenPage:
    """A page of body text like its neighbours, no two the same, under a red rule."""
    rule = WrittenPath(commands=(("M", 28, 25), ("L", 182, 25)), stroke=(255, 0, 0), line_width_mm=0.7)
    lines = (_line(number, row) for row in range(_LINES))
    return WrittenPage(items=(rule, *lines))


def _line(number: int, row: int) -> WrittenText:
    start = (number * 7 + row * 3) % len(_TEXT)
    text = (_TEXT * 2)[start : start + 27] + f"{number}"
    return WrittenText(
        text=text,
        font="仿宋",
        size_mm=_SIZE_MM,
        x_mm=28,
        baseline_mm=40 + 10 * row,
        advances_mm=(_SIZE_MM,) * (len(text) - 1),
    )


def _by_new_workers(documents: Collection[bytes]) -> Iterator[list[float]]:
    """From the decrypted bytes, and no process yet, to the picture of the first page: ms, by turns."""
    for _ in range(_REPEATS):
        taken = []
        for content in documents:
            began = perf_counter()
            worker = ReadingWorker()
            try:
                worker.page_picture(worker.open(content, around=0), 0, dpi=_SCREEN_DPI)
                taken.append((perf_counter() - began) * 1000)
            finally:
                worker.stop()
        yield taken


def _by_warm_worker(documents: Collection[bytes]) -> Iterator[list[float]]:
    """The same in a worker that has read the documents before and closed them."""
    worker = ReadingWorker()
    try:
        for turn in range(_REPEATS + 1):
            taken = []
            for content in documents:
                began = perf_counter()
                handle = worker.open(content, around=0)
                worker.page_picture(handle, 0, dpi=_SCREEN_DPI)
                taken.append((perf_counter() - began) * 1000)
                worker.close(handle)
            if turn:
                yield taken
    finally:
        worker.stop()


def _scroll(document: bytes) -> tuple[float, float]:
    """The time of a page, ms, and the most memory seen, MiB, with both workers drawing."""
    worker = ReadingWorker(processes=_WORKERS)
    try:
        handle = worker.open(document)
        began = perf_counter()
        with ThreadPoolExecutor(_WORKERS) as waiting:
            held = list(waiting.map(partial(_read_page, worker, handle), range(PAGES)))
        return (perf_counter() - began) * 1000 / PAGES, max(held)
    finally:
        worker.stop()


def _read_page(worker: ReadingWorker, handle: Handle, page: int) -> float:
    worker.page_picture(handle, page, dpi=_SCREEN_DPI)
    return 0.0 if page % _LOOK_EVERY else sum(map(_held_mib, (os.getpid(), *worker.process_ids())))


def _held_mib(process: int) -> float:
    lines = Path(f"/proc/{process}/status").read_text(encoding="ascii", errors="replace").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) / 1024


def _result(name: str, value: float, unit: str, repeats: int) -> Measurement:
    return Measurement(
        benchmark="thousand_pages", name=name, value=round(value, 2), unit=unit, repeats=repeats
    )
