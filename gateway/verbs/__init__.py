"""The verbs of `sealdesk-gateway`, each beside its arguments, in the order in which help lists them."""

from gateway.verbs import admitting, deciding, running, upkeep
from gateway.verbs.verb import Verb

VERBS: tuple[Verb, ...] = (*running.VERBS, *admitting.VERBS, *deciding.VERBS, *upkeep.VERBS)

__all__ = ["VERBS", "Verb"]
