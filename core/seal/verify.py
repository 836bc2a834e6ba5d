"""Judging the seals of a document (GB/T 38540-2020 7.3, in the order of SEALS.md 7).

Every step is run and everything found is reported. Nothing in a document is trusted: what cannot be
judged is undetermined, never valid.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from core.crypto import sm2
from core.errors import AppError
from core.ofd import DEFAULT_LIMITS, Limits, OfdDocument, OfdError, Package, PartMissing
from core.ofd.container import disagreements
from core.ofd.loose import loose_ends
from core.seal.archive import explained, is_as_sealed, record_of, record_part
from core.seal.coverage import coverage_findings
from core.seal.judge import Judgement, judge_signed_value
from core.seal.linkage import Reference, SignatureFile, SignatureList, read_signatures
from core.seal.picture import picture_findings
from core.seal.report import Code, Finding, Report, SealReport, StampPlace, Step
from core.seal.ses import SESeal, SignedValueKind
from core.seal.trust import CLOCK_TOLERANCE, Trust

STAMP_TOLERANCE_MM = 0.5
MAX_LISTED_FACTS = 20
MAX_DOCUMENTS = 16

_DIGESTS: Mapping[str, str] = {
    "1.2.156.10197.1.401": "sm3",
    "1.2.156.10197.1.401.1": "sm3",
    "1.2.156.10197.1.401.2": "sm3",
    "sm3": "sm3",
    "sha256": "sha256",
    "sha-256": "sha256",
    "2.16.840.1.101.3.4.2.1": "sha256",
    "sha1": "sha1",
    "sha-1": "sha1",
    "1.3.14.3.2.26": "sha1",
    "md5": "md5",
    "1.2.840.113549.2.5": "md5",
}
_WEAK = frozenset({"sha1", "md5"})


def verify_document(data: bytes, trust: Trust, now: datetime, limits: Limits = DEFAULT_LIMITS) -> Report:
    """Judge every seal of an OFD package as of `now` (with a zone).

    Raises `core.ofd` errors when the bytes are no package that can be opened at all; everything else
    is a finding.
    """
    package = Package(data, limits)
    return verify_package(package, read_signatures(package), trust, now)


def verify_package(package: Package, signatures: SignatureList, trust: Trust, now: datetime) -> Report:
    """The same for a package that has been opened, with the signatures that were read in it.

    Raises `PartMissing` for an archive that is no document and holds nothing of a signature: unsigned is
    said of documents only.
    """
    if package.root_part is None and not signatures.signatures and not signatures.faults:
        raise PartMissing(part="OFD.xml")
    whole = tuple(_package_findings(package, signatures))
    verification = _Verification(
        package=package,
        trust=trust,
        now=now,
        digests=_PartDigests(package),
        documents=_documents(package) if signatures.signatures else (),
    )
    seals = tuple(
        verification.report(signature, (*whole, *coverage))
        for signature, coverage in zip(
            signatures.signatures, coverage_findings(package, signatures), strict=True
        )
    )
    return Report(seals=seals, findings=whole)


class _PartDigests:
    """Digests of parts, each computed once however many seals cover it."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._known: dict[tuple[str, str], bytes | None] = {}

    def of(self, part: str, method: str) -> bytes | None:
        """None when the part cannot be read."""
        if (part, method) not in self._known:
            self._known[part, method] = self._digest(part, method)
        return self._known[part, method]

    def _digest(self, part: str, method: str) -> bytes | None:
        try:
            content = self._package.read(part)
        except AppError:
            return None
        return sm2.sm3(content) if method == "sm3" else hashlib.new(method, content).digest()


