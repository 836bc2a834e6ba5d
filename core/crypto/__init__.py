"""SM2, SM3, SM4, certificates, key derivation and envelopes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.on_demand import on_demand

if TYPE_CHECKING:
    from core.crypto.certificates import (
        Certificate,
        KeyUsage,
        RevocationList,
        name_text,
        parse_certificate,
        parse_crl,
        pem_blocks,
    )
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
    from core.crypto.keys import read_private_key, to_pem, write_private_key
    from core.crypto.paths import PathCode, PathFinding, PathJudgement, judge_path
    from core.crypto.sm2 import Sm2PrivateKey, backend, sm3
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
    "Certificate",
    "CertificateUnreadable",
    "KdfParameters",
    "KeyUnreadable",
    "KeyUsage",
    "PathCode",
    "PathFinding",
    "PathJudgement",
    "Pbkdf2Sm3",
    "RandomSecret",
    "RevocationList",
    "SealedStream",
    "Sm2PrivateKey",
    "StreamDamaged",
    "Suite",
    "WrapDamaged",
    "WrongPassword",
    "backend",
    "create_wrap",
    "derive_key",
    "judge_path",
    "name_text",
    "open_chunk",
    "open_chunks",
    "open_wrap",
    "parse_certificate",
    "parse_crl",
    "pem_blocks",
    "read_private_key",
    "seal_chunks",
    "sm3",
    "to_pem",
    "write_private_key",
]

if not TYPE_CHECKING:
    __getattr__ = on_demand(
        __name__, ("certificates", "envelope", "errors", "keys", "paths", "sm2", "streams", "suites")
    )
