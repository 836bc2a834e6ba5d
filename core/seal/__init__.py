"""SES structures, placement, sealing (prepare, finish) and verification."""

from core.seal.errors import SealUnreadable
from core.seal.ses import (
    SealPicture,
    SealProperty,
    SESeal,
    SESignature,
    parse_seal,
    parse_signature,
    seal_picture,
)

__all__ = [
    "SESeal",
    "SESignature",
    "SealPicture",
    "SealProperty",
    "SealUnreadable",
    "parse_seal",
    "parse_signature",
    "seal_picture",
]
