"""The secret store against the real thing: a gnome-keyring on a D-Bus of its own, and its ways to fail.

Each case runs in a process of its own under `dbus-run-session`, because a process keeps the first
session bus and the first keyring backend it has met.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROBE = """
import sys
from desktop.vault import KeyringSecretStore, SecretStoreUnavailable
store = KeyringSecretStore(limit_s=float(sys.argv[1]))
try:
    before = store.get("vault-1")
    store.put("vault-1", b"\\x00\\xff secret")
    kept = store.get("vault-1")
    store.forget("vault-1")
    store.forget("vault-1")
    print("kept", before, kept == b"\\x00\\xff secret", store.get("vault-1"))
except SecretStoreUnavailable as unavailable:
    print("unavailable", unavailable.fault)
"""
UNLOCK = (
    "printf %s {password} | gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null 2>&1; "
)
HUNG = """
from jeepney import DBusAddress, new_method_call
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection
connection = open_dbus_connection(bus="SESSION")
connection.send_and_get_reply(message_bus.RequestName("org.freedesktop.secrets"))
print("ready", flush=True)
while True:
    connection.receive()
"""
BARE_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/></policy></busconfig>
"""

needs_dbus = pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="dbus-run-session is absent")
needs_keyring = pytest.mark.skipif(
    shutil.which("gnome-keyring-daemon") is None or shutil.which("dbus-run-session") is None,
    reason="gnome-keyring or dbus-run-session is absent",
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "bare-bus.conf").write_text(BARE_BUS)
    (tmp_path / "probe.py").write_text(PROBE)
    (tmp_path / "hung.py").write_text(HUNG)
    return tmp_path


def ask(home: Path, script: str, *, session: tuple[str, ...] = (), **environment: str) -> str:
    """The probe's line, after `script` has been run by a shell in the same session."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    probe = f'exec "{sys.executable}" "{home}/probe.py"'
    done = subprocess.run(
        [
            "dbus-run-session",
            *session,
            "--",
            "bash",
            "-c",
            f"{script} {probe} {environment.pop('limit', '5')}",
        ],
        env={**kept, "HOME": str(home), "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.stdout.strip() or done.stderr


@needs_keyring
def test_an_unlocked_keyring_keeps_gives_back_and_forgets(home: Path) -> None:
    assert ask(home, UNLOCK.format(password="ci")) == "kept None True None"


@needs_keyring
def test_a_keyring_under_another_password_is_locked(home: Path) -> None:
    assert ask(home, UNLOCK.format(password="ci")).startswith("kept")
    assert ask(home, UNLOCK.format(password="other")) == "unavailable locked"


@needs_dbus
def test_a_bus_without_the_service_has_no_store(home: Path) -> None:
    bare = (f"--config-file={home}/bare-bus.conf",)
    assert ask(home, "", session=bare) == "unavailable absent"


@needs_dbus
@pytest.mark.parametrize("backend", ["null", "fail"])
def test_a_backend_that_is_not_allowed_is_not_used(home: Path, backend: str) -> None:
    chosen = {"PYTHON_KEYRING_BACKEND": f"keyring.backends.{backend}.Keyring"}
    assert ask(home, "", **chosen) == "unavailable absent"


@needs_dbus
def test_a_service_that_never_answers_is_given_up_in_time(home: Path) -> None:
    bare = (f"--config-file={home}/bare-bus.conf",)
    hung = f'"{sys.executable}" "{home}/hung.py" >"{home}/up" 2>/dev/null'
    script = f'mkfifo "{home}/up"; {hung} & read -r up <"{home}/up"; '
    assert ask(home, script, session=bare, limit="0.5") == "unavailable hung"
