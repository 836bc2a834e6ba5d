"""The encrypted store of one profile; the only place in the desktop that speaks SQL."""

from desktop.cache.blobs import BlobCache, Receiving
from desktop.cache.cache import Cache, cache_files
from desktop.cache.errors import CacheClosed, CacheDamaged
from desktop.cache.references import blobs_of
from desktop.cache.values import Held, KeptReading, OpenTab, SyncState, Taken

__all__ = [
    "BlobCache",
    "Cache",
    "CacheClosed",
    "CacheDamaged",
    "Held",
    "KeptReading",
    "OpenTab",
    "Receiving",
    "SyncState",
    "Taken",
    "blobs_of",
    "cache_files",
]
