"""`sealdesk text FILE [--boxes]`: a document's text in reading order, one JSON line per page.

`{page, text}`; `--boxes` adds `runs: [{text, box_mm: [x, y, width, height], char_boxes_mm, line, vertical}]`,
mm from the page's top left. A page that cannot be read is `{page, error}`, and the exit code is then 1.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import msgspec

from core.errors import DocumentError
from desktop.cli.files import read_input
from desktop.cli.telling import told
from desktop.reading import Handle, ReadingWorker


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="an OFD or a PDF")
    parser.add_argument("--boxes", action="store_true", help="add every run of characters with its place")


def run(arguments: argparse.Namespace) -> int:
    worker = ReadingWorker()
    failed = 0
    try:
        worker.warm()
        handle = worker.open(read_input(arguments.file))
        for page in range(len(handle.summary.pages)):
            line = _line(worker, handle, page, with_boxes=arguments.boxes)
            failed += "error" in line
            sys.stdout.buffer.write(msgspec.json.encode(line) + b"\n")
            sys.stdout.flush()
    finally:
        worker.stop()
    return 1 if failed else 0


def _line(worker: ReadingWorker, handle: Handle, page: int, *, with_boxes: bool) -> dict[str, object]:
    try:
        found = worker.page_text(handle, page)
    except DocumentError as error:
        return {"page": page + 1, "error": told(error)}
    line: dict[str, object] = {"page": page + 1, "text": found.text}
    return line | {"runs": found.runs} if with_boxes else line