def _package_findings(package: Package, signatures: SignatureList) -> Iterator[Finding]:
    for name in package.duplicates[:MAX_LISTED_FACTS]:
        yield Finding(Code.FORMAT, {"part": name, "fault": "duplicate"})
    for name in package.unsafe_names[:MAX_LISTED_FACTS]:
        yield Finding(Code.PATH_TRAVERSAL, {"part": name})
    if not signatures.signatures and not signatures.faults:
        return
    for name in package.look_alikes[:MAX_LISTED_FACTS]:
        yield Finding(Code.CONTAINER, {"part": name})
    yield from _container_findings(package, signatures)
    for fault in signatures.faults[:MAX_LISTED_FACTS]:
        yield Finding(Code.FORMAT, {"part": fault, "fault": "unreadable"})
    for part in signatures.ambiguous[:MAX_LISTED_FACTS]:
        yield Finding(Code.CONTAINER, {"part": part})
    for part in signatures.unlinked[:MAX_LISTED_FACTS]:
        yield Finding(Code.UNLINKED, {"part": part})


def _container_findings(package: Package, signatures: SignatureList) -> Iterator[Finding]:
    """Whether every reader finds the same parts, and whether each byte of the archive is explained."""
    try:
        for part in islice(disagreements(package.data), MAX_LISTED_FACTS):
            yield Finding(Code.CONTAINER, {"part": part})
        yield from _loose_findings(package, signatures)
    except OfdError as error:
        yield Finding(Code.CONTAINER, {"fault": error.code})


def _loose_findings(package: Package, signatures: SignatureList) -> Iterator[Finding]:
    """The newest seal's record accounts for the whole file; without one, each byte has to explain itself."""
    newest = signatures.signatures[-1] if signatures.signatures else None
    if newest is not None and record_part(newest) is not None:
        record = record_of(package, newest)
        if record is None or not is_as_sealed(package, record, signatures.list_parts):
            yield Finding(Code.REPACKED, {"part": newest.part})
        return
    for part in islice(
        dict.fromkeys(loose_ends(package.data, explained(package, signatures))), MAX_LISTED_FACTS
    ):
        yield Finding(Code.UNACCOUNTED, {"part": part})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Verification:
    """One document being judged."""

    package: Package
    trust: Trust
    now: datetime
    digests: _PartDigests
    documents: Sequence[OfdDocument]

    def report(self, signature: SignatureFile, around: Iterable[Finding]) -> SealReport:
        """Judge one signature; `around` is what the package as a whole has against it."""
        findings = list(_reference_findings(signature, self.digests))
        if signature.malformed:
            findings.append(Finding(Code.FORMAT, {"part": signature.part}))
        signed_value = _read(self.package, signature.signed_value_part)
        judged = judge_signed_value(signed_value, signature, self.trust, self.now)
        places = tuple(_places(signature, self.documents))
        findings += judged.findings
        findings += _seal_file_findings(self.package, signature, judged)
        findings += _stamp_findings(signature, judged, places)
        if judged.signed_at is not None and judged.signed_at > self.now + CLOCK_TOLERANCE:
            findings.append(Finding(Code.TIME_IN_FUTURE, {"at": judged.signed_at.isoformat()}))
        findings += around
        if judged.seal is not None:
            findings += picture_findings(judged.seal)
            findings += _copies(signature, judged.seal, self.package, self.digests)
        return SealReport(
            signature_id=signature.signature_id,
            type=signature.type,
            format=judged.format,
            seal_name=judged.seal_name,
            seal_id=judged.seal_id,
            signer=judged.signer,
            maker=judged.maker,
            signed_at=judged.signed_at,
            time_is_stamped=judged.time_is_stamped,
            stamped_by=judged.stamped_by,
            stamps=places,
            references=len(signature.references),
            findings=tuple(_in_order(findings)),
            checked=(
                *(Step.PACKAGE, Step.DIGESTS, *judged.checked, Step.STAMP, Step.COVERAGE),
                *([Step.PICTURE] if judged.seal is not None else []),
            ),
            revocation_as_of=judged.revocation_as_of,
            certificate=judged.certificate,
        )


def _in_order(findings: Iterable[Finding]) -> list[Finding]:
    steps = list(Step)
    return sorted(findings, key=lambda finding: steps.index(finding.step))


def _read(package: Package, part: str | None) -> bytes | None:
    if part is None:
        return None
    try:
        return package.read(part)
    except AppError:
        return None


