"""Runs inside easyofd's own environment: draws documents at a resolution, a line of JSON per document.

    python easyofd_peer.py FONT DPI OUT FILE…

At its fastest: its log is off, and every font name that it asks for is registered beforehand with FONT, so
that it never searches for metric files. It draws PDF in units of 1/200 inch; its PyMuPDF makes the pixels.
"""

import json
import sys
import time
import warnings
from pathlib import Path

warnings.simplefilter("ignore")

import fitz  # noqa: E402
from loguru import logger  # noqa: E402
from reportlab.pdfbase import pdfmetrics  # noqa: E402
from reportlab.pdfbase.ttfonts import TTFont  # noqa: E402

_ITS_UNITS_PER_INCH = 200


def main(font: str, dpi: str, out: str, *files: str) -> None:
    logger.remove()
    from easyofd.ofd import OFD  # noqa: PLC0415  it logs while it is imported

    # Version 20260427 sets every text in this one name.
    pdfmetrics.registerFont(TTFont("宋体", font))
    for number, file in enumerate(files, 1):
        folder = Path(out) / str(number)
        folder.mkdir(parents=True, exist_ok=True)
        began = time.perf_counter()
        try:
            pages = draw(OFD(), file, float(dpi), folder)
            line = {"pages": pages}
        except Exception as error:  # noqa: BLE001  a document it cannot draw is an answer
            line = {"pages": 0, "error": type(error).__name__}
        print(json.dumps({**line, "seconds": time.perf_counter() - began}), flush=True)


def draw(ofd: object, file: str, dpi: float, folder: Path) -> int:
    ofd.read(file, fmt="path")
    scale = fitz.Matrix(dpi / _ITS_UNITS_PER_INCH, dpi / _ITS_UNITS_PER_INCH)
    with fitz.open(stream=ofd.to_pdf(), filetype="pdf") as pages:
        for number, page in enumerate(pages, 1):
            page.get_pixmap(matrix=scale, alpha=False).save(folder / f"{number}.png")
        return len(pages)


if __name__ == "__main__":
    main(*sys.argv[1:])
