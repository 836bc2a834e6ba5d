"""SES structures, placement, sealing (prepare, finish) and verification."""

from core.seal.errors import SealUnreadable
from core.seal.issue import SampleTrust, Sealer, SealOrder, issue_sample_seals
from core.seal.make import SealMaker, SignerList, make_seal
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
    "SampleTrust",
    "SealMaker",
    "SealOrder",
    "SealPicture",
    "SealProperty",
    "SealUnreadable",
    "Sealer",
    "SignerList",
    "issue_sample_seals",
    "make_seal",
    "parse_seal",
    "parse_signature",
    "seal_picture",
]
