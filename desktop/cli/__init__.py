"""The command line: a thin skin over `desktop.workspace`, `desktop.reading` and core.

A verb is a module of this package with `add_arguments(parser)` and `run(arguments) -> int`.
Its answer goes to stdout as JSON, people's text to stderr. It returns 0 (done), 1 (the answer
is no) or 2 (unusable input); an `AppError` it lets through becomes one line on stderr and 2.
A reader that stops listening (`| head`) and an interrupt end it quietly, with the shell's own codes.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from core.errors import AppError
from desktop import collecting
from desktop.cli.files import OutputUnwritable
from desktop.cli.telling import told

if TYPE_CHECKING:
    from desktop.app import Session
    from desktop.reading.starting import StartedWorker

VerbRunner = Callable[[argparse.Namespace], int]

STDOUT_CLOSED = 128 + 13  # what a shell shows after SIGPIPE
INTERRUPTED = 128 + 2

VERBS: dict[str, str] = {
    "demo": "the embedded gateway with the sample office, and the window on it",
    "inspect": "what a document holds",
    "render": "pictures of a document's pages",
    "text": "a document's text in reading order",
    "verify": "judge the seals of documents",
    "seal": "apply an electronic seal to an OFD or PDF",
    "bench": "what the program takes on this machine",
    "doctor": "what this machine lacks, each with its remedy",
}


def main(argv: Sequence[str] | None = None, *, started: StartedWorker | None = None) -> int:
    """Run one verb, or the window when none is named, on documents if there are any; the process's exit code.

    `started` is a reading worker started ahead, for the verb to take over.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments and all(map(_is_document, arguments)):
        return open_window([os.path.abspath(path) for path in arguments])
    try:
        parsed = _parsed(arguments, started)
    except SystemExit:
        if started is not None:
            started.end()
        raise
    if parsed.verb is None:
        return open_window([])
    return _answered(parsed)


def _is_document(word: str) -> bool:
    """Whether a file manager means it to be read: nothing else ends so."""
    return word.lower().endswith((".ofd", ".pdf"))


def open_window(documents: Sequence[str], *, ready: Callable[[Session], None] | None = None) -> int:
    """The window until it is closed; `ready` is told of its session. `documents` are absolute paths."""
    with collecting.loading():
        from desktop.app import run_window  # noqa: PLC0415  loads Qt

    return run_window(documents, ready=ready)


def _parsed(arguments: list[str], started: StartedWorker | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="sealdesk",
        description="Sealdesk (印台). Without a verb the window opens and shows the files that are named.",
        formatter_class=_Formatter,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="show the program's version and end")
    # Its name is given: argparse would load archives and their kinds to find it out.
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", prog=parser.prog)
    # Only the verb that was named is imported: `sealdesk verify` must not load Qt.
    named = next((word for word in arguments if word in VERBS), None)
    for verb, purpose in VERBS.items():
        verb_parser = verbs.add_parser(verb, help=purpose, description=purpose, formatter_class=_Formatter)
        if verb == named:
            module = importlib.import_module(f"desktop.cli.{verb}")
            module.add_arguments(verb_parser)
            verb_parser.set_defaults(run=module.run, started=started)
    return parser.parse_args(arguments)


class _Formatter(argparse.HelpFormatter):
    """Finds the terminal's width by itself: argparse would load archives and their kinds to ask for it."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_columns() - 2)


def _columns() -> int:
    given = os.environ.get("COLUMNS", "")
    if given.isdecimal() and int(given):
        return int(given)
    try:
        return os.get_terminal_size().columns or 80
    except OSError:
        return 80


class _Version(argparse.Action):
    """Argparse's own would ask for the version at every start."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version  # noqa: PLC0415  few ask

        print(f"{parser.prog} {version(parser.prog)}")
        parser.exit()


def _answered(parsed: argparse.Namespace) -> int:
    """Run the verb; its exit code, or that of what broke it off."""
    verb_run: VerbRunner = parsed.run
    try:
        code = verb_run(parsed)
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        _drop_the_answer()
        return STDOUT_CLOSED
    except KeyboardInterrupt:
        return INTERRUPTED
    except AppError as error:
        print(f"sealdesk {parsed.verb}: {told(error)}", file=sys.stderr)
        if isinstance(error, OutputUnwritable):
            _drop_the_answer()
        return 2
    return code


def _drop_the_answer() -> None:
    """What could not be written is not tried again: the interpreter flushes once more."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
