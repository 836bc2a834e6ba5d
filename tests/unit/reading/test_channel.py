"""Frames through a pipe: whole, in pieces, too large, cut off, too late."""

from __future__ import annotations

import os
import struct
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from desktop.reading.channel import (
    ChannelClosed,
    ChannelTimeout,
    FrameTooLarge,
    PipeChannel,
    receive_blob,
    send_blob,
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has message pipes")


class Ends:
    """A channel's reading end, and what somebody else writes into it."""

    def __init__(self) -> None:
        read_fd, self.write_fd = os.pipe()
        back_read_fd, back_write_fd = os.pipe()
        self.channel = PipeChannel(read_fd=read_fd, write_fd=back_write_fd)
        self.back = PipeChannel(read_fd=back_read_fd, write_fd=os.dup(self.write_fd))

    def hang_up(self) -> None:
        if self.write_fd >= 0:
            os.close(self.write_fd)
            self.write_fd = -1
            self.back.close()


@pytest.fixture
def ends() -> Iterator[Ends]:
    made = Ends()
    yield made
    made.hang_up()
    made.channel.close()


def soon() -> float:
    return time.monotonic() + 20


@pytest.mark.parametrize("size", [0, 1, 65_537, 3 << 20])
def test_a_frame_arrives_as_it_was_sent(ends: Ends, size: int) -> None:
    body = os.urandom(size)
    with ThreadPoolExecutor(1) as other:
        sent = other.submit(ends.back.send, body, deadline=soon())
        assert ends.channel.receive(size, deadline=soon()) == body
        sent.result()


def test_a_frame_that_dribbles_is_put_together(ends: Ends) -> None:
    body = bytes(range(256)) * 4

    def dribble() -> None:
        for octet in struct.pack("!I", len(body)) + body:
            os.write(ends.write_fd, bytes([octet]))

    with ThreadPoolExecutor(1) as other:
        sent = other.submit(dribble)
        assert ends.channel.receive(len(body), deadline=soon()) == body
        sent.result()


@pytest.mark.parametrize("size", [0, 5, (8 << 20) + 7])
def test_a_blob_arrives_in_frames(ends: Ends, size: int) -> None:
    blob = os.urandom(size)
    with ThreadPoolExecutor(1) as other:
        sent = other.submit(send_blob, ends.back, blob, deadline=soon())
        assert receive_blob(ends.channel, size, deadline=soon()) == blob
        sent.result()


def test_a_blob_of_more_than_was_told_is_refused(ends: Ends) -> None:
    ends.back.send(b"more than five", deadline=soon())
    with pytest.raises(FrameTooLarge):
        receive_blob(ends.channel, 5, deadline=soon())


def test_a_frame_cut_off_tells_that_the_other_end_is_gone(ends: Ends) -> None:
    os.write(ends.write_fd, struct.pack("!I", 10) + b"half")
    ends.hang_up()
    with pytest.raises(ChannelClosed):
        ends.channel.receive(100, deadline=soon())


def test_a_frame_that_stops_half_way_is_too_late(ends: Ends) -> None:
    os.write(ends.write_fd, struct.pack("!I", 10) + b"half")
    with pytest.raises(ChannelTimeout):
        ends.channel.receive(100, deadline=time.monotonic() + 0.05)
