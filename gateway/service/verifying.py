"""The gateway's own look at a sealed file, before it becomes a document's current version."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from core.crypto import parse_certificate, parse_crl, pem_blocks
from core.ofd import open_ofd
from core.ofd.limits import DEFAULT_LIMITS
from core.ofd.package import Package
from core.ofd.xml import local, parse_xml
from core.office import UseKind
from core.seal import SealReport, SealUnreadable, Trust, Verdict, parse_seal, parse_signature
from core.seal.archive import record_of, record_part
from core.seal.linkage import SignatureFile, SignatureList, read_signatures
from core.seal.permit import permit_digest
from core.seal.trust import CLOCK_TOLERANCE
from core.seal.verify import STAMP_TOLERANCE_MM, verify_package
from gateway.service.sealing import ApprovedUse, SealedFileJudge
from gateway.service.statements import ReadTrust
from gateway.store import Clock

_MAKERS = "makers"
_ROOT_PART = "OFD.xml"
_SIGNATURES = "Signatures"
_SIGNATURE_PARTS = frozenset(
    {"signature.xml", "signatures.xml", "signedvalue.dat", "seal.esl", "container.xml"}
)


def read_trust(folder: Path) -> Trust:
    """The anchors, intermediates, makers and revocation lists below `folder` (PEM)."""
    certificates = [parse_certificate(der) for der in _blocks(folder, "*.crt")]
    return Trust(
        anchors=tuple(one for one in certificates if one.is_self_signed),
        intermediates=tuple(one for one in certificates if not one.is_self_signed),
        crls=tuple(parse_crl(der) for der in _blocks(folder, "*.crl")),
        trusted_makers=frozenset(_blocks(folder / _MAKERS, "*.crt")),
    )


class TrustFolder:
    """The trust of a folder, read again when one of its files has changed. For several threads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: tuple[tuple[object, ...], Trust] | None = None

    def __call__(self) -> Trust:
        """Raises as `read_trust`."""
        files = tuple(self._files())
        known = self._known
        if known is None or known[0] != files:
            known = self._known = files, read_trust(self._folder)
        return known[1]

    def _files(self) -> Iterator[object]:
        for folder in (self._folder, self._folder / _MAKERS):
            if not folder.is_dir():
                continue
            for file in sorted(os.scandir(folder), key=lambda one: one.name):
                at = file.stat()
                yield file.path, at.st_ino, at.st_size, at.st_mtime_ns, at.st_ctime_ns


def judge_sealed_file(trust: ReadTrust, clock: Clock) -> SealedFileJudge:
    """A judge that believes what `trust` says at the moment of judging."""

    def judge(original: bytes, sealed: bytes, use: ApprovedUse) -> str | None:
        """Raises `core.ofd` errors when one of the files cannot be opened."""
        before, after = Package(original), Package(sealed)
        old, new = read_signatures(before), read_signatures(after)
        if not _contains(after, before, old):
            return "original_changed"
        known = {signature.part for signature in old.signatures}
        added = [signature for signature in new.signatures if signature.part not in known]
        if len(added) != 1 or len(new.signatures) != len(old.signatures) + 1:
            return "not_one_new_seal"
        if not set(after.names) - set(before.names) <= _parts_of(added[0], new):
            return "original_changed"
        report = verify_package(after, new, trust(), clock())
        if report.verdict is not Verdict.VALID:
            return f"seal_{report.verdict}"
        if open_ofd(original).page_count != use.page_count:
            return "page_count"
        pressed = report.seals[new.signatures.index(added[0])]
        return (
            _use_fault(pressed, use)
            or (None if _is_by(after, added[0], use.seal) else "other_seal")
            or _form_fault(added[0], use)
            or _permit_fault(after, added[0], use)
        )

    return judge


def _permit_fault(package: Package, signature: SignatureFile, use: ApprovedUse) -> str | None:
    """Whether the seal itself names the gateway's yes that the act comes with: else it may be older."""
    if use.permit is None:
        return None
    record = record_of(package, signature)
    bound = record is not None and record.permit == permit_digest(use.permit)
    return None if bound else "not_asked"


