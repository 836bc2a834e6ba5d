"""What the command line says to what is no document, and when its answer finds no taker."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from core.ofd.write import write_ofd
from core.ofd.written import DocInfo, WrittenPage

A_DOCUMENT = write_ofd((WrittenPage(items=(), width_mm=40, height_mm=40),), DocInfo(doc_id=f"{1:032}"))
POSIX_ONLY = pytest.mark.skipif(os.name != "posix", reason="needs named pipes and byte names of POSIX")


def _sealdesk(*words: str | bytes, **options: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "desktop", *words], timeout=60, check=False, **options)  # type: ignore[call-overload,no-any-return]


@pytest.fixture
def document(tmp_path: Path) -> Path:
    document = tmp_path / "one.ofd"
    document.write_bytes(A_DOCUMENT)
    return document


@POSIX_ONLY
@pytest.mark.parametrize("verb", ["inspect", "text"])
def test_what_never_ends_is_refused_at_once(tmp_path: Path, verb: str) -> None:
    pipe = tmp_path / "pipe.ofd"
    os.mkfifo(pipe)
    for endless in (str(pipe), "/dev/zero"):
        told = _sealdesk(verb, endless, capture_output=True)
        assert (told.returncode, told.stderr.count(b"\n")) == (2, 1)
        assert b"a device or a pipe" in told.stderr


def test_more_than_is_read_is_refused_before_it_is_read(tmp_path: Path) -> None:
    huge = tmp_path / "huge.ofd"
    with huge.open("wb") as file:
        file.truncate(64 << 30)
    told = _sealdesk("inspect", str(huge), capture_output=True)
    assert told.returncode == 2
    assert b"512 MiB" in told.stderr


@POSIX_ONLY
def test_a_name_that_is_no_utf_8_is_judged_like_any_other(tmp_path: Path, document: Path) -> None:
    odd = os.path.join(os.fsencode(tmp_path), b"odd\xff\nname.ofd")
    Path(os.fsdecode(odd)).write_bytes(A_DOCUMENT)
    told = _sealdesk("verify", "--trust", str(tmp_path), odd, str(document), capture_output=True)
    lines = [json.loads(line) for line in told.stdout.splitlines()]
    assert [line["verdict"] for line in lines] == ["unsigned", "unsigned"]
    assert lines[0]["file"].endswith("odd\\xff\nname.ofd")


@POSIX_ONLY
@pytest.mark.parametrize("verb", ["inspect", "text", "verify", "render"])
def test_an_answer_without_a_taker_is_one_line(tmp_path: Path, document: Path, verb: str) -> None:
    options = {"verify": ["--trust", str(tmp_path)], "render": ["--out", str(tmp_path / "out")]}
    words = (verb, *options.get(verb, []), str(document))
    closed = _sealdesk(*words, stderr=subprocess.PIPE, preexec_fn=lambda: os.close(1))
    assert (closed.returncode, closed.stderr.count(b"\n")) == (2, 1)
    with Path("/dev/full").open("wb") as full:
        told = _sealdesk(*words, stdout=full, stderr=subprocess.PIPE)
    assert (told.returncode, told.stderr) == (2, f"sealdesk {verb}: the disk is full\n".encode())


def test_pages_that_are_not_there_are_not_drawn_as_if_they_were(tmp_path: Path, document: Path) -> None:
    told = _sealdesk(
        "render", "--pages", "7-9", "--out", str(tmp_path / "out"), str(document), capture_output=True
    )
    assert told.returncode == 2
    assert told.stderr == b"sealdesk render: there is no page 7; the document has 1\n"
