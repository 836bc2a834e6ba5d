"""A sample office with a running gateway, one per test module."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desktop.demo.office import DemoOffice


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoOffice]:
    with DemoOffice(tmp_path_factory.mktemp("office")) as office:
        yield office
