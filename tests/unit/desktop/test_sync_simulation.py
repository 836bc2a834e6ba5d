"""Sync rounds over a network that loses questions and answers, with crashes, purges and restores.

The seed is in the test's name; the same seed runs the same story again.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

from core.errors import GatewayError
from core.sync.journal import PendingState, target_id
from core.sync.position import DIGITS
from core.sync.wire import Act, Action, MarkDone, MoveAgendaItem, Purge, SetAgendaDuration
from desktop.action_ids import ActionIds
from desktop.cache import Cache, Taken
from desktop.syncing import SyncRound
from desktop.vault import UnlockedVault, Vault
from tests.unit.desktop.builders import NOW, PASSWORD, QUICK, agenda_item, document, meeting, work_item
from tests.unit.desktop.sim_gateway import Office, SimGateway

SEEDS = range(40)
STEPS = 60


@dataclass
class Story:
    """One client and its gateway; `made` is what the person did."""

    random: Random
    vault: UnlockedVault
    office: Office
    loss: float = 0.25
    made: dict[str, Action] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.cache = Cache.open(self.vault)
        self.gateway = SimGateway(self.office, self.random, loss=self.loss)
        self.ids = ActionIds(clock=lambda: 1_800_000_000_000_000_000, random=self.random.getrandbits)
        self.backups: list[Office] = [self.office.backup()]

    def step(self) -> None:
        self.random.choice(
            (self.act, self.act, self.act, self.sync, self.sync, self.crash, self.elsewhere, self.restore)
        )()

    def act(self) -> None:
        records = self.cache.records()
        acts: list[Act] = [
            MoveAgendaItem(item_id="ag-1", position=self.random.choice(DIGITS[1:])),
            SetAgendaDuration(
                item_id=f"ag-{self.random.randint(1, 3)}", duration_min=self.random.randint(1, 480)
            ),
            MarkDone(work_item_id=f"w-{self.random.randint(1, 2)}"),
        ]
        act = self.random.choice(acts)
        held = records.get(target_id(act))
        if held is not None:
            action = Action(id=self.ids.next(), base_version=held.version, made_at=NOW, act=act)
            self.cache.make(action)
            self.made[action.id] = action

    def sync(self) -> None:
        with suppress(GatewayError):
            SyncRound(self.cache, self.gateway, self.take, lambda: NOW).run()

    def take(self, taken: Taken) -> None:
        if self.random.random() < 0.1:
            self.crash()

    def crash(self) -> None:
        """Restart the client; what it had in memory is gone."""
        self.cache.close()
        if self.random.random() < 0.1:
            (self.vault.folder / "cache.db").write_bytes(b"damaged")
        fresh = Cache.open(self.vault)
        self.cache.__dict__.update(fresh.__dict__)

    def elsewhere(self) -> None:
        chosen = self.random.choice(("ag-1", "ag-2", "w-1", "doc-1"))
        self.random.choice(
            (
                lambda: self.office.edit_elsewhere("ag-1", self.random.choice(DIGITS[1:])),
                lambda: self.office.hide(chosen),
                lambda: self.office.show(chosen),
                lambda: self.backups.append(self.office.backup()),
            )
        )()

    def restore(self) -> None:
        if self.random.random() < 0.2:
            self.office.restore(self.random.choice(self.backups))

    def settle(self) -> None:
        """The network heals; two quiet rounds."""
        self.gateway.loss = 0.0
        for _ in range(2):
            SyncRound(self.cache, self.gateway, lambda _: None, lambda: NOW).run()


@pytest.fixture
def story(tmp_path: Path, request: pytest.FixtureRequest) -> Story:
    random = Random(request.param)
    records = [
        document(),
        document("doc-2", content=b"other"),
        meeting(),
        *(agenda_item(f"ag-{number}", position) for number, position in ((1, "F"), (2, "V"), (3, "k"))),
        work_item("w-1", "doc-1"),
        work_item("w-2", "doc-2"),
    ]
    return Story(random, Vault.create(tmp_path / "profile", PASSWORD, kdf=QUICK), Office(records))


@pytest.mark.parametrize("story", SEEDS, indirect=True)
def test_no_act_is_lost_none_done_twice_and_everybody_agrees(story: Story) -> None:
    for _ in range(STEPS):
        story.step()
    restored = story.office.epoch > 1
    story.settle()
    held = {key: held.record for key, held in story.cache.records().items()}
    assert held == story.office.visible()
    assert all(count == 1 for count in story.office.effects.values())
    kept = {each.id: each for each in story.cache.pending()}
    assert all(each.state is not PendingState.WAITING for each in kept.values())
    if not restored:
        assert set(story.office.done) | set(kept) == set(story.made)
        assert not any(each in story.office.done and kept[each].reason != "purged" for each in kept)
    assert story.cache.purges_to_acknowledge() == []
    story.cache.close()
    story.vault.lock()


def test_a_client_that_ignored_purges_would_be_caught(tmp_path: Path) -> None:
    office = Office([document(), document("doc-2", content=b"other")])
    vault = Vault.create(tmp_path / "profile", PASSWORD, kdf=QUICK)
    story = Story(Random(1), vault, office, loss=0.0)
    story.settle()
    office.hide("doc-1")
    page = story.gateway.changes(story.cache.sync_state().cursor, limit=10)
    assert any(isinstance(change, Purge) for change in page.changes)
    assert {key: held.record for key, held in story.cache.records().items()} != office.visible()
    story.settle()
    assert {key: held.record for key, held in story.cache.records().items()} == office.visible()
    story.cache.close()
    vault.lock()
