"""SM2, key derivation and the vault's file format."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks import Measurement, median_ms
from core.crypto import CHUNK_BYTES, Sm2PrivateKey, create_wrap, open_chunks, seal_chunks, sm2

_REPEATS = 7
_BATCH = 200
_MEBIBYTES = 64


def measure() -> Iterator[Measurement]:
    yield from _sm2()
    yield from _unlock()
    yield from _streams()


def _sm2() -> Iterator[Measurement]:
    key = Sm2PrivateKey.from_randomness(bytes(range(40)))
    signature = sm2.sign(key, b"message")

    def sign() -> None:
        for _ in range(_BATCH):
            sm2.sign(key, b"message")

    def verify() -> None:
        for _ in range(_BATCH):
            sm2.verify(key.point, b"message", signature)

    yield _result(f"SM2 sign ({sm2.backend()})", _BATCH * 1000 / median_ms(sign, repeats=_REPEATS), "/s")
    yield _result(f"SM2 verify ({sm2.backend()})", _BATCH * 1000 / median_ms(verify, repeats=_REPEATS), "/s")


def _unlock() -> Iterator[Measurement]:
    def wrap() -> None:
        create_wrap(b"password", bytes(32), salt=bytes(32), nonce=bytes(12))

    yield _result("password to key, default parameters", median_ms(wrap, repeats=_REPEATS), "ms")


def _streams() -> Iterator[Measurement]:
    chunk = bytes(CHUNK_BYTES)

    def seal() -> list[bytes]:
        return list(seal_chunks(bytes(32), [chunk] * _MEBIBYTES, salt=bytes(32), prefix=bytes(7)))

    sealed = seal()
    speeds = {"seal a file": seal, "open a file": lambda: list(open_chunks(bytes(32), sealed))}
    for name, work in speeds.items():
        yield _result(name, _MEBIBYTES * 1000 / median_ms(work, repeats=_REPEATS), "MiB/s")


def _result(name: str, value: float, unit: str) -> Measurement:
    return Measurement(benchmark="crypto", name=name, value=value, unit=unit, repeats=_REPEATS)
