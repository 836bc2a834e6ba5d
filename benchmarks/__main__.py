"""`python -m benchmarks [NAME…] [--json]`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

import msgspec

from benchmarks import BENCHMARKS, measure


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="benchmarks", description="What the program takes on this machine")
    parser.add_argument(
        "names", nargs="*", choices=[[], *BENCHMARKS], metavar="NAME", help=", ".join(BENCHMARKS)
    )
    parser.add_argument("--json", action="store_true", help="one JSON line a measurement")
    arguments = parser.parse_args(argv)
    for name in arguments.names or BENCHMARKS:
        for result in measure(name):
            if arguments.json:
                print(msgspec.json.encode(result).decode(), flush=True)
            else:
                print(f"{name:8} {result.name:44} {result.value:10.2f} {result.unit}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
