"""Which part of a file a request asks for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.errors import RangeUnsatisfiable
from gateway.http.ranges import Span, asked_span

ETAG = '"abc"'


@pytest.mark.parametrize(
    ("asked", "span"),
    [
        (None, Span(0, 100, partial=False)),
        ("bytes=0-", Span(0, 100, partial=True)),
        ("bytes=10-19", Span(10, 20, partial=True)),
        ("bytes=90-500", Span(90, 100, partial=True)),
        ("bytes=-10", Span(90, 100, partial=True)),
        ("bytes=-500", Span(0, 100, partial=True)),
        ("bytes=20-10", Span(0, 100, partial=False)),
        ("bytes=0-1,5-6", Span(0, 100, partial=False)),
        ("items=0-1", Span(0, 100, partial=False)),
        ("bytes=-", Span(0, 100, partial=False)),
        ("bytes=１-２", Span(0, 100, partial=False)),
    ],
)
def test_a_range_asks_for_these_bytes(asked: str | None, span: Span) -> None:
    assert asked_span(asked, None, ETAG, 100) == span


@pytest.mark.parametrize("asked", ["bytes=100-", "bytes=100-200", "bytes=-0"])
def test_a_range_behind_the_end_is_unsatisfiable(asked: str) -> None:
    with pytest.raises(RangeUnsatisfiable):
        asked_span(asked, None, ETAG, 100)


def test_a_range_counts_only_while_the_file_is_the_same() -> None:
    assert asked_span("bytes=5-", ETAG, ETAG, 100).partial
    assert not asked_span("bytes=5-", '"other"', ETAG, 100).partial


@given(st.text(max_size=40), st.integers(0, 1000))
def test_no_range_leaves_the_file(asked: str, size: int) -> None:
    try:
        span = asked_span(asked, None, ETAG, size)
    except RangeUnsatisfiable:
        return
    assert 0 <= span.start <= span.stop <= size
