"""Captions and values beside a document."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout
from pytestqt.qtbot import QtBot

from desktop.ui.language import Translation
from desktop.ui.parts.facts import FactList

PAIRS = [("名称", "青禾县人民政府"), ("尺寸", "45 mm"), ("监印人", "乔木然")]


def _said(facts: FactList) -> list[str]:
    return [each.text() for each in facts.findChildren(QLabel) if not each.isHidden()]


def test_other_facts_are_said_by_the_labels_there_are(qtbot: QtBot, chinese: Translation) -> None:
    """To make and to style labels anew for every choice took longer than to draw the rest of the pane."""
    facts = FactList()
    qtbot.addWidget(facts)
    facts.show()
    facts.show_facts(PAIRS)
    labels = facts.findChildren(QLabel)
    facts.show_facts([("名称", "青禾县财政局")])
    assert _said(facts) == ["名称", "青禾县财政局"]
    facts.show_facts(PAIRS)
    assert _said(facts) == [text for pair in PAIRS for text in pair]
    assert facts.findChildren(QLabel) == labels


def test_fewer_facts_leave_no_gap(qtbot: QtBot, chinese: Translation) -> None:
    facts = FactList()
    qtbot.addWidget(facts)
    facts.show()
    facts.show_facts(PAIRS[:1])
    low = facts.sizeHint().height()
    facts.show_facts(PAIRS)
    facts.show_facts(PAIRS[:1])
    assert facts.sizeHint().height() == low


def test_what_wraps_is_never_cut_in_a_form(qtbot: QtBot, chinese: Translation) -> None:
    form = QDialog()
    qtbot.addWidget(form)
    form.setMinimumWidth(420)
    facts = FactList(caption_px=104)
    QVBoxLayout(form).addWidget(facts)
    digest = " ".join(["0080ac12"] * 8)
    facts.show_facts(
        [*PAIRS, ("摘要", digest), ("文件", "\n".join(f"青政复〔2026〕{n}号" for n in range(9)))]
    )
    form.show()
    values = [each for each in facts.findChildren(QLabel) if each.text() == digest or "\n" in each.text()]
    assert len(values) == 2
    for value in values:
        qtbot.waitUntil(lambda value=value: value.height() >= value.heightForWidth(value.width()))
    facts.show_facts(PAIRS)
    qtbot.waitUntil(lambda: facts.minimumSizeHint().height() < 120)


def test_a_line_that_need_not_wrap_leaves_no_gap(qtbot: QtBot, chinese: Translation) -> None:
    facts = FactList()
    qtbot.addWidget(facts)
    facts.setFixedWidth(272)
    facts.show_facts([("申请人", "姜亦舒  2026年11月22日 15:19"), *PAIRS])  # before it is ever shown
    facts.show()
    values = [each for each in facts.findChildren(QLabel) if each.property("role") == "value"]
    assert len({value.minimumHeight() for value in values}) == 1
