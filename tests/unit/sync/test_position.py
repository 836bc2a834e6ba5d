"""Places between places: there is always another one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.sync.position import between, spread


@given(st.lists(st.integers(0, 10**6), max_size=200))
def test_a_position_fits_anywhere_in_an_agenda(places: list[int]) -> None:
    positions: list[str] = []
    for place in places:
        index = place % (len(positions) + 1)
        before = positions[index - 1] if index else None
        after = positions[index] if index < len(positions) else None
        positions.insert(index, between(before, after))
    assert positions == sorted(set(positions))


def test_positions_out_of_order_are_refused() -> None:
    with pytest.raises(ValueError, match="order"):
        between("b", "a")


def test_spread_positions_stand_in_order() -> None:
    positions = list(spread(40))
    assert positions == sorted(set(positions))
