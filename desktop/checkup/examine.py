"""Run every check beside the others, each in its own process, none longer than its limit."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence

import msgspec

from desktop.checkup.checks import CHECKS
from desktop.checkup.finding import Finding, State
from desktop.relaunch import client_command

TIME_LIMIT_S = 5.0
_START_LIMIT_S = 15.0
"""What a slow disk may need to start the processes, on top of the time a check itself may take."""

_decode_findings = msgspec.json.Decoder(list[Finding]).decode


def examine(names: Sequence[str] = tuple(CHECKS), *, time_limit_s: float = TIME_LIMIT_S) -> Iterator[Finding]:
    """The findings of the named checks in their order; they are worked on at the same time."""
    started = [(name, _start(name)) for name in names]
    for name, process in started:
        yield from _findings(name, process, _START_LIMIT_S + time_limit_s)


def _start(name: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603
        client_command("doctor", "--check", name),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _findings(name: str, process: subprocess.Popen[bytes], limit_s: float) -> list[Finding]:
    try:
        answer, _ = process.communicate(timeout=limit_s)
        return _decode_findings(answer)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        found = f"the check did not answer within {limit_s:.0f} s"
    except (msgspec.DecodeError, UnicodeDecodeError):
        found = f"the check broke off with exit code {process.returncode}"
    remedy = f"see what `sealdesk doctor --check {name}` prints"
    return [Finding(check=name, state=State.LACKING, found=found, remedy=remedy)]
