"""`sealdesk doctor` on this machine, and its judgements about others."""

from __future__ import annotations

import json
import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.checkup import CHECKS, State, run_check
from desktop.checkup.fonts import TYPEFACES, judge
from desktop.checkup.stores import judge_clock
from desktop.checkup.toolkit import package_remedy
from desktop.relaunch import client_command
from tests.devices.tokens import soft_token


def test_doctor_answers_one_json_document_and_one_line_for_each_finding() -> None:
    done = subprocess.run(client_command("doctor"), capture_output=True, check=False)

    report = json.loads(done.stdout)
    assert len(report["findings"]) == len(done.stderr.splitlines())
    assert done.returncode == (0 if report["ok"] else 1)


def test_doctor_finds_nothing_lacking_on_a_machine_that_was_set_up() -> None:
    done = subprocess.run(client_command("doctor"), capture_output=True, check=False)

    lacking = [found for found in json.loads(done.stdout)["findings"] if found["state"] == "lacking"]
    assert lacking == []


@pytest.mark.parametrize("name", sorted(set(CHECKS) - {"fonts", "keyring"}))
def test_every_check_answers_in_this_process_too(name: str) -> None:
    assert all(finding.check.split(".")[0] == name for finding in run_check(name))


def test_a_token_is_reported_with_its_tries_and_none_is_used_up(tmp_path: Path) -> None:
    folder = tmp_path / "token"
    folder.mkdir()
    token = soft_token(folder, tmp_path)
    token.profile(tmp_path / "home" / "tokens" / "key.toml")
    (tmp_path / "home" / "tokens" / "wrong.toml").write_text("nothing")

    def looked() -> list[dict[str, str]]:
        done = subprocess.run(
            client_command("doctor", "--check", "tokens"),
            capture_output=True,
            check=False,
            env=os.environ | {"SEALDESK_PROFILE": str(tmp_path / "home")},
        )
        found: list[dict[str, str]] = json.loads(done.stdout)
        return found

    wrong, found = looked()
    assert (wrong["state"], found["state"]) == ("advice", "ok")
    assert "SoftKey0, 3 PIN tries left" in found["found"]
    token.pull()
    assert "nothing plugged in" in looked()[1]["found"]
    token.library.write_bytes(b"another")
    assert "digest" in looked()[1]["found"]
    assert token.tries_left == 3


def test_what_is_not_well_has_a_remedy() -> None:
    for typeface in TYPEFACES:
        for families in (frozenset(typeface.resembling), frozenset[str]()):
            assert judge(typeface, families).remedy


def test_a_licensed_typeface_is_preferred_to_one_that_resembles_it() -> None:
    song = TYPEFACES[0]
    assert judge(song, {*song.true, *song.resembling}).state is State.OK


def test_a_clock_before_the_program_was_made_is_wrong() -> None:
    assert judge_clock(datetime(1970, 1, 1, tzinfo=UTC)).state is State.LACKING
    assert judge_clock(datetime(2026, 6, 17, tzinfo=UTC)).state is State.OK


@pytest.mark.parametrize(
    ("library", "package"),
    [
        ("libxcb-cursor.so.0", "libxcb-cursor0"),
        ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
        ("libdbus-1.so.3", "libdbus-1-3"),
        ("libEGL.so.1", "libegl1"),
        ("libglib-2.0.so.0", "libglib2.0-0"),
        ("libX11-xcb.so.1", "libx11-xcb1"),
    ],
)
def test_a_missing_library_is_named_by_its_debian_package(library: str, package: str) -> None:
    message = f"{library}: cannot open shared object file: No such file or directory"
    assert package_remedy(message) == f"apt-get install {package}"
