"""An application while it is being filled in, and what still stands in its way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from core.errors import AppError
from core.office import (
    APPROVER_ROLES,
    ESeal,
    OfficialDocument,
    Organisation,
    Person,
    RequestState,
    SealRequest,
    SealState,
    UseKind,
)
from core.office.custody_rules import document_fault, kind_fault, seal_fault
from core.seal import Size

COPIES_MOST = 100_000
_SIGNED_IN_PERSON = frozenset({"命令（令）", "议案"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplyRow:
    """A document that is to be sealed; `pages` is None while its file has not been looked at.

    `asked` are the seals that it waits for already, as far as applications are seen here.
    """

    document: OfficialDocument
    pages: int | None = None
    error: AppError | None = None
    asked: frozenset[str] = frozenset()

    @property
    def id(self) -> str:
        return self.document.id

    @property
    def blob(self) -> str:
        return self.document.current.blob if self.document.current else ""

    def fault(self, kinds: tuple[UseKind, ...], chosen: frozenset[str] = frozenset()) -> str | None:
        """Why it cannot be sealed in these ways with these seals, as a code; None when it can.

        Until its pages are counted there are enough of them for any rule: what else is wrong is told at once.
        """
        pages = 2 if self.pages is None else self.pages
        fault = document_fault(self.document, self.blob, pages)
        if fault is None and self.pages is not None and kinds:
            fault = kind_fault(kinds, pages)
        return fault or ("applied_already" if self.asked & chosen else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplyState:
    """`seals` may be asked for, in protocol order (排序) of their owners; `chosen` of them are.

    `checked` is 0–1 while the files are being looked at.
    """

    rows: tuple[ApplyRow, ...] = ()
    seals: tuple[ESeal, ...] = ()
    owners: tuple[tuple[str, str], ...] = ()
    approvers: tuple[Person, ...] = ()
    chosen: frozenset[str] = frozenset()
    kinds: tuple[UseKind, ...] = (UseKind.CLOSING,)
    copies: int = 1
    approver_id: str | None = None
    loading: bool = True
    checked: float | None = None
    sending: bool = False
    error: AppError | None = None
    today: date | None = None
    demonstration: bool = False

    @property
    def seal_ids(self) -> tuple[str, ...]:
        """The seals that are asked for, in protocol order."""
        return tuple(seal.id for seal in self.seals if seal.id in self.chosen)

    def is_faulty(self, row: ApplyRow) -> bool:
        """Whether the document cannot be sealed with what is chosen, or its file cannot be read."""
        return row.error is not None or row.fault(self.kinds, self.chosen) is not None

    @property
    def faults(self) -> tuple[str, ...]:
        """What stands in the way, as codes, each once; of the documents, then of the form."""
        found = [fault for row in self.rows if (fault := row.fault(self.kinds, self.chosen)) is not None]
        if not self.rows:
            found.append("nothing_to_seal")
        if not self.chosen:
            found.append("no_seal_chosen")
        if not self.kinds:
            found.append("no_kind_chosen")
        if self.approver_id is None:
            found.append("no_approver_chosen")
        return tuple(dict.fromkeys(found))

    @property
    def ready(self) -> bool:
        counted = all(row.pages is not None for row in self.rows)
        return counted and not self.faults and not self.sending


def usable(seals: Iterable[ESeal], owners: Iterable[Organisation], today: date) -> tuple[ESeal, ...]:
    """The seals that may be asked for today, in the protocol order of their owners, then by name."""
    keys = {owner.id: owner.order_key.encode() for owner in owners}
    in_use = (seal for seal in seals if seal.state is SealState.IN_USE and seal_fault(seal, today) is None)
    return tuple(sorted(in_use, key=lambda seal: (keys.get(seal.owner_org_id, b"~"), seal.name, seal.id)))


def proposed(rows: Iterable[ApplyRow], seals: Iterable[ESeal]) -> frozenset[str]:
    """The seals of the organs that issue every one of the documents.

    What a head of government signs in person carries a name stamp instead (GB/T 9704 7.3.5.3): the only one
    there is, or none where somebody has to choose whose.
    """
    documents = [row.document for row in rows]
    stamps = frozenset(seal.id for seal in seals if Size(seal.width_mm, seal.height_mm).is_name_stamp)
    if documents and all(document.doc_kind in _SIGNED_IN_PERSON for document in documents):
        return stamps if len(stamps) == 1 else frozenset()
    issuing = [set(document.issuer_ids) for document in documents]
    common = set.intersection(*issuing) if issuing else set()
    return frozenset(seal.id for seal in seals if seal.owner_org_id in common) - stamps


def approvers_for(people: Iterable[Person], applicant_id: str) -> tuple[Person, ...]:
    """Those who may decide, never the applicant; in the order of `people`."""
    return tuple(person for person in people if person.roles & APPROVER_ROLES and person.id != applicant_id)


def waiting_for(requests: Iterable[SealRequest]) -> Mapping[str, frozenset[str]]:
    """The seals that each document waits for, by applications that are open."""
    found: dict[str, frozenset[str]] = {}
    for request in requests:
        if request.state in (RequestState.PENDING, RequestState.APPROVED):
            for item in request.items:
                found[item.document_id] = found.get(item.document_id, frozenset()) | set(request.seal_ids)
    return found
