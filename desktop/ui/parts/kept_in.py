"""Lists, trees and tables whose rows stay where they are: Qt would put one on the clipboard by Ctrl+C.

A row may be a line of a classified document. What leaves one does so by the reader's own copying, which asks
for the office's and the author's word and clears the clipboard again.
"""

from __future__ import annotations

from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QListView, QTableView, QTreeView


class ListView(QListView):
    """A `QListView` that copies nothing."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _copies(event):
            super().keyPressEvent(event)


class TreeView(QTreeView):
    """A `QTreeView` that copies nothing."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _copies(event):
            super().keyPressEvent(event)


class TableView(QTableView):
    """A `QTableView` that copies nothing."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _copies(event):
            super().keyPressEvent(event)


def _copies(event: QKeyEvent) -> bool:
    """Whether a key would copy; it is then left to whatever lies around."""
    if not event.matches(QKeySequence.StandardKey.Copy):
        return False
    event.ignore()
    return True
