"""Pictures of every format, masks, substitutions and borders (GB/T 33190 10)."""

from __future__ import annotations

from collections.abc import Mapping

from tests.corpus.features import pictures
from tests.corpus.features.package import (
    Feature,
    Sheet,
    colour,
    frame,
    group,
    image_object,
    label,
    media,
    ofd,
    patch,
)


def _gallery(title: str, files: Mapping[str, bytes], *, form: str = "") -> bytes:
    """The files side by side, each as large as the other, on grey so that what is clear can be seen."""
    body, entries, parts = patch(0, 8, 100, 62, "215 215 215"), [], {}
    for number, (name, content) in enumerate(files.items()):
        x, y = 4 + number % 3 * 32, 14 + number // 3 * 28
        body += label(x, y - 1, name.split(".")[0].replace("_", " "), size=2.3)
        body += image_object((x, y, 28, 21), 30 + number)
        entries.append(media(30 + number, name, form=form))
        parts[f"Doc_0/Res/{name}"] = content
    return ofd(Sheet(title=title, body=body, resources=group("MultiMedias", *entries), files=parts))


def _png() -> bytes:
    card = pictures.card(32, 24)
    clear = [[pictures.WHITE if pixel == pictures.PALE else pixel for pixel in row] for row in card]
    files = {
        "RGB.png": pictures.png(card),
        "RGBA.png": pictures.png(clear, white_is_clear=True),
        "16_BITS.png": pictures.png_16(card),
        "PALETTE_TRNS.png": pictures.png_palette(card),
        "1_BIT.png": pictures.png_bits(pictures.mark()),
    }
    return _gallery("PNG 10", files)


def _bmp() -> bytes:
    card = pictures.card(32, 24)
    files = {
        "24_BITS.bmp": pictures.bmp(card),
        "32_BITS.bmp": pictures.bmp_32(card),
        "1_BIT.bmp": pictures.bmp_bits(pictures.mark()),
        "GIF.gif": pictures.gif(card),
        "GIF_CLEAR.gif": pictures.gif(
            [[pictures.WHITE if pixel == pictures.PALE else pixel for pixel in row] for row in card],
            white_is_clear=True,
        ),
    }
    return _gallery("BMP AND GIF 10", files)


def _tiff() -> bytes:
    card = pictures.card(32, 24)
    files = {
        "RGB.tif": pictures.tiff(card),
        "PACKBITS.tif": pictures.tiff_packbits(card),
        "CMYK.tif": pictures.tiff_cmyk(card),
        "CCITT_G4.tif": pictures.tiff_fax(pictures.mark()),
    }
    return _gallery("TIFF 10", files, form="TIFF")


def _jpeg() -> bytes:
    card = pictures.card(96, 72)
    files = {
        f"{name}.jpg": pictures.jpeg(card, model)
        for name, model in (("GRAY", "gray"), ("YCC", "ycc"), ("CMYK_ADOBE", "cmyk"), ("YCCK_ADOBE", "ycck"))
    }
    return _gallery("JPEG 10", files, form="JPEG")


def _jbig2() -> bytes:
    rows = pictures.mark()
    files = {
        "SEQUENTIAL.jb2": pictures.jbig2(rows, "sequential"),
        "RANDOM_ACCESS.jb2": pictures.jbig2(rows, "random"),
        "BARE_SEGMENTS.jb2": pictures.jbig2(rows, "bare"),
    }
    return _gallery("JBIG2 10", files, form="JBIG2")


def _lies() -> bytes:
    card = pictures.card(32, 24)
    files = {
        "PNG_AS_JPG.jpg": pictures.png(card),
        "GIF_AS_BMP.bmp": pictures.gif(card),
        "TIFF_AS_PNG.png": pictures.tiff(card),
        "JPEG_AS_GIF.gif": pictures.jpeg(pictures.card(96, 72), "ycc"),
    }
    return _gallery("FORMAT BY FIRST BYTES 10", files, form="BMP")


