"""A PDF judged: each signature by our own verification, by its place in the file, and by pyHanko.

Valid is only what all three agree on. What no part of this program can judge is undetermined and says so;
a file with a signature of any kind is never called unsigned.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.crypt import AuthStatus
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader

from core.crypto import CertificateUnreadable, parse_certificate, parse_crl
from core.seal import SESeal, Trust
from core.seal.detached import judge_detached, judge_document_time_stamp, with_offered
from core.seal.errors import SealUnreadable
from core.seal.judge import Judgement
from core.seal.picture import picture_findings
from core.seal.report import WARNINGS, Code, Finding, Report, SealReport, Step
from core.seal.trust import CLOCK_TOLERANCE
from core.seal.verify import STAMP_TOLERANCE_MM
from desktop.pdfseals.errors import PdfUnreadable
from desktop.pdfseals.fields import SignatureField, pdf_time, signature_fields, text_of
from desktop.pdfseals.second_look import TIME_STAMP, Runner, second_look
from desktop.pdfseals.sm2 import name_the_numbers
from desktop.pdfseals.structure import (
    BROKEN,
    BadRange,
    Cut,
    changes_after,
    cut_out,
    ends_in_order,
    revision_of,
)

STANDARD_TYPES = frozenset(
    {"adbe.pkcs7.detached", "adbe.pkcs7.sha1", "ETSI.CAdES.detached", "ETSI.RFC3161", "adbe.x509.rsa_sha1"}
)
_OFFERED_MAX = 200
_OFFERED_BYTES_MAX = 8 << 20


def judge_pdf(content: bytes, trust: Trust, now: datetime, run: Runner) -> Report:
    """Judge every signature of a PDF as of `now`. `run` runs a coroutine. Raises `PdfUnreadable`."""
    name_the_numbers()
    reader, around = _opened(content)
    try:
        fields = signature_fields(reader)
        fields.sort(key=lambda field: revision_of(reader, field))
        offered = with_offered(trust, *_security_store(reader))
    except BROKEN as error:
        if b"/ByteRange" not in content:
            raise PdfUnreadable("damaged") from error
        return Report(seals=(), findings=(Finding(Code.CONTAINER, {"fault": type(error).__name__}),))
    if not ends_in_order(content):
        around = (*around, Finding(Code.CONTAINER, {"fault": "bytes after the end"}))
    # A range that no signature field leads to is a signature that the document hides or has lost.
    if content.count(b"/ByteRange") > len(fields):
        around = (*around, Finding(Code.UNLINKED, {"part": "/ByteRange"}))
    if not fields:
        around = tuple(each for each in around if each.code is Code.UNLINKED)
    file = _File(content=content, reader=reader, trust=offered, now=now, run=run, around=around)
    return Report(seals=tuple(file.report(field) for field in fields), findings=around)


def _opened(content: bytes) -> tuple[Any, tuple[Finding, ...]]:
    """The file as a strict reader sees it, else as a lenient one does, which is a finding."""
    around: tuple[Finding, ...] = ()
    try:
        reader = _reader(content, strict=True)
    except BROKEN as error:
        around = (Finding(Code.CONTAINER, {"fault": type(error).__name__}),)
        try:
            reader = _reader(content, strict=False)
        except BROKEN:
            raise PdfUnreadable("damaged") from None
    if reader.encrypted:
        try:
            opened = reader.decrypt("").status is not AuthStatus.FAILED
        except BROKEN:
            opened = False
        if not opened:
            raise PdfUnreadable("encrypted")
    return reader, around


def _reader(content: bytes, *, strict: bool) -> Any:
    reader = PdfFileReader(io.BytesIO(content), strict=strict)
    if not isinstance(reader.root, generic.DictionaryObject):
        raise PdfReadError("no root")
    return reader


def _security_store(reader: Any) -> tuple[list[Any], list[Any]]:
    """Certificates and revocation lists that the file brings along (ETSI EN 319 142-1 5.4.2)."""
    store = reader.root.get("/DSS") if "/DSS" in reader.root else None
    certificates, lists = [], []
    for body in _streams(store, "/Certs"):
        try:
            certificates.append(parse_certificate(body))
        except CertificateUnreadable:
            continue  # offered only: what cannot be read helps nobody
    for body in _streams(store, "/CRLs"):
        try:
            lists.append(parse_crl(body))
        except CertificateUnreadable:
            continue
    return certificates, lists


def _streams(store: Any, key: str) -> Iterator[bytes]:
    if not isinstance(store, generic.DictionaryObject) or key not in store:
        return
    items, left = store[key], _OFFERED_BYTES_MAX
    if not isinstance(items, generic.ArrayObject):
        return
    for index in range(min(len(items), _OFFERED_MAX)):
        item = items[index]
        if isinstance(item, generic.StreamObject):
            body = item.data
            left -= len(body)
            if left < 0:
                return
            yield body


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """One PDF being judged."""

    content: bytes
    reader: Any
    trust: Trust
    now: datetime
    run: Runner
    around: tuple[Finding, ...]

    def report(self, field: SignatureField) -> SealReport:
        findings = [*self.around]
        if not field.listed:
            findings.append(Finding(Code.UNLINKED, {"part": field.name}))
        judged, steps = Judgement(), [Step.PACKAGE]
        try:
            cut = cut_out(self.content, field)
        except BadRange:
            findings.append(Finding(Code.FORMAT, {"part": field.name, "fault": "byte range"}))
        else:
            judged = self._judged(field, cut)
            findings += judged.findings
            if judged.seal is not None:
                findings += [*picture_findings(judged.seal), *_stamp_findings(field, judged.seal)]
                steps += [Step.STAMP, Step.PICTURE]
            findings += changes_after(self.reader, field, cut, self.content)
            steps += [*judged.checked, Step.COVERAGE]
            findings += self._second(field, judged, findings)
        return SealReport(
            signature_id=field.name,
            type=field.type,
            format=judged.format,
            seal_name=judged.seal_name or text_of(field.value, "/Name") or field.name,
            seal_id=judged.seal_id,
            signer=judged.signer,
            maker=judged.maker,
            signed_at=judged.signed_at,
            time_is_stamped=judged.time_is_stamped,
            stamped_by=judged.stamped_by,
            stamps=() if field.place is None else (field.place,),
            references=1,
            findings=tuple(_once(findings)),
            checked=tuple(dict.fromkeys(steps)),
            revocation_as_of=judged.revocation_as_of,
            certificate=judged.certificate,
        )

    def _judged(self, field: SignatureField, cut: Cut) -> Judgement:
        """Our own verification, of what it can judge."""
        judged: Judgement | None = None
        if field.type == TIME_STAMP or field.sub_filter == "ETSI.RFC3161":
            try:
                judged = judge_document_time_stamp(cut.value, cut.covered, self.trust)
            except SealUnreadable:
                judged = None
        else:
            judged = judge_detached(
                cut.value, cut.covered, self.trust, self.now, claimed_at=pdf_time(field.value)
            )
        if judged is None:
            judged = Judgement()
            standard = field.sub_filter in STANDARD_TYPES
            if standard:
                judged.add(Code.FORMAT, part=field.name, fault="Contents")
            else:
                judged.add(Code.UNSUPPORTED_TYPE, type=field.sub_filter)
        elif judged.signed_at is not None and judged.signed_at > self.now + CLOCK_TOLERANCE:
            judged.add(Code.TIME_IN_FUTURE, at=judged.signed_at.isoformat())
        return judged

    def _second(self, field: SignatureField, judged: Judgement, so_far: list[Finding]) -> Iterator[Finding]:
        """pyHanko's view of standard types; where it disagrees with a good opinion, that is said."""
        if field.sub_filter not in STANDARD_TYPES:
            return
        look = second_look(self.reader, field, self.trust, judged.signed_at or self.now, self.run)
        yield from look.findings
        if not look.agrees and {each.code for each in (*so_far, *look.findings)} <= WARNINGS:
            yield Finding(Code.NOT_CONFIRMED, {"fault": look.fault})


def _stamp_findings(field: SignatureField, seal: SESeal) -> Iterator[Finding]:
    box, picture = None if field.place is None else field.place.box_mm, seal.picture
    if box is None or (
        abs(box.width - picture.width_mm) > STAMP_TOLERANCE_MM
        or abs(box.height - picture.height_mm) > STAMP_TOLERANCE_MM
    ):
        yield Finding(Code.STAMP_SIZE, {"stamp": field.name})


def _once(findings: Iterable[Finding]) -> list[Finding]:
    """Each code once for the same facts, in the order of the steps."""
    steps = list(Step)
    single = {(finding.code, tuple(sorted(finding.facts.items()))): finding for finding in findings}
    return sorted(single.values(), key=lambda finding: steps.index(finding.step))
