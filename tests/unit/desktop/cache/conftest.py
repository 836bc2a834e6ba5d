"""A vault that is quick to open, and its cache."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.cache import Cache
from desktop.vault import UnlockedVault, Vault
from tests.unit.desktop.builders import PASSWORD, QUICK


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[UnlockedVault]:
    vault = Vault.create(tmp_path / "profile", PASSWORD, kdf=QUICK)
    yield vault
    vault.lock()


@pytest.fixture
def cache(vault: UnlockedVault) -> Iterator[Cache]:
    cache = Cache.open(vault)
    yield cache
    cache.close()
