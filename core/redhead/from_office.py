"""The sample office's records as documents to typeset (the shapes of resources/sample_office.json)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Date
from typing import Any

import msgspec

from core.ids import content_address
from core.redhead.errors import NoSuchPaper
from core.redhead.to_ofd import typeset_to_ofd
from core.redhead.values import (
    Annex,
    Block,
    Layout,
    Paragraph,
    ParagraphKind,
    RedHeadDocument,
    SealMode,
    Table,
)

_DEMO = "【演示】"
_OPEN_NUMBER = re.compile(r"\d+(?=号$)")
_ATTENDANCE = ("出席", "请假", "列席")


class SecrecyIn(msgspec.Struct, frozen=True):
    """`level` is a code of the dictionary, `period` a text such as 3年."""

    level: str = "none"
    period: str | None = None


class BlockIn(msgspec.Struct, frozen=True):
    """A paragraph, or with `type` table its header, rows and column weights."""

    type: str
    text: str = ""
    head: str = ""
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    weights: tuple[float, ...] = ()


class AnnexIn(msgspec.Struct, frozen=True):
    """An attachment with a text of its own, or one that is a `file` of resources/office.

    `issued` texts are what the document puts into force: they carry no 附件 label.
    """

    title: str
    id: str = ""
    body: tuple[BlockIn, ...] = ()
    file: str = ""
    issued: bool = False


class PaperIn(msgspec.Struct, frozen=True):
    """What a document, a received item and a meeting paper say about their text.

    `heading` is what stands over the text where the list shows a shorter `title`.
    """

    id: str
    title: str
    heading: str = ""
    layout: str = Layout.PAPER.value
    direction: str = ""
    organ_mark: str = ""
    doc_number: str | None = None
    doc_number_preview: str | None = None
    issuers: tuple[str, ...] = ()
    signer: tuple[str, ...] | None = None
    signature_title: str = ""
    recipients: tuple[str, ...] = ()
    body: tuple[BlockIn, ...] = ()
    attachments: tuple[str, ...] = ()
    annexes: tuple[AnnexIn, ...] = ()
    attendance: dict[str, tuple[str, ...]] = {}
    seal_mode: str = SealMode.NO_SEAL.value
    date: Date | None = None
    note: str | None = None
    cc: tuple[str, ...] = ()
    printer: str = ""
    print_date: Date | None = None
    secrecy: SecrecyIn = SecrecyIn()
    urgency: str = "none"
    copy_no: str | None = None
    file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One thing of the sample office that opens: typeset, or `file` of resources/office when it has one.

    `within` is the document, received item or agenda item that it belongs to, or its own id.
    """

    id: str
    title: str
    within: str
    file: str = ""


def papers(office: Mapping[str, Any]) -> tuple[Paper, ...]:
    """Everything that opens: documents and received items, each with its annex files, then meeting papers."""
    found: list[Paper] = []
    for record in (*office["documents"], *office["received"]):
        if record.get("body") or record.get("file") or _linked_body(record):
            found.append(
                Paper(
                    id=record["id"], title=record["title"], within=record["id"], file=record.get("file", "")
                )
            )
        found += [
            Paper(id=annex["id"], title=annex["title"], within=record["id"], file=annex["file"])
            for annex in record.get("annexes", ())
            if annex.get("file")
        ]
    for item, material in _materials(office):
        if material.get("body") or material.get("file"):
            title = f"{item['title']}：{material['title']}"
            found.append(
                Paper(id=material["id"], title=title, within=item["id"], file=material.get("file", ""))
            )
    return tuple(found)


