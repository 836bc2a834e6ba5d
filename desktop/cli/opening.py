"""Which of the documents in a file is meant, and with which password: the same for every verb that reads."""

from __future__ import annotations

import argparse
from pathlib import Path

from desktop.inputs import read_input
from desktop.reading import Handle, ReadingWorker


def add_opening_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--body", type=_body, default=1, metavar="N", help="which document of an OFD package, from 1"
    )
    parser.add_argument("--edition", default="", metavar="ID", help="which version of an OFD's version tree")
    parser.add_argument(
        "--password-file", type=Path, metavar="FILE", help="holds the password of an encrypted PDF"
    )


def open_as_asked(worker: ReadingWorker, path: Path, arguments: argparse.Namespace) -> Handle:
    """Raises what `read_input` and `ReadingWorker.open` raise."""
    return worker.open(
        read_input(path),
        body=arguments.body - 1,
        version=arguments.edition,
        password=_password(arguments.password_file),
    )


def _password(path: Path | None) -> str:
    """Out of a file: what stands on a command line, others on this machine can read."""
    lines = read_input(path).decode("utf-8", "replace").splitlines() if path else []
    return lines[0] if lines else ""


def _body(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("documents count from 1")
    return int(text)
