"""The tour's programme: which scene follows which, in whose window, and when the gateway is away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from random import Random

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.demo.custody_scenes import CustodyVisit
from desktop.demo.gateway import EmbeddedGateway
from desktop.demo.office import (
    APPLICANT,
    APPROVER,
    CUSTODIAN,
    SECOND_CUSTODIAN,
    SECRETARY,
    WITNESS,
    Visitor,
)
from desktop.demo.scenes import PDF_LETTER, SEALED_NOTICE, TO_BE_SEALED, Visit
from desktop.demo.scenes_tabs import ReadingVisit
from desktop.demo.tour import Scene, Step, Until
from desktop.tasks import Tasks

_MOVABLE_ITEMS = 5
"""The agenda's last item, an appointment, keeps its place."""


def programme(
    windows: Mapping[Visitor, QWidget], gateway: EmbeddedGateway, tasks: Tasks, chance: Random
) -> list[Step]:
    """Unlock, read, seal and verify; take a seal from application to ledger; order an agenda; lock."""
    visits = {visitor: CustodyVisit(partial(windows.__getitem__, visitor)) for visitor in windows}
    plant = _Plant(gateway, tasks)
    return [
        *_custodian(ReadingVisit(partial(windows.__getitem__, CUSTODIAN))),
        *_second_organ(visits[SECOND_CUSTODIAN]),
        *_custody(visits),
        *_secretary(visits[SECRETARY], visits[CUSTODIAN], plant, chance),
    ]


def _custodian(visit: ReadingVisit) -> list[Step]:
    step = _steps_of(visit)
    return [
        step("custodian-before-the-vault", visit.arrives),
        step("custodian-unlocks-and-syncs", visit.unlocks),
        step("reads-what-is-circulated", visit.reads_first),
        step("searches-the-documents", lambda: visit.searches("批复")),
        step("opens-an-ofd", lambda: visit.opens(SEALED_NOTICE)),
        step("zooms-in", visit.zooms_in),
        step("turns-to-page-2", visit.turns_page),
        step("finds-words-in-it", lambda: visit.finds_words("防汛")),
        step("leaves-the-search", visit.leaves_search),
        step("shows-thumbnails", visit.shows_thumbnails),
        step("highlights-a-line-and-notes", visit.annotates),
        step("verifies-its-seal", visit.asks_for_verdict),
        step("keeps-its-tab", lambda: visit.keeps_open(SEALED_NOTICE)),
        step("opens-a-pdf-in-another-tab", lambda: visit.opens_beside_what_is_kept(PDF_LETTER)),
        step("reads-two-side-by-side", lambda: visit.splits(TO_BE_SEALED)),
        step("scrolls-both-together", visit.scrolls_both),
        step("goes-back-to-one-half", visit.joins),
        step("verifies-the-seals-of-two-organs", visit.sees_both_organs_seals),
        step("opens-an-application-for-the-seal", visit.opens_application),
        step("sees-the-straddle-seal-page-by-page", visit.sees_straddle_seal),
        step("drags-the-seal", visit.drags_seal),
        step("takes-the-drag-back", visit.takes_drag_back),
        step("is-asked-once-more", visit.is_asked_once_more),
        step("seals-and-sees-the-verdict", visit.seals),
        step("finds-both-versions", visit.finds_both_versions),
        step("places-a-seal-beside-another-organs", visit.opens_joint_application),
        step("seals-as-the-first-of-two-organs", visit.seals_as_first_of_two),
    ]


def _second_organ(visit: Visit) -> list[Step]:
    """联合用印: what the first organ's custodian has begun is finished in another's window."""
    step = _steps_of(visit)
    return [
        step("second-custodian-unlocks", visit.unlocks),
        step("opens-what-the-first-has-sealed", visit.opens_what_the_first_has_sealed),
        step("seals-as-the-second-of-two-organs", visit.seals_as_second_of_two),
        step("second-custodian-locks", visit.locks),
    ]


