"""The confined reader: `ReadingWorker` is its door; see `desktop.reading.client` for how to use it.

Its names are loaded when one is used: the worker itself, and whoever starts it ahead, need none of them.
"""

from __future__ import annotations

from core.on_demand import on_demand

TYPE_CHECKING = False  # that of `typing` takes 2 ms to load, before the worker of a command can start
if TYPE_CHECKING:
    from desktop.reading.client import (
        Handle,
        PageHits,
        Picture,
        Png,
        ReadingWorker,
        finest_dpi,
        whole_page,
    )
    from desktop.reading.wire import (
        Attachment,
        Bookmark,
        BoxMm,
        Confinement,
        Details,
        DocumentSummary,
        ExtensionMark,
        FontUse,
        Link,
        OutlineEntry,
        PageMarks,
        PageSize,
        PageText,
        RectPx,
        Rights,
        SealLike,
        SignatureMark,
        StampPlace,
        Tag,
        TextHit,
        TextRun,
        VersionMark,
        Warned,
    )

__all__ = [
    "Attachment",
    "Bookmark",
    "BoxMm",
    "Confinement",
    "Details",
    "DocumentSummary",
    "ExtensionMark",
    "FontUse",
    "Handle",
    "Link",
    "OutlineEntry",
    "PageHits",
    "PageMarks",
    "PageSize",
    "PageText",
    "Picture",
    "Png",
    "ReadingWorker",
    "RectPx",
    "Rights",
    "SealLike",
    "SignatureMark",
    "StampPlace",
    "Tag",
    "TextHit",
    "TextRun",
    "VersionMark",
    "Warned",
    "finest_dpi",
    "whole_page",
]

if not TYPE_CHECKING:
    __getattr__ = on_demand(__name__, ("client", "wire"))
