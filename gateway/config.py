"""What an administrator may set, in one TOML file; every value has a default that works."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from gateway.errors import ConfigUnusable


class Config(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`hosts` go into the server certificate, the first of them into enrolment kits.

    A request's body has `body_seconds` to arrive, an upload's piece longer by its size; a device waits for
    changes on `waits_per_device` connections at once. `time_stamp_url` is the authority asked for time
    stamps, `time_stamp_ca` the file (PEM) with whom its server is believed. `threads` touch the database:
    more than two over SQLite cost more than they bring (docs/decisions).
    """

    hosts: Annotated[tuple[str, ...], Meta(min_length=1)] = ("127.0.0.1", "localhost")
    port: Annotated[int, Meta(ge=0, le=65535)] = 8443
    url: str | None = None
    threads: Annotated[int, Meta(ge=1, le=8)] = 2
    body_seconds: Annotated[int, Meta(ge=1, le=600)] = 30
    waits_per_device: Annotated[int, Meta(ge=1, le=100)] = 4
    time_stamp_url: str | None = None
    time_stamp_ca: str | None = None
    unfinished_uploads: Annotated[int, Meta(ge=1, le=1000)] = 16
    unfinished_upload_days: Annotated[int, Meta(ge=1, le=90)] = 7


def read_config(path: Path | None) -> Config:
    """The settings of `path`, or the defaults without one. Raises `ConfigUnusable`."""
    if path is None:
        return Config()
    try:
        return msgspec.toml.decode(path.read_bytes(), type=Config)
    except OSError as error:
        raise ConfigUnusable(str(path), error.strerror or "unreadable") from error
    except (msgspec.DecodeError, ValueError) as error:
        raise ConfigUnusable(str(path), str(error)) from error
