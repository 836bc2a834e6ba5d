"""An entry in words: what the table on screen, the paper and the file have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from core.office import LedgerEntry, UseOutcome
from core.seal.ledger import entry_digest
from desktop.ui import seal_words, words
from desktop.ui.ledger.state import Names
from desktop.ui.messages import refusal

translate = QCoreApplication.translate
_SHORT = 10


@dataclass(frozen=True, slots=True)
class Column:
    """What a heading stands over; `width_mm` on paper, `width_px` on screen (0 takes what is left)."""

    heading: Callable[[], str]
    cell: Callable[[LedgerEntry, Names], str]
    width_mm: float
    width_px: int
    mono: bool = False


def _document(entry: LedgerEntry, names: Names) -> str:
    """The document as this person may know it: its number, else the file's digest."""
    known = names.documents.get(entry.document_id or "")
    if known:
        return known
    return f"SHA-256 {entry.original_blob[:_SHORT]}…" if entry.original_blob else "—"


def _use(entry: LedgerEntry, _names: Names) -> str:
    kinds = words.use_kinds(entry.kinds)
    pages = seal_words.page_numbers(entry.pages)
    return " ".join(part for part in (kinds, pages) if part)


def outcome(entry: LedgerEntry) -> str:
    """已用印 or 拒绝, and whether it was done offline."""
    said = seal_words.use_outcome(entry.outcome)
    if entry.outcome is UseOutcome.SEALED and entry.offline:
        return translate("ledger", "{outcome} (offline)").format(outcome=said)
    return said


COLUMNS = (
    Column(lambda: translate("ledger", "No."), lambda entry, _: str(entry.sequence_no), 13, 56),
    Column(lambda: translate("ledger", "Time"), lambda entry, _: words.day_and_time(entry.used_at), 36, 176),
    Column(
        lambda: translate("ledger", "Seal"),
        lambda entry, names: names.seals.get(entry.seal_id, entry.seal_id),
        44,
        176,
    ),
    Column(
        lambda: translate("ledger", "Custodian"),
        lambda entry, names: names.people.get(entry.operator_id, entry.operator_id),
        18,
        80,
    ),
    Column(
        lambda: translate("ledger", "Witness"),
        lambda entry, names: names.people.get(entry.witness_id or "", "—"),
        18,
        72,
    ),
    Column(lambda: translate("ledger", "Document"), _document, 43, 0),
    Column(lambda: translate("ledger", "Use"), _use, 42, 192),
    Column(lambda: translate("ledger", "Copies"), lambda entry, _: str(entry.copies), 11, 56),
    Column(lambda: translate("ledger", "Outcome"), lambda entry, _: outcome(entry), 24, 116),
    Column(
        lambda: translate("ledger", "Digest"), lambda entry, _: entry_digest(entry)[:8], 20, 84, mono=True
    ),
)
OUTCOME = 8
GIVING_WAY = (9, 7, 4)
"""Columns that are left out when there is little room, in this order: digest, copies, witness."""


def headings() -> tuple[str, ...]:
    return tuple(column.heading() for column in COLUMNS)


def reason(entry: LedgerEntry) -> str:
    """Why a use was refused, in words; "" for one that was not."""
    return refusal(entry.reason) if entry.outcome is UseOutcome.REFUSED else ""


def lines_of(entries: Iterable[LedgerEntry], names: Names) -> list[tuple[str, ...]]:
    """Every entry as a line of cells, in the order of `COLUMNS`."""
    return [tuple(column.cell(entry, names) for column in COLUMNS) for entry in entries]
