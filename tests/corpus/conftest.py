"""An application for painting, without a window."""

from __future__ import annotations

import os

import pytest
from PySide6.QtGui import QGuiApplication

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def _application(qapp: QGuiApplication) -> None:
    """Painting text of an SVG needs one; nothing here opens a window."""
