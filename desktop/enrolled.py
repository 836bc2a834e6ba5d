"""Whether a profile is an enrolled device's: which form stands in front of it is the first thing asked."""

from __future__ import annotations

from pathlib import Path

from desktop.vault.places import exists

ENROLMENT = "enrolment"
"""The file of the vault that keeps the kit."""


def is_enrolled(profile: Path) -> bool:
    """Whether the folder holds an enrolled device's vault."""
    return exists(profile) and (profile / ENROLMENT).exists()
