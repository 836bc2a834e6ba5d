"""Driver profiles: which vendor's library speaks to a token, pinned, and how it is to be spoken to.

A profile is a TOML file. Its place decides who may choose what code runs in the helper process: the
profile folder of the person, or a file that they name. Unknown fields are refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from desktop.devices.errors import TokenProfileUnusable

TOKENS_FOLDER = "tokens"
_SUFFIX = ".toml"
_LONGEST = 32 << 10
_MOST = 32

Absolute = Annotated[str, Meta(pattern=r"^([A-Za-z]:[\\/]|/)", max_length=1024)]
Sha256 = Annotated[str, Meta(pattern="^[0-9a-fA-F]{64}$")]
Name = Annotated[str, Meta(max_length=200)]
Seconds = Annotated[float, Meta(gt=0, le=300)]


class Driver(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every profile says.

    `library` is an absolute path, `sha256` the digest of that file. `answer_s` is how long the library may
    take for one step, `sign_s` for a signature, where a person may have to press a button on the token.
    `writable` are folders that the library may write besides the devices and /tmp; `environment` the
    variables that it wants.
    """

    name: Annotated[str, Meta(min_length=1, max_length=80)]
    library: Absolute
    sha256: Sha256
    answer_s: Seconds = 20.0
    sign_s: Seconds = 60.0
    writable: tuple[Absolute, ...] = ()
    environment: Mapping[Annotated[str, Meta(pattern="^[A-Za-z_][A-Za-z0-9_]*$")], Name] = {}


class SkfDriver(Driver, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="skf"):
    """A library of GM/T 0016. Empty names mean: the only one there is.

    `ulong_bits` is the library's ULONG (vendors differ on 64-bit Linux), `calling` its convention on
    32-bit Windows, `names` the encoding of its name lists.
    """

    ulong_bits: Literal[32, 64] = 32
    calling: Literal["cdecl", "stdcall"] = "cdecl"
    names: Literal["gbk", "utf-8"] = "gbk"
    device: Name = ""
    application: Name = ""
    container: Name = ""


class Pkcs11Driver(
    Driver, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="pkcs11"
):
    """A PKCS#11 module. `token` and `key` are labels; empty: the only one there is.

    `sm2_mechanism` is the vendor's number for SM2 over a digest e: PKCS#11 has no number of its own.
    """

    token: Name = ""
    key: Name = ""
    sm2_mechanism: Annotated[int, Meta(ge=0x80000000, le=0xFFFFFFFF)] | None = None


TokenProfile = SkfDriver | Pkcs11Driver


@dataclass(frozen=True, slots=True)
class TokenProfiles:
    """The profiles of a folder in the order of their file names, and what is wrong with the others."""

    profiles: tuple[TokenProfile, ...] = ()
    unusable: tuple[TokenProfileUnusable, ...] = ()


def read_token_profile(path: Path) -> TokenProfile:
    """Raises `TokenProfileUnusable`."""
    try:
        with path.open("rb") as file:
            content = file.read(_LONGEST + 1)
    except OSError as error:
        raise TokenProfileUnusable(path.stem, "missing") from error
    if len(content) > _LONGEST:
        raise TokenProfileUnusable(path.stem, "too_long")
    try:
        profile: TokenProfile = msgspec.toml.decode(content, type=TokenProfile)
    except msgspec.ValidationError as error:
        raise TokenProfileUnusable(path.stem, _place(str(error))) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise TokenProfileUnusable(path.stem, "no_toml") from error
    return profile


def read_token_profiles(folder: Path) -> TokenProfiles:
    """Every profile below `folder`/tokens; a folder that is not there holds none."""
    paths: Sequence[Path] = sorted((folder / TOKENS_FOLDER).glob(f"*{_SUFFIX}"))[:_MOST]
    profiles: dict[str, TokenProfile] = {}
    unusable = []
    for path in paths:
        try:
            profile = read_token_profile(path)
        except TokenProfileUnusable as error:
            unusable.append(error)
            continue
        if profile.name in profiles:
            unusable.append(TokenProfileUnusable(path.stem, "name_taken"))
        else:
            profiles[profile.name] = profile
    return TokenProfiles(tuple(profiles.values()), tuple(unusable))


def _place(message: str) -> str:
    """The field that is wrong, from msgspec's `… - at `$.field``."""
    place = re.search(r"`\$\.?([\w.\[\]…]*)`", message) or re.search(r"field `(\w+)`", message)
    return place.group(1) if place and place.group(1) else "fields"
