"""Keeps the cabinet loaded with its pictures, reads seal files, and carries out what a person asks for."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

from core.crypto import CertificateUnreadable, parse_certificate
from core.errors import AppError
from core.office import AUDITOR_ROLE, ESeal, OfficePolicy, Organisation, Person
from core.seal import SESeal, parse_seal
from core.seal.errors import SealUnreadable
from core.seal.picture import picture_findings
from core.sync.wire import MAX_SEAL_BYTES
from desktop.reading.client import ReadingWorker
from desktop.tasks import Tasks, Ticket
from desktop.ui.cabinet.practice import practice_files, practice_seal, write_practice
from desktop.ui.cabinet.state import (
    STATES,
    CabinetState,
    IncomingSeal,
    SealAct,
    SealRow,
    acts_of,
    days_until,
    in_cabinet_order,
    may_import,
    uses_of,
)
from desktop.ui.parts.seals import drawn_seal
from desktop.ui.parts.signing import SigningPresenter
from desktop.vault.files import disk_failures
from desktop.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    rows: tuple[SealRow, ...]
    people: tuple[Person, ...]
    owners: tuple[Organisation, ...]
    may_import: bool
    policy: OfficePolicy


class CabinetPresenter(QObject):
    """`incoming_read` says that a seal file was read and waits for a decision; `failed` what an act met."""

    changed = Signal(CabinetState)
    incoming_read = Signal()
    done = Signal(SealAct)
    registered = Signal()
    practice_made = Signal(str)
    failed = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        reading: ReadingWorker,
        tasks: Tasks,
        *,
        today: Callable[[], date],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._reading = reading
        self._tasks = tasks
        self._today = today
        self._state = CabinetState(demonstration=workspace.demonstration)
        self._loading: Ticket | None = None
        self._asked: dict[str, str] = {}
        self.signing = SigningPresenter(workspace, tasks, self)

    @property
    def state(self) -> CabinetState:
        return self._state

    @property
    def me(self) -> str:
        """This person's id."""
        return self._workspace.person.id

    # Reading ---------------------------------------------------------------------------------------

    @Slot()
    def reload(self) -> None:
        if self._loading is not None:
            self._loading.cancel()
        self._loading = self._tasks.run(self._read, owner=self, done=self._loaded, failed=self._not_loaded)

    @Slot(str)
    def select(self, seal_id: str) -> None:
        if seal_id != self._state.selected:
            self._become(replace(self._state, selected=seal_id))

    def _read(self) -> _Read:
        """On a lane's thread."""
        workspace, me, today = self._workspace, self._workspace.person, self._today()
        uses = uses_of(workspace.ledger())
        policy = workspace.office_policy()
        rows = []
        for seal in workspace.seals():
            count, last = uses.get(seal.id, (0, None))
            sees_uses = me.id in (seal.custodian_id, seal.witness_id) or AUDITOR_ROLE in me.roles
            handover = seal.handover
            rows.append(
                SealRow(
                    seal=seal,
                    owner=workspace.name_of(seal.owner_org_id),
                    custodian=workspace.name_of(seal.custodian_id),
                    witness=workspace.name_of(seal.witness_id or ""),
                    offered_to=workspace.name_of(handover.to_person_id) if handover else "",
                    days_left=days_until(seal.valid_until, today),
                    last_used=last,
                    uses=count if sees_uses else None,
                    acts=acts_of(seal, me),
                    expiring=seal.expires_within(policy.expiry_notice_days, today),
                    custody=tuple(
                        (
                            workspace.name_of(change.from_person_id),
                            workspace.name_of(change.offer.to_person_id),
                            change.taken_at,
                        )
                        for change in seal.custody
                    ),
                    pending=workspace.is_pending(seal.id),
                    answered_for=me.id in (seal.custodian_id, seal.witness_id),
                )
            )
        return _Read(
            rows=in_cabinet_order(rows),
            people=tuple(workspace.people()),
            owners=tuple(workspace.organisations()),
            may_import=may_import(me),
            policy=policy,
        )

    def _loaded(self, read: _Read) -> None:
        self._loading = None
        self._become(
            replace(
                self._state,
                rows=read.rows,
                people=read.people,
                owners=read.owners,
                may_import=read.may_import,
                policy=read.policy,
                loading=False,
                error=None,
                demonstration=self._workspace.demonstration,
                makes_seals=self._workspace.signing_keys.makes_seals,
            )
        )
        for row in read.rows:
            self._fetch_picture(row.seal)

    def _not_loaded(self, error: AppError) -> None:
        self._become(replace(self._state, loading=False, error=error))

    def _fetch_picture(self, seal: ESeal) -> None:
        if self._asked.get(seal.id) == seal.blob:
            return
        self._asked[seal.id] = seal.blob
        self._tasks.run(
            lambda: drawn_seal(parse_seal(self._workspace.seal_data(seal.id)).picture, self._reading),
            owner=self,
            done=partial(self._picture_came, seal.id),
            failed=lambda _: self._no_picture_came(seal.id),
        )

    def _no_picture_came(self, seal_id: str) -> None:
        """Offline, or not for this person: asked for again at the next reload."""
        self._asked.pop(seal_id, None)
        self._become(replace(self._state, undrawn=self._state.undrawn | {seal_id}))

    def _picture_came(self, seal_id: str, picture: QImage) -> None:
        pictures = MappingProxyType({**self._state.pictures, seal_id: picture})
        self._become(replace(self._state, pictures=pictures, undrawn=self._state.undrawn - {seal_id}))

    # Seal files ------------------------------------------------------------------------------------

    def read_file(self, path: str, renews: ESeal | None = None) -> None:
        """Read a seal file that the person has named, and judge it; nothing is registered yet."""
        self._become(replace(self._state, acting=True, incoming=None))
        self._tasks.run(
            partial(self._incoming, path, renews),
            owner=self,
            done=self._was_read,
            failed=self._not_done,
            slow=True,
        )

    @Slot()
    def put_incoming_away(self) -> None:
        self._become(replace(self._state, incoming=None))

    def register(self, *, owner_org_id: str, witness_id: str | None) -> None:
        """Bring the seal that was read into the cabinet; it is 备案 until it is put to use."""
        incoming = self._state.incoming
        if incoming is None or incoming.faults:
            return
        act = partial(
            self._workspace.import_seal,
            incoming.content,
            witness_id,
            owner_org_id=owner_org_id,
        )
        self._run(act, self.registered.emit)

    def renew(self) -> None:
        """Put the seal file that was read in the place of the one it renews."""
        incoming = self._state.incoming
        if incoming is None or incoming.faults or incoming.renews is None:
            return
        act = partial(self._workspace.renew_seal, incoming.renews.id, incoming.content)
        self._run(act, partial(self.done.emit, SealAct.RENEW))

    def _incoming(self, path: str, renews: ESeal | None) -> IncomingSeal:
        """On a lane's thread. Raises `SealUnreadable`, `DiskRefused` and what drawing raises."""
        with disk_failures():
            file = Path(path)
            if file.stat().st_size > MAX_SEAL_BYTES:
                raise SealUnreadable("size")
            content = file.read_bytes()
        return self._judged(content, renews)

    def _judged(self, content: bytes, renews: ESeal | None) -> IncomingSeal:
        """On a lane's thread. Raises `SealUnreadable` and what drawing raises."""
        seal = parse_seal(content)
        faults = self._workspace.seal_file_faults(content, renews.id if renews else None)
        incoming = incoming_seal(content, seal, drawn_seal(seal.picture, self._reading))
        return replace(incoming, faults=faults, renews=renews)

    def _was_read(self, incoming: IncomingSeal) -> None:
        self._become(replace(self._state, acting=False, incoming=incoming))
        self.incoming_read.emit()

    def make_test_seal(self, name: str, diameter_mm: int, folder: str) -> None:
        """Make a test seal with keys of its own in a folder, or without one by the office's own demonstration
        maker, to be brought into the cabinet; only in a demonstration office.
        """
        if not self._state.demonstration or not name:
            return
        if not folder:
            self._make_for_cabinet(name, diameter_mm)
            return
        sealer = self._workspace.person.name

        def make() -> str:
            now = datetime.now(UTC)
            made = practice_files(name, diameter_mm, sealer, now=now, randomness=secrets.token_bytes)
            return str(write_practice(Path(folder), made))

        self._become(replace(self._state, acting=True))
        self._tasks.run(make, owner=self, done=self._made, failed=self._not_done, slow=True)

    def _make_for_cabinet(self, name: str, diameter_mm: int) -> None:
        keys = self._workspace.signing_keys

        def make() -> IncomingSeal:
            seal_id = f"test-{secrets.token_hex(4)}"
            sealer = keys.signer(seal_id).certificate()
            content = practice_seal(
                name, diameter_mm, sealer, keys.maker(), now=datetime.now(UTC), seal_id=seal_id
            )
            return self._judged(content, None)

        self._become(replace(self._state, acting=True, incoming=None))
        self._tasks.run(make, owner=self, done=self._was_read, failed=self._not_done, slow=True)

    def _made(self, folder: str) -> None:
        self._become(replace(self._state, acting=False))
        self.practice_made.emit(folder)

    # Acts ------------------------------------------------------------------------------------------

    def change_state(self, act: SealAct, reason: str) -> None:
        """启用, 停用, 恢复, 注销 of the selected seal."""
        row = self._state.row
        if row is None or act not in row.acts or act not in STATES:
            return
        change = partial(self._workspace.change_seal_state, row.id, STATES[act], reason)
        self._run(change, partial(self.done.emit, act))

    def set_rules(self, seal: ESeal, policy: OfficePolicy) -> None:
        """用印规定 of the selected seal, and of the office; what stays as it is is not sent."""
        row, before = self._state.row, self._state.policy
        if row is None or SealAct.RULES not in row.acts or row.id != seal.id:
            return
        old = row.seal

        def decide() -> None:
            if seal != old:
                self._workspace.set_seal_rules(
                    seal.id, seal.offline_grace, demands_time_stamp=seal.demands_time_stamp
                )
            if policy != before:
                self._workspace.set_office_policy(policy)

        self._run(decide, partial(self.done.emit, SealAct.RULES))

    def offer(self, to_person_id: str) -> None:
        """Offer custody of the selected seal, signed with this person's own key."""
        row = self._state.row
        if row is not None and SealAct.OFFER in row.acts:
            seal_id, signer = row.id, self.signing.state.chosen

            def offer() -> None:
                self._workspace.offer_seal(seal_id, to_person_id, signer)

            self._run(offer, partial(self.done.emit, SealAct.OFFER))

    def take_over(self) -> None:
        """Take over the selected seal, signed with this person's own key."""
        row = self._state.row
        if row is not None and SealAct.TAKE_OVER in row.acts:
            seal_id, signer = row.id, self.signing.state.chosen

            def take() -> None:
                self._workspace.take_over_seal(seal_id, signer)

            self._run(take, partial(self.done.emit, SealAct.TAKE_OVER))

    def _run(self, act: Callable[[], object], then: Callable[[], None]) -> None:
        if self._state.acting:
            return
        self._become(replace(self._state, acting=True))

        def finished(_answer: object) -> None:
            self.signing.release()
            self._become(replace(self._state, acting=False, incoming=None))
            then()
            self.reload()

        self._tasks.run(act, owner=self, done=finished, failed=self._not_done, slow=True)

    def _not_done(self, error: AppError) -> None:
        self.signing.release()
        self._become(replace(self._state, acting=False))
        self.failed.emit(error)

    def _become(self, state: CabinetState) -> None:
        self._state = state
        self.changed.emit(state)


def incoming_seal(content: bytes, seal: SESeal, picture: QImage) -> IncomingSeal:
    """A parsed seal as the import form shows it."""
    return IncomingSeal(
        content=content,
        name=seal.property.name,
        version=seal.version,
        maker=_common_name(seal.maker_certificate),
        width_mm=seal.picture.width_mm,
        height_mm=seal.picture.height_mm,
        valid_from=seal.property.valid_from,
        valid_until=seal.property.valid_until,
        picture=picture,
        cautions=tuple(finding.code for finding in picture_findings(seal)),
    )


def _common_name(certificate: bytes) -> str:
    try:
        return parse_certificate(certificate).common_name
    except CertificateUnreadable:
        return ""
