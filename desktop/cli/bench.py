"""`sealdesk bench NAME [--json]`: the benchmarks of benchmarks/, for a clone of the source."""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("names", nargs="*", metavar="NAME", help="which ones; all when none is named")
    parser.add_argument("--json", action="store_true", help="one JSON line a measurement")


def run(arguments: argparse.Namespace) -> int:
    # They stand beside the packages, not in them: a person's machine does not carry them.
    sys.path.append(str(Path(__file__).parents[2]))
    try:
        benchmarks = importlib.import_module("benchmarks.__main__")
    except ModuleNotFoundError:
        print(
            "sealdesk bench: the benchmarks are not installed: run it in a clone of the source",
            file=sys.stderr,
        )
        return 2
    answer: int = benchmarks.main([*arguments.names, *(["--json"] if arguments.json else [])])
    return answer
