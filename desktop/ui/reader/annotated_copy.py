"""Asking for a copy of a file with the person's annotations in it, or saying why there is none."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.reader.exporting import NoCopy, file_name, why_no_copy
from desktop.ui.reader.presenter import ReaderPresenter
from desktop.ui.reader.saving import SaveSheet


class AnnotatedCopy(QObject):
    """`said` is a sentence for the person; a dialog asks where the copy goes."""

    said = Signal(str)

    def __init__(self, presenter: ReaderPresenter, parent: QWidget) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._over = parent
        presenter.saved.connect(lambda: self.said.emit(self.tr("The copy is saved.")))

    def ask(self) -> None:
        """Ask where to, when policy allows a copy; else say who does not."""
        state, summary = self._presenter.state, self._presenter.pages.state.summary
        layer = self._presenter.annotations.state.layer
        if summary is None or not layer:
            return
        refusal = why_no_copy(state, summary, datetime.now(UTC))
        if refusal is not None:
            self.said.emit(self._why_not(refusal))
            return
        name = self.tr("{title} with annotations").format(title=state.title)
        dialog = CopyDialog(f"{file_name(name)}.ofd", len(layer), self._over)
        dialog.chosen.connect(self._presenter.save_annotated)
        dialog.open()

    def _why_not(self, refusal: NoCopy) -> str:
        match refusal:
            case NoCopy.PDF:
                return self.tr("Annotations of a PDF are kept beside it, on this device; no copy is written.")
            case NoCopy.SEALED:
                return self.tr(
                    "The file is sealed: annotations stay beside it. Writing into it would break the seal."
                )
            case NoCopy.CLASSIFIED:
                return self.tr("The document has a level of secrecy: no copy of it leaves this program.")
            case NoCopy.OFFICE:
                return self.tr("The office does not allow copying out of this document.")
            case NoCopy.AUTHOR:
                return self.tr("The author of this file does not allow annotations in it, or copies of it.")
            case NoCopy.PERIOD:
                return self.tr("The time in which the author of this file allows copies is over, or to come.")


class CopyDialog(SaveSheet):
    """Says what the copy will hold."""

    def __init__(self, name: str, annotations: int, parent: QWidget | None = None) -> None:
        heading = self.tr("Save a copy with annotations")
        holds = self.tr("The copy holds %n annotation(s), with author and date.", "", annotations)
        lies = self.tr(
            "Other programs show them. It lies unencrypted where you save it; what is here stays as it is."
        )
        super().__init__(name=name, heading=heading, told=f"{holds}\n\n{lies}", suffix="ofd", parent=parent)
        self.setObjectName("annotatedCopy")
        self.setWindowTitle(heading)
