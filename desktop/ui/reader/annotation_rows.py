"""How the rows of the annotations' pane look and what they say."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize

from core.ofd import Highlight, Ink, Note, Strikeout, Underline
from core.office.calendar import OFFICE_TIME
from desktop.reading.wire import AnnotationMark
from desktop.ui import words
from desktop.ui.parts.cards import Card, CardDelegate, Chip
from desktop.ui.parts.rows import RowRole
from desktop.ui.reader.listed import Listed
from desktop.ui.theme import COLOURS as THEME

Index = QModelIndex | QPersistentModelIndex
_KINDS = {
    Highlight: "highlight",
    Underline: "underline",
    Strikeout: "strikeout",
    Note: "note",
    Ink: "ink",
}
_ICONS = {
    "highlight": "highlight",
    "underline": "underline",
    "strikeout": "strikeout",
    "note": "note",
    "ink": "ink",
    "file": "attachment",
}


def _words(row: Listed) -> str:
    item = row.item
    return item.words if isinstance(item, AnnotationMark) else item.remark


def _kind_of(row: Listed) -> str:
    item = row.item
    return item.kind if isinstance(item, AnnotationMark) else _KINDS[type(item)]


class AnnotationDelegate(CardDelegate):
    """One annotation: its words, those it is laid on, or its kind; who made it, when, and on which page."""

    def card(self, index: Index) -> Card:
        return self.face(index.data(RowRole))

    def say(self, row: Listed) -> str:
        """The same for screen readers."""
        face = self.face(row)
        kind = self._kind(_kind_of(row))
        said = face.title if face.title == kind else f"{kind}  {face.title}"
        return "  ".join((*(chip.text for chip in face.before), said, face.facts))

    def face(self, row: Listed) -> Card:
        item = row.item
        before = [self.tr("Page {number}").format(number=row.page + 1)]
        kind = _kind_of(row)
        if isinstance(item, AnnotationMark):
            moment = item.changed
            before.append(self._where(item))
        else:
            made_at = item.made_at.astimezone(OFFICE_TIME)
            moment = f"{words.short_day(made_at.date())} {made_at:%H:%M}"
        return Card(
            title=" ".join(_words(row).split()) or row.over or self._kind(kind),
            facts="  ".join(fact for fact in (item.author, moment) if fact),
            before=tuple(Chip(each, THEME.ink_soft, THEME.ground) for each in before),
            icons=(_ICONS[kind],) if kind in _ICONS else (),
        )

    def _where(self, found: AnnotationMark) -> str:
        if found.shown:
            return self.tr("In the file")
        return self.tr("Paper only") if found.prints else self.tr("Hidden")

    def _kind(self, kind: str) -> str:
        names = {
            "highlight": self.tr("Highlight"),
            "underline": self.tr("Underline"),
            "strikeout": self.tr("Strikeout"),
            "note": self.tr("Note"),
            "ink": self.tr("Handwriting"),
            "text": self.tr("Text"),
            "drawing": self.tr("Drawing"),
            "stamp": self.tr("Picture stamp, no seal"),
            "watermark": self.tr("Watermark"),
            "file": self.tr("File"),
        }
        return names.get(kind, self.tr("Annotation"))

    def sizeHint(self, option: object, index: Index) -> QSize:
        return QSize(160, 76)
