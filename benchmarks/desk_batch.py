"""A batch as the custodian's desk seals it, against a real gateway: asked, signed, verified, sent, recorded.

The bare cost of one document is its digest, the signature, and the sealed file written and synced. What the
desk's own process computes is told apart from what the gateway's does, which verifies every file again, and
from the whole, in which the two work at the same time.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks import Measurement
from core.crypto import Argon2id
from core.office import UseKind
from core.seal import Anchor, PlacementRule, Size, places_by
from desktop.workspace import BatchItem, BatchOrder, Workspace, left_to_seal, seal_batch
from tests.batch_office import BATCH, SEAL, WITNESS, plant_batch
from tests.gateway_process import running_gateway

DOCUMENTS = (100, 500)
_PASSWORD = "a password of the benchmark"
_QUICK = Argon2id(memory_kib=64, iterations=1, lanes=1)
_SEAL = Size(45, 45)


def measure() -> Iterator[Measurement]:
    for count in DOCUMENTS:
        yield from _batch_of(count)


def _batch_of(count: int) -> Iterator[Measurement]:
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name, running_gateway(Path(name)) as gateway:
        folder = Path(name)
        plant_batch(gateway.data, count)
        witness = Workspace.create(folder / "witness", _PASSWORD, gateway.enrol(WITNESS), kdf=_QUICK)
        witness.sync()
        witness.confirm_as_witness(BATCH, SEAL)
        witness.sync()
        witness.lock()
        desk = Workspace.create(folder / "desk", _PASSWORD, gateway.enrol("qh016"), kdf=_QUICK)
        try:
            desk.sync()
            yield from _measured(desk, folder, gateway.process.pid, count)
        finally:
            desk.lock()


def _measured(desk: Workspace, folder: Path, gateway: int, count: int) -> Iterator[Measurement]:
    def result(name: str, value: float, unit: str) -> Measurement:
        name = f"{count} documents: {name}"
        return Measurement(benchmark="desk_batch", name=name, value=value, unit=unit, repeats=count)

    began = time.perf_counter()
    order = _order(desk)
    yield result("looked through, each", (time.perf_counter() - began) * 1000 / count, "ms")
    signer = desk.signing_keys.signer(SEAL)
    served, began, busy = _cpu_seconds(gateway), time.perf_counter(), time.process_time()
    report = seal_batch(desk, order, told=lambda *_: None, cancelled=lambda: False)
    whole, own = time.perf_counter() - began, time.process_time() - busy
    served = _cpu_seconds(gateway) - served
    assert len(report.sealed) == count
    files = []
    for document_id in report.sealed:
        current = desk.document(document_id).current
        assert current is not None
        files.append(desk.file(current.blob))
    began = time.perf_counter()
    for number, content in enumerate(files):
        signer.sign_e(hashlib.sha256(content).digest())
        with (folder / f"{number}.ofd").open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    bare = time.perf_counter() - began
    yield result("bare: digest, signature, write, sync", 1000 * bare / count, "ms")
    yield result("processor time of the desk, each", 1000 * own / count, "ms")
    yield result("processor time of the gateway, each", 1000 * served / count, "ms")
    yield result("from begin to end, each", 1000 * whole / count, "ms")
    yield result("from begin to end, times the bare cost", whole / bare, "x")


def _order(desk: Workspace) -> BatchOrder:
    rule = PlacementRule(anchor=Anchor.DATE)
    items = (
        BatchItem(
            document_id=document_id,
            placements=places_by(rule, desk.sealing_subject(BATCH, document_id).original, _SEAL),
            kinds=(UseKind.CLOSING,),
        )
        for document_id in left_to_seal(desk, BATCH, SEAL)
    )
    return BatchOrder(request_id=BATCH, seal_id=SEAL, items=tuple(items))


def _cpu_seconds(pid: int) -> float:
    """What a process has computed so far, as Linux tells it."""
    user, system = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
