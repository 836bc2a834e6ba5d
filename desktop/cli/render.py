"""`sealdesk render FILE… --out DIR`: pictures of a document's pages.

One file goes to DIR/PAGE.png, several to DIR/<n>/PAGE.png in the order of the arguments, both from 1.
One JSON line per page: `{page, width_px, height_px, paint_ms, encode_ms, warnings}`, with `file` (its number)
when there are several, and with `dpi` for a page too large for the one asked for: it is as fine as can be.
What cannot be drawn is a line with `error`: a page, or a whole file among several.
Exit 0: all drawn, 1: some not, 2: nothing.
"""

from __future__ import annotations

import argparse
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from core.errors import AppError
from desktop.cli.files import OutputUnwritable, write_answer
from desktop.cli.opening import add_opening_arguments, open_as_asked
from desktop.cli.telling import told
from desktop.reading import Handle, ReadingWorker, finest_dpi
from desktop.reading.errors import NoSuchPage, PictureTooLarge

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

DPI_DEFAULT = 144.0
JOBS_MAX = 64
_PAGES_PER_JOB = 8
_PAGES_AHEAD = 4


class PageRange(NamedTuple):
    """Pages `first` to `last`, from 1, both included."""

    first: int
    last: int


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help="an OFD or a PDF")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="where the pictures go")
    parser.add_argument("--dpi", type=_dpi, default=DPI_DEFAULT, help="pixels per inch, 144 if not given")
    parser.add_argument("--pages", type=_ranges, default=(), metavar="1-3,7", help="only these pages")
    add_opening_arguments(parser)
    parser.add_argument("--jobs", type=_jobs, default=0, metavar="N", help="worker processes at once")


def run(arguments: argparse.Namespace) -> int:
    jobs = arguments.jobs or min(4, os.cpu_count() or 1)
    worker = ReadingWorker(processes=jobs, started=arguments.started)
    try:
        worker.warm()
        if len(arguments.files) == 1:
            return _render_one(worker, arguments, jobs)
        return _render_many(worker, arguments, jobs)
    finally:
        worker.stop()


