"""Ids of acts ascend, whatever the clock does."""

from __future__ import annotations

from itertools import pairwise

from desktop.action_ids import ActionIds


def test_ids_go_up_in_one_millisecond_and_when_the_clock_goes_back() -> None:
    times = iter([5_000_000_000, 5_000_000_000, 4_000_000_000, 6_000_000_000, 1])
    ids = ActionIds(clock=lambda: next(times), random=lambda bits: (1 << bits) - 1)
    made = [ids.next() for _ in range(5)]
    assert all(one < other for one, other in pairwise(made))


def test_ids_go_up_across_a_restart_with_a_clock_set_back() -> None:
    first = ActionIds(clock=lambda: 9_000_000_000_000_000_000).next()
    assert ActionIds(after=first, clock=lambda: 1).next() > first


def test_a_full_field_moves_on_to_the_next_millisecond() -> None:
    ids = ActionIds(after="00000000-03e8-7fff-bfff-ffffffffffff", clock=lambda: 1)
    assert ids.next().startswith("00000000-03e9-7")
