"""The ledger as a CSV file that a spreadsheet opens without running anything in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
_BOM = "\ufeff"


def neutral(cell: str) -> str:
    """`cell` with a quote before what a spreadsheet would take for a formula (=, +, -, @, tab, line end)."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


def csv_bytes(headings: Sequence[str], lines: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 with a mark at its head, as spreadsheets expect of Chinese; lines end in CR LF (RFC 4180)."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    for line in (headings, *lines):
        writer.writerow([neutral(cell) for cell in line])
    return (_BOM + written.getvalue()).encode()
