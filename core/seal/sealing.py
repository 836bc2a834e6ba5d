"""Pressing a seal on an OFD package: prepare, let a key or token sign, finish (GB/T 38540-2020 7.2).

A chain of values: `prepare` needs no secret, `Prepared.e` goes to the signer, however long that takes,
and `finish` makes the sealed bytes. Nothing that is in the document is rewritten; parts are appended.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from core.crypto import Certificate, parse_certificate, sm2
from core.crypto import der as asn1
from core.ofd import DEFAULT_LIMITS, Limits, OfdDocument, OfdError, Package, open_ofd
from core.ofd.append import append_parts
from core.ofd.container import disagreements
from core.seal.archive import RECORD, ArchiveRecord
from core.seal.errors import (
    DocumentNotSealable,
    SealNotUsable,
    SealUnreadable,
    SignaturesProtected,
    SignatureWrong,
    SignerNotInSeal,
    SignerUnfit,
    TimeStampUnfit,
)
from core.seal.linkage import SignatureList, read_signatures
from core.seal.make import SES_V4
from core.seal.markup import (
    SignatureMarkup,
    link_signatures,
    list_signature,
    new_signature_list,
    signature_xml,
)
from core.seal.placement import Placement, Size
from core.seal.ses import SESeal, parse_seal
from core.seal.tokens import is_over, parse_token

SIGNED_VALUE = "SignedValue.dat"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """What of a seal does not hang on the moment: places, digests, and the parts that are known already."""

    document: bytes
    seal: bytes
    signer: Certificate
    places: _Places
    stamps: tuple[tuple[int, Placement], ...]
    first_id: int
    parts: tuple[tuple[str, bytes], ...]
    digests: tuple[tuple[str, bytes], ...]
    grown: bytes
    record: ArchiveRecord

    def completed(self, now: datetime, permit: bytes) -> Prepared:
        record = replace(self.record, modified=now.astimezone(UTC).replace(microsecond=0), permit=permit).xml
        digests = (*self.digests, (f"/{self.places.record_part}", sm2.sm3(record)))
        xml = signature_xml(
            SignatureMarkup(
                references=digests,
                stamps=self.stamps,
                first_stamp_id=self.first_id + 1,
                seal_loc=f"/{self.places.seal_part}",
                signed_value_loc=f"/{self.places.signed_value_part}",
                signed_at=now,
            )
        )
        tbs = asn1.sequence(
            asn1.integer(SES_V4),
            self.seal,
            asn1.generalized_time(now),
            asn1.bit_string(sm2.sm3(xml)),
            asn1.encode(asn1.IA5_STRING, f"/{self.places.signature_part}".encode()),
        )
        return Prepared(
            document=self.document,
            parts=(
                *self.parts,
                (self.places.record_part, record),
                (self.places.signature_part, xml),
                (self.places.list_part, self.grown),
            ),
            signed_value_part=self.places.signed_value_part,
            signer_certificate=self.signer.raw,
            tbs=tbs,
            e=sm2.digest_e(self.signer.point or b"", tbs),
            sealed_at=now,
            draft=self,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A document that only lacks its signature.

    `tbs` is DER(TBS_Sign); `e`, its 32-byte digest with the signer's ZA, is what the signer is given.
    """

    document: bytes
    parts: tuple[tuple[str, bytes], ...]
    signed_value_part: str
    signer_certificate: bytes
    tbs: bytes
    e: bytes
    sealed_at: datetime
    draft: _Draft = field(repr=False)

    def under(self, permit: bytes, now: datetime) -> Prepared:
        """The same seal as of `now`, saying under which permit (`core.seal.permit_digest`) it is pressed."""
        return self.draft.completed(now, permit)


def page_sizes(document: bytes, limits: Limits = DEFAULT_LIMITS) -> tuple[Size, ...]:
    """The size of every page. Raises `OfdError`."""
    opened = open_ofd(document, limits)
    return tuple(Size(*opened.page_size(page)) for page in range(opened.page_count))