def _mask() -> bytes:
    card = pictures.card(32, 24)
    files = {
        "Doc_0/Res/card.png": pictures.png(card),
        "Doc_0/Res/mask.png": pictures.png_bits(pictures.mark()),
        "Doc_0/Res/small.png": pictures.png_bits([row[::4] for row in pictures.mark()[::4]]),
        "Doc_0/Res/broken.png": b"\x89PNG\r\n\x1a\nno picture",
    }
    entries = [media(30, "card.png"), media(31, "mask.png"), media(32, "small.png"), media(33, "broken.png")]
    body = patch(0, 8, 100, 62, "215 215 215")
    for number, (name, mask) in enumerate(
        (
            ("NONE", None),
            ("MASK", 31),
            ("SMALLER MASK", 32),
            ("THE MASK ITSELF", 0),
            ("BROKEN: ALL", 33),
            ("ALPHA 128", 31),
        )
    ):
        x, y = 4 + number % 3 * 32, 14 + number // 3 * 28
        body += label(x, y - 1, name, size=2.3)
        if mask == 0:
            body += image_object((x, y, 28, 21), 31)
        else:
            alpha = "128" if name.startswith("ALPHA") else None
            body += image_object((x, y, 28, 21), 30, ImageMask=mask, Alpha=alpha)
    resources = group("MultiMedias", *entries)
    return ofd(Sheet(title="IMAGEMASK 10", body=body, resources=resources, files=files))


def _substitution() -> bytes:
    files = {
        "Doc_0/Res/card.png": pictures.png(pictures.card(32, 24)),
        "Doc_0/Res/fine.png": pictures.png(pictures.card(96, 72)),
        "Doc_0/Res/broken.png": b"\x89PNG\r\n\x1a\nno picture",
    }
    entries = [
        media(30, "card.png"),
        media(31, "fine.png"),
        media(32, "broken.png"),
        media(33, "missing.png"),
    ]
    body = label(4, 13, "COARSE FOR THE SCREEN", size=2.3) + image_object(
        (4, 14, 28, 21), 30, Substitution=31
    )
    body += label(52, 13, "BROKEN: THE FINE ONE", size=2.3) + image_object(
        (52, 14, 28, 21), 32, Substitution=31
    )
    body += label(4, 42, "BROKEN ALONE: A FRAME", size=2.3) + image_object((4, 43, 28, 21), 32)
    body += label(52, 42, "FILE MISSING: A FRAME", size=2.3) + image_object((52, 43, 28, 21), 33)
    resources = group("MultiMedias", *entries)
    return ofd(Sheet(title="SUBSTITUTION 10", body=body, resources=resources, files=files))


def _border() -> bytes:
    red = colour("BorderColor", "220 30 30")
    cases = (
        ("DEFAULT", "<ofd:Border/>", None),
        ("1.5 RED", f'<ofd:Border LineWidth="1.5">{red}</ofd:Border>', None),
        ("0: NONE", '<ofd:Border LineWidth="0"/>', None),
        ("ROUND 5 5", f'<ofd:Border LineWidth="1" HorizonalCornerRadius="5"'
        f' VerticalCornerRadius="5">{red}</ofd:Border>', None),
        ("DASH 3 2", f'<ofd:Border LineWidth="1" DashPattern="3 2">{red}</ofd:Border>', None),
        ("TURNED", f'<ofd:Border LineWidth="1">{red}</ofd:Border>', "18 8 -6 13.5 8 2"),
    )  # fmt: skip
    body = ""
    for number, (name, border, ctm) in enumerate(cases):
        x, y = 3 + number % 3 * 32, 13 + number // 3 * 28
        body += label(x, y - 0.5, name, size=2.3)
        body += image_object((x, y, 30, 25), 30, inner=border, CTM=ctm or "24 0 0 18 3 3")
    files = {"Doc_0/Res/card.png": pictures.png(pictures.card(32, 24))}
    return ofd(
        Sheet(
            title="BORDER 10", body=body, resources=group("MultiMedias", media(30, "card.png")), files=files
        )
    )


