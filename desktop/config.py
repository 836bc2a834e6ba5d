"""Where a profile lives and what its person has chosen; nothing secret."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec
import platformdirs
from msgspec import Meta

from desktop.vault.files import disk_failures, read_at_most, write_durably

PROFILE_VARIABLE = "SEALDESK_PROFILE"
_CONFIG = "config.json"
_LONGEST = 64 << 10


class Language(StrEnum):
    CHINESE = "zh_CN"
    ENGLISH = "en"


Px = Annotated[int, Meta(ge=0, le=32_767)]
_Name = Annotated[str, Meta(max_length=32)]


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """How the window stood, in px; geometry and the room only, nothing of what was in it.

    0 and empty mean: never chosen. `lists` is the width that a person gave the list of each screen;
    `heads_folded` whether titles above the pages give them their room,
    `soft_paper` whether these are read in a colour that spares the eyes.
    """

    width: Px = 0
    height: Px = 0
    maximised: bool = False
    room: _Name = ""
    lists: dict[_Name, Px] = {}
    heads_folded: bool = False
    soft_paper: bool = False


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """A person's choices on this device. Unknown fields, of a newer program, are left alone.

    `lock_after_min`: minutes without a key or mouse until the vault locks itself, 0 for never.
    """

    language: Language = Language.CHINESE
    lock_after_min: Annotated[int, Meta(ge=0, le=24 * 60)] = 15
    layout: Layout = Layout()


def default_profile() -> Path:
    """The profile's folder: `SEALDESK_PROFILE`, or the platform's place for a user's data."""
    chosen = os.environ.get(PROFILE_VARIABLE)
    if chosen:
        return Path(chosen)
    return Path(platformdirs.user_data_dir("sealdesk", appauthor=False, roaming=False))


def load_config(profile: Path) -> Config:
    """The choices kept there; the defaults where there are none, or none that can be read."""
    content = read_at_most(profile / _CONFIG, _LONGEST)
    try:
        return Config() if content is None else msgspec.json.decode(content, type=Config)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return Config()


def save_config(profile: Path, config: Config) -> None:
    """Raises `DiskRefused`."""
    with disk_failures():
        profile.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_durably(profile / _CONFIG, [msgspec.json.format(msgspec.json.encode(config))])
