"""Pictures of a PDF that look like seals where no signature stamps (see `desktop.reading.likeness`)."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator

import pypdfium2
import pypdfium2.raw as pdfium
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

from core.ofd.display import Box
from desktop.reading.facts import box_mm
from desktop.reading.likeness import CANDIDATES_MAX, SIDE_PX, could_be_seal, looks_like_a_seal
from desktop.reading.pdf_text import Grid
from desktop.reading.wire import SealLike

OBJECTS_MAX = 5_000
PIXELS_MAX = 16_000_000
_DEPTH = 4


def seal_like_pictures(page: pypdfium2.PdfPage, grid: Grid, stamps: Iterable[Box]) -> Iterator[SealLike]:
    """The pictures that look like seals, of those few that have a seal's size."""
    looked, places = 0, list(stamps)
    images = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=_DEPTH)
    for _, image in zip(range(OBJECTS_MAX), images, strict=False):
        with contextlib.suppress(pypdfium2.PdfiumError):
            area = grid.box(*image.get_bounds())
            if looked >= CANDIDATES_MAX or not could_be_seal(area, places):
                continue
            looked += 1
            width, height = image.get_px_size()
            if width * height <= PIXELS_MAX and looks_like_a_seal(_small(image)):
                yield SealLike(box_mm(area), "picture")


def _small(image: pypdfium2.PdfImage) -> QImage:
    """The picture as the page shows it, mask and all, turned and stretched into a small square."""
    bitmap = image.get_bitmap(render=True, scale_to_original=False)
    pixels = bytes(bitmap.buffer)
    format_ = QImage.Format.Format_ARGB32 if bitmap.n_channels == 4 else QImage.Format.Format_BGR888
    if bitmap.n_channels == 1:
        format_ = QImage.Format.Format_Grayscale8
    borrowed = QImage(pixels, bitmap.width, bitmap.height, bitmap.stride, format_)
    smooth = Qt.TransformationMode.SmoothTransformation
    return borrowed.scaled(QSize(SIDE_PX, SIDE_PX), Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
