"""The power goes between any two steps of a batch: every document is sealed once, and in the ledger."""

from __future__ import annotations

from pathlib import Path
from random import Random, SystemRandom

from desktop.workspace import Workspace, left_to_seal
from tests.batch_office import BATCH, SEAL, WITNESS, plant_batch
from tests.gateway_process import serving
from tests.integration.client.conftest import CUSTODIAN, PASSWORD, Opener
from tests.integration.client.test_kill_sealing import dies
from tests.integration.client.test_offline_sealing import ledger

COUNT, TRIED, LAST_STEP, THROUGH = 24, 6, 120, 10_000
"""A batch of three at a time asks the clock and the gateway a hundred times and more; each run tries some."""


def accounted(profile: Path, data: Path, before: int) -> int:
    """After a restart and a sync everything is settled; how many documents are left."""
    survivor = Workspace.unlock(profile, PASSWORD)
    try:
        survivor.sync()
        assert (survivor.needs_attention(), survivor.sync_status().pending) == ([], 0)
        assert [*(profile / "sealed").iterdir()] == []
        used = {entry.document_id: entry.sealed_blob for entry in ledger(data)[before:]}
        assert len(used) == len(ledger(data)[before:])
        left = left_to_seal(survivor, BATCH, SEAL)
        assert len(used) + len(left) == COUNT
        for document_id, blob in used.items():
            assert document_id is not None
            versions = survivor.document(document_id).versions
            assert [version.blob for version in versions if version.sealed] == [blob]
    finally:
        survivor.lock()
    return len(left)


def test_whatever_step_is_the_last_each_use_of_a_batch_is_whole_or_has_not_been(
    data: Path, opened: Opener
) -> None:
    seed = SystemRandom().randrange(1 << 32)
    print("seed", seed)
    random = Random(seed)
    plant_batch(data, COUNT)
    with serving(data) as up:
        witness = opened(up, WITNESS)
        witness.confirm_as_witness(BATCH, SEAL)
        witness.sync()
        custodian = opened(up, CUSTODIAN)
        profile = custodian.profile
        custodian.lock()
        before = len(ledger(data))
        steps = []
        for number in [random.randint(3, LAST_STEP) for _ in range(TRIED)]:
            steps.append((dies(profile, number, "batch"), accounted(profile, data, before)))
        print(steps)
        assert dies(profile, THROUGH, "batch") == "done"
        assert accounted(profile, data, before) == 0
