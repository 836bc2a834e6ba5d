"""`sealdesk doctor`: what this machine lacks, each with its remedy.

stdout has one JSON document `{"ok", "findings": [{check, state, found, remedy?}]}`; stderr one line per
finding. Exit code 1 when something is lacking that the program cannot do without.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator

import msgspec

from desktop.checkup import CHECKS, Finding, State, examine, run_check

_MARKS = {State.OK: "ok      ", State.ADVICE: "advice  ", State.LACKING: "LACKING "}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    # One check in this very process: how `examine` runs it, and how a person sees why it breaks off.
    parser.add_argument("--check", choices=tuple(CHECKS), help="one check only; its findings as a JSON array")


def run(arguments: argparse.Namespace) -> int:
    if arguments.check:
        findings = run_check(arguments.check)
        _write(msgspec.json.encode(findings))
        return _exit_code(findings)
    findings = list(_told(examine()))
    code = _exit_code(findings)
    _write(msgspec.json.encode({"ok": code == 0, "findings": findings}))
    return code


def _told(findings: Iterable[Finding]) -> Iterator[Finding]:
    for finding in findings:
        remedy = f"  → {finding.remedy}" if finding.remedy else ""
        print(f"{_MARKS[finding.state]}{finding.check}: {finding.found}{remedy}", file=sys.stderr, flush=True)
        yield finding


def _exit_code(findings: Iterable[Finding]) -> int:
    return 1 if any(finding.state is State.LACKING for finding in findings) else 0


def _write(answer: bytes) -> None:
    sys.stdout.buffer.write(answer + b"\n")
    sys.stdout.flush()
