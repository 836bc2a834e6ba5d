"""A seal on a PDF: a PAdES B-B signature with SM2, and the seal's picture where it stands.

The file grows by one revision (ISO 32000-1 12.8): what was in it stays as it was, earlier signatures too.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import algos, x509
from PIL import Image
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, InnerScaling, Margins, SimpleBoxLayoutRule
from pyhanko.sign import fields as pdf_fields
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from core.crypto import parse_certificate, sm2
from core.ofd.display import Box
from desktop.pdfseals.errors import PdfNotSealable, PdfUnreadable
from desktop.pdfseals.fields import page_box, signature_fields
from desktop.pdfseals.second_look import Runner
from desktop.pdfseals.sm2 import SM2_NAME, SM3_NAME, name_the_numbers
from desktop.pdfseals.structure import BROKEN

SIGNATURE_BYTES_RESERVED = 16 << 10
PICTURE_PIXELS_MAX = 16 << 20
_POINTS_PER_MM = 72 / 25.4
# Pillow would load its plug-ins at the first picture, when walls stand in the way.
Image.preinit()

SignE = Callable[[bytes], bytes]
"""From the 32-byte e to r||s."""


class SM2Signer(Signer):
    """pyHanko's signer over something that signs an e: a key in memory, or a token far away."""

    def __init__(self, certificate: bytes, chain: Sequence[bytes], sign_e: SignE) -> None:
        signer = x509.Certificate.load(certificate)
        store = SimpleCertificateStore()
        store.register_multiple([x509.Certificate.load(each) for each in chain])
        super().__init__(
            signing_cert=signer,
            cert_registry=store,
            signature_mechanism=algos.SignedDigestAlgorithm({"algorithm": SM2_NAME}),
        )
        point = parse_certificate(certificate).point
        if point is None:
            raise PdfNotSealable("not_sm2")
        self._point, self._sign_e = point, sign_e

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        if dry_run:
            return bytes(72)
        answer = self._sign_e(sm2.digest_e(self._point, data))
        return sm2.encode_signature(int.from_bytes(answer[:32], "big"), int.from_bytes(answer[32:], "big"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressing:
    """One seal to press: pages from 0, `box` in mm from the page's top left, `picture` a PNG or empty."""

    certificate: bytes
    page: int
    box: Box
    picture: bytes
    name: str
    now: datetime
    chain: tuple[bytes, ...] = ()
    """Certificates to enclose; whoever verifies ours has the authority's."""


def press_pdf(content: bytes, pressing: Pressing, sign_e: SignE, run: Runner) -> bytes:
    """The sealed file. Raises `PdfUnreadable` and `PdfNotSealable`."""
    name_the_numbers()
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(content))
        if writer.prev.encrypted:
            raise PdfUnreadable("encrypted")
        rectangle = _rectangle(writer.prev, pressing)
        taken = {field.name for field in signature_fields(writer.prev)}
    except BROKEN as error:
        raise PdfUnreadable("damaged") from error
    name = next(f"Seal{number}" for number in range(1, 10_000) if f"Seal{number}" not in taken)
    signer = PdfSigner(
        PdfSignatureMetadata(
            field_name=name,
            md_algorithm=SM3_NAME,
            subfilter=pdf_fields.SigSeedSubFilter.PADES,
            name=pressing.name,
        ),
        signer=SM2Signer(pressing.certificate, pressing.chain, sign_e),
        stamp_style=_style(pressing.picture),
        new_field_spec=pdf_fields.SigFieldSpec(name, box=rectangle, on_page=pressing.page),
    )
    try:
        sealed: bytes = run(_signed(signer, writer, pressing.now))
    except SigningError as error:
        raise PdfNotSealable("protected") from error
    except BROKEN as error:
        raise PdfNotSealable("structure") from error
    return sealed


async def _signed(signer: PdfSigner, writer: IncrementalPdfFileWriter, now: datetime) -> bytes:
    """As `PdfSigner.async_sign_pdf` does, at a time that is given."""
    session = signer.init_signing_session(writer)
    session.system_time = now
    document = session.prepare_tbs_document(
        validation_info=None, bytes_reserved=SIGNATURE_BYTES_RESERVED, appearance_text_params=None
    )
    digest, output = document.digest_tbs_document()
    # PAdES B-B: the time stands in /M, not among the signed attributes (ETSI EN 319 142-1 6.3).
    signed = await document.perform_signature(
        document_digest=digest.document_digest,
        pdf_cms_signed_attrs=PdfCMSSignedAttributes(signing_time=None),
    )
    await signed.post_signature_processing(output)
    return bytes(output.getvalue())


def _rectangle(reader: Any, pressing: Pressing) -> tuple[float, float, float, float]:
    """The box in user space. Raises `PdfNotSealable` for a page that is not there, or turned."""
    found = page_box(reader.root, pressing.page)
    if found is None:
        raise PdfNotSealable("page")
    edges, turn = found
    if turn:
        raise PdfNotSealable("turned")
    x, y, width, height = (each * _POINTS_PER_MM for each in pressing.box)
    left, top = edges[0] + x, edges[3] - y
    if x < 0 or y < 0 or left + width > edges[2] + 0.01 or top - height < edges[1] - 0.01:
        raise PdfNotSealable("outside")
    return left, top - height, left + width, top


def _style(picture: bytes) -> StaticStampStyle:
    fills = SimpleBoxLayoutRule(
        x_align=AxisAlignment.ALIGN_MID,
        y_align=AxisAlignment.ALIGN_MID,
        margins=Margins(0, 0, 0, 0),
        inner_content_scaling=InnerScaling.STRETCH_FILL,
    )
    image = _image(picture) if picture else None
    return StaticStampStyle(background=image, border_width=0, background_opacity=1.0, background_layout=fills)


def _image(picture: bytes) -> PdfImage:
    try:
        opened = Image.open(io.BytesIO(picture), formats=["PNG"])
        if opened.width * opened.height > PICTURE_PIXELS_MAX:
            raise PdfNotSealable("picture")
        return PdfImage(opened.convert("RGBA"))
    except (OSError, ValueError, SyntaxError) as error:
        raise PdfNotSealable("picture") from error
