"""The pane beside the pages: what is known of the document's seals, versions, attachments, opinions."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from core.office import Attachment, DocumentVersion, FileFormat, Opinion
from core.office.calendar import OFFICE_TIME
from core.seal.report import StampPlace
from desktop.ui import words
from desktop.ui.icons import icon
from desktop.ui.parts.cards import Card, CardDelegate, Chip
from desktop.ui.parts.rows import RowRole, RowsModel
from desktop.ui.parts.seals import SealsPane
from desktop.ui.parts.section import Section, ShortList, SidePane
from desktop.ui.parts.states import label
from desktop.ui.reader.presenter import ReaderPresenter, version_of
from desktop.ui.reader.state import ReaderState
from desktop.ui.theme import COLOURS
from desktop.ui.view import View

Index = QModelIndex | QPersistentModelIndex


class DetailsPane(View):
    """Draws the side of a `ReaderPresenter`. `place_chosen` asks to be shown where a seal stands."""

    place_chosen = Signal(StampPlace)

    def __init__(self, presenter: ReaderPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._rendering = False
        self.seals = SealsPane()
        self._versions: RowsModel[DocumentVersion] = RowsModel(lambda each: each.id, self._say_version, self)
        self._version_list = ShortList()
        self._compare = QPushButton()
        self._others = QMenu(self._compare)
        self._attachments: RowsModel[Attachment] = RowsModel(lambda each: each.title, _say_attachment, self)
        self._attachment_list = ShortList()
        self._opinions = label("muted", wrap=True)
        self._build()
        self._wire()
        self.retranslate()

    def retranslate(self) -> None:
        self._seal_section.heading.setText(self.tr("Seals"))
        self._version_section.heading.setText(self.tr("Versions"))
        self._version_list.setAccessibleName(self.tr("Versions"))
        self._compare.setText(self.tr("Compare with…"))
        self._compare.setToolTip(self.tr("Show another version beside this one"))
        self._attachment_section.heading.setText(self.tr("Attachments"))
        self._attachment_list.setAccessibleName(self.tr("Attachments"))
        self._opinion_section.heading.setText(self.tr("Opinions"))

    def _build(self) -> None:
        self.setObjectName("readerDetails")
        self._version_list.setObjectName("versionList")
        self._version_list.setModel(self._versions)
        self._version_list.setItemDelegate(VersionDelegate(self._presenter, self))
        self._compare.setObjectName("compareVersions")
        self._compare.setIcon(icon("split"))
        self._compare.setMenu(self._others)
        self._attachment_list.setObjectName("attachmentList")
        self._attachment_list.setModel(self._attachments)
        self._attachment_list.setItemDelegate(AttachmentDelegate(self))
        versions = QWidget()
        column = QVBoxLayout(versions)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._version_list)
        column.addWidget(self._compare, 0, Qt.AlignmentFlag.AlignLeft)
        self._seal_section = Section(self.seals)
        self._version_section = Section(versions)
        self._attachment_section = Section(self._attachment_list)
        self._opinion_section = Section(self._opinions)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        sections = (
            self._seal_section,
            self._version_section,
            self._attachment_section,
            self._opinion_section,
        )
        self._area = SidePane(sections)
        row.addWidget(self._area)

    def show_seal(self, number: int) -> None:
        """Bring what is said of a seal (from 0) into sight, with the keys on its steps."""
        card = self.seals.card(number)
        if card is None:
            return
        self._area.ensureWidgetVisible(card)
        steps = card.findChild(QPushButton, f"sealSteps-{number + 1}")
        if steps is not None:
            steps.setFocus()

    def _wire(self) -> None:
        self.seals.place_chosen.connect(self.place_chosen)
        self._others.aboutToShow.connect(self._list_versions)
        self._version_list.selectionModel().currentChanged.connect(self._version_chosen)
        self._attachment_list.activated.connect(self._attachment_chosen)
        self._attachment_list.clicked.connect(self._attachment_chosen)

    def show_state(self, state: ReaderState) -> None:
        """Draw what there is; a section with nothing in it is not there."""
        self.seals.show_report(state.report, busy=state.verifying, judged=self._judged(), error=state.error)
        document = state.document
        self._rendering = True
        self._versions.show_rows(tuple(reversed(document.versions)) if document else ())
        self._version_section.setVisible(self._versions.rowCount() > 0)
        self._compare.setVisible(self._versions.rowCount() > 1)
        if state.version is not None:
            place = self._versions.row_of(state.version.id)
            self._version_list.setCurrentIndex(self._versions.index(place))
        self._rendering = False
        self._attachments.show_rows(document.attachments if document else ())
        self._attachment_section.setVisible(self._attachments.rowCount() > 0)
        opinions = document.opinions if document else ()
        self._opinions.setText("\n\n".join(_opinion(state, opinion) for opinion in opinions))
        self._opinion_section.setVisible(bool(opinions))

    def _judged(self) -> bool:
        summary = self._presenter.pages.state.summary
        return summary is None or summary.format in {"ofd", "pdf"}

    def _version_chosen(self, current: QModelIndex) -> None:
        version = current.data(RowRole)
        if isinstance(version, DocumentVersion) and not self._rendering:
            self._presenter.show_version(version.id)

    def _list_versions(self) -> None:
        """Every version but the one that is shown, the newest first."""
        self._others.clear()
        document, shown = self._presenter.state.document, self._presenter.state.version
        for version in reversed(document.versions if document is not None else ()):
            if document is None or version == shown:
                continue
            numbered = self.tr("Version {number}").format(number=version_of(document, version))
            action = self._others.addAction(f"{numbered}  {version.note}".rstrip().replace("&", "&&"))
            action.triggered.connect(partial(self._presenter.compare_with, version.id))

    def _attachment_chosen(self, index: QModelIndex) -> None:
        attachment = index.data(RowRole)
        if isinstance(attachment, Attachment) and attachment.blob:
            self._presenter.open_attachment(attachment)

    def _say_version(self, version: DocumentVersion) -> str:
        document = self._presenter.state.document
        number = version_of(document, version) if document and version in document.versions else 0
        return f"{number} {version.note}"


def _opinion(state: ReaderState, opinion: Opinion) -> str:
    moment = words.day_and_time(opinion.written_at)
    return f"{opinion.text}\n{opinion.node} · {state.name(opinion.person_id)} · {moment}"


def _say_attachment(attachment: Attachment) -> str:
    return attachment.title


class VersionDelegate(CardDelegate):
    """One version: what it is, who made it and when."""

    def __init__(self, presenter: ReaderPresenter, parent: DetailsPane) -> None:
        super().__init__(parent)
        self._presenter = presenter

    def card(self, index: Index) -> Card:
        version: DocumentVersion = index.data(RowRole)
        state = self._presenter.state
        document = state.document
        number = version_of(document, version) if document and version in document.versions else 0
        title = self.tr("Version {number}").format(number=number)
        if version.note:
            title = f"{title}  {version.note}"
        notes = [Chip(version.format.upper())]
        if version.sealed:
            notes.append(Chip(self.tr("Sealed"), COLOURS.seal, COLOURS.seal_wash))
        made_at = version.made_at.astimezone(OFFICE_TIME)
        moment = f"{words.short_day(made_at.date())} {made_at:%H:%M}"
        return Card(title=title, facts=f"{moment}  {state.name(version.made_by)}", notes=tuple(notes))

    def sizeHint(self, option: object, index: Index) -> QSize:
        return QSize(160, 64)


class AttachmentDelegate(CardDelegate):
    """One attachment; without a file only its title is known."""

    def card(self, index: Index) -> Card:
        attachment: Attachment = index.data(RowRole)
        kind = attachment.format.upper() if attachment.format else FileFormat.OFD.upper()
        facts = f"{kind}  {words.file_size(attachment.size)}" if attachment.blob else self.tr("Title only")
        return Card(title=attachment.title, facts=facts, icons=("attachment",) if attachment.blob else ())

    def sizeHint(self, option: object, index: Index) -> QSize:
        return QSize(160, 64)
