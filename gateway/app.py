"""Where the service is put together: each part made once and handed down."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import timedelta

from starlette.routing import Router
from starlette.types import ASGIApp

from core.ids import uuid7
from gateway.config import Config
from gateway.data_folder import DataFolder
from gateway.http.api import Api
from gateway.http.openapi import description
from gateway.http.problems import Problems
from gateway.service.acting import Acting, Custody
from gateway.service.applying import Applying
from gateway.service.cabinet import Cabinet
from gateway.service.cursors import Cursors
from gateway.service.ledger import ledger_key
from gateway.service.notifying import Notifier
from gateway.service.revocation import newest_lists
from gateway.service.ruling import keep_policy
from gateway.service.sealing import Sealing
from gateway.service.stamping import stamps
from gateway.service.statements import Statements
from gateway.service.uploading import Uploading
from gateway.service.verifying import TrustFolder, judge_sealed_file
from gateway.store import FolderBlobStore, Store, utc_now

_SWEEP_SECONDS = 3600.0


def new_id() -> str:
    """A fresh UUIDv7."""
    return uuid7(time.time_ns() // 1_000_000, secrets.randbits(74))


def blob_store(folder: DataFolder) -> FolderBlobStore:
    return FolderBlobStore(folder.blobs, folder.uploads)


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """The running parts that whoever serves them must know."""

    asgi: ASGIApp
    store: Store
    notifier: Notifier
    uploading: Uploading
    watch: Callable[[], Coroutine[None, None, None]]
    sweep: Callable[[], Coroutine[None, None, None]]


def _custody(folder: DataFolder, blobs: FolderBlobStore) -> Custody:
    trust = TrustFolder(folder.trust)
    statements, key = Statements(trust, utc_now), ledger_key(folder)
    judge = judge_sealed_file(trust, utc_now)
    return Custody(
        sealing=Sealing(blobs, judge, statements, key, new_id),
        applying=Applying(statements, key, new_id),
        cabinet=Cabinet(blobs, statements, trust),
    )


def build(folder: DataFolder, config: Config) -> Service:
    """Raises `SchemaMismatch` when the store needs `migrate` first."""
    store = Store(folder.database)
    blobs = blob_store(folder)
    with store.writing() as transaction:
        keep_policy(transaction)  # an older program left none that could be seen and changed
        epoch = transaction.state().epoch
    notifier = Notifier()
    uploading = Uploading(store, blobs, new_id=new_id, unfinished_limit=config.unfinished_uploads)
    api = Api(
        store=store,
        blobs=blobs,
        cursors=Cursors(folder.cursor_key.read_bytes(), epoch),
        acting=Acting(store, _custody(folder, blobs)),
        uploading=uploading,
        notifier=notifier,
        newest_lists=lambda: newest_lists(folder, utc_now),
        stamp=stamps(folder, config, utc_now),
        description=description(),
        config=config,
    )
    router = Router(api.routes(), redirect_slashes=False)
    return Service(
        asgi=Problems(router, utc_now),
        store=store,
        notifier=notifier,
        uploading=uploading,
        watch=api.watch,
        sweep=lambda: api.sweep(timedelta(days=config.unfinished_upload_days), _SWEEP_SECONDS),
    )
