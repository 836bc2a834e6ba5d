"""`sealdesk-gateway`: answers as JSON on stdout, text for people on stderr; 0 done, 1 no, 2 unusable."""

from __future__ import annotations

import argparse
import json
import sys
import uuid
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

from core.errors import AppError
from core.office import OfflineGrace
from core.office.calendar import OFFICE_TIME
from core.sync.wire import encode
from gateway.app import blob_store, new_id
from gateway.checkup import examine
from gateway.config import Config, read_config
from gateway.data_folder import DataFolder, write_private
from gateway.errors import AddressUnknown, SelfTestFailed
from gateway.logs import start_logging
from gateway.reasons import reason
from gateway.service.auditing import Auditing, told
from gateway.service.deciding import Deciding
from gateway.service.enrolling import Enrolling
from gateway.service.ledger import ledger_of
from gateway.service.registering import Registering
from gateway.serving import serve
from gateway.setup import add_ledger_key, init
from gateway.store import Store


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb; the process's exit code."""
    arguments = _parser().parse_args(argv)
    start_logging()
    try:
        return int(arguments.run(arguments, read_config(arguments.config)))
    except AppError as error:
        print(f"sealdesk-gateway {arguments.verb}: {reason(error)}", file=sys.stderr)
        return 1 if isinstance(error, SelfTestFailed) else 2


def _init(arguments: argparse.Namespace, config: Config) -> int:
    today = arguments.today or datetime.now(OFFICE_TIME).date()
    folder = DataFolder.made(arguments.data)
    try:
        init(folder, config, today if arguments.sample_office else None)
    except AppError:
        folder.discard()
        raise
    _answer(data=str(folder.root), sample_office=arguments.sample_office)
    return 0


def _serve(arguments: argparse.Namespace, config: Config) -> int:
    serve(
        DataFolder.opened(arguments.data),
        config,
        host=arguments.host,
        port=config.port if arguments.port is None else arguments.port,
        stop_with_parent=arguments.stop_with_parent,
        ready=lambda url: _answer(url=url),
    )
    return 0


def _enrol(arguments: argparse.Namespace, config: Config) -> int:
    folder = DataFolder.opened(arguments.data)
    url = arguments.url or config.url or _last_url(folder)
    with closing(Store(folder.database)) as store:
        kit = Enrolling(folder, store, new_id).enrol(arguments.account, arguments.device, url)
    write_private(arguments.out, encode(kit))
    _answer(kit=str(arguments.out), device_id=kit.device_id, person_id=kit.person_id)
    return 0


def _register(arguments: argparse.Namespace, config: Config) -> int:
    folder = DataFolder.opened(arguments.data)
    with closing(Store(folder.database)) as store:
        registering = Registering(store, blob_store(folder), new_id)
        _answer(documents=registering.register(arguments.files, arguments.reader))
    return 0


def _migrate(arguments: argparse.Namespace, config: Config) -> int:
    folder = DataFolder.opened(arguments.data)
    before, after = Store.migrated(folder.database)
    add_ledger_key(folder)
    _answer(before=before, after=after)
    return 0


def _new_epoch(arguments: argparse.Namespace, config: Config) -> int:
    folder = DataFolder.opened(arguments.data)
    epoch = str(uuid.uuid4())
    with closing(Store(folder.database)) as store:
        store.begin_epoch(epoch)
    _answer(epoch=epoch)
    return 0


def _audit(arguments: argparse.Namespace, config: Config) -> int:
    """Every entry of the ledger as a line, then what was found; 1 when it is broken."""
    folder = DataFolder.opened(arguments.data)
    with closing(Store(folder.database)) as store:
        report = Auditing(folder, store).audit()
        with store.reading() as transaction:
            for entry in ledger_of(transaction):
                _answer(**told(entry))
    _answer(
        unbroken=report.unbroken,
        entries=report.entries,
        gaps=report.gaps,
        broken_links=report.broken_links,
        bad_signatures=report.bad_signatures,
        checked_at=report.checked_at.isoformat(),
    )
    return 0 if report.unbroken else 1


def _policy(arguments: argparse.Namespace, config: Config) -> int:
    """What the office has decided, changed where an option is given."""
    weakened, demanded = _on(arguments.weakened_display), _on(arguments.demand_time_stamps)
    with closing(Store(DataFolder.opened(arguments.data).database)) as store:
        policy = Deciding(store).policy(
            weakened_display=weakened,
            expiry_notice_days=arguments.expiry_notice_days,
            demands_time_stamp=demanded,
        )
    _answer(
        weakened_display=policy.weakened_display,
        expiry_notice_days=policy.expiry_notice_days,
        demand_time_stamps=policy.demands_time_stamp,
    )
    return 0


def _on(choice: str | None) -> bool | None:
    return None if choice is None else choice == "on"


def _time_stamps(arguments: argparse.Namespace, config: Config) -> int:
    with closing(Store(DataFolder.opened(arguments.data).database)) as store:
        seal = Deciding(store).time_stamps(arguments.seal, arguments.demand == "on")
    _answer(seal=seal.id, demand_time_stamps=seal.demands_time_stamp)
    return 0


def _grace(arguments: argparse.Namespace, config: Config) -> int:
    grace = OfflineGrace(uses_max=arguments.uses, hours_max=arguments.hours) if arguments.uses else None
    with closing(Store(DataFolder.opened(arguments.data).database)) as store:
        seal = Deciding(store).grace(arguments.seal, grace)
    _answer(seal=seal.id, uses=arguments.uses, hours=arguments.hours if arguments.uses else 0)
    return 0


