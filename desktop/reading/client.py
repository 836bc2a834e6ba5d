"""The reader's client side: plain Python, no Qt, safe to call from several threads.

    reader = ReadingWorker(processes=2)
    handle = reader.open(document_bytes)                      # decrypted bytes, OFD or PDF
    handle.summary.pages[0].width_mm                          # DocumentSummary: sizes, outline, attachments …
    picture = reader.page_picture(handle, 0, px_per_mm=5.67)  # or dpi=144; clip=RectPx(...) for a tile
    text = reader.page_text(handle, 0)                        # PageText: text, runs with boxes, links
    for found in reader.search_pages(handle, "〔2026〕", first=3):  # PageHits: boxes, page after page
        found.hits[0].boxes_mm
    reader.page_marks(handle, 0).seal_like                    # pictures that only look like seals
    reader.annotations(handle)[0].author                      # annotations inside the file, for a list
    reader.details(handle).custom_tags                        # tags with their text, extensions, custom data
    reader.attachment(handle, 0)                              # an embedded file's bytes
    reader.close(handle); reader.stop()

Every call blocks until the answer is there: call from `Tasks`, never from the GUI thread. Pages count from 0.
A `Picture` holds ARGB32 premultiplied pixels in native byte order, which is what `QImage(picture.pixels,
picture.width, picture.height, picture.stride, QImage.Format.Format_ARGB32_Premultiplied)` takes (keep a
reference to `pixels` while the QImage lives, or `.copy()` it).

Raises only `DocumentError`s: those of `core.ofd.errors` (the document's own faults) and of
`desktop.reading.errors`. After `WorkerDied`, `TimedOut` and `BadAnswer` the process is gone; the next call
starts another and opens the document there again by itself.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from math import sqrt
from typing import TYPE_CHECKING, Literal, TypeAlias, TypeVar

import msgspec

from core.errors import DocumentError
from desktop.reading import wire
from desktop.reading.errors import (
    BadAnswer,
    Cancelled,
    DocumentTooLarge,
    EmptyFile,
    NoSuchPage,
    PdfPageDamaged,
    PictureTooLarge,
    ReadingError,
    WorkerFault,
)
from desktop.reading.pool import RESIDENT_BYTES_MAX, WorkerPool
from desktop.reading.wire import (
    TRUE_SIZE,
    AnnotationMark,
    Details,
    DocumentSummary,
    Failed,
    PageMarks,
    PageText,
    PageView,
    RectPx,
    TextHit,
    Warned,
)

if TYPE_CHECKING:
    from desktop.reading.process import WorkerProcess
    from desktop.reading.starting import StartedWorker
    from desktop.reading.wire import Confinement, Request

MM_PER_INCH = 25.4
ANSWER_SECONDS = 10.0
_BELOW_THE_LIMIT = 0.999
_PNG_SLACK_BYTES = 2**16

AnswerT = TypeVar("AnswerT")
IsCancelled: TypeAlias = Callable[[], bool]


class Handle(msgspec.Struct, eq=False, weakref=True):
    """An open document: what is known of it, and its bytes, to open it again should a worker die.

    Only `ReadingWorker.complete` changes it, and then the sizes in its `summary` alone.
    """

    number: int
    document: bytes
    summary: DocumentSummary
    body: int = 0
    version: str = ""
    password: str = ""

    def __repr__(self) -> str:
        return f"Handle({self.number})"  # neither content nor password is for a log


class PageHits(msgspec.Struct, frozen=True):
    """A page's hits of a search; `unread` when the page cannot be read at all."""

    page: int
    hits: tuple[TextHit, ...]
    unread: bool = False


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """Premultiplied ARGB32 pixels, native byte order, rows of `stride` bytes from the top."""

    width: int
    height: int
    stride: int
    pixels: bytes
    paint_ms: float
    warnings: tuple[Warned, ...] = ()


