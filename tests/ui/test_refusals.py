"""Every code with which gateway or workspace refuse an act has words of its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from desktop.ui.messages import refusal

ROOT = Path(__file__).parents[2]
SOURCES = (
    *(file for file in sorted((ROOT / "gateway" / "service").glob("*.py")) if file.name != "reading.py"),
    ROOT / "core" / "office" / "custody_rules.py",
    ROOT / "core" / "seal" / "cabinet.py",
    ROOT / "desktop" / "workspace" / "custody.py",
    ROOT / "desktop" / "workspace" / "grace.py",
    ROOT / "desktop" / "workspace" / "sealing.py",
    ROOT / "desktop" / "workspace" / "workspace.py",
)
PATTERNS = (
    r'yield\s+\(?\s*"([a-z_]{3,})"',
    r'Refusal\(\s*"([a-z_]{3,})"',
    r'reason="([a-z_]{3,})"',
    r'ActRefused\([^()]*(?:\([^()]*\))?[^()]*,\s*"([a-z_]{3,})"\)',
    r'^\s+\(?"([a-z_]{3,})"[:,] .*(?:,|\)|is|in|not|==)',
    r'return "([a-z_]{3,})"',
    r'fault = "([a-z_]{3,})"',
    r'INTERNAL = "([a-z_]{3,})"',
)
STATEMENT_FAULTS = {f"statement_{fault}" for fault in ("certificate", "person", "path", "signature")}
VERDICTS = {"seal_invalid", "seal_undetermined"}
NO_CODES = {"locals", "internal_only"}


def codes() -> list[str]:
    found = STATEMENT_FAULTS | VERDICTS
    for source in SOURCES:
        text = source.read_text()
        for pattern in PATTERNS:
            found |= set(re.findall(pattern, text, re.MULTILINE))
    return sorted(found - NO_CODES)


def test_there_are_codes_to_be_told() -> None:
    assert {
        "internal",
        "times_differ",
        "not_witnessed",
        "offline_uses_over",
        "seal_not_longer",
        "id_reused",
    } <= set(codes())


@pytest.mark.parametrize("code", codes())
def test_a_refusal_says_why(code: str) -> None:
    assert not refusal(code).startswith(refusal("").rstrip(".。 "))
