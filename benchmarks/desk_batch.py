"""A batch as the custodian's desk seals it, against a real gateway: asked, signed, verified, sent, recorded.

The bare cost of one document is its digest, the signature, and the sealed file written and synced. What the
desk's own process computes is told apart from waiting: the gateway verifies every file again, over TLS.
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

DOCUMENTS = 100
_PASSWORD = "a password of the benchmark"
_QUICK = Argon2id(memory_kib=64, iterations=1, lanes=1)
_SEAL = Size(45, 45)


def measure() -> Iterator[Measurement]:
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name, running_gateway(Path(name)) as gateway:
        folder = Path(name)
        plant_batch(gateway.data, DOCUMENTS)
        witness = Workspace.create(folder / "witness", _PASSWORD, gateway.enrol(WITNESS), kdf=_QUICK)
        witness.sync()
        witness.confirm_as_witness(BATCH, SEAL)
        witness.sync()
        witness.lock()
        desk = Workspace.create(folder / "desk", _PASSWORD, gateway.enrol("qh016"), kdf=_QUICK)
        try:
            desk.sync()
            yield from _measured(desk, folder)
        finally:
            desk.lock()


def _measured(desk: Workspace, folder: Path) -> Iterator[Measurement]:
    began = time.perf_counter()
    order = _order(desk)
    yield _result("looked through, a document", (time.perf_counter() - began) * 1000 / DOCUMENTS, "ms")
    signer = desk.signing_keys.signer(SEAL)
    began, busy = time.perf_counter(), time.process_time()
    report = seal_batch(desk, order, told=lambda *_: None, cancelled=lambda: False)
    whole, own = time.perf_counter() - began, time.process_time() - busy
    assert len(report.sealed) == DOCUMENTS
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
    yield _result("bare: digest, signature, write, sync", 1000 * bare / DOCUMENTS, "ms")
    yield _result("the desk's own work, a document", 1000 * own / DOCUMENTS, "ms")
    yield _result("with the gateway's, a document", 1000 * whole / DOCUMENTS, "ms")
    yield _result("the desk's own work, times the bare cost", own / bare, "x")


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


def _result(name: str, value: float, unit: str) -> Measurement:
    return Measurement(benchmark="desk_batch", name=name, value=value, unit=unit, repeats=DOCUMENTS)
