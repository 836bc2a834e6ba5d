"""Verdicts on PDFs through the confined process, and what is told when it gives none."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from typing import Any

import pytest

from core.seal import StampPlace, Trust, Verdict
from desktop.devices import PinRequired, SoftwareKey
from desktop.pdfseals import PdfNotSealable, PdfSeals, PdfSealsUnjudged, PdfUnreadable, is_pdf
from desktop.pdfseals.judging import judge_pdf
from tests.unit.pdfseals import pdfs
from tests.unit.pdfseals.pdfs import BOX, blank, run, sealed, ses_value, updated, with_value
from tests.unit.seal.office import NOW, office, png, trust


@pytest.fixture(scope="module")
def judge() -> Iterator[PdfSeals]:
    with PdfSeals() as made:
        yield made


def documents() -> list[bytes]:
    one = sealed(blank())
    return [
        blank(),
        one,
        updated(one, pdfs.page_replaced),
        updated(one, pdfs.signature_removed),
        with_value(blank(), ses_value()),
    ]


def test_a_report_crosses_the_process_as_it_was_made(judge: PdfSeals) -> None:
    for document in documents():
        assert judge.judge(document, trust(), NOW) == judge_pdf(document, trust(), NOW, run)


@pytest.mark.parametrize("field", [each.name for each in fields(Trust)])
def test_everything_that_is_believed_crosses_the_process(judge: PdfSeals, field: str) -> None:
    """Each part of a trust, taken away or turned, changes what is found here and there alike."""
    whole = replace(trust(), trusted_makers=frozenset({b"nobody"}), demands_time_stamp=True)
    plain = replace(whole, **{field: getattr(Trust(), field)})
    document = with_value(blank(), ses_value())
    found = [judge.judge(document, believed, NOW) for believed in (whole, plain)]
    assert found == [judge_pdf(document, believed, NOW, run) for believed in (whole, plain)]
    assert found[0] != found[1]


@pytest.mark.parametrize("noise", [b"%PDF-1.7", b"%PDF-1.7\n" + bytes(5000)])
def test_a_damaged_pdf_is_told_and_the_next_is_judged(judge: PdfSeals, noise: bytes) -> None:
    with pytest.raises(PdfUnreadable):
        judge.judge(noise, trust(), NOW)
    assert judge.judge(blank(), trust(), NOW).verdict is Verdict.UNSIGNED


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
def test_a_process_that_died_is_replaced(judge: PdfSeals) -> None:
    judge.judge(blank(), trust(), NOW)
    assert judge.pid is not None
    os.kill(judge.pid, signal.SIGKILL)
    assert judge.judge(sealed(blank()), trust(), NOW).verdict is Verdict.VALID


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
def test_a_process_that_hangs_is_ended_and_replaced() -> None:
    with PdfSeals(seconds=2.0) as judge:
        judge.judge(blank(), trust(), NOW)
        hung = judge.pid
        assert hung is not None
        os.kill(hung, signal.SIGSTOP)
        with pytest.raises(PdfSealsUnjudged) as unjudged:
            judge.judge(blank(), trust(), NOW)
        assert unjudged.value.fault == "time"
        assert judge.judge(blank(), trust(), NOW).verdict is Verdict.UNSIGNED
        assert judge.pid != hung


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
def test_closing_does_not_wait_for_a_document() -> None:
    judge = PdfSeals()
    judge.judge(blank(), trust(), NOW)
    assert judge.pid is not None
    os.kill(judge.pid, signal.SIGSTOP)
    met: list[str] = []

    def ask() -> None:
        try:
            judge.judge(blank(), trust(), NOW)
        except PdfSealsUnjudged as error:
            met.append(error.fault)

    waiting = threading.Thread(target=ask)
    waiting.start()
    while not judge.busy and waiting.is_alive():
        waiting.join(0.01)
    judge.close()
    waiting.join(20)
    assert met == ["ended"]
    assert judge.pid is None


@pytest.mark.skipif(sys.platform != "linux", reason="the walls are Linux's")
def test_the_process_is_walled_in(judge: PdfSeals) -> None:
    judge.judge(blank(), trust(), NOW)
    with open(f"/proc/{judge.pid}/status", encoding="ascii") as status:
        said = status.read()
    assert "NoNewPrivs:\t1" in said
    assert judge.walls is not None
    if not judge.walls.seccomp.startswith("none"):
        assert "Seccomp:\t2" in said


def test_what_a_reader_takes_for_a_pdf_is_judged_as_one() -> None:
    assert is_pdf(b"\n\n%PDF-1.4")
    assert not is_pdf(b"PK\3\4")


def press(
    pdfs: PdfSeals, document: bytes, sign_e: Callable[[bytes], tuple[int, int]], **changes: Any
) -> bytes:
    return pdfs.press(
        document,
        certificate=office().sealers["u-1"].certificate,
        place=changes.get("place", StampPlace(1, BOX)),
        picture=changes.get("picture", png()),
        name="演示市人民政府办公室",
        now=NOW,
        sign_e=sign_e,
    )


def test_a_seal_is_pressed_by_the_process_and_signed_outside_it(judge: PdfSeals) -> None:
    sealer = office().sealers["u-1"]
    sealed_here = press(judge, blank(), SoftwareKey(sealer.certificate, sealer.key).sign_e)
    report = judge.judge(sealed_here, trust(), NOW)
    assert report.verdict is Verdict.VALID
    assert report.seals[0].stamps == (StampPlace(1, BOX),)
    assert sealed_here.startswith(blank()), "the file only grows"


def test_a_signature_that_does_not_come_makes_nothing_and_the_next_does(judge: PdfSeals) -> None:
    def refuses(_e: bytes) -> tuple[int, int]:
        raise PinRequired(3)

    with pytest.raises(PinRequired):
        press(judge, blank(), refuses)
    assert judge.judge(blank(), trust(), NOW).verdict is Verdict.UNSIGNED


@pytest.mark.parametrize(
    ("document", "changes", "fault"),
    [
        (blank(), {"place": StampPlace(9, BOX)}, "page"),
        (blank(), {"place": StampPlace(-1, BOX)}, "page"),
        (blank(), {"picture": b"GIF89a"}, "picture"),
    ],
)
def test_what_cannot_be_sealed_is_told_before_anything_is_signed(
    judge: PdfSeals, document: bytes, changes: dict[str, Any], fault: str
) -> None:
    def never(_e: bytes) -> tuple[int, int]:
        raise AssertionError("nothing is to be signed")

    with pytest.raises(PdfNotSealable) as refused:
        press(judge, document, never, **changes)
    assert refused.value.fault == fault
    with pytest.raises(PdfUnreadable):
        press(judge, b"%PDF-1.7 noise", never)
