"""The form for another password: the old one, and the new one twice."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from desktop.ui.device.presenter import DevicePresenter, DeviceState
from desktop.ui.messages import explain
from desktop.ui.parts.fields import PASSWORD_SHORTEST, PasswordField
from desktop.ui.parts.sheet import Sheet, answers
from desktop.ui.parts.states import keep_room, label


class ChangePassword(Sheet):
    """Closes by itself once the vault has the new password."""

    def __init__(self, presenter: DevicePresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self.setObjectName("changePassword")
        self.setModal(True)
        self.setMinimumWidth(420)
        self.setWindowTitle(self.tr("Change the password"))
        self._old, self._new, self._again = PasswordField(), PasswordField(), PasswordField()
        self._hint = label("small", wrap=True)
        self._caps = label("caution")
        self._problem = label("problem", wrap=True)
        self._change = QPushButton(self.tr("Change"))
        self._progress = QProgressBar()
        self._build()
        self._wire()
        presenter.begin_again()
        self._render(presenter.state)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        heading = label("title")
        heading.setText(self.tr("Change the password"))
        column.addWidget(heading)
        for field, name, words in (
            (self._old, "oldPassword", self.tr("Password of now")),
            (self._new, "newPassword", self.tr("New password")),
            (self._again, "newPasswordAgain", self.tr("The same password again")),
        ):
            field.setObjectName(name)
            field.setAccessibleName(words)
            caption = QLabel(words)
            caption.setBuddy(field)
            column.addWidget(caption)
            column.addWidget(field)
        self._caps.setText(self.tr("Caps Lock seems to be on."))
        self._caps.hide()
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        keep_room(self._progress)
        below: tuple[QWidget, ...] = (self._hint, self._caps, self._problem, self._progress)
        for widget in below:
            column.addWidget(widget)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self._change.setObjectName("changeButton")
        self._change.setProperty("role", "primary")
        self._change.setDefault(True)
        column.addLayout(answers(cancel, self._change))

    def _wire(self) -> None:
        self._presenter.changed.connect(self._render)
        self._presenter.password_changed.connect(self.accept)
        for field in (self._old, self._new, self._again):
            field.textChanged.connect(lambda _: self._render(self._presenter.state))
            field.caps_lock_guessed.connect(self._caps.setVisible)
        self._change.clicked.connect(self._submit)

    @property
    def _ready(self) -> bool:
        new = self._new.text()
        return bool(self._old.text()) and len(new) >= PASSWORD_SHORTEST and new == self._again.text()

    def _submit(self) -> None:
        if self._ready:
            self._presenter.change_password(self._old.text(), self._new.text())

    def _render(self, state: DeviceState) -> None:
        for field in (self._old, self._new, self._again):
            field.setEnabled(not state.busy)
        self._change.setEnabled(self._ready and not state.busy)
        self._progress.setVisible(state.busy)
        self._hint.setText(self._hint_words())
        self._problem.setVisible(state.error is not None)
        if state.error is not None:
            said = explain(state.error)
            self._problem.setText(f"{said.sentence}\n{said.remedy}")

    def _hint_words(self) -> str:
        new, again = self._new.text(), self._again.text()
        if new and len(new) < PASSWORD_SHORTEST:
            return self.tr("At least %n character(s).", "", PASSWORD_SHORTEST)
        if again and new != again:
            return self.tr("The two passwords differ.")
        return self.tr("Nobody can recover this password. Losing it means enrolling anew.")
