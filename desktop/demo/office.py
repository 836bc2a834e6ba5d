"""The folder of a demonstration: the gateway's data, and one client profile a person."""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

from core.sync.wire import EnrolmentKit, decode_kit
from desktop.demo.errors import FolderUnusable
from desktop.demo.gateway import EmbeddedGateway
from desktop.ui.clock import OfficeClock
from desktop.workspace import Workspace

log = logging.getLogger(__name__)

# Printed for whoever tries the demonstration: it guards invented data.
PASSWORD = "qinghe-2026"  # noqa: S105
_OURS = "sealdesk-demonstration"
_FILLED_ON = "filled-on"


@dataclass(frozen=True, slots=True)
class Visitor:
    """A person of the sample office whose window the demonstration opens."""

    account: str
    person_id: str
    name: str


CUSTODIAN = Visitor("qh016", "u-16", "唐景和")
SECRETARY = Visitor("qh018", "u-18", "魏思齐")
APPLICANT = Visitor("qh015", "u-15", "姜亦舒")
APPROVER = Visitor("qh001", "u-01", "林知远")
"""Whose name stamp it is decides on its use."""
WITNESS = Visitor("qh008", "u-08", "沈若谷")
SEAL_WITNESS = Visitor("qh017", "u-17", "乔木然")
"""Of the county\'s own seal."""
SECOND_CUSTODIAN = Visitor("qh032", "u-32", "邹平章")
"""Of the organ that signs second where two sign together."""
SECURITY = Visitor("qh027", "u-27", "田青野")
AUDITOR = Visitor("qh028", "u-28", "温以宁")
VISITORS = (CUSTODIAN, SECRETARY)
"""Those whose windows are opened for a person to try."""
CAST = (*VISITORS, APPLICANT, APPROVER, WITNESS, SECOND_CUSTODIAN)
"""Those who take part in the tour."""
EVERYBODY = (*CAST, SEAL_WITNESS, SECURITY, AUDITOR)
"""Everybody on the way of a seal: who asks, decides, witnesses, presses, puts to use and audits."""


class DemoOffice:
    """A sample office on this machine. `with` starts its gateway, and wipes it all unless a folder was named.

    Every call blocks: not for the GUI thread.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._wiped = folder is None
        self._folder = _private_folder() if folder is None else _claimed(folder)
        self.gateway = EmbeddedGateway(self._folder / "gateway")

    def __enter__(self) -> Self:
        try:
            log.info("demonstration of an office filled on %s", self.filled_on)
            self.gateway.set_up()
            self.gateway.start()
        except BaseException:
            self._leave()
            raise
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._leave()

    @property
    def filled_on(self) -> date:
        """The day around which the sample office's dates lie: that of its first start."""
        note = self._folder / _FILLED_ON
        if not note.exists():
            note.write_text(OfficeClock().today().isoformat())
        return date.fromisoformat(note.read_text())

    def profile(self, visitor: Visitor) -> Path:
        """Where this person's client keeps its vault."""
        return self._folder / "clients" / visitor.person_id

    def enrol(self, visitor: Visitor) -> None:
        """Give the person a device with a filled vault, unless it has one."""
        if Workspace.exists(self.profile(visitor)):
            return
        kit = self._kit(visitor)
        workspace = Workspace.create(self.profile(visitor), PASSWORD, kit)
        try:
            workspace.sync()
        finally:
            workspace.lock()

    def add(self, files: Sequence[Path]) -> None:
        """Put files from disk on the visitors' reading lists. Raises `GatewayRefusedToStart`."""
        if files:
            self.gateway.register(files, [visitor.account for visitor in VISITORS])

    def _kit(self, visitor: Visitor) -> EnrolmentKit:
        path = self._folder / f"{visitor.person_id}.kit"
        try:
            self.gateway.enrol(visitor.account, path)
            return decode_kit(path.read_bytes())
        finally:
            path.unlink(missing_ok=True)  # it holds the device's key; the vault has it now

    def _leave(self) -> None:
        self.gateway.stop()
        if self._wiped:
            shutil.rmtree(self._folder, ignore_errors=True)


def _private_folder() -> Path:
    return Path(tempfile.mkdtemp(prefix=f"{_OURS}-"))


def _claimed(folder: Path) -> Path:
    """A folder named by the person: new, empty, or ours from an earlier time. Raises `FolderUnusable`."""
    mark = folder / _OURS
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not mark.exists() and any(folder.iterdir()):
            raise FolderUnusable(str(folder), "it holds something else")
        mark.touch(mode=0o600)
    except OSError as error:
        raise FolderUnusable(str(folder), error.strerror or "unusable") from error
    return folder
