"""The walls around the worker hold, as far as this kernel has them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.reading import ReadingWorker

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the walls are Linux's")

INSIDE = """
import json, os, socket, sys, threading
from pathlib import Path
from desktop.reading.confine import confine

report = confine([Path(sys.prefix), Path(sys.base_prefix), Path("/usr"), Path("/lib")])
def tried(act):
    try:
        act()
    except OSError as error:
        return type(error).__name__
    return "done"
answers = {
    "socket": tried(lambda: socket.socket()),
    "unix socket": tried(lambda: socket.socket(socket.AF_UNIX)),
    "fork": tried(lambda: os.fork() or os._exit(0)),
    "exec": tried(lambda: os.execv("/bin/true", ["true"])),
    "kill": tried(lambda: os.kill(os.getppid(), 0)),
    "write": tried(lambda: open("written-by-a-confined-process", "wb")),
    "delete": tried(lambda: os.unlink("/nonexistent-file")),
    "memory": tried(lambda: os.memfd_create("x")),
    "read a secret": tried(lambda: open("/etc/passwd").read()),
    "read the program": tried(lambda: open(sys.executable, "rb").close()),
}
thread = threading.Thread(target=answers.__setitem__, args=("thread", "done"))
thread.start()
thread.join()
print(json.dumps([answers, report.seccomp, report.landlock, report.limits]))
"""


def test_a_confined_process_has_no_network_no_children_and_no_files(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", INSIDE], capture_output=True, text=True, cwd=tmp_path, check=True
    )
    answers, seccomp, landlock, limits = json.loads(ran.stdout)
    assert answers["thread"] == answers["read the program"] == "done"
    assert limits.startswith("memory")
    if not seccomp.startswith("none"):
        for act in ("socket", "unix socket", "fork", "exec", "kill", "write", "delete", "memory"):
            assert answers[act] == "PermissionError", act
    if not landlock.startswith("none"):
        assert answers["read a secret"] == "PermissionError"


def test_the_worker_says_which_walls_stand() -> None:
    worker = ReadingWorker()
    try:
        report = worker.confinement_report()
    finally:
        worker.stop()
    assert report.no_new_privileges == report.not_dumpable == "active"
    assert report.seccomp
    assert report.landlock


def test_the_worker_gets_nothing_of_our_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEALDESK_SECRET", "hidden")
    worker = ReadingWorker(
        command=[sys.executable, "-c", "import os; os._exit(9 if 'SEALDESK_SECRET' in os.environ else 7)"]
    )
    try:
        with pytest.raises(Exception, match="worker_died") as died:
            worker.confinement_report()
    finally:
        worker.stop()
    assert died.value.facts() == {"status": 7}  # type: ignore[attr-defined]


def test_a_forked_worker_keeps_nothing_of_our_environment_in_its_memory() -> None:
    script = (
        "import os\n"
        "from desktop.reading.ahead import empty_environment\n"
        "empty_environment()\n"
        "print(open('/proc/self/environ', 'rb').read().strip(b'\\0'), sorted(os.environ))"
    )
    environment = {
        "SEALDESK_SECRET": "0815-secret",
        "HOME": "/nowhere",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    ran = subprocess.run(
        [sys.executable, "-c", script],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert ran.stdout.strip() == "b'' ['HOME', 'LANG', 'QT_QPA_PLATFORM']"
