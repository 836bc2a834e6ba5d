"""The words for the office's own codes, in the window's language and exactly as the glossary has them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, QLocale, QObject

from core.office import AlarmKind, RequestState, SealState, Urgency, UseKind
from core.office.calendar import OFFICE_TIME

translate = QCoreApplication.translate
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LONG_WORD = re.compile(r"[!-~]{17,}")
_BRACKETS = str.maketrans("〔［【（[({〕］】）])}", "(" * 7 + ")" * 7)


class Counted(QObject):
    """Texts with a number in them: lupdate sees a plural only in `tr`."""

    def overdue(self, days: int) -> str:
        return self.tr("Overdue %n working day(s)", "", days)

    def days_left(self, days: int) -> str:
        return self.tr("%n working day(s) left", "", days)

    def try_again_in(self, seconds: int) -> str:
        return self.tr("You can try again in %n second(s).", "", seconds)

    def tries_left(self, tries: int) -> str:
        return self.tr("%n try(s) left, then the key locks itself.", "", tries)

    def days_ago(self, days: int) -> str:
        return self.tr("%n day(s) ago", "", days)

    def clock_differs(self, seconds: int) -> str:
        return self.tr("It differs from the gateway's by %n second(s).", "", seconds)

    def copies_at_most(self, copies: int) -> str:
        return self.tr("At most %n copy(ies)", "", copies)


def urgency(code: Urgency) -> str:
    """紧急程度; empty for an ordinary document."""
    match code:
        case Urgency.EXTRA_URGENT:
            return translate("words", "Extra urgent")
        case Urgency.URGENT:
            return translate("words", "Urgent")
        case Urgency.NONE:
            return ""


def page(index: int) -> str:
    """A page by its number; `index` counts from 0."""
    return translate("words", "Page {number}").format(number=index + 1)


def annotations_of(title: str) -> str:
    """The heading of a document's annotations on paper."""
    return translate("words", "Annotations: {title}").format(title=title)


def circulated() -> str:
    """That a document came by 传阅."""
    return translate("words", "Circulated")


def request_state(code: RequestState) -> str:
    match code:
        case RequestState.PENDING:
            return translate("words", "Awaiting approval")
        case RequestState.APPROVED:
            return translate("words", "To be sealed")
        case RequestState.SEALED:
            return translate("words", "Sealed")
        case RequestState.REJECTED:
            return translate("words", "Rejected")
        case RequestState.WITHDRAWN:
            return translate("words", "Withdrawn")


def use_kind(code: UseKind) -> str:
    match code:
        case UseKind.CLOSING:
            return translate("words", "Closing seal")
        case UseKind.STRADDLE:
            return translate("words", "Straddle seal")
        case UseKind.KEYWORD:
            return translate("words", "Seal by keyword")
        case UseKind.EVERY_PAGE:
            return translate("words", "Seal on every page")


def use_kinds(codes: Iterable[UseKind]) -> str:
    return translate("words", " + ").join(map(use_kind, codes))


def alarm_kind(code: AlarmKind) -> str:
    kinds = {
        AlarmKind.USED_WHILE_CANCELLED: translate("words", "A cancelled seal was tried"),
        AlarmKind.USED_WHILE_SUSPENDED: translate("words", "A suspended seal was tried"),
        AlarmKind.USED_OUT_OF_PERIOD: translate("words", "A seal was tried outside its period"),
        AlarmKind.USED_WITHOUT_APPROVAL: translate("words", "A seal was tried without approval"),
        AlarmKind.USED_WITHOUT_TIME_STAMP: translate("words", "A seal was used without a time stamp"),
        AlarmKind.USED_WITHOUT_ASKING: translate("words", "A seal was used without asking the gateway"),
        AlarmKind.RULES_CHANGED: translate("words", "Rules of use were changed"),
        AlarmKind.OFFLINE_USE_REFUSED: translate("words", "A use off line was refused"),
        AlarmKind.LEDGER_BROKEN: translate("words", "The ledger is broken"),
    }
    return kinds[code]


def seal_state(code: SealState) -> str:
    match code:
        case SealState.REGISTERED:
            return translate("words", "Registered, not yet in use")
        case SealState.IN_USE:
            return translate("words", "In use")
        case SealState.SUSPENDED:
            return translate("words", "Suspended")
        case SealState.CANCELLED:
            return translate("words", "Cancelled")


def day(value: date) -> str:
    """成文日期 form, no zero padding; in English with the month's name, which nobody takes for a day."""
    return translate("words", "{day} {name} {year}").format(
        year=value.year, month=value.month, day=value.day, name=_MONTHS[value.month - 1]
    )


def short_day(value: date) -> str:
    """Month and day, for lists whose entries all lie near today."""
    return translate("words", "{day} {name}").format(
        month=value.month, day=value.day, name=_MONTHS[value.month - 1]
    )


def days_ago(days: int) -> str:
    """How old something is, in whole days."""
    return Counted().days_ago(days) if days > 0 else translate("words", "today")


def and_so_on(parts: Iterable[str]) -> str:
    """Things in one line, one after the other, as the language separates them."""
    return translate("words", ", ").join(parts)


def digest(value: str) -> str:
    """A SHA-256 as hex in groups of eight, to be compared by eye; two lines of four where it wraps."""
    return " ".join(value[at : at + 8] for at in range(0, len(value), 8))


def breakable(text: str) -> str:
    """Text that may be broken inside long words: a serial number, a host's name."""
    return _LONG_WORD.sub(lambda found: "\u200b".join(re.findall(".{1,8}", found[0])), text)


def day_and_time(value: datetime) -> str:
    """A moment by the office's clock."""
    here = value.astimezone(OFFICE_TIME)
    return f"{day(here.date())} {here:%H:%M}"


def office_now() -> datetime:
    """This moment, by the office's clock."""
    return datetime.now(OFFICE_TIME)


def time_span(start: datetime, end: datetime) -> str:
    """From – to, by the office's clock."""
    return f"{start.astimezone(OFFICE_TIME):%H:%M}–{end.astimezone(OFFICE_TIME):%H:%M}"


def deadline(working_days_left: int) -> str:
    """办理时限 in working days; negative when it has passed."""
    if working_days_left < 0:
        return Counted().overdue(-working_days_left)
    if working_days_left == 0:
        return translate("words", "Due today")
    return Counted().days_left(working_days_left)


def file_size(size: int) -> str:
    """Bytes for people: KB up to a megabyte, then MB."""
    if size < 1 << 20:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / (1 << 20):.1f} MB"


def tenths(mm: float) -> str:
    """Millimetres with one digit, rounded as a number box does it (Python would round 89.25 down)."""
    return QLocale.c().toString(float(mm), ord("f"), 1)


def searchable(text: str) -> str:
    """Text for searching: all brackets alike, letters small, no spaces (〔2026〕 = [2026] = （2026）)."""
    return "".join(text.translate(_BRACKETS).lower().split())
