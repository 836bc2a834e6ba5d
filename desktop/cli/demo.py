"""`sealdesk demo`: an embedded gateway with the sample office, and windows or a tour on it.

Without a display the tour is taken. stdout has one JSON line a step of the tour and a last one
`{"ok", "pictures"}`; people's text goes to stderr.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from desktop.demo.tour import StepReport

_DEFAULT_TOUR = Path("tour")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--tour",
        type=Path,
        metavar="DIR",
        help="drive the windows through the main job; pictures and tour.json",
    )
    parser.add_argument(
        "--document",
        type=Path,
        nargs="+",
        action="extend",
        default=[],
        metavar="FILE",
        help="OFD or PDF to add",
    )
    parser.add_argument(
        "--everybody",
        action="store_true",
        help="windows for all who deal with a seal, from applicant to auditor",
    )
    parser.add_argument(
        "--profile", type=Path, metavar="DIR", help="keep the demonstration here (default: wiped)"
    )
    parser.add_argument("--seed", type=int, default=0, help="of what the tour chooses by chance")


def run(arguments: argparse.Namespace) -> int:
    tour = arguments.tour
    if not has_display():
        _stand_a_screen_in()
        if tour is None:
            print("sealdesk demo: no display here, so the tour is taken", file=sys.stderr)
            tour = _DEFAULT_TOUR
    demonstration = importlib.import_module("desktop.demo.run")  # loads Qt
    if tour is None:
        shown: int = demonstration.show_windows(
            arguments.profile, arguments.document, say=_say, everybody=arguments.everybody
        )
        return shown
    report = demonstration.take_tour(
        arguments.profile, arguments.document, tour, seed=arguments.seed, say=_say, tell=_tell
    )
    _print({"ok": report.ok, "pictures": str(tour)})
    _say(f"{len(report.steps)} of {report.steps_planned} steps; the pictures and tour.json are in {tour}")
    return 0 if report.ok else 1


def has_display() -> bool:
    """Whether a window can be shown."""
    if sys.platform != "linux":
        return True
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    if chosen:
        return chosen not in ("offscreen", "minimal")
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _stand_a_screen_in() -> None:
    """Let Qt's screenless platform reckon with the screen we design for: its own is 800 by 800.

    Dialogs stand in the middle of their window only where the screen has room for both.
    """
    if os.environ.get("QT_QPA_PLATFORM", "offscreen") == "offscreen":
        with as_file(files("resources").joinpath("demo", "screen.json")) as screen:
            os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screen}"


def _tell(step: StepReport) -> None:
    _print(step)
    _say(f"{step.ms:6} ms  {step.name}" + (f": FAILED, {step.failed}" if step.failed else ""))


def _say(line: str) -> None:
    print(f"sealdesk demo: {line}", file=sys.stderr, flush=True)


def _print(answer: object) -> None:
    sys.stdout.buffer.write(msgspec.json.encode(answer) + b"\n")
    sys.stdout.flush()
