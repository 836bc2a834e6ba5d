"""Letting devices and documents in, and devices out again."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from contextlib import closing
from pathlib import Path

from core.sync.wire import encode
from gateway.app import blob_store, new_id
from gateway.config import Config
from gateway.data_folder import DataFolder, write_private
from gateway.errors import AddressUnknown
from gateway.service.enrolling import Enrolling
from gateway.service.registering import Registering
from gateway.store import Store
from gateway.verbs.verb import Verb, answer


def _enrol_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--account", required=True, help="the person's account, such as qh016")
    parser.add_argument("--out", type=Path, required=True, metavar="KIT", help="the enrolment kit (JSON)")
    parser.add_argument("--device", default="desk", metavar="NAME", help="a name for the device")
    parser.add_argument("--url", help="the gateway's address (default: configured, or as last served)")


def _enrol(arguments: Namespace, config: Config) -> int:
    folder = DataFolder.opened(arguments.data)
    url = arguments.url or config.url or _last_url(folder)
    with closing(Store(folder.database)) as store:
        kit = Enrolling(folder, store, new_id).enrol(arguments.account, arguments.device, url)
    write_private(arguments.out, encode(kit))
    answer(kit=str(arguments.out), device_id=kit.device_id, person_id=kit.person_id)
    return 0


def _last_url(folder: DataFolder) -> str:
    try:
        return folder.last_url.read_text("ascii")
    except FileNotFoundError:
        raise AddressUnknown from None


def _register_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument(
        "--reader",
        action="append",
        default=[],
        metavar="ACCOUNT",
        help="who gets them to read; may be repeated",
    )


def _register(arguments: Namespace, config: Config) -> int:
    folder = DataFolder.opened(arguments.data)
    with closing(Store(folder.database)) as store:
        registering = Registering(store, blob_store(folder), new_id)
        answer(documents=registering.register(arguments.files, arguments.reader))
    return 0


def _revoke_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--device", required=True, metavar="ID", help="the device's id")


def _revoke(arguments: Namespace, config: Config) -> int:
    folder = DataFolder.opened(arguments.data)
    with closing(Store(folder.database)) as store:
        Enrolling(folder, store, new_id).revoke(arguments.device)
    answer(revoked=arguments.device)
    return 0


VERBS = (
    Verb(
        "enrol",
        "give a person's device its certificate and what it needs to connect",
        _enrol,
        _enrol_arguments,
    ),
    Verb("register", "make OFD and PDF files from disk incoming documents", _register, _register_arguments),
    Verb("revoke", "take a device off: it is told to erase what it holds", _revoke, _revoke_arguments),
)
