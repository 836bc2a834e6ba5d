"""The client and the real worker process, well and ill."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import msgspec
import PIL.Image
import pytest

from core.errors import DocumentError
from core.ofd.errors import NotOfd, PackageDamaged
from desktop.reading import ReadingWorker, RectPx
from desktop.reading.errors import (
    BadAnswer,
    Cancelled,
    EmptyFile,
    NoSuchAttachment,
    NoSuchPage,
    PdfDamaged,
    PdfPasswordNeeded,
    PictureTooLarge,
    TimedOut,
    UnknownFormat,
    WorkerDied,
)
from desktop.reading.pool import DOCUMENTS_PER_PROCESS, REQUESTS_BETWEEN, RESIDENT_BYTES_MAX
from tests.integration.reading.documents import (
    encrypted_pdf,
    much_work,
    ofd,
    pdf,
    picture_bomb,
    strip,
    text_bomb,
    written_pdf,
)

HOSTILE = Path(__file__).with_name("hostile_worker.py")
ROOT = Path(__file__).parents[3]

linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what a process holds")
posix = pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")


@pytest.fixture
def worker() -> Iterator[ReadingWorker]:
    made = ReadingWorker()
    yield made
    made.stop()


def pixel(picture: object, x: int, y: int) -> tuple[int, ...]:
    """Blue, green, red, alpha of a little-endian ARGB32 picture."""
    start = y * picture.stride + 4 * x  # type: ignore[attr-defined]
    return tuple(picture.pixels[start : start + 4])  # type: ignore[attr-defined]


def test_an_ofd_opens_draws_and_is_read(worker: ReadingWorker) -> None:
    handle = worker.open(ofd())
    assert handle.summary.format == "ofd"
    assert (handle.summary.pages[0].width_mm, handle.summary.pages[0].height_mm) == (210, 297)
    assert handle.summary.fonts[0].name == "宋体"
    picture = worker.page_picture(handle, 0, px_per_mm=2)
    assert (picture.width, picture.height, len(picture.pixels)) == (420, 594, picture.stride * 594)
    assert pixel(picture, 140, 240) == (0, 0, 255, 255)
    assert pixel(picture, 300, 500) == (255, 255, 255, 255)
    text = worker.page_text(handle, 0)
    assert text.text == "公文测试"
    assert text.runs[0].char_boxes_mm[0].x == pytest.approx(20, abs=1)


def test_a_pdf_opens_draws_and_is_read(worker: ReadingWorker) -> None:
    handle = worker.open(pdf())
    assert handle.summary.format == "pdf"
    assert [round(page.width_mm) for page in handle.summary.pages] == [71, 106]
    picture = worker.page_picture(handle, 1, dpi=72)
    assert (picture.width, picture.height) == (300, 400)
    assert pixel(picture, 10, 10) == (255, 255, 255, 255)
    assert worker.page_text(handle, 0).text == ""


@pytest.mark.usefixtures("qapp")
def test_the_text_of_a_pdf_has_its_place_from_the_top_left(worker: ReadingWorker) -> None:
    handle = worker.open(written_pdf("Hello World"))
    assert handle.summary.about["title"] == "A title"
    (run,) = worker.page_text(handle, 0).runs
    assert run.text == "Hello World"
    assert len(run.char_boxes_mm) == 11
    assert run.box_mm.x == pytest.approx(20, abs=0.5)
    assert run.box_mm.y < 30 < run.box_mm.y + run.box_mm.height


def test_a_tile_is_the_same_part_of_the_whole_page(worker: ReadingWorker) -> None:
    handle = worker.open(ofd())
    whole = worker.page_picture(handle, 0, px_per_mm=3)
    tile = worker.page_picture(handle, 0, px_per_mm=3, clip=RectPx(120, 280, 100, 60))
    assert (tile.width, tile.height) == (100, 60)
    for row in range(60):
        start = (280 + row) * whole.stride + 480
        assert tile.pixels[row * tile.stride : row * tile.stride + 400] == whole.pixels[start : start + 400]


def test_a_thumbnail_has_the_length_asked_for(worker: ReadingWorker) -> None:
    picture = worker.thumbnail(worker.open(ofd()), 0, longest_px=120)
    assert (picture.width, picture.height) == (85, 120)


def test_a_png_comes_encoded(worker: ReadingWorker) -> None:
    png = worker.page_png(worker.open(ofd()), 0, dpi=72)
    with PIL.Image.open(BytesIO(png.content)) as image:
        assert image.size == (png.width, png.height) == (595, 842)
        assert image.getpixel((200, 340)) == (255, 0, 0)


def test_several_documents_are_open_at_once_and_closed_ones_are_forgotten(worker: ReadingWorker) -> None:
    handles = [worker.open(ofd()) for _ in range(12)]
    for handle in handles[:6]:
        worker.close(handle)
    assert worker.page_text(handles[6], 0).text == worker.page_text(handles[11], 0).text == "公文测试"
    (process,) = worker._pool._idle
    assert process is not None
    assert set(process.documents) == {handle.number for handle in handles[6:]}


def test_of_too_many_open_documents_the_oldest_are_let_go_and_opened_again_when_asked_for(
    worker: ReadingWorker,
) -> None:
    handles = [worker.open(ofd()) for _ in range(DOCUMENTS_PER_PROCESS + 3)]
    (process,) = worker._pool._idle
    assert process is not None
    assert list(process.documents) == [handle.number for handle in handles[3:]]
    assert worker.page_text(handles[0], 0).text == "公文测试"


@linux
def test_a_worker_that_has_grown_is_replaced_when_nothing_is_open_in_it() -> None:
    greedy = ReadingWorker(resident_bytes_max=1)
    try:
        handle = greedy.open(ofd())
        (first,) = greedy.process_ids()
        greedy.close(handle)
        assert greedy.process_ids() == ()
        assert greedy.page_text(greedy.open(ofd()), 0).text == "公文测试"
        assert greedy.process_ids() != (first,)
    finally:
        greedy.stop()


@linux
def test_a_large_document_that_is_being_read_costs_a_new_worker_now_and_then_only() -> None:
    greedy = ReadingWorker(resident_bytes_max=1)
    try:
        handle = greedy.open(ofd())
        seen = []
        for _ in range(REQUESTS_BETWEEN + 10):
            seen += greedy.process_ids()
            assert greedy.page_text(handle, 0).text == "公文测试"
        assert len(set(seen)) == 2
    finally:
        greedy.stop()


@linux
def test_a_worker_of_ordinary_size_stays(worker: ReadingWorker) -> None:
    worker.warm()
    (process,) = worker._pool._idle
    assert process is not None
    assert 0 < process.resident_bytes() < RESIDENT_BYTES_MAX
    before = worker.process_ids()
    worker.close(worker.open(ofd()))
    assert worker.process_ids() == before


def test_two_workers_answer_several_threads() -> None:
    worker = ReadingWorker(processes=2)
    try:
        handle = worker.open(ofd(pages=12))
        with ThreadPoolExecutor(4) as threads:
            pages = list(
                threads.map(lambda page: worker.page_picture(handle, page, dpi=36).pixels, range(12))
            )
        assert len(set(pages)) == 1
        assert len(worker.process_ids()) == 2
    finally:
        worker.stop()
    assert worker.process_ids() == ()


@pytest.mark.parametrize(
    ("document", "error"),
    [
        (b"", EmptyFile),
        (b"plain text", UnknownFormat),
        (b"%PDF-1.7\nrubbish", PdfDamaged),
        (ofd()[:-60], PackageDamaged),
        (b"PK\x03\x04rubbish", (NotOfd, PackageDamaged)),
        (encrypted_pdf(), PdfPasswordNeeded),
    ],
    ids=["empty", "text", "pdf", "cut off", "no zip", "encrypted pdf"],
)
def test_what_is_no_document_fails_as_declared_and_harms_nothing(
    worker: ReadingWorker, document: bytes, error: type[DocumentError]
) -> None:
    with pytest.raises(error):
        worker.open(document)
    assert worker.open(ofd()).summary.pages


def test_questions_without_an_answer_are_declared(worker: ReadingWorker) -> None:
    handle = worker.open(ofd())
    with pytest.raises(NoSuchPage):
        worker.page_picture(handle, 1, dpi=72)
    with pytest.raises(NoSuchPage):
        worker.page_text(handle, -1)
    with pytest.raises(NoSuchAttachment):
        worker.attachment(handle, 0)
    with pytest.raises(PictureTooLarge):
        worker.page_picture(handle, 0, dpi=2400)


def test_a_page_longer_than_a_picture_may_be_is_too_large(worker: ReadingWorker) -> None:
    handle = worker.open(strip())
    with pytest.raises(PictureTooLarge):
        worker.page_picture(handle, 0, dpi=144)
    assert worker.page_picture(handle, 0, dpi=1).width == 3543


def test_a_picture_bomb_is_a_frame_and_a_warning(worker: ReadingWorker) -> None:
    picture = worker.page_picture(worker.open(picture_bomb()), 0, dpi=72)
    assert [warning.code for warning in picture.warnings] == ["image.undecodable"]


def test_texts_about_a_picture_are_not_unpacked(worker: ReadingWorker) -> None:
    picture = worker.page_picture(worker.open(text_bomb()), 0, px_per_mm=1)
    assert pixel(picture, 50, 50) == (0, 0, 255, 255)


def test_a_page_that_takes_for_ever_is_given_up_and_the_next_document_opens() -> None:
    worker = ReadingWorker(seconds=3)
    try:
        handle = worker.open(much_work())
        with pytest.raises(TimedOut):
            worker.page_picture(handle, 0, dpi=144)
        assert worker.page_text(worker.open(ofd()), 0).text == "公文测试"
    finally:
        worker.stop()


@posix
def test_a_worker_killed_between_requests_is_replaced_and_the_document_opened_again(
    worker: ReadingWorker,
) -> None:
    handle = worker.open(ofd())
    (first,) = worker.process_ids()
    os.kill(first, signal.SIGKILL)
    os.waitid(os.P_PID, first, os.WEXITED | os.WNOWAIT)
    assert worker.page_text(handle, 0).text == "公文测试"
    assert worker.process_ids() != (first,)


@posix
def test_what_belonged_to_a_worker_that_died_unasked_is_let_go(worker: ReadingWorker) -> None:
    handle = worker.open(ofd())
    with worker._pool.worker(handle.number) as process:
        os.kill(process.pid, signal.SIGKILL)
        process._process.wait()
    assert process._released
    assert worker.page_picture(handle, 0, px_per_mm=1.0).pixels


@posix
def test_a_worker_killed_in_the_middle_of_a_request_costs_that_request_only(worker: ReadingWorker) -> None:
    handle = worker.open(much_work())
    (first,) = worker.process_ids()

    def kill_it() -> bool:
        os.kill(first, signal.SIGKILL)
        return False

    with pytest.raises(WorkerDied) as died:
        worker.page_picture(handle, 0, dpi=144, cancelled=kill_it)
    assert died.value.status == -signal.SIGKILL
    assert worker.open(ofd()).summary.pages


@posix
def test_a_worker_that_no_longer_moves_is_timed_out(worker: ReadingWorker) -> None:
    quick = ReadingWorker(seconds=0.3)
    try:
        handle = quick.open(ofd())
        (first,) = quick.process_ids()
        os.kill(first, signal.SIGSTOP)
        with pytest.raises(TimedOut):
            quick.page_text(handle, 0)
        assert first not in quick.process_ids()
    finally:
        quick.stop()


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="needs a file descriptor for a process (Linux)")
def test_a_worker_does_not_outlive_its_client() -> None:
    client = """
