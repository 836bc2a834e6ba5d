"""A client process to be killed: `python -m tests.e2e.secretary PROFILE act SEED | sync`.

`act` changes agenda items without end and never speaks to the gateway; it says what it is about to do
and when it is done. `sync` does one round.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from desktop.demo.office import PASSWORD
from desktop.workspace import Workspace

MEETING = "m-1"


def main(profile: str, verb: str, seed: str = "0") -> None:
    workspace = Workspace.unlock(Path(profile), PASSWORD)
    if verb == "sync":
        workspace.sync()
        return
    chance = random.Random(seed)
    while True:
        item = chance.choice(workspace.agenda(MEETING)).item
        minutes = chance.choice([each for each in range(1, 480) if each != item.duration_min])
        print("begin", item.id, minutes, flush=True)
        workspace.set_agenda_duration(item.id, minutes)
        print("done", item.id, minutes, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
