"""A disk that takes no more: one declared error, and every act that was acknowledged is still there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from desktop.cache import Cache
from desktop.vault import Vault
from tests.integration.client.conftest import PASSWORD, QUICK

ROOT = Path(__file__).parents[3]
FILLING = """
import resource, sys
from pathlib import Path
from desktop.cache import Cache
from desktop.vault import DiskRefused, Vault
from tests.unit.desktop.builders import pending
vault = Vault.unlock(Path(sys.argv[1]), sys.argv[2])
cache = Cache.open(vault)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
try:
    for number in range(1, 100_000):
        cache.keep(pending(number))
        print(pending(number).id, flush=True)
except DiskRefused as refused:
    print("refused", refused.fault, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="file size limits are POSIX")
@pytest.mark.parametrize("limit", [170_000, 400_000])
def test_a_full_disk_refuses_the_act_and_keeps_the_earlier_ones(tmp_path: Path, limit: int) -> None:
    profile = tmp_path / "p"
    Vault.create(profile, PASSWORD, kdf=QUICK).lock()
    filled = subprocess.run(
        [sys.executable, "-c", FILLING, str(profile), PASSWORD, str(limit)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    *kept, last = filled.stdout.splitlines()
    assert last.startswith("refused "), filled.stderr
    assert kept
    vault = Vault.unlock(profile, PASSWORD)
    cache = Cache.open(vault)
    assert set(kept) <= {each.id for each in cache.pending()}
    cache.close()
    vault.lock()
