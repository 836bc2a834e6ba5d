"""SES structures, placement, sealing (prepare, finish) and verification."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.on_demand import on_demand

if TYPE_CHECKING:
    from core.seal.covering import PageLines
    from core.seal.custody import (
        check_signature,
        check_statement,
        confirmation_digest,
        handover_statement,
        statement_digest,
        use_statement,
        use_statement_of,
        witness_statement,
    )
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
        StatementInvalid,
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
    from core.seal.rule import Anchor, PlacementRule, places_by
    from core.seal.sealing import Prepared, finish, page_sizes, prepare, require_usable
    from core.seal.ses import (
        SealPicture,
        SealProperty,
        SESeal,
        SESignature,
        parse_seal,
        parse_signature,
        seal_picture,
    )
    from core.seal.size_rules import SizeRule, size_rule
    from core.seal.time_stamps import TimeStamp, TimeStampRequest, judge_time_stamp, parse_time_stamp_request
    from core.seal.trust import Trust
    from core.seal.verify import verify_document

__all__ = [
    "Anchor",
    "Code",
    "DocumentNotSealable",
    "Edge",
    "Finding",
    "JointSeal",
    "NothingToStraddle",
    "PageLines",
    "PageMissing",
    "Placement",
    "PlacementRule",
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
    "StatementInvalid",
    "Step",
    "TextNotFound",
    "TimeStamp",
    "TimeStampRefused",
    "TimeStampRequest",
    "TimeStampUnfit",
    "Trust",
    "Verdict",
    "check_signature",
    "check_statement",
    "confirmation_digest",
    "finish",
    "handover_statement",
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
    "places_by",
    "prepare",
    "require_usable",
    "seal_picture",
    "size_rule",
    "statement_digest",
    "straddle",
    "straddle_groups",
    "touching",
    "use_statement",
    "use_statement_of",
    "verify_document",
    "witness_statement",
]

if not TYPE_CHECKING:
    __getattr__ = on_demand(
        __name__,
        (
            "covering",
            "custody",
            "errors",
            "issue",
            "joint",
            "make",
            "placement",
            "report",
            "rule",
            "sealing",
            "ses",
            "size_rules",
            "time_stamps",
            "trust",
            "verify",
        ),
    )
