"""Files that people asked for stand whole, or as they stood before."""

from __future__ import annotations

import resource
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.written import write_whole, written_beside

BEFORE, AFTER = b"before", bytes(1 << 20)


@pytest.fixture
def small_files() -> Iterator[None]:
    """The system refuses this process files of more than 64 KiB, as a full disk would."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 << 10, limits[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    signal.signal(signal.SIGXFSZ, handler)


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "copy.ofd"
    path.write_bytes(BEFORE)
    write_whole(path, AFTER)
    assert path.read_bytes() == AFTER
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.usefixtures("small_files")
def test_a_refused_write_leaves_what_stood_there_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "copy.ofd"
    path.write_bytes(BEFORE)
    with pytest.raises(OSError, match="large"):
        write_whole(path, AFTER)
    assert path.read_bytes() == BEFORE
    assert list(tmp_path.iterdir()) == [path]


def test_what_is_given_up_leaves_what_stood_there(tmp_path: Path) -> None:
    path = tmp_path / "copy.pdf"
    path.write_bytes(BEFORE)
    with written_beside(path) as unfinished:
        unfinished.path.write_bytes(AFTER)
        unfinished.give_up()
    assert path.read_bytes() == BEFORE
    assert list(tmp_path.iterdir()) == [path]


def test_nothing_takes_the_place_of_a_device() -> None:
    device = Path("/dev/null")
    write_whole(device, BEFORE)
    assert device.is_char_device()
