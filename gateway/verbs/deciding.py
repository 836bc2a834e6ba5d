"""What the office decides: for all of it, for one seal, for one document."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from contextlib import closing

from core.office import OfflineGrace
from gateway.config import Config
from gateway.data_folder import DataFolder
from gateway.service.deciding import Deciding
from gateway.store import Store
from gateway.verbs.verb import Verb, answer, within

_ON_OFF = ("on", "off")


def _policy_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--weakened-display", choices=_ON_OFF, help="show seals faint on screens")
    parser.add_argument(
        "--expiry-notice-days", type=within(0, 3650), metavar="DAYS", help="remind before a seal ends"
    )
    parser.add_argument(
        "--demand-time-stamps", choices=_ON_OFF, help="take no use of any seal without a time stamp"
    )


def _policy(arguments: Namespace, config: Config) -> int:
    """What the office has decided, changed where an option is given."""
    weakened, demanded = _on(arguments.weakened_display), _on(arguments.demand_time_stamps)
    with closing(Store(DataFolder.opened(arguments.data).database)) as store:
        policy = Deciding(store).policy(
            weakened_display=weakened,
            expiry_notice_days=arguments.expiry_notice_days,
            demands_time_stamp=demanded,
        )
    answer(
        weakened_display=policy.weakened_display,
        expiry_notice_days=policy.expiry_notice_days,
        demand_time_stamps=policy.demands_time_stamp,
    )
    return 0


def _on(choice: str | None) -> bool | None:
    return None if choice is None else choice == "on"


def _time_stamps_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--seal", required=True, metavar="ID")
    parser.add_argument("--demand", choices=_ON_OFF, required=True)


def _time_stamps(arguments: Namespace, config: Config) -> int:
    with closing(Store(DataFolder.opened(arguments.data).database)) as store:
        seal = Deciding(store).time_stamps(arguments.seal, arguments.demand == "on")
    answer(seal=seal.id, demand_time_stamps=seal.demands_time_stamp)
    return 0


def _grace_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--seal", required=True, metavar="ID")
    parser.add_argument("--uses", type=within(0, 100), required=True, metavar="N")
    parser.add_argument(
        "--hours", type=within(1, 720), default=8, metavar="H", help="since the last contact (default: 8)"
    )


def _grace(arguments: Namespace, config: Config) -> int:
    grace = OfflineGrace(uses_max=arguments.uses, hours_max=arguments.hours) if arguments.uses else None
    with closing(Store(DataFolder.opened(arguments.data).database)) as store:
        seal = Deciding(store).grace(arguments.seal, grace)
    answer(seal=seal.id, uses=arguments.uses, hours=arguments.hours if arguments.uses else 0)
    return 0


def _prints_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--document", required=True, metavar="ID")
    parser.add_argument("--copies", type=within(0, 10_000), metavar="N", help="without it: no limit")


def _prints(arguments: Namespace, config: Config) -> int:
    with closing(Store(DataFolder.opened(arguments.data).database)) as store:
        document = Deciding(store).prints(arguments.document, arguments.copies)
    answer(document=document.id, copies=document.prints_per_receiver)
    return 0


VERBS = (
    Verb("policy", "show or change what holds for the whole office", _policy, _policy_arguments),
    Verb(
        "time-stamps",
        "demand a time stamp for every use of one seal, or no more",
        _time_stamps,
        _time_stamps_arguments,
    ),
    Verb("grace", "let a seal be used off line so often, or (0) not at all", _grace, _grace_arguments),
    Verb("prints", "set how many copies of a document each person may print", _prints, _prints_arguments),
)
