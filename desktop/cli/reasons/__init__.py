"""One line of English per error, for people at a terminal and for JSON `error` fields.

Each module registers the lines of its subject. Those that reading can meet are here at once; the others need
the whole program loaded, which `desktop.cli.reasons.reason` does for the first error that none of these fits.
"""

from desktop.cli.reasons import command, documents  # noqa: F401  they register
from desktop.cli.reasons.reason import reason

__all__ = ["reason"]
