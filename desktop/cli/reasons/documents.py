"""Lines for documents that cannot be read, drawn or written."""

from __future__ import annotations

from core.ofd import errors as ofd
from desktop.cli.reasons.reason import reason
from desktop.reading import errors as reading


@reason.register
def _(error: ofd.NotOfd) -> str:
    return "the file is empty" if error.size == 0 else "the file is not an OFD package (no ZIP archive)"


@reason.register
def _(error: ofd.PackageDamaged) -> str:
    where = f" in {error.part}" if error.part else ""
    return f"the file is damaged or cut off{where}; fetch it again"


@reason.register
def _(_error: ofd.PackageEncrypted) -> str:
    return "the file is encrypted (GM/T 0099); decrypt it first with the program that encrypted it"


@reason.register
def _(error: ofd.CompressionUnknown) -> str:
    return f"{error.part} is packed by a method OFD does not use ({error.method}); save the file anew"


@reason.register
def _(error: ofd.PartMissing) -> str:
    return f"the package lacks {error.part}; it is no complete OFD"


@reason.register
def _(error: ofd.PartMalformed) -> str:
    where = f" (line {error.line})" if error.line else ""
    return f"{error.part} is not plain well-formed XML{where}"


@reason.register
def _(_error: ofd.NoPages) -> str:
    return "the document has no pages"


@reason.register
def _(error: ofd.PageUnknown) -> str:
    return f"there is no page {error.index + 1}; the document has {error.count}"


@reason.register
def _(error: ofd.VersionUnknown) -> str:
    return f"the package has no {error.version!r}; inspect lists its documents and versions"


@reason.register
def _(_error: ofd.DocumentSealed) -> str:
    return "the document is sealed; nothing can be written into it without breaking its seal"


@reason.register
def _(_error: ofd.MarksUnreadable) -> str:
    return "the kept marks are damaged, or a later version of this program made them"


@reason.register
def _(error: ofd.MarksTooMany) -> str:
    return f"a file carries at most {error.limit} marks, and of handwriting 16 MiB; delete some"


@reason.register
def _(error: ofd.OverLimit) -> str:
    where = f" in {error.part}" if error.part else ""
    return f"the document asks for more than is allowed{where}: {error.limit} over {error.allowed}"


@reason.register
def _(_error: reading.EmptyFile) -> str:
    return "the file is empty"


@reason.register
def _(_error: reading.UnknownFormat) -> str:
    return "the file is neither an OFD nor a PDF"


@reason.register
def _(error: reading.DocumentTooLarge) -> str:
    return f"the file has {error.size >> 20} MiB; at most {error.limit >> 20} are read"


@reason.register
def _(_error: reading.PdfDamaged) -> str:
    return "the PDF is damaged or cut off; fetch it again"


@reason.register
def _(error: reading.PdfPasswordNeeded) -> str:
    return "the password does not open the PDF" if error.wrong else "the PDF is encrypted; give its password"


@reason.register
def _(_error: reading.PdfProtectionUnknown) -> str:
    return "the PDF is protected in a way only the program that wrote it can read; ask for another copy"


@reason.register
def _(error: reading.PdfTooManyPages) -> str:
    return f"the PDF has {error.page_count} pages; at most {error.limit} are read"


@reason.register
def _(error: reading.PdfPageDamaged) -> str:
    return f"page {error.page + 1} is damaged"


@reason.register
def _(error: reading.NoSuchPage) -> str:
    return f"there is no page {error.page + 1}; the document has {error.page_count}"


@reason.register
def _(error: reading.NoSuchAttachment) -> str:
    return f"there is no attachment {error.index + 1}, or the document lacks its file"


@reason.register
def _(error: reading.PictureTooLarge) -> str:
    return f"the picture would have {error.pixels} pixels, more than {error.limit}; give a lower --dpi"


@reason.register
def _(error: reading.TimedOut) -> str:
    return f"the document was given up after {error.seconds:g} seconds: it asks for too much work"


@reason.register
def _(_error: reading.OutOfMemory) -> str:
    return "the document asks for more memory than the reading worker may have"


@reason.register
def _(_error: reading.WorkerDied) -> str:
    return "the reading worker died of this document; nothing else is affected"


@reason.register
def _(_error: reading.BadAnswer) -> str:
    return "the reading worker answered nonsense and was stopped; nothing it said was used"


@reason.register
def _(error: reading.WorkerFault) -> str:
    return f"the reading worker has a fault ({error.kind} at {error.place}); please report it"


@reason.register
def _(_error: reading.Cancelled) -> str:
    return "given up as asked"
