"""A small office with its own test authority, and documents to seal: what the tests of seals share."""

from __future__ import annotations

import hashlib
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache

from core.crypto import der, parse_certificate, parse_crl, sm2
from core.ofd.display import Box
from core.seal import (
    Code,
    Placement,
    SampleTrust,
    SealOrder,
    SealPicture,
    Trust,
    finish,
    issue_sample_seals,
    prepare,
)
from core.seal.archive import RECORD

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
FROM, UNTIL = datetime(2025, 1, 1, tzinfo=UTC), datetime(2027, 12, 31, tzinfo=UTC)
NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
SIGNS = "Doc_0/Signs"
USUAL = frozenset({Code.NO_TIMESTAMP, Code.REPACKED})
"""What is found besides when the parts of a sealed document are put into an archive of their own."""


def randomness(seed: str = "office") -> Callable[[int], bytes]:
    """The same bytes at every run: a test that fails can be repeated."""
    count = 0

    def draw(length: int) -> bytes:
        nonlocal count
        count += 1
        return hashlib.shake_256(f"{seed} {count}".encode()).digest(length)

    return draw


def png(side: int = 8) -> bytes:
    rows = b"".join(b"\0" + b"\xd0\0\0\x80" * side for _ in range(side))

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


PICTURE = SealPicture(format="PNG", data=png(), width_mm=42, height_mm=42)


def order(seal_id: str, *sealers: str, until: datetime = UNTIL) -> SealOrder:
    return SealOrder(
        seal_id=seal_id,
        name="演示市人民政府办公室",
        picture=PICTURE,
        sealers=sealers,
        valid_from=FROM,
        valid_until=until,
    )


@cache
def office() -> SampleTrust:
    """Sealers u-1 and u-2 (u-3 lost the key), seals s-1 (of u-1), s-2 (of u-2 and u-3) and s-old."""
    return issue_sample_seals(
        [
            order("s-1", "u-1"),
            order("s-2", "u-2", "u-3"),
            order("s-old", "u-1", until=datetime(2025, 12, 31, tzinfo=UTC)),
        ],
        sealers={"u-1": "管印人", "u-2": "会签人", "u-3": "失钥人"},
        organisation="演示机关",
        now=datetime(2026, 11, 20, tzinfo=UTC),
        randomness=randomness(),
        revoked=["u-3"],
    )


@cache
def trust() -> Trust:
    made = office()
    return Trust(
        anchors=(parse_certificate(made.root_certificate),),
        intermediates=(parse_certificate(made.authority_certificate),),
        crls=tuple(parse_crl(crl) for crl in made.crls),
        trusted_makers=frozenset({made.maker_certificate}),
    )


def document_parts(pages: int = 2) -> dict[str, bytes]:
    """The parts of an unsealed document of A4 pages."""
    listed = "".join(
        f'<ofd:Page ID="{number + 1}" BaseLoc="Pages/Page_{number}/Content.xml"/>' for number in range(pages)
    )
    parts = {
        "OFD.xml": f'{DECLARATION}<ofd:OFD {NAMESPACE} Version="1.1" DocType="OFD"><ofd:DocBody>'
        "<ofd:DocInfo><ofd:DocID>00000000000000000000000000000001</ofd:DocID></ofd:DocInfo>"
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"{DECLARATION}<ofd:Document {NAMESPACE}><ofd:CommonData>"
        "<ofd:MaxUnitID>10</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>"
        f"</ofd:PageArea></ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
    }
    for number in range(pages):
        parts[f"Doc_0/Pages/Page_{number}/Content.xml"] = (
            f'{DECLARATION}<ofd:Page {NAMESPACE}><ofd:Content><ofd:Layer ID="{100 + number}"><ofd:PathObject'
            f' ID="{200 + number}" Boundary="20 20 100 100"><ofd:AbbreviatedData>M 0 0 L 50 {number}'
            "</ofd:AbbreviatedData></ofd:PathObject></ofd:Layer></ofd:Content></ofd:Page>"
        )
    return {name: text.encode() for name, text in parts.items()}


def zipped(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def unzipped(document: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(document: bytes, part: str, content: bytes | Callable[[bytes], bytes]) -> bytes:
    """The document with another content of one part, in a sound archive."""
    parts = unzipped(document)
    parts[part] = content(parts[part]) if callable(content) else content
    return zipped(parts)


def sealed(
    document: bytes,
    *placements: Placement,
    seal: str = "s-1",
    sealer: str = "u-1",
    now: datetime = NOW,
) -> bytes:
    made = office()
    prepared = prepare(
        document,
        seal=made.seals[seal],
        placements=placements or (Placement(0, Box(120, 200, 42, 42)),),
        signer_certificate=made.sealers[sealer].certificate,
        now=now,
    )
    numbers = sm2.decode_signature(sm2.sign_digest(made.sealers[sealer].key, prepared.e))
    assert numbers is not None
    return finish(prepared, numbers)


def sealed_but_for(document: bytes, *left_out: str) -> bytes:
    """The document with a seal of u-1, as another program presses it, whose digests leave these parts out."""
    made, sealer = office(), office().sealers["u-1"]
    whole = sealed(document)
    own = unzipped(whole)
    record = f"{SIGNS}/Sign_0/{RECORD}"
    del own[record]
    xml = own[f"{SIGNS}/Sign_0/Signature.xml"]
    for part in (record, *left_out):
        start = xml.index(f'<ofd:Reference FileRef="/{part}">'.encode())
        end = xml.index(b"</ofd:Reference>", start) + len(b"</ofd:Reference>")
        xml = xml[:start] + xml[end:]
    tbs = der.sequence(
        der.integer(4),
        made.seals["s-1"],
        der.generalized_time(NOW),
        der.bit_string(sm2.sm3(xml)),
        der.ia5_string(f"/{SIGNS}/Sign_0/Signature.xml"),
    )
    point = parse_certificate(sealer.certificate).point
    assert point is not None
    signed_value = der.sequence(
        tbs,
        der.octet_string(sealer.certificate),
        der.oid(sm2.SM2_WITH_SM3),
        der.bit_string(sm2.sign_digest(sealer.key, sm2.digest_e(point, tbs))),
    )
    signed = {f"{SIGNS}/Sign_0/Signature.xml": xml, f"{SIGNS}/Sign_0/SignedValue.dat": signed_value}
    return zipped({**own, **signed})
