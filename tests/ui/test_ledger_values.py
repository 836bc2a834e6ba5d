"""Filtering, exporting and laying out the ledger, as values."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtWidgets import QApplication

from core.office import LedgerEntry, UseKind, UseOutcome
from desktop.ui.language import Translation
from desktop.ui.ledger.columns import COLUMNS, OUTCOME
from desktop.ui.ledger.export import csv_bytes, neutral
from desktop.ui.ledger.sheets import ROWS, fits, sheets_for
from desktop.ui.ledger.state import (
    LedgerQuery,
    Names,
    Period,
    Span,
    matching,
    month_to_close,
    span_of,
)
from desktop.ui.seal_words import page_numbers

TODAY = date(2026, 6, 17)
NAMES = Names(
    seals={"s-1": "青禾县人民政府"},
    people={"p-1": "唐景和", "p-2": "乔木然"},
    documents={"d-1": "青政办发〔2026〕23号"},
)


def entry(number: int, **changed: object) -> LedgerEntry:
    facts: dict[str, object] = {
        "id": f"l-{number}",
        "sequence_no": number,
        "used_at": datetime(2026, 6, 17, 9, tzinfo=UTC) - timedelta(days=number),
        "seal_id": "s-1",
        "request_id": "sr-1",
        "document_id": "d-1",
        "original_blob": f"{number:064x}",
        "sealed_blob": "1" * 64,
        "operator_id": "p-1",
        "witness_id": "p-2",
        "previous": "0" * 64,
        "kinds": (UseKind.CLOSING,),
        "pages": (1,),
    }
    return LedgerEntry(**{**facts, **changed})  # type: ignore[arg-type]


def found(entries: list[LedgerEntry], **wanted: object) -> list[int]:
    query = LedgerQuery(**wanted)  # type: ignore[arg-type]
    return [each.sequence_no for each in matching(entries, query, NAMES, TODAY)]


ENTRIES = [
    entry(1),
    entry(2, seal_id="s-2", document_id="d-hidden"),
    entry(3, operator_id="p-9", witness_id=None, outcome=UseOutcome.REFUSED),
    entry(40),
]


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        ({}, [1, 2, 3, 40]),
        ({"search": "1"}, [1]),
        ({"search": "0040"}, [40]),
        ({"search": "[2026]23"}, [1, 3, 40]),
        ({"search": "青政办发"}, [1, 3, 40]),
        ({"seal_id": "s-2"}, [2]),
        ({"person_id": "p-2"}, [1, 2, 40]),
        ({"person_id": "p-9"}, [3]),
        ({"outcome": UseOutcome.REFUSED}, [3]),
        ({"period": Period.THIS_MONTH}, [1, 2, 3]),
        ({"period": Period.LAST_MONTH}, [40]),
        ({"period": Period.CHOSEN, "chosen": Span(date(2026, 6, 15), date(2026, 6, 15))}, [2]),
    ],
)
def test_the_ledger_is_found_by_number_seal_person_period_and_outcome(
    wanted: dict[str, object], numbers: list[int]
) -> None:
    assert found(ENTRIES, **wanted) == numbers


def test_a_document_out_of_sight_is_found_by_its_digest_and_never_by_its_number() -> None:
    hidden = [entry(2, document_id="d-hidden", original_blob="abcd" + "0" * 60)]
    assert found(hidden, search="23") == []
    assert found(hidden, search="abcd0") == [2]


def test_an_evening_counts_to_the_offices_day_and_not_to_utc() -> None:
    late = [entry(1, used_at=datetime(2026, 5, 31, 17, tzinfo=UTC))]
    assert found(late, period=Period.THIS_MONTH) == [1]


@pytest.mark.parametrize(
    ("today", "period"),
    [
        (date(2026, 7, 1), Period.LAST_MONTH),
        (date(2026, 7, 10), Period.LAST_MONTH),
        (date(2026, 7, 11), Period.THIS_MONTH),
        (date(2026, 7, 31), Period.THIS_MONTH),
    ],
)
def test_shortly_after_a_month_the_month_before_is_closed(today: date, period: Period) -> None:
    assert month_to_close(today) is period


def test_last_month_ends_with_its_last_day_also_in_january() -> None:
    assert span_of(Period.LAST_MONTH, date(2026, 1, 5)) == Span(date(2025, 12, 1), date(2025, 12, 31))


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_no_cell_of_the_csv_is_a_formula(cell: str) -> None:
    assert neutral(cell) == f"'{cell}"
    written = csv_bytes(("heading",), [(cell,)]).decode("utf-8-sig")
    _, row = list(csv.reader(io.StringIO(written, newline="")))
    assert row == [f"'{cell}"]


def test_a_cell_with_quotes_commas_and_lines_comes_back_whole() -> None:
    cell = '关于“甲,乙"丙\n丁'
    content = csv_bytes(("文号",), [(cell,)])
    assert content.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))) == [["文号"], [cell]]


@pytest.mark.parametrize(
    ("pages", "said"),
    [((), ""), ((0,), "1"), ((0, 1, 2), "1–3"), ((4, 0, 1), "1–2, 5"), ((0, 2, 4, 6, 8), "1, 3, 5, 7…")],
)
def test_pages_are_drawn_together_in_runs(pages: tuple[int, ...], said: str) -> None:
    assert said in page_numbers(pages)
    assert bool(page_numbers(pages)) == bool(said)


@pytest.mark.parametrize(
    ("entries", "notes", "sheets"),
    [(0, 0, 1), (1, 0, 1), (ROWS, 0, 1), (ROWS + 1, 0, 2), (0, 1, 2), (50_000, 3, -(-50_000 // ROWS) + 1)],
)
def test_an_empty_ledger_takes_a_sheet_and_notes_one_of_their_own(
    entries: int, notes: int, sheets: int
) -> None:
    assert sheets_for(entries, notes) == sheets


def test_what_decides_is_told_whole_on_paper(qapp: QApplication, chinese: Translation) -> None:
    """A use off line must not be cut to one on line, nor its ways and pages."""
    used = entry(
        123,
        offline=True,
        kinds=(UseKind.CLOSING, UseKind.STRADDLE),
        pages=(0, 1, 2),
        outcome=UseOutcome.SEALED,
    )
    cells = [(column, column.cell(used, NAMES)) for column in COLUMNS]
    assert [text for column, text in cells if not fits(text, column)] == []
    assert "离线" in cells[OUTCOME][1]
