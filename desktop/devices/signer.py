"""The signer port: what holds a signing key, be it a file, a token or a server."""

from __future__ import annotations

import threading
from typing import Protocol

from core.crypto import Certificate, Sm2PrivateKey, parse_certificate, sm2
from desktop.devices.errors import KeyMismatch


class Signer(Protocol):
    """Signs 32-byte digests with one SM2 key. Not for use by several threads at once."""

    @property
    def name(self) -> str:
        """The signer's name, as the certificate says it. Raises as `certificate`."""

    @property
    def kind(self) -> str:
        """ "software", "skf", "pkcs11" or "remote"."""

    @property
    def needs_pin(self) -> bool:
        """Whether `sign_e` will fail until a PIN has been given. Raises as `certificate`."""

    @property
    def tries_left(self) -> int | None:
        """Wrong PINs that are still allowed; None where there is no PIN, or the token does not tell."""

    def certificate(self) -> bytes:
        """The signing certificate in DER. Raises `SealError` when a token cannot be asked."""

    def unlock(self, pin: str) -> None:
        """Give the PIN, once; it is not kept. Does nothing where there is none.

        Raises `PinWrong`, `SealDeviceLocked` or another `SealError`.
        """

    def sign_e(self, e: bytes) -> tuple[int, int]:
        """(r, s) over a 32-byte e. Raises `PinRequired` or another `SealError`."""

    def close(self) -> None:
        """Log out and let go of the token; the next call finds it anew. Safe to repeat."""


class SoftwareKey:
    """A key in this process's memory, for test, sample and low-assurance seals; others live in tokens.

    Several threads may use it at once.
    Raises `KeyMismatch` for a key that is not the certificate's, `CertificateUnreadable` for no certificate.
    """

    kind = "software"
    needs_pin = False
    tries_left = None

    def __init__(self, certificate: bytes, key: Sm2PrivateKey) -> None:
        opened: Certificate = parse_certificate(certificate)
        if opened.point != key.point:
            raise KeyMismatch(opened.common_name)
        self._certificate = opened.raw
        self.name = opened.common_name
        self._sign = sm2.signing(key)
        self._turn = threading.Lock()

    def certificate(self) -> bytes:
        return self._certificate

    def unlock(self, pin: str) -> None:
        """A key in memory has no PIN."""

    def sign_e(self, e: bytes) -> tuple[int, int]:
        if len(e) != 32:
            raise ValueError("e has 32 bytes")
        with self._turn:  # one key is read once, whoever signs with it
            signature = self._sign(e)
        numbers = sm2.decode_signature(signature)
        if numbers is None:
            raise AssertionError("our own signature is one")
        return numbers

    def close(self) -> None:
        """A key in memory has nothing to let go of."""
