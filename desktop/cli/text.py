"""`sealdesk text FILE [--boxes | --find WORDS]`: a document's text in reading order, a JSON line per page.

`{page, text}`, character for character as the file has it, private ones of its own fonts too, for which runs,
search and what the window copies have a sign that others know. `annotations` beside it: what those of an OFD
show, watermarks too. `--boxes` adds `runs: [{text, box_mm: [x, y, width, height], char_boxes_mm, line,
vertical}]`, mm from the page's top left. A page that cannot be read is `{page, error}`, and the exit code is
then 1.
`--find` answers `{page, hits: [[box_mm, …]], unread}` for each page that holds the words, whatever brackets,
widths and line ends: a box for each line a hit lies on. Exit code 1 when nothing is found.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from core.errors import DocumentError
from desktop.cli.files import write_answer
from desktop.cli.opening import add_opening_arguments, open_as_asked
from desktop.cli.telling import told
from desktop.reading import Handle, ReadingWorker


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="an OFD or a PDF")
    parser.add_argument("--boxes", action="store_true", help="add every run of characters with its place")
    parser.add_argument("--find", default="", metavar="WORDS", help="only where these words stand")
    add_opening_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    worker = ReadingWorker(started=arguments.started)
    failed = 0
    try:
        worker.warm()
        handle = open_as_asked(worker, arguments.file, arguments)
        if arguments.find:
            return _find(worker, handle, arguments.find)
        for page in range(len(handle.summary.pages)):
            line = _line(worker, handle, page, with_boxes=arguments.boxes)
            failed += "error" in line
            write_answer(line)
    finally:
        worker.stop()
    return 1 if failed else 0


def _find(worker: ReadingWorker, handle: Handle, wanted: str) -> int:
    """Exit code 0 when something was found."""
    found = 0
    for page in worker.search_pages(handle, wanted):
        found += len(page.hits)
        write_answer(
            {"page": page.page + 1, "hits": [hit.boxes_mm for hit in page.hits], "unread": page.unread}
        )
    return 0 if found else 1


def _line(worker: ReadingWorker, handle: Handle, page: int, *, with_boxes: bool) -> dict[str, object]:
    try:
        found = worker.page_text(handle, page)
    except DocumentError as error:
        return {"page": page + 1, "error": told(error)}
    line: dict[str, object] = {"page": page + 1, "text": found.written or found.text}
    if found.annotated:
        line["annotations"] = found.annotated
    return line | {"runs": found.runs} if with_boxes else line
