"""用印规定: how the chosen seal may be used, and what holds for every seal; the security administrator's."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from core.office import ESeal, OfficePolicy, OfflineGrace
from core.office.custody_rules import stamp_demanded, with_rules
from desktop.ui.parts.sheet import Sheet, answers
from desktop.ui.parts.states import label

_USES, _HOURS = 3, 8
"""What is proposed when use off line is first allowed: little."""


class RulesForm(Sheet):
    """`decided` carries the seal with its rules and the office's policy, as they are to be."""

    decided = Signal(object, object)

    def __init__(self, seal: ESeal, policy: OfficePolicy, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._seal, self._policy = seal, policy
        self.setObjectName("sealRules")
        self.setWindowTitle(self.tr("Rules of use"))
        self.setMinimumWidth(520)
        grace = seal.offline_grace
        self._offline = QCheckBox(self.tr("May be used off line"))
        self._uses = _number("rulesUses", 1, 100, grace.uses_max if grace else _USES)
        self._hours = _number("rulesHours", 1, 720, grace.hours_max if grace else _HOURS)
        self._stamp = QCheckBox(self.tr("Only with a time stamp"))
        self._stamp_all = QCheckBox(self.tr("Only with a time stamp, every seal"))
        self._faint = QCheckBox(self.tr("Show seals faint on screens (print stays clear)"))
        self._export = QCheckBox(self.tr("The ledger may be written into files"))
        self._notice = _number("rulesNotice", 0, 3650, policy.expiry_notice_days)
        self._note = label("caution", wrap=True)
        self._build(seal)
        self._fill()
        self._wire()
        self._follow()

    def _build(self, seal: ESeal) -> None:
        for box, name in (
            (self._offline, "rulesOffline"),
            (self._stamp, "rulesStamp"),
            (self._stamp_all, "rulesStampAll"),
            (self._faint, "rulesFaint"),
            (self._export, "rulesExport"),
        ):
            box.setObjectName(name)
        self._note.setObjectName("rulesNote")
        heading, told = label("title"), label("muted", wrap=True)
        heading.setText(self.tr("Rules of use"))
        told.setText(self.tr("They hold at once. The auditors are told of every change."))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(heading)
        column.addWidget(told)
        column.addWidget(_over(seal.name))
        column.addWidget(self._stamp)
        column.addWidget(self._offline)
        column.addLayout(self._limits())
        column.addWidget(self._note)
        column.addSpacing(6)
        column.addWidget(_over(self.tr("Every seal of the office")))
        for box in (self._stamp_all, self._faint, self._export):
            column.addWidget(box)
        form = QFormLayout()
        form.addRow(self.tr("Days of reminder before a seal ends"), self._notice)
        column.addLayout(form)
        column.addSpacing(6)
        back, self._go = QPushButton(self.tr("Cancel")), QPushButton(self.tr("Save"))
        back.setAutoDefault(False)
        back.clicked.connect(self.reject)
        self._go.setObjectName("saveRules")
        self._go.setProperty("role", "primary")
        column.addLayout(answers(back, self._go))

    def _limits(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(26, 0, 0, 0)
        row.setSpacing(8)
        for caption, field in (
            (self.tr("Uses at most"), self._uses),
            (self.tr("within hours of the last contact"), self._hours),
        ):
            said = QLabel(caption)
            said.setBuddy(field)
            row.addWidget(said)
            row.addWidget(field)
        row.addStretch(1)
        return row

    def _fill(self) -> None:
        self._offline.setChecked(self._seal.offline_grace is not None)
        self._stamp.setChecked(self._seal.demands_time_stamp)
        self._stamp_all.setChecked(self._policy.demands_time_stamp)
        self._faint.setChecked(self._policy.weakened_display)
        self._export.setChecked(self._policy.ledger_export)

    def _wire(self) -> None:
        for box in (self._offline, self._stamp, self._stamp_all, self._faint, self._export):
            box.toggled.connect(self._follow)
        for field in (self._uses, self._hours, self._notice):
            field.valueChanged.connect(self._follow)
        self._go.clicked.connect(self._decide)

    @property
    def seal(self) -> ESeal:
        grace = OfflineGrace(uses_max=self._uses.value(), hours_max=self._hours.value())
        chosen = grace if self._offline.isChecked() else None
        return with_rules(self._seal, chosen, demands_time_stamp=self._stamp.isChecked())

    @property
    def policy(self) -> OfficePolicy:
        return OfficePolicy(
            weakened_display=self._faint.isChecked(),
            expiry_notice_days=self._notice.value(),
            ledger_export=self._export.isChecked(),
            demands_time_stamp=self._stamp_all.isChecked(),
        )

    def _follow(self) -> None:
        allowed = self._offline.isChecked()
        self._uses.setEnabled(allowed)
        self._hours.setEnabled(allowed)
        vain = allowed and stamp_demanded(self.policy, self.seal)
        self._note.setText(
            self.tr(
                "Off line nobody can give a time stamp: where one is demanded, the seal is not used there."
            )
            if vain
            else ""
        )
        self._note.setVisible(vain)
        self._go.setEnabled((self.seal, self.policy) != (self._seal, self._policy))

    def _decide(self) -> None:
        self.decided.emit(self.seal, self.policy)
        self.accept()


def _number(name: str, least: int, most: int, value: int) -> QSpinBox:
    field = QSpinBox()
    field.setObjectName(name)
    field.setRange(least, most)
    field.setValue(value)
    field.setMinimumWidth(88)
    return field


def _over(text: str) -> QLabel:
    said = label("overline")
    said.setText(text)
    return said
