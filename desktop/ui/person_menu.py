"""Whose window this is, and what that person chooses for this device."""

from __future__ import annotations

from importlib.metadata import version

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from core.office import Person
from desktop.ui.icons import icon
from desktop.ui.view import View

LOCK_CHOICES_MIN = (5, 10, 15, 30, 60, 0)
"""After how many minutes without a key or mouse the vault locks itself; 0 is never."""


class PersonMenu(View):
    """The person in the status bar; pressing it opens the choices. `lock_after_chosen` carries minutes."""

    lock_after_chosen = Signal(int)
    password_asked = Signal()
    keys_asked = Signal()
    remember_chosen = Signal(bool)

    def __init__(self, lock_after_min: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._person: Person | None = None
        self._button = QPushButton(icon("person"), "")
        self._button.setObjectName("personButton")
        self._button.setProperty("role", "quiet")
        self._button.setIconSize(QSize(18, 18))
        self._menu = QMenu(self)
        self._menu.setToolTipsVisible(True)
        self._menu.setObjectName("personMenu")
        self._heading = QAction(self)
        self._heading.setEnabled(False)
        self._menu.addAction(self._heading)
        group = QActionGroup(self)
        self._choices: dict[int, QAction] = {}
        for minutes in sorted({*LOCK_CHOICES_MIN, lock_after_min}, key=lambda each: (each == 0, each)):
            action = QAction(self)
            action.setCheckable(True)
            action.setChecked(minutes == lock_after_min)
            action.triggered.connect(lambda _on=False, minutes=minutes: self.lock_after_chosen.emit(minutes))
            group.addAction(action)
            self._menu.addAction(action)
            self._choices[minutes] = action
        self._menu.addSeparator()
        self._password = QAction(icon("key"), "", self)
        self._password.setObjectName("changePasswordAction")
        self._password.triggered.connect(lambda _on=False: self.password_asked.emit())
        self._menu.addAction(self._password)
        self._remember = QAction(self)
        self._remember.setObjectName("rememberAction")
        self._remember.setCheckable(True)
        self._remember.setVisible(False)
        self._remember.triggered.connect(self.remember_chosen)
        self._menu.addAction(self._remember)
        self._menu.addSeparator()
        self._keys = QAction(icon("info"), "", self)
        self._keys.setObjectName("keysAction")
        self._keys.triggered.connect(lambda _on=False: self.keys_asked.emit())
        self._menu.addAction(self._keys)
        self._version = QAction(self)
        self._version.setObjectName("versionAction")
        self._version.setEnabled(False)
        self._menu.addAction(self._version)
        self._button.setMenu(self._menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._button)
        self.retranslate()

    def show_person(self, person: Person) -> None:
        self._person = person
        self.retranslate()

    def show_remembering(self, *, offered: bool, remembered: bool) -> None:
        """Whether the system can remember a key for this vault, and whether it does."""
        self._remember.setVisible(offered or remembered)
        self._remember.setChecked(remembered)

    def retranslate(self) -> None:
        if self._person is not None:
            self._button.setText(f"{self._person.name}  {self._person.position}".rstrip())
        self._button.setToolTip(self.tr("This device's choices"))
        self._password.setText(self.tr("Change the password…"))
        self._remember.setText(self.tr("Remember on this device"))
        self._remember.setToolTip(self.tr("The system keeps a key; the password always works as well."))
        self._keys.setText(self.tr("Keys (?)"))
        self._version.setText(self.tr("Sealdesk {version}").format(version=version("sealdesk")))
        self._heading.setText(self.tr("Lock by itself"))
        for minutes, action in self._choices.items():
            action.setText(self.tr("After %n minute(s)", "", minutes) if minutes else self.tr("Never"))
