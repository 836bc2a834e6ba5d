"""SM2 private keys as files: PKCS#8 or SEC 1, in PEM or DER, not encrypted.

For test and sample keys and for what a vault has already decrypted; a key that matters lives in a token.
"""

from __future__ import annotations

import base64
import textwrap

from core.crypto import der, sm2
from core.crypto.certificates import pem_blocks
from core.crypto.der import Element, NotDer
from core.crypto.errors import KeyUnreadable
from core.crypto.sm2 import Sm2PrivateKey

_KEY_LABELS = {"PRIVATE KEY", "EC PRIVATE KEY", "SM2 PRIVATE KEY"}


def read_private_key(content: bytes) -> Sm2PrivateKey:
    """The key in a PEM or DER file. Raises `KeyUnreadable`."""
    blocks = dict(pem_blocks(content))
    if "ENCRYPTED PRIVATE KEY" in blocks:
        raise KeyUnreadable("encrypted")
    encoded = next((body for label, body in blocks.items() if label in _KEY_LABELS), content)
    try:
        return Sm2PrivateKey.from_secret(_secret(der.parse(encoded)))
    except NotDer as error:
        raise KeyUnreadable(error.fault) from error


def write_private_key(key: Sm2PrivateKey) -> bytes:
    """PKCS#8 DER (RFC 5208) with the public point."""
    algorithm = der.sequence(der.oid(sm2.EC_PUBLIC_KEY), der.oid(sm2.SM2_CURVE))
    inner = der.sequence(
        der.integer(1), der.octet_string(key.secret), der.explicit(1, der.bit_string(key.point))
    )
    return der.sequence(der.integer(0), algorithm, der.octet_string(inner))


def to_pem(label: str, content: bytes) -> bytes:
    """DER as PEM text (RFC 7468)."""
    body = "\n".join(textwrap.wrap(base64.b64encode(content).decode(), 64))
    return f"-----BEGIN {label}-----\n{body}\n-----END {label}-----\n".encode()


def _secret(element: Element) -> bytes:
    items = element.items()
    version = items.take().integer()
    if version == 1:
        return items.take().octets().rjust(32, b"\0")
    algorithm = items.take().items()
    if algorithm.take().oid() != sm2.EC_PUBLIC_KEY or algorithm.take().oid() != sm2.SM2_CURVE:
        raise KeyUnreadable("algorithm")
    inner = der.parse(items.take().octets()).items()
    inner.take()
    return inner.take().octets().rjust(32, b"\0")
