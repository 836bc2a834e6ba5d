"""Sealing five hundred documents one after the other with a software key, against what could not be saved.

The bare cost of one is its digest, the signature, and the sealed file written and synced: what any program
that seals has to do. Both are taken in turn, document by document, so that a slow moment hits both.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from benchmarks import Measurement
from benchmarks.sm2 import NOW, office_and_trust, written_document
from core.crypto import sm2
from core.ofd.display import Box
from core.seal import Placement, Trust, Verdict, finish, prepare, verify_document
from core.seal.issue import SampleTrust

DOCUMENTS = 500
_Result = TypeVar("_Result")
_PLACE = Placement(0, Box(120, 200, 42, 42))


def measure() -> Iterator[Measurement]:
    office, trust = office_and_trust()
    documents = [written_document(number) for number in range(DOCUMENTS)]
    bare = sealed = verified = 0.0
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        run = _Run(office, trust, Path(folder))
        run.seal(documents[0])
        for document in documents:
            content, took = _timed(partial(run.seal, document))
            sealed += took
            bare += _timed(partial(run.bare, document, content))[1]
            verified += _timed(partial(run.check, content))[1]
    yield _result("bare: digest, signature, write, sync", 1000 * bare / DOCUMENTS, "ms")
    yield _result("sealed, written, synced", 1000 * sealed / DOCUMENTS, "ms")
    yield _result("and verified before it is written", 1000 * (sealed + verified) / DOCUMENTS, "ms")
    yield _result("sealing, times the bare cost", sealed / bare, "x")
    yield _result("sealing and verifying, times the bare cost", (sealed + verified) / bare, "x")
    yield _result(f"{DOCUMENTS} documents, sealed and verified", sealed + verified, "s")


class _Run:
    """One sealer at work in a folder."""

    def __init__(self, office: SampleTrust, trust: Trust, folder: Path) -> None:
        self._sealer, self._seal, self._trust = office.sealers["u"], office.seals["s"], trust
        self._sign = sm2.signing(self._sealer.key)
        self._path = folder / "sealed.ofd"

    def seal(self, document: bytes) -> bytes:
        prepared = prepare(
            document,
            seal=self._seal,
            placements=[_PLACE],
            signer_certificate=self._sealer.certificate,
            now=NOW,
        )
        numbers = sm2.decode_signature(self._sign(prepared.e))
        assert numbers is not None
        content = finish(prepared, numbers)
        self._write(content)
        return content

    def bare(self, document: bytes, content: bytes) -> None:
        self._sign(sm2.sm3(document))
        self._write(content)

    def check(self, content: bytes) -> None:
        """What the desktop does with each before it leaves the machine."""
        assert verify_document(content, self._trust, NOW).verdict is Verdict.VALID

    def _write(self, content: bytes) -> None:
        with self._path.open("wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())


def _timed(work: Callable[[], _Result]) -> tuple[_Result, float]:
    began = perf_counter()
    return work(), perf_counter() - began


def _result(name: str, value: float, unit: str) -> Measurement:
    return Measurement(benchmark="batch", name=name, value=value, unit=unit, repeats=DOCUMENTS)
