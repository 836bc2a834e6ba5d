"""The gateway of a demonstration: a process of its own that cannot outlive us."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path

import msgspec

from desktop.demo.errors import GatewayRefusedToStart
from desktop.relaunch import gateway_command

_COMMAND_S = 60.0
_STOP_S = 10.0


class _Ready(msgspec.Struct, frozen=True):
    url: str


class EmbeddedGateway:
    """`sealdesk-gateway` over one data folder. Every call blocks: not for the GUI thread.

    The gateway stops when its standard input ends, which also happens when we are killed.
    """

    def __init__(self, data: Path) -> None:
        self.data = data
        self.port = 0
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def set_up(self) -> None:
        """Make the data folder with the sample office unless it is there. Raises `GatewayRefusedToStart`."""
        if not self.data.exists() or not any(self.data.iterdir()):
            self._run("init", "--sample-office")
        self.port = _port_of(self.data / "last_url")

    def start(self) -> None:
        """Serve on 127.0.0.1, where it was served before if it was. Raises `GatewayRefusedToStart`."""
        if self.running:
            return
        self._process = subprocess.Popen(  # noqa: S603
            self._command("serve", "--port", str(self.port), "--stop-with-parent"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        try:
            url = msgspec.json.decode(line, type=_Ready).url
        except (msgspec.DecodeError, UnicodeDecodeError):
            self.stop()
            raise GatewayRefusedToStart(f"it could not listen on port {self.port}") from None
        self.port = int(url.rpartition(":")[2])

    def stop(self) -> None:
        """Close its standard input and wait for it to end."""
        if self._process is None:
            return
        process, self._process = self._process, None
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.close()
        try:
            process.wait(_STOP_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()

    def register(self, files: Iterable[Path], accounts: Iterable[str]) -> None:
        """Files from disk as incoming documents on these accounts' lists. Raises `GatewayRefusedToStart`."""
        readers = [word for account in accounts for word in ("--reader", account)]
        self._run("register", *readers, "--", *(str(file) for file in files))

    def enrol(self, account: str, kit: Path) -> None:
        """Write the kit of a new device of this account. Raises `GatewayRefusedToStart`."""
        self._run("enrol", "--account", account, "--out", str(kit))

    def _run(self, verb: str, *arguments: str) -> None:
        done = subprocess.run(  # noqa: S603
            self._command(verb, *arguments), capture_output=True, timeout=_COMMAND_S, check=False
        )
        if done.returncode != 0:
            last = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
            raise GatewayRefusedToStart(last.partition(": ")[2] or f"exit code {done.returncode}")

    def _command(self, verb: str, *arguments: str) -> list[str]:
        return gateway_command(verb, "--data", str(self.data), *arguments)


def _port_of(last_url: Path) -> int:
    """The port that devices enrolled earlier know; 0 (any) before the first."""
    try:
        return int(last_url.read_text("ascii").rpartition(":")[2])
    except (FileNotFoundError, ValueError):
        return 0
