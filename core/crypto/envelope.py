"""Wrapping the one data key (DEK) under a password or another secret.

A wrap is a record of its own: several of them (password, keyring, token, recovery) may hold the
same DEK. Layout, big-endian:

    magic "SDW1" | suite 1 | kdf 1 | cost 3 x u32 | salt 32 | nonce 12 | wrapped DEK 32 + tag 16 | check 8

Everything before the wrapped DEK is its associated data. The check is a plain digest of the record:
it tells a damaged file from a wrong password, and an attacker nothing.
"""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id as Argon2idKdf
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

from core.crypto.errors import WrapDamaged, WrongPassword
from core.crypto.suites import NONCE_BYTES, TAG_BYTES, Suite, TagMismatch, decrypt, encrypt, expand

DEK_BYTES = 32
SALT_BYTES = 32
_MAGIC = b"SDW1"
_HEADER = struct.Struct(">4sBBIII32s12s")
_CHECK_BYTES = 8
_RECORD_BYTES = _HEADER.size + DEK_BYTES + TAG_BYTES + _CHECK_BYTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Argon2id:
    """Argon2id (RFC 9106), for passwords under suite 1. The default takes about 0.1 s and 64 MiB."""

    memory_kib: int = 64 * 1024
    iterations: int = 3
    lanes: int = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Pbkdf2Sm3:
    """PBKDF2 with HMAC-SM3, for passwords under suite 2."""

    iterations: int = 600_000


@dataclass(frozen=True, slots=True)
class RandomSecret:
    """No stretching: the secret is at least 32 random bytes (from a keyring, a token, a recovery sheet)."""


KdfParameters: TypeAlias = Argon2id | Pbkdf2Sm3 | RandomSecret

DEFAULT_KDF: dict[Suite, KdfParameters] = {
    Suite.INTERNATIONAL: Argon2id(),
    Suite.NATIONAL: Pbkdf2Sm3(),
}


def create_wrap(
    password: bytes,
    dek: bytes,
    *,
    salt: bytes,
    nonce: bytes,
    kdf: KdfParameters | None = None,
    suite: Suite = Suite.INTERNATIONAL,
) -> bytes:
    """A record from which `password` gives `dek` back.

    `dek` and `salt` are 32 bytes, `nonce` 12, both fresh random for every wrap. `ValueError` for other
    lengths or parameters that `open_wrap` would refuse: those are bugs of the caller.
    """
    chosen = DEFAULT_KDF[suite] if kdf is None else kdf
    if (len(dek), len(salt), len(nonce)) != (DEK_BYTES, SALT_BYTES, NONCE_BYTES):
        raise ValueError("a wrap takes a DEK of 32, a salt of 32 and a nonce of 12 bytes")
    if fault := _unacceptable(chosen):
        raise ValueError(fault)
    header = _HEADER.pack(_MAGIC, suite, *_encode(chosen), salt, nonce)
    record = header + encrypt(suite, _kek(password, chosen, suite, salt), nonce, dek, header)
    return record + _check(record)


def open_wrap(wrapped: bytes, password: bytes) -> bytes:
    """The 32-byte DEK.

    Raises `WrongPassword`; `WrapDamaged` for a record that is not one of ours, is altered, or asks
    for more work than any of ours would (the header is hostile until the tag has been checked).
    """
    if len(wrapped) != _RECORD_BYTES:
        raise WrapDamaged("length")
    record, check = wrapped[:-_CHECK_BYTES], wrapped[-_CHECK_BYTES:]
    header, sealed = record[: _HEADER.size], record[_HEADER.size :]
    magic, suite_byte, kdf_byte, *cost, salt, nonce = _HEADER.unpack(header)
    if magic != _MAGIC or suite_byte not in Suite.__members__.values():
        raise WrapDamaged("version")
    if _check(record) != check:
        raise WrapDamaged("checksum")
    kdf, suite = _decode(kdf_byte, *cost), Suite(suite_byte)
    if fault := _unacceptable(kdf):
        raise WrapDamaged(fault)
    try:
        return decrypt(suite, _kek(password, kdf, suite, salt), nonce, sealed, header)
    except TagMismatch:
        raise WrongPassword from None


def derive_key(dek: bytes, purpose: str) -> bytes:
    """The 32-byte key for one purpose ("database", "blobs", "index", ...), by HKDF-SHA256 of the DEK."""
    return expand(Suite.INTERNATIONAL, dek, b"sealdesk/1/" + purpose.encode())


def _encode(kdf: KdfParameters) -> tuple[int, int, int, int]:
    match kdf:
        case Argon2id(memory_kib=memory, iterations=iterations, lanes=lanes):
            return 1, memory, iterations, lanes
        case Pbkdf2Sm3(iterations=iterations):
            return 2, 0, iterations, 0
        case RandomSecret():
            return 3, 0, 0, 0
        case _:
            assert_never(kdf)


def _decode(kdf_byte: int, memory: int, iterations: int, lanes: int) -> KdfParameters:
    match kdf_byte:
        case 1:
            return Argon2id(memory_kib=memory, iterations=iterations, lanes=lanes)
        case 2:
            return Pbkdf2Sm3(iterations=iterations)
        case 3:
            return RandomSecret()
        case _:
            raise WrapDamaged("version")


def _unacceptable(kdf: KdfParameters) -> str:
    """Why these parameters are refused, or nothing: no header may cost a gibibyte or an hour."""
    match kdf:
        case Argon2id(memory_kib=memory, iterations=iterations, lanes=lanes):
            fine = 1 <= lanes <= 16 and 8 * lanes <= memory <= 1 << 20 and 1 <= iterations <= 32
            return "" if fine else "argon2id parameters"
        case Pbkdf2Sm3(iterations=iterations):
            return "" if 1_000 <= iterations <= 10_000_000 else "pbkdf2 parameters"
        case RandomSecret():
            return ""
        case _:
            assert_never(kdf)


def _kek(password: bytes, kdf: KdfParameters, suite: Suite, salt: bytes) -> bytes:
    match kdf:
        case Argon2id(memory_kib=memory, iterations=iterations, lanes=lanes):
            return Argon2idKdf(
                salt=salt, length=suite.key_bytes, iterations=iterations, lanes=lanes, memory_cost=memory
            ).derive(password)
        case Pbkdf2Sm3(iterations=iterations):
            return PBKDF2HMAC(hashes.SM3(), suite.key_bytes, salt, iterations).derive(password)
        case RandomSecret():
            if len(password) < DEK_BYTES:
                raise WrongPassword
            return expand(suite, password, b"sealdesk/1/wrap", salt=salt)
        case _:
            assert_never(kdf)


def _check(record: bytes) -> bytes:
    return hashlib.sha256(record).digest()[:_CHECK_BYTES]
