"""What this device remembers: a way in beside the password, never instead of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.vault import NotRemembered, SecretStoreUnavailable, UnlockedVault, Vault
from tests.unit.desktop.builders import PASSWORD, QUICK


class StoreInMemory:
    """A secret store; `gone` makes it fail as one that has vanished."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        self.gone = False

    def put(self, vault_id: str, secret: bytes) -> None:
        self._require()
        self.kept[vault_id] = secret

    def get(self, vault_id: str) -> bytes | None:
        self._require()
        return self.kept.get(vault_id)

    def forget(self, vault_id: str) -> None:
        self._require()
        self.kept.pop(vault_id, None)

    def _require(self) -> None:
        if self.gone:
            raise SecretStoreUnavailable("absent")


@pytest.fixture
def store() -> StoreInMemory:
    return StoreInMemory()


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[UnlockedVault]:
    vault = Vault.create(tmp_path / "profile", PASSWORD, kdf=QUICK)
    yield vault
    vault.lock()


def test_a_remembered_vault_opens_without_the_password(vault: UnlockedVault, store: StoreInMemory) -> None:
    key = vault.key("database")
    vault.remember(store)
    vault.lock()
    again = Vault.unlock_remembered(vault.folder, store)
    assert again.key("database") == key
    assert again.remembered
    again.lock()


def test_the_password_works_when_the_store_has_gone(vault: UnlockedVault, store: StoreInMemory) -> None:
    vault.remember(store)
    vault.lock()
    store.gone = True
    with pytest.raises(SecretStoreUnavailable):
        Vault.unlock_remembered(vault.folder, store)
    Vault.unlock(vault.folder, PASSWORD).lock()


def test_a_store_that_fails_leaves_everything_as_it_was(vault: UnlockedVault, store: StoreInMemory) -> None:
    store.gone = True
    with pytest.raises(SecretStoreUnavailable):
        vault.remember(store)
    assert not vault.remembered


@pytest.mark.parametrize("damage", [b"", b"short", bytes(32)])
def test_another_secret_does_not_open_it(vault: UnlockedVault, store: StoreInMemory, damage: bytes) -> None:
    vault.remember(store)
    vault.lock()
    store.kept = dict.fromkeys(store.kept, damage)
    with pytest.raises(NotRemembered):
        Vault.unlock_remembered(vault.folder, store)
    Vault.unlock(vault.folder, PASSWORD).lock()


def test_a_forgotten_vault_asks_for_the_password_even_if_the_store_still_knows(
    vault: UnlockedVault, store: StoreInMemory
) -> None:
    vault.remember(store)
    known = dict(store.kept)
    vault.forget(store)
    vault.lock()
    assert store.kept == {}
    store.kept = known
    with pytest.raises(NotRemembered):
        Vault.unlock_remembered(vault.folder, store)


def test_a_new_password_leaves_the_device_remembered(vault: UnlockedVault, store: StoreInMemory) -> None:
    vault.remember(store)
    vault.change_password(PASSWORD, "another one", kdf=QUICK)
    vault.lock()
    Vault.unlock_remembered(vault.folder, store).lock()
    Vault.unlock(vault.folder, "another one").lock()


def test_a_vault_that_was_never_remembered_says_so(vault: UnlockedVault, store: StoreInMemory) -> None:
    vault.lock()
    with pytest.raises(NotRemembered):
        Vault.unlock_remembered(vault.folder, store)
