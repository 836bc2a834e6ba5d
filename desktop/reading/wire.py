"""What the reading worker is asked and what it answers: typed, bounded values, msgpack on the pipe.

Lengths are mm with the origin at the page's top left; pages count from 0. Everything in an answer comes from
a process that an attacker may own: a string is only ever text to show, a number only a number.
"""

from __future__ import annotations

from typing import Annotated, Literal, NamedTuple, TypeAlias

import msgspec
from msgspec import Meta

DOCUMENT_BYTES_MAX = 512 * 2**20
PAGES_MAX = 20_000
PIXELS_MAX = 80_000_000
ANSWER_BYTES_MAX = 64 * 2**20
REQUEST_BYTES_MAX = 64 * 2**10

Count: TypeAlias = Annotated[int, Meta(ge=0, le=2**40)]
Line: TypeAlias = Annotated[str, Meta(max_length=4096)]
Code: TypeAlias = Annotated[str, Meta(max_length=64, pattern=r"^[a-z0-9_.\-]*$")]
Extent: TypeAlias = Annotated[float, Meta(gt=0, le=100_000)]
Fact: TypeAlias = str | int | float | bool | None


class BoxMm(NamedTuple):
    """A rectangle on a page."""

    x: float
    y: float
    width: float
    height: float


class RectPx(NamedTuple):
    """A rectangle of a page's picture, in its pixels; may reach past the page, which is then empty there."""

    left: int
    top: int
    width: int
    height: int


class PageSize(msgspec.Struct, frozen=True):
    width_mm: Extent
    height_mm: Extent


class Warned(msgspec.Struct, frozen=True):
    """Something the reader repaired, replaced or left out. `page` is None for the whole document."""

    code: Code
    part: Line = ""
    detail: Line = ""
    page: Count | None = None


class OutlineEntry(msgspec.Struct, frozen=True):
    """One line of the outline, in order; `level` 0 is the outermost. `page` None leads nowhere."""

    title: Line
    level: Annotated[int, Meta(ge=0, le=64)]
    page: Count | None = None
    top_mm: float | None = None


class Attachment(msgspec.Struct, frozen=True):
    """A file inside the document. Its name is untrusted: never a path."""

    index: Count
    name: Line
    format: Line = ""
    size_bytes: Count | None = None
    visible: bool = True


class StampPlace(msgspec.Struct, frozen=True):
    """Where a signature shows its seal."""

    page: Count
    box_mm: BoxMm
    clip_mm: BoxMm | None = None


class SignatureMark(msgspec.Struct, frozen=True):
    """A signature the document names. Nothing here is verified: that is core.seal's work."""

    signature_id: Line
    kind: Line
    stamps: tuple[StampPlace, ...] = ()


class FontUse(msgspec.Struct, frozen=True):
    """A font the document names; `drawn_with` stands in when it is not embedded or unusable."""

    name: Line
    embedded: bool
    drawn_with: Line = ""


class Link(msgspec.Struct, frozen=True):
    """A place on a page that can be followed, only after asking. Exactly one of `page` and `uri` is set."""

    box_mm: BoxMm
    page: Count | None = None
    uri: Line | None = None


class DocumentSummary(msgspec.Struct, frozen=True, kw_only=True):
    """What the reader knows once a document is open. `about` holds title, author and the like.

    `bodies` are the titles of all documents in the package when there are several: offer them to choose from.
    """

    format: Literal["ofd", "pdf"]
    pages: Annotated[tuple[PageSize, ...], Meta(min_length=1, max_length=PAGES_MAX)]
    about: dict[Code, Line] = {}
    fonts: tuple[FontUse, ...] = ()
    outline: tuple[OutlineEntry, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    signatures: tuple[SignatureMark, ...] = ()
    permissions: dict[Code, bool] = {}
    warnings: tuple[Warned, ...] = ()
    bodies: tuple[Line, ...] = ()


class TextRun(msgspec.Struct, frozen=True, kw_only=True):
    """Characters that stand together, with one box per character; `line` counts the page's lines from 0."""

    text: str
    box_mm: BoxMm
    char_boxes_mm: tuple[BoxMm, ...]
    line: Count = 0
    vertical: bool = False


class PageText(msgspec.Struct, frozen=True):
    """A page's text in reading order, and the same as runs with boxes."""

    text: str
    runs: tuple[TextRun, ...] = ()
    links: tuple[Link, ...] = ()


class Confinement(msgspec.Struct, frozen=True, kw_only=True):
    """Which walls stand around the worker; a value names what is active, or "none: why"."""

    no_new_privileges: Line
    not_dumpable: Line
    limits: Line
    seccomp: Line
    landlock: Line


class Open(msgspec.Struct, frozen=True, tag=True, forbid_unknown_fields=True):
    """Followed by the document's `size` bytes, raw; `body` chooses among the documents of an OFD package."""

    serial: int
    document: int
    size: int
    body: int = 0


class Close(msgspec.Struct, frozen=True, tag=True, forbid_unknown_fields=True):
    serial: int
    document: int


class Draw(msgspec.Struct, frozen=True, kw_only=True, tag=True, forbid_unknown_fields=True):
    """Draw the part `rect` of a page at `px_per_mm` into the shared `pixels`, `capacity` bytes long."""

    serial: int
    document: int
    page: int
    px_per_mm: float
    rect: RectPx
    pixels: str
    capacity: int
    encoding: Literal["argb32", "png"] = "argb32"


class ReadText(msgspec.Struct, frozen=True, tag=True, forbid_unknown_fields=True):
    serial: int
    document: int
    page: int


class ReadAttachment(msgspec.Struct, frozen=True, tag=True, forbid_unknown_fields=True):
    serial: int
    document: int
    index: int


Request: TypeAlias = Open | Close | Draw | ReadText | ReadAttachment


class Opened(msgspec.Struct, frozen=True, tag=True):
    serial: int
    summary: DocumentSummary


class Closed(msgspec.Struct, frozen=True, tag=True):
    serial: int


class Drawn(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """`length` bytes lie at the start of the shared pixels."""

    serial: int
    width: Annotated[int, Meta(ge=1, le=2**17)]
    height: Annotated[int, Meta(ge=1, le=2**17)]
    stride: Count
    length: Count
    paint_ms: float
    encode_ms: float
    warnings: tuple[Warned, ...] = ()


class TextRead(msgspec.Struct, frozen=True, tag=True):
    serial: int
    page_text: PageText


class AttachmentRead(msgspec.Struct, frozen=True, tag=True):
    """Followed by the attachment's `size` bytes, raw, in frames of their own."""

    serial: int
    size: Annotated[int, Meta(ge=0, le=DOCUMENT_BYTES_MAX)]


class Ready(msgspec.Struct, frozen=True, tag=True):
    """The first thing a worker says: its walls stand, it takes requests. Its serial is always 0."""

    serial: int
    confinement: Confinement


class Failed(msgspec.Struct, frozen=True, tag=True):
    """The request's answer is an error of the tree in core.errors."""

    serial: int
    code: Code
    facts: dict[Line, Fact] = {}


Answer: TypeAlias = Opened | Closed | Drawn | TextRead | AttachmentRead | Ready | Failed

encode = msgspec.msgpack.Encoder().encode
decode_request = msgspec.msgpack.Decoder(Request).decode
decode_answer = msgspec.msgpack.Decoder(Answer).decode
