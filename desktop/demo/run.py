"""The demonstration's two forms: windows for a person to try, and the tour that drives them."""

from __future__ import annotations

import logging
import os
import platform
import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import TypeAlias

import msgspec
from PySide6.QtCore import QPoint, qInstallMessageHandler, qVersion

from desktop.app import Session, application, open_session
from desktop.config import Language
from desktop.demo.clock import SampleClock
from desktop.demo.ending import end_early_on_signal, run_until_told
from desktop.demo.errors import FolderUnusable
from desktop.demo.office import CAST, EVERYBODY, PASSWORD, VISITORS, DemoOffice, Visitor
from desktop.demo.programme import programme
from desktop.demo.tour import StepReport, Tour, TourReport
from desktop.demo.watchdog import Watchdog
from desktop.tasks import Tasks
from desktop.ui.language import Translation

log = logging.getLogger(__name__)

Say: TypeAlias = Callable[[str], None]

WIDTH_PX, HEIGHT_PX = 1366, 768
_CASCADE = QPoint(48, 48)


def show_windows(
    profile: Path | None, documents: Sequence[Path], *, say: Say, everybody: bool = False
) -> int:
    """A window for each visitor, until the last is closed; the process's exit code."""
    visitors = EVERYBODY if everybody else VISITORS
    _keep_office_time()
    end_early_on_signal()
    app = application()
    with _opened(profile, documents, visitors, say) as office:
        say(f"the password of all {len(visitors)} windows is {PASSWORD}")
        with _sessions(office, visitors) as sessions:
            for number, session in enumerate(sessions.values()):
                session.window.move(_CASCADE * number)
                session.window.show()
            return run_until_told(app)


def take_tour(
    profile: Path | None,
    documents: Sequence[Path],
    folder: Path,
    *,
    seed: int,
    say: Say,
    tell: Callable[[StepReport], None],
) -> TourReport:
    """Play the programme, telling of each step; pictures and tour.json stand in `folder` afterwards."""
    _made(folder)
    _keep_office_time()
    end_early_on_signal()
    app = application()
    # Qt's remarks about a platform without a screen are nothing that a person could act on.
    qInstallMessageHandler(lambda _kind, _context, message: log.debug("qt %s", message))
    tasks, watchdog = Tasks(), Watchdog()
    with _opened(profile, documents, CAST, say) as office, _sessions(office, CAST) as sessions:
        chance = random.Random(seed)  # noqa: S311  which agenda item is moved is no secret
        windows = {visitor: session.window for visitor, session in sessions.items()}
        steps = programme(windows, office.gateway, tasks, chance)
        tour = Tour(steps, folder, tasks, watchdog)
        tour.played.connect(tell)
        tour.finished.connect(app.quit)
        for window in windows.values():
            window.resize(WIDTH_PX, HEIGHT_PX)
            window.show()
        tour.start()
        run_until_told(app)
        tasks.close()
    report = TourReport(
        ok=len(tour.reports) == len(steps) and all(step.ok for step in tour.reports),
        steps=tuple(tour.reports),
        steps_planned=len(steps),
        gui_blocked_ms_max=watchdog.longest_ms,
        gui_blocked=tuple(watchdog.stalls),
        seed=seed,
        versions=_versions(),
    )
    (folder / "tour.json").write_bytes(msgspec.json.format(msgspec.json.encode(report), indent=2) + b"\n")
    return report


@contextmanager
def _opened(
    profile: Path | None, documents: Sequence[Path], visitors: Sequence[Visitor], say: Say
) -> Iterator[DemoOffice]:
    say("setting up the sample office (some seconds)")
    with DemoOffice(profile) as office:
        office.add(documents)
        for visitor in visitors:
            office.enrol(visitor)
        yield office


@contextmanager
def _sessions(office: DemoOffice, visitors: Sequence[Visitor]) -> Iterator[dict[Visitor, Session]]:
    translation = Translation(Language.CHINESE)
    clock = SampleClock(office.filled_on)
    sessions = {
        visitor: open_session(
            office.profile(visitor), translation=translation, clock=clock, owner=visitor.name, shown=False
        )
        for visitor in visitors
    }
    try:
        yield sessions
    finally:
        for session in sessions.values():
            session.close()
            session.window.close()
        translation.remove()


def _keep_office_time() -> None:
    """The sample office lies in China, wherever this machine is."""
    if hasattr(time, "tzset"):
        os.environ["TZ"] = "CST-8"
        time.tzset()


def _made(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for earlier in folder.glob("[0-9][0-9]-*.png"):
            earlier.unlink()
    except OSError as error:
        raise FolderUnusable(str(folder), error.strerror or "unusable") from error


def _versions() -> dict[str, str]:
    return {
        "sealdesk": version("sealdesk"),
        "python": platform.python_version(),
        "qt": qVersion() or "",
        "platform": application().platformName(),
    }
