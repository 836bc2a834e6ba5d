"""The helper process: loads one pinned library behind walls, answers what the program asks, one at a time.

It lives as long as it is used: after `IDLE_SECONDS` without a request it logs out and ends, and a library
call that outlasts its time is ended by the kernel even when the program that asked is gone.
"""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

from desktop.devices.helper import wire
from desktop.devices.helper.library import pinned
from desktop.devices.helper.token import Token, TokenFault
from desktop.devices.helper.walls import raise_walls
from desktop.devices.profiles import SkfDriver, TokenProfile
from desktop.reading.channel import Channel, ChannelClosed, ChannelTimeout, FrameTooLarge, worker_channel

IDLE_SECONDS = 120.0
_GRACE_SECONDS = 5.0


def main(arguments: Sequence[str] = ()) -> int:
    """Serve until the program hangs up or nothing has been asked for a while."""
    channel = worker_channel(arguments[0] if arguments else None)
    try:
        first = wire.decode_request(channel.receive(wire.FRAME_BYTES_MAX))
    except (ChannelClosed, FrameTooLarge, msgspec.MsgspecError):
        return 1
    if not isinstance(first, wire.Begin):
        return 1
    profile = first.profile
    library = Path(profile.library)
    walls = raise_walls(
        [library.parent, Path(__file__).parents[3]], [Path(folder) for folder in profile.writable]
    )
    try:
        with _no_longer_than(profile.answer_s), pinned(library, profile.sha256):
            token = _token(profile)
    except TokenFault as fault:
        channel.send(wire.encode(_failed(fault)))
        return 1
    channel.send(wire.encode(wire.Begun(walls=walls)))
    try:
        _serve(channel, token, profile)
    finally:
        with _no_longer_than(profile.answer_s):
            token.leave()
    return 0


def _token(profile: TokenProfile) -> Token:
    """Only the interface that the profile names is loaded."""
    if isinstance(profile, SkfDriver):
        from desktop.devices.skf.device import SkfToken  # noqa: PLC0415  see above

        return SkfToken(profile)
    from desktop.devices.pkcs11.token import Pkcs11Token  # noqa: PLC0415  see above

    return Pkcs11Token(profile)


def _serve(channel: Channel, token: Token, profile: TokenProfile) -> None:
    while True:
        try:
            frame = channel.receive(wire.FRAME_BYTES_MAX, deadline=time.monotonic() + IDLE_SECONDS)
            request = wire.decode_request(frame)
        except (ChannelClosed, ChannelTimeout, FrameTooLarge, msgspec.MsgspecError):
            return
        seconds = profile.sign_s if isinstance(request, wire.Sign) else profile.answer_s
        try:
            with _no_longer_than(seconds):
                answer = _answer(token, request)
        except TokenFault as fault:
            answer = _failed(fault)
        try:
            channel.send(wire.encode(answer))
        except ChannelClosed:
            return


def _answer(token: Token, request: wire.Request) -> wire.Answer:
    match request:
        case wire.Look():
            return token.look()
        case wire.Login():
            return wire.LoggedIn(tries_left=token.login(request.pin))
        case wire.Sign():
            signature = token.sign(request.e)
            return wire.Signed(r=signature[:32], s=signature[32:])
        case wire.Begin():
            raise TokenFault(wire.Fault.FAILED, "begun")


def _failed(fault: TokenFault) -> wire.Failed:
    return wire.Failed(fault=fault.fault, detail=fault.detail, tries_left=fault.tries_left)


@contextmanager
def _no_longer_than(seconds: float) -> Iterator[None]:
    """Have the kernel end this process when the library does not come back: no Python can, inside a call."""
    if sys.platform == "win32":
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, seconds + _GRACE_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
