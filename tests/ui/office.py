"""A small office for the window's tests: real workspaces and vaults over a gateway in memory."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from threading import Event
from typing import Any

from msgspec.structs import replace

from core.ids import content_address
from core.office import (
    AgendaItem,
    Classification,
    ClearanceClass,
    DocumentVersion,
    ESeal,
    FileFormat,
    Meeting,
    MeetingPaper,
    OfficialDocument,
    Organisation,
    Person,
    Queue,
    RequestedDocument,
    RequestState,
    SealRequest,
    SealState,
    SecrecyLevel,
    Urgency,
    UseKind,
    WitnessConfirmation,
    WorkItem,
)
from core.sync.wire import Action, ActionResult, ChangesPage, Denied, EnrolmentKit, Record
from desktop.errors import GatewayUnreachable
from desktop.remote import Download, Progress
from desktop.workspace import Workspace
from tests.integration.reading.documents import ofd
from tests.unit.desktop.builders import (
    NOW,
    PASSWORD,
    QUICK,
    agenda_item,
    document,
    meeting,
    person,
    work_item,
)
from tests.unit.desktop.sim_gateway import Office, SimGateway

TODAY = date(2026, 6, 17)
THREE_PAGES = ofd(pages=3)
PAPER = ofd(pages=1)
SECRET = Classification(level=SecrecyLevel.MIMI, period="3年", known_to=frozenset({"p-1"}))
KIT = EnrolmentKit(
    gateway_url="https://gateway.example",
    ca_pem="",
    device_id="0a1b2c3d-4e5f",
    device_certificate_pem="",
    device_key_pem="",
    person_id="p-1",
    person_name="唐景和",
)


class DeskGateway(SimGateway):
    """One device's line to the office: it serves files, can be cut, and waiting on it can be broken off."""

    def __init__(self, office: Office, files: Collection[bytes]) -> None:
        super().__init__(office, Random(1), loss=0.0)
        self._files = {content_address(each): each for each in files}
        self._news = Event()
        self.refuse: str | None = None

    def changes(self, cursor: str, *, limit: int, wait_s: int = 0) -> ChangesPage:
        page = super().changes(cursor, limit=limit)
        if wait_s and not page.changes:
            self._news.wait(wait_s)
            self._news.clear()
            page = super().changes(cursor, limit=limit)
        return page

    def submit(self, actions: Sequence[Action]) -> tuple[ActionResult, ...]:
        if self.refuse is not None:
            return tuple(Denied(id=action.id, reason=self.refuse) for action in actions)
        return super().submit(actions)

    @contextmanager
    def download(self, address: str, start: int) -> Iterator[Download]:
        if self.loss or address not in self._files:
            raise GatewayUnreachable("refused")
        content = self._files[address]
        yield Download(start, len(content), iter((content[start:],)))

    def upload(self, content: bytes, *, progress: Progress | None = None) -> None:
        raise GatewayUnreachable("refused")

    def cut(self) -> None:
        self.loss = 1.0
        self._news.set()

    def mend(self) -> None:
        self.loss = 0.0

    def tell(self) -> None:
        """There is something new."""
        self._news.set()

    def close(self) -> None:
        super().close()
        self._news.set()


def staff() -> list[Person]:
    me = replace(person(clearance=ClearanceClass.GENERAL), roles=frozenset({"seal_custodian"}))
    witness = Person(
        id="p-2",
        name="乔木然",
        org_id="org-1",
        post_id="post-2",
        position="监印员",
        order_key="020",
        clearance=ClearanceClass.GENERAL,
    )
    return [me, witness]


def organisation() -> Organisation:
    return Organisation(
        id="org-1", name="青禾县人民政府办公室", short_name="县府办", parent_id=None, order_key="010"
    )


def incoming() -> list[OfficialDocument]:
    """Three documents: an urgent one, a classified one, an ordinary one with two versions."""
    urgent = document(
        "d-urgent", title="关于防汛备汛工作的通知", number="青政办发〔2026〕23号", content=THREE_PAGES
    )
    secret = document(
        "d-secret",
        title="关于物资储备的通知",
        number="澜政办〔2026〕8号",
        content=THREE_PAGES,
        classification=SECRET,
    )
    plain = document("d-plain", title="关于公园改造的请示", content=THREE_PAGES)
    second = DocumentVersion(
        id="d-plain-v2",
        blob=content_address(PAPER),
        size=len(PAPER),
        format=FileFormat.OFD,
        made_at=NOW + timedelta(hours=1),
        made_by="p-1",
    )
    return [
        replace(urgent, urgency=Urgency.EXTRA_URGENT),
        replace(secret, copy_no="000017"),
        replace(plain, versions=(*plain.versions, second)),
    ]


