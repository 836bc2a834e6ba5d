"""SM2, SM3, SM4, certificates, key derivation and envelopes."""

from core.crypto.envelope import (
    DEFAULT_KDF,
    Argon2id,
    KdfParameters,
    Pbkdf2Sm3,
    RandomSecret,
    create_wrap,
    derive_key,
    open_wrap,
)
from core.crypto.errors import (
    CertificateUnreadable,
    KeyUnreadable,
    StreamDamaged,
    WrapDamaged,
    WrongPassword,
)
from core.crypto.streams import (
    CHUNK_BYTES,
    STREAM_HEADER_BYTES,
    SealedStream,
    open_chunk,
    open_chunks,
    seal_chunks,
)
from core.crypto.suites import Suite

__all__ = [
    "CHUNK_BYTES",
    "DEFAULT_KDF",
    "STREAM_HEADER_BYTES",
    "Argon2id",
    "CertificateUnreadable",
    "KdfParameters",
    "KeyUnreadable",
    "Pbkdf2Sm3",
    "RandomSecret",
    "SealedStream",
    "StreamDamaged",
    "Suite",
    "WrapDamaged",
    "WrongPassword",
    "create_wrap",
    "derive_key",
    "open_chunk",
    "open_chunks",
    "open_wrap",
    "seal_chunks",
]
