"""The side journal of pending acts: torn, damaged or whole."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.sync.journal import PendingState
from desktop.cache.journal import Journal, reconciled
from tests.unit.desktop.builders import pending

KEY = bytes(range(32))


def written(path: Path, count: int) -> bytes:
    """A journal with acts 0 … count-1 as appended by a run that was killed."""
    path.unlink(missing_ok=True)
    journal = Journal(path, KEY)
    for number in range(count):
        journal.made(pending(number))
    journal.close()
    return path.read_bytes()


def ids(journal: Journal) -> list[str]:
    return [each.id for each in reconciled(journal, [])]


def test_acts_come_back_in_the_order_they_were_made(tmp_path: Path) -> None:
    written(tmp_path / "journal", 5)
    journal = Journal(tmp_path / "journal", KEY)
    assert reconciled(journal, []) == [pending(number) for number in range(5)]
    journal.close()


def test_nothing_of_an_act_is_readable(tmp_path: Path) -> None:
    content = written(tmp_path / "journal", 3)
    assert b"ag-1" not in content
    assert pending(1).id.encode() not in content


def test_another_key_reads_nothing(tmp_path: Path) -> None:
    written(tmp_path / "journal", 3)
    journal = Journal(tmp_path / "journal", bytes(32))
    assert ids(journal) == []
    journal.close()


def test_a_torn_tail_costs_only_the_act_that_was_not_finished(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    content = written(path, 3)
    last = content.rfind(b"\xa5SDe")
    for cut in range(last, len(content)):
        path.write_bytes(content[:cut])
        journal = Journal(path, KEY)
        assert ids(journal) == [pending(0).id, pending(1).id]
        journal.close()


@settings(max_examples=60, deadline=None)
@given(at=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_one_flipped_bit_costs_at_most_one_act(
    tmp_path_factory: pytest.TempPathFactory, at: float, bit: int
) -> None:
    path = tmp_path_factory.mktemp("journal") / "journal"
    content = bytearray(written(path, 6))
    header = 20
    content[header + int(at * (len(content) - header))] ^= 1 << bit
    path.write_bytes(content)
    journal = Journal(path, KEY)
    assert len(ids(journal)) >= 5
    assert set(ids(journal)) <= {pending(number).id for number in range(6)}
    journal.close()


def test_a_later_answer_replaces_the_act(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal", KEY)
    journal.made(pending(1))
    refused = replace(pending(1), state=PendingState.REFUSED, reason="frozen")
    journal.made(refused)
    journal.close()
    again = Journal(tmp_path / "journal", KEY)
    assert reconciled(again, [pending(1)]) == [refused]
    again.close()


def test_a_settled_act_is_not_brought_back_by_the_database(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal", KEY)
    journal.made(pending(1))
    journal.settle([pending(1).id])
    journal.close()
    again = Journal(tmp_path / "journal", KEY)
    assert reconciled(again, [pending(1)]) == []
    again.close()


def test_the_file_does_not_grow_for_ever(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal", KEY)
    journal.made(pending(0))
    for number in range(1, 400):
        journal.made(pending(number))
        journal.settle([pending(number).id])
        journal.forget_settled()
    journal.close()
    assert (tmp_path / "journal").stat().st_size < 100_000
    again = Journal(tmp_path / "journal", KEY)
    assert ids(again) == [pending(0).id]
    again.close()
