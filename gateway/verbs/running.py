"""Making a gateway's data folder, and serving devices from it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date, datetime

from core.errors import AppError
from core.office.calendar import OFFICE_TIME
from gateway.config import Config
from gateway.data_folder import DataFolder
from gateway.serving import serve
from gateway.setup import init
from gateway.verbs.verb import Verb, answer


def _init_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--sample-office", action="store_true", help="fill it with the sample office")
    parser.add_argument(
        "--today", type=date.fromisoformat, metavar="DATE", help="the sample office's today (default: today)"
    )


def _init(arguments: Namespace, config: Config) -> int:
    today = arguments.today or datetime.now(OFFICE_TIME).date()
    folder = DataFolder.made(arguments.data)
    try:
        init(folder, config, today if arguments.sample_office else None)
    except AppError:
        folder.discard()
        raise
    answer(data=str(folder.root), sample_office=arguments.sample_office)
    return 0


def _serve_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on")
    parser.add_argument("--port", type=int, help="0 takes a free one (default: as configured)")
    parser.add_argument("--stop-with-parent", action="store_true", help="stop when standard input is closed")


def _serve(arguments: Namespace, config: Config) -> int:
    serve(
        DataFolder.opened(arguments.data),
        config,
        host=arguments.host,
        port=config.port if arguments.port is None else arguments.port,
        stop_with_parent=arguments.stop_with_parent,
        ready=lambda url: answer(url=url),
    )
    return 0


VERBS = (
    Verb("init", "make the data folder, its certificates and its store", _init, _init_arguments),
    Verb(
        "serve",
        "serve devices until stopped; says its address as JSON once it is ready",
        _serve,
        _serve_arguments,
    ),
)
