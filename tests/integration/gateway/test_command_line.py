"""`sealdesk-gateway` as an administrator uses it: verbs, answers, exit codes."""

from __future__ import annotations

import json
import signal
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace

from core.office import ESeal, LedgerEntry, OfflineGrace
from core.sync.wire import decode_kit
from gateway.store import Store, head_revision
from tests.gateway_process import serving, verb


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "gateway", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_the_data_folder_is_closed_to_others(sample_folder: Path) -> None:
    for path in (sample_folder, *sample_folder.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


def test_init_never_writes_over_anything(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("data")
    done = _run("init", "--data", str(tmp_path))
    assert done.returncode == 2
    assert "not empty" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["precious"]


def test_an_office_without_the_sample_is_empty_and_serves(tmp_path: Path) -> None:
    verb("init", tmp_path / "gateway")
    with serving(tmp_path / "gateway") as gateway:
        assert gateway.url.startswith("https://127.0.0.1:")


def test_the_sample_office_moves_to_the_day_it_is_told(tmp_path: Path) -> None:
    verb("init", tmp_path / "gateway", "--sample-office", "--today", "2026-06-17")
    with serving(tmp_path / "gateway") as gateway, gateway.store() as store, store.reading() as transaction:
        stored = transaction.records.find("m-1")
    assert stored is not None
    assert getattr(stored.record, "opens_at").isoformat() == "2026-06-24T09:00:00+08:00"  # noqa: B009


def test_a_kit_is_written_for_its_owner_only(sample_folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "kit.json"
    arguments = ("--account", "qh016", "--out", str(out), "--url", "https://127.0.0.1:8443")
    answer = verb("enrol", sample_folder, *arguments)
    kit = decode_kit(out.read_bytes())
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert (answer["person_id"], kit.person_id, kit.device_id) == ("u-16", "u-16", answer["device_id"])
    assert {key.seal_id for key in kit.seal_keys} == {"s-qh", "s-office", "s-head"}
    assert (len(kit.trust_pem), len(kit.maker_pem)) == (2, 1)
    assert len(kit.crl_pem) == 2


def test_only_custodians_get_seal_keys(sample_folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "kit.json"
    verb("enrol", sample_folder, "--account", "qh019", "--out", str(out), "--url", "https://127.0.0.1:8443")
    assert decode_kit(out.read_bytes()).seal_keys == ()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("enrol", "--account", "nobody", "--out", "x", "--url", "https://h"), "no account nobody"),
        (("enrol", "--account", "qh001", "--out", "x"), "address is not known"),
        (("revoke", "--device", "none"), "no device none"),
        (("serve", "--config", "/nonexistent.toml"), "cannot be used as configuration"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    sample_folder: Path, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    done = _run(*arguments, "--data", str(sample_folder))
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_folder_that_is_no_gateway_is_named(tmp_path: Path) -> None:
    for name in ("serve", "doctor"):
        done = _run(name, "--data", str(tmp_path))
        assert done.returncode == 2
        assert "not a gateway's data folder" in done.stderr


def test_settings_nobody_knows_are_refused(tmp_path: Path) -> None:
    config = tmp_path / "gateway.toml"
    config.write_text("prot = 8443\n")
    done = _run("init", "--data", str(tmp_path / "data"), "--config", str(config))
    assert done.returncode == 2
    assert "prot" in done.stderr


def test_the_doctor_finds_an_open_folder_and_a_missing_file(data: Path) -> None:
    sound = _run("doctor", "--data", str(data))
    assert sound.returncode == 0, sound.stdout
    data.chmod(0o755)
    next(path for path in (data / "blobs").rglob("*") if path.is_file()).unlink()
    done = _run("doctor", "--data", str(data))
    checks = {each["check"]: each for each in map(json.loads, done.stdout.splitlines())}
    assert done.returncode == 1
    assert {name for name, check in checks.items() if not check["ok"]} == {
        "data folder closed to others",
        "every named file is held",
    }


def test_two_gateways_cannot_share_a_port(sample_folder: Path) -> None:
    with serving(sample_folder) as gateway:
        port = gateway.url.rpartition(":")[2]
        done = _run("serve", "--data", str(sample_folder), "--port", port)
    assert done.returncode == 2
    assert "cannot listen" in done.stderr


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_it_cleanly(sample_folder: Path, number: signal.Signals) -> None:
    with serving(sample_folder) as gateway:
        gateway.process.send_signal(number)
        assert gateway.process.wait(15) == 0


def test_it_stops_when_its_parent_is_gone(sample_folder: Path) -> None:
    with serving(sample_folder) as gateway:
        assert gateway.process.stdin is not None
        gateway.process.stdin.close()
        assert gateway.process.wait(15) == 0


def test_a_lost_server_certificate_keeps_it_from_starting(data: Path) -> None:
    (data / "keys" / "server.pem").unlink()
    done = _run("serve", "--data", str(data), "--port", "0")
    assert done.returncode == 2
    assert "missing or damaged" in done.stderr


def test_the_doctor_finds_a_changed_ledger(data: Path) -> None:
    with closing(Store(data / "store.sqlite")) as store, store.writing() as transaction:
        entry = min(transaction.records.of_type(LedgerEntry), key=lambda one: one.sequence_no)
        transaction.records.put(replace(entry, witness_id="u-13"))
    done = _run("doctor", "--data", str(data))
    checks = {each["check"]: each["ok"] for each in map(json.loads, done.stdout.splitlines())}
    assert [name for name, ok in checks.items() if not ok] == ["seal ledger is unbroken"]


def test_migrating_what_is_current_changes_nothing(sample_folder: Path) -> None:
    answer = verb("migrate", sample_folder)
    assert answer["before"] == answer["after"] == head_revision()


def test_a_store_that_is_none_is_named(data: Path) -> None:
    for beside in data.glob("store.sqlite*"):
        beside.write_bytes(b"no database at all" * 300)
    done = _run("serve", "--data", str(data), "--port", "0")
    assert done.returncode == 2
    assert "cannot be read as a store" in done.stderr


def test_what_an_administrator_decides_is_written_down_and_shown(data: Path) -> None:
    assert verb("policy", data) == {
        "weakened_display": False,
        "expiry_notice_days": 60,
        "demand_time_stamps": False,
    }
    options = ("--weakened-display", "on", "--expiry-notice-days", "30", "--demand-time-stamps", "on")
    changed = verb("policy", data, *options)
    assert changed == verb("policy", data)
    assert changed == {"weakened_display": True, "expiry_notice_days": 30, "demand_time_stamps": True}
    assert verb("time-stamps", data, "--seal", "s-qh", "--demand", "on")["demand_time_stamps"] is True
    verb("grace", data, "--seal", "s-qh", "--uses", "3", "--hours", "12")
    verb("prints", data, "--document", "d-tongzhi", "--copies", "2")
    with closing(Store(data / "store.sqlite")) as store, store.reading() as transaction:
        seal, document = (transaction.records.find(one) for one in ("s-qh", "d-tongzhi"))
    assert seal is not None
    assert isinstance(seal.record, ESeal)
    assert seal.record.offline_grace == OfflineGrace(uses_max=3, hours_max=12)
    assert seal.record.demands_time_stamp
    assert document is not None
    assert getattr(document.record, "prints_per_receiver", None) == 2
    verb("grace", data, "--seal", "s-qh", "--uses", "0")
    with closing(Store(data / "store.sqlite")) as store, store.reading() as transaction:
        seal = transaction.records.find("s-qh")
    assert seal is not None
    assert getattr(seal.record, "offline_grace", "missing") is None
    unknown = _run("grace", "--data", str(data), "--seal", "s-none", "--uses", "1")
    assert (unknown.returncode, "there is no s-none" in unknown.stderr) == (2, True)
