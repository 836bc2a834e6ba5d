"""The tokens that are set up here: is the pinned library the same, does it answer, is one plugged in."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs

from core.errors import SealError
from desktop.checkup.finding import Finding, State
from desktop.config import default_profile
from desktop.devices import (
    DriverRefused,
    SealDeviceAbsent,
    TokenProfile,
    TokenSigner,
    read_token_profiles,
)
from desktop.devices.profiles import TOKENS_FOLDER

ANSWER_S = 3.0
"""Shorter than a sealing would wait: a library that takes longer is worth a word."""


def tokens() -> Iterator[Finding]:
    """No PIN is tried. A machine without tokens is in order."""
    known = read_token_profiles(default_profile())
    if not known.profiles and not known.unusable:
        yield Finding(check="tokens", state=State.OK, found="none set up; seals with software keys only")
    for error in known.unusable:
        yield Finding(
            check="tokens",
            state=State.ADVICE,
            found=f"profile {error.profile!r} cannot be read ({error.fault})",
            remedy=f"correct {TOKENS_FOLDER}/{error.profile}.toml in the profile folder",
        )
    for profile in known.profiles:
        yield _finding(profile)


def _finding(profile: TokenProfile) -> Finding:
    name = profile.name
    signer = TokenSigner(structs.replace(profile, answer_s=min(ANSWER_S, profile.answer_s)))
    try:
        found = signer.look()
    except DriverRefused as error:
        return _advice(
            f"{name!r}: library not loaded ({error.fault})", "install the vendor's driver, pin its SHA-256"
        )
    except SealDeviceAbsent:
        return _advice(f"{name!r}: library loaded, nothing plugged in", "plug the token in before sealing")
    except SealError as error:
        return _advice(f"{name!r}: {error.code}", "plug the token in anew; see the vendor's own tool")
    finally:
        signer.close()
    if found.unfit:
        return _advice(
            f"{name!r}: cannot press seals ({found.unfit})", "use another token, or correct the profile"
        )
    tries = "" if found.tries_left is None else f", {found.tries_left} PIN tries left"
    return Finding(check="tokens", state=State.OK, found=f"{name!r}: {found.device}{tries}")


def _advice(found: str, remedy: str) -> Finding:
    return Finding(check="tokens", state=State.ADVICE, found=found, remedy=remedy)
