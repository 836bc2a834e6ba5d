"""Not sealing, with the reason: blank, unsigned, revoked, or in one's own words; the ledger keeps it."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.parts.sheet import Sheet, answers
from desktop.ui.parts.states import label

_REASON_CHARS_MAX = 500
_OTHER = "other"


class RefuseSealing(Sheet):
    """Accepted means: refuse, with `code` and `reason`. None of the reasons is proposed: it is entered."""

    def __init__(self, subject: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("refuseSealing")
        self.setModal(True)
        self.setMinimumWidth(440)
        self.setWindowTitle(self.tr("Refuse the seal"))
        self._choices = QButtonGroup(self)
        self._codes: list[str] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        heading, what = label("title"), label("muted", wrap=True)
        heading.setText(self.tr("Refuse the seal?"))
        what.setText(subject)
        column.addWidget(heading)
        column.addWidget(what)
        for code, text in (
            ("blank_document", self.tr("The document is blank, or has blanks to be filled in")),
            ("not_signed_off", self.tr("The document has not been signed off")),
            ("document_cancelled", self.tr("The document was revoked or repealed")),
            (_OTHER, self.tr("Another reason, below")),
        ):
            column.addWidget(self._choice(code, text))
        self._words = QPlainTextEdit()
        self._words.setObjectName("refusalWords")
        self._words.setPlaceholderText(self.tr("What the applicant should know"))
        self._words.setAccessibleName(self.tr("Reason"))
        self._words.setTabChangesFocus(True)
        self._words.setFixedHeight(72)
        self._words.textChanged.connect(self._follow)
        column.addWidget(self._words)
        note = label("small", wrap=True)
        note.setText(self.tr("The refusal is entered in the ledger and told to the applicant."))
        column.addWidget(note)
        column.addLayout(self._buttons())
        self._choices.idToggled.connect(self._follow)
        self._follow()

    @property
    def code(self) -> str:
        chosen = self._choices.checkedId()
        return self._codes[chosen] if chosen >= 0 else ""

    @property
    def reason(self) -> str:
        return self._words.toPlainText().strip()[:_REASON_CHARS_MAX]

    def _choice(self, code: str, text: str) -> QRadioButton:
        button = QRadioButton(text)
        button.setObjectName(f"refuse-{code}")
        self._choices.addButton(button, len(self._codes))
        self._codes.append(code)
        return button

    def _follow(self) -> None:
        self._go.setEnabled(bool(self.code) and (self.code != _OTHER or bool(self.reason)))

    def _buttons(self) -> QHBoxLayout:
        back = QPushButton(self.tr("Back"))
        back.clicked.connect(self.reject)
        self._go = QPushButton(self.tr("Refuse"))
        self._go.setObjectName("refuseButton")
        self._go.setProperty("role", "primary")
        self._go.clicked.connect(self.accept)
        return answers(back, self._go)