def _prints(arguments: argparse.Namespace, config: Config) -> int:
    with closing(Store(DataFolder.opened(arguments.data).database)) as store:
        document = Deciding(store).prints(arguments.document, arguments.copies)
    _answer(document=document.id, copies=document.prints_per_receiver)
    return 0


def _within(least: int, most: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        value = int(text)
        if not least <= value <= most:
            raise argparse.ArgumentTypeError(f"{least} to {most}")
        return value

    return number


def _revoke(arguments: argparse.Namespace, config: Config) -> int:
    folder = DataFolder.opened(arguments.data)
    with closing(Store(folder.database)) as store:
        Enrolling(folder, store, new_id).revoke(arguments.device)
    _answer(revoked=arguments.device)
    return 0


def _doctor(arguments: argparse.Namespace, config: Config) -> int:
    sound = True
    for check in examine(DataFolder.opened(arguments.data)):
        sound = sound and check.ok
        _answer(check=check.name, ok=check.ok, **({} if check.ok else {"remedy": check.remedy}))
    return 0 if sound else 1


def _last_url(folder: DataFolder) -> str:
    try:
        return folder.last_url.read_text("ascii")
    except FileNotFoundError:
        raise AddressUnknown from None


def _answer(**facts: object) -> None:
    print(json.dumps(facts, ensure_ascii=False), flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sealdesk-gateway", description="The gateway of Sealdesk (印台)")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)

    def verb(name: str, purpose: str) -> argparse.ArgumentParser:
        made = verbs.add_parser(name, help=purpose, description=purpose)
        made.add_argument("--data", type=Path, required=True, metavar="DIR", help="the gateway's data folder")
        made.add_argument("--config", type=Path, metavar="FILE", help="settings (TOML)")
        return made

    init_verb = verb("init", "make the data folder, its certificates and its store")
    init_verb.add_argument("--sample-office", action="store_true", help="fill it with the sample office")
    init_verb.add_argument(
        "--today", type=date.fromisoformat, metavar="DATE", help="the sample office's today (default: today)"
    )
    init_verb.set_defaults(run=_init)

    serve_verb = verb("serve", "serve devices until stopped; says its address as JSON once it is ready")
    serve_verb.add_argument("--host", default="127.0.0.1", help="the address to listen on")
    serve_verb.add_argument("--port", type=int, help="0 takes a free one (default: as configured)")
    serve_verb.add_argument(
        "--stop-with-parent", action="store_true", help="stop when standard input is closed"
    )
    serve_verb.set_defaults(run=_serve)

    enrol_verb = verb("enrol", "give a person's device its certificate and what it needs to connect")
    enrol_verb.add_argument("--account", required=True, help="the person's account, such as qh016")
    enrol_verb.add_argument("--out", type=Path, required=True, metavar="KIT", help="the enrolment kit (JSON)")
    enrol_verb.add_argument("--device", default="desk", metavar="NAME", help="a name for the device")
    enrol_verb.add_argument("--url", help="the gateway's address (default: configured, or as last served)")
    enrol_verb.set_defaults(run=_enrol)

    register_verb = verb("register", "make OFD and PDF files from disk incoming documents")
    register_verb.add_argument("files", nargs="+", type=Path, metavar="FILE")
    register_verb.add_argument(
        "--reader",
        action="append",
        default=[],
        metavar="ACCOUNT",
        help="who gets them to read; may be repeated",
    )
    register_verb.set_defaults(run=_register)

    revoke_verb = verb("revoke", "take a device off: it is told to erase what it holds")
    revoke_verb.add_argument("--device", required=True, metavar="ID", help="the device's id")
    revoke_verb.set_defaults(run=_revoke)

    policy_verb = verb("policy", "show or change what holds for the whole office")
    policy_verb.add_argument("--weakened-display", choices=("on", "off"), help="show seals faint on screens")
    policy_verb.add_argument(
        "--expiry-notice-days", type=_within(0, 3650), metavar="DAYS", help="remind before a seal ends"
    )
    policy_verb.add_argument(
        "--demand-time-stamps", choices=("on", "off"), help="take no use of any seal without a time stamp"
    )
    policy_verb.set_defaults(run=_policy)

    stamps_verb = verb("time-stamps", "demand a time stamp for every use of one seal, or no more")
    stamps_verb.add_argument("--seal", required=True, metavar="ID")
    stamps_verb.add_argument("--demand", choices=("on", "off"), required=True)
    stamps_verb.set_defaults(run=_time_stamps)

    grace_verb = verb("grace", "let a seal be used off line so often, or (0) not at all")
    grace_verb.add_argument("--seal", required=True, metavar="ID")
    grace_verb.add_argument("--uses", type=_within(0, 100), required=True, metavar="N")
    grace_verb.add_argument(
        "--hours", type=_within(1, 720), default=8, metavar="H", help="since the last contact (default: 8)"
    )
    grace_verb.set_defaults(run=_grace)

    prints_verb = verb("prints", "set how many copies of a document each person may print")
    prints_verb.add_argument("--document", required=True, metavar="ID")
    prints_verb.add_argument("--copies", type=_within(0, 10_000), metavar="N", help="without it: no limit")
    prints_verb.set_defaults(run=_prints)

    verb("new-epoch", "after restoring a backup, with the gateway stopped: devices ask anew").set_defaults(
        run=_new_epoch
    )
    verb("audit", "print the seal ledger and verify its numbers, links and signatures").set_defaults(
        run=_audit
    )
    verb("migrate", "bring the store to this program's revision; a copy stays beside it").set_defaults(
        run=_migrate
    )
    verb("doctor", "what is wrong with the data folder, each with its remedy").set_defaults(run=_doctor)
    return parser


if __name__ == "__main__":
    sys.exit(main())
