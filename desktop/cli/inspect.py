"""`sealdesk inspect FILE`: what a document holds, as one JSON document.

`{format, pages: [{width_mm, height_mm}], about, fonts, outline, bookmarks, attachments, signatures,
permissions, rights, bodies, versions, custom_data, keywords, custom_tags, extensions, warnings}`.

Nothing is verified here: a signature that is listed may be worthless (`sealdesk verify`), and a picture that
looks like a seal where none stamps is the warning `seal.unsigned_picture` of its page (counted from 0; its
detail is the box in mm). Pictures are looked at on the first pages only; `seal.pages_unchecked` says from
which page on they are not.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import msgspec

from core.errors import DocumentError
from desktop.cli.files import write_answer
from desktop.cli.opening import add_opening_arguments, open_as_asked
from desktop.reading import Handle, ReadingWorker, Warned

CHECKED_PAGES_MAX = 100


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="an OFD or a PDF")
    add_opening_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    worker = ReadingWorker(started=arguments.started)
    try:
        worker.warm()
        handle = open_as_asked(worker, arguments.file, arguments)
        answer = msgspec.structs.asdict(handle.summary) | msgspec.structs.asdict(worker.details(handle))
        answer["warnings"] = (*handle.summary.warnings, *_unsigned_seals(worker, handle))
    finally:
        worker.stop()
    write_answer(answer)
    return 0


def _unsigned_seals(worker: ReadingWorker, handle: Handle) -> Iterator[Warned]:
    """A warning for every picture that looks like a seal; a page that cannot be read has none."""
    count = len(handle.summary.pages)
    for page in range(min(count, CHECKED_PAGES_MAX)):
        try:
            marks = worker.page_marks(handle, page)
        except DocumentError:
            continue
        for found in marks.seal_like:
            place = " ".join(f"{value:.1f}" for value in found.box_mm)
            yield Warned("seal.unsigned_picture", detail=place, page=page)
    if count > CHECKED_PAGES_MAX:
        yield Warned("seal.pages_unchecked", page=CHECKED_PAGES_MAX)
