"""What a PDF signature covers, and what was done to the file after it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from pyhanko.pdf_utils import generic, misc
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, ModificationLevel
from pyhanko.sign.diff_analysis.policy_api import DiffResult
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature, extract_contents
from pyhanko.sign.validation.status import SignatureCoverageLevel

from core.crypto import der
from core.seal.report import Code, Finding
from desktop.pdfseals.fields import SignatureField
from desktop.pdfseals.filled_in import filled_in_after

BROKEN = (
    misc.PdfError,
    SignatureValidationError,
    UnsupportedAlgorithm,
    InvalidSignature,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What pyHanko raises on a file that is not in order: its own errors, and those that it did not foresee."""

_INDEFINITE = 0x80
_NAMES_MAX, _NAMES_LENGTH = 20, 400
_END_MARKER, _BLANKS = b"%%EOF", b"\0\t\n\f\r "


@dataclass(frozen=True, slots=True)
class Cut:
    """A signature taken out of the file: its value without padding, and the bytes that it covers."""

    value: bytes
    covered: bytes
    end: int


class BadRange(Exception):
    """/ByteRange does not leave out /Contents and nothing else, or begins elsewhere than the file."""


def cut_out(data: bytes, signature: SignatureField) -> Cut:
    """Raises `BadRange`: what the range leaves out must be the value's own digits, to the byte."""
    try:
        contents = extract_contents(signature.value)
        numbers = [int(each) for each in signature.value["/ByteRange"]]
    except BROKEN as error:
        raise BadRange from error
    if len(numbers) != 4 or numbers[0] != 0 or any(number < 0 for number in numbers):
        raise BadRange
    _, before, start, after = numbers
    end = start + after
    if not before < start <= end <= len(data) or not _is_the_value(data[before:start], contents):
        raise BadRange
    return Cut(_without_padding(contents), data[:before] + data[start:end], end)


def _is_the_value(gap: bytes, contents: bytes) -> bool:
    """Digits of one case and nothing between them, so that no two spellings of a value pass."""
    digits = contents.hex().encode()
    return gap in (b"<" + digits + b">", b"<" + digits.upper() + b">")


def _without_padding(contents: bytes) -> bytes:
    """A DER value without the zeros that the room reserved for it is filled with. Raises `BadRange`.

    A message in BER with indefinite lengths, as some libraries write it, comes out with definite ones.
    """
    if len(contents) < 2 or contents[0] not in (0x30,):
        return contents.rstrip(b"\0")
    if contents[1] == _INDEFINITE:
        return _definite(contents)
    length, head = contents[1], 2
    if length & 0x80:
        head += length & 0x7F
        length = int.from_bytes(contents[2:head], "big")
    value, padding = contents[: head + length], contents[head + length :]
    if padding.strip(b"\0"):
        raise BadRange
    return value


def _definite(contents: bytes) -> bytes:
    try:
        value, end = der.first_definite(contents)
    except der.NotDer:
        return contents.rstrip(b"\0")
    if contents[end:].strip(b"\0"):
        raise BadRange
    return value


class PlacedSignature(EmbeddedPdfSignature):
    """pyHanko's view of where a signature stands, without a look at its value, which may be of any type."""

    def __init__(self, reader: Any, signature: SignatureField) -> None:
        self.reader = reader
        self.sig_field = signature.field
        self.sig_object = signature.value
        self.byte_range = signature.value.raw_get("/ByteRange")
        self.pkcs7_content = extract_contents(signature.value)
        reference = signature.field.raw_get("/V")
        if not isinstance(reference, generic.IndirectObject):
            raise SignatureValidationError("the signature is no object of its own")
        self.signed_revision = reader.xrefs.get_last_change(reference.reference)
        self.fq_name = signature.name
        self.coverage: Any = None
        self.diff_result: Any = None
        self._docmdp = self._fieldmdp = None
        self._docmdp_queried = self._fieldmdp_queried = False


def ends_in_order(data: bytes) -> bool:
    """Whether nothing follows the last end-of-file marker.

    pyHanko goes by that marker and passes over what follows, such as a revision without one; a reader that
    looks for the last cross-reference table shows just that revision.
    """
    return not data[data.rfind(_END_MARKER) + len(_END_MARKER) :].strip(_BLANKS)


def changes_after(reader: Any, signature: SignatureField, cut: Cut, data: bytes) -> Iterator[Finding]:
    """What the revisions after this signature did. Whatever cannot be told harmless is a change."""
    try:
        placed = PlacedSignature(reader, signature)
        placed._enforce_hybrid_xref_policy()
        placed.coverage = placed.evaluate_signature_coverage()
        if placed.coverage is SignatureCoverageLevel.ENTIRE_FILE and cut.end == len(data):
            return
        result = placed.evaluate_modifications(DEFAULT_DIFF_POLICY)
        allowed = placed.docmdp_level
        touched = filled_in_after(reader, placed.signed_revision)
    except BROKEN as error:
        yield Finding(Code.CHANGED_AFTER, {"fault": type(error).__name__})
        return
    if placed.coverage < SignatureCoverageLevel.ENTIRE_REVISION or not isinstance(result, DiffResult):
        yield Finding(Code.CHANGED_AFTER, {"fault": placed.coverage.name})
        return
    level = result.modification_level
    if level is ModificationLevel.OTHER:
        yield Finding(Code.CHANGED_AFTER, {"fault": level.name})
    elif allowed is not None and level.value > allowed.value:
        yield Finding(Code.NOT_PERMITTED_AFTER, {"fault": level.name})
    elif level is ModificationLevel.ANNOTATIONS:
        yield Finding(Code.UNCOVERED, {"parts": "annotations", "count": ""})
    elif touched:
        names = " ".join(touched[:_NAMES_MAX])[:_NAMES_LENGTH]
        yield Finding(Code.UNCOVERED, {"parts": f"form fields: {names}", "count": str(len(touched))})
    else:
        count = reader.xrefs.total_revisions - 1 - placed.signed_revision
        if count < 1:
            if data[cut.end :].strip(_BLANKS):
                yield Finding(Code.CHANGED_AFTER, {"fault": "bytes of no revision"})
            return
        yield Finding(
            Code.ADDED_AFTER,
            {"parts": "later signatures, their proofs, the file's properties", "count": str(count)},
        )


def revision_of(reader: Any, signature: SignatureField) -> int:
    """Which revision brought the signature, for putting them in order."""
    try:
        return int(PlacedSignature(reader, signature).signed_revision)
    except BROKEN:
        return int(reader.xrefs.total_revisions)