def _reference_findings(signature: SignatureFile, digests: _PartDigests) -> Iterator[Finding]:
    method = _DIGESTS.get(signature.check_method.casefold())
    if method is None:
        yield Finding(Code.FORMAT, {"part": signature.part, "fault": "CheckMethod"})
    elif method in _WEAK and signature.references:
        yield Finding(Code.WEAK_HASH, {"method": method})
    for reference in signature.references:
        code = _reference_code(reference, method, digests)
        if code is not None:
            yield Finding(code, {"part": reference.part or reference.file_ref})


def _reference_code(reference: Reference, method: str | None, digests: _PartDigests) -> Code | None:
    if reference.leaves_package:
        return Code.PATH_TRAVERSAL
    if reference.part is None:
        return Code.MISSING_FILE
    if method is None:
        return None
    actual = digests.of(reference.part, method)
    matches = actual is not None and actual == reference.check_value
    return None if matches else Code.DIGEST_MISMATCH


def _seal_file_findings(package: Package, signature: SignatureFile, judged: Judgement) -> Iterator[Finding]:
    if judged.seal is None:
        if judged.format == SignedValueKind.CMS.value:
            yield from _sealless_findings(signature)
        return
    if not signature.names_seal:
        return
    if _read(package, signature.seal_part) != judged.seal.raw:
        yield Finding(Code.SEAL_MISMATCH, {"part": signature.seal_part or ""})


def _sealless_findings(signature: SignatureFile) -> Iterator[Finding]:
    """A signed message holds no seal: what passes for one has no maker and no list of signers behind it."""
    if signature.names_seal or signature.stamps or signature.type.strip().casefold() != "sign":
        yield Finding(Code.UNSUPPORTED_TYPE, {"type": signature.type})


def _documents(package: Package) -> tuple[OfdDocument, ...]:
    """The documents of the package that can be opened: one, but for rare collections.

    Only the first few: each is opened through the whole of OFD.xml, which may name thousands.
    """
    try:
        first = OfdDocument(package)
        bodies = range(1, min(len(first.bodies), MAX_DOCUMENTS))
        return (first, *(OfdDocument(package, body) for body in bodies))
    except OfdError:
        return ()


def _places(signature: SignatureFile, documents: Sequence[OfdDocument]) -> Iterator[StampPlace]:
    own = [document for document in documents if signature.part.startswith(f"{document.folder}/")]
    document = next(iter((*own, *documents)), None)
    page_ids = () if document is None else document.page_ids
    for stamp in signature.stamps:
        page = page_ids.index(stamp.page_id) if stamp.page_id in page_ids else None
        yield StampPlace(page, stamp.boundary)


def _stamp_findings(
    signature: SignatureFile, judged: Judgement, places: Sequence[StampPlace]
) -> Iterator[Finding]:
    for stamp, place in zip(signature.stamps, places, strict=True):
        facts = {"stamp": stamp.stamp_id}
        if place.page is None:
            yield Finding(Code.STAMP_PAGE, facts)
        if stamp.clip is not None or judged.seal is None:
            continue
        picture, drawn = judged.seal.picture, stamp.boundary
        if (
            drawn is None
            or abs(drawn.width - picture.width_mm) > STAMP_TOLERANCE_MM
            or abs(drawn.height - picture.height_mm) > STAMP_TOLERANCE_MM
        ):
            yield Finding(Code.STAMP_SIZE, facts)


def _copies(
    signature: SignatureFile, seal: SESeal, package: Package, digests: _PartDigests
) -> Iterator[Finding]:
    """The seal's picture once more, as a part of the document: what it draws there is no seal."""
    size = len(seal.picture.data)
    likely = [
        reference.part
        for reference in signature.references
        if reference.part is not None and package.claimed_size(reference.part) == size
    ]
    own = sm2.sm3(seal.picture.data) if likely else b""
    copies = [part for part in likely if digests.of(part, "sm3") == own]
    if copies:
        yield Finding(Code.PICTURE_COPIED, {"parts": " ".join(copies[:MAX_LISTED_FACTS])})
