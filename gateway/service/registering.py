"""Registering files from disk as incoming documents (收文登记), for circulation to named readers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from core.office import (
    Classification,
    DocumentVersion,
    FileFormat,
    OfficialDocument,
    Queue,
    Urgency,
    WorkItem,
)
from core.office.document import Box
from core.sync.wire import MAX_BLOB_BYTES
from gateway.errors import AccountUnknown, FileUnregistrable
from gateway.service.register import Register
from gateway.store import BlobStore, Store, Transaction

_MAGICS = {b"PK\x03\x04": FileFormat.OFD, b"%PDF-": FileFormat.PDF}
_TITLE_LONGEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class _Incoming:
    title: str
    content: bytes
    format: FileFormat


class Registering:
    def __init__(self, store: Store, blobs: BlobStore, new_id: Callable[[], str]) -> None:
        self._store = store
        self._blobs = blobs
        self._new_id = new_id

    def register(self, paths: Sequence[Path], accounts: Sequence[str]) -> list[str]:
        """Make each file a document that everybody may read, on these accounts' 待阅 lists; the ids.

        Raises `FileUnregistrable` before anything is written, `AccountUnknown`.
        """
        files = [_read(path) for path in paths]
        with self._store.writing() as transaction:
            readers = [_person_id(transaction, account) for account in accounts]
            documents = [self._document(file, transaction.now) for file in files]
            entries = [
                self._entry(document, reader, transaction.now) for document in documents for reader in readers
            ]
            Register(transaction).put_all([*documents, *entries])
        return [document.id for document in documents]

    def _document(self, file: _Incoming, now: datetime) -> OfficialDocument:
        document_id = self._new_id()
        version = DocumentVersion(
            id=f"{document_id}-v1",
            blob=self._blobs.put(file.content),
            size=len(file.content),
            format=file.format,
            made_at=now,
            made_by="",
        )
        return OfficialDocument(
            id=document_id,
            box=Box.INCOMING,
            title=file.title,
            doc_kind="来文",
            doc_number=None,
            register_no=None,
            urgency=Urgency.NONE,
            classification=Classification(),
            issuer_ids=(),
            doc_date=None,
            received_at=now,
            state="待阅",
            versions=(version,),
            issued=True,
        )

    def _entry(self, document: OfficialDocument, person_id: str, now: datetime) -> WorkItem:
        return WorkItem(
            id=self._new_id(),
            person_id=person_id,
            document_id=document.id,
            queue=Queue.TO_READ,
            node="传阅",
            arrived_at=now,
            circulated=True,
        )


def _read(path: Path) -> _Incoming:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BLOB_BYTES + 1)
    except OSError as error:
        raise FileUnregistrable(str(path), error.strerror or "unreadable") from error
    found = next((known for magic, known in _MAGICS.items() if content.startswith(magic)), None)
    if found is None:
        raise FileUnregistrable(str(path), "neither OFD nor PDF" if content else "empty")
    if len(content) > MAX_BLOB_BYTES:
        raise FileUnregistrable(str(path), f"longer than {MAX_BLOB_BYTES >> 20} MiB")
    # The name of a file is as untrusted as what it holds: surrogates cannot be stored, controls not shown.
    title = "".join(letter if letter.isprintable() else " " for letter in path.stem).strip()
    return _Incoming(title=title[:_TITLE_LONGEST] or "未命名", content=content, format=found)


def _person_id(transaction: Transaction, account: str) -> str:
    person_id = transaction.devices.person_of_account(account)
    if person_id is None:
        raise AccountUnknown(account)
    return person_id
