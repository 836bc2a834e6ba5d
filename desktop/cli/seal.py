"""`sealdesk seal IN OUT --seal SEAL.esl --key KEY --cert CERT PLACE...`: press an electronic seal on an OFD.

Instead of --key and --cert, `--signer skf:PROFILE` or `--signer pkcs11:PROFILE` signs with a token.

PLACE is one or more of `--at PAGE:X,Y` (the seal's top left corner in mm, pages from 1), `--keyword TEXT`
(on its last occurrence), `--date` (on the date of signing), `--straddle right|left|top|bottom
[--offset MM]` (cut over the pages' edges). All places belong to one signature.

A PDF takes one `--at`: a PAdES B-B signature with SM2 that shows the seal's picture.

OUT is written whole or not at all. The answer is `{file, seal, signer, signed_at, stamps: [{page, box_mm,
clip_mm}]}`. KEY is an unencrypted SM2 key, CERT its certificate, PEM or DER.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from core.ofd import TextRun, open_ofd, page_text
from core.ofd.display import Box
from core.seal import (
    Edge,
    Placement,
    SESeal,
    Size,
    StampPlace,
    finish,
    page_sizes,
    parse_seal,
    place_at,
    place_on_date,
    place_on_keyword,
    prepare,
    require_usable,
    straddle,
)
from desktop.cli.files import OutputUnwritable, name_of, write_answer
from desktop.cli.signers import add_signer_arguments, signer_of, unlock
from desktop.devices import Signer
from desktop.inputs import read_input
from desktop.pdfseals import PdfNotSealable, PdfSeals, is_pdf
from desktop.written import write_whole


@dataclass(frozen=True, slots=True)
class At:
    page: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class OnKeyword:
    text: str


@dataclass(frozen=True, slots=True)
class OnDate:
    pass


@dataclass(frozen=True, slots=True)
class Straddling:
    edge: Edge
    offset_mm: float | None = None


Place = At | OnKeyword | OnDate | Straddling


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("document", type=Path, metavar="IN", help="the OFD or PDF to seal")
    parser.add_argument("out", type=Path, metavar="OUT", help="where the sealed file goes")
    parser.add_argument("--seal", type=Path, required=True, metavar="SEAL.esl", help="the electronic seal")
    add_signer_arguments(parser)
    places = parser.add_argument_group("places, one or more")
    places.add_argument(
        "--at", type=_at, action="append", dest="places", metavar="PAGE:X,Y", help="the top left corner, mm"
    )
    places.add_argument(
        "--keyword",
        type=OnKeyword,
        action="append",
        dest="places",
        metavar="TEXT",
        help="on its last occurrence",
    )
    places.add_argument(
        "--date", action="append_const", const=OnDate(), dest="places", help="on the date of signing"
    )
    places.add_argument(
        "--straddle",
        type=_straddling,
        action="append",
        dest="places",
        metavar="EDGE",
        help="over the pages' right, left, top or bottom edges",
    )
    places.add_argument(
        "--offset",
        type=float,
        action=_Offset,
        dest="places",
        metavar="MM",
        help="where along the edge the straddle seal before it begins (default: the middle)",
    )
    parser.set_defaults(usage_error=parser.error)


def run(arguments: argparse.Namespace) -> int:
    if not arguments.places:
        usage_error: Callable[[str], int] = arguments.usage_error
        return usage_error("say where: --at, --keyword, --date or --straddle")
    with signer_of(arguments) as signer:
        answer = _sealed(arguments, signer)
    write_answer(answer)
    return 0


def _sealed(arguments: argparse.Namespace, signer: Signer) -> dict[str, object]:
    document, seal = read_input(arguments.document), read_input(arguments.seal)
    opened = parse_seal(seal)
    if is_pdf(document):
        return _sealed_pdf(arguments, signer, document, opened)
    placements = tuple(_placements(document, opened, arguments.places))
    now = datetime.now(UTC)
    prepared = prepare(
        document,
        seal=seal,
        placements=placements,
        signer_certificate=signer.certificate(),
        now=now,
    )
    unlock(signer)
    write_output(arguments.out, finish(prepared, signer.sign_e(prepared.e)))
    return {
        "file": name_of(arguments.out),
        "seal": opened.property.name,
        "signer": signer.name,
        "signed_at": now.replace(microsecond=0),
        "stamps": [_stamp(placement) for placement in placements],
    }


def _sealed_pdf(
    arguments: argparse.Namespace, signer: Signer, document: bytes, seal: SESeal
) -> dict[str, object]:
    """A PDF's signature stands in one place and shows the seal's picture there (PAdES B-B)."""
    if len(arguments.places) != 1 or not isinstance(arguments.places[0], At):
        raise PdfNotSealable("places")
    at: At = arguments.places[0]
    place = StampPlace(at.page, Box(at.x, at.y, seal.picture.width_mm, seal.picture.height_mm))
    now = datetime.now(UTC)
    require_usable(seal, signer.certificate(), now)
    unlock(signer)
    with PdfSeals() as pdfs:
        sealed = pdfs.press(
            document,
            certificate=signer.certificate(),
            place=place,
            picture=seal.picture.data,
            name=seal.property.name,
            now=now,
            sign_e=signer.sign_e,
        )
    write_output(arguments.out, sealed)
    return {
        "file": name_of(arguments.out),
        "seal": seal.property.name,
        "signer": signer.name,
        "signed_at": now.replace(microsecond=0),
        "stamps": [{"page": at.page + 1, "box_mm": place.box_mm, "clip_mm": None}],
    }


def write_output(path: Path, content: bytes) -> None:
    """Write a file by renaming a complete one into place. Raises `OutputUnwritable`."""
    try:
        write_whole(path, content)
    except OSError as error:
        raise OutputUnwritable.of(error) from error


class _Offset(argparse.Action):
    """Gives the straddle seal named just before its offset."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,
    ) -> None:
        places: list[Place] = list(getattr(namespace, self.dest) or [])
        if not places or not isinstance(places[-1], Straddling) or not isinstance(values, float):
            parser.error("--offset follows --straddle")
        places[-1] = replace(places[-1], offset_mm=values)
        setattr(namespace, self.dest, places)


def _at(text: str) -> At:
    page, _, point = text.partition(":")
    x, _, y = point.partition(",")
    return At(int(page) - 1, float(x), float(y))


def _straddling(text: str) -> Straddling:
    return Straddling(Edge(text))


def _placements(document: bytes, seal: SESeal, places: Sequence[Place]) -> Iterator[Placement]:
    size = Size(seal.picture.width_mm, seal.picture.height_mm)
    pages = page_sizes(document)
    reads_text = any(isinstance(place, OnKeyword | OnDate) for place in places)
    texts = _texts(document) if reads_text else ()
    for place in places:
        match place:
            case At(page=page, x=x, y=y):
                yield place_at(page, x, y, size, pages)
            case OnKeyword(text=text):
                yield place_on_keyword(text, texts, size, pages)
            case OnDate():
                yield place_on_date(texts, size, pages)
            case Straddling(edge=edge, offset_mm=offset_mm):
                yield from straddle(size, pages, edge, offset_mm)


def _texts(document: bytes) -> tuple[tuple[TextRun, ...], ...]:
    opened = open_ofd(document)
    return tuple(page_text(opened.display(page)) for page in range(opened.page_count))


def _stamp(placement: Placement) -> dict[str, object]:
    return {"page": placement.page + 1, "box_mm": placement.boundary, "clip_mm": placement.clip}
