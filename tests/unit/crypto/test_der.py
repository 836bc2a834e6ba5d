"""DER is read strictly, keeps its bytes, and agrees with another reader."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from asn1crypto import core
from hypothesis import example, given
from hypothesis import strategies as st

from core.crypto import der
from core.crypto.der import NotDer


@given(st.integers(min_value=-(1 << 300), max_value=1 << 300))
@example(-128)
@example(-(1 << 255))
def test_integers_are_written_as_another_library_writes_them(value: int) -> None:
    assert der.integer(value) == core.Integer(value).dump()
    assert der.parse(der.integer(value)).integer() == value


@given(st.lists(st.integers(0, 1 << 40), max_size=8))
def test_object_identifiers_are_written_as_another_library_writes_them(arcs: list[int]) -> None:
    dotted = ".".join(map(str, (1, 2, *arcs)))
    assert der.oid(dotted) == core.ObjectIdentifier(dotted).dump()
    assert der.parse(der.oid(dotted)).oid() == dotted


@given(st.binary(max_size=70_000))
def test_octets_of_any_length_come_back(content: bytes) -> None:
    assert der.parse(der.octet_string(content)).octets() == content


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"20261120080000Z", datetime(2026, 11, 20, 8, tzinfo=UTC)),
        (b"261120080000Z", datetime(2026, 11, 20, 8, tzinfo=UTC)),
        (b"2611200800Z", datetime(2026, 11, 20, 8, tzinfo=UTC)),
        (b"500101000000Z", datetime(1950, 1, 1, tzinfo=UTC)),
        (b"20261120080000.123Z", datetime(2026, 11, 20, 8, tzinfo=UTC)),
        (b"20261120080000+0800", datetime(2026, 11, 20, 0, tzinfo=UTC)),
        (b"20261120080000", datetime(2026, 11, 20, 0, tzinfo=UTC)),
    ],
)
def test_times_are_read_in_every_form_that_is_met(content: bytes, expected: datetime) -> None:
    assert der.parse_time(content) == expected


@pytest.mark.parametrize("content", [b"", b"20261320080000Z", b"00000101000000Z", b"noon", b"9" * 14 + b"Z"])
def test_what_is_no_time_is_refused(content: bytes) -> None:
    with pytest.raises(NotDer):
        der.parse_time(content)


@pytest.mark.parametrize(
    "encoded",
    [
        b"",
        b"\x30",
        b"\x30\x80\x00\x00",
        b"\x30\x05\x02\x01\x01",
        b"\x02\x01\x01\x00",
        b"\x1f\x81\x01\x00",
        b"\x30\x85\x01\x01\x01\x01\x01",
    ],
    ids=["empty", "cut", "indefinite", "short", "trailing", "long tag", "long length"],
)
def test_broken_encodings_are_refused(encoded: bytes) -> None:
    with pytest.raises(NotDer):
        der.parse(encoded)


@given(st.binary(max_size=200))
def test_noise_raises_only_the_declared_error(noise: bytes) -> None:
    try:
        element = der.parse(noise)
        for read in (element.oid, element.bits, element.text, element.time, element.integer, element.boolean):
            try:
                read()
            except NotDer:
                continue
        tuple(element.items())
    except NotDer:
        return


def test_the_original_bytes_are_kept_even_where_they_are_not_minimal() -> None:
    odd = b"\x30\x81\x03\x02\x01\x05"
    assert der.parse(odd).raw == odd
    assert der.parse(odd).items().take().integer() == 5


def test_text_that_is_no_utf8_is_read_as_gb18030() -> None:
    assert der.parse(der.encode(der.UTF8_STRING, "公章".encode("gb18030"))).text() == "公章"


@given(st.binary(max_size=80))
def test_what_is_no_ber_stays_as_it_is(noise: bytes) -> None:
    inside = b"\x30\x80" + noise
    assert der.as_definite(inside) in (inside, der.as_definite(der.as_definite(inside)))


@given(st.recursive(st.binary(max_size=40), lambda inner: st.lists(inner, max_size=4), max_leaves=12))
def test_indefinite_lengths_become_the_definite_ones_of_the_same_value(value: object) -> None:
    def written(value: object, *, indefinite: bool) -> bytes:
        if isinstance(value, bytes):
            return der.octet_string(value)
        assert isinstance(value, list)
        inside = b"".join(written(each, indefinite=indefinite) for each in value)
        return b"\x30\x80" + inside + b"\0\0" if indefinite else der.sequence(inside)

    ber, definite = written(value, indefinite=True), written(value, indefinite=False)
    assert der.as_definite(ber) == definite
    assert der.first_definite(ber + bytes(9)) == (definite, len(ber))
