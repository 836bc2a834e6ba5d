"""What can go wrong before there is a verdict on a PDF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from core.errors import DocumentError, SealError


@dataclass(eq=False)
class PdfUnreadable(DocumentError):
    """Bytes that are no PDF one could look for signatures in; `fault` is "damaged" or "encrypted"."""

    code: ClassVar[str] = "pdf.unreadable"
    fault: str


@dataclass(eq=False)
class PdfSealsUnjudged(DocumentError):
    """The process that judges PDFs gave no verdict: `fault` is "time", "ended", "answer" or "too_large"."""

    code: ClassVar[str] = "pdf.seals_unjudged"
    fault: str


@dataclass(eq=False)
class PdfNotSealable(SealError):
    """A PDF to which no seal can be added.

    `fault` is "protected" (an earlier signature forbids it), "structure", "page", "outside", "turned",
    "picture" (the seal's is no PNG) or "not_sm2".
    """

    code: ClassVar[str] = "pdf.not_sealable"
    fault: str
