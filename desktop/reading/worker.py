"""The confined process: takes documents over a pipe, answers pictures and text.

It has no key, no network and no cache. What every document needs of the disk (fonts, plug-ins) is known
before the walls go up; the first byte of a document comes after. The code for rare things is loaded when one
is met, or while nobody asks for anything: the walls leave the program's own folders readable.
"""

from __future__ import annotations

import importlib
import sys
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from core.errors import AppError
from desktop.reading import wire
from desktop.reading.channel import (
    Channel,
    ChannelClosed,
    FrameTooLarge,
    receive_blob,
    send_blob,
    worker_channel,
)
from desktop.reading.confine import confine, grant_cpu_seconds
from desktop.reading.errors import EmptyFile, NoSuchPage, OutOfMemory, UnknownFormat, WorkerFault
from desktop.reading.fontfiles import FontFiles, unpacked
from desktop.reading.ofd import open_ofd_document
from desktop.reading.paper import Paper
from desktop.reading.pixels import WorkerPixels
from desktop.reading.png import png
from desktop.reading.wire import Answer, Fact, Failed, Request

if TYPE_CHECKING:
    from desktop.reading.document import ReadableDocument
    from desktop.reading.texts import FoldedPages

_IDLE_SECONDS = 0.2
_LATER = (
    "core.ofd.annotations",
    "core.ofd.custom_tags",
    "core.ofd.signatures",
    "core.seal.ses",
    "desktop.reading.likeness",
    "desktop.reading.ofd_annotations",
    "desktop.reading.pdf",
    "desktop.reading.questions",
)


class Desk(msgspec.Struct):
    """The documents that are open, and what drawing them needs."""

    channel: Channel
    pixels: WorkerPixels
    fonts: FontFiles
    paper: Paper
    pdf_fonts: object = None
    documents: dict[int, ReadableDocument] = msgspec.field(default_factory=dict)
    folded: dict[int, FoldedPages] = msgspec.field(default_factory=dict)

    def answer(self, request: Request) -> tuple[Answer, bytes]:
        """Raises `AppError` for what the document or the request gets wrong."""
        match request:
            case wire.Open():
                return self._open(request), b""
            case wire.Close():
                self._close(request.document)
                return wire.Closed(request.serial), b""
            case wire.Draw():
                return self._draw(request), b""
            case wire.ReadAttachment():
                content = self._document(request.document).attachment(request.index)
                return wire.AttachmentRead(request.serial, len(content)), content
            case _:
                from desktop.reading.questions import answered  # noqa: PLC0415  pictures need none of it

                return answered(request, self._document, self.folded), b""

    def _open(self, request: wire.Open) -> wire.Opened:
        content = receive_blob(self.channel, request.size)
        document = self._recognised(content, request)
        self._close(request.document)
        self.documents[request.document] = document
        return wire.Opened(request.serial, document.summary(request.around))

    def _recognised(self, content: bytes, request: wire.Open) -> ReadableDocument:
        """By the first kilobyte: readers accept bytes before either format's own first ones."""
        if not content:
            raise EmptyFile
        head = content[:1024]
        if b"%PDF-" in head:
            from desktop.reading.pdf import open_pdf_document  # noqa: PLC0415  see above
            from desktop.reading.pdf_fonts import answer_for_fonts  # noqa: PLC0415

            self.pdf_fonts = self.pdf_fonts or answer_for_fonts(self.fonts)
            return open_pdf_document(content, request.password, self.fonts)
        if b"PK\x03\x04" in head or b"PK\x05\x06" in head or b"PK\x05\x06" in content[-66_000:]:
            return open_ofd_document(content, self.fonts, request.body, request.version, self.paper)
        raise UnknownFormat

    def _draw(self, request: wire.Draw) -> wire.Drawn:
        document = self._document(request.document, request.page)
        started = time.perf_counter()
        picture, warnings = document.draw(
            request.page,
            px_per_mm=request.px_per_mm,
            rect=request.rect,
            purpose=request.purpose,
            view=request.view,
        )
        painted = time.perf_counter()
        content = (
            png(picture, px_per_mm=request.px_per_mm) if request.encoding == "png" else picture.constBits()
        )
        self.pixels.write(request.pixels, request.capacity, content)
        done = time.perf_counter()
        return wire.Drawn(
            serial=request.serial,
            width=picture.width(),
            height=picture.height(),
            stride=picture.bytesPerLine(),
            length=len(content),
            paint_ms=(painted - started) * 1000,
            encode_ms=(done - painted) * 1000,
            warnings=warnings,
        )

    def _document(self, number: int, page: int = 0) -> ReadableDocument:
        document = self.documents[number]
        page_count = len(document.summary().pages)
        if not 0 <= page < page_count:
            raise NoSuchPage(page=page, page_count=page_count)
        return document

    def _close(self, number: int) -> None:
        self.folded.pop(number, None)
        document = self.documents.pop(number, None)
        if document is not None:
            document.close()


def _failure(serial: int, error: Exception) -> Failed:
    if isinstance(error, MemoryError):
        error = OutOfMemory()
    elif not isinstance(error, AppError):
        trace = error.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        place = f"{trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}" if trace else ""
        error = WorkerFault(kind=type(error).__name__, place=place)
    facts = {name: fact for name, fact in error.facts().items() if isinstance(fact, Fact)}
    return Failed(serial, error.code, {name: _bounded(fact) for name, fact in facts.items()})


def _bounded(fact: Fact) -> Fact:
    return fact[:256] if isinstance(fact, str) else fact


def serve(desk: Desk) -> None:
    """Answer requests until the client hangs up."""
    while True:
        try:
            request = wire.decode_request(desk.channel.receive(wire.REQUEST_BYTES_MAX))
        except (ChannelClosed, msgspec.MsgspecError):
            return
        grant_cpu_seconds()
        content = b""
        try:
            answer, content = desk.answer(request)
            body = wire.encode(answer)
        except Exception as error:  # noqa: BLE001  the worker's outermost handler: a fault of ours is an answer too
            body = wire.encode(_failure(request.serial, error))
        try:
            desk.channel.send(body)
            send_blob(desk.channel, content)
        except ChannelClosed:
            return


def _load_the_rest() -> None:
    """PDF, seals, rare pictures, text: tens of milliseconds that a first document need not wait for."""
    for module in _LATER:
        importlib.import_module(module)
    from desktop.reading import rarecodecs  # noqa: PLC0415

    rarecodecs.load()


def main(arguments: Sequence[str], paper: Paper | None = None) -> int:
    """Hear of the fonts, raise the walls, say so, serve."""
    handle = next(iter(arguments), None)
    channel = worker_channel(handle)
    try:
        fonts = unpacked(channel.receive(wire.FONTS_BYTES_MAX))
    except (ChannelClosed, FrameTooLarge, msgspec.MsgspecError):
        return 1
    confinement = confine(fonts.readable_folders())
    pixels = WorkerPixels(int(handle) if handle and sys.platform != "win32" else None)
    desk = Desk(channel, pixels, fonts, paper or Paper())
    channel.send(wire.encode(wire.Ready(0, confinement)))
    if not channel.waits(time.monotonic() + _IDLE_SECONDS):
        _load_the_rest()
    serve(desk)
    return 0
