"""A custodian's client that dies at the n-th thing it asks of the outside: PROFILE PASSWORD N [batch].

What it asks for is the time and the gateway; it prints what it was about to ask when it died, or "done".
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from core.errors import GatewayError
from core.office import UseKind
from core.seal import Anchor, PlacementRule, Size, page_sizes, place_at, places_by
from desktop.cache import Cache
from desktop.remote import HttpGateway
from desktop.vault import Vault
from desktop.workspace import BatchItem, BatchOrder, Workspace, left_to_seal, seal_batch
from desktop.workspace.enrolment import kit_in
from tests.batch_office import BATCH

REQUEST, SEAL = "sr-1", "s-qh"


class Fate:
    """Counts what is asked; at the n-th the process ends as if the power had gone."""

    def __init__(self, number: int) -> None:
        self._left = number

    def asked(self, what: str) -> None:
        self._left -= 1
        if self._left == 0:
            print(what, flush=True)
            os._exit(9)

    def now(self) -> datetime:
        self.asked("time")
        return datetime.now(UTC)


class FatefulGateway:
    """The gateway, except that every question and every answer may be the last."""

    def __init__(self, gateway: HttpGateway, fate: Fate) -> None:
        self._gateway, self._fate = gateway, fate

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._gateway, name)
        if not callable(found) or name == "close":
            return found

        def asked(*arguments: Any, **named: Any) -> Any:
            self._fate.asked(f"before {name}")
            answer = found(*arguments, **named)
            self._fate.asked(f"after {name}")
            return answer

        return asked


def main(profile: str, password: str, number: str, what: str = "one") -> None:
    vault = Vault.unlock(Path(profile), password)
    kit, fate = kit_in(vault), Fate(int(number))
    gateway: Any = FatefulGateway(HttpGateway(kit), fate)
    workspace = Workspace(vault, Cache.open(vault), kit, gateway, now=fate.now)
    with suppress(GatewayError):
        workspace.sync()
    if what == "batch":
        seal_what_is_left(workspace)
    else:
        seal_one(workspace)
    print("done", flush=True)
    workspace.lock()


def seal_what_is_left(workspace: Workspace) -> None:
    """Of the planted application, three documents at a time; the time is asked for too often to count."""
    items = []
    for document_id in left_to_seal(workspace, BATCH, SEAL):
        placements = places_by(
            PlacementRule(anchor=Anchor.DATE),
            workspace.sealing_subject(BATCH, document_id).original,
            Size(45, 45),
        )
        items.append(BatchItem(document_id=document_id, placements=placements, kinds=(UseKind.CLOSING,)))
    order = BatchOrder(request_id=BATCH, seal_id=SEAL, items=tuple(items), together=3)
    seal_batch(workspace, order, told=lambda *_: None, cancelled=lambda: False)


def seal_one(workspace: Workspace) -> None:
    seal = next(each for each in workspace.seals() if each.id == SEAL)
    pages = page_sizes(workspace.sealing_subject(REQUEST).original)
    stamp = place_at(len(pages) - 1, 110, 190, Size(seal.width_mm, seal.height_mm), pages)
    workspace.apply_seal(workspace.prepare_sealing(REQUEST, [stamp], seal_id=SEAL))


if __name__ == "__main__":
    main(*sys.argv[1:])
