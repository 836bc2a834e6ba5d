"""Typeset pages: characters, rules and the places where seals go. Lengths are mm from the page's top left."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

from core.ofd.written import BLACK, Box, Color


class Element(StrEnum):
    """The element of GB/T 9704 that a text belongs to."""

    COPY_NO = "copy_no"
    SECRECY = "secrecy_level"
    URGENCY = "urgency"
    ORGAN_MARK = "organ_mark"
    DOC_NUMBER = "doc_number"
    SIGNER = "signer"
    RED_RULE = "red_rule"
    TITLE = "doc_title"
    RECIPIENT = "main_recipient"
    BODY = "body"
    ATTACHMENT_NOTE = "attachment_note"
    ATTENDANCE = "attendance"
    ORGAN_SIGNATURE = "organ_signature"
    DOC_DATE = "doc_date"
    DOC_NOTE = "doc_note"
    ANNEX = "attachment"
    CC = "cc_recipient"
    PRINT_ORGAN = "print_organ"
    PRINT_DATE = "print_date"
    PAGE_NUMBER = "page_number"


class SpotKind(StrEnum):
    """What a person or a seal finds at a spot."""

    ORGAN_SIGNATURE = "organ_signature"
    DOC_DATE = "doc_date"
    SEAL = "closing_seal"
    NAME_STAMP = "name_stamp"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place that sealing snaps to; `organ` names whose signature or seal it is."""

    kind: SpotKind
    box: Box
    organ: str = ""

    @property
    def center(self) -> tuple[float, float]:
        x, y, w, h = self.box
        return x + w / 2, y + h / 2

    def moved(self, dx: float, dy: float) -> Self:
        x, y, w, h = self.box
        return replace(self, box=(x + dx, y + dy, w, h))


@dataclass(frozen=True, slots=True, kw_only=True)
class TypesetText:
    """One run of glyphs; `advances_mm` has a step for every character, the last included."""

    text: str
    font: str
    size_mm: float
    x_mm: float
    baseline_mm: float
    advances_mm: tuple[float, ...]
    element: Element
    color: Color = BLACK
    h_scale: float = 1.0

    @property
    def right_mm(self) -> float:
        return self.x_mm + sum(self.advances_mm)

    def moved(self, dx: float, dy: float) -> Self:
        return replace(self, x_mm=self.x_mm + dx, baseline_mm=self.baseline_mm + dy)


@dataclass(frozen=True, slots=True, kw_only=True)
class TypesetRule:
    """A straight rule; its width is measured across it."""

    x1: float
    y1: float
    x2: float
    y2: float
    width_mm: float
    color: Color = BLACK

    def moved(self, dx: float, dy: float) -> Self:
        return replace(self, x1=self.x1 + dx, y1=self.y1 + dy, x2=self.x2 + dx, y2=self.y2 + dy)


@dataclass(frozen=True, slots=True, kw_only=True)
class TypesetPage:
    """An A4 page; `number` counts from 1, and `numbered` says whether it shows."""

    number: int
    texts: tuple[TypesetText, ...] = ()
    rules: tuple[TypesetRule, ...] = ()
    spots: tuple[Spot, ...] = ()
    numbered: bool = True

    def of(self, element: Element) -> tuple[TypesetText, ...]:
        return tuple(text for text in self.texts if text.element == element)
