"""Blobs on their way up: announced, appended, checked on the last byte."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import timedelta

from core.sync.files import MAX_FILES
from core.sync.wire import UploadOffer, UploadState
from gateway.errors import HashMismatch, NotFound, OffsetMismatch, TooManyUploads
from gateway.identity import Caller
from gateway.service.reading import may_fetch
from gateway.store import BlobStore, Store, Transaction, Upload


class Uploading:
    """Uploads belong to a person: whether somebody else sent the same file is nobody's business.

    A person may have so many unfinished ones, and as many whole ones that no record took up: the oldest
    of these makes room, so that nobody fills the disk with what nobody uses.
    """

    def __init__(
        self, store: Store, blobs: BlobStore, *, new_id: Callable[[], str], unfinished_limit: int
    ) -> None:
        self._store = store
        self._blobs = blobs
        self._new_id = new_id
        self._limit = unfinished_limit

    def offer(self, caller: Caller, offer: UploadOffer) -> UploadState:
        """Begin or take up an upload. Raises `TooManyUploads`."""
        surplus: list[Upload] = []
        with self._store.writing() as transaction:
            known = transaction.uploads.of(caller.person_id, offer.sha256)
            if known is not None and known.complete and self._blobs.size(known.sha256) is None:
                transaction.uploads.forget(known.id)
                known = None
            if known is None:
                known = self._begun(transaction, caller, offer)
                surplus = self._forgotten(transaction, caller)
            elif known.size != offer.size:
                raise HashMismatch
            if not known.complete and may_fetch(transaction, caller.person_id, offer.sha256):
                transaction.uploads.complete(known.id)
                return UploadState(upload_id=known.id, offset=known.size, complete=True)
        for orphan in surplus:
            self._blobs.remove(orphan.sha256)
        if not known.complete and self._blobs.part_size(known.id) == known.size:
            return self.append(caller, known.id, known.size, b"")  # the gateway stopped before it had checked
        return self._state(known)

    def take(self, caller: Caller, contents: Sequence[bytes]) -> tuple[str, ...]:
        """Keep files that came as a whole; their addresses. All are on the disk when this returns."""
        addresses = self._blobs.put_all(contents)
        sizes = {address: len(content) for address, content in zip(addresses, contents, strict=True)}
        with self._store.writing() as transaction:
            known = transaction.uploads.among(caller.person_id, sizes)
            finished = [upload for upload in known.values() if not upload.complete]
            for upload in finished:
                transaction.uploads.complete(upload.id)
            new = {address: size for address, size in sizes.items() if address not in known}
            transaction.uploads.note_whole(caller.person_id, new, self._new_id)
            surplus = self._forgotten(transaction, caller, but=addresses)
        for upload in finished:
            self._blobs.abandon(upload.id)
        for orphan in surplus:
            self._blobs.remove(orphan.sha256)
        return addresses

    def state(self, caller: Caller, upload_id: str) -> tuple[UploadState, int]:
        """How far an upload is, and how long it is to become. Raises `NotFound`."""
        upload = self._mine(caller, upload_id)
        return self._state(upload), upload.size

    def append(self, caller: Caller, upload_id: str, offset: int, content: bytes) -> UploadState:
        """Add bytes behind `offset`; with the last one the file is checked and becomes a blob.

        Raises `NotFound`, `OffsetMismatch`, `TooLarge`, or `HashMismatch`, after which the upload
        stands at 0 again.
        """
        upload = self._mine(caller, upload_id)
        if upload.complete:
            if offset != upload.size or content:
                raise OffsetMismatch(upload.size)
            return self._state(upload)
        reached = self._blobs.append(upload.id, offset, content, limit=upload.size)
        if reached == upload.size:
            self._blobs.finish(upload.id, upload.sha256)
            with self._store.writing() as transaction:
                transaction.uploads.complete(upload.id)
        return UploadState(upload_id=upload.id, offset=reached, complete=reached == upload.size)

    def settle(self, upload_id: str) -> None:
        """Make what came so far survive a power cut."""
        self._blobs.sync(upload_id)

    def sweep(self, older_than: timedelta) -> int:
        """Forget uploads that nobody finished, or whose blob no record took up; how many."""
        with self._store.writing() as transaction:
            stale = transaction.uploads.begun_before(transaction.now - older_than)
            for upload in stale:
                transaction.uploads.forget(upload.id)
            orphans = [one for one in stale if one.complete and not _is_wanted(transaction, one.sha256)]
        for upload in stale:
            self._blobs.abandon(upload.id)
        for upload in orphans:
            self._blobs.remove(upload.sha256)
        return len(stale)

    def _begun(self, transaction: Transaction, caller: Caller, offer: UploadOffer) -> Upload:
        if transaction.uploads.unfinished(caller.person_id) >= self._limit:
            raise TooManyUploads(self._limit)
        upload_id = self._new_id()
        transaction.uploads.begin(
            upload_id=upload_id, person_id=caller.person_id, sha256=offer.sha256, size=offer.size
        )
        return Upload(
            id=upload_id, person_id=caller.person_id, sha256=offer.sha256, size=offer.size, complete=False
        )

    def _forgotten(self, transaction: Transaction, caller: Caller, but: Collection[str] = ()) -> list[Upload]:
        """Whole uploads beyond the limit that no record took up: forgotten; those nobody wants."""
        unclaimed = transaction.uploads.unclaimed(caller.person_id)[: -max(self._limit, MAX_FILES)]
        surplus = [upload for upload in unclaimed if upload.sha256 not in but]
        for upload in surplus:
            transaction.uploads.forget(upload.id)
        return [upload for upload in surplus if not _is_wanted(transaction, upload.sha256)]

    def _mine(self, caller: Caller, upload_id: str) -> Upload:
        with self._store.reading() as transaction:
            upload = transaction.uploads.find(upload_id)
        if upload is None or upload.person_id != caller.person_id:
            raise NotFound
        return upload

    def _state(self, upload: Upload) -> UploadState:
        offset = upload.size if upload.complete else self._blobs.part_size(upload.id)
        return UploadState(upload_id=upload.id, offset=offset, complete=upload.complete)


def _is_wanted(transaction: Transaction, sha256: str) -> bool:
    return transaction.records.names_blob(sha256) or transaction.uploads.is_wanted(sha256)
