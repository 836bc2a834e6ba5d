"""A copy of a file with the person's annotations in it: when there may be one, and what it is."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from core.ofd import annotate
from desktop.reading.client import Handle
from desktop.reading.wire import DocumentSummary
from desktop.ui.reader.annotations import Layer
from desktop.ui.reader.copying import Refusal, author_allows, may_copy
from desktop.ui.reader.state import ReaderState


class NoCopy(StrEnum):
    """Why no copy with annotations is written."""

    PDF = "pdf"
    SEALED = "sealed"
    CLASSIFIED = "classified"
    OFFICE = "office"
    AUTHOR = "author"
    PERIOD = "period"


def why_no_copy(state: ReaderState, summary: DocumentSummary, now: datetime) -> NoCopy | None:
    """What stands against a copy with annotations outside the vault; None when nothing does.

    Only files of no level leave the vault, and a sealed file is never written into (GB/T 33190 18.1).
    """
    if summary.format == "pdf":
        return NoCopy.PDF
    if summary.signatures or (state.version is not None and state.version.sealed):
        return NoCopy.SEALED
    if state.classification.level.rank:
        return NoCopy.CLASSIFIED
    if may_copy(state, summary, now).refusal is Refusal.OFFICE:
        return NoCopy.OFFICE
    rights = author_allows(state, summary, now)
    if not rights.within_period:
        return NoCopy.PERIOD
    return None if rights.annotate and rights.export else NoCopy.AUTHOR


def annotated_copy(handle: Handle, layer: Layer, now: datetime) -> bytes:
    """The file with the layer as annotations; its own bytes stay where they are.

    Raises `DocumentSealed`, `CannotAppend` and other kinds of `OfdError`.
    """
    return annotate(handle.document, layer, now=now, body=handle.body, version=handle.version)


def file_name(title: str) -> str:
    """A title as a file's name on any system: without what separates folders or starts a command."""
    kept = "".join(" " if char in '<>:"/\\|?*' or ord(char) < 32 else char for char in title)
    return kept.strip(" .")[:120] or "copy"
