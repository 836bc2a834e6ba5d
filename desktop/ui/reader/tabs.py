"""Which documents lie open, in which order, and which of them are in sight: values without Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple, Self


class Tab(NamedTuple):
    """One open document. What is not `kept` gives its place to the next that is only looked at."""

    number: int
    kept: bool = False


@dataclass(frozen=True, slots=True)
class TabRow:
    """The tabs of one half, from the left; `current` is the number of the one in sight, 0 for none."""

    tabs: tuple[Tab, ...] = ()
    current: int = 0

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(tab.number for tab in self.tabs)

    @property
    def preview(self) -> int:
        """The tab that the next document may take; 0 for none."""
        return next((tab.number for tab in self.tabs if not tab.kept), 0)

    def with_tab(self, tab: Tab) -> TabRow:
        """Put `tab` to the right of the current one, in sight."""
        place = self.place(self.current) + 1
        return TabRow((*self.tabs[:place], tab, *self.tabs[place:]), tab.number)

    def without(self, number: int) -> TabRow:
        """Take a tab away; its right neighbour comes into sight, or else its left one."""
        place = self.place(number)
        tabs = tuple(tab for tab in self.tabs if tab.number != number)
        if number != self.current:
            return TabRow(tabs, self.current)
        return TabRow(tabs, tabs[min(place, len(tabs) - 1)].number if tabs else 0)

    def kept(self, number: int) -> TabRow:
        return replace(
            self, tabs=tuple(tab._replace(kept=tab.kept or tab.number == number) for tab in self.tabs)
        )

    def moved(self, number: int, place: int) -> TabRow:
        tab = next(tab for tab in self.tabs if tab.number == number)
        rest = [each for each in self.tabs if each.number != number]
        rest.insert(place, tab)
        return replace(self, tabs=tuple(rest))

    def place(self, number: int) -> int:
        """Where the tab stands, from 0; -1 when it is not in this row."""
        return next((place for place, tab in enumerate(self.tabs) if tab.number == number), -1)


@dataclass(frozen=True, slots=True, kw_only=True)
class TabsState:
    """One row of tabs, or two side by side; `side` is the row that a person works in, 0 or 1.

    `coupled` says that both halves scroll together.
    """

    rows: tuple[TabRow, ...] = (TabRow(),)
    side: int = 0
    coupled: bool = False

    @property
    def row(self) -> TabRow:
        return self.rows[self.side]

    @property
    def current(self) -> int:
        return self.row.current

    @property
    def split(self) -> bool:
        return len(self.rows) > 1

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(number for row in self.rows for number in row.numbers)

    @property
    def in_sight(self) -> tuple[int, ...]:
        return tuple(row.current for row in self.rows if row.current)

    def side_of(self, number: int) -> int:
        return next(side for side, row in enumerate(self.rows) if number in row.numbers)

    def with_tab(self, tab: Tab) -> Self:
        return self._with_row(self.side, self.row.with_tab(tab))

    def shown(self, number: int) -> Self:
        """Bring a tab into sight, and work in its half from now on."""
        side = self.side_of(number)
        return replace(self._with_row(side, replace(self.rows[side], current=number)), side=side)

    def kept(self, number: int) -> Self:
        side = self.side_of(number)
        return self._with_row(side, self.rows[side].kept(number))

    def moved(self, number: int, place: int) -> Self:
        side = self.side_of(number)
        return self._with_row(side, self.rows[side].moved(number, place))

    def stepped(self, step: int) -> Self:
        """The next (+1) or previous (-1) tab of this half, around its ends."""
        numbers = self.row.numbers
        if not numbers:
            return self
        place = (self.row.place(self.current) + step) % len(numbers)
        return self.shown(numbers[place])

    def closed(self, number: int) -> Self:
        """A half whose last tab is closed goes away."""
        side = self.side_of(number)
        return self._with_row(side, self.rows[side].without(number))._without_empty_half()

    def beside(self, tab: Tab) -> Self:
        """Put a tab into the other half, which is there from now on."""
        other = 1 - self.side if self.split else 1
        rows = self.rows if self.split else (*self.rows, TabRow())
        return replace(replace(self, rows=rows)._with_row(other, rows[other].with_tab(tab)), side=other)

    def carried(self, number: int) -> Self:
        """Take a tab over to the other half; the only one there is stays where it is."""
        side = self.side_of(number)
        if not self.split and len(self.row.tabs) < 2:
            return self
        tab = next(tab for tab in self.rows[side].tabs if tab.number == number)
        left = self._with_row(side, self.rows[side].without(number))
        return replace(left, side=side).beside(tab._replace(kept=True))._without_empty_half()

    def joined(self) -> Self:
        """One half again, with the tabs of both; the one that was worked with stays in sight."""
        tabs = tuple(tab for row in self.rows for tab in row.tabs)
        return replace(self, rows=(TabRow(tabs, self.current),), side=0, coupled=False)

    def _with_row(self, side: int, row: TabRow) -> Self:
        return replace(self, rows=(*self.rows[:side], row, *self.rows[side + 1 :]))

    def _without_empty_half(self) -> Self:
        rows = tuple(row for row in self.rows if row.tabs)
        if not self.split or len(rows) == len(self.rows):
            return self
        return replace(self, rows=rows or (TabRow(),), side=0, coupled=False)
