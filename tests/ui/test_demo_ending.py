"""A demonstration that is told to end from outside, wherever it is just then."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_windows_close_when_what_a_signal_broke_into_is_done(number: signal.Signals) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.ui.window_told_to_end", str(int(number))],
        cwd=Path(__file__).parents[2],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (128 + number, "closed after\n")
