"""What means harm ends in a drawn page or a one-line reason, and the next document opens.

The ten seconds of a request and the worker's memory are the product's own limits (`ANSWER_SECONDS`,
`MEMORY_BYTES`): a request that passed them would end in `reading.timed_out` or `reading.memory`.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from core.errors import AppError
from desktop.cli import main
from desktop.cli.reasons import reason
from desktop.reading import ReadingWorker
from desktop.reading.confine import MEMORY_BYTES
from tests.corpus.hostile.drawings import DRAWINGS
from tests.corpus.hostile.package import DRAWN, Hostile, ofd, square
from tests.corpus.hostile.packages import PACKAGES
from tests.corpus.hostile.pdfs import PDFS

HOSTILE = (*PACKAGES, *DRAWINGS, *PDFS)
# A request ends after ten seconds; processes start and end besides.
_CLI = ("zip bomb of 10 GiB: a page", "billion laughs", "pattern steps of a nanometre", "a million entries")


@pytest.fixture(scope="module")
def worker():
    made = ReadingWorker()
    yield made
    made.stop()


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda hostile: hostile.name)
def test_a_hostile_document_is_drawn_or_refused_and_the_next_one_opens(
    hostile: Hostile, worker: ReadingWorker
) -> None:
    document = hostile.build()
    end, warnings = _read(worker, document)
    assert end in hostile.ends
    assert end != DRAWN or hostile.warnings <= warnings
    assert all(_peak_bytes(process) <= MEMORY_BYTES for process in worker.process_ids())
    handle = worker.open(ofd(square()))
    assert worker.page_picture(handle, 0, dpi=36).width == 298
    worker.close(handle)


@pytest.mark.parametrize("name", _CLI)
def test_on_the_command_line_it_is_one_line(
    name: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (hostile,) = (hostile for hostile in HOSTILE if hostile.name == name)
    file = tmp_path / "hostile.ofd"
    file.write_bytes(hostile.build())
    code = main(["render", str(file), "--out", str(tmp_path / "out")])
    out, err = capfd.readouterr()
    assert code == (0 if DRAWN in hostile.ends else 2)
    assert len((out + err).splitlines()) == 1
    assert "Traceback" not in err
    assert {path.name for path in tmp_path.rglob("*")} <= {"hostile.ofd", "out", "1.png"}


def _read(worker: ReadingWorker, document: bytes) -> tuple[str, set[str]]:
    """How opening, drawing and reading the first page ended, with the codes of the warnings given."""
    try:
        handle = worker.open(document)
        picture = worker.page_png(handle, 0, dpi=72)
        worker.page_text(handle, 0)
    except AppError as error:
        line = reason(error)
        assert line.strip()
        assert "\n" not in line
        return error.code, set()
    worker.close(handle)
    return DRAWN, {warned.code for warned in (*handle.summary.warnings, *picture.warnings)}


def _peak_bytes(process: int) -> int:
    """The most memory that the process ever held; 0 where the system does not tell."""
    if sys.platform != "linux":
        return 0
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii", errors="replace")
    (peak,) = (line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))
    return int(peak) * 1024
