"""FreeType beside the rest of the program."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.reading.freetype_face import Outline

OPENING = """
import os, sys, threading
from desktop.reading.freetype_face import Face

def opened(path):
    try:
        Face(path)
    except ValueError:
        print("no font")

waiting = threading.Thread(target=opened, args=(sys.argv[1],))
waiting.start()
os.close(os.open(sys.argv[1], os.O_WRONLY))
waiting.join()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes among its files")
def test_other_threads_go_on_while_a_font_file_is_opened(tmp_path: Path) -> None:
    slow = tmp_path / "slow.ttf"
    os.mkfifo(slow)
    ran = subprocess.run(
        [sys.executable, "-c", OPENING, str(slow)], capture_output=True, text=True, check=False, timeout=30
    )
    assert (ran.stdout, ran.returncode) == ("no font\n", 0)


def test_an_outline_of_more_points_than_a_signed_number_holds_is_seen_as_large() -> None:
    assert Outline(n_points=40_000).n_points == 40_000
