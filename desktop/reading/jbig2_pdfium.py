"""JBIG2 decoded by PDFium, called directly: its Python package takes far longer to load than a picture."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import sys
from ctypes import c_char_p, c_int, c_size_t, c_void_p
from functools import cache

from PySide6.QtGui import QImage

from desktop.reading.jbig2 import Jbig2Damaged, pdf_of_jbig2
from desktop.reading.pixelbound import Undecodable, reduction

_ARGUMENTS: dict[str, tuple[object, ...]] = {
    "FPDF_LoadMemDocument64": (c_char_p, c_size_t, c_char_p),
    "FPDF_CloseDocument": (c_void_p,),
    "FPDF_LoadPage": (c_void_p, c_int),
    "FPDF_ClosePage": (c_void_p,),
    "FPDFBitmap_CreateEx": (c_int, c_int, c_int, c_void_p, c_int),
    "FPDFBitmap_Destroy": (c_void_p,),
    "FPDF_RenderPageBitmap": (c_void_p, c_void_p, c_int, c_int, c_int, c_int, c_int, c_int),
}
_HANDLES = ("FPDF_LoadMemDocument64", "FPDF_LoadPage", "FPDFBitmap_CreateEx")
_GREY_BITMAP, _IN_GREY, _WHITE = 1, 0x08, 0xFFFFFFFF


def by_pdfium(content: bytes) -> QImage:
    """The picture as premultiplied ARGB. Raises `Undecodable`."""
    try:
        wrapped, width, height = pdf_of_jbig2(content)
    except Jbig2Damaged as error:
        raise Undecodable from error
    by = reduction(width, height)
    pixels = QImage(width // by, height // by, QImage.Format.Format_Grayscale8)
    if pixels.isNull():
        raise MemoryError
    pixels.fill(_WHITE)
    pdfium = _library()
    document = pdfium.FPDF_LoadMemDocument64(wrapped, len(wrapped), None)
    if not document:
        raise Undecodable
    try:
        _draw_first_page(pdfium, document, pixels)
    finally:
        pdfium.FPDF_CloseDocument(document)
    return pixels.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


def _draw_first_page(pdfium: ctypes.CDLL, document: int, pixels: QImage) -> None:
    """Into the picture's own memory, which PDFium leaves alone when it destroys its bitmap."""
    width, height, stride = pixels.width(), pixels.height(), pixels.bytesPerLine()
    memory = (ctypes.c_char * (stride * height)).from_buffer(pixels.bits())
    page = pdfium.FPDF_LoadPage(document, 0)
    if not page:
        raise Undecodable
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, _GREY_BITMAP, memory, stride)
    try:
        if not bitmap:
            raise Undecodable
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, _IN_GREY)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
        pdfium.FPDF_ClosePage(page)


@cache
def _library() -> ctypes.CDLL:
    """The library that pypdfium2 uses too; whoever comes second finds it initialised, which PDFium allows."""
    package = importlib.util.find_spec("pypdfium2_raw")
    name = {"win32": "pdfium.dll", "darwin": "libpdfium.dylib"}.get(sys.platform, "libpdfium.so")
    library = ctypes.CDLL(os.path.join(os.path.dirname((package and package.origin) or ""), name))
    for function, arguments in _ARGUMENTS.items():
        getattr(library, function).argtypes = arguments
        getattr(library, function).restype = c_void_p if function in _HANDLES else None
    library.FPDF_InitLibrary()
    return library
