"""Several files in one body: what is packed comes out again, and nothing else comes out at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.sync.files import (
    MAX_FILES,
    MAX_FILES_BYTES,
    bodies_of,
    fits_a_body,
    pack_files,
    unpack_files,
)

FILES = st.lists(st.binary(min_size=1, max_size=300), min_size=1, max_size=MAX_FILES)


@given(FILES)
def test_what_is_packed_comes_out_again(contents: list[bytes]) -> None:
    assert unpack_files(pack_files(contents)) == tuple(contents)


@given(st.binary(max_size=200))
def test_strange_bodies_are_files_or_a_value_error(body: bytes) -> None:
    try:
        files = unpack_files(body)
    except ValueError:
        return
    assert pack_files(files) == body


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\0\0\0",
        b"\0\0\0\0",
        b"\0\0\0\2a",
        pack_files([b"a"]) + b"\0",
        pack_files([b"a"] * (MAX_FILES + 1)),
    ],
)
def test_a_body_that_is_cut_padded_or_too_full_is_refused(body: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - what is wrong is nobody's business
        unpack_files(body)


@given(st.lists(st.binary(min_size=1, max_size=50), max_size=3 * MAX_FILES))
def test_groups_keep_the_order_and_fit_a_body(contents: list[bytes]) -> None:
    groups = list(bodies_of(contents))
    assert [each for group in groups for each in group] == contents
    assert all(0 < len(group) <= MAX_FILES for group in groups)


def test_what_fits_no_body_goes_alone() -> None:
    long = bytes(MAX_FILES_BYTES - 3)
    assert not fits_a_body(long)
    assert fits_a_body(long[:-1])
    assert [len(group) for group in bodies_of([b"a", long, long[:-1], b"b"])] == [1, 1, 1]
