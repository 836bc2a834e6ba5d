"""The sample office's seals: issued with keys born here, and really pressed on what it has sealed."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from importlib import resources

import msgspec

from core.crypto import sm2, to_pem, write_private_key
from core.ids import content_address
from core.ofd import open_ofd, page_text
from core.office import (
    CUSTODIAN_ROLE,
    DocumentVersion,
    ESeal,
    FileFormat,
    LedgerEntry,
    SealAlarm,
    SealRequest,
    SealState,
)
from core.office.calendar import OFFICE_TIME
from core.seal import (
    Edge,
    Placement,
    SampleTrust,
    SealOrder,
    SealPicture,
    Size,
    finish,
    issue_sample_seals,
    page_sizes,
    place_on_date,
    place_on_keyword,
    prepare,
    straddle,
)
from gateway.data_folder import DataFolder, write_private
from gateway.errors import SampleUnusable
from gateway.service.sample_office.custody import (
    Pressing,
    alarms,
    confirmed,
    entry_of,
    own_key,
    past_requests,
    refused_entries,
    requests,
)
from gateway.service.sample_office.documents import ISSUED_STATES
from gateway.service.sample_office.shape import OfficeIn, SealIn
from gateway.service.sample_office.values import local, with_role
from gateway.store import BlobStore

_ORGANISATION = "青禾县"
_DONE = "成功"
_STRADDLE = "骑缝章"
_STATES = {"已注销": SealState.CANCELLED, "停用": SealState.SUSPENDED}


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleSeals:
    """What the seals of the sample office come to; `entries` are in order and not yet chained."""

    seals: Sequence[ESeal]
    requests: Sequence[SealRequest]
    entries: Sequence[LedgerEntry]
    alarms: Sequence[SealAlarm]
    versions: Mapping[str, Sequence[DocumentVersion]]


def issue(office: OfficeIn, folder: DataFolder, now: datetime) -> SampleTrust:
    """New keys, certificates and seals; trust and keys go into the data folder, never anywhere else."""
    names = {member.id: member.name for member in office.staff}
    orders = [
        SealOrder(
            seal_id=seal.id,
            name=seal.name,
            picture=_picture(seal),
            sealers=[seal.custodian],
            valid_from=_start_of(seal.valid_from),
            valid_until=_start_of(seal.valid_to) + timedelta(days=1, seconds=-1),
        )
        for seal in office.seals
    ]
    custodians = dict.fromkeys(seal.custodian for seal in office.seals)
    witnesses = [seal.witness for seal in office.seals if seal.witness is not None]
    signing = dict.fromkeys((*custodians, *witnesses, *with_role(office, CUSTODIAN_ROLE)))
    trust = issue_sample_seals(
        orders,
        sealers={person: names[person] for person in custodians}
        | {own_key(person): names[person] for person in signing},
        organisation=_ORGANISATION,
        now=now,
        randomness=secrets.token_bytes,
    )
    for name, content in trust.trust_files().items():
        place = folder.trust / name
        place.parent.mkdir(mode=0o700, exist_ok=True)
        write_private(place, content)
    write_private(folder.stamp_key, to_pem("PRIVATE KEY", write_private_key(trust.stamper.key)))
    write_private(folder.maker_key, to_pem("PRIVATE KEY", write_private_key(trust.maker_key)))
    write_private(folder.stamp_certificate, to_pem("CERTIFICATE", trust.stamper.certificate))
    for person, sealer in trust.sealers.items():
        write_private(
            folder.seal_keys / f"{person}.key", to_pem("PRIVATE KEY", write_private_key(sealer.key))
        )
        write_private(folder.seal_keys / f"{person}.crt", to_pem("CERTIFICATE", sealer.certificate))
    return trust


def press(
    office: OfficeIn,
    trust: SampleTrust,
    blobs: BlobStore,
    originals: Mapping[str, bytes],
    new_id: Callable[[], str],
) -> SampleSeals:
    """Press every seal that the sample office has used; `originals` are files by document."""
    current = dict(originals)
    versions: dict[str, list[DocumentVersion]] = {}
    uses: list[tuple[Pressing, bytes, bytes]] = []
    pressings = sorted(_pressings(office), key=lambda pressing: pressing.at)
    first = min((entry.seq for entry in office.seal_ledger), default=1) - _earlier(pressings, office)
    for pressing in pressings:
        before = current[pressing.document.id]
        placements = _placements(before, pressing)
        after = _pressed(before, pressing, placements, trust)
        current[pressing.document.id] = after
        pages = tuple(sorted({placement.page for placement in placements}))
        blobs.put(after)
        uses.append((replace(pressing, pages=pages), before, after))
        made = versions.setdefault(pressing.document.id, [])
        made.append(_version(pressing, after, number=len(made) + 2))
    files = {document: (originals[document], content) for document, content in current.items()}
    asked = {
        request.id: confirmed(request, office, pressings, trust)
        for request in (*requests(office, files, pressings), *past_requests(pressings, office, files))
    }
    entries = [
        entry_of(
            pressing,
            asked[pressing.request_id],
            before=before,
            after=after,
            trust=trust,
            entry_id=new_id(),
        )
        for pressing, before, after in uses
    ]
    entries += refused_entries(office, new_id)
    entries.sort(key=lambda entry: entry.used_at)
    return SampleSeals(
        seals=[_seal(seal, trust, blobs) for seal in office.seals],
        requests=list(asked.values()),
        entries=[msgspec.structs.replace(entry, sequence_no=max(first, 1)) for entry in entries],
        alarms=alarms(office, new_id),
        versions=versions,
    )


def _pressings(office: OfficeIn) -> Iterator[Pressing]:
    """What the ledger lists, and the seals of documents that were issued before it begins."""
    documents = {document.id: document for document in office.documents}
    seals = {seal.id: seal for seal in office.seals}
    requests = {request.document_id: request.id for request in office.seal_requests}
    for entry in office.seal_ledger:
        document = documents.get(entry.document_id or "")
        if entry.result != _DONE or document is None:
            continue
        yield Pressing(
            seal=seals[entry.seal_id],
            document=document,
            mode=entry.mode,
            at=local(entry.time),
            operator=entry.operator,
            witness=entry.witness,
            request_id=requests[document.id],
        )
    for document in office.documents:
        if document.state not in ISSUED_STATES or document.seal_mode != "seal":
            continue
        day = document.print_date or document.date
        for seal in office.seals:
            if day is not None and seal.owner_org_id in document.issuers and seal.type == "法定名称章":
                yield Pressing(
                    seal=seal,
                    document=document,
                    mode="落款章",
                    at=datetime.combine(day, time(16, 30), OFFICE_TIME),
                    operator=seal.custodian,
                    witness=seal.witness,
                    request_id=f"sr-{document.id}",
                )


def _earlier(pressings: Sequence[Pressing], office: OfficeIn) -> int:
    """How many uses precede the first that the sample's ledger lists."""
    begin = min((local(entry.time) for entry in office.seal_ledger), default=None)
    return 0 if begin is None else sum(pressing.at < begin for pressing in pressings)


