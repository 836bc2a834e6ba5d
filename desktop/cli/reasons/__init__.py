"""One line of English per error, for people at a terminal and for JSON `error` fields.

Each module registers the lines of its subject.
"""

from desktop.cli.reasons import command, documents, keys, office, profile, seals  # noqa: F401  they register
from desktop.cli.reasons.reason import reason

__all__ = ["reason"]