def prepare(
    document: bytes,
    *,
    seal: bytes,
    placements: Sequence[Placement],
    signer_certificate: bytes,
    now: datetime,
    limits: Limits = DEFAULT_LIMITS,
) -> Prepared:
    """Everything up to the signature: one SES v4 signature whose stamps are `placements`.

    `now` has a zone. Raises `OfdError` for a document that does not open, and of `SealError`
    `SealUnreadable`, `SealNotUsable`, `SignerNotInSeal`, `SignerUnfit`, `SignaturesProtected` and
    `DocumentNotSealable`.
    """
    if not placements:
        raise ValueError("a seal is pressed at least once")
    opened_seal, signer = parse_seal(seal), parse_certificate(signer_certificate)
    _refuse_seal(opened_seal, now)
    _refuse_signer(opened_seal, signer, now)
    opened = open_ofd(document, limits)
    signatures = _signatures_of(opened.package)
    places = _Places.of(opened, signatures)
    return _draft(
        opened, signatures, places, seal=opened_seal, signer=signer, placements=placements, now=now
    ).completed(now, permit=b"")


def require_usable(seal: SESeal, signer_certificate: bytes, now: datetime) -> None:
    """What `prepare` asks of seal and signer, for a signature that is not on an OFD.

    Raises `SealNotUsable`, `SignerNotInSeal`, `SignerUnfit`.
    """
    _refuse_seal(seal, now)
    _refuse_signer(seal, parse_certificate(signer_certificate), now)


def finish(prepared: Prepared, signature: tuple[int, int], time_stamp: bytes | None = None) -> bytes:
    """The sealed document, once the signer has answered `prepared.e` with (r, s).

    `time_stamp` is a token over that answer (`TimeStampRequest.of_signature`, `judge_time_stamp`).
    Raises `SignatureWrong` when the answer does not verify with the signer's certificate, and
    `TimeStampUnfit` when the token is of something else.
    """
    encoded = sm2.encode_signature(*signature)
    point = parse_certificate(prepared.signer_certificate).point
    if point is None or not sm2.verify_digest(point, prepared.e, encoded):
        raise SignatureWrong
    signed_value = asn1.sequence(
        prepared.tbs,
        asn1.octet_string(prepared.signer_certificate),
        asn1.oid(sm2.SM2_WITH_SM3),
        asn1.bit_string(encoded),
        *([] if time_stamp is None else [_stamp_field(time_stamp, encoded)]),
    )
    parts = {**dict(prepared.parts), prepared.signed_value_part: signed_value}
    return append_parts(prepared.document, parts, prepared.sealed_at.astimezone(UTC), packed=False)


def _stamp_field(token: bytes, stamped: bytes) -> bytes:
    try:
        read = parse_token(token)
    except SealUnreadable:
        raise TimeStampUnfit("unreadable") from None
    if not is_over(read, stamped):
        raise TimeStampUnfit("imprint")
    return asn1.explicit(0, asn1.bit_string(read.raw))


def _refuse_seal(seal: SESeal, now: datetime) -> None:
    name, start, end = seal.property.name, seal.property.valid_from, seal.property.valid_until
    if seal.version != SES_V4 or seal.faults or start is None or end is None:
        raise SealNotUsable(name, "version")
    maker = parse_certificate(seal.maker_certificate)
    if not sm2.verify_again(maker.point or b"", seal.signed_by_maker, seal.maker_signature):
        raise SealNotUsable(name, "maker_signature")
    if now < start:
        raise SealNotUsable(name, "not_yet_valid")
    if now > end:
        raise SealNotUsable(name, "expired")


def _refuse_signer(seal: SESeal, signer: Certificate, now: datetime) -> None:
    """Whether this certificate may press this seal now."""
    listed = seal.property
    if signer.raw not in listed.certificates and sm2.sm3(signer.raw) not in listed.certificate_digests:
        raise SignerNotInSeal(listed.name, signer.common_name)
    if signer.point is None:
        raise SignerUnfit(signer.common_name, "key")
    if not signer.may_sign:
        raise SignerUnfit(signer.common_name, "usage")
    if now < signer.not_before:
        raise SignerUnfit(signer.common_name, "not_yet_valid")
    if now > signer.not_after:
        raise SignerUnfit(signer.common_name, "expired")


