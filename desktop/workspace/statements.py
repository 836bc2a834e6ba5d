"""Signing statements with a person's own key (core.seal.custody)."""

from __future__ import annotations

from dataclasses import dataclass

from core.crypto import sm2
from core.seal import statement_digest
from desktop.devices import Signer


@dataclass(frozen=True, slots=True)
class SignedStatement:
    """`certificate` in DER, `signature` as DER of (r, s)."""

    certificate: bytes
    signature: bytes


def signed(statement: bytes, signer: Signer) -> SignedStatement:
    """Let the signer sign. Raises `StatementInvalid` for no SM2 certificate, and the signer's errors."""
    certificate = signer.certificate()
    r, s = signer.sign_e(statement_digest(statement, certificate))
    return SignedStatement(certificate, sm2.encode_signature(r, s))