class Png(msgspec.Struct, frozen=True, kw_only=True):
    """A page's picture as a PNG file."""

    width: int
    height: int
    content: bytes
    paint_ms: float
    encode_ms: float
    warnings: tuple[Warned, ...] = ()


class ReadingWorker:
    """Up to `processes` confined workers behind one door; `seconds` is the time-out of each request.

    `command` starts something else than our own worker: a test's hostile one. `started` is a worker that was
    started ahead, and becomes one of them. A worker that still holds more memory than `resident_bytes_max`
    after its work is replaced; while a document is open in it, at most every `REQUESTS_BETWEEN` requests.
    """

    def __init__(
        self,
        *,
        processes: int = 1,
        seconds: float = ANSWER_SECONDS,
        command: Sequence[str] = (),
        started: StartedWorker | None = None,
        resident_bytes_max: int = RESIDENT_BYTES_MAX,
    ) -> None:
        self._seconds = seconds
        self._numbers = count(1)
        self._pool = WorkerPool(
            processes=processes,
            seconds=seconds,
            command=command,
            started=started,
            resident_bytes_max=resident_bytes_max,
        )

    def warm(self, processes: int = 1) -> None:
        """Have so many processes run, at most all there may be: the first document need not wait for them."""
        with contextlib.ExitStack() as taken:
            for _ in range(processes):
                taken.enter_context(self._pool.worker(0))

    def confinement_report(self) -> Confinement:
        """Which walls stand around a worker on this machine."""
        with self._pool.worker(0) as process:
            return process.confinement()

    def open(
        self,
        document: bytes,
        *,
        body: int = 0,
        version: str = "",
        password: str = "",
        around: int | None = None,
        cancelled: IsCancelled | None = None,
    ) -> Handle:
        """Open an OFD or PDF.

        `body` is an index of `DocumentSummary.bodies`, for a package with several; `version` an id of
        `DocumentSummary.versions`, empty for the current one; `password` opens an encrypted PDF. With
        `around`, a page, only sizes near it are read: show that page, then `complete` the summary.

        Raises `EmptyFile`, `UnknownFormat`, `DocumentTooLarge`, `PdfDamaged`, `PdfPasswordNeeded` (`wrong`
        when one was given), `core.ofd.errors.OfdError`, of these `VersionUnknown`.
        """
        if not document:
            raise EmptyFile
        if len(document) > wire.DOCUMENT_BYTES_MAX:
            raise DocumentTooLarge(size=len(document), limit=wire.DOCUMENT_BYTES_MAX)
        number = next(self._numbers)
        ask = wire.Open(0, number, len(document), body, version, password, -1 if around is None else around)
        with self._pool.worker(number) as process:
            summary = self._open_in(process, ask, document, cancelled)
        return Handle(number, document, summary, body, version, password)

    def complete(self, handle: Handle, *, cancelled: IsCancelled | None = None) -> Handle:
        """Read what `handle.summary` estimates or leaves out; `handle` itself, then complete."""
        count = len(handle.summary.pages)
        if not handle.summary.estimated:
            return handle
        sizes: tuple[wire.PageSize, ...] = ()
        while len(sizes) < count:
            request = wire.ReadSizes(0, handle.number, len(sizes))
            answer = self._asked(handle, request, wire.SizesRead, cancelled)
            sizes += answer.pages
        read = self._asked(handle, wire.ReadOutline(0, handle.number), wire.OutlineRead, cancelled)
        handle.summary = msgspec.structs.replace(
            handle.summary,
            pages=sizes[:count],
            outline=read.outline,
            bookmarks=read.bookmarks,
            estimated=False,
        )
        return handle

    def close(self, handle: Handle) -> None:
        """Forget the document: at once in idle workers, in a busy one when its request is done."""
        self._pool.close(handle.number)

    def page_picture(
        self,
        handle: Handle,
        page: int,
        *,
        px_per_mm: float | None = None,
        dpi: float | None = None,
        clip: RectPx | None = None,
        purpose: wire.Purpose = "screen",
        view: PageView = TRUE_SIZE,
        cancelled: IsCancelled | None = None,
    ) -> Picture:
        """A page, or the part `clip` of its picture (pixels at this scale), on white paper.

        Give `px_per_mm` or `dpi`. `purpose` print leaves out what is not for paper, brings in what only is,
        and takes pictures in their higher resolution; weakened shows seals of an OFD faint and grey. `view`
        is how the picture will be looked at. Tiles of one page join without a seam.

        Raises `NoSuchPage`, `PictureTooLarge`.
        """
        drawn, pixels = self._draw(
            handle,
            page,
            px_per_mm=_scale(px_per_mm, dpi),
            clip=clip,
            purpose=purpose,
            view=view,
            cancelled=cancelled,
        )
        return Picture(
            width=drawn.width,
            height=drawn.height,
            stride=drawn.stride,
            pixels=pixels,
            paint_ms=drawn.paint_ms,
            warnings=drawn.warnings,
        )

    def page_png(
        self,
        handle: Handle,
        page: int,
        *,
        px_per_mm: float | None = None,
        dpi: float | None = None,
        purpose: wire.Purpose = "screen",
        cancelled: IsCancelled | None = None,
    ) -> Png:
        """A page's picture, encoded by the worker."""
        drawn, content = self._draw(
            handle,
            page,
            px_per_mm=_scale(px_per_mm, dpi),
            encoding="png",
            purpose=purpose,
            cancelled=cancelled,
        )
        return Png(
            width=drawn.width,
            height=drawn.height,
            content=content,
            paint_ms=drawn.paint_ms,
            encode_ms=drawn.encode_ms,
            warnings=drawn.warnings,
        )

    def thumbnail(
        self, handle: Handle, page: int, *, longest_px: int, cancelled: IsCancelled | None = None
    ) -> Picture:
        """A page whose longer side has `longest_px` pixels."""
        size = _page_size(handle, page)
        scale = longest_px / max(size.width_mm, size.height_mm)
        return self.page_picture(handle, page, px_per_mm=scale, cancelled=cancelled)

    def page_text(self, handle: Handle, page: int, *, cancelled: IsCancelled | None = None) -> PageText:
        """A page's text in reading order, its runs with boxes, and its links."""
        _page_size(handle, page)
        request = wire.ReadText(0, handle.number, page)
        return self._asked(handle, request, wire.TextRead, cancelled).page_text

    def search(
        self, handle: Handle, page: int, wanted: str, *, cancelled: IsCancelled | None = None
    ) -> tuple[TextHit, ...]:
        """Where `wanted` stands on a page, in reading order, also across the ends of lines.

        Brackets of every kind, full and half width, case and blanks do not count; an empty `wanted` finds
        nothing. No more than `core.ofd.search.HITS_MAX` hits.
        """
        _page_size(handle, page)
        request = wire.FindText(0, handle.number, page, wanted[: wire.WANTED_MAX])
        return self._asked(handle, request, wire.TextFound, cancelled).hits

    def search_pages(
        self, handle: Handle, wanted: str, *, first: int = 0, cancelled: IsCancelled | None = None
    ) -> Iterator[PageHits]:
        """The pages that hold `wanted`, one by one as they are found, from `first` on and around.

        Raises `Cancelled` between pages or within one. A page that cannot be read comes with `unread`.
        """
        count = len(handle.summary.pages)
        for page in ((first + step) % count for step in range(count)):
            if cancelled is not None and cancelled():
                raise Cancelled
            try:
                hits = self.search(handle, page, wanted, cancelled=cancelled)
            except DocumentError as error:
                # The document's own faults cost a page; the reader's end the search.
                if isinstance(error, ReadingError) and not isinstance(error, PdfPageDamaged):
                    raise
                yield PageHits(page, (), unread=True)
                continue
            if hits:
                yield PageHits(page, hits)

    def page_marks(self, handle: Handle, page: int, *, cancelled: IsCancelled | None = None) -> PageMarks:
        """What a person should be told about a page: pictures that look like seals but are none."""
        _page_size(handle, page)
        request = wire.ReadMarks(0, handle.number, page)
        return self._asked(handle, request, wire.MarksRead, cancelled).marks

    def annotations(
        self, handle: Handle, *, cancelled: IsCancelled | None = None
    ) -> tuple[AnnotationMark, ...]:
        """The annotations inside the file, page by page, no more than `wire.ANNOTATIONS_MAX`.

        Reading them takes a little of each page: asked for when somebody wants the list. Raises `Cancelled`.
        """
        found: list[AnnotationMark] = []
        for first in range(0, len(handle.summary.pages), wire.ANNOTATED_PAGES):
            if cancelled is not None and cancelled():
                raise Cancelled
            if len(found) >= wire.ANNOTATIONS_MAX:
                break
            request = wire.ReadAnnotations(0, handle.number, first)
            answer = self._asked(handle, request, wire.AnnotationsRead, cancelled)
            found += (each for each in answer.annotations if each.page < len(handle.summary.pages))
        return tuple(found[: wire.ANNOTATIONS_MAX])

    def details(self, handle: Handle, *, cancelled: IsCancelled | None = None) -> Details:
        """Custom data, custom tags with what their objects show, extensions."""
        request = wire.ReadDetails(0, handle.number)
        return self._asked(handle, request, wire.DetailsRead, cancelled).details

    def attachment(self, handle: Handle, index: int, *, cancelled: IsCancelled | None = None) -> bytes:
        """The bytes of an attachment: untrusted, never to be opened without asking."""
        with self._holding(handle, cancelled) as process:
            request = wire.ReadAttachment(0, handle.number, index)
            _, content = self._ask(process, request, wire.AttachmentRead, cancelled)
        return content

    def stop(self) -> None:
        """End every process; calls under way raise `WorkerDied`, later ones RuntimeError. Safe to repeat."""
        self._pool.stop()

    def process_ids(self) -> tuple[int, ...]:
        """The system's ids of the workers that run now."""
        return self._pool.process_ids()

    def _draw(
        self,
        handle: Handle,
        page: int,
        *,
        px_per_mm: float,
        clip: RectPx | None = None,
        encoding: Literal["argb32", "png"] = "argb32",
        purpose: wire.Purpose = "screen",
        view: PageView = TRUE_SIZE,
        cancelled: IsCancelled | None,
    ) -> tuple[wire.Drawn, bytes]:
        rect = clip or whole_page(_page_size(handle, page), px_per_mm)
        if not _can_be_drawn(rect):
            raise PictureTooLarge(pixels=rect.width * rect.height, limit=wire.PIXELS_MAX)
        capacity = rect.width * rect.height * 4 + _PNG_SLACK_BYTES
        with self._holding(handle, cancelled) as process:
            request = wire.Draw(
                serial=0,
                document=handle.number,
                page=page,
                px_per_mm=px_per_mm,
                rect=rect,
                pixels=process.pixels.reserve(capacity),
                capacity=capacity,
                encoding=encoding,
                purpose=purpose,
                view=view,
            )
            answer, _ = self._ask(process, request, wire.Drawn, cancelled)
            if not _fits(answer, request):
                process.kill()
                raise BadAnswer
            return answer, process.pixels.read(answer.length)

    def _asked(
        self, handle: Handle, request: Request, kind: type[AnswerT], cancelled: IsCancelled | None
    ) -> AnswerT:
        """Ask a worker in which the document is open; see `_ask`."""
        with self._holding(handle, cancelled) as process:
            return self._ask(process, request, kind, cancelled)[0]

    def _ask(
        self,
        process: WorkerProcess,
        request: Request,
        kind: type[AnswerT],
        cancelled: IsCancelled | None,
        *,
        blob: bytes = b"",
    ) -> tuple[AnswerT, bytes]:
        """Send `request` under a serial of its own; the answer, and what follows it.

        An answer of another kind than `kind` costs the worker its life.
        """
        numbered = msgspec.structs.replace(request, serial=process.next_serial())
        answer, content = process.ask(numbered, blob=blob, seconds=self._seconds, cancelled=cancelled)
        if isinstance(answer, Failed):
            raise _error(answer)
        if not isinstance(answer, kind):
            process.kill()
            raise BadAnswer
        return answer, content

    def _open_in(
        self, process: WorkerProcess, request: wire.Open, document: bytes, cancelled: IsCancelled | None
    ) -> DocumentSummary:
        answer, _ = self._ask(process, request, wire.Opened, cancelled, blob=document)
        process.documents[request.document] = None
        return answer.summary

    @contextlib.contextmanager
    def _holding(self, handle: Handle, cancelled: IsCancelled | None) -> Iterator[WorkerProcess]:
        """A worker in which the document is open."""
        with self._pool.worker(handle.number) as process:
            if handle.number not in process.documents:
                size = len(handle.document)
                # Whoever opens it again knows the sizes.
                ask = wire.Open(0, handle.number, size, handle.body, handle.version, handle.password, 0)
                self._open_in(process, ask, handle.document, cancelled)
            yield process


