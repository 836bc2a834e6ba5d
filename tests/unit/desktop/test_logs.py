"""The log holds events, never contents, and stops nobody."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.logs import logging_to, start_logging

log = logging.getLogger("desktop.test")


@pytest.fixture
def written(tmp_path: Path) -> Iterator[Path]:
    root = logging.getLogger()
    level = root.level
    handler = start_logging(tmp_path)
    yield tmp_path / "log" / "sealdesk.log"
    root.removeHandler(handler)
    root.setLevel(level)
    handler.close()


def test_events_and_identifiers_are_written(written: Path) -> None:
    log.info("sealed document=%s", "doc-7")
    assert "INFO desktop.test sealed document=doc-7" in written.read_text()


def test_a_disk_that_takes_no_log_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("a file where the folder should be")
    with logging_to(tmp_path):
        log.info("still running")


def test_a_title_that_slips_through_is_not_readable(written: Path) -> None:
    log.warning("opened %s", "关于机构调整的请示")
    assert "调整" not in written.read_text()


def test_an_exceptions_text_stays_out(written: Path) -> None:
    try:
        int("budget-of-the-district.ofd")
    except ValueError:
        log.exception("failed")
    assert "budget" not in written.read_text()
    assert "ValueError" in written.read_text()
    assert "test_logs.py" in written.read_text()
