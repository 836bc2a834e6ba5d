"""The short form of `make fuzz`: new inputs every time, the seed is printed."""

from __future__ import annotations

import secrets

from tests.fuzz.__main__ import run


def test_mutated_documents_are_drawn_or_refused_and_harm_nothing() -> None:
    seed = secrets.randbelow(2**31)
    print("seed", seed)
    summary = run(300, seed=seed, drivers=2)
    assert summary.inputs == 300
    assert (summary.findings, summary.written) == ([], [])
