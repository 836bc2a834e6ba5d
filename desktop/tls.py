"""The TLS side of the gateway's client: one authority, one device certificate, TLS 1.3 only."""

from __future__ import annotations

import os
import secrets
import ssl
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)

from core.sync.wire import EnrolmentKit
from desktop.errors import EnrolmentUnusable

_VERIFY_FAULTS = {9: "not_yet_valid", 10: "expired", 62: "name", 63: "name", 64: "name"}


def client_context(kit: EnrolmentKit) -> ssl.SSLContext:
    """Trusts the kit's authority and nothing else, shows the device's certificate.

    Raises `EnrolmentUnusable`.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    try:
        context.load_verify_locations(cadata=kit.ca_pem)
    except (ssl.SSLError, ValueError):
        raise EnrolmentUnusable("ca_pem") from None
    passphrase = secrets.token_hex(32).encode()
    identity = kit.device_certificate_pem.encode() + b"\n" + _encrypted_key(kit.device_key_pem, passphrase)
    with _readable_path(identity) as path:
        try:
            context.load_cert_chain(path, password=passphrase)
        except (ssl.SSLError, ValueError):
            raise EnrolmentUnusable("device_certificate_pem") from None
    return context


def certificate_fault(error: ssl.SSLCertVerificationError) -> str:
    """Why the server's certificate was refused, as `GatewayUntrusted` names it."""
    return _VERIFY_FAULTS.get(error.verify_code, "issuer")


def _encrypted_key(pem: str, passphrase: bytes) -> bytes:
    try:
        key = load_pem_private_key(pem.encode(), None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise EnrolmentUnusable("device_key_pem") from None
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(passphrase))


@contextmanager
def _readable_path(content: bytes) -> Iterator[str]:
    """OpenSSL reads keys from paths only: a file in memory where there is one.

    Elsewhere a private temporary file, gone at once; the key in it is encrypted either way, under a
    passphrase that never leaves this process.
    """
    if sys.platform == "linux":
        handle = os.memfd_create("identity", os.MFD_CLOEXEC)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            yield f"/proc/self/fd/{handle}"
    else:
        with tempfile.TemporaryDirectory(prefix="sealdesk-") as folder:
            path = Path(folder, "identity")
            path.write_bytes(content)
            yield str(path)