def _use_fault(pressed: SealReport, use: ApprovedUse) -> str | None:
    """Whether the new seal was pressed when and where it was said and approved."""
    signed_at, approved_at = pressed.signed_at, use.approved_at
    if approved_at is not None and (signed_at is None or signed_at < approved_at - CLOCK_TOLERANCE):
        return "sealed_before_approval"
    if signed_at is None or not _is_same_time(pressed, use.used_at):
        return "times_differ"
    if use.stamp_demanded and not pressed.time_is_stamped:
        return "time_stamp_demanded"
    return None if {stamp.page for stamp in pressed.stamps} == set(use.pages) else "pages_differ"


def _form_fault(signature: SignatureFile, use: ApprovedUse) -> str | None:
    """Whether the seal stands in the file in the ways that were told, and each time at its own size."""
    along = any(stamp.clip is not None for stamp in signature.stamps)
    whole = any(stamp.clip is None for stamp in signature.stamps)
    told = set(use.kinds)
    if along != (UseKind.STRADDLE in told) or whole != bool(told - {UseKind.STRADDLE}):
        return "kinds_differ"
    picture = parse_seal(use.seal).picture
    true_size = all(
        stamp.boundary is not None
        and abs(stamp.boundary.width - picture.width_mm) <= STAMP_TOLERANCE_MM
        and abs(stamp.boundary.height - picture.height_mm) <= STAMP_TOLERANCE_MM
        for stamp in signature.stamps
    )
    return None if true_size else "other_size"


def _is_same_time(pressed: SealReport, used_at: datetime) -> bool:
    """Whether the use is told at the seal's own time; a time stamp may be later: it is asked for."""
    assert pressed.signed_at is not None
    late = pressed.signed_at - used_at
    return late >= -CLOCK_TOLERANCE and (pressed.time_is_stamped or late <= CLOCK_TOLERANCE)


def _parts_of(signature: SignatureFile, signatures: SignatureList) -> set[str]:
    """What one more signature brings, by the names that are usual for it.

    A part of another name could be one that the approved file speaks of, and be read as its page.
    """
    own = signature.part, signature.signed_value_part, signature.seal_part, record_part(signature)
    parts = (*own, *signatures.list_parts)
    return {part for part in parts if part and part.rpartition("/")[2].casefold() in _SIGNATURE_PARTS}


def _contains(after: Package, before: Package, signatures: SignatureList) -> bool:
    """Whether every part is there unchanged; only the lists of signatures, and what links them, may grow."""
    growing = {_ROOT_PART, *signatures.list_parts}
    names = set(after.names)
    kept = all(
        name in names and after.read(name) == before.read(name)
        for name in before.names
        if name not in growing and not name.endswith("/")
    )
    return kept and _without_signatures(after) == _without_signatures(before)


def _without_signatures(package: Package) -> list[tuple[int, object, str, str, list[tuple[object, object]]]]:
    """The elements of OFD.xml in order with their depth, but for the link to the signatures."""
    root = parse_xml(package.read(_ROOT_PART), _ROOT_PART, DEFAULT_LIMITS)
    return [
        (
            sum(1 for _ in element.iterancestors()),
            element.tag,
            (element.text or "").strip(),
            (element.tail or "").strip(),
            sorted(element.attrib.items()),
        )
        for element in root.iter()
        if local(element) != _SIGNATURES
    ]


def _is_by(package: Package, signature: SignatureFile, seal: bytes) -> bool:
    if signature.signed_value_part is None:
        return False
    try:
        return parse_signature(package.read(signature.signed_value_part)).seal.raw == seal
    except SealUnreadable:
        return False


def _blocks(folder: Path, pattern: str) -> Iterator[bytes]:
    for path in sorted(folder.glob(pattern)):
        yield from (der for _, der in pem_blocks(path.read_bytes()))