def red_head_document(office: Mapping[str, Any], document_id: str) -> RedHeadDocument:
    """The record of that id as a document to typeset.

    Raises `NoSuchPaper` when there is none, or when it is a file, and msgspec's `ValidationError` for
    a record of another shape.
    """
    record = _record(office, document_id)
    paper = msgspec.convert(record, PaperIn)
    if not paper.body:
        raise NoSuchPaper(document=document_id)
    names = {person["id"]: person["name"] for person in office["staff"]}
    organs = {organ["id"]: organ["name"] for organ in office["organisations"]}
    return RedHeadDocument(
        layout=Layout(paper.layout),
        title=paper.heading or paper.title,
        organ_mark=tuple(paper.organ_mark.split("\n")) if paper.organ_mark else (),
        copy_no=paper.copy_no or "",
        secrecy_mark=secrecy_mark(office, paper.secrecy),
        urgency=_urgency(office, paper.urgency),
        doc_number=paper.doc_number or _OPEN_NUMBER.sub("\u3000", paper.doc_number_preview or ""),
        signers=tuple(names.get(signer, signer) for signer in paper.signer or ()),
        upward=paper.direction == "上行文",
        recipients=paper.recipients,
        body=tuple(map(_block, paper.body)),
        attachments=paper.attachments,
        attendance=tuple(
            (label, paper.attendance[label]) for label in _ATTENDANCE if label in paper.attendance
        ),
        organ_signatures=tuple(organs.get(issuer, issuer) for issuer in paper.issuers),
        signature_title=paper.signature_title,
        seal_mode=SealMode(paper.seal_mode),
        seal_mm=_seal_mm(office, paper.issuers),
        doc_date=paper.date,
        draft_year=int(office["meta"]["demo_today"][:4]),
        note=paper.note or "",
        annexes=tuple(_annex(annex) for annex in paper.annexes if annex.body),
        cc=paper.cc,
        print_organ=paper.printer,
        print_date=paper.print_date,
    )


def render_document(office: Mapping[str, Any], document_id: str) -> bytes:
    """OFD bytes of a document, received item or meeting paper; the same record gives the same bytes.

    Raises as `red_head_document`, and `UnsettableText`.
    """
    document = red_head_document(office, document_id)
    day = document.doc_date.isoformat() if document.doc_date else office["meta"]["demo_today"]
    return typeset_to_ofd(document, doc_id=content_address(document_id.encode())[:32], creation_date=day)


def secrecy_mark(office: Mapping[str, Any], secrecy: SecrecyIn) -> str:
    """密级★期限 under the 【演示】 rule: what is no state secret never carries the plain marking."""
    if secrecy.level == "none":
        return ""
    names = {level["code"]: level["name"] for level in office["dictionaries"]["secrecy_levels"]}
    period = f"★{secrecy.period}" if secrecy.period else ""
    return f"{_DEMO}{names[secrecy.level]}{period}"


def _record(office: Mapping[str, Any], document_id: str) -> Mapping[str, Any]:
    for record in (*office["documents"], *office["received"]):
        if record["id"] == document_id:
            target = _linked_body(record)
            return _record(office, target) if target else dict(record)
    for item, material in _materials(office):
        if material["id"] == document_id:
            return {"secrecy": item["secrecy"], "issuers": [item["reporter_org"]], **material}
    raise NoSuchPaper(document=document_id)


def _linked_body(record: Mapping[str, Any]) -> str:
    """A received item whose text is a document of the office names it by a 正文 link."""
    target: str = next((link["target"] for link in record.get("links", ()) if link["type"] == "正文"), "")
    return target


def _materials(office: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    for meeting in office["meetings"]:
        for item in meeting["agenda"]:
            for material in item["materials"]:
                if isinstance(material, Mapping):
                    yield item, material


def _block(block: BlockIn) -> Block:
    if block.type == "table":
        return Table(
            header=block.header, rows=block.rows, weights=block.weights or (1.0,) * len(block.header)
        )
    return Paragraph(ParagraphKind(block.type), block.text, block.head)


def _annex(annex: AnnexIn) -> Annex:
    return Annex(title=annex.title, body=tuple(map(_block, annex.body)), labelled=not annex.issued)


def _urgency(office: Mapping[str, Any], code: str) -> str:
    names = {level["code"]: level["name"] for level in office["dictionaries"]["urgency"] if level["order"]}
    return str(names.get(code, ""))


def _seal_mm(office: Mapping[str, Any], issuers: Sequence[str]) -> float:
    """The largest seal in force of the organs that sign."""
    sizes = [
        float(seal["diameter_mm"])
        for seal in office["seals"]
        if seal["owner_org_id"] in issuers and "diameter_mm" in seal and seal["state"] != "已注销"
    ]
    return max(sizes, default=42.0)
