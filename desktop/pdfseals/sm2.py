"""SM2 with SM3 for pyHanko: names for the numbers, and a validator that computes with our own SM2."""

from __future__ import annotations

from asn1crypto import algos, keys
from cryptography.exceptions import InvalidSignature
from pyhanko_certvalidator.sig_validate import (
    DEFAULT_VALIDATION_CONTEXT,
    DefaultSignatureValidator,
    SignatureValidationContext,
    SignatureValidator,
)

from core.crypto import sm2

SM3_NAME, SM2_NAME = "sm3", "sm3_sm2"
_SM2_ALSO = "sm2_sign"
_CURVE_NAME, _CURVE_OID = "sm2p256v1", "1.2.156.10197.1.301"


def name_the_numbers() -> None:
    """Teach asn1crypto what SM3, SM2 and its curve are called. Safe to repeat."""
    _name(algos.DigestAlgorithmId, "1.2.156.10197.1.401", SM3_NAME)
    _name(algos.SignedDigestAlgorithmId, sm2.SM2_WITH_SM3, SM2_NAME)
    _name(algos.SignedDigestAlgorithmId, "1.2.156.10197.1.301.1", _SM2_ALSO)  # as GB/T 35275 writes it
    if _CURVE_OID not in keys.NamedCurve._map:
        keys.NamedCurve.register(_CURVE_NAME, _CURVE_OID, 32)


def _name(kind: type, oid: str, name: str) -> None:
    kind._map[oid] = name  # type: ignore[attr-defined]
    if kind._reverse_map is not None:  # type: ignore[attr-defined]
        kind._reverse_map[name] = oid  # type: ignore[attr-defined]


class SM2Validator(SignatureValidator):
    """Judges SM2 by ourselves and leaves other algorithms to pyHanko. Raises `InvalidSignature`."""

    def __init__(self) -> None:
        self._others = DefaultSignatureValidator()

    def validate_signature(
        self,
        signature: bytes,
        signed_data: bytes,
        public_key_info: keys.PublicKeyInfo,
        signature_algorithm: algos.SignedDigestAlgorithm,
        context: SignatureValidationContext = DEFAULT_VALIDATION_CONTEXT,
    ) -> None:
        if signature_algorithm["algorithm"].native not in (SM2_NAME, _SM2_ALSO):
            self._others.validate_signature(
                signature, signed_data, public_key_info, signature_algorithm, context
            )
            return
        curve = public_key_info["algorithm"]["parameters"].native
        point = bytes(public_key_info["public_key"].contents[1:])
        # A value that was hashed beforehand has lost ZA, without which it is no SM2 with SM3.
        if curve != _CURVE_NAME or context.prehashed or not sm2.verify(point, signed_data, signature):
            raise InvalidSignature
