"""SM2 signatures (GB/T 32918.2) with SM3, over libcrypto or, where that fails its self-test, plain Python.

A signature covers e = SM3(ZA || message), where ZA binds the signer's identifier and public key
(GB/T 35276 10.1). We always compute e ourselves. Points are 65 bytes, 04 || x || y.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Protocol, Self

from core.crypto import der, sm2_curve
from core.crypto.der import NotDer
from core.crypto.errors import KeyUnreadable
from core.crypto.libcrypto import Libcrypto, LibcryptoUnusable

DEFAULT_ID = b"1234567812345678"
POINT_BYTES = 65
SECRET_RANDOMNESS_BYTES = 40
EC_PUBLIC_KEY = "1.2.840.10045.2.1"
SM2_CURVE = "1.2.156.10197.1.301"
SM2_WITH_SM3 = "1.2.156.10197.1.501"

_PARAMETERS = b"".join(
    number.to_bytes(32, "big") for number in (sm2_curve.A, sm2_curve.B, sm2_curve.G[0], sm2_curve.G[1])
)


class Arithmetic(Protocol):
    """What signs and verifies digests; signatures are DER."""

    name: str

    def verify_e(self, point: bytes, e: bytes, signature: bytes) -> bool: ...

    def signing(self, secret: bytes, point: bytes) -> Callable[[bytes], bytes]: ...


@dataclass(frozen=True, slots=True)
class Sm2PrivateKey:
    """A key pair: the 32-byte secret, which its repr never shows, and the 65-byte public point."""

    secret: bytes = field(repr=False)
    point: bytes

    @classmethod
    def from_randomness(cls, randomness: bytes) -> Self:
        """The key pair of 40 random bytes (64 surplus bits make the bias of the reduction negligible)."""
        if len(randomness) != SECRET_RANDOMNESS_BYTES:
            raise ValueError("a key pair takes 40 random bytes")
        return cls._of(int.from_bytes(randomness, "big") % (sm2_curve.N - 2) + 1)

    @classmethod
    def from_secret(cls, secret: bytes) -> Self:
        """The key pair of a secret in 1..n-2. Raises `KeyUnreadable`."""
        number = int.from_bytes(secret, "big")
        if len(secret) != 32 or not 1 <= number <= sm2_curve.N - 2:
            raise KeyUnreadable("secret")
        return cls._of(number)

    @classmethod
    def _of(cls, number: int) -> Self:
        return cls(number.to_bytes(32, "big"), _point_bytes(sm2_curve.public_point(number)))


@cache
def _arithmetic() -> Arithmetic:
    """Libcrypto when it gives the standard's answers, else ours."""
    try:
        library = Libcrypto()
        if _passes_self_test(library):
            return library
    except LibcryptoUnusable:
        return PlainPython()
    return PlainPython()


def backend() -> str:
    """Which arithmetic is in use: "libcrypto" or "python"."""
    return _arithmetic().name


def digest_e(point: bytes, message: bytes, signer_id: bytes = DEFAULT_ID) -> bytes:
    """e = SM3(ZA || message), 32 bytes: what a token or key is asked to sign."""
    return sm3(_za(point, signer_id) + message)


def sm3(content: bytes | memoryview) -> bytes:
    """SM3 (GB/T 32905), 32 bytes."""
    empty = _empty_sm3()
    if empty is None:
        return _sm3_of_cryptography(content)
    state = empty.copy()
    state.update(content)
    return state.digest()


@cache
def _empty_sm3() -> hashlib._Hash | None:
    """A state to copy: looking the method up by name takes longer than a short digest."""
    try:
        return hashlib.new("sm3")
    except ValueError:
        return None


def sign(key: Sm2PrivateKey, message: bytes, *, signer_id: bytes = DEFAULT_ID) -> bytes:
    """A DER signature of the message."""
    return sign_digest(key, digest_e(key.point, message, signer_id))


def sign_digest(key: Sm2PrivateKey, e: bytes) -> bytes:
    """A DER signature of a 32-byte e.

    The nonce is libcrypto's own; the fallback derives it from the secret and e (RFC 6979's idea), so
    that no caller can hand in a nonce twice: a repeated nonce gives the secret away.
    """
    if len(e) != 32:
        raise ValueError("e has 32 bytes")
    return signing(key)(e)


def signing(key: Sm2PrivateKey) -> Callable[[bytes], bytes]:
    """What signs one 32-byte e after another as `sign_digest` does, the key loaded once."""
    return _arithmetic().signing(key.secret, key.point)


def verify(point: bytes, message: bytes, signature: bytes, *, signer_id: bytes = DEFAULT_ID) -> bool:
    """Whether the signature, DER or raw r || s, is of this message by the key of this point."""
    if len(point) != POINT_BYTES:
        return False
    return verify_digest(point, digest_e(point, message, signer_id), signature)