def work() -> list[WorkItem]:
    return [
        replace(work_item("w-late", "d-plain", Queue.TODO), deadline=date(2026, 6, 10)),
        replace(work_item("w-soon", "d-urgent", Queue.TODO), deadline=date(2026, 6, 18)),
        replace(work_item("w-read-1", "d-urgent"), circulated=True),
        work_item("w-read-2", "d-plain"),
    ]


def meetings(*, secretary: str = "p-1") -> list[Meeting | AgendaItem]:
    """A meeting of an hour with three items of ten minutes, the first with a paper."""
    gathering = replace(
        meeting("m-1"), closes_at=NOW + timedelta(hours=1), secretary_ids=(secretary,), chair_id="p-1"
    )
    paper = MeetingPaper(
        title="汇报材料", blob=content_address(PAPER), size=len(PAPER), format=FileFormat.OFD
    )
    items = [
        replace(agenda_item(f"ag-{number}", position), title=f"议题之{number}", reporter_id="p-1")
        for number, position in ((1, "G"), (2, "V"), (3, "k"))
    ]
    return [gathering, replace(items[0], papers=(paper,)), *items[1:]]


def sealing() -> list[ESeal | SealRequest]:
    seal = ESeal(
        id="s-1",
        name="青禾县人民政府",
        owner_org_id="org-1",
        seal_kind="法定名称章",
        width_mm=45,
        height_mm=45,
        custodian_id="p-1",
        witness_id="p-2",
        valid_from=date(2025, 1, 1),
        valid_until=date(2027, 12, 31),
        state=SealState.IN_USE,
        blob="0" * 64,
        size=1,
    )
    requested = RequestedDocument(
        document_id="d-urgent",
        approved_blob=content_address(THREE_PAGES),
        blob=content_address(THREE_PAGES),
        pages=3,
    )
    confirmation = WitnessConfirmation(
        seal_id="s-1", witness_id="p-2", confirmed_at=NOW, certificate=b"-", signature=b"-"
    )
    approved = SealRequest(
        id="sr-1",
        items=(requested,),
        subject="关于防汛备汛工作的通知",
        seal_ids=("s-1",),
        kinds=(UseKind.CLOSING,),
        applied_at=NOW,
        confirmations=(confirmation,),
        copies=2,
        applicant_id="p-2",
        state=RequestState.APPROVED,
    )
    pending = replace(
        approved,
        id="sr-2",
        subject="空白介绍信",
        state=RequestState.PENDING,
        blocked_reason="公文尚未签发，不得用印",
        confirmations=(),
    )
    return [seal, approved, pending]


class Desks:
    """Makes workspaces of p-1; each ends with the test."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: list[Workspace] = []
        self.gateways: list[DeskGateway] = []

    def records(self) -> list[Record]:
        return [organisation(), *staff(), *incoming(), *work(), *meetings(), *sealing()]

    def __call__(self, *records: Record, synced: bool = True) -> Workspace:
        """A workspace over an office of these records, or of all there are."""
        workspace = Workspace.create(
            self._folder / str(len(self._made)), PASSWORD, KIT, kdf=QUICK, gateway=self.line(*records)
        )
        self._made.append(workspace)
        if synced:
            workspace.sync()
        return workspace

    def line(self, *records: Record) -> Callable[[Any], DeskGateway]:
        """What a profile is given to reach the office with."""
        office = Office([*(records or self.records())])

        def made(_kit: Any) -> DeskGateway:
            self.gateways.append(DeskGateway(office, (THREE_PAGES, PAPER)))
            return self.gateways[-1]

        return made

    @property
    def gateway(self) -> DeskGateway:
        return self.gateways[-1]

    def close(self) -> None:
        for gateway in self.gateways:
            gateway.close()
        for workspace in self._made:
            workspace.lock()


def at(hour: int, minute: int) -> datetime:
    """A moment of the meeting's day, by UTC as the records have it."""
    return datetime(2026, 6, 17, hour, minute, tzinfo=UTC)
