"""What is wrong gets one clear sentence with what to do, and nothing is lost."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.errors import AppError
from core.redhead import render_document
from core.sync.journal import PendingAction
from desktop.demo.errors import GatewayRefusedToStart
from desktop.demo.office import PASSWORD, SECRETARY, DemoOffice
from desktop.errors import GatewayGarbled, GatewayUnreachable, GatewayUntrusted
from desktop.relaunch import client_command
from desktop.ui.messages import explain
from desktop.vault import WrongPassword
from desktop.workspace import Workspace
from gateway import authority
from gateway.service.sample_office import read_sample
from tests.e2e.impostor import ANSWERS, impostor

MEETING = "m-1"


@pytest.fixture(scope="module")
def document() -> bytes:
    return render_document(read_sample(datetime.now(UTC).date()), "d-tongzhi")


@contextmanager
def _unlocked(office: DemoOffice) -> Iterator[Workspace]:
    workspace = Workspace.unlock(office.profile(SECRETARY), PASSWORD)
    try:
        yield workspace
    finally:
        workspace.lock()


def _says_what_to_do(error: AppError) -> bool:
    """A sentence of its own (not the fall-back with the bare code), and a remedy."""
    said = explain(error)
    return bool(said.title and said.remedy) and error.code not in said.sentence


@pytest.mark.parametrize("verb", ["inspect", "text", "render", "verify"])
@pytest.mark.parametrize("broken", ["empty", "not a zip", "truncated"])
def test_a_broken_document_gets_one_line_and_no_traceback(
    verb: str, broken: str, document: bytes, tmp_path: Path
) -> None:
    file = tmp_path / "document.ofd"
    file.write_bytes({"empty": b"", "not a zip": b"plain text", "truncated": document[:-300]}[broken])
    more = {"render": ["--out", str(tmp_path / "out")], "verify": ["--trust", str(tmp_path)]}.get(verb, [])

    done = subprocess.run(client_command(verb, str(file), *more), capture_output=True, text=True, check=False)

    assert done.returncode == 2
    assert "Traceback" not in done.stderr + done.stdout
    said = done.stderr.strip().splitlines() or done.stdout.strip().splitlines()
    assert len(said) == 1, said


def test_a_wrong_password_is_refused_and_the_right_one_still_opens(office: DemoOffice) -> None:
    office.enrol(SECRETARY)
    with pytest.raises(WrongPassword) as refused:
        Workspace.unlock(office.profile(SECRETARY), "not the password")
    assert _says_what_to_do(refused.value)
    with _unlocked(office) as workspace:
        assert workspace.agenda(MEETING)


@pytest.fixture
def acting_offline(office: DemoOffice) -> Iterator[tuple[Workspace, list[str]]]:
    """A workspace with an act that waits, its gateway stopped; afterwards the act must arrive."""
    office.enrol(SECRETARY)
    office.gateway.stop()
    with _unlocked(office) as workspace:
        item = workspace.agenda(MEETING)[1].item
        workspace.set_agenda_duration(item.id, item.duration_min % 400 + 7)
        yield workspace, [item.id]
        assert workspace.is_pending(item.id)
        office.gateway.start()
        workspace.sync()
        assert not workspace.is_pending(item.id)
        assert workspace.needs_attention() == list[PendingAction]()


def test_a_gateway_that_is_down_loses_nothing(acting_offline: tuple[Workspace, list[str]]) -> None:
    workspace, _ = acting_offline
    with pytest.raises(GatewayUnreachable) as refused:
        workspace.sync()
    assert _says_what_to_do(refused.value)


@pytest.mark.parametrize("answer", ANSWERS)
def test_a_gateway_that_answers_garbage_loses_nothing(
    answer: str, office: DemoOffice, acting_offline: tuple[Workspace, list[str]]
) -> None:
    workspace, _ = acting_offline
    keys = office.gateway.data / "keys"
    with (
        impostor(keys / "server.pem", keys / "server.key", office.gateway.port, ANSWERS[answer]),
        pytest.raises((GatewayGarbled, GatewayUnreachable)) as refused,
    ):
        workspace.sync()
    assert _says_what_to_do(refused.value)


def test_a_gateway_with_another_certificate_is_told_nothing(
    office: DemoOffice, acting_offline: tuple[Workspace, list[str]], tmp_path: Path
) -> None:
    workspace, _ = acting_offline
    now = datetime.now(UTC)
    server = authority.new_server(authority.new_authority(now), ("127.0.0.1",), now)
    certificate, key = tmp_path / "server.pem", tmp_path / "server.key"
    certificate.write_bytes(server.certificate_pem)
    key.write_bytes(server.key_pem)
    with (
        impostor(certificate, key, office.gateway.port, b""),
        pytest.raises(GatewayUntrusted) as refused,
    ):
        workspace.sync()
    assert _says_what_to_do(refused.value)


def test_a_file_that_is_no_document_is_refused_before_anything_opens(
    office: DemoOffice, tmp_path: Path
) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("nothing")
    with pytest.raises(GatewayRefusedToStart) as refused:
        office.add([file])
    assert "neither OFD nor PDF" in refused.value.said


def test_a_bad_document_on_the_command_line_is_named_and_nothing_is_left_behind(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("nothing")
    command = client_command("demo", "--tour", str(tmp_path / "pictures"), "--document", str(file))
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "TMPDIR": str(tmp_path)}

    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)

    assert done.returncode == 2
    assert "neither OFD nor PDF" in done.stderr.splitlines()[-1]
    assert not list(tmp_path.glob("sealdesk-demonstration-*"))


def test_a_folder_that_holds_something_else_is_not_taken_for_a_demonstration(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    command = client_command("demo", "--tour", str(tmp_path / "pictures"), "--profile", str(tmp_path))

    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 2
    assert "cannot be used" in done.stderr.splitlines()[-1]
    assert (tmp_path / "letter.txt").read_text() == "mine"
