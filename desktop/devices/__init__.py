"""Signer ports."""

from desktop.devices.signer import KeyMismatch, SealDeviceLocked, Signer, SoftwareKey

__all__ = ["KeyMismatch", "SealDeviceLocked", "Signer", "SoftwareKey"]
