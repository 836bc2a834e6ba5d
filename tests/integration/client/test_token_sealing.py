"""Sealing from the workspace with a token: pulled out, mistyped and plugged in again on the way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.crypto import parse_certificate, read_private_key
from core.seal import Verdict
from core.seal.placement import Size, place_at
from core.seal.sealing import page_sizes
from core.sync.wire import decode_kit
from desktop.devices import PinRequired, PinWrong, SealDeviceAbsent
from desktop.errors import SealKeyAbsent
from desktop.workspace import PreparedSealing, SealingState, Workspace
from tests.devices.tokens import PIN, SoftToken, soft_token
from tests.gateway_process import serving, verb
from tests.integration.client.conftest import CUSTODIAN, Opener

REQUEST, DOCUMENT, SEAL, TOKEN = "sr-1", "d-pifu", "s-qh", "测试钥匙"


@pytest.fixture
def custodian(data: Path, opened: Opener) -> Iterator[Workspace]:
    with serving(data) as gateway:
        yield opened(gateway, CUSTODIAN)


@pytest.fixture
def token(custodian: Workspace, data: Path, tmp_path: Path) -> SoftToken:
    """A token that holds the custodian's own key, known to the workspace."""
    kit_file = tmp_path / "kit.json"
    verb("enrol", data, "--account", CUSTODIAN, "--out", str(kit_file), "--url", custodian.gateway_url)
    key = next(each for each in decode_kit(kit_file.read_bytes()).seal_keys if each.seal_id == SEAL)
    folder = tmp_path / "token"
    folder.mkdir()
    made = soft_token(
        folder,
        tmp_path,
        certificate=parse_certificate(key.certificate_pem.encode()).raw,
        key=read_private_key(key.private_key_pem.encode()),
    )
    custodian.signing_keys.set_tokens([made.driver()])
    return made


def prepared(workspace: Workspace) -> PreparedSealing:
    subject = workspace.sealing_subject(REQUEST)
    seal = next(each for each in subject.seals if each.id == SEAL)
    pages = page_sizes(subject.original)
    stamp = place_at(len(pages) - 1, 110, 190, Size(seal.width_mm, seal.height_mm), pages)
    return workspace.prepare_sealing(REQUEST, [stamp], seal_id=SEAL, signer=TOKEN)


def test_a_token_pulled_out_and_mistyped_between_the_steps_seals_in_the_end_and_once(
    custodian: Workspace, token: SoftToken
) -> None:
    keys, before = custodian.signing_keys, custodian.ledger()
    waiting = prepared(custodian)
    with pytest.raises(PinRequired):
        custodian.apply_seal(waiting)
    with pytest.raises(PinWrong) as wrong:
        keys.unlock(SEAL, TOKEN, "00000000")
    assert wrong.value.tries_left == 2
    assert not keys.unlock(SEAL, TOKEN, PIN).needs_pin
    token.pull()
    with pytest.raises(SealDeviceAbsent):
        custodian.apply_seal(waiting)
    assert custodian.ledger() == before
    assert custodian.sync_status().pending == 0
    token.plug()
    assert keys.look(SEAL, TOKEN).needs_pin
    keys.unlock(SEAL, TOKEN, PIN)

    outcome = custodian.apply_seal(waiting)

    assert outcome.state is SealingState.CONFIRMED
    assert outcome.report.verdict is Verdict.VALID
    assert custodian.ledger()[0].sealed_blob == outcome.sealed_blob
    assert custodian.ledger()[1:] == before
    assert len(custodian.document(DOCUMENT).versions) == 2


def test_tokens_stand_before_the_software_key_and_say_whose_they_are(
    custodian: Workspace, token: SoftToken
) -> None:
    keys = custodian.signing_keys
    assert [(each.id, each.kind) for each in keys.choices(SEAL)] == [(TOKEN, "skf"), ("", "software")]
    software, token_state = keys.look(SEAL, ""), keys.look(SEAL, TOKEN)
    assert software.signer == token_state.signer
    assert (software.needs_pin, token_state.needs_pin, token_state.tries_left) == (False, True, 3)


def test_locking_the_workspace_logs_out_of_the_token(custodian: Workspace, token: SoftToken) -> None:
    keys = custodian.signing_keys
    keys.unlock(SEAL, TOKEN, PIN)
    custodian.lock()
    assert keys.signer(SEAL, TOKEN).needs_pin


def test_a_token_that_is_not_set_up_is_no_key(custodian: Workspace) -> None:
    with pytest.raises(SealKeyAbsent):
        prepared(custodian)