def _pressed(
    document: bytes, pressing: Pressing, placements: Sequence[Placement], trust: SampleTrust
) -> bytes:
    sealer = trust.sealers[pressing.operator]
    prepared = prepare(
        document,
        seal=trust.seals[pressing.seal.id],
        placements=placements,
        signer_certificate=sealer.certificate,
        now=pressing.at,
    )
    signature = sm2.decode_signature(sm2.sign_digest(sealer.key, prepared.e))
    if signature is None:
        raise SampleUnusable("signature")
    return finish(prepared, signature)


def _placements(document: bytes, pressing: Pressing) -> Sequence[Placement]:
    size, sizes = Size(*pressing.seal.size_mm), page_sizes(document)
    if pressing.mode == _STRADDLE:
        return straddle(size, sizes, Edge.RIGHT)
    opened = open_ofd(document)
    texts = [page_text(opened.display(page)) for page in range(opened.page_count)]
    over_date = place_on_date(texts, size, sizes)
    if len(pressing.document.issuers) == 1:
        return [over_date]
    # Several organs sign above one date; annexes behind it may name them again.
    return [place_on_keyword(pressing.seal.name, texts[: over_date.page + 1], size, sizes)]


def _version(pressing: Pressing, content: bytes, *, number: int) -> DocumentVersion:
    return DocumentVersion(
        id=f"{pressing.document.id}-v{number}",
        blob=content_address(content),
        size=len(content),
        format=FileFormat.OFD,
        made_at=pressing.at,
        made_by=pressing.operator,
        sealed=True,
        note=pressing.mode,
    )


def _seal(seal: SealIn, trust: SampleTrust, blobs: BlobStore) -> ESeal:
    content = trust.seals[seal.id]
    width, height = seal.size_mm
    return ESeal(
        id=seal.id,
        name=seal.name,
        owner_org_id=seal.owner_org_id,
        seal_kind=seal.type,
        width_mm=width,
        height_mm=height,
        custodian_id=seal.custodian,
        witness_id=seal.witness,
        valid_from=seal.valid_from,
        valid_until=seal.valid_to,
        state=_STATES.get(seal.state, SealState.IN_USE),
        blob=blobs.put(content),
        size=len(content),
    )


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time(0), OFFICE_TIME)


def _picture(seal: SealIn) -> SealPicture:
    name = f"{seal.id}.png"
    try:
        content = resources.files("resources").joinpath("impressions", name).read_bytes()
    except OSError as error:
        raise SampleUnusable(f"impressions/{name}") from error
    width, height = seal.size_mm
    return SealPicture(format="PNG", data=content, width_mm=width, height_mm=height)
