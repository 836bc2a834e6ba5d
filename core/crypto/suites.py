"""The two cipher suites, and authenticated encryption under either."""

from __future__ import annotations

from enum import IntEnum

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

TAG_BYTES = 16
NONCE_BYTES = 12


class Suite(IntEnum):
    """The suite byte of every header of ours."""

    INTERNATIONAL = 1
    """AES-256-GCM, SHA-256."""
    NATIONAL = 2
    """SM4-GCM, SM3 (国密)."""

    @property
    def key_bytes(self) -> int:
        return 32 if self is Suite.INTERNATIONAL else 16


class TagMismatch(Exception):
    """The ciphertext, its nonce, its associated data or the key is not the one that was sealed."""


def encrypt(suite: Suite, key: bytes, nonce: bytes, plain: bytes, associated: bytes = b"") -> bytes:
    """Ciphertext followed by its 16-byte tag; `nonce` is 12 bytes and never used twice with `key`."""
    if suite is Suite.INTERNATIONAL:
        return AESGCM(key).encrypt(nonce, plain, associated)
    sealing = Cipher(algorithms.SM4(key), modes.GCM(nonce)).encryptor()
    sealing.authenticate_additional_data(associated)
    return sealing.update(plain) + sealing.finalize() + sealing.tag


def decrypt(suite: Suite, key: bytes, nonce: bytes, sealed: bytes, associated: bytes = b"") -> bytes:
    """The plain bytes. Raises `TagMismatch`."""
    if len(sealed) < TAG_BYTES:
        raise TagMismatch
    try:
        if suite is Suite.INTERNATIONAL:
            return AESGCM(key).decrypt(nonce, sealed, associated)
        body, tag = sealed[:-TAG_BYTES], sealed[-TAG_BYTES:]
        opening = Cipher(algorithms.SM4(key), modes.GCM(nonce, tag)).decryptor()
        opening.authenticate_additional_data(associated)
        return opening.update(body) + opening.finalize()
    except InvalidTag:
        raise TagMismatch from None


def expand(suite: Suite, key: bytes, info: bytes, *, salt: bytes = b"") -> bytes:
    """HKDF (RFC 5869) of `key` for one purpose, as long as the suite's cipher key."""
    digest = hashes.SHA256() if suite is Suite.INTERNATIONAL else hashes.SM3()
    return HKDF(digest, suite.key_bytes, salt or None, info).derive(key)
