"""How a worker's death is told."""

from __future__ import annotations

import sys

from desktop.reading import ReadingWorker
from tests.fuzz.__main__ import main
from tests.fuzz.seeds import Inputs
from tests.fuzz.trial import MEMORY_LIMIT, SECONDS, Trials

ABORTS = (sys.executable, "-c", "import os; os.abort()")


def _codes(trials: Trials) -> list[str]:
    try:
        return [found.code for found in trials.run(0)]
    finally:
        trials.worker.stop()


def test_a_death_that_more_memory_prevents_is_told_as_one_by_the_limit() -> None:
    worker = ReadingWorker(seconds=SECONDS, command=ABORTS)
    assert _codes(Trials(Inputs.of(1, corpus=False), worker)) == [MEMORY_LIMIT]


def test_a_death_that_more_memory_does_not_prevent_is_a_finding() -> None:
    worker = ReadingWorker(seconds=SECONDS, command=ABORTS)
    trials = Trials(Inputs.of(1, corpus=False), worker, roomy=ABORTS)
    assert _codes(trials) == ["reading.worker_died"]


def test_an_input_without_a_finding_ends_well() -> None:
    assert main(["--seed", "1", "--only", "0", "--own"]) == 0
