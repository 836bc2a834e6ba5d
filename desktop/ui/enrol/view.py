"""The enrolment form: choose the kit, see whose it is, choose a password."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.enrol.presenter import EnrolPresenter, EnrolState
from desktop.ui.icons import icon
from desktop.ui.messages import explain
from desktop.ui.parts.fields import PASSWORD_SHORTEST, PasswordField
from desktop.ui.parts.gate import Gate
from desktop.ui.parts.states import Glyph, keep_room, label
from desktop.ui.theme import COLOURS
from desktop.ui.view import View

_DEVICE_CHARACTERS = 8


class EnrolView(View):
    """Draws an `EnrolPresenter`."""

    language_switched = Signal()

    def __init__(self, presenter: EnrolPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.presenter = presenter
        self._heading = label("display")
        self._prompt = label("muted", wrap=True)
        self._choose = QPushButton(icon("key"), "")
        self._choose.setObjectName("chooseKit")
        self._card = QFrame()
        self._whose = label("heading", wrap=True)
        self._device = label("small", wrap=True)
        self._captions = (QLabel(), QLabel())
        self._password, self._again = PasswordField(), PasswordField()
        self._password.setObjectName("newPassword")
        self._again.setObjectName("newPasswordAgain")
        self._erase_kit = QCheckBox()
        self._erase_kit.setObjectName("eraseKit")
        self._erase_kit.setChecked(True)
        self._hint = label("small", wrap=True)
        self._caps = label("caution")
        self._problem = label("problem", wrap=True)
        self._enrol = QPushButton()
        self._enrol.setObjectName("enrolButton")
        self._enrol.setProperty("role", "primary")
        self._progress = QProgressBar()
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._language = QPushButton(icon("globe"), "")
        self._language.setObjectName("languageButton")
        self._language.setProperty("role", "quiet")
        self._build()
        self._wire()
        self.retranslate()

    def retranslate(self) -> None:
        self._heading.setText(self.tr("Enrol this device"))
        self._prompt.setText(
            self.tr("Choose the kit file from your administrator, then a password for this device's vault.")
        )
        self._choose.setText(self.tr("Choose the kit file…"))
        for caption, field, text in zip(
            self._captions,
            (self._password, self._again),
            (self.tr("New password"), self.tr("The same password again")),
            strict=True,
        ):
            caption.setText(text)
            field.setAccessibleName(text)
        self._erase_kit.setText(self.tr("Erase the kit file afterwards: it holds this device's key"))
        self._caps.setText(self.tr("Caps Lock seems to be on."))
        self._language.setText(self.tr("中文"))
        self._render(self.presenter.state)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._choose.setFocus()

    def _build(self) -> None:
        self._card.setProperty("role", "card")
        row = QHBoxLayout(self._card)
        row.setContentsMargins(12, 12, 12, 12)
        row.setSpacing(12)
        row.addWidget(Glyph("person", 24, COLOURS.accent), 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self._whose)
        texts.addWidget(self._device)
        row.addLayout(texts, 1)
        form = QFrame()
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._heading)
        column.addWidget(self._prompt)
        column.addSpacing(8)
        column.addWidget(self._choose)
        column.addWidget(self._card)
        column.addSpacing(8)
        for caption, field in zip(self._captions, (self._password, self._again), strict=True):
            caption.setBuddy(field)
            column.addWidget(caption)
            column.addWidget(field)
        below: tuple[QWidget, ...] = (
            self._erase_kit,
            self._hint,
            self._caps,
            self._problem,
            self._enrol,
            self._progress,
        )
        for widget in below:
            column.addWidget(widget)
        column.addSpacing(16)
        foot = QHBoxLayout()
        foot.addWidget(self._language)
        foot.addStretch(1)
        column.addLayout(foot)
        self._caps.hide()
        keep_room(self._progress)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Gate(form))

    def _wire(self) -> None:
        self.presenter.changed.connect(self._render)
        self._choose.clicked.connect(self._ask_for_kit)
        self._language.clicked.connect(self.language_switched)
        for field in (self._password, self._again):
            field.textChanged.connect(lambda _: self._render(self.presenter.state))
            field.returnPressed.connect(self._submit)
            field.caps_lock_guessed.connect(self._caps.setVisible)
        self._enrol.clicked.connect(self._submit)

    def _ask_for_kit(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose the kit file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Enrolment kit (*.json *.kit)"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.presenter.take_kit)
        dialog.open()

    @property
    def _ready(self) -> bool:
        typed = self._password.text()
        return len(typed) >= PASSWORD_SHORTEST and typed == self._again.text()

    def _submit(self) -> None:
        if self._ready and not self.presenter.state.busy:
            self.presenter.enrol(self._password.text(), erase_kit=self._erase_kit.isChecked())

    def _render(self, state: EnrolState) -> None:
        kit = state.kit
        self._card.setVisible(kit is not None)
        if kit is not None:
            self._whose.setText(kit.person_name)
            self._device.setText(
                self.tr("Device {device} at {gateway}").format(
                    device=kit.device_id[:_DEVICE_CHARACTERS],
                    gateway=kit.gateway_url.removeprefix("https://"),
                )
            )
        for field in (self._password, self._again):
            field.setEnabled(kit is not None and not state.busy)
        self._choose.setEnabled(not state.busy)
        self._erase_kit.setEnabled(kit is not None and not state.busy)
        self._hint.setText(self._hint_words())
        self._enrol.setEnabled(kit is not None and self._ready and not state.busy)
        self._enrol.setText(self.tr("Making the vault…") if state.busy and kit else self.tr("Enrol"))
        self._progress.setVisible(state.busy)
        self._problem.setVisible(state.error is not None)
        if state.error is not None:
            words = explain(state.error)
            self._problem.setText(f"{words.sentence}\n{words.remedy}")

    def _hint_words(self) -> str:
        typed, again = self._password.text(), self._again.text()
        if typed and len(typed) < PASSWORD_SHORTEST:
            return self.tr("At least %n character(s).", "", PASSWORD_SHORTEST)
        if again and typed != again:
            return self.tr("The two passwords differ.")
        return self.tr("Nobody can recover this password. Losing it means enrolling anew.")
