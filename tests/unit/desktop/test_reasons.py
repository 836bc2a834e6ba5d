"""Every failure and every refusal of the gateway has a line at the terminal, and words in the window."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from core.errors import AppError
from desktop.cli.reasons import reason
from desktop.cli.telling import told
from desktop.ui.messages import refusal
from desktop.vault.errors import VaultAbsent
from tests.errors import example, kinds_of_error

SERVICE = Path(__file__).parents[3] / "gateway" / "service"
NO_CODES = {"use"}


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


def codes_of_the_service() -> list[str]:
    """What stands where the gateway's service names a code, whichever file it is in."""
    found: set[str] = set()
    for file in sorted(SERVICE.glob("*.py")):
        source = file.read_text()
        found |= set(re.findall(r'Refusal\(\s*"([a-z_]+)"', source))
        found |= set(re.findall(r'yield\s+\(?\s*"([a-z_]{2,})",', source))
        found |= set(re.findall(r'\(\s*"([a-z_]{3,})",\s*[^"\n]*(?:==|is|in|not|bool|len|_\w+\()', source))
        found |= set(re.findall(r'(?:fault =|reason=|return)\s+"([a-z_]{3,})"', source))
        found |= set(re.findall(r'_invalid\("([a-z_]+)"\)', source))
    return sorted(found - NO_CODES)


def test_codes_of_every_part_of_the_service_are_found() -> None:
    assert {"times_differ", "internal", "not_witnessed", "witness", "meeting_frozen"} <= set(
        codes_of_the_service()
    )


@pytest.mark.parametrize("code", codes_of_the_service())
def test_a_code_of_the_gateway_has_words(code: str) -> None:
    without_words = refusal("?").replace("?", code)
    assert refusal(code) != without_words, f"desktop/ui/messages has no words for {code}"


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
