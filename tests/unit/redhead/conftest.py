"""The sample office, and documents of any length to set."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

import pytest


@pytest.fixture(scope="session")
def office() -> dict[str, Any]:
    """The sample office that ships with the program."""
    text = resources.files("resources").joinpath("sample_office.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded
