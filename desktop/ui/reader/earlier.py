"""The annotations of an earlier version of the same document, offered where this version has none yet."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import NamedTuple

from msgspec import structs

from core.ofd import Mark
from core.office import DocumentVersion, OfficialDocument
from desktop.errors import AnnotationsUnreadable
from desktop.workspace import Workspace


class Offer(NamedTuple):
    """Marks of version `number`, counted from 1; 0 when nothing is offered."""

    number: int = 0
    marks: tuple[Mark, ...] = ()


NOTHING = Offer()


def versions_before(
    document: OfficialDocument | None, shown: DocumentVersion | None
) -> tuple[tuple[int, str], ...]:
    """Number (from 1) and file of the versions before `shown`, the newest first."""
    if document is None or shown is None or shown not in document.versions:
        return ()
    place = document.versions.index(shown)
    numbered = enumerate(document.versions[:place], 1)
    return tuple((number, version.blob) for number, version in numbered if version.blob)[::-1]


def layer_and_offer(
    workspace: Workspace, record_id: str, file: str, earlier: Iterable[tuple[int, str]], page_count: int
) -> tuple[tuple[Mark, ...], Offer]:
    """The layer of a file; where it is empty, that of the newest earlier version which has one.

    Raises `AnnotationsUnreadable` for the file's own layer only.
    """
    layer = workspace.annotations(record_id, file)
    if not layer:
        for number, blob in earlier:
            try:
                marks = workspace.annotations(record_id, blob)
            except AnnotationsUnreadable:
                continue
            fitting = tuple(mark for mark in marks if mark.page < page_count)
            if fitting:
                return layer, Offer(number, fitting)
    return layer, NOTHING


def copies(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """The same marks for another layer: who made them and when stays, only their ids are new."""
    return tuple(structs.replace(mark, mark_id=uuid.uuid4().hex) for mark in marks)
