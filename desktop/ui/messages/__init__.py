"""What people read when something fails, in the window's language.

`explain` takes any error, `refusal` a reason code of the gateway. Each module registers its subject's words.
"""

from desktop.ui.messages import documents, keys, office, profile, seals  # noqa: F401  they register their words
from desktop.ui.messages.explanation import Explanation, explain
from desktop.ui.messages.keys import tries_left
from desktop.ui.messages.refusals import refusal

__all__ = ["Explanation", "explain", "refusal", "tries_left"]