def _custody(visits: Mapping[Visitor, CustodyVisit]) -> list[Step]:
    """申请 → 审批 → 监印 → 用印 → 台账: four people, each with their own key."""
    custodian = visits[CUSTODIAN]
    keeps = _steps_of(custodian)
    asks, decides, witnesses = (_steps_of(visits[each]) for each in (APPLICANT, APPROVER, WITNESS))
    return [
        asks("applicant-unlocks", visits[APPLICANT].unlocks),
        asks("fills-in-an-application", visits[APPLICANT].fills_in_application),
        asks("sends-the-application", visits[APPLICANT].sends_application),
        decides("approver-unlocks", visits[APPROVER].unlocks),
        decides("approver-reads-what-is-asked", visits[APPROVER].opens_what_to_decide),
        decides("approves-it", visits[APPROVER].approves),
        witnesses("witness-unlocks", visits[WITNESS].unlocks),
        witnesses("witness-sees-what-will-be-sealed", visits[WITNESS].opens_what_to_witness),
        witnesses("witness-confirms-with-a-key", visits[WITNESS].confirms_as_witness),
        keeps("custodian-opens-what-was-witnessed", custodian.opens_what_was_witnessed),
        keeps("custodian-is-asked-once-more", custodian.is_asked_once_more),
        keeps("custodian-seals", custodian.seals),
        keeps("reads-the-ledger", custodian.reads_the_ledger),
        keeps("verifies-the-ledger", custodian.verifies_the_ledger),
        keeps("looks-into-the-cabinet", custodian.looks_into_the_cabinet),
        asks("applicant-locks", visits[APPLICANT].locks),
        decides("approver-locks", visits[APPROVER].locks),
        witnesses("witness-locks", visits[WITNESS].locks),
    ]


def _secretary(visit: Visit, other: Visit, plant: _Plant, chance: Random) -> list[Step]:
    step, others_step = _steps_of(visit), _steps_of(other)
    source, target = chance.sample(range(_MOVABLE_ITEMS), 2)
    offline_source = chance.randrange(_MOVABLE_ITEMS - 1)
    return [
        step("secretary-unlocks-and-syncs", visit.unlocks),
        step("opens-the-agenda", visit.opens_agenda),
        step("opens-a-meeting-paper", visit.opens_paper),
        step("goes-back-to-the-agenda", visit.closes_paper),
        step("drags-an-item", lambda: visit.drags_item(source, target)),
        step("sees-the-gateway-confirm-it", visit.sees_confirmed),
        others_step("custodian-opens-the-agenda-too", other.opens_agenda),
        others_step("custodian-sees-the-new-order", lambda: other.sees_agenda(visit.agenda)),
        step("the-gateway-is-stopped", lambda: _then(plant.stopped, visit.notices_offline)),
        step("moves-an-item-offline", lambda: visit.moves_item_by_key(offline_source)),
        step(
            "changes-its-minutes-offline",
            lambda: visit.changes_minutes(offline_source, chance.randrange(21, 60)),
        ),
        step("sees-what-waits", visit.sees_pending),
        step("the-gateway-is-back", lambda: _then(plant.started, visit.asks_to_send)),
        others_step("custodian-sees-the-offline-changes", lambda: other.sees_agenda(visit.agenda)),
        others_step("custodian-locks", other.locks),
        step("locks", visit.locks),
        step("mistypes-the-password", visit.mistypes),
        step("unlocks-again", visit.unlocks),
        step("switches-to-english", visit.changes_language),
        step("reads-in-english", lambda: visit.opens(SEALED_NOTICE)),
    ]


class _Plant(QObject):
    """The gateway's switch."""

    def __init__(self, gateway: EmbeddedGateway, tasks: Tasks) -> None:
        super().__init__()
        self._gateway = gateway
        self._tasks = tasks

    def stopped(self) -> Scene:
        yield from self._done(self._gateway.stop, "the gateway's end")

    def started(self) -> Scene:
        yield from self._done(self._gateway.start, "the gateway's start")

    def _done(self, turn: Callable[[], None], awaited: str) -> Scene:
        answers: list[object] = []
        self._tasks.run(turn, owner=self, done=answers.append, failed=answers.append)
        yield Until(lambda: bool(answers), awaited)


def _steps_of(visit: Visit) -> Callable[[str, Callable[[], Scene]], Step]:
    def step(name: str, play: Callable[[], Scene]) -> Step:
        def in_front() -> Scene:
            visit.turns_to_window()
            yield from play()

        return Step(name=name, play=in_front, window=lambda: visit.window)

    return step


def _then(first: Callable[[], Scene], second: Callable[[], Scene]) -> Scene:
    yield from first()
    yield from second()