def _render_one(worker: ReadingWorker, arguments: argparse.Namespace, jobs: int) -> int:
    handle = open_as_asked(worker, arguments.files[0], arguments)
    _make(arguments.out)
    count = len(handle.summary.pages)
    pages = _chosen(arguments.pages, count)
    if not pages and arguments.pages:
        raise NoSuchPage(page=arguments.pages[0].first - 1, page_count=count)
    at_once = jobs if arguments.jobs else max(1, min(jobs, len(pages) // _PAGES_PER_JOB))
    if at_once == 1 or len(pages) == 1:
        return _exit_code(
            [_write(_draw(worker, handle, page, arguments.out, arguments.dpi)) for page in pages]
        )
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415  it takes as long as a page to load

    with ThreadPoolExecutor(at_once) as waiting:
        lines = (
            _Promised(waiting.submit(_draw, worker, handle, page, arguments.out, arguments.dpi))
            for page in pages
        )
        return _exit_code(list(_in_order(lines, at_once)))


def _render_many(worker: ReadingWorker, arguments: argparse.Namespace, jobs: int) -> int:
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415  see above

    _make(arguments.out)
    # Threads only wait here: each holds one worker process's answer.
    with ThreadPoolExecutor(jobs) as waiting:
        return _exit_code(list(_in_order(_lines_of_many(worker, arguments, waiting, jobs), jobs)))


class _Promised(NamedTuple):
    """A line to come. `mark` is laid under it; `close` is called once it is written."""

    line: Future[dict[str, object]]
    mark: Mapping[str, object] = {}
    close: Callable[[], None] | None = None


def _lines_of_many(
    worker: ReadingWorker, arguments: argparse.Namespace, waiting: ThreadPoolExecutor, jobs: int
) -> Iterator[_Promised]:
    """Every page of every file; the next files are opened while pages are drawn."""
    paths = iter(arguments.files)
    opening = deque(waiting.submit(_opened, worker, path, arguments) for path in islice(paths, jobs))
    number = 0
    while opening:
        number, mark, found = number + 1, {"file": number + 1}, opening.popleft().result()
        opening.extend(waiting.submit(_opened, worker, path, arguments) for path in islice(paths, 1))
        if not isinstance(found, Handle):
            from concurrent.futures import Future  # noqa: PLC0415  see above

            failed: Future[dict[str, object]] = Future()
            failed.set_result({"error": found})
            yield _Promised(failed, mark)
            continue
        folder, pages = arguments.out / str(number), _chosen(arguments.pages, len(found.summary.pages))
        _make(folder)
        for page in pages:
            line = waiting.submit(_draw, worker, found, page, folder, arguments.dpi)
            yield _Promised(line, mark, partial(worker.close, found) if page == pages[-1] else None)


def _in_order(lines: Iterable[_Promised], at_once: int) -> Iterator[bool]:
    """Write the lines as they were promised, some pages behind; answers whether each was drawn."""
    promised: deque[_Promised] = deque()
    for line in lines:
        promised.append(line)
        if len(promised) > at_once * _PAGES_AHEAD:
            yield _kept(promised.popleft())
    yield from map(_kept, promised)


def _kept(promised: _Promised) -> bool:
    drawn = _write({**promised.mark, **promised.line.result()})
    if promised.close is not None:
        promised.close()
    return drawn


def _opened(worker: ReadingWorker, path: Path, arguments: argparse.Namespace) -> Handle | str:
    """The document, or why it cannot be opened."""
    try:
        return open_as_asked(worker, path, arguments)
    except AppError as error:
        return told(error)


def _draw(worker: ReadingWorker, handle: Handle, page: int, folder: Path, dpi: float) -> dict[str, object]:
    coarser: dict[str, object] = {}
    try:
        try:
            picture = worker.page_png(handle, page - 1, dpi=dpi)
        except PictureTooLarge:
            finest = finest_dpi(handle.summary.pages[page - 1])
            picture, coarser = worker.page_png(handle, page - 1, dpi=finest), {"dpi": round(finest, 3)}
    except AppError as error:
        return {"page": page, "error": told(error)}
    try:
        (folder / f"{page}.png").write_bytes(picture.content)
    except OSError as error:
        return {"page": page, "error": told(OutputUnwritable.of(error))}
    return {
        "page": page,
        "width_px": picture.width,
        "height_px": picture.height,
        "paint_ms": round(picture.paint_ms, 2),
        "encode_ms": round(picture.encode_ms, 2),
        "warnings": picture.warnings,
        **coarser,
    }


def _write(line: dict[str, object]) -> bool:
    write_answer(line)
    return "error" not in line


def _exit_code(drawn: list[bool]) -> int:
    if drawn and all(drawn):
        return 0
    return 1 if any(drawn) else 2


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputUnwritable.of(error) from error


def _chosen(ranges: tuple[PageRange, ...], page_count: int) -> list[int]:
    """The pages asked for that the document has, each once, in the order asked."""
    if not ranges:
        return list(range(1, page_count + 1))
    wanted = (page for part in ranges for page in range(part.first, min(part.last, page_count) + 1))
    return list(dict.fromkeys(wanted))


def _ranges(text: str) -> tuple[PageRange, ...]:
    ranges = []
    for part in text.split(","):
        first, dash, last = part.strip().partition("-")
        if not first.isdecimal() or (dash and not last.isdecimal()):
            raise argparse.ArgumentTypeError("give pages as 1-3,7")
        found = PageRange(int(first), int(last) if dash else int(first))
        if not 1 <= found.first <= found.last:
            raise argparse.ArgumentTypeError("pages count from 1, the smaller number first")
        ranges.append(found)
    return tuple(ranges)


def _dpi(text: str) -> float:
    try:
        dpi = float(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError("give a number") from error
    if not 1 <= dpi <= 2400:
        raise argparse.ArgumentTypeError("give 1 to 2400")
    return dpi


def _jobs(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= JOBS_MAX:
        raise argparse.ArgumentTypeError(f"give 1 to {JOBS_MAX}")
    return int(text)
