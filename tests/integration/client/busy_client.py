"""A client that acts and syncs without pause until it is killed: PROFILE PASSWORD SEED.

It prints the id of every act once the act has been kept.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from random import Random

from core.errors import GatewayError
from desktop.workspace import Workspace


def main(profile: str, password: str, seed: str) -> None:
    random = Random(int(seed))
    workspace = Workspace.unlock(Path(profile), password)
    while True:
        if random.random() < 0.25:
            with suppress(GatewayError):
                workspace.sync()
        item = random.choice(workspace.agenda("m-1")).item
        minutes = random.choice([each for each in range(1, 481) if each != item.duration_min])
        known = {each.id for each in workspace._projection.pending}
        workspace.set_agenda_duration(item.id, minutes)
        made = next(each for each in workspace._projection.pending if each.id not in known)
        print(made.id, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
