"""What is wrong with a gateway's data folder and machine, each finding with its remedy."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from cryptography import x509

from gateway.app import blob_store
from gateway.data_folder import DataFolder
from gateway.errors import SchemaMismatch
from gateway.service.ledger import audited
from gateway.service.verifying import read_trust
from gateway.store import Store, utc_now

_SOON = timedelta(days=60)
_LEAST_FREE = 1 << 30
_LEAST_FILES = 1024


@dataclass(frozen=True, slots=True)
class Check:
    name: str
    ok: bool
    remedy: str = ""


def examine(folder: DataFolder) -> Iterator[Check]:
    """Every check, in the order in which an administrator would look."""
    mode = stat.S_IMODE(folder.root.stat().st_mode)
    yield Check("data folder closed to others", mode & 0o077 == 0, f"chmod 700 {folder.root}")
    for name, place in (("CA", folder.ca_certificate), ("server", folder.server_certificate)):
        expiry = x509.load_pem_x509_certificate(place.read_bytes()).not_valid_after_utc
        yield Check(
            f"{name} certificate valid for 60 days",
            expiry - utc_now() > _SOON,
            f"renew it before {expiry:%Y-%m-%d}",
        )
    free = os.statvfs(folder.root)
    yield Check("1 GiB of disk free", free.f_bavail * free.f_frsize >= _LEAST_FREE, "free space on the disk")
    yield Check("1024 open files allowed", _open_files() >= _LEAST_FILES, "raise the limit: ulimit -n 8192")
    try:
        store = Store(folder.database)
    except SchemaMismatch as error:
        yield Check(
            "store's revision",
            False,
            f"it is {error.found}, this program needs {error.needed}: sealdesk-gateway migrate",
        )
        return
    yield Check("store's revision", True)
    blobs = blob_store(folder)
    with store.reading() as transaction:
        yield Check("store is sound", transaction.is_sound(), "restore the last backup")
        yield Check(
            "seal ledger is unbroken",
            audited(transaction, folder.ca_certificate.read_text("ascii"), read_trust(folder.trust)).unbroken,
            "sealdesk-gateway audit tells where; tell the auditor, restore the last backup",
        )
        missing = [sha256 for sha256 in transaction.records.named_blobs() if blobs.size(sha256) is None]
        waiting = len(transaction.devices.open_purges())
    yield Check(
        "every named file is held", not missing, f"{len(missing)} missing: restore blobs from a backup"
    )
    yield Check("orders to erase acknowledged", waiting == 0, f"{waiting} open: bring those devices on line")
    store.close()


def _open_files() -> int:
    return os.sysconf("SC_OPEN_MAX")
