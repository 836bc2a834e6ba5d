"""kill -9 while somebody marks a page: what was kept is kept, whole, also without the database."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from random import Random, SystemRandom

from core.ofd import unpack_marks
from desktop.cache import Cache
from desktop.vault import Vault
from tests.unit.desktop.builders import PASSWORD, QUICK

ROOT = Path(__file__).parents[3]
KILLS = 12


def _told_before_the_kill(profile: Path, random: Random) -> int:
    """How many marks the client had told of when it was killed."""
    client = subprocess.Popen(
        [sys.executable, "-m", "tests.integration.client.busy_marker", str(profile), PASSWORD],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert client.stdout is not None
    with client.stdout:
        told = [client.stdout.readline() for _ in range(random.randint(1, 20))]
        client.kill()
        told += client.stdout.readlines()
    client.wait()
    return int([line for line in told if line.endswith("\n")][-1])


def test_no_kept_mark_is_lost(tmp_path: Path) -> None:
    seed = SystemRandom().randrange(1 << 32)
    print("seed", seed)
    random = Random(seed)
    profile = tmp_path / "profile"
    Vault.create(profile, PASSWORD, kdf=QUICK).lock()
    for _ in range(KILLS):
        told = _told_before_the_kill(profile, random)
        if random.random() < 0.5:
            (profile / "cache.db").unlink()
        vault = Vault.unlock(profile, PASSWORD)
        cache = Cache.open(vault)
        layer = cache.annotation_layer("doc-1", "a")
        assert (len(unpack_marks(layer)) if layer else 0) in (told, (told + 1) % 5)
        cache.close()
        vault.lock()
        assert not list((profile / "layers").glob("*.tmp"))
