"""The short form of `make fuzz-seals`: new inputs every time, the seed is printed."""

from __future__ import annotations

import secrets

from tests.fuzz.seals import run


def test_mutated_seals_are_read_or_refused_and_never_valid() -> None:
    seed = secrets.randbelow(2**31)
    print("seed", seed)
    trials, findings = run(4_000, seed=seed)
    assert sum(trials.outcomes.values()) == 4_000
    assert findings == {}
