"""`sealdesk verify FILE... --trust DIR [--crl DIR] [--at TIME] [--demand-time-stamp]`: judge their seals.

One JSON line per file: `{file, verdict, seals, findings}`. `verdict` is valid, invalid, undetermined or
unsigned; `seals`, oldest first, are `{verdict, findings: [code], seal, signer, signed_at, page, box_mm,
reason, …}` with the page counted from 1 and box_mm = [x, y, width, height] from its top left; `findings`
are codes that concern the whole package. `format_is_unconfirmed`: we know this format (SES v5) from public
code only, not from its standard. `steps` says of each step of verification by itself: holds,
remarked, undetermined, invalid or skipped. PDFs are judged in a confined process, by pyHanko and by our own
verification; a document time stamp is a seal of `type` DocTimeStamp. A file that cannot be judged at all is
`{file, error}`.

Exit code 0: every file is valid; 1: some file is not; 2: some file could not be judged.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from core.errors import AppError
from core.seal import Report, SealReport, StampPlace, Step, Trust, Verdict, verify_document
from core.seal.trust import MAKERS_FOLDER, trust_of_files
from desktop.cli.files import name_of, write_answer
from desktop.cli.reasons import reason
from desktop.cli.seal_reasons import seal_reason
from desktop.inputs import read_input
from desktop.pdfseals import PdfSeals, is_pdf

_SUFFIXES = {".crt", ".cer", ".pem", ".der", ".crl"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help="an OFD or a PDF")
    parser.add_argument(
        "--trust",
        type=Path,
        required=True,
        metavar="DIR",
        help="certificates in PEM or DER: self-signed ones are believed, others only offered; "
        "those in DIR/makers are the seal makers",
    )
    parser.add_argument(
        "--crl", type=Path, metavar="DIR", help="revocation lists (default: the --trust folder)"
    )
    parser.add_argument(
        "--demand-time-stamp",
        action="store_true",
        help="without a time stamp that holds, a seal is undetermined",
    )
    parser.add_argument(
        "--at",
        type=moment,
        metavar="TIME",
        help="judge as of this time, ISO 8601, UTC unless it says otherwise",
    )


def moment(text: str) -> datetime:
    """A time of the command line; a time without a zone is UTC."""
    try:
        parsed = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"no time in ISO 8601: {text[:40]!r}") from None
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)


def run(arguments: argparse.Namespace) -> int:
    believed = read_trust(arguments.trust, arguments.crl)
    trust = replace(believed, demands_time_stamp=arguments.demand_time_stamp)
    now = arguments.at or datetime.now(UTC)
    worst = 0
    with PdfSeals() as pdfs:
        for path in arguments.files:
            code, line = _judged(path, trust, now, pdfs)
            worst = max(worst, code)
            write_answer(line)
    return worst


def read_trust(folder: Path, crl_folder: Path | None = None) -> Trust:
    """The trust that a folder expresses, with the revocation lists of `crl_folder` where that is given.

    Files that hold nothing usable are named on stderr. Raises `InputUnreadable`.
    """
    trust = _trust_of(folder)
    return trust if crl_folder is None else replace(trust, crls=_trust_of(crl_folder).crls)


def _trust_of(folder: Path) -> Trust:
    built = trust_of_files(_files(folder))
    for name in built.unreadable:
        print(f"sealdesk verify: {name} holds no certificate or revocation list; left out", file=sys.stderr)
    return built.trust


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    if not folder.is_dir():
        yield folder.name, read_input(folder)
        return
    for path in sorted([*folder.iterdir(), *(folder / MAKERS_FOLDER).glob("*")]):
        if path.suffix.lower() in _SUFFIXES and path.is_file():
            yield path.relative_to(folder).as_posix(), read_input(path)


def _judged(path: Path, trust: Trust, now: datetime, pdfs: PdfSeals) -> tuple[int, dict[str, object]]:
    try:
        content = read_input(path)
        judge = pdfs.judge if is_pdf(content) else verify_document
        report = judge(content, trust, now)
    except AppError as error:
        return 2, {"file": name_of(path), "error": reason(error)}
    return int(report.verdict is not Verdict.VALID), {"file": name_of(path), **_report(report)}


def _report(report: Report) -> dict[str, object]:
    return {
        "verdict": report.verdict,
        "seals": [_seal(seal) for seal in report.seals],
        "findings": [finding.code for finding in report.findings],
    }


def _seal(seal: SealReport) -> dict[str, object]:
    first = seal.stamps[0] if seal.stamps else StampPlace(None, None)
    return {
        "id": seal.signature_id,
        "type": seal.type,
        "format": seal.format,
        "format_is_unconfirmed": seal.format_is_unconfirmed,
        "verdict": seal.verdict,
        "findings": [finding.code for finding in seal.findings],
        "seal": seal.seal_name,
        "seal_id": seal.seal_id,
        "signer": seal.signer,
        "certificate": seal.certificate,
        "maker": seal.maker,
        "signed_at": seal.signed_at,
        "time_is_stamped": seal.time_is_stamped,
        "stamped_by": seal.stamped_by,
        "steps": {step.value: seal.result_of(step) for step in Step},
        "revocation_as_of": seal.revocation_as_of,
        **_place(first),
        "stamps": [_place(stamp) for stamp in seal.stamps],
        "reason": seal_reason(seal),
    }


def _place(stamp: StampPlace) -> dict[str, object]:
    return {"page": None if stamp.page is None else stamp.page + 1, "box_mm": stamp.box_mm}
