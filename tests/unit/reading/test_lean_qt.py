"""Loading PySide6 without what a drawing process never asks for, each time in a process of its own."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from desktop.reading import lean_qt

_LEAN = "from desktop.reading.lean_qt import load_lean_qt; assert load_lean_qt(); "


def _says(script: str) -> str:
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.strip()


def test_the_installed_series_of_pyside_is_one_that_was_tried() -> None:
    assert _says(_LEAN + "import sys; print('shibokensupport.signature.layout' in sys.modules)") == "False"


def test_what_the_worker_draws_with_works() -> None:
    drawing = (
        "from PySide6.QtCore import QRectF, Qt; from PySide6.QtGui import QColor, QImage, QPainter, QPen; "
        "image = QImage(8, 8, QImage.Format.Format_RGB32); image.fill(Qt.GlobalColor.white); "
        "painter = QPainter(image); painter.setRenderHint(QPainter.RenderHint.Antialiasing); "
        "painter.setPen(QPen(QColor(1, 2, 3), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)); "
        "painter.drawLine(0, 4, 8, 4); painter.end(); print(image.pixelColor(4, 4).name())"
    )
    assert _says(_LEAN + drawing) == "#010203"


def test_every_enumeration_that_the_worker_names_has_its_members() -> None:
    sources = (path.read_text("utf-8") for path in Path(lean_qt.__file__).parent.glob("*.py"))
    named = sorted(
        {found for source in sources for found in re.findall(r"\bQ[A-Za-z]*\.[A-Z]\w+\.\w+", source)}
    )
    script = (
        "from PySide6.QtCore import QIODevice, Qt; "
        "from PySide6.QtGui import QGradient, QImage, QPainter, QTransform; "
        f"print([name for name in {named!r} if eval(name) is None])"
    )
    assert len(named) > 30
    assert _says(_LEAN + script) == "[]"


def test_an_enumeration_made_the_short_way_behaves_as_one() -> None:
    asking = (
        "import enum; from PySide6.QtCore import Qt; style = Qt.PenStyle; "
        "print([isinstance(style, enum.EnumType), isinstance(style.DashLine, enum.Enum), "
        "style(2) is style.DashLine, style['DashLine'] is style.DashLine, style.DashLine.name, "
        "style.DashLine.value, style.DashLine == style.DotLine, len({style.DashLine, style.DotLine}), "
        "repr(style.DashLine), len(style), [each.name for each in style], style.DashLine in style]); "
        "from PySide6.QtGui import QImage; form = QImage.Format; print(form.Format_RGB32, form(4).name); "
        "print(QImage(1, 1, form.Format_RGB32).format() is form.Format_RGB32)"
    )
    assert _says(_LEAN + asking) == _says(asking)


def test_an_enumeration_that_is_not_qts_is_made_as_always() -> None:
    asking = (
        "import enum; from PySide6.QtCore import Qt; pair = enum.Enum('Pair', ['AB', 'CD']); "
        "print([(each.name, each.value) for each in pair]); "
        "mixed = enum.Enum('Mixed', [('A', 'a')], type=str); print(mixed.A == 'a')"
    )
    assert _says(_LEAN + asking) == _says(asking)


def test_enumerations_that_nobody_names_are_empty_and_calls_with_defaults_still_work() -> None:
    calling = (
        "from PySide6.QtCore import QDeadlineTimer, QLocale; "
        "from PySide6.QtGui import QBrush, QLinearGradient; "
        "gradient = QLinearGradient(0, 0, 1, 1); gradient.setSpread(gradient.Spread.RepeatSpread); "
        "print(len(QLocale.Language), QDeadlineTimer().isForever(), QBrush(gradient).style() is not None)"
    )
    assert _says(_LEAN + calling) == "0 False True"


def test_a_wrong_call_is_still_a_type_error() -> None:
    wrong = (
        "from PySide6.QtGui import QPainterPath\n"
        "try: QPainterPath().moveTo('here')\n"
        "except TypeError as error: print(type(error).__name__)"
    )
    assert _says(_LEAN.rstrip("; ") + "\n" + wrong) == "TypeError"


def test_nothing_is_changed_once_pyside_is_loaded() -> None:
    whole = "import PySide6.QtCore; from desktop.reading.lean_qt import load_lean_qt; print(load_lean_qt())"
    assert _says(whole) == "False"