def _fitted() -> bytes:
    body = label(4, 13, "NO CTM: FILLS ITS BOX", size=2.3) + frame(4, 14, 40, 20)
    body += image_object((4, 14, 40, 20), 30, CTM=None)
    body += label(52, 13, "CTM 20 15 AT 4 3", size=2.3) + frame(52, 14, 40, 20)
    body += image_object((52, 14, 40, 20), 30, CTM="20 0 0 15 4 3")
    body += label(4, 42, "UPSIDE DOWN", size=2.3) + frame(4, 43, 40, 20)
    body += image_object((4, 43, 40, 20), 30, CTM="40 0 0 -20 0 20")
    body += label(52, 42, "RESOUCEID (SIC)", size=2.3) + frame(52, 43, 40, 20)
    body += image_object((52, 43, 40, 20), 30).replace("ResourceID", "ResouceID")
    files = {"Doc_0/Res/card.png": pictures.png(pictures.card(32, 24))}
    resources = group("MultiMedias", media(30, "card.png"))
    return ofd(Sheet(title="IMAGEOBJECT 10", body=body, resources=resources, files=files))


def _huge() -> bytes:
    files = {
        "Doc_0/Res/huge.png": pictures.png_huge(60_000),
        "Doc_0/Res/card.png": pictures.png(pictures.card(32, 24)),
    }
    body = label(4, 13, "3.6 BILLION PIXELS: A FRAME", size=2.3) + image_object((4, 14, 40, 30), 30)
    body += label(54, 13, "GOOD BESIDE IT", size=2.3) + image_object((54, 14, 40, 30), 31)
    resources = group("MultiMedias", media(30, "huge.png"), media(31, "card.png"))
    return ofd(Sheet(title="HUGE PICTURE REFUSED 10", body=body, resources=resources, files=files))


_CARD = "red, pale, green on top, blue at the bottom left, a black bar"
FEATURES = (
    Feature(
        name="image-png",
        clause="10",
        expected=f"{_CARD}: whole; pale clear; 16 bits as 8; pale half clear; the two-tone mark",
        build=_png,
    ),
    Feature(
        name="image-bmp-gif",
        clause="10",
        expected=f"{_CARD}; the mark in dark red by its palette; GIF the same, with pale clear",
        build=_bmp,
    ),
    Feature(
        name="image-tiff", clause="10", expected=f"{_CARD} three times; the mark, black on white", build=_tiff
    ),
    Feature(
        name="image-jpeg",
        clause="10",
        expected=f"grey; {_CARD} from YCbCr, from Adobe's inverted CMYK and YCCK",
        build=_jpeg,
    ),
    Feature(
        name="image-jbig2",
        clause="10",
        expected="the mark, open at the right, black on white, three times",
        build=_jbig2,
    ),
    Feature(name="image-lies", clause="10", expected=f"{_CARD}, whatever name and Format say", build=_lies),
    Feature(
        name="image-mask",
        clause="10",
        expected="the card shows where the mask is white and the grey where it is black; a smaller mask is"
        " stretched; a broken one hides nothing",
        build=_mask,
        warnings=frozenset({"image.mask_undecodable"}),
    ),
    Feature(
        name="image-substitution",
        clause="10",
        expected="the card; the fine card in place of a broken one; light frames where nothing can be"
        " decoded",
        build=_substitution,
        warnings=frozenset({"image.undecodable", "image.file_missing"}),
    ),
    Feature(
        name="image-border",
        clause="10",
        expected="thin black, thick red, none, round corners, dashes, and a border that turns with the card",
        build=_border,
    ),
    Feature(
        name="image-object",
        clause="10",
        expected="the card over its whole box; smaller at 4, 3; upside down; drawn under the misspelt"
        " attribute",
        build=_fitted,
    ),
    Feature(
        name="image-huge",
        clause="10",
        expected="a light frame and a warning, at once and without the memory; the card beside it",
        build=_huge,
        warnings=frozenset({"image.undecodable"}),
    ),
)
