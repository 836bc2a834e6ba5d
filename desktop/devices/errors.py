"""What can go wrong with a key, be it in memory or in a token."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from core.errors import SealError


@dataclass(eq=False)
class KeyMismatch(SealError):
    """The key does not belong to the certificate, or the token is not the one that was there before."""

    code: ClassVar[str] = "seal.key_mismatch"
    signer: str


@dataclass(eq=False)
class PinRequired(SealError):
    """The token signs only once its PIN has been given; `tries_left` where the token tells."""

    code: ClassVar[str] = "seal.pin_required"
    tries_left: int | None


@dataclass(eq=False)
class PinWrong(SealError):
    """The token did not take the PIN. Nothing tries again by itself: the last try locks the token."""

    code: ClassVar[str] = "seal.pin_wrong"
    tries_left: int | None


@dataclass(eq=False)
class SealDeviceLocked(SealError):
    """Too many wrong PINs: only whoever issued the token can unlock it."""

    code: ClassVar[str] = "seal.device_locked"
    tries_left: int | None


@dataclass(eq=False)
class SealDeviceAbsent(SealError):
    """No such token is plugged in, or it was pulled out. `token` is the profile's name for it."""

    code: ClassVar[str] = "seal.device_absent"
    token: str


@dataclass(eq=False)
class SealDeviceSilent(SealError):
    """The vendor's library did not answer in time; its process was ended, the login is gone."""

    code: ClassVar[str] = "seal.device_silent"
    token: str
    seconds: float


@dataclass(eq=False)
class SealDeviceFailed(SealError):
    """The vendor's library failed; `fault` is its code, or says how its process ended."""

    code: ClassVar[str] = "seal.device_failed"
    token: str
    fault: str


@dataclass(eq=False)
class DriverRefused(SealError):
    """The vendor's library was not loaded.

    `fault` is "missing", "unreadable", "digest", "writable", "changed", "unloadable", "symbols" or
    "system" (a library of another system).
    """

    code: ClassVar[str] = "seal.driver_refused"
    token: str
    fault: str


@dataclass(eq=False)
class TokenUnsuited(SealError):
    """A token that works but cannot press seals.

    `fault` is "no_sm2_mechanism", "no_certificate", "no_key", "not_sm2", "several_devices",
    "several_applications", "several_containers" or "several_certificates".
    """

    code: ClassVar[str] = "seal.token_unsuited"
    token: str
    fault: str


@dataclass(eq=False)
class TokenProfileUnusable(SealError):
    """A driver profile that is not there, or is not what a profile has to be."""

    code: ClassVar[str] = "seal.token_profile_unusable"
    profile: str
    fault: str
