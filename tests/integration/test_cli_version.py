"""What either program says of its version."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version

import pytest


@pytest.mark.parametrize(("module", "name"), [("desktop", "sealdesk"), ("gateway", "sealdesk-gateway")])
def test_both_programs_tell_the_version_that_is_installed(module: str, name: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", module, "--version"], capture_output=True, text=True, check=True, timeout=60
    )
    assert ran.stdout == f"{name} {version('sealdesk')}\n"