def _signatures_of(package: Package) -> SignatureList:
    """The signatures there are, when another may be added."""
    if package.duplicates:
        raise DocumentNotSealable("duplicates", package.duplicates[0])
    if package.unsafe_names or package.look_alikes:
        raise DocumentNotSealable("names", (*package.unsafe_names, *package.look_alikes)[0])
    if package.encrypted:
        raise DocumentNotSealable("encrypted")
    torn = next(disagreements(package.data), None)
    if torn is not None:
        raise DocumentNotSealable("container", torn)
    signatures = read_signatures(package)
    if signatures.faults:
        raise DocumentNotSealable("signatures", signatures.faults[0])
    doubtful = (*signatures.unlinked, *signatures.ambiguous)
    if doubtful or len(signatures.list_parts) > 1:
        raise DocumentNotSealable("signatures", (*doubtful, *signatures.list_parts)[0])
    for signature in signatures.signatures:
        if any(reference.part in signatures.list_parts for reference in signature.references):
            raise SignaturesProtected(signature.signature_id)
    return signatures


@dataclass(frozen=True, slots=True, kw_only=True)
class _Places:
    """Names of the parts that this seal adds."""

    list_part: str
    signature_part: str
    seal_part: str
    signed_value_part: str
    record_part: str

    @classmethod
    def of(cls, opened: OfdDocument, signatures: SignatureList) -> _Places:
        base = f"{opened.folder}/Signs" if opened.folder else "Signs"
        taken = {name.casefold() for name in opened.package.names}
        number = 0
        while any(name.startswith(f"{base}/Sign_{number}/".casefold()) for name in taken):
            number += 1
        folder = f"{base}/Sign_{number}"
        listed = signatures.list_parts[0] if signatures.list_parts else f"{base}/Signatures.xml"
        return cls(
            list_part=listed,
            signature_part=f"{folder}/Signature.xml",
            seal_part=f"{folder}/Seal.esl",
            signed_value_part=f"{folder}/{SIGNED_VALUE}",
            record_part=f"{folder}/{RECORD}",
        )


def _digests(
    package: Package, changed: dict[str, bytes], excluded: set[str]
) -> tuple[tuple[str, bytes], ...]:
    """Location and SM3 of every part, as it will be, that the new signature protects."""
    digests = []
    for name in dict.fromkeys((*package.names, *changed)):
        if name in excluded:
            continue
        try:
            content = changed[name] if name in changed else package.read(name)
        except OfdError as error:
            raise DocumentNotSealable("unreadable", name) from error
        if name in package and package.find(f"/{name}") != name:
            raise DocumentNotSealable("names", name)
        digests.append((f"/{name}", sm2.sm3(content)))
    return tuple(digests)


def _draft(
    opened: OfdDocument,
    signatures: SignatureList,
    places: _Places,
    *,
    seal: SESeal,
    signer: Certificate,
    placements: Sequence[Placement],
    now: datetime,
) -> _Draft:
    """The parts stand in the order in which they are appended."""
    package = opened.package
    parts = {places.seal_part: seal.raw}
    if not signatures.list_parts:
        root_part = package.find("OFD.xml") or "OFD.xml"
        parts[root_part] = link_signatures(package.read(root_part), f"/{places.list_part}")
    first_id = signatures.highest_id + 1
    grown = _extended_list(package, signatures, places, first_id, first_id + len(placements))
    return _Draft(
        document=package.data,
        seal=seal.raw,
        signer=signer,
        places=places,
        stamps=tuple((opened.page_ids[placement.page], placement) for placement in placements),
        first_id=first_id,
        parts=tuple(parts.items()),
        digests=_digests(package, parts, {places.list_part}),
        grown=grown,
        record=ArchiveRecord.of(package.data, {**parts, places.list_part: grown}, places.list_part, now),
    )


def _extended_list(
    package: Package, signatures: SignatureList, places: _Places, signature_id: int, last_id: int
) -> bytes:
    if not signatures.list_parts:
        return new_signature_list(signature_id, f"/{places.signature_part}", last_id)
    listed = package.read(places.list_part)
    return list_signature(listed, signature_id, f"/{places.signature_part}", last_id)
