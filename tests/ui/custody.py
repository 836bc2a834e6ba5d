"""The sample office for the custody screens: a real gateway, and a desk for whoever is asked for."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.sync.wire import EnrolmentKit
from desktop.workspace import Workspace
from tests.gateway_process import GatewayProcess, running_gateway, verb
from tests.unit.desktop.builders import PASSWORD, QUICK

CUSTODIAN, WITNESS, APPROVER, APPLICANT = "qh016", "qh017", "qh008", "qh015"
"""唐景和, 乔木然, 沈若谷, 姜亦舒."""
SECURITY, AUDITOR = "qh027", "qh028"
TO_BE_SEALED = "d-pifu"
"""Signed off and numbered; its application for s-qh is approved and witnessed."""


class CustodyOffice:
    """Makes a device a person; all of them are locked with `close`."""

    def __init__(self, gateway: GatewayProcess, folder: Path) -> None:
        self._gateway = gateway
        self._folder = folder
        self._desks: dict[str, Workspace] = {}

    @property
    def gateway(self) -> GatewayProcess:
        return self._gateway

    def kit(self, account: str) -> EnrolmentKit:
        return self._gateway.enrol(account, f"desk-{len(self._desks)}")

    def desk(self, account: str) -> Workspace:
        """The person's workspace, up to date with the gateway."""
        if account not in self._desks:
            place = self._folder / account
            self._desks[account] = Workspace.create(place, PASSWORD, self.kit(account), kdf=QUICK)
        self._desks[account].sync()
        return self._desks[account]

    def close(self) -> None:
        for desk in self._desks.values():
            desk.lock()
        self._desks.clear()


def sample_data(folder: Path) -> Path:
    """A gateway's data with the sample office, to be copied for each test: making it takes seconds."""
    data = folder / "gateway"
    verb("init", data, "--sample-office")
    return data


@contextmanager
def custody_office(sample: Path, folder: Path) -> Iterator[CustodyOffice]:
    """A gateway of its own over a copy of the sample."""
    shutil.copytree(sample, folder / "gateway")
    with running_gateway(folder) as gateway:
        office = CustodyOffice(gateway, folder)
        try:
            yield office
        finally:
            office.close()
