"""脱密展示: seals faint on screen where the office says so, with a button that only stands there then."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from desktop.reading.client import ReadingWorker
from desktop.tasks import Tasks
from desktop.ui.language import Translation
from desktop.ui.parts.pages import PagesPresenter, PagesView, Phase
from tests.unit.seal.office import document_parts, sealed, zipped

AT_MM = (141.0, 221.0)


@pytest.fixture
def presenter(reading: ReadingWorker, tasks: Tasks, qtbot: QtBot) -> Iterator[PagesPresenter]:
    presenter = PagesPresenter(reading, tasks)
    yield presenter
    presenter.close()
    qtbot.waitUntil(lambda: tasks.under_way == 0, timeout=20_000)


def _open(presenter: PagesPresenter, qtbot: QtBot) -> PagesView:
    view = PagesView(presenter)
    view.say_when_empty("file", "", "")
    qtbot.addWidget(view)
    view.resize(900, 1200)
    with qtbot.waitExposed(view):
        view.show()
    content = sealed(zipped(document_parts()))
    presenter.open(lambda _told: content)
    qtbot.waitUntil(lambda: presenter.state.phase is Phase.SHOWN, timeout=20_000)
    return view


def _seal_colour(view: PagesView, presenter: PagesPresenter) -> QColor:
    picture = presenter.pictures.stand_in(0)
    assert isinstance(picture, QImage)
    size = presenter.pictures.sizes()[0]
    return picture.pixelColor(
        round(AT_MM[0] / size.width * picture.width()), round(AT_MM[1] / size.height * picture.height())
    )


def test_without_the_policy_seals_are_clear_and_there_is_no_button(
    presenter: PagesPresenter, qtbot: QtBot, chinese: Translation
) -> None:
    view = _open(presenter, qtbot)
    qtbot.waitUntil(lambda: view.canvas.complete, timeout=20_000)
    assert not view.findChild(QToolButton, "weakenSeals").isVisible()
    colour = _seal_colour(view, presenter)
    assert colour.red() > colour.green() + 50


def test_with_it_they_are_faint_until_a_person_asks_for_them(
    presenter: PagesPresenter, qtbot: QtBot, chinese: Translation
) -> None:
    presenter.weaken_where(lambda: True)
    view = _open(presenter, qtbot)
    qtbot.waitUntil(lambda: view.canvas.complete, timeout=20_000)
    button = view.findChild(QToolButton, "weakenSeals")
    assert button.isVisible()
    assert button.isChecked()
    colour = _seal_colour(view, presenter)
    assert abs(colour.red() - colour.green()) < 4
    button.click()
    qtbot.waitUntil(
        lambda: presenter.pictures.stand_in(0) is not None and view.canvas.complete, timeout=20_000
    )
    colour = _seal_colour(view, presenter)
    assert colour.red() > colour.green() + 50
