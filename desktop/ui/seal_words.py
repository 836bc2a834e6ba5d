"""The words of custody: outcomes, pages, how long a seal lasts, exactly as the glossary has them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from PySide6.QtCore import QCoreApplication, QObject

from core.office import ESeal, UseOutcome

translate = QCoreApplication.translate
_MOST_RUNS = 4


def use_outcome(code: UseOutcome) -> str:
    match code:
        case UseOutcome.SEALED:
            return translate("custody", "Sealed")
        case UseOutcome.REFUSED:
            return translate("custody", "Refused")
        case _:
            assert_never(code)


def page_numbers(pages: Sequence[int]) -> str:
    """Pages (from 0) as people count them, runs drawn together: 1–3, 7; empty for none."""
    runs: list[tuple[int, int]] = []
    for page in sorted(set(pages)):
        if runs and page == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], page)
        else:
            runs.append((page, page))
    said = ", ".join(str(a + 1) if a == b else f"{a + 1}–{b + 1}" for a, b in runs[:_MOST_RUNS])
    if not said:
        return ""
    more = "…" if len(runs) > _MOST_RUNS else ""
    return translate("custody", "p. {pages}").format(pages=said + more)


def to_confirm() -> str:
    """That the witness has not confirmed yet."""
    return translate("custody", "To be witnessed")


def confirmed() -> str:
    return translate("custody", "Witnessed")


class _Counted(QObject):
    """lupdate sees a plural only in `tr`."""

    def ended(self, days: int) -> str:
        return self.tr("Ended %n day(s) ago", "", days)

    def left(self, days: int) -> str:
        return self.tr("%n day(s) left", "", days)


def days_left(days: int) -> str:
    """How long a seal lasts; negative when it has ended."""
    return _Counted().ended(-days) if days < 0 else _Counted().left(days)


def seal_size(seal: ESeal) -> str:
    """In mm; a round seal by its diameter."""
    if seal.width_mm == seal.height_mm:
        return f"⌀ {seal.width_mm} mm"
    return f"{seal.width_mm} × {seal.height_mm} mm"
