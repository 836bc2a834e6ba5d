"""Cursors tell nothing, and hold for one person on one device."""

from __future__ import annotations

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.errors import CursorUnusable, EpochChanged
from gateway.service.cursors import Cursors, Place

EPOCH = str(uuid.UUID(int=7))
KEY = bytes(range(64))


@given(st.integers(0, 2**64 - 1), st.integers(0, 2**64 - 1))
def test_a_cursor_comes_back_to_its_place(seq: int, floor: int) -> None:
    cursors = Cursors(KEY, EPOCH)
    place = Place(seq=seq, floor=floor)
    assert cursors.read(cursors.written(place, "u-1", "d-1"), "u-1", "d-1") == place


@pytest.mark.parametrize(("person", "device"), [("u-2", "d-1"), ("u-1", "d-2"), ("u-1d", "-1")])
def test_a_cursor_is_bound_to_its_person_and_device(person: str, device: str) -> None:
    cursors = Cursors(KEY, EPOCH)
    with pytest.raises(CursorUnusable):
        cursors.read(cursors.written(Place(5, 0), "u-1", "d-1"), person, device)


def test_a_cursor_of_another_history_says_so() -> None:
    restored = Cursors(KEY, str(uuid.UUID(int=8)))
    with pytest.raises(EpochChanged):
        restored.read(Cursors(KEY, EPOCH).written(Place(5, 0), "u-1", "d-1"), "u-1", "d-1")


def test_a_cursor_of_another_gateway_is_unusable() -> None:
    other = Cursors(Cursors.new_key(), EPOCH)
    with pytest.raises(CursorUnusable):
        other.read(Cursors(KEY, EPOCH).written(Place(5, 0), "u-1", "d-1"), "u-1", "d-1")


@given(st.text(max_size=2000))
def test_any_text_is_read_or_refused(text: str) -> None:
    with pytest.raises(CursorUnusable):
        Cursors(KEY, EPOCH).read(text, "u-1", "d-1")
