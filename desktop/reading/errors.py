"""What can go wrong between a document and its picture, apart from the document's own faults."""

from __future__ import annotations

from core.errors import DocumentError


class ReadingError(DocumentError):
    """The reading worker could not answer."""

    code = "reading"


class WorkerDied(ReadingError):
    """The confined process ended in the middle of a request; the next request starts a new one.

    `status` is the exit status, negative for a signal, None when it is unknown.
    """

    code = "reading.worker_died"
    status: int | None


class TimedOut(ReadingError):
    """No answer within `seconds`; the process was killed and the next request starts a new one."""

    code = "reading.timed_out"
    seconds: float


class OutOfMemory(ReadingError):
    """The document asks for more memory than the worker may have."""

    code = "reading.memory"


class Cancelled(ReadingError):
    """The caller no longer wants the answer."""

    code = "reading.cancelled"


class BadAnswer(ReadingError):
    """The worker broke the protocol: it was killed, and nothing it said was used."""

    code = "reading.bad_answer"


class WorkerFault(ReadingError):
    """A mistake of ours in the worker: `kind` is the exception's class, `place` its module and line."""

    code = "reading.fault"
    kind: str
    place: str


class NoSuchPage(ReadingError):
    """Pages count from 0."""

    code = "reading.no_such_page"
    page: int
    page_count: int


class NoSuchAttachment(ReadingError):
    """The document has no attachment of this number, or its part is missing."""

    code = "reading.no_such_attachment"
    index: int


class PictureTooLarge(ReadingError):
    """The page at this scale has more pixels than are ever drawn at once: draw it in parts."""

    code = "reading.picture_too_large"
    pixels: int
    limit: int


class DocumentTooLarge(ReadingError):
    """The file has more bytes than the reader takes."""

    code = "reading.document_too_large"
    size: int
    limit: int


class UnknownFormat(ReadingError):
    """Neither an OFD package nor a PDF."""

    code = "reading.unknown_format"


class EmptyFile(ReadingError):
    """Not one byte."""

    code = "reading.empty"


class PdfDamaged(ReadingError):
    """PDFium cannot open it."""

    code = "reading.pdf_damaged"


class PdfPasswordNeeded(ReadingError):
    """The PDF is encrypted for opening; `wrong` when a password was given that does not fit."""

    code = "reading.pdf_password_needed"
    wrong: bool = False


class PdfProtectionUnknown(ReadingError):
    """The PDF is protected by means of another program (ISO 32000-1 7.6.1) that no password opens here."""

    code = "reading.pdf_protection_unknown"


class PdfTooManyPages(ReadingError):
    """More pages than the reader takes."""

    code = "reading.pdf_too_many_pages"
    page_count: int
    limit: int


class PdfPageDamaged(ReadingError):
    """One page of the PDF cannot be loaded; the others may be."""

    code = "reading.pdf_page_damaged"
    page: int
