"""SES structures, placement, sealing (prepare, finish) and verification."""

from core.seal.errors import SealUnreadable
from core.seal.issue import SampleTrust, Sealer, SealOrder, issue_sample_seals
from core.seal.judge import Trust
from core.seal.make import SealMaker, SignerList, make_seal
from core.seal.report import Code, Finding, Report, SealReport, StampPlace, Step, Verdict
from core.seal.ses import (
    SealPicture,
    SealProperty,
    SESeal,
    SESignature,
    parse_seal,
    parse_signature,
    seal_picture,
)
from core.seal.verify import verify_document

__all__ = [
    "Code",
    "Finding",
    "Report",
    "SESeal",
    "SESignature",
    "SampleTrust",
    "SealMaker",
    "SealOrder",
    "SealPicture",
    "SealProperty",
    "SealReport",
    "SealUnreadable",
    "Sealer",
    "SignerList",
    "StampPlace",
    "Step",
    "Trust",
    "Verdict",
    "issue_sample_seals",
    "make_seal",
    "parse_seal",
    "parse_signature",
    "seal_picture",
    "verify_document",
]
