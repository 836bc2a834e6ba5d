"""Words for documents that cannot be read, shown or written."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.ofd import errors as ofd
from core.redhead import errors as redhead
from desktop.inputs import InputUnreadable
from desktop.reading import errors as reading
from desktop.ui.messages.explanation import Explanation, ask_sender, explain, tell_administrator, try_again

translate = QCoreApplication.translate


@explain.register
def _(error: ofd.NotOfd | reading.UnknownFormat) -> Explanation:
    return Explanation(
        translate("messages", "Not a document this reader knows"),
        translate("messages", "The file is neither an OFD package nor a PDF."),
        ask_sender(),
    )


@explain.register
def _(error: InputUnreadable) -> Explanation:
    match error.fault:
        case "ENOENT" | "ENOTDIR":
            why = translate("messages", "There is no such file any more: the drive may have been taken out.")
        case "EACCES" | "EPERM":
            why = translate("messages", "This computer does not let you read it.")
        case "EFBIG":
            why = translate("messages", "It is larger than 512 MB.")
        case "EISDIR" | "ESPIPE":
            why = translate("messages", "It is a folder or a device, not a document.")
        case _:
            why = translate("messages", "The drive it lies on does not answer.")
    return Explanation(translate("messages", "The file cannot be read"), why, try_again())


@explain.register
def _(error: reading.EmptyFile) -> Explanation:
    return Explanation(
        translate("messages", "The file is empty"),
        translate("messages", "It holds not a single byte."),
        ask_sender(),
    )


@explain.register
def _(
    error: ofd.PackageDamaged
    | ofd.PartMissing
    | ofd.PartMalformed
    | ofd.CompressionUnknown
    | reading.PdfDamaged,
) -> Explanation:
    return Explanation(
        translate("messages", "The document is damaged"),
        translate("messages", "A part the document cannot do without is missing or unreadable."),
        ask_sender(),
    )


@explain.register
def _(error: ofd.PackageEncrypted | reading.PdfPasswordNeeded) -> Explanation:
    return Explanation(
        translate("messages", "The document is encrypted"),
        translate(
            "messages", "It can only be opened with a key or password that this program was not given."
        ),
        translate("messages", "Ask the sender for a copy that is not encrypted."),
    )


@explain.register
def _(error: reading.PdfProtectionUnknown) -> Explanation:
    return Explanation(
        translate("messages", "The document is protected"),
        translate("messages", "Only the program that protected it can open it; no password does."),
        translate("messages", "Ask the sender for a copy that is not encrypted."),
    )


@explain.register
def _(error: ofd.NoPages) -> Explanation:
    return Explanation(
        translate("messages", "The document has no pages"),
        translate("messages", "There is nothing in it that could be shown."),
        ask_sender(),
    )


@explain.register
def _(error: ofd.VersionUnknown) -> Explanation:
    return Explanation(
        translate("messages", "There is no such version"),
        translate("messages", "The file does not hold the version that was asked for."),
        translate("messages", "Choose another version."),
    )


@explain.register
def _(error: ofd.DocumentSealed) -> Explanation:
    return Explanation(
        translate("messages", "The document is sealed"),
        translate("messages", "Nothing can be written into it without breaking its seal."),
        translate("messages", "Keep your marks beside the document."),
    )


@explain.register
def _(error: ofd.MarksUnreadable) -> Explanation:
    return Explanation(
        translate("messages", "The marks cannot be read"),
        translate("messages", "They are damaged, or a later version of the program made them."),
        tell_administrator(),
    )


@explain.register
def _(error: ofd.MarksTooMany) -> Explanation:
    return Explanation(
        translate("messages", "Too many annotations on one file"),
        translate("messages", "The last one was not kept. What was there before is kept."),
        translate("messages", "Delete some annotations of this file."),
    )


@explain.register
def _(error: ofd.PageUnknown | reading.NoSuchPage) -> Explanation:
    return Explanation(
        translate("messages", "There is no such page"),
        translate("messages", "The document ends before this page."),
        translate("messages", "Go to another page."),
    )


@explain.register
def _(
    error: ofd.OverLimit
    | reading.OutOfMemory
    | reading.PictureTooLarge
    | reading.DocumentTooLarge
    | reading.PdfTooManyPages,
) -> Explanation:
    return Explanation(
        translate("messages", "The document is too large to show"),
        translate("messages", "It asks for more memory, pages or picture area than the reader grants."),
        translate("messages", "Ask the sender to split it into smaller documents."),
    )


@explain.register
def _(error: reading.WorkerDied | reading.BadAnswer | reading.WorkerFault) -> Explanation:
    return Explanation(
        translate("messages", "This page cannot be shown"),
        translate("messages", "The confined reading process stopped while it worked on this document."),
        translate("messages", "Everything else goes on. Try again, or ask the sender for the file again."),
    )


@explain.register
def _(error: reading.TimedOut) -> Explanation:
    return Explanation(
        translate("messages", "This page takes too long"),
        translate("messages", "The reader gave up after {seconds} seconds.").format(
            seconds=round(error.seconds)
        ),
        try_again(),
    )


@explain.register
def _(error: reading.Cancelled) -> Explanation:
    return Explanation(
        translate("messages", "Stopped"),
        translate("messages", "This step was cancelled before it ended."),
        try_again(),
    )


@explain.register
def _(error: reading.PdfPageDamaged) -> Explanation:
    return Explanation(
        translate("messages", "This page cannot be shown"),
        translate("messages", "Page {page} of the PDF is damaged; the others may be readable.").format(
            page=error.page + 1
        ),
        ask_sender(),
    )


@explain.register
def _(error: reading.NoSuchAttachment) -> Explanation:
    return Explanation(
        translate("messages", "The attachment is missing"),
        translate("messages", "The document names it but does not hold it."),
        ask_sender(),
    )


@explain.register
def _(error: redhead.NoSuchPaper | redhead.UnsettableText) -> Explanation:
    return Explanation(
        translate("messages", "The document cannot be typeset"),
        translate("messages", "Its text is missing or holds a character that has no place on paper."),
        translate("messages", "Correct the text and try again."),
    )