def _fits(drawn: wire.Drawn, asked: wire.Draw) -> bool:
    """Whether the worker drew what was asked for, in the room that there is."""
    if drawn.length > asked.capacity or (drawn.width, drawn.height) != (asked.rect.width, asked.rect.height):
        return False
    if asked.encoding == "png":
        return True
    return drawn.stride >= 4 * drawn.width and drawn.length == drawn.stride * drawn.height


def whole_page(size: wire.PageSize, px_per_mm: float) -> RectPx:
    """The pixels of a page's whole picture at this scale."""
    width, height = round(size.width_mm * px_per_mm), round(size.height_mm * px_per_mm)
    return RectPx(0, 0, max(1, width), max(1, height))


def finest_dpi(size: wire.PageSize) -> float:
    """At how many pixels per inch a page's whole picture just is not too large."""
    across, down = max(size.width_mm, 1e-3), max(size.height_mm, 1e-3)
    px_per_mm = min(sqrt(wire.PIXELS_MAX / (across * down)), wire.SIDE_PX_MAX / max(across, down))
    return px_per_mm * MM_PER_INCH * _BELOW_THE_LIMIT


def _can_be_drawn(rect: RectPx) -> bool:
    longest = max(rect.width, rect.height)
    if min(rect.width, rect.height) < 1 or longest > wire.SIDE_PX_MAX:
        return False
    return rect.width * rect.height <= wire.PIXELS_MAX


def _scale(px_per_mm: float | None, dpi: float | None) -> float:
    scale = px_per_mm if px_per_mm is not None else (dpi or 0.0) / MM_PER_INCH
    if not 0 < scale < 1e4:
        raise ValueError("give a positive px_per_mm or dpi")
    return scale


def _page_size(handle: Handle, page: int) -> wire.PageSize:
    pages = handle.summary.pages
    if not 0 <= page < len(pages):
        raise NoSuchPage(page=page, page_count=len(pages))
    return pages[page]


def _error(failed: Failed) -> DocumentError:
    """The worker's failure as the error it was there; what is not of our tree becomes a `WorkerFault`."""
    # Whoever only draws need not load the whole of core.ofd.
    from core.ofd.errors import OfdError  # noqa: PLC0415

    kinds = _kinds_by_code(OfdError) | _kinds_by_code(ReadingError)
    try:
        return kinds[failed.code](**failed.facts)
    except (KeyError, TypeError):
        return WorkerFault(kind=failed.code, place="")


def _kinds_by_code(root: type[DocumentError]) -> dict[str, type[DocumentError]]:
    kinds = {root.code: root}
    for child in root.__subclasses__():
        kinds |= _kinds_by_code(child)
    return kinds
