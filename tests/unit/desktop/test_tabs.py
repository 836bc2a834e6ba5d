"""Which tabs are open and which are in sight, by pure functions."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.ui.reader.tabs import Tab, TabRow, TabsState


def _row(*numbers: int, current: int) -> TabRow:
    return TabRow(tuple(Tab(number, kept=True) for number in numbers), current)


def _state(*numbers: int, current: int) -> TabsState:
    return TabsState(rows=(_row(*numbers, current=current),))


def test_a_new_tab_stands_right_of_the_current_one_and_is_in_sight() -> None:
    state = _state(1, 2, current=1).with_tab(Tab(3))
    assert (state.numbers, state.current) == ((1, 3, 2), 3)


def test_closing_the_tab_in_sight_shows_its_right_neighbour_or_else_its_left_one() -> None:
    assert _state(1, 2, 3, current=2).closed(2).current == 3
    assert _state(1, 2, 3, current=3).closed(3).current == 2
    assert _state(1, current=1).closed(1) == TabsState()


def test_closing_another_tab_leaves_what_is_in_sight() -> None:
    assert _state(1, 2, 3, current=3).closed(1).current == 3


def test_stepping_goes_round() -> None:
    state = _state(1, 2, 3, current=3)
    assert (state.stepped(+1).current, state.stepped(-1).current) == (1, 2)
    assert TabsState().stepped(+1) == TabsState()


def test_only_what_is_not_kept_is_a_preview() -> None:
    row = TabRow((Tab(1, kept=True), Tab(2)), 1)
    assert row.preview == 2
    assert row.kept(2).preview == 0


def test_a_tab_is_moved_within_its_row() -> None:
    assert _state(1, 2, 3, current=1).moved(1, 2).numbers == (2, 3, 1)


def test_a_tab_carried_over_makes_the_second_half_and_is_worked_with() -> None:
    state = _state(1, 2, current=2).carried(2)
    assert [row.numbers for row in state.rows] == [(1,), (2,)]
    assert (state.side, state.in_sight) == (1, (1, 2))


def test_the_only_tab_is_not_carried_anywhere() -> None:
    assert _state(1, current=1).carried(1) == _state(1, current=1)


def test_carrying_the_last_tab_of_a_half_ends_the_split() -> None:
    split = _state(1, 2, current=2).carried(2)
    assert split.carried(2).rows == (_row(1, 2, current=2),)
    assert not split.carried(1).split


def test_joining_keeps_every_tab_and_what_was_worked_with_in_sight() -> None:
    joined = _state(1, 2, current=2).carried(2).joined()
    assert (joined.numbers, joined.current, joined.split) == ((1, 2), 2, False)


def test_a_half_that_is_empty_goes_away() -> None:
    split = _state(1, 2, current=2).carried(2)
    assert split.closed(2) == _state(1, current=1)
    assert split.closed(1).rows == (_row(2, current=2),)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["add", "show", "close", "carry", "move", "step", "join"]), st.integers(0, 9)
        )
    )
)
def test_whatever_is_done_each_half_has_one_of_its_tabs_in_sight(acts: list[tuple[str, int]]) -> None:
    state, made = TabsState(), 0
    for act, which in acts:
        numbers = state.numbers
        number = numbers[which % len(numbers)] if numbers else 0
        match act:
            case "add":
                made += 1
                state = state.with_tab(Tab(made))
            case "show" if number:
                state = state.shown(number)
            case "close" if number:
                state = state.closed(number)
            case "carry" if number:
                state = state.carried(number)
            case "move" if number:
                state = state.moved(number, which % len(state.rows[state.side_of(number)].tabs))
            case "step":
                state = state.stepped(1 if which % 2 else -1)
            case "join":
                state = state.joined()
        assert len(set(state.numbers)) == len(state.numbers)
        assert state.side < len(state.rows) <= 2
        assert all(row.current in row.numbers for row in state.rows if row.tabs)
        assert len(state.rows) == 1 or all(row.tabs for row in state.rows)
