"""What a document says, as an answer can hold it."""

from __future__ import annotations

from core.ofd.display import Box
from desktop.reading.wire import LINE_MAX, BoxMm


def clean(text: str) -> str:
    """Text that can be encoded: a lone surrogate of a `\\hhhh` escape becomes U+FFFD."""
    return text.encode("utf-8", "replace").decode("utf-8")


def line(text: str) -> str:
    return clean(text)[:LINE_MAX]


def box_mm(box: Box) -> BoxMm:
    return BoxMm(*box)
