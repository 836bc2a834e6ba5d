"""What the reader shows."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Self

from core.errors import AppError
from core.office import Classification, DocumentVersion, OfficialDocument
from core.seal.report import Report
from desktop.reading.wire import Rights
from desktop.ui.parts.pages import Outlook


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A file to read that is no registered document: a meeting paper, an attachment.

    `record_id` is the record it belongs to, for annotations; empty when they cannot be kept.
    `content` is the file itself when it came out of another document, `path` where it lies when it is a file
    of this computer; it has no `blob` then.
    """

    title: str
    blob: str
    classification: Classification
    facts: str = ""
    record_id: str = ""
    content: bytes | None = field(default=None, repr=False)
    path: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderState:
    """A document at one of its versions, or a paper. `names` are those of people and organs it mentions.

    `came_from` is what was shown when this was opened out of it, an attachment for one. `begins` is where
    and how to begin; None asks the vault where reading stopped. `report` is what verification found in the
    version shown; None before it is done, or for a PDF. `outer_rights` are what the authors of the files
    allow that this file lies in.
    """

    document: OfficialDocument | None = None
    version: DocumentVersion | None = None
    paper: Paper | None = None
    came_from: ReaderState | None = None
    outer_rights: tuple[Rights, ...] = ()
    begins: Outlook | None = None
    names: tuple[tuple[str, str], ...] = ()
    report: Report | None = None
    verifying: bool = False
    error: AppError | None = None
    demonstration: bool = False

    @property
    def blob(self) -> str | None:
        if self.paper is not None:
            return self.paper.blob
        return self.version.blob if self.version else None

    @property
    def record_id(self) -> str:
        """The record whose file is shown."""
        if self.paper is not None:
            return self.paper.record_id
        return self.document.id if self.document else ""

    @property
    def remembered_as(self) -> str:
        """What the place of reading is kept under: the document whatever its version, else the file."""
        if self.document is not None:
            return self.document.id
        return self.paper.blob if self.paper is not None else ""

    @property
    def title(self) -> str:
        if self.paper is not None:
            return self.paper.title
        return self.document.title if self.document else ""

    @property
    def classification(self) -> Classification:
        shown = self.paper or self.document
        return shown.classification if shown else Classification()

    @property
    def marking(self) -> str:
        return self.classification.marking(demonstration=self.demonstration)

    @property
    def nothing_to_show(self) -> bool:
        """A document that has come down without a file."""
        return self.document is not None and self.blob is None

    @property
    def chain(self) -> tuple[ReaderState, ...]:
        """This, what it was opened out of, and so on."""
        return (self, *(self.came_from.chain if self.came_from is not None else ()))

    @property
    def empty(self) -> bool:
        return self.document is None and self.paper is None

    def afresh(self, begins: Outlook | None) -> Self:
        """The same, as it is before it is opened."""
        return replace(self, begins=begins, names=(), report=None, verifying=False, error=None)

    def shows(self, other: ReaderState) -> bool:
        """Whether this is the same file of the same record, opened in the same way."""
        return self._opened == other._opened

    @property
    def _opened(self) -> tuple[object, ...]:
        """Files out of other files have neither record nor address: they are told apart by their bytes."""
        content, path = (self.paper.content, self.paper.path) if self.paper is not None else (None, "")
        return self.record_id, self.blob, content, path, self.came_from is None

    def name(self, record_id: str) -> str:
        return dict(self.names).get(record_id, record_id)
