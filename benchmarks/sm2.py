"""SM2 against `openssl speed sm2`, and what sealing and verifying a document take."""

from __future__ import annotations

import re
import secrets
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from statistics import median

from benchmarks import Measurement, median_ms
from core.crypto import Sm2PrivateKey, parse_certificate, parse_crl, sm2
from core.ofd.display import Box
from core.ofd.write import write_ofd
from core.ofd.written import DocInfo, WrittenPage, WrittenText
from core.seal import (
    Placement,
    SampleTrust,
    SealOrder,
    SealPicture,
    Trust,
    finish,
    issue_sample_seals,
    prepare,
    verify_document,
)

_REPEATS = 7
_BATCH = 200
_PAGES = 5
NOW = datetime(2026, 11, 21, tzinfo=UTC)
_SPEED = re.compile(r"CurveSM2\)\s+\S+\s+\S+\s+([\d.]+)\s+([\d.]+)")


def measure() -> Iterator[Measurement]:
    yield from _against_openssl()
    yield from _documents()


def _against_openssl() -> Iterator[Measurement]:
    key = Sm2PrivateKey.from_randomness(bytes(range(40)))
    e = sm2.digest_e(key.point, b"message")
    signature = sm2.sign_digest(key, e)
    sign_e = sm2.signing(key)
    signs = _per_second(lambda: sign_e(e))
    verifies = _per_second(lambda: sm2.verify_digest(key.point, e, signature))
    yield _result(f"sign e ({sm2.backend()})", signs, "/s")
    yield _result(f"verify e ({sm2.backend()})", verifies, "/s")
    plain = sm2.PlainPython()
    yield _result("verify e (python)", _per_second(lambda: plain.verify_e(key.point, e, signature)), "/s")
    ceiling = _openssl_speed()
    if ceiling is not None:
        yield _result("sign e, share of openssl speed", 100 * signs / ceiling[0], "%")
        yield _result("verify e, share of openssl speed", 100 * verifies / ceiling[1], "%")


def _documents() -> Iterator[Measurement]:
    office, trust = office_and_trust()
    document = written_document()

    def seal() -> bytes:
        prepared = prepare(
            document,
            seal=office.seals["s"],
            placements=[Placement(0, Box(120, 200, 42, 42))],
            signer_certificate=office.sealers["u"].certificate,
            now=NOW,
        )
        numbers = sm2.decode_signature(sm2.sign_digest(office.sealers["u"].key, prepared.e))
        assert numbers is not None
        return finish(prepared, numbers)

    sealed = seal()
    yield _result(f"seal a document of {_PAGES} pages", median_ms(seal, repeats=_REPEATS), "ms")
    judged = median_ms(lambda: verify_document(sealed, trust, NOW), repeats=_REPEATS)
    yield _result(f"verify a document of {_PAGES} pages", judged, "ms")
    yield _result("documents verified", 1000 / judged, "/s")


def office_and_trust() -> tuple[SampleTrust, Trust]:
    """A sealer "u" with a seal "s", and whom to believe."""
    order = SealOrder(
        seal_id="s",
        name="演示",
        picture=SealPicture(format="PNG", data=secrets.token_bytes(20_000), width_mm=42, height_mm=42),
        sealers=["u"],
        valid_from=NOW - timedelta(days=1),
        valid_until=NOW + timedelta(days=1),
    )
    office = issue_sample_seals(
        [order], sealers={"u": "管印人"}, organisation="演示", now=NOW, randomness=secrets.token_bytes
    )
    return office, Trust(
        anchors=(parse_certificate(office.root_certificate),),
        intermediates=(parse_certificate(office.authority_certificate),),
        crls=tuple(parse_crl(crl) for crl in office.crls),
    )


def written_document(number: int = 0) -> bytes:
    """Five pages of text; each number gives another document."""
    line = "为贯彻落实有关要求现将有关事项通知如下"
    page = WrittenPage(
        items=tuple(
            WrittenText(
                text=line,
                font="仿宋",
                size_mm=5.6,
                x_mm=28,
                baseline_mm=40 + 10 * row,
                advances_mm=(5.6,) * 18,
            )
            for row in range(22)
        )
    )
    return write_ofd([page] * _PAGES, info=DocInfo(doc_id=f"{number:032d}"))


def _openssl_speed() -> tuple[float, float] | None:
    """Signatures and verifications a second of the machine's own openssl, where there is one."""
    openssl = shutil.which("openssl")
    if openssl is None:
        return None
    done = subprocess.run(
        [openssl, "speed", "-seconds", "2", "sm2"], capture_output=True, text=True, check=False
    )
    found = _SPEED.search(done.stdout)
    return None if found is None else (float(found.group(1)), float(found.group(2)))


def _per_second(work: Callable[[], object]) -> float:
    """Per second of processor time, which is what `openssl speed` counts too."""
    times = []
    for _ in range(_REPEATS):
        began = time.process_time()
        for _ in range(_BATCH):
            work()
        times.append(time.process_time() - began)
    return _BATCH / median(times)


def _result(name: str, value: float, unit: str) -> Measurement:
    return Measurement(benchmark="sm2", name=name, value=value, unit=unit, repeats=_REPEATS)
