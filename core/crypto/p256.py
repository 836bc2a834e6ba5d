"""Checking what a key of the gateway's own authority signed (ECDSA on P-256 with SHA-256, X.509)."""

from __future__ import annotations

from functools import lru_cache

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ObjectIdentifier

DOCUMENT_SIGNING = "1.3.6.1.5.5.7.3.36"
"""id-kp-documentSigning (RFC 9336): devices of the same authority do not have it."""


def signed_by_authority(
    message: bytes, signature: bytes, *, certificate: bytes, authority_pem: str, purpose: str
) -> bool:
    """Whether `certificate` (DER), issued by the authority for `purpose` (an OID), signed the message.

    Dates are not looked at: an old entry stays signed when its certificate has run out.
    """
    key = _key_for(certificate, authority_pem, purpose)
    return key is not None and _holds(key, message, signature)


def signed_by_certificate(message: bytes, signature: bytes, certificate: bytes) -> bool:
    """Whether the key of `certificate` (DER), one of our own that nobody has to judge, signed the message."""
    key = x509.load_der_x509_certificate(certificate).public_key()
    return isinstance(key, ec.EllipticCurvePublicKey) and _holds(key, message, signature)


def _holds(key: ec.EllipticCurvePublicKey, message: bytes, signature: bytes) -> bool:
    try:
        key.verify(signature, message, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return False
    return True


@lru_cache(maxsize=16)
def _key_for(certificate: bytes, authority_pem: str, purpose: str) -> ec.EllipticCurvePublicKey | None:
    """The certificate's key, when the authority issued it for the purpose; thousands of entries share one."""
    try:
        leaf = x509.load_der_x509_certificate(certificate)
        leaf.verify_directly_issued_by(x509.load_pem_x509_certificate(authority_pem.encode()))
        usage = leaf.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
        key = leaf.public_key()
    except (InvalidSignature, ValueError, TypeError, x509.ExtensionNotFound, x509.DuplicateExtension):
        return None
    meant = isinstance(key, ec.EllipticCurvePublicKey) and ObjectIdentifier(purpose) in usage
    return key if meant and isinstance(key, ec.EllipticCurvePublicKey) else None
