"""A vault: made, unlocked, locked, mended, and slower with each wrong password."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.crypto import Argon2id
from desktop.vault import (
    FileDamaged,
    HeaderDamaged,
    PasswordUnfit,
    UnlockedVault,
    UnlockTooSoon,
    Vault,
    VaultAbsent,
    VaultExists,
    VaultInUse,
    VaultLocked,
    WrongPassword,
)
from desktop.vault.places import BACKUP_NAME, HEADER_NAME

QUICK = Argon2id(memory_kib=64, iterations=1, lanes=1)
PASSWORD = "正确的口令 1"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "profile"


@pytest.fixture
def vault(folder: Path) -> Iterator[UnlockedVault]:
    vault = Vault.create(folder, PASSWORD, kdf=QUICK)
    yield vault
    vault.lock()


def test_the_password_opens_the_vault_with_the_same_keys(folder: Path, vault: UnlockedVault) -> None:
    key = vault.key("database")
    vault.lock()
    reopened = Vault.unlock(folder, PASSWORD)
    assert reopened.key("database") == key
    reopened.lock()


def test_every_purpose_has_its_own_key(vault: UnlockedVault) -> None:
    assert len({vault.key(purpose) for purpose in ("database", "blobs", "names", "journal")}) == 4


def test_a_wrong_password_waits_longer_each_time_and_loses_nothing(
    folder: Path, vault: UnlockedVault
) -> None:
    vault.lock()
    delays: list[float] = []
    for _ in range(6):
        with pytest.raises(WrongPassword) as refusal:
            Vault.unlock(folder, "wrong", now=lambda: sum(delays))
        delays.append(refusal.value.delay_s)
    assert delays == [0, 1, 2, 4, 8, 16]
    Vault.unlock(folder, PASSWORD, now=lambda: sum(delays)).lock()
    assert not (folder / "attempts").exists()


def test_the_right_password_too_waits_out_the_delay(folder: Path, vault: UnlockedVault) -> None:
    vault.lock()
    for _ in range(2):
        with pytest.raises(WrongPassword):
            Vault.unlock(folder, "wrong", now=lambda: 50.0)
    with pytest.raises(UnlockTooSoon) as refusal:
        Vault.unlock(folder, PASSWORD, now=lambda: 50.25)
    assert refusal.value.delay_s == 0.75


def test_a_clock_set_back_restarts_the_wait_once(folder: Path, vault: UnlockedVault) -> None:
    vault.lock()
    for _ in range(2):
        with pytest.raises(WrongPassword):
            Vault.unlock(folder, "wrong", now=lambda: 9e9)
    with pytest.raises(UnlockTooSoon):
        Vault.unlock(folder, PASSWORD, now=lambda: 100.0)
    Vault.unlock(folder, PASSWORD, now=lambda: 101.0).lock()


@pytest.mark.parametrize("count", [b"", b"\x00", b"[]", b'{"wrong":-1}', b'{"wrong":1e400}'])
def test_a_damaged_count_of_attempts_keeps_nobody_out(
    folder: Path, vault: UnlockedVault, count: bytes
) -> None:
    vault.lock()
    (folder / "attempts").write_bytes(count)
    Vault.unlock(folder, PASSWORD).lock()


def test_a_new_password_opens_the_same_keys_and_the_old_one_no_more(
    folder: Path, vault: UnlockedVault
) -> None:
    key = vault.key("database")
    vault.change_password(PASSWORD, "another one", kdf=QUICK)
    vault.lock()
    with pytest.raises(WrongPassword):
        Vault.unlock(folder, PASSWORD)
    reopened = Vault.unlock(folder, "another one")
    assert reopened.key("database") == key
    reopened.lock()


def test_a_password_is_not_changed_by_somebody_who_does_not_know_it(vault: UnlockedVault) -> None:
    with pytest.raises(WrongPassword):
        vault.change_password("guess", "another one", kdf=QUICK)


@pytest.mark.parametrize("password", ["", "abc", "x" * 1025, "\ud800abcd"])
def test_an_unfit_password_is_refused(folder: Path, password: str) -> None:
    with pytest.raises(PasswordUnfit):
        Vault.create(folder, password, kdf=QUICK)
    assert not Vault.exists(folder)


NO_TEXT = b'{"suite":"\xff"}'  # a checksum that holds over what is no UTF-8


@pytest.mark.parametrize(
    "damage", [b"", b"SDV1", b"\x00" * 300, b"SDV1" + hashlib.sha256(NO_TEXT).digest() + NO_TEXT]
)
def test_a_damaged_header_is_mended_from_its_copy(folder: Path, vault: UnlockedVault, damage: bytes) -> None:
    vault.lock()
    whole = (folder / HEADER_NAME).read_bytes()
    (folder / HEADER_NAME).write_bytes(damage)
    Vault.unlock(folder, PASSWORD).lock()
    assert (folder / HEADER_NAME).read_bytes() == whole


def test_a_missing_header_is_mended_from_its_copy(folder: Path, vault: UnlockedVault) -> None:
    vault.lock()
    (folder / HEADER_NAME).unlink()
    assert Vault.exists(folder)
    Vault.unlock(folder, PASSWORD).lock()
    assert (folder / HEADER_NAME).exists()


def test_two_damaged_headers_are_an_error_of_their_own(folder: Path, vault: UnlockedVault) -> None:
    vault.lock()
    for name in (HEADER_NAME, BACKUP_NAME):
        content = bytearray((folder / name).read_bytes())
        content[60] ^= 1
        (folder / name).write_bytes(content)
    with pytest.raises(HeaderDamaged):
        Vault.unlock(folder, PASSWORD)


def test_a_folder_without_a_vault_says_so(tmp_path: Path) -> None:
    with pytest.raises(VaultAbsent):
        Vault.unlock(tmp_path, PASSWORD)


def test_a_second_vault_in_the_folder_is_refused(folder: Path, vault: UnlockedVault) -> None:
    vault.lock()
    with pytest.raises(VaultExists):
        Vault.create(folder, PASSWORD, kdf=QUICK)


def test_an_open_vault_is_not_opened_again(folder: Path, vault: UnlockedVault) -> None:
    with pytest.raises(VaultInUse):
        Vault.unlock(folder, PASSWORD)


def test_a_failed_unlock_leaves_the_folder_free(folder: Path, vault: UnlockedVault) -> None:
    vault.lock()
    with pytest.raises(WrongPassword):
        Vault.unlock(folder, "wrong")
    Vault.unlock(folder, PASSWORD).lock()


def test_locking_overwrites_the_keys_held(vault: UnlockedVault) -> None:
    vault.key("database")
    held = [vault._dek, *vault._keys.values()]
    vault.lock()
    assert all(not any(key) for key in held)
    with pytest.raises(VaultLocked):
        vault.key("database")


def test_small_files_come_back_and_are_bound_to_their_names(folder: Path, vault: UnlockedVault) -> None:
    vault.write_file("enrolment", "装置".encode())
    assert vault.read_file("enrolment") == "装置".encode()
    assert vault.read_file("other") is None
    (folder / "enrolment").rename(folder / "other")
    with pytest.raises(FileDamaged):
        vault.read_file("other")


def test_nothing_in_the_folder_shows_a_key_or_the_password(folder: Path, vault: UnlockedVault) -> None:
    vault.write_file("enrolment", b"a private key in PEM")
    secrets = [bytes(vault._dek), vault.key("database"), PASSWORD.encode(), b"a private key"]
    content = b"".join(path.read_bytes() for path in folder.iterdir())
    assert not any(secret in content for secret in secrets)
