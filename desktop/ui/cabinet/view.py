"""The cabinet: cards that the arrow keys go over, and the chosen seal beside them."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.office import ESeal
from desktop.ui.cabinet.cards import GAP, LEAST_CARD, SealCards, say_seal
from desktop.ui.cabinet.handover import HandOver
from desktop.ui.cabinet.import_dialog import ImportSeal
from desktop.ui.cabinet.pane import SealPane
from desktop.ui.cabinet.practice_form import MakeTestSeal
from desktop.ui.cabinet.presenter import CabinetPresenter
from desktop.ui.cabinet.rules_form import RulesForm
from desktop.ui.cabinet.state import CabinetState, SealAct, SealRow, may_receive
from desktop.ui.icons import icon
from desktop.ui.parts.chosen import ChosenRow
from desktop.ui.parts.files import FileDialog
from desktop.ui.parts.kept_in import ListView
from desktop.ui.parts.reason import ReasonAsked, ReasonDialog
from desktop.ui.parts.rows import RowsModel
from desktop.ui.parts.states import Placeholder, label
from desktop.ui.parts.tones import Pill, Tone
from desktop.ui.view import View


class CabinetView(View):
    """Draws a `CabinetPresenter`."""

    def __init__(self, presenter: CabinetPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._heading = label("title")
        self._count = label("muted")
        self._expiring = Pill()
        self._said = label("small")
        self._import = QPushButton(icon("upload"), "")
        self._practice = QPushButton()
        self._model: RowsModel[SealRow] = RowsModel(lambda row: row.id, say_seal, self)
        self.cards = CardGrid()
        self._delegate = SealCards(self.cards)
        self._empty = Placeholder()
        self.pane = SealPane()
        self._build()
        self._wire()
        self.retranslate()

    @property
    def presenter(self) -> CabinetPresenter:
        return self._presenter

    def retranslate(self) -> None:
        self._heading.setText(self.tr("Seal cabinet"))
        self.cards.setAccessibleName(self.tr("Seal cabinet"))
        self._import.setText(self.tr("Import a seal…"))
        self._practice.setText(self.tr("Test seal…"))
        self._practice.setToolTip(self.tr("Make a seal for trying things out (demonstration only)"))
        self._import.setToolTip(self.tr("Bring in a seal file (.esl) from the seal's maker"))
        self._render(self._presenter.state)

    def _build(self) -> None:
        self.cards.setObjectName("sealCards")
        self.cards.setModel(self._model)
        self.cards.setItemDelegate(self._delegate)
        self.cards.setViewMode(QListView.ViewMode.IconMode)
        self.cards.setMovement(QListView.Movement.Static)
        self.cards.setResizeMode(QListView.ResizeMode.Adjust)
        self.cards.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.cards.setMouseTracking(True)
        self.cards.setUniformItemSizes(True)
        self.cards.setFrameShape(QFrame.Shape.NoFrame)
        self.cards.setProperty("ground", True)
        self._import.setObjectName("importSealButton")
        self._practice.setObjectName("testSealButton")
        self._practice.setProperty("role", "quiet")
        head = QFrame()
        head.setProperty("role", "bar")
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(8)
        row.addWidget(self._heading)
        row.addWidget(self._count)
        row.addWidget(self._expiring)
        row.addWidget(self._said, 1)
        row.addWidget(self._practice)
        row.addWidget(self._import)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.cards)
        self._stack.addWidget(self._empty)
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self._stack, 1)
        middle.addWidget(self.pane)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addLayout(middle, 1)

    def _wire(self) -> None:
        presenter = self._presenter
        presenter.changed.connect(self._render)
        presenter.incoming_read.connect(self._show_incoming)
        presenter.registered.connect(self._was_registered)
        presenter.done.connect(self._was_done)
        self._chosen_row = ChosenRow(self.cards, self._model, lambda row: self._presenter.select(row.id))
        self.pane.act_asked.connect(self._act)
        self._import.clicked.connect(lambda: self._ask_for_file(None))
        self._practice.clicked.connect(self._ask_for_test_seal)
        presenter.practice_made.connect(self._practice_was_made)
        self._empty.pressed.connect(presenter.reload)

    # Asking ----------------------------------------------------------------------------------------

    def _act(self, act: SealAct) -> None:
        row = self._presenter.state.row
        if row is None:
            return
        match act:
            case SealAct.RENEW:
                self._ask_for_file(row.seal)
            case SealAct.OFFER:
                receivers = [one for one in self._presenter.state.people if may_receive(row.seal, one)]
                self._open(HandOver(row, receivers, self._presenter.signing, self), self._presenter.offer)
            case SealAct.RULES:
                self._ask_for_rules(row)
            case SealAct.TAKE_OVER:
                self._open(
                    HandOver(row, None, self._presenter.signing, self),
                    lambda _to: self._presenter.take_over(),
                )
            case _:
                self._ask_why(act, row)

    def _ask_for_rules(self, row: SealRow) -> None:
        form = RulesForm(row.seal, self._presenter.state.policy, self)
        form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        form.decided.connect(self._presenter.set_rules)
        form.open()

    def _open(self, dialog: HandOver, accepted: object) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.offered.connect(accepted)
        dialog.open()

    def _ask_why(self, act: SealAct, row: SealRow) -> None:
        dialog = ReasonDialog(self._question(act, row), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.given.connect(lambda reason: self._presenter.change_state(act, reason))
        dialog.open()

    def _question(self, act: SealAct, row: SealRow) -> ReasonAsked:
        name = row.seal.name
        match act:
            case SealAct.SUSPEND:
                return ReasonAsked(
                    title=self.tr("Suspend {seal}?").format(seal=name),
                    sentence=self.tr("Nobody can use it until the security administrator resumes it."),
                    button=self.tr("Suspend"),
                    phrases=(self.tr("Key lost"), self.tr("Custodian away"), self.tr("Under review")),
                )
            case SealAct.CANCEL:
                return ReasonAsked(
                    title=self.tr("Cancel {seal} for good?").format(seal=name),
                    sentence=self.tr("It cannot be used again. What it has sealed stays valid."),
                    button=self.tr("Cancel for good"),
                    phrases=(self.tr("Organ renamed"), self.tr("Organ dissolved"), self.tr("Replaced")),
                )
            case SealAct.RESUME:
                return ReasonAsked(
                    title=self.tr("Resume {seal}?").format(seal=name),
                    sentence=self.tr("Its custodian can use it again at once."),
                    button=self.tr("Resume"),
                    required=False,
                )
            case _:
                return ReasonAsked(
                    title=self.tr("Put {seal} to use?").format(seal=name),
                    sentence=self.tr("It is on file; from now on its custodian can use it."),
                    button=self.tr("Put to use"),
                    required=False,
                )

    def _ask_for_file(self, renews: ESeal | None) -> None:
        title = self.tr("Import a seal") if renews is None else self.tr("Renew the seal")
        file = FileDialog(title, self)
        file.setObjectName("sealFile")
        file.setNameFilters([self.tr("Seal files (*.esl)"), self.tr("All files (*)")])
        file.fileSelected.connect(lambda path: self._presenter.read_file(path, renews))
        file.open()

    def _ask_for_test_seal(self) -> None:
        form = MakeTestSeal(self, for_cabinet=self._presenter.state.makes_seals)
        form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        form.asked.connect(self._presenter.make_test_seal)
        form.open()

    def _practice_was_made(self, folder: str) -> None:
        self._said.setText(self.tr("Test seal made: {folder}").format(folder=folder))

    def _show_incoming(self) -> None:
        state = self._presenter.state
        if state.incoming is None:
            return
        dialog = ImportSeal(state.incoming, state, self._presenter.me, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.registered.connect(
            lambda owner, witness: self._presenter.register(owner_org_id=owner, witness_id=witness)
        )
        dialog.renewed.connect(self._presenter.renew)
        dialog.rejected.connect(self._presenter.put_incoming_away)
        dialog.open()

    def _was_registered(self) -> None:
        self._said.setText(self.tr("On file. The security administrator puts it to use."))

    def _was_done(self, act: SealAct) -> None:
        said = {
            SealAct.OFFER: self.tr("Offered. You keep the seal until the other person has taken over."),
            SealAct.TAKE_OVER: self.tr("You keep this seal now."),
            SealAct.RENEW: self.tr("Renewed."),
            SealAct.RULES: self.tr("The rules hold from now on; the auditors are told."),
        }
        self._said.setText(said.get(act, ""))

    # Drawing ---------------------------------------------------------------------------------------

    def _render(self, state: CabinetState) -> None:
        self._count.setText(str(len(state.rows)) if state.rows else "")
        expiring = self.tr("%n end(s) soon", "", state.expiring) if state.expiring else ""
        self._expiring.say(expiring, Tone.CAUTION)
        self._import.setVisible(state.may_import)
        self._import.setEnabled(not state.acting)
        self._practice.setVisible(state.may_import and state.demonstration)
        self._practice.setEnabled(not state.acting)
        self._delegate.pictures, self._delegate.undrawn = state.pictures, state.undrawn
        self._delegate.weakened = state.weakened
        self._chosen_row.show(state.rows, state.selected)
        self.cards.viewport().update()
        self.pane.show_state(state)
        self._stack.setCurrentIndex(0 if state.rows else 1)
        if state.rows:
            self._empty.say_nothing()
        else:
            self._explain_nothing(state)

    def _explain_nothing(self, state: CabinetState) -> None:
        if state.error is not None:
            self._empty.show_failure(state.error)
        elif state.loading:
            self._empty.show_loading()
        else:
            self._empty.show_words(
                "sealing",
                self.tr("No seals"),
                self.tr("Seals that you keep or witness appear here."),
            )


class CardGrid(ListView):
    """As many cards in a row as fit, and each as wide as they then can be."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        room = self.width() - self.verticalScrollBar().sizeHint().width() - GAP
        across = max(1, room // (LEAST_CARD.width() + GAP))
        self.setGridSize(QSize(room // across, LEAST_CARD.height() + GAP))
        super().resizeEvent(event)
