"""`sealdesk-gateway`: answers as JSON on stdout, text for people on stderr; 0 done, 1 no, 2 unusable."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from core.errors import AppError
from gateway.config import read_config
from gateway.errors import SelfTestFailed
from gateway.logs import start_logging
from gateway.reasons import reason
from gateway.verbs import VERBS


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb; the process's exit code."""
    arguments = _parser().parse_args(argv)
    start_logging()
    try:
        return int(arguments.run(arguments, read_config(arguments.config)))
    except AppError as error:
        print(f"sealdesk-gateway {arguments.verb}: {reason(error)}", file=sys.stderr)
        return 1 if isinstance(error, SelfTestFailed) else 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sealdesk-gateway", description="The gateway of Sealdesk (印台)")
    parser.add_argument("--version", action="version", version=f"%(prog)s {version('sealdesk')}")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    for verb in VERBS:
        made = verbs.add_parser(verb.name, help=verb.purpose, description=verb.purpose)
        made.add_argument("--data", type=Path, required=True, metavar="DIR", help="the gateway's data folder")
        made.add_argument("--config", type=Path, metavar="FILE", help="settings (TOML)")
        verb.add_arguments(made)
        made.set_defaults(run=verb.run)
    return parser


if __name__ == "__main__":
    sys.exit(main())
