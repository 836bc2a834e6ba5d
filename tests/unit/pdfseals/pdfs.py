"""PDFs for tests: blank ones, sealed by the test office, and what somebody did to them afterwards."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Callable
from datetime import datetime
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer
from pyhanko.sign import fields
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, cms_embedder, pdf_byterange

from core.crypto import Sm2PrivateKey, der, parse_certificate, sm2
from core.ofd.display import Box
from desktop.pdfseals.pressing import Pressing, SM2Signer, _signed, press_pdf
from desktop.pdfseals.sm2 import name_the_numbers
from tests.unit.seal.office import NOW, office, png

BOX = Box(100, 200, 42, 42)
NAME = generic.NameObject


def run(coroutine: Any) -> Any:
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(coroutine)
    finally:
        loop.close()


def blank(pages: int = 2) -> bytes:
    """Pages of A4 with a line of text each."""
    kids = " ".join(f"{3 + 2 * number} 0 R" for number in range(pages))
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {pages} /Kids [{kids}] >>".encode(),
    ]
    for number in range(pages):
        text = f"BT 72 720 Td (Page {number + 1}) Tj ET".encode()
        facts = f"/Parent 2 0 R /MediaBox [0 0 595.28 841.89] /Contents {4 + 2 * number} 0 R"
        bodies.append(f"<< /Type /Page {facts} >>".encode())
        bodies.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text))
    out, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(bodies, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, table)
    return bytes(out)


def sealed(
    document: bytes, sealer: str = "u-1", *, page: int = 0, now: datetime = NOW, **changes: Any
) -> bytes:
    made = office()
    key = made.sealers[sealer].key
    pressing = Pressing(
        certificate=made.sealers[sealer].certificate,
        chain=(made.authority_certificate,),
        page=page,
        box=changes.get("box", BOX),
        picture=changes.get("picture", png()),
        name="演示市人民政府办公室",
        now=now,
    )

    return press_pdf(document, pressing, _signing(key), run)


def certified(document: bytes) -> bytes:
    """Sealed so that nothing may be added afterwards (DocMDP 1)."""
    sealer, name = office().sealers["u-1"], "Certified"
    signer = PdfSigner(
        PdfSignatureMetadata(
            field_name=name,
            md_algorithm="sm3",
            subfilter=fields.SigSeedSubFilter.PADES,
            certify=True,
            docmdp_permissions=fields.MDPPerm.NO_CHANGES,
        ),
        signer=SM2Signer(sealer.certificate, (), _signing(sealer.key)),
        new_field_spec=fields.SigFieldSpec(name, box=(283, 455, 402, 574), on_page=0),
    )
    name_the_numbers()
    return bytes(run(_signed(signer, IncrementalPdfFileWriter(io.BytesIO(document)), NOW)))


def _signing(key: Sm2PrivateKey) -> Callable[[bytes], bytes]:
    def sign_e(e: bytes) -> bytes:
        numbers = sm2.decode_signature(sm2.sign_digest(key, e))
        assert numbers is not None
        return b"".join(number.to_bytes(32, "big") for number in numbers)

    return sign_e


def updated(document: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """The document with one revision more."""
    writer = IncrementalPdfFileWriter(io.BytesIO(document))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def encrypted(document: bytes) -> bytes:
    """The document behind a password."""
    writer = copy_into_new_writer(PdfFileReader(io.BytesIO(document)))
    writer.encrypt(owner_pass="owner", user_pass="user")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def page_replaced(writer: IncrementalPdfFileWriter) -> None:
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    stream = generic.StreamObject(stream_data=b"BT 72 720 Td (CHANGED) Tj ET")
    page[NAME("/Contents")] = writer.add_object(stream)
    writer.update_container(page)


def annotated(writer: IncrementalPdfFileWriter) -> None:
    """A note drawn over the seal."""
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    note = generic.DictionaryObject(
        {
            NAME("/Type"): NAME("/Annot"),
            NAME("/Subtype"): NAME("/Square"),
            NAME("/Rect"): generic.ArrayObject(generic.NumberObject(each) for each in (280, 150, 420, 290)),
        }
    )
    page["/Annots"].append(writer.add_object(note))
    writer.update_container(page["/Annots"])
    writer.update_container(page)


def signature_removed(writer: IncrementalPdfFileWriter) -> None:
    """The field keeps its place and loses its signature."""
    field = writer.root["/AcroForm"]["/Fields"][0].get_object()
    del field["/V"]
    writer.update_container(field)


def form_removed(writer: IncrementalPdfFileWriter) -> None:
    """The form no longer names the field; the page still shows it."""
    del writer.root["/AcroForm"]
    writer.update_root()


def with_field(document: bytes, name: str = "amount", kind: str = "/Tx") -> bytes:
    """The document with a field of a form on its first page."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        _field_added(writer, name, kind, shown=True)

    return updated(document, change)


def field_filled_in(writer: IncrementalPdfFileWriter) -> None:
    field = _field_named(writer, "amount")
    field[NAME("/V")] = generic.pdf_string("900")
    field[NAME("/AP")] = _appearance(writer, b"BT 0 0 Td (900) Tj ET")
    writer.update_container(field)


