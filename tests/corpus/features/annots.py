"""Annotations of every type (GB/T 33190 15) and the stamps of signatures (18)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime

from core.crypto import Sm2PrivateKey, der, sm2
from core.crypto.issue import Authority, encode_name, issue_certificate
from core.crypto.sm2 import SECRET_RANDOMNESS_BYTES, PlainPython
from core.ofd import OfdDocument
from core.ofd.display import Box
from core.ofd.package import Package
from core.seal import Placement, SealMaker, SealPicture, finish, make_seal, prepare
from tests.corpus.features import pictures
from tests.corpus.features.package import (
    Feature,
    Parts,
    Sheet,
    frame,
    group,
    image_object,
    label,
    media,
    ofd,
    parts_of,
    patch,
    path_object,
    square,
    xml,
    zipped,
)

_RED, _GREEN, _BLUE, _YELLOW = "220 30 30", "20 150 60", "30 60 210", "255 240 0"


# -- annotations


def _annot(kind: str, appearance: str, box: tuple[float, ...] | None, **attributes: object) -> str:
    given = "".join(f' {key}="{value}"' for key, value in attributes.items())
    area = "" if box is None else f' Boundary="{" ".join(f"{value:g}" for value in box)}"'
    return (
        f'<ofd:Annot ID="?" Type="{kind}" Creator="feature" LastModDate="2026-01-01"{given}>'
        f"<ofd:Remark>{kind}</ofd:Remark><ofd:Appearance{area}>{appearance}</ofd:Appearance></ofd:Annot>"
    )


def _annotated(title: str, body: str, annots: str) -> bytes:
    files = {
        "Doc_0/Annots/Annotations.xml": xml(
            "Annotations", '<ofd:Page PageID="2"><ofd:FileLoc>Page_0.xml</ofd:FileLoc></ofd:Page>'
        ),
        "Doc_0/Annots/Page_0.xml": xml("PageAnnot", annots),
        "Doc_0/Res/card.png": pictures.png(pictures.card(32, 24)),
    }
    return ofd(
        Sheet(
            title=title,
            body=body,
            document="<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>",
            resources=group("MultiMedias", media(30, "card.png")),
            files=files,
        )
    )


def _types() -> bytes:
    line = path_object((0, 0, 26, 10), "M 1 8 L 25 8", stroke=_BLUE, LineWidth="0.5")
    link = (
        '<ofd:Actions><ofd:Action Event="CLICK"><ofd:URI URI="http://127.0.0.1/"/></ofd:Action></ofd:Actions>'
    )
    underline = path_object((0, 0, 26, 10), "M 1 8 L 25 8", stroke=_BLUE, LineWidth="0.5", inner=link)
    ink = path_object(
        (0, 0, 40, 14), "M 2 10 B 8 0 12 0 14 8 B 16 14 24 12 28 4 L 38 9", stroke=_RED, LineWidth="0.8",
        Cap="Round", Join="Round",
    )  # fmt: skip
    note = image_object((0, 0, 20, 15), 30)
    water = patch(0, 0, 90, 14, f'Value="{_GREEN}" Alpha="60"') + label(4, 9, "WATERMARK", size=6, Alpha="90")
    annots = (
        _annot("Link", underline, (4, 12, 26, 10))
        + _annot("Path", ink, (50, 12, 40, 14))
        + _annot("Highlight", patch(0, 0, 34, 6, _YELLOW), (4, 27, 34, 6))
        + _annot("Stamp", note, (60, 28, 20, 15))
        + _annot("Watermark", water, (5, 50, 90, 14))
        + _annot("Other", line, (4, 38, 26, 10), Subtype="Underline")
    )
    body = label(6, 18, "LINK") + label(44, 12, "PATH") + label(6, 31, "HIGHLIGHTED") + label(44, 32, "STAMP")
    body += label(6, 44, "NO TYPE OF THE LIST") + label(10, 62, "TEXT UNDER THE WATERMARK")
    return _annotated("ANNOTATION TYPES 15", body, annots)


def _visibility() -> bytes:
    box = (0, 0, 24, 12)
    cases: tuple[tuple[str, dict[str, object]], ...] = (
        ("ABSENT", {}),
        ("VISIBLE FALSE", {"Visible": "false"}),
        ("PRINT FALSE", {"Print": "false"}),
        ("NOZOOM", {"NoZoom": "true"}),
        ("NOROTATE", {"NoRotate": "true"}),
        ("READONLY FALSE", {"ReadOnly": "false"}),
    )
    body, annots = "", ""
    for number, (name, given) in enumerate(cases):
        x, y = 4 + number % 3 * 32, 16 + number // 3 * 26
        body += label(x, y - 1, name) + frame(x, y, 24, 12)
        annots += _annot("Path", patch(*box, _GREEN), (x, y, 24, 12), **given)
    return _annotated("VISIBLE, PRINT 15", body, annots)


def _prints(document: OfdDocument) -> bool:
    found = document.display(0).annotations
    return len(found) == 5 and [annotation.prints for annotation in found] == [True, False, True, True, True]


def _places() -> bytes:
    block, end = '<ofd:PageBlock ID="?">', "</ofd:PageBlock>"
    nested = f"{block * 2}{patch(4, 3, 10, 6, _RED)}{end * 2}"
    darken = path_object((0, 0, 24, 12), square(24, 12), fill="120 200 255")
    annots = (
        _annot("Path", nested, (10, 14, 24, 12))
        + _annot("Path", patch(60, 17, 10, 6, _BLUE), None)
        + _annot("Highlight", patch(0, 0, 24, 12, _YELLOW), (10, 42, 24, 12))
        + _annot("Path", darken, (42, 42, 24, 12), BlendMode="Darken")
        + _annot("Path", darken, (72, 42, 24, 12))
    )
    body = label(4, 12, "NESTED, AT 14 17") + frame(14, 17, 10, 6)
    body += label(54, 12, "NO BOUNDARY: PAGE") + frame(60, 17, 10, 6)
    for x, name in ((10, "MULTIPLY"), (42, "DARKEN"), (72, "NORMAL")):
        body += label(x, 40, name) + patch(x + 4, 44, 8, 8, _RED) + patch(x + 12, 44, 8, 8, "0 0 0")
    return _annotated("APPEARANCE, BLENDING 15", body, annots)


# -- seals


_NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)
_UNTIL = datetime(2036, 3, 1, tzinfo=UTC)
_SIDE = 40


def _seeded(name: str) -> Sm2PrivateKey:
    """A key that everybody can compute: for tests alone."""
    return Sm2PrivateKey.from_randomness(
        hashlib.shake_256(b"feature " + name.encode()).digest(SECRET_RANDOMNESS_BYTES)
    )


def _settled(signed: bytes, key: Sm2PrivateKey) -> bytes:
    """A certificate or seal, signed anew without randomness: its last item signs its first."""
    items = [element.raw for element in der.parse(signed).items()]
    e = sm2.digest_e(key.point, items[0])
    return der.sequence(*items[:-1], der.bit_string(PlainPython().signing(key.secret, key.point)(e)))


def _certificate(authority: Authority, common_name: str, key: Sm2PrivateKey, serial: int) -> bytes:
    made = issue_certificate(
        authority,
        subject=encode_name(common_name=common_name),
        point=key.point,
        serial=serial,
        not_before=_NOW,
        not_after=_UNTIL,
    )
    return _settled(made, authority.key)


def _sealed(sheet: Sheet, kind: str, picture: bytes, places: list[tuple[Box, Box | None]]) -> bytes:
    """The sheet sealed by core.seal with a test key; each place is a boundary and a clip relative to it."""
    authority = Authority(name=encode_name(common_name="Feature test CA"), key=_seeded("CA"))
    signer, maker = _seeded("signer"), _seeded("maker")
    certificate = _certificate(authority, "Feature signer", signer, 2)
    maker_certificate = _certificate(authority, "Feature maker", maker, 3)
    seal = make_seal(
        SealMaker(certificate=maker_certificate, key=maker),
        seal_id="FEATURE-1",
        name="Feature seal",
        picture=SealPicture(format=kind, data=picture, width_mm=24, height_mm=24),
        signers=[certificate],
        created_at=_NOW,
        valid_from=_NOW,
        valid_until=_UNTIL,
    )
    prepared = prepare(
        ofd(sheet),
        seal=_settled(seal, maker),
        placements=[Placement(0, boundary, clip) for boundary, clip in places],
        signer_certificate=certificate,
        now=_NOW.replace(hour=9),
    )
    numbers = sm2.decode_signature(PlainPython().signing(signer.secret, signer.point)(prepared.e))
    if numbers is None:
        raise ValueError("our own signature does not decode")
    package = Package(finish(prepared, numbers))
    return zipped({name: package.read(name) for name in sorted(package.names, key=_order)})


def _order(name: str) -> tuple[bool, str]:
    return name != "OFD.xml", name


def _ring(side: int = _SIDE) -> pictures.Picture:
    """A red ring with a cross bar and a dot at the top left, on white: every turn of it looks different."""

    def pixel(x: int, y: int) -> pictures.Rgb:
        dx, dy = x - (side - 1) / 2, y - (side - 1) / 2
        distance = (dx * dx + dy * dy) ** 0.5
        inside = 0.38 * side <= distance <= 0.48 * side or (abs(dy) < 0.05 * side and distance < 0.38 * side)
        dot = ((dx + 0.12 * side) ** 2 + (dy + 0.18 * side) ** 2) ** 0.5 < 0.08 * side
        return (230, 0, 18) if inside or dot else pictures.WHITE

    return [[pixel(x, y) for x in range(side)] for y in range(side)]


_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><g fill="none" stroke="#e60012">'
    '<circle cx="20" cy="20" r="17.2" stroke-width="4"/><path d="M4.8 20H35.2" stroke-width="4"/></g>'
    '<circle cx="15.2" cy="12.8" r="3.2" fill="#e60012"/></svg>'
)


def _nested_ofd() -> bytes:
    """A seal as a package of its own: its first page, without paper."""
    ring = (
        path_object(
            (0, 0, 24, 24), "M 12 1.7 A 10.3 10.3 0 1 1 11.99 1.7 C", stroke="230 0 18", LineWidth="2.4"
        )
        + patch(2.9, 10.8, 18.2, 2.4, "230 0 18")
        + path_object((0, 0, 24, 24), "M 9.1 5.8 A 1.9 1.9 0 1 1 9.09 5.8 C", fill="230 0 18")
    )
    layers = f'<ofd:Layer ID="?">{ring}</ofd:Layer>'
    return ofd(Sheet(title="", layers=layers, area="<ofd:PhysicalBox>0 0 24 24</ofd:PhysicalBox>"))


def _under(title: str) -> Sheet:
    """Text and colour for a seal to lie over: a black bar and a green one must show through."""
    body = "".join(
        label(4, 16 + line * 6, "TEXT UNDER THE SEAL STAYS READABLE", size=3.4) for line in range(8)
    )
    body += patch(50, 10, 30, 5, "0 0 0") + patch(50, 48, 30, 5, _GREEN)
    return Sheet(title=title, body=body)


_WHOLE: list[tuple[Box, Box | None]] = [
    (Box(8, 22, 24, 24), None),
    (Box(54, 12, 24, 24), None),
    (Box(54, 42, 24, 24), None),
]


def _seal_files() -> Iterator[tuple[str, str, bytes]]:
    yield "png", "PNG", pictures.png(_ring(), white_is_clear=True)
    yield "png-white", "PNG", pictures.png(_ring())
    yield "bmp", "BMP", pictures.bmp(_ring())
    yield "gif", "bmp", pictures.gif(_ring(), white_is_clear=True)
    yield "jpg", "JPG", pictures.jpeg(_ring(80), "ycc")
    yield "svg", "SVG", _SVG.encode()
    yield "ofd", "ofd", _nested_ofd()


def _seal_feature(name: str, kind: str, picture: bytes) -> Feature:
    told = " (declared BMP)" if (name, kind) == ("gif", "bmp") else ""
    return Feature(
        name=f"seal-{name}",
        clause="18.2",
        expected=f"three rings with bar and dot from a {name.upper()}{told}, multiplied: the text and"
        f" the bars"
        " under them stay, no white box",
        build=lambda: _sealed(_under(f"SEAL AS {name.upper()} 18.2"), kind, picture, _WHOLE),
        facts=lambda document: len(document.display(0).stamps) == 3,
    )


def _clipped() -> bytes:
    half: list[tuple[Box, Box | None]] = [
        (Box(88, 23, 24, 24), Box(0, 0, 12, 24)),
        (Box(-12, 23, 24, 24), Box(12, 0, 12, 24)),
        (Box(38, -12, 24, 24), Box(0, 12, 24, 12)),
        (Box(38, 58, 24, 24), Box(0, 0, 24, 12)),
        (Box(38, 24, 24, 24), Box(6, 6, 12, 12)),
    ]
    body = "".join(label(14, 18 + line * 7, "TEXT UNDER THE SEALS", size=3.4) for line in range(6))
    return _sealed(
        Sheet(title="", body=body),
        "PNG",
        pictures.png(_ring(), white_is_clear=True),
        half,
    )


def _two_seals() -> bytes:
    """A seal whose stamp reaches past the page without a Clip, and one that is stretched."""
    places: list[tuple[Box, Box | None]] = [(Box(86, 20, 24, 24), None), (Box(10, 20, 48, 16), None)]
    return _sealed(
        _under("SEAL PAST THE EDGE, STRETCHED 18.2"),
        "PNG",
        pictures.png(_ring(), white_is_clear=True),
        places,
    )


def _picture_missing() -> bytes:
    """A seal whose picture nobody can decode: the stamp is told of, the page is drawn."""
    return _sealed(_under("SEAL WITHOUT A PICTURE 18.2"), "PNG", b"no picture", _WHOLE[:1])


def _seal_beside() -> bytes:
    """A signature without a seal in its value, and the seal beside it."""
    sealed = _sealed(_under("SEAL IN A FILE OF ITS OWN 18.2"), "PNG", pictures.png(_ring()), _WHOLE[:1])
    package = Package(sealed)
    parts = {name: package.read(name) for name in package.names}
    value = next(name for name in parts if name.endswith("SignedValue.dat"))
    return zipped({**parts, value: der.sequence(der.integer(1), der.integer(1))})


def _imitation() -> bytes:
    body = label(4, 20, "A PICTURE OF A SEAL IS NO SEAL") + image_object((30, 30, 24, 24), 30)
    parts: Parts = parts_of(
        Sheet(
            title="PICTURE, NOT A SEAL 18",
            body=body,
            resources=group("MultiMedias", media(30, "ring.png")),
            files={"Doc_0/Res/ring.png": pictures.png(_ring(), white_is_clear=True)},
        )
    )
    return zipped(parts)


FEATURES = (
    Feature(
        name="annot-types",
        clause="15",
        expected="a blue line under LINK; a red ink line; yellow multiplied over black letters; the"
        " card; a pale"
        " green band over the text; an underline of a type of its own",
        build=_types,
        facts=lambda document: len(document.display(0).links) == 1,
    ),
    Feature(
        name="annot-visible",
        clause="15",
        expected="five green rectangles; Visible false leaves its frame empty; Print false is shown",
        build=_visibility,
        facts=_prints,
    ),
    Feature(
        name="annot-appearance",
        clause="15",
        expected="red and blue fill their frames; multiplied yellow turns red to red and black to"
        " black; darkened"
        " and normal blue",
        build=_places,
    ),
    *(_seal_feature(*found) for found in _seal_files()),
    Feature(
        name="seal-clip",
        clause="18.2",
        expected="the left half at the right edge, the right half at the left, the lower half at the top, the"
        " upper half at the bottom, and the middle quarter in the middle",
        build=_clipped,
    ),
    Feature(
        name="seal-edge",
        clause="18.2",
        expected="a ring cut by the page's edge; a ring stretched to 48 × 16 mm",
        build=_two_seals,
    ),
    Feature(
        name="seal-no-picture",
        clause="18.2",
        expected="the page without a seal, and a warning",
        build=_picture_missing,
        warnings=frozenset({"stamp.no_picture"}),
    ),
    Feature(
        name="seal-beside",
        clause="18.2",
        expected="three rings with bar and dot from the seal's own file, because the signed value holds none",
        build=_seal_beside,
        warnings=frozenset({"stamp.picture_of_seal_file"}),
    ),
    Feature(
        name="seal-imitation",
        clause="18",
        expected="the picture is drawn; the document has no signature and no stamp",
        build=_imitation,
        facts=lambda document: not document.signatures and not document.display(0).stamps,
    ),
)
