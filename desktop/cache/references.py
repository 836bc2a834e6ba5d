"""Which blobs a record speaks of."""

from __future__ import annotations

from collections.abc import Iterator

from core.office import AgendaItem, ESeal, OfficialDocument, SealRequest
from core.sync.wire import Record


def blobs_of(record: Record) -> dict[str, int]:
    """Content address → size in bytes (0: not told) of every file the record speaks of."""
    return {address: size for address, size in _blobs(record) if address is not None}


def _blobs(record: Record) -> Iterator[tuple[str | None, int]]:
    match record:
        case OfficialDocument():
            yield from ((attachment.blob, attachment.size) for attachment in record.attachments)
            yield from ((version.blob, version.size) for version in record.versions)
        case AgendaItem():
            yield from ((paper.blob, paper.size) for paper in record.papers)
        case ESeal():
            yield record.blob, record.size
            yield record.renewed_from, 0
        case SealRequest():
            yield from ((item.blob, 0) for item in record.items)
        case _:
            return
