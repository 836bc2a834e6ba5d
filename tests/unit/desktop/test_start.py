"""What the unlock form waits for: little, so that it stands at once."""

from __future__ import annotations

import subprocess
import sys

BEHIND = {"desktop.behind", "desktop.workspace", "desktop.ui.main_window", "sqlalchemy", "requests"}


def test_the_unlock_form_is_loaded_without_what_stands_behind_it() -> None:
    code = "import sys, desktop.app, desktop.ui.unlock; print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = told.stdout.split()
    assert "desktop.ui.unlock" in loaded
    assert not BEHIND & {*loaded}
