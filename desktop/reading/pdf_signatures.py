"""The signatures a PDF names, as structure: nothing is verified here."""

from __future__ import annotations

import contextlib
import ctypes
from collections.abc import Callable, Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from desktop.reading.wire import BoxMm, SignatureMark, StampPlace

SIGNATURES_MAX = 1_000
_PAGES_SEARCHED_MAX = 500
_ANNOTATIONS_MAX = 5_000
_NAME_BYTES = 256

PlaceBox = Callable[[pypdfium2.PdfPage, int, tuple[float, float, float, float]], BoxMm]
"""From a page, its number and left, bottom, right, top in user space to mm."""


def signature_marks(document: pypdfium2.PdfDocument, place_box: PlaceBox) -> Iterator[SignatureMark]:
    """One mark a signature, its SubFilter as its kind; placed when there are as many fields."""
    count = min(max(0, pdfium.FPDF_GetSignatureCount(document)), SIGNATURES_MAX)
    if not count:
        return
    places = list(_places(document, place_box))
    for index in range(count):
        signature = pdfium.FPDF_GetSignatureObject(document, index)
        buffer = ctypes.create_string_buffer(_NAME_BYTES)
        length = pdfium.FPDFSignatureObj_GetSubFilter(signature, buffer, _NAME_BYTES)
        kind = buffer.value.decode("ascii", "replace") if 0 < length <= _NAME_BYTES else ""
        yield SignatureMark(str(index), kind, (places[index],) if len(places) == count else ())


def _places(document: pypdfium2.PdfDocument, place_box: PlaceBox) -> Iterator[StampPlace]:
    """The signature fields' places, page by page, invisible ones too."""
    if document.formenv is None:
        return
    for number in range(min(len(document), _PAGES_SEARCHED_MAX)):
        with contextlib.suppress(pypdfium2.PdfiumError):
            page = document.get_page(number)
            try:
                yield from _places_on(document, page, number, place_box)
            finally:
                page.close()


def _places_on(
    document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, number: int, place_box: PlaceBox
) -> Iterator[StampPlace]:
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), _ANNOTATIONS_MAX)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        try:
            kind = pdfium.FPDFAnnot_GetFormFieldType(document.formenv, annotation)
            area = pdfium.FS_RECTF()
            if kind == pdfium.FPDF_FORMFIELD_SIGNATURE and pdfium.FPDFAnnot_GetRect(annotation, area):
                edges = (area.left, area.bottom, area.right, area.top)
                yield StampPlace(number, place_box(page, number, edges))
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)
