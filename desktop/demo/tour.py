"""Play scenes in the GUI thread's own event loop: act, wait until the window shows it, take a picture.

A scene is a generator that acts through `hands` and yields what it waits for. Nothing here blocks:
between two looks the event loop runs as it does for a person.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import msgspec
from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from core.errors import AppError
from desktop.demo.watchdog import Stall, Watchdog
from desktop.tasks import Tasks

LOOK_AGAIN_MS = 10
PATIENCE_MS = 20_000
"""A step that takes longer than this has failed; the slowest takes seconds."""


@dataclass(frozen=True, slots=True)
class Until:
    """What a scene waits for; `awaited` says it in the report when it never comes."""

    holds: Callable[[], bool]
    awaited: str


Scene: TypeAlias = Generator[Until, None, None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the tour; the picture afterwards is of `window()`."""

    name: str
    play: Callable[[], Scene]
    window: Callable[[], QWidget | None]


class StepReport(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`ms` is from the first act to the moment the window showed its answer; `picture` a file beside."""

    name: str
    ok: bool
    ms: int
    picture: str = ""
    failed: str = ""


class TourReport(msgspec.Struct, frozen=True, kw_only=True):
    """tour.json."""

    ok: bool
    steps: tuple[StepReport, ...]
    steps_planned: int
    gui_blocked_ms_max: int
    gui_blocked: tuple[Stall, ...]
    seed: int
    versions: dict[str, str]


class Tour(QObject):
    """Plays the steps in turn and stops at the first that fails; `finished` says whether none did."""

    played = Signal(object)
    finished = Signal(bool)

    def __init__(
        self,
        steps: Sequence[Step],
        folder: Path,
        tasks: Tasks,
        watchdog: Watchdog,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.reports: list[StepReport] = []
        self._waiting_steps = list(steps)
        self._folder = folder
        self._tasks = tasks
        self._watchdog = watchdog
        self._step: Step | None = None
        self._scene: Scene | None = None
        self._until: Until | None = None
        self._clock = QElapsedTimer()
        self._look = QTimer(self)
        self._look.setInterval(LOOK_AGAIN_MS)
        self._look.timeout.connect(self._on_look)

    def start(self) -> None:
        self._watchdog.start()
        self._next_step()
        self._look.start()

    def _next_step(self) -> None:
        if not self._waiting_steps:
            self._end(ok=True)
            return
        self._step = self._waiting_steps.pop(0)
        self._watchdog.step = self._step.name
        self._clock.start()
        self._scene = self._step.play()
        self._until = None

    def _on_look(self) -> None:
        if self._scene is None:
            return
        try:
            if self._until is not None and not self._until.holds():
                if self._clock.hasExpired(PATIENCE_MS):
                    self._fail(f"never came: {self._until.awaited}")
                return
            self._until = next(self._scene)
        except StopIteration:
            self._succeed()
        except AppError as error:
            self._fail(error.code)
        except (LookupError, AttributeError) as error:
            # A window that lost the part which the scene plays on: the report must say which.
            self._fail(f"{type(error).__name__}: {error}")

    def _succeed(self) -> None:
        self._report(ok=True)
        self._next_step()

    def _fail(self, why: str) -> None:
        self._report(ok=False, failed=why)
        self._end(ok=False)

    def _report(self, *, ok: bool, failed: str = "") -> None:
        assert self._step is not None
        ms = self._clock.elapsed()
        picture = self._picture(self._step)
        report = StepReport(name=self._step.name, ok=ok, ms=ms, picture=picture, failed=failed)
        self.reports.append(report)
        self.played.emit(report)

    def _picture(self, step: Step) -> str:
        window = step.window()
        if window is None:
            return ""
        name = f"{len(self.reports) + 1:02d}-{step.name}.png"
        path = str(self._folder / name)
        with self._watchdog.not_counting():
            image = photograph(window)
        # Encoding is slower than grabbing, and needs no GUI thread.
        self._tasks.run(
            lambda: image.save(path), owner=self, done=lambda _saved: None, failed=lambda _error: None
        )
        return name

    def _end(self, *, ok: bool) -> None:
        self._look.stop()
        self._scene = None
        self._watchdog.stop()
        self.finished.emit(ok)


def photograph(window: QWidget) -> QImage:
    """The window and the dialogs it has open, as they stand over it, on whatever platform Qt runs."""
    image = window.grab().toImage()
    painter = QPainter(image)
    for dialog in QApplication.topLevelWidgets():
        parent = dialog.parentWidget()
        if parent is not None and parent.window() is window and dialog.isVisible():
            painter.drawPixmap(dialog.pos() - window.pos(), dialog.grab())
    painter.end()
    return image
