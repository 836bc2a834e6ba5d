"""The memory that pages are drawn in, kept from one picture to the next.

The system hands fresh memory out bit by bit and empties each: for an A4 page at 144 dpi that takes as long
as drawing it. A worker that starts has it done beside the loading of its code.
"""

from __future__ import annotations

import ctypes
import mmap
from _weakref import ref  # that of `weakref`, which brings containers along
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

SHEET_BYTES = 8 * 2**20
"""An A4 page at 144 dpi, 4 bytes a pixel; larger pictures have memory of their own."""


class Paper:
    """One sheet, drawn on by one picture at a time."""

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, SHEET_BYTES)
        self._is_white = False
        self._drawn_on: ref[QImage] | None = None

    def whiten(self) -> None:
        """Make the sheet white, to be done before the first `sheet`; other threads go on meanwhile."""
        whole = (ctypes.c_char * SHEET_BYTES).from_buffer(self._memory)
        ctypes.CDLL(None).memset(whole, 0xFF, ctypes.c_size_t(SHEET_BYTES))
        self._is_white = True

    def sheet(self, width: int, height: int) -> QImage:
        """A white picture of 32 bits a pixel (RGB32). Raises MemoryError."""
        from PySide6.QtCore import Qt  # noqa: PLC0415  whoever makes paper at the start has no Qt yet
        from PySide6.QtGui import QImage  # noqa: PLC0415

        form = QImage.Format.Format_RGB32
        in_use = self._drawn_on is not None and self._drawn_on() is not None
        if in_use or width * height * 4 > SHEET_BYTES:
            image, is_white = QImage(width, height, form), False
        else:
            image, is_white = QImage(memoryview(self._memory), width, height, width * 4, form), self._is_white
            self._drawn_on, self._is_white = ref(image), False
        if image.isNull():
            raise MemoryError
        if not is_white:
            image.fill(Qt.GlobalColor.white)
        return image
