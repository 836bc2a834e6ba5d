"""A changed byte of a sealed file: whatever it is, the file is not valid any more."""

from __future__ import annotations

import random

import pytest

from tests.fuzz.flips import (
    Subject,
    header_changes,
    own_subjects,
    random_changes,
    survivors,
    vector_subjects,
)

OWN, OTHERS = tuple(own_subjects()), tuple(vector_subjects())
_SAMPLED = 750
_SAMPLED_OF_OTHERS = 250
_HEADERS = 150
_LEFT_PER_MILLE = 12.0


@pytest.fixture
def chance() -> random.Random:
    seed = random.randrange(1 << 32)
    print("seed", seed)
    return random.Random(seed)


def named(subject: Subject) -> str:
    return subject.name


@pytest.mark.parametrize("subject", [*OWN, *OTHERS], ids=named)
def test_the_file_itself_is_valid(subject: Subject) -> None:
    assert subject.is_valid(subject.content)


@pytest.mark.parametrize("subject", OWN, ids=named)
def test_no_changed_byte_of_a_file_we_sealed_leaves_it_valid(subject: Subject, chance: random.Random) -> None:
    changes = random_changes(len(subject.content), _SAMPLED, chance)
    assert list(survivors(subject, changes)) == []


@pytest.mark.parametrize("subject", [*OWN, *OTHERS], ids=named)
def test_no_changed_bit_outside_the_contents_leaves_a_file_valid(
    subject: Subject, chance: random.Random
) -> None:
    every = list(header_changes(subject.content))
    assert list(survivors(subject, iter(chance.sample(every, _HEADERS)))) == []


@pytest.mark.parametrize("subject", OTHERS, ids=named)
def test_next_to_no_changed_byte_of_another_writers_file_leaves_it_valid(
    subject: Subject, chance: random.Random
) -> None:
    """Nobody recorded what its archive was: a whole byte can be changed into another usual one."""
    left = list(survivors(subject, random_changes(len(subject.content), _SAMPLED_OF_OTHERS, chance)))
    assert 1000 * len(left) / _SAMPLED_OF_OTHERS <= _LEFT_PER_MILLE
