"""What this machine has and lacks for the client, each with its remedy.

Every check runs in a process of its own with a time limit: a keyring that hangs or a Qt plug-in that
aborts becomes a finding, not the end of the check-up.
"""

from __future__ import annotations

from desktop.checkup.checks import CHECKS, run_check
from desktop.checkup.examine import examine
from desktop.checkup.finding import Finding, State

__all__ = ["CHECKS", "Finding", "State", "examine", "run_check"]