import os, sys
from desktop.reading import ReadingWorker
worker = ReadingWorker()
worker.confinement_report()
print(worker.process_ids()[0], flush=True)
sys.stdin.read()
os._exit(9)
"""
    process = subprocess.Popen([sys.executable, "-c", client], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin is not None
    assert process.stdout is not None
    with process.stdin, process.stdout:
        orphan = os.pidfd_open(int(process.stdout.readline()))
        try:
            process.kill()
            assert process.wait() == -signal.SIGKILL
            ended, _, _ = select.select([orphan], [], [], 20)
            assert ended == [orphan]
        finally:
            os.close(orphan)


def test_a_request_nobody_wants_any_more_is_given_up(worker: ReadingWorker) -> None:
    handle = worker.open(much_work())
    with pytest.raises(Cancelled):
        worker.page_picture(handle, 0, dpi=144, cancelled=lambda: True)
    assert worker.page_text(worker.open(ofd()), 0).text == "公文测试"


def test_a_stopped_worker_refuses_further_work() -> None:
    worker = ReadingWorker()
    worker.warm()
    worker.stop()
    worker.stop()
    with pytest.raises(RuntimeError):
        worker.open(ofd())


@posix
@pytest.mark.parametrize(
    ("manner", "error"),
    [
        ("garbage", BadAnswer),
        ("text that is none", BadAnswer),
        ("endless frame", BadAnswer),
        ("half a frame", TimedOut),
        ("another's answer", BadAnswer),
        ("another kind of answer", BadAnswer),
        ("another size", BadAnswer),
        ("a picture of 512 GiB", BadAnswer),
        ("death", WorkerDied),
    ],
)
def test_a_worker_that_an_attacker_owns_cannot_mislead_its_client(
    manner: str, error: type[DocumentError]
) -> None:
    worker = _owned_by_an_attacker(manner)
    try:
        with pytest.raises(error):
            worker.page_picture(worker.open(ofd()), 0, dpi=36)
        assert worker.process_ids() == ()
    finally:
        worker.stop()


def test_a_worker_draws_with_the_fonts_that_it_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.reading.process.packed", lambda: msgspec.msgpack.encode(()))
    worker = ReadingWorker()
    try:
        drawn = worker.page_picture(worker.open(ofd()), 0, px_per_mm=2)
        assert "text.no_glyph" in {warning.code for warning in drawn.warnings}
    finally:
        worker.stop()


def test_a_worker_that_is_told_nonsense_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.reading.process.packed", lambda: b"nonsense")
    worker = ReadingWorker()
    try:
        with pytest.raises(WorkerDied):
            worker.confinement_report()
    finally:
        worker.stop()


@posix
def test_a_worker_that_answers_another_question_is_ended() -> None:
    worker = _owned_by_an_attacker("an answer to another question")
    try:
        with pytest.raises(BadAnswer):
            worker.page_text(worker.open(ofd()), 0)
        assert worker.process_ids() == ()
    finally:
        worker.stop()


def _owned_by_an_attacker(manner: str) -> ReadingWorker:
    start = f"import sys; sys.path.insert(0, {str(ROOT)!r}); sys.argv = ['worker', {manner!r}]"
    command = [sys.executable, "-c", f"{start}; exec(compile(open({str(HOSTILE)!r}).read(), 'w', 'exec'))"]
    return ReadingWorker(seconds=2, command=command)
