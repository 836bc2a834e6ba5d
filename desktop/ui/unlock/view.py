"""The password form."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from desktop.ui.icons import icon
from desktop.ui.messages import explain
from desktop.ui.parts.fields import PasswordField
from desktop.ui.parts.gate import Gate
from desktop.ui.parts.states import keep_room, label
from desktop.ui.unlock.presenter import UnlockPresenter, UnlockState
from desktop.ui.view import View


class UnlockView(View):
    """Asks for the password of the vault of `owner` (empty: it is not known before the vault is open)."""

    language_switched = Signal()

    def __init__(self, presenter: UnlockPresenter, *, owner: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._owner = owner
        self._greeting = label("display")
        self._prompt = label("muted", wrap=True)
        self._caption = QLabel()
        self._password = PasswordField()
        self._password.setObjectName("unlockPassword")
        self._caption.setBuddy(self._password)
        self._caps = label("caution")
        self._problem = label("problem", wrap=True)
        self._unlock = QPushButton()
        self._unlock.setObjectName("unlockButton")
        self._unlock.setProperty("role", "primary")
        self._unlock.setDefault(True)
        self._remembered = QPushButton(icon("key"), "")
        self._remembered.setObjectName("unlockRemembered")
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
        self._greeting.setText(self._owner or self.tr("Unlock"))
        self._prompt.setText(self.tr("Enter the password of this device's vault."))
        self._caption.setText(self.tr("Password"))
        self._password.setAccessibleName(self.tr("Password"))
        self._caps.setText(self.tr("Caps Lock seems to be on."))
        self._remembered.setText(self.tr("Unlock with the key this device remembers"))
        self._language.setText(self.tr("中文"))
        self._render(self._presenter.state)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._password.setFocus()

    def _build(self) -> None:
        form = QFrame()
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._greeting)
        column.addWidget(self._prompt)
        column.addSpacing(16)
        column.addWidget(self._caption)
        column.addWidget(self._password)
        column.addWidget(self._caps)
        column.addWidget(self._problem)
        column.addSpacing(8)
        column.addWidget(self._unlock)
        column.addWidget(self._remembered)
        column.addWidget(self._progress)
        column.addSpacing(24)
        foot = QHBoxLayout()
        foot.addWidget(self._language)
        foot.addStretch(1)
        column.addLayout(foot)
        self._caps.hide()
        keep_room(self._progress)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Gate(form))
        self.setTabOrder(self._password, self._unlock)
        self.setTabOrder(self._unlock, self._remembered)
        self.setTabOrder(self._remembered, self._language)

    def _wire(self) -> None:
        self._presenter.changed.connect(self._render)
        self._password.returnPressed.connect(self._submit)
        self._password.textChanged.connect(lambda _: self._allow())
        self._password.caps_lock_guessed.connect(self._caps.setVisible)
        self._unlock.clicked.connect(self._submit)
        self._remembered.clicked.connect(self._presenter.try_remembered)
        self._language.clicked.connect(self.language_switched)

    def _submit(self) -> None:
        if self._password.text():
            self._presenter.try_password(self._password.text())

    def _allow(self) -> None:
        self._unlock.setEnabled(self._presenter.state.may_try and bool(self._password.text()))

    def _render(self, state: UnlockState) -> None:
        self._password.setEnabled(not state.busy)
        self._allow()
        self._progress.setVisible(state.busy)
        self._remembered.setVisible(state.remembered)
        self._remembered.setEnabled(not state.busy)
        if state.busy:
            self._unlock.setText(self.tr("Unlocking…"))
        elif state.wait_s:
            self._unlock.setText(self.tr("Wait %n second(s)", "", state.wait_s))
        else:
            self._unlock.setText(self.tr("Unlock"))
        self._problem.setVisible(state.error is not None)
        if state.error is not None:
            words = explain(state.error)
            self._problem.setText(words.sentence)
            if not state.busy and self._password.text() and not self._password.hasFocus():
                self._password.setFocus()
                self._password.selectAll()
