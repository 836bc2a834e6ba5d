"""Verdicts on PDFs through the confined process, and what is told when it gives none."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator

import pytest

from core.seal import Verdict
from desktop.pdfseals import PdfJudge, PdfSealsUnjudged, PdfUnreadable, is_pdf
from desktop.pdfseals.judging import judge_pdf
from tests.unit.pdfseals import pdfs
from tests.unit.pdfseals.pdfs import blank, run, sealed, ses_value, updated, with_value
from tests.unit.seal.office import NOW, trust


@pytest.fixture(scope="module")
def judge() -> Iterator[PdfJudge]:
    with PdfJudge() as made:
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


def test_a_report_crosses_the_process_as_it_was_made(judge: PdfJudge) -> None:
    for document in documents():
        assert judge.judge(document, trust(), NOW) == judge_pdf(document, trust(), NOW, run)


@pytest.mark.parametrize("noise", [b"%PDF-1.7", b"%PDF-1.7\n" + bytes(5000)])
def test_a_damaged_pdf_is_told_and_the_next_is_judged(judge: PdfJudge, noise: bytes) -> None:
    with pytest.raises(PdfUnreadable):
        judge.judge(noise, trust(), NOW)
    assert judge.judge(blank(), trust(), NOW).verdict is Verdict.UNSIGNED


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
def test_a_process_that_died_is_replaced(judge: PdfJudge) -> None:
    judge.judge(blank(), trust(), NOW)
    assert judge.pid is not None
    os.kill(judge.pid, signal.SIGKILL)
    assert judge.judge(sealed(blank()), trust(), NOW).verdict is Verdict.VALID


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
def test_a_process_that_hangs_is_ended_and_replaced() -> None:
    with PdfJudge(seconds=2.0) as judge:
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
    judge = PdfJudge()
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
def test_the_process_is_walled_in(judge: PdfJudge) -> None:
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
