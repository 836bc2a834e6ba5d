"""The confined reader: `ReadingWorker` is its door; see `desktop.reading.client` for how to use it."""

from desktop.reading.client import Handle, Picture, Png, ReadingWorker, whole_page
from desktop.reading.wire import (
    Attachment,
    BoxMm,
    Confinement,
    DocumentSummary,
    FontUse,
    Link,
    OutlineEntry,
    PageSize,
    PageText,
    RectPx,
    SignatureMark,
    StampPlace,
    TextRun,
    Warned,
)

__all__ = [
    "Attachment",
    "BoxMm",
    "Confinement",
    "DocumentSummary",
    "FontUse",
    "Handle",
    "Link",
    "OutlineEntry",
    "PageSize",
    "PageText",
    "Picture",
    "Png",
    "ReadingWorker",
    "RectPx",
    "SignatureMark",
    "StampPlace",
    "TextRun",
    "Warned",
    "whole_page",
]
