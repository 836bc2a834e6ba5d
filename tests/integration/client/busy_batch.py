"""A custodian who seals a batch until it is done or the process is killed: PROFILE PASSWORD.

It prints how many documents have been dealt with after each of them.
"""

from __future__ import annotations

import sys
from pathlib import Path

from core.office import UseKind
from core.seal import Anchor, PlacementRule, Size, places_by
from desktop.workspace import BatchItem, BatchOrder, Workspace, left_to_seal, seal_batch
from tests.batch_office import BATCH, SEAL


def main(profile: str, password: str) -> None:
    workspace = Workspace.unlock(Path(profile), password)
    rule = PlacementRule(anchor=Anchor.DATE)
    items = tuple(
        BatchItem(
            document_id=document_id,
            placements=places_by(rule, workspace.sealing_subject(BATCH, document_id).original, Size(45, 45)),
            kinds=(UseKind.CLOSING,),
        )
        for document_id in left_to_seal(workspace, BATCH, SEAL)
    )
    seal_batch(
        workspace,
        BatchOrder(request_id=BATCH, seal_id=SEAL, items=items, together=2),
        told=lambda number, _: print(number, flush=True),
        cancelled=lambda: False,
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
