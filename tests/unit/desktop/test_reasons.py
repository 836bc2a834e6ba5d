"""Every failure has a line at the terminal; words in the window are tested with the window."""

from __future__ import annotations

import subprocess
import sys

import pytest

from core.errors import AppError
from desktop.cli.reasons import reason
from desktop.cli.telling import told
from desktop.vault.errors import VaultAbsent
from tests.errors import example, kinds_of_error


@pytest.mark.parametrize(
    "kind",
    kinds_of_error(outside=("desktop.ui", "desktop.tasks")),
    ids=lambda kind: f"{kind.__module__}.{kind.__name__}",
)
def test_an_error_has_a_line_of_its_own(kind: type[AppError]) -> None:
    line = reason(example(kind))
    assert kind in reason.registry, f"desktop/cli/reasons says nothing about {kind.__name__}"
    assert line
    assert "\n" not in line
    assert kind.code not in line


def test_what_reading_can_meet_is_said_without_loading_the_rest_of_the_program() -> None:
    saying = (
        "import sys; from core.ofd.errors import NoPages; from desktop.cli.files import OutputUnwritable; "
        "from desktop.cli.telling import told; "
        "print(told(OutputUnwritable(fault='ENOTDIR')), told(NoPages())); "
        "print('desktop.cli.reasons.office' in sys.modules, 'core.seal.errors' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", saying], capture_output=True, text=True, check=True)
    words, loaded = ran.stdout.splitlines()
    assert "a file is in its place the document has no pages" in words
    assert loaded == "False False"


def test_what_only_other_verbs_can_meet_is_said_as_well() -> None:
    assert told(VaultAbsent()) == "there is no profile in this folder; enrol the device first"