def verify_again(point: bytes, message: bytes, signature: bytes) -> bool:
    """As `verify`, for what is asked with every document anew: certificates, revocation lists, seals.

    The last thousand answers are kept, by point, digest and signature.
    """
    if len(point) != POINT_BYTES:
        return False
    return _answered(point, digest_e(point, message), signature)


@lru_cache(maxsize=1024)
def _answered(point: bytes, e: bytes, signature: bytes) -> bool:
    return verify_digest(point, e, signature)


def verify_digest(point: bytes, e: bytes, signature: bytes) -> bool:
    """Whether the signature, DER or raw r || s, is of this 32-byte e; never raises for hostile input."""
    if len(point) != POINT_BYTES or point[0] != 4:
        return False
    arithmetic = _arithmetic()
    # As it mostly is, the signature needs no reading: both kinds of arithmetic take strict DER only.
    if signature[:1] == b"\x30" and len(signature) > 8 and arithmetic.verify_e(point, e, signature):
        return True
    numbers = decode_signature(signature)
    if numbers is None:
        return False
    encoded = encode_signature(*numbers)
    return encoded != signature and arithmetic.verify_e(point, e, encoded)


def encode_signature(r: int, s: int) -> bytes:
    """DER of SM2Signature (GB/T 35276 7.3)."""
    return der.sequence(der.integer(r), der.integer(s))


def decode_signature(signature: bytes) -> tuple[int, int] | None:
    """(r, s) of a signature in DER or as 64 raw bytes; None for anything else.

    Some writers put it in a BIT STRING as if its trailing zero bits meant nothing: up to four missing
    zero bytes are supplied. That cannot make a wrong signature right.
    """
    if len(signature) == 64:
        numbers = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
    else:
        try:
            items = der.parse(_with_trimmed_zeros(signature)).items()
            numbers = items.take().integer(), items.take().integer()
            items.end()
        except NotDer:
            return None
    r, s = numbers
    return (r, s) if 0 < r < sm2_curve.N and 0 < s < sm2_curve.N else None


class PlainPython:
    """The fallback, about 800 verifications a second; see `sm2_curve`."""

    name = "python"

    def verify_e(self, point: bytes, e: bytes, signature: bytes) -> bool:
        numbers = decode_signature(signature)
        if numbers is None:
            return False
        return sm2_curve.verify(_coordinates(point), int.from_bytes(e, "big"), *numbers)

    def signing(self, secret: bytes, point: bytes) -> Callable[[bytes], bytes]:
        return lambda e: _signed_in_python(secret, point, e)


def _signed_in_python(secret: bytes, point: bytes, e: bytes) -> bytes:
    counter = 0
    while True:
        seed = hmac.digest(secret, e + point + counter.to_bytes(4, "big"), "sha512")
        k = int.from_bytes(seed, "big") % (sm2_curve.N - 1) + 1
        if numbers := sm2_curve.sign(int.from_bytes(secret, "big"), int.from_bytes(e, "big"), k):
            return encode_signature(*numbers)
        counter += 1


@lru_cache(maxsize=256)
def _za(point: bytes, signer_id: bytes) -> bytes:
    if len(point) != POINT_BYTES:
        raise ValueError("a point has 65 bytes")
    return sm3((len(signer_id) * 8).to_bytes(2, "big") + signer_id + _PARAMETERS + point[1:])


def _with_trimmed_zeros(signature: bytes) -> bytes:
    missing = signature[1] + 2 - len(signature) if len(signature) > 8 and signature[1] < 0x80 else 0
    return signature + bytes(missing) if 0 < missing <= 4 else signature


def _coordinates(point: bytes) -> sm2_curve.Affine:
    return int.from_bytes(point[1:33], "big"), int.from_bytes(point[33:], "big")


def _point_bytes(point: sm2_curve.Affine) -> bytes:
    return b"\4" + point[0].to_bytes(32, "big") + point[1].to_bytes(32, "big")


def _sm3_of_cryptography(content: bytes | memoryview) -> bytes:
    from cryptography.hazmat.primitives import hashes  # noqa: PLC0415  (only where hashlib has no SM3)

    digest = hashes.Hash(hashes.SM3())
    digest.update(content)
    return digest.finalize()


def _passes_self_test(candidate: Arithmetic) -> bool:
    """The example of GB/T 32918.5 A.2, one signature of our own, and one that is wrong."""
    secret = bytes.fromhex("3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8")
    point = b"\4" + bytes.fromhex(
        "09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020"
        "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13"
    )
    e = digest_e(point, b"message digest")
    known = encode_signature(
        0xF5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3,
        0xB1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA,
    )
    own = candidate.signing(secret, point)(e)
    wrong = bytes((e[0] ^ 1, *e[1:]))
    return (
        candidate.verify_e(point, e, known)
        and candidate.verify_e(point, e, own)
        and not candidate.verify_e(point, wrong, known)
    )
