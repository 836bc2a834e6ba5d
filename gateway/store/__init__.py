"""The store; the only place in the gateway that speaks SQL."""

from gateway.store.acts import ConfirmedAction, Upload
from gateway.store.blobs import BlobStore, FolderBlobStore
from gateway.store.devices import Device
from gateway.store.migrate import head_revision
from gateway.store.records import ChangeRun, LoggedChange, Records, StoredRecord
from gateway.store.store import Clock, Pulse, ServerState, Store, Transaction, utc_now

__all__ = [
    "BlobStore",
    "ChangeRun",
    "Clock",
    "ConfirmedAction",
    "Device",
    "FolderBlobStore",
    "LoggedChange",
    "Pulse",
    "Records",
    "ServerState",
    "Store",
    "StoredRecord",
    "Transaction",
    "Upload",
    "head_revision",
    "utc_now",
]
