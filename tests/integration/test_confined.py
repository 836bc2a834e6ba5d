"""What a process of ours that went wrong may answer: nothing of it is believed, and the process is gone."""

from __future__ import annotations

import struct
import sys

import pytest

from desktop.confined import ConfinedProcess, ProcessBabbles, ProcessGone, ProcessSilent


def answering(code: str) -> ConfinedProcess:
    return ConfinedProcess([sys.executable, "-I", "-c", f"import sys, os, time\n{code}"], {})


def frame(body: bytes) -> str:
    return f"os.write(1, {struct.pack('!I', len(body)) + body!r})"


def test_a_frame_comes_as_it_was_sent() -> None:
    process = answering(frame(b"ready") + "\nsys.stdin.read()")
    assert process.receive(100, seconds=30) == b"ready"
    assert process.alive
    process.end()
    assert not process.alive
    process.end()


def test_a_frame_beyond_its_bound_is_not_read() -> None:
    process = answering("os.write(1, b'\\xff\\xff\\xff\\xff')\nsys.stdin.read()")
    with pytest.raises(ProcessBabbles):
        process.receive(100, seconds=30)
    assert not process.alive


@pytest.mark.parametrize("code", ["", "os.write(1, b'\\0\\0')", "os.write(1, b'\\0\\0\\0\\5ab')"])
def test_a_process_that_ends_is_told_with_its_exit_code(code: str) -> None:
    process = answering(f"{code}\nos._exit(7)")
    with pytest.raises(ProcessGone) as gone:
        process.receive(100, seconds=30)
    assert gone.value.status == 7


def test_half_a_frame_and_then_nothing_is_ended_in_time() -> None:
    process = answering("os.write(1, b'\\0\\0\\0\\5ab')\nsys.stdin.read()\ntime.sleep(600)")
    with pytest.raises(ProcessSilent):
        process.receive(100, seconds=1)
    assert not process.alive


def test_what_is_sent_to_a_process_that_is_gone_is_told() -> None:
    process = answering("os._exit(3)")
    with pytest.raises(ProcessGone):
        process.receive(100, seconds=30)
    with pytest.raises(ProcessGone) as gone:
        process.send(b"x" * (1 << 20), seconds=5)
    assert gone.value.status == 3


def test_a_process_that_does_not_hang_up_is_killed() -> None:
    process = answering(frame(b"ready") + "\ntime.sleep(600)")
    process.receive(100, seconds=30)
    process.end(patience=0.2)
    assert not process.alive
