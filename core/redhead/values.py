"""An official document as GB/T 9704-2012 knows it: its elements, before they have a place on paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias


class Layout(StrEnum):
    """The general format (clause 7), the special formats (clause 10), and a plain meeting paper."""

    GENERAL = "通用"
    LETTER = "信函"
    DECREE = "命令"
    MINUTES = "纪要"
    PAPER = "材料"


class SealMode(StrEnum):
    """How the document is signed (7.3.5)."""

    SEAL = "seal"
    NO_SEAL = "no_seal"
    SIGNATURE_STAMP = "signature_stamp"
    NONE = "none"


class ParagraphKind(StrEnum):
    """A paragraph's place among the levels 一、 （一） 1. （1） (7.3.3); a run-in head opens its text."""

    PLAIN = "p"
    ITEM = "item"
    H1 = "h1"
    H2 = "h2"
    H1_RUN_IN = "h1_runin"
    H2_RUN_IN = "h2_runin"
    H3_RUN_IN = "h3_runin"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text of one paragraph; `head` is the run-in heading that stands before it, set in its own face."""

    kind: ParagraphKind
    text: str
    head: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A ruled table over the width of the type area; `weights` share the width among the columns."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    weights: tuple[float, ...]


Block: TypeAlias = Paragraph | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """An attachment that is printed with the document, on a page of its own (7.3.7).

    A text that the document itself issues (印发) is not an attachment and carries no label.
    """

    title: str
    body: tuple[Block, ...]
    labelled: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class RedHeadDocument:
    """Everything that is typeset. Empty texts and tuples are elements the document does not have.

    `organ_mark` has one line per organ, the lead first; 文件 closes the last. `secrecy_mark` is the
    whole marking (机密★1年). `signers` stand on upward documents only. `doc_date` None leaves the month
    and day of `draft_year` open. `seal_mm` is the diameter the closing makes room for.
    """

    layout: Layout
    title: str
    organ_mark: tuple[str, ...] = ()
    copy_no: str = ""
    secrecy_mark: str = ""
    urgency: str = ""
    doc_number: str = ""
    signers: tuple[str, ...] = ()
    upward: bool = False
    recipients: tuple[str, ...] = ()
    body: tuple[Block, ...] = ()
    attachments: tuple[str, ...] = ()
    attendance: tuple[tuple[str, tuple[str, ...]], ...] = ()
    organ_signatures: tuple[str, ...] = ()
    signature_title: str = ""
    seal_mode: SealMode = SealMode.SEAL
    seal_mm: float = 42.0
    doc_date: date | None = None
    draft_year: int = 0
    note: str = ""
    annexes: tuple[Annex, ...] = ()
    cc: tuple[str, ...] = ()
    print_organ: str = ""
    print_date: date | None = None
