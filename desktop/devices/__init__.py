"""Signer ports: software keys, and tokens through helper processes."""

from desktop.devices.errors import (
    DriverRefused,
    KeyMismatch,
    PinRequired,
    PinWrong,
    SealDeviceAbsent,
    SealDeviceFailed,
    SealDeviceLocked,
    SealDeviceSilent,
    TokenProfileUnusable,
    TokenUnsuited,
)
from desktop.devices.profiles import (
    Pkcs11Driver,
    SkfDriver,
    TokenProfile,
    TokenProfiles,
    read_token_profile,
    read_token_profiles,
)
from desktop.devices.signer import Signer, SoftwareKey
from desktop.devices.token import TokenSigner, TokenState

__all__ = [
    "DriverRefused",
    "KeyMismatch",
    "PinRequired",
    "PinWrong",
    "Pkcs11Driver",
    "SealDeviceAbsent",
    "SealDeviceFailed",
    "SealDeviceLocked",
    "SealDeviceSilent",
    "Signer",
    "SkfDriver",
    "SoftwareKey",
    "TokenProfile",
    "TokenProfileUnusable",
    "TokenProfiles",
    "TokenSigner",
    "TokenState",
    "TokenUnsuited",
    "read_token_profile",
    "read_token_profiles",
]
