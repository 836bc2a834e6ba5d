"""A real gateway process on loopback with the sample office, for whatever test needs one.

`with running_gateway(tmp_path) as gateway:` gives its `url`, its data folder and `enrol(account)`.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.sync.wire import EnrolmentKit
from gateway.app import new_id
from gateway.data_folder import DataFolder
from gateway.service.enrolling import Enrolling
from gateway.store import Store

START_SECONDS = 60
STOP_SECONDS = 20


@dataclass(frozen=True, slots=True)
class GatewayProcess:
    """A gateway that serves at `url` from the folder `data`; `process` is the server itself."""

    url: str
    data: Path
    process: subprocess.Popen[str]

    def enrol(self, account: str, device: str = "desk") -> EnrolmentKit:
        """A kit for a new device of the account's person, such as qh016."""
        with self.store() as store:
            return self._enrolling(store).enrol(account, device, self.url)

    def revoke(self, device_id: str) -> None:
        with self.store() as store:
            self._enrolling(store).revoke(device_id)

    def store(self) -> closing[Store]:
        """The gateway's own store, opened beside the running server as its command line does."""
        return closing(Store(DataFolder.opened(self.data).database))

    def _enrolling(self, store: Store) -> Enrolling:
        return Enrolling(DataFolder.opened(self.data), store, new_id)


def verb(name: str, data: Path, *arguments: str) -> Any:
    """Run one verb of the command line; its answer. A failure carries what it said."""
    command = [sys.executable, "-m", "gateway", name, "--data", str(data), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=START_SECONDS, check=False)
    if done.returncode:
        raise AssertionError(f"sealdesk-gateway {name}: {done.returncode} {done.stderr}")
    return json.loads(done.stdout.splitlines()[-1])


@contextmanager
def running_gateway(folder: Path, *, init: Sequence[str] = ("--sample-office",)) -> Iterator[GatewayProcess]:
    """A gateway below `folder`, made anew unless it is there already; it stops with the block."""
    data = folder / "gateway"
    if not data.exists():
        verb("init", data, *init)
    with serving(data) as gateway:
        yield gateway


@contextmanager
def serving(data: Path, port: int = 0, config: Path | None = None) -> Iterator[GatewayProcess]:
    """Serve a data folder that `init` made, with the settings of `config`."""
    command = [sys.executable, "-m", "gateway", "serve", "--data", str(data), "--port", str(port)]
    command += ["--config", str(config)] if config else []
    with (data.parent / "gateway.log").open("a") as log:
        process = subprocess.Popen(
            [*command, "--stop-with-parent"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    try:
        assert process.stdout is not None
        ready = process.stdout.readline()
        if not ready:
            process.wait(STOP_SECONDS)
            raise AssertionError((data.parent / "gateway.log").read_text())
        yield GatewayProcess(url=json.loads(ready)["url"], data=data, process=process)
    finally:
        _stop(process)


def _stop(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.close()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        raise
    finally:
        process.stdout.close()
