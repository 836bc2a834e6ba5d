"""The gateway's own certificate authority: its server certificate and the devices' (P-256, X.509)."""

from __future__ import annotations

import hashlib
import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from core.crypto.p256 import DOCUMENT_SIGNING

CA_YEARS = 10
SERVER_YEARS = 5
DEVICE_DAYS = 365
_CLOCK_SLACK = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class KeyedCertificate:
    """A certificate and the private key to it."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @property
    def certificate_pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    @property
    def key_pem(self) -> bytes:
        """PKCS#8, unencrypted: keep it in a file that only its owner reads."""
        return self.key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )

    @property
    def certificate_der(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.DER)

    @property
    def sha256(self) -> str:
        return certificate_sha256(self.certificate_der)

    def sign(self, message: bytes) -> bytes:
        """ECDSA with SHA-256, in DER."""
        return self.key.sign(message, ec.ECDSA(hashes.SHA256()))


def certificate_sha256(der: bytes) -> str:
    """The name under which a device's certificate is registered."""
    return hashlib.sha256(der).hexdigest()


def load(certificate_pem: bytes, key_pem: bytes) -> KeyedCertificate:
    """Read back what was written. Raises ValueError when it is something else."""
    key = serialization.load_pem_private_key(key_pem, password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise ValueError("not an elliptic curve key")  # noqa: TRY004 - it is the file's content that is wrong
    return KeyedCertificate(x509.load_pem_x509_certificate(certificate_pem), key)


def new_authority(now: datetime) -> KeyedCertificate:
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name("Sealdesk gateway CA")
    certificate = (
        _begun(name, name, key, now, timedelta(days=365 * CA_YEARS))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(key_cert_sign=True, crl_sign=True), critical=True)
        .sign(key, hashes.SHA256())
    )
    return KeyedCertificate(certificate, key)


def new_server(authority: KeyedCertificate, hosts: tuple[str, ...], now: datetime) -> KeyedCertificate:
    """A certificate for every name and address in `hosts`."""
    key = ec.generate_private_key(ec.SECP256R1())
    builder = _begun(
        _name("Sealdesk gateway"), authority.certificate.subject, key, now, timedelta(days=365 * SERVER_YEARS)
    ).add_extension(x509.SubjectAlternativeName([_alternative(host) for host in hosts]), critical=False)
    return _signed(builder, authority, key, ExtendedKeyUsageOID.SERVER_AUTH)


def new_device(authority: KeyedCertificate, device_id: str, now: datetime) -> KeyedCertificate:
    """A certificate for one device; it names the device, never the person."""
    key = ec.generate_private_key(ec.SECP256R1())
    builder = _begun(_name(device_id), authority.certificate.subject, key, now, timedelta(days=DEVICE_DAYS))
    return _signed(builder, authority, key, ExtendedKeyUsageOID.CLIENT_AUTH)


def new_ledger_signer(authority: KeyedCertificate, now: datetime) -> KeyedCertificate:
    """The key that signs the entries of the seal ledger; no device of this authority may."""
    key = ec.generate_private_key(ec.SECP256R1())
    builder = _begun(
        _name("Sealdesk seal ledger"), authority.certificate.subject, key, now, timedelta(days=365 * CA_YEARS)
    )
    return _signed(builder, authority, key, x509.ObjectIdentifier(DOCUMENT_SIGNING))


def _begun(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, now: datetime, lifetime: timedelta
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _CLOCK_SLACK)
        .not_valid_after(now + lifetime)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _signed(
    builder: x509.CertificateBuilder,
    authority: KeyedCertificate,
    key: ec.EllipticCurvePrivateKey,
    purpose: x509.ObjectIdentifier,
) -> KeyedCertificate:
    issuer_key = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key())
    certificate = (
        builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(digital_signature=True), critical=True)
        .add_extension(x509.ExtendedKeyUsage([purpose]), critical=False)
        .add_extension(issuer_key, critical=False)
        .sign(authority.key, hashes.SHA256())
    )
    return KeyedCertificate(certificate, key)


def _name(common_name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])


def _alternative(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _usage(
    *, digital_signature: bool = False, key_cert_sign: bool = False, crl_sign: bool = False
) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=digital_signature,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=key_cert_sign,
        crl_sign=crl_sign,
        encipher_only=False,
        decipher_only=False,
    )
