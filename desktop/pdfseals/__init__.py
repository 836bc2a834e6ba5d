"""Judging the seals of PDFs: pyHanko and our own verification, together, in a confined process."""

from desktop.pdfseals.client import PdfSeals, is_pdf
from desktop.pdfseals.errors import PdfNotSealable, PdfSealsUnjudged, PdfUnreadable

__all__ = ["PdfNotSealable", "PdfSeals", "PdfSealsUnjudged", "PdfUnreadable", "is_pdf"]
