"""Judging the seals of PDFs: pyHanko and our own verification, together, in a confined process."""

from desktop.pdfseals.client import PdfJudge, is_pdf
from desktop.pdfseals.errors import PdfNotSealable, PdfSealsUnjudged, PdfUnreadable

__all__ = ["PdfJudge", "PdfNotSealable", "PdfSealsUnjudged", "PdfUnreadable", "is_pdf"]
