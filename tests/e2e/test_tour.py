"""The tour through the real windows, on a fresh profile, with a screen and without one."""

from __future__ import annotations

import base64
import json
import os
import re
import select
import shutil
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from desktop.demo.office import PASSWORD
from desktop.relaunch import client_command
from gateway.service.sample_office import read_sample
from tests.e2e.ports import children, listening_sockets
from tests.e2e.readable import leaks, office_texts

PLATFORMS = ["offscreen", "xcb"]


class Toured:
    """A finished tour: what it said, what it left, and what its processes did meanwhile."""

    def __init__(self, platform: str, folder: Path) -> None:
        self.folder = folder
        self.pictures = folder / "pictures"
        self.listened: set[str] = set()
        self.started: dict[int, str] = {}
        wrapper = ["xvfb-run", "-a", "-s", "-screen 0 1600x1000x24"] if platform == "xcb" else []
        command = client_command("demo", "--tour", str(self.pictures), "--profile", str(folder / "office"))
        environment = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
        with (
            open(folder / "stdout", "w+b") as stdout,
            open(folder / "stderr", "w+b") as stderr,
            subprocess.Popen(
                [*wrapper, *command],
                stdout=stdout,
                stderr=stderr,
                env=environment | {"QT_QPA_PLATFORM": platform},
            ) as process,
        ):
            while True:
                try:
                    self.exit_code = process.wait(0.05)
                    break
                except subprocess.TimeoutExpired:
                    self._look(process.pid)
        self.said = [json.loads(line) for line in (folder / "stdout").read_bytes().splitlines()]
        self.complaints = (folder / "stderr").read_text()
        self.report = json.loads((self.pictures / "tour.json").read_bytes())

    def _look(self, pid: int) -> None:
        family = {pid: ""} | children(pid)
        for child in list(family):
            family |= children(child)
        self.started |= family
        for one, command in family.items():
            # The gateway has to listen, and so has the X server of the test; nothing else may.
            if "gateway" not in command and "Xvfb" not in command:
                self.listened |= listening_sockets(one)


@pytest.fixture(scope="module", params=PLATFORMS)
def toured(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Toured:
    if request.param == "xcb" and shutil.which("xvfb-run") is None:
        pytest.skip("xvfb-run is not installed, so there is no screen to try")
    return Toured(request.param, tmp_path_factory.mktemp(request.param))


def test_every_step_goes_well(toured: Toured) -> None:
    failed = [step for step in toured.report["steps"] if not step["ok"]]
    assert not failed, toured.complaints
    assert toured.exit_code == 0
    assert len(toured.report["steps"]) == toured.report["steps_planned"]
    assert toured.said[-1]["ok"]


def test_every_step_has_a_picture_of_the_whole_window(toured: Toured) -> None:
    for step in toured.report["steps"]:
        with Image.open(toured.pictures / step["picture"]) as picture:
            assert picture.size == (1366, 768), step["name"]
            greys = sum(count > 0 for count in picture.convert("L").histogram())
            assert greys > 16, step["name"]


def test_the_report_says_how_long_the_window_was_blocked_and_by_what(toured: Toured) -> None:
    report = toured.report
    assert isinstance(report["gui_blocked_ms_max"], int)
    assert all({"step", "ms", "cpu_ms", "where"} <= set(stall) for stall in report["gui_blocked"])
    assert set(report["versions"]) == {"sealdesk", "python", "qt", "platform"}


def test_no_client_process_ever_listens(toured: Toured) -> None:
    assert toured.listened == set()


def test_nothing_the_tour_started_outlives_it(toured: Toured) -> None:
    for pid, command in toured.started.items():
        try:
            now = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except FileNotFoundError:
            continue
        assert now != command or not re.search(r"desktop|gateway", command), command


def test_no_title_no_text_and_no_key_can_be_read_in_the_profiles(toured: Toured) -> None:
    office = toured.folder / "office"
    texts = office_texts(read_sample(datetime.now(UTC).date())) | {PASSWORD}
    assert len(texts) > 300
    for key in (office / "gateway" / "keys" / "seals").glob("*.key"):
        body = "".join(line for line in key.read_text().splitlines() if not line.startswith("-----"))
        texts |= {body[:40], body[-40:]}
        assert not leaks_bytes(office / "clients", base64.b64decode(body)[-32:])
    assert leaks(office / "clients", texts) == []


def leaks_bytes(folder: Path, secret: bytes) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and secret in path.read_bytes()]


def test_the_grep_itself_finds_what_is_there(tmp_path: Path) -> None:
    for encoding in ("utf-8", "utf-16-le", "gb18030"):
        (tmp_path / encoding).write_bytes(b"\x00\x01" + "主汛期防汛备汛".encode(encoding) + b"\xff")
    assert len(leaks(tmp_path, {"主汛期防汛备汛", "不在这里的文字"})) == 3


def test_a_killed_demonstration_leaves_no_gateway_behind(tmp_path: Path) -> None:
    command = client_command(
        "demo", "--tour", str(tmp_path / "pictures"), "--profile", str(tmp_path / "office")
    )
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    ) as demo:
        assert demo.stdout is not None
        demo.stdout.readline()  # the first step has been played, so the gateway serves
        gateways = [pid for pid, line in children(demo.pid).items() if "gateway" in line]
        demo.kill()
    assert gateways
    for pid in gateways:
        _wait_for_end_of(pid)


def _wait_for_end_of(pid: int) -> None:
    """It ends by itself; the test's own time limit is the only one."""
    if not hasattr(os, "pidfd_open"):
        pytest.skip(f"{sys.platform} cannot wait for a process that is not its child")
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return

    try:
        select.select([handle], [], [])
    finally:
        os.close(handle)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_demonstration_that_is_told_to_end_wipes_its_folder(number: signal.Signals, tmp_path: Path) -> None:
    command = client_command("demo", "--tour", str(tmp_path / "pictures"))
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "TMPDIR": str(tmp_path)}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    ) as demo:
        assert demo.stdout is not None
        demo.stdout.readline()
        assert list(tmp_path.glob("sealdesk-demonstration-*"))
        demo.send_signal(number)
        demo.stdout.read()
    assert not list(tmp_path.glob("sealdesk-demonstration-*"))
