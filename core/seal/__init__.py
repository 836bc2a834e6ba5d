"""SES structures, placement, sealing (prepare, finish) and verification."""

from core.seal.covering import PageLines
from core.seal.errors import (
    DocumentNotSealable,
    NothingToStraddle,
    PageMissing,
    SealNotUsable,
    SealUnreadable,
    SignaturesProtected,
    SignatureWrong,
    SignerNotInSeal,
    SignerUnfit,
    StampOutsidePage,
    TextNotFound,
    TimeStampRefused,
    TimeStampUnfit,
)
from core.seal.issue import SampleTrust, Sealer, SealOrder, issue_sample_seals
from core.seal.joint import JointSeal, place_jointly, touching
from core.seal.make import SealMaker, SignerList, make_seal
from core.seal.placement import (
    Edge,
    Placement,
    Size,
    middle_offset,
    place_at,
    place_on_date,
    place_on_keyword,
    straddle,
    straddle_groups,
)
from core.seal.report import Code, Finding, Report, SealReport, StampPlace, Step, Verdict
from core.seal.sealing import Prepared, finish, page_sizes, prepare
from core.seal.ses import (
    SealPicture,
    SealProperty,
    SESeal,
    SESignature,
    parse_seal,
    parse_signature,
    seal_picture,
)
from core.seal.size_rule import SizeRule, size_rule
from core.seal.time_stamps import TimeStamp, TimeStampRequest, judge_time_stamp, parse_time_stamp_request
from core.seal.trust import Trust
from core.seal.verify import verify_document

__all__ = [
    "Code",
    "DocumentNotSealable",
    "Edge",
    "Finding",
    "JointSeal",
    "NothingToStraddle",
    "PageLines",
    "PageMissing",
    "Placement",
    "Prepared",
    "Report",
    "SESeal",
    "SESignature",
    "SampleTrust",
    "SealMaker",
    "SealNotUsable",
    "SealOrder",
    "SealPicture",
    "SealProperty",
    "SealReport",
    "SealUnreadable",
    "Sealer",
    "SignatureWrong",
    "SignaturesProtected",
    "SignerList",
    "SignerNotInSeal",
    "SignerUnfit",
    "Size",
    "SizeRule",
    "StampOutsidePage",
    "StampPlace",
    "Step",
    "TextNotFound",
    "TimeStamp",
    "TimeStampRefused",
    "TimeStampRequest",
    "TimeStampUnfit",
    "Trust",
    "Verdict",
    "finish",
    "issue_sample_seals",
    "judge_time_stamp",
    "make_seal",
    "middle_offset",
    "page_sizes",
    "parse_seal",
    "parse_signature",
    "parse_time_stamp_request",
    "place_at",
    "place_jointly",
    "place_on_date",
    "place_on_keyword",
    "prepare",
    "seal_picture",
    "size_rule",
    "straddle",
    "straddle_groups",
    "touching",
    "verify_document",
]
