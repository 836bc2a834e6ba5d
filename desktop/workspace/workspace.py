"""The one object behind the window and the command line."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Self, TypeAlias

from core.crypto import KdfParameters
from core.errors import AppError
from core.office import Queue, WorkItem
from core.sync.journal import PendingState, target_id
from core.sync.wire import Act, Action, EnrolmentKit, MarkDone
from desktop.action_ids import ActionIds
from desktop.cache import BlobCache, Cache, Taken
from desktop.enrolled import is_enrolled
from desktop.errors import ActRefused, NotPermitted, RecordAbsent
from desktop.remote import Gateway, HttpGateway, Progress
from desktop.syncing import SyncOutcome
from desktop.vault import SecretStore, UnlockedVault, Vault
from desktop.workspace.agenda_desk import AgendaDesk
from desktop.workspace.enrolment import enrol, erase, kit_in, without_keys
from desktop.workspace.files import Files
from desktop.workspace.kept import KeptSealings, unsettled
from desktop.workspace.pressing import Pressing
from desktop.workspace.pressing_desk import PressingDesk
from desktop.workspace.projection import Projection
from desktop.workspace.reading_desk import AnnotationListener, ReadingDesk
from desktop.workspace.revocation import RevocationKeeper
from desktop.workspace.rounds import Rounds
from desktop.workspace.sealing import SealingDesk
from desktop.workspace.values import SyncStatus

GatewayMaker: TypeAlias = Callable[[EnrolmentKit], Gateway]


def utc_now() -> datetime:
    return datetime.now(UTC)


class Workspace(ReadingDesk, AgendaDesk, PressingDesk):
    """One unlocked profile. Every method may be called from any thread.

    Reads come from memory and take well under a millisecond for hundreds of records; what asks the
    gateway (`sync`, `wait_for_changes`, `file`, `apply_seal`) blocks and belongs on a task.
    After `lock`, and when locked in the middle of it, every method raises `WorkspaceLocked`.
    """

    def __init__(
        self,
        vault: UnlockedVault,
        cache: Cache,
        kit: EnrolmentKit,
        gateway: Gateway,
        *,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._vault, self._cache, self._gateway, self._now = vault, cache, gateway, now
        pending = self._cache.pending()
        super().__init__(kit, Projection(self._cache.records(), pending))
        self._blobs = BlobCache(vault, self._cache)
        self._blobs.sweep()
        self._files = Files(self._blobs, gateway)
        self._ids = ActionIds(after=pending[-1].id if pending else None)
        self._demonstration = self._cache.sync_state().demonstration
        self._sealing = SealingDesk(kit, gateway, now)
        self._kept = KeptSealings(vault)
        self._kept.forget_all_but(self._files_waiting)
        self._pressing = Pressing(
            self._sealing,
            self._kept,
            require_grace=self._require_grace,
            stamp_demanded=self.stamp_demanded,
            keep_acts=self._act_all,
        )
        lists = RevocationKeeper(vault, gateway, self._sealing)
        self._rounds = Rounds(self._cache, gateway, kept=self._kept, lists=lists, taken=self._take)
        self._pending_turn = threading.Lock()
        self._seal_at_hand: tuple[str, bytes] = ("", b"")
        self._listeners: list[Callable[[], None]] = []
        self._annotation_listeners: list[AnnotationListener] = []

    # --- the profile ------------------------------------------------------------------------------

    @classmethod
    def create(
        cls,
        profile: Path,
        password: str,
        kit: EnrolmentKit,
        *,
        kdf: KdfParameters | None = None,
        gateway: GatewayMaker = HttpGateway,
    ) -> Self:
        """Enrol a fresh profile; it holds nothing until the first `sync`.

        Raises `EnrolmentUnusable`, `VaultExists`, `VaultInUse`, `PasswordUnfit`, `DiskRefused`.
        """
        link = gateway(kit)
        return cls._over(enrol(profile, password, kit, kdf), lambda _: (kit, link))

    @classmethod
    def unlock(cls, profile: Path, password: str, *, gateway: GatewayMaker = HttpGateway) -> Self:
        """Open an enrolled profile.

        Raises `WrongPassword`, `UnlockTooSoon`, `VaultAbsent`, `VaultInUse`, `HeaderDamaged`,
        `FileDamaged`, `EnrolmentUnusable`, `DiskRefused`. A damaged cache is no error: it is begun
        anew and fills with the next `sync`, and unsent acts are kept.
        """
        return cls._over(Vault.unlock(profile, password), _enrolled(gateway))

    @classmethod
    def unlock_remembered(
        cls, profile: Path, store: SecretStore, *, gateway: GatewayMaker = HttpGateway
    ) -> Self:
        """Open with what this device remembers; raises also `NotRemembered`, `SecretStoreUnavailable`."""
        return cls._over(Vault.unlock_remembered(profile, store), _enrolled(gateway))

    @classmethod
    def _over(
        cls, vault: UnlockedVault, enrolled: Callable[[UnlockedVault], tuple[EnrolmentKit, Gateway]]
    ) -> Self:
        cache: Cache | None = None
        try:
            kit, gateway = enrolled(vault)
            cache = Cache.open(vault)
            return cls(vault, cache, kit, gateway)
        except AppError:
            if cache is not None:
                cache.close()
            vault.lock()
            raise

    @staticmethod
    def is_remembered(profile: Path) -> bool:
        """Whether `unlock_remembered` may work. Raises `VaultAbsent`, `HeaderDamaged`, `DiskRefused`."""
        return Vault.remembered(profile)

    @staticmethod
    def exists(profile: Path) -> bool:
        """Whether the folder holds an enrolled profile."""
        return is_enrolled(profile)

    def lock(self) -> None:
        """Break off what is under way, close the cache, overwrite the keys, forget what was shown."""
        self._locked = True
        self._gateway.close()
        self._cache.close()
        self._vault.lock()
        self._projection.clear()
        self._searched.clear()
        self._seal_at_hand = ("", b"")
        self._kit = without_keys(self._kit)
        self._sealing.forget_keys()
        self._kept.close()

    def wipe(self) -> None:
        """Lock, then erase this device's profile for good, unsent acts included: for a revoked device.

        Raises `DiskRefused`; the keys are the first to go.
        """
        self.lock()
        erase(self.profile)

    def change_password(self, old: str, new: str, *, kdf: KdfParameters | None = None) -> None:
        """Raises `WrongPassword`, `UnlockTooSoon`, `PasswordUnfit`, `DiskRefused`."""
        with self._working():
            self._vault.change_password(old, new, kdf=kdf)

    def remember_on_device(self, store: SecretStore) -> None:
        """Let the system's secret store open the vault too. Raises `SecretStoreUnavailable`."""
        with self._working():
            self._vault.remember(store)

    def forget_on_device(self, store: SecretStore) -> None:
        with self._working():
            self._vault.forget(store)

    @property
    def remembered_on_device(self) -> bool:
        return self._vault.remembered

    @property
    def demonstration(self) -> bool:
        """Whether this is the sample office; its markings say 【演示】 then."""
        return self._demonstration

    @property
    def profile(self) -> Path:
        """The folder it lies in."""
        return self._vault.folder

    @property
    def device_id(self) -> str:
        """This device as the gateway knows it."""
        return self._kit.device_id

    @property
    def gateway_url(self) -> str:
        return self._kit.gateway_url

    def on_change(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener`, on whatever thread, after anything shown has changed; gives the way to stop it."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    # --- the gateway ------------------------------------------------------------------------------

    def sync(self) -> SyncOutcome:
        """One round: acts up, changes down. Raises kinds of `GatewayError`; what was done stays done."""
        return self._round(None)

    def _round(self, progress: Progress | None) -> SyncOutcome:
        with self._working():
            try:
                return self._rounds.run(self._now, progress)
            finally:
                self._look_again()

    def _files_waiting(self) -> list[str]:
        return [act.sealed_blob for act in unsettled(self._cache.pending()).values()]

    def retry_delay(self) -> float:
        """Seconds to wait before the next `sync`; 0 after one that went well."""
        return self._rounds.retry_delay()

    def wait_for_changes(self, seconds: float) -> bool:
        """Wait until the gateway has something to pull, at most `seconds`; whether it has.

        `lock` breaks the wait off. Raises kinds of `GatewayError`.
        """
        with self._working():
            return self._rounds.wait_for_changes(seconds)

    def sync_status(self) -> SyncStatus:
        with self._working():
            waiting = sum(each.state is PendingState.WAITING for each in self._projection.pending)
            return SyncStatus(
                last_contact=self._cache.sync_state().last_contact,
                pending=waiting,
                needs_attention=len(self._projection.pending) - waiting,
                clock_ahead_s=self._gateway.clock_ahead_s,
            )

    # --- files ------------------------------------------------------------------------------------

    def file(self, blob: str, *, progress: Progress | None = None) -> bytes:
        """The decrypted file, verified against its content address.

        Raises `RecordAbsent`, `NotPermitted`, `OfflineAndAbsent`, `FileDiffers`, other kinds of
        `GatewayError`, `DiskRefused`.
        """
        with self._working():
            speakers, size = self._projection.speakers_of(blob)
            if not speakers:
                raise RecordAbsent(blob)
            if not any(self._may_see(record) for record in speakers):
                raise NotPermitted(blob)
            return self._files.get(blob, size, progress)

    # --- acting -----------------------------------------------------------------------------------

    def mark_done(self, work_item_id: str) -> None:
        """已阅. Raises `RecordAbsent`, `ActRefused` for what is not in 待阅."""
        item = self._find(work_item_id, WorkItem)
        if item.queue is not Queue.TO_READ:
            raise ActRefused(work_item_id, "not_to_read")
        if item.done_at is None:
            self._act(MarkDone(work_item_id=work_item_id))

    def dismiss(self, action_id: str) -> None:
        """The person has taken note of a refusal; acts that still wait stay. Raises `RecordAbsent`."""
        if action_id not in {each.id for each in self.needs_attention()}:
            raise RecordAbsent(action_id)
        with self._working():
            self._cache.dismiss(action_id)
            self._look_again()

    # --- inside -----------------------------------------------------------------------------------

    def _act(self, act: Act) -> str:
        """Keep one act: on the disk, and shown, when this returns; its id."""
        return self._act_all([act])[0]

    def _act_all(self, acts: Sequence[Act]) -> list[str]:
        """Keep acts, all or none of them; their ids."""
        if not acts:
            return []
        with self._working():
            actions = [
                Action(
                    id=self._ids.next(),
                    base_version=self._projection.version_of(target_id(act)),
                    made_at=self._now(),
                    act=act,
                )
                for act in acts
            ]
            with self._pending_turn:
                self._projection.add_pending(self._cache.make(*actions))
            self._tell()
            return [action.id for action in actions]

    def _new_record_id(self) -> str:
        return self._ids.next()

    def _bring_up(self, content: bytes) -> None:
        with self._working():
            self._gateway.upload(content)

    def _take(self, taken: Taken) -> None:
        with self._pending_turn:
            self._projection.take(taken, self._cache.pending())
        self._blobs.unlink(taken.orphaned_files)
        self._tell()

    def _look_again(self) -> None:
        if self._locked:
            return
        self._kept.forget_all_but(self._files_waiting)
        self._demonstration = self._cache.sync_state().demonstration
        # No act is made between the look and what is shown of it: it would be out of sight until the next.
        with self._pending_turn:
            pending = self._cache.pending()
            changed = tuple(pending) != self._projection.pending
            if changed:
                self._projection.become_pending(pending)
        if changed:
            self._tell()

    def _tell(self) -> None:
        for listener in tuple(self._listeners):
            listener()

    @contextmanager
    def _working(self) -> Iterator[None]:
        """Whatever fails because the workspace was locked in the middle of it says just that."""
        self._require_open()
        try:
            yield
        except AppError:
            self._require_open()
            raise


def _enrolled(
    gateway: GatewayMaker,
) -> Callable[[UnlockedVault], tuple[EnrolmentKit, Gateway]]:
    def read(vault: UnlockedVault) -> tuple[EnrolmentKit, Gateway]:
        kit = kit_in(vault)
        return kit, gateway(kit)

    return read