def field_drawn_anew(writer: IncrementalPdfFileWriter) -> None:
    """The value stays, what is shown of it does not."""
    stream = _field_named(writer, "amount")["/AP"].raw_get("/N").get_object()
    stream._data = b"BT 0 0 Td (900) Tj ET"
    stream._encoded_data = None
    writer.update_container(stream)


def drawn_from_values(writer: IncrementalPdfFileWriter) -> None:
    writer.root["/AcroForm"][NAME("/NeedAppearances")] = generic.BooleanObject(True)
    writer.update_container(writer.root["/AcroForm"])


def unsigned_field_drawn_over(writer: IncrementalPdfFileWriter) -> None:
    """A field for a signature that nobody makes, with a picture that covers the page's text."""
    _field_added(writer, "Empty", "/Sig", shown=True)


def unsigned_field_added(writer: IncrementalPdfFileWriter) -> None:
    _field_added(writer, "Empty", "/Sig", shown=False)


def text_field_added(writer: IncrementalPdfFileWriter) -> None:
    _field_added(writer, "Over", "/Tx", shown=True)


def titled(writer: IncrementalPdfFileWriter) -> None:
    title = generic.DictionaryObject({NAME("/Title"): generic.pdf_string("another")})
    writer.set_info(writer.add_object(title))


def _field_named(writer: IncrementalPdfFileWriter, name: str) -> Any:
    fields = (each.get_object() for each in writer.root["/AcroForm"]["/Fields"])
    return next(field for field in fields if field["/T"] == name)


def _appearance(writer: IncrementalPdfFileWriter, drawing: bytes) -> generic.DictionaryObject:
    facts = {
        NAME("/Type"): NAME("/XObject"),
        NAME("/Subtype"): NAME("/Form"),
        NAME("/BBox"): _numbers(0, 0, 300, 100),
    }
    stream = generic.StreamObject(dict_data=facts, stream_data=drawing)
    return generic.DictionaryObject({NAME("/N"): writer.add_object(stream)})


def _numbers(*values: float) -> generic.ArrayObject:
    return generic.ArrayObject(generic.FloatObject(each) for each in values)


def _field_added(writer: IncrementalPdfFileWriter, name: str, kind: str, *, shown: bool) -> None:
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    field = generic.DictionaryObject(
        {
            NAME("/Type"): NAME("/Annot"),
            NAME("/Subtype"): NAME("/Widget"),
            NAME("/FT"): NAME(kind),
            NAME("/T"): generic.pdf_string(name),
            NAME("/Rect"): _numbers(72, 700, 372, 800),
            NAME("/F"): generic.NumberObject(4),
        }
    )
    if shown:
        field[NAME("/AP")] = _appearance(writer, b"1 g 0 0 300 100 re f")
    added = writer.add_object(field)
    if "/Annots" not in page:
        page[NAME("/Annots")] = writer.add_object(generic.ArrayObject())
    page["/Annots"].append(added)
    writer.update_container(page["/Annots"])
    writer.update_container(page)
    if "/AcroForm" not in writer.root:
        writer.root[NAME("/AcroForm")] = writer.add_object(
            generic.DictionaryObject({NAME("/Fields"): generic.ArrayObject()})
        )
        writer.update_root()
    writer.root["/AcroForm"]["/Fields"].append(added)
    writer.update_container(writer.root["/AcroForm"])


class _Placeholder(pdf_byterange.PdfSignedData):
    def __init__(self, sub_filter: str, room: int) -> None:
        named = type("SubFilter", (), {"value": generic.pdf_name(f"/{sub_filter}")})()
        super().__init__(
            obj_type=generic.pdf_name("/Sig"), subfilter=named, timestamp=None, bytes_reserved=room
        )
        self[generic.pdf_name("/Filter")] = generic.pdf_name("/GM.PKILite")


def with_value(document: bytes, value: Callable[[bytes], bytes], sub_filter: str = "GM.sm2seal") -> bytes:
    """A signature of a vendor's type; `value` makes it from the SM3 digest of the covered bytes."""
    writer = IncrementalPdfFileWriter(io.BytesIO(document))
    spec = fields.SigFieldSpec("Seal1", box=(283, 155, 402, 274), on_page=0)
    steps = cms_embedder.PdfCMSEmbedder(new_field_spec=spec).write_cms(field_name="Seal1", writer=writer)
    next(steps)
    steps.send(cms_embedder.SigObjSetup(sig_placeholder=_Placeholder(sub_filter, 32 << 10)))
    digest, out = steps.send(cms_embedder.SigIOSetup(md_algorithm="sm3", in_place=False))
    steps.send(value(digest.document_digest))
    done: bytes = out.getvalue()
    return done


def ses_value(sealer: str = "u-1", seal: str = "s-1", now: datetime = NOW) -> Callable[[bytes], bytes]:
    """A seal signature of GB/T 38540 over a document's digest."""
    made = office()

    def value(digest: bytes) -> bytes:
        signer = made.sealers[sealer]
        point = parse_certificate(signer.certificate).point
        assert point is not None
        tbs = der.sequence(
            der.integer(4),
            made.seals[seal],
            der.generalized_time(now),
            der.bit_string(digest),
            der.ia5_string("/Seal1"),
        )
        return der.sequence(
            tbs,
            der.octet_string(signer.certificate),
            der.oid(sm2.SM2_WITH_SM3),
            der.bit_string(sm2.sign_digest(signer.key, sm2.digest_e(point, tbs))),
        )

    return value
