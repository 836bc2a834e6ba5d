"""`sealdesk inspect FILE`: what a document holds, as one JSON document.

`{format, pages: [{width_mm, height_mm}], about, fonts, outline, attachments, signatures, permissions,
warnings}`. Nothing is verified here: a signature that is listed may be worthless (`sealdesk verify`).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import msgspec

from desktop.cli.files import read_input
from desktop.reading import ReadingWorker


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="an OFD or a PDF")


def run(arguments: argparse.Namespace) -> int:
    worker = ReadingWorker()
    try:
        worker.warm()
        summary = worker.open(read_input(arguments.file)).summary
    finally:
        worker.stop()
    sys.stdout.buffer.write(msgspec.json.encode(summary) + b"\n")
    sys.stdout.flush()
    return 0
