"""What the reading worker is asked and what it answers: typed, bounded values, msgpack on the pipe.

Lengths are mm with the origin at the page's top left; pages count from 0. Everything in an answer comes from
a process that an attacker may own: a string is only ever text to show, a number only a number.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated, Literal, NamedTuple, TypeAlias

import msgspec
from msgspec import Meta

DOCUMENT_BYTES_MAX = 512 * 2**20
PAGES_MAX = 20_000
PIXELS_MAX = 80_000_000
SIDE_PX_MAX = 2**17
ANSWER_BYTES_MAX = 64 * 2**20
REQUEST_BYTES_MAX = 64 * 2**10
FONTS_BYTES_MAX = 16 * 2**20
WANTED_MAX = 1_000
LINE_MAX = 4_096
OUTLINE_MAX = 10_000
SIZES_AT_ONCE = 1_000
"""How many pages' sizes one answer holds."""
ANNOTATED_PAGES = 16
ANNOTATIONS_MAX = 5_000

Count: TypeAlias = Annotated[int, Meta(ge=0, le=2**40)]
Line: TypeAlias = Annotated[str, Meta(max_length=LINE_MAX)]
Code: TypeAlias = Annotated[str, Meta(max_length=64, pattern=r"^[a-z0-9_.\-]*$")]
Extent: TypeAlias = Annotated[float, Meta(gt=0, le=100_000)]
Purpose: TypeAlias = Literal["screen", "weakened", "print"]
"""`weakened` is the screen with seals faint and grey (脱密展示); paper always shows them as they are."""
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


class PageView(msgspec.Struct, frozen=True, array_like=True):
    """How a page is looked at: enlarged `zoom` times, by `turn` quarters clockwise after it was drawn.

    Annotations that say NoZoom or NoRotate keep their true size and stand upright all the same.
    """

    zoom: Annotated[float, Meta(gt=0, le=1_000)] = 1.0
    turn: Annotated[int, Meta(ge=0, le=3)] = 0


TRUE_SIZE = PageView()


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
    """One line of the outline, in order; `level` 0 is the outermost.

    It leads to a page, to a `uri` or to the `attachment` of that index, or nowhere when all are None.
    """

    title: Line
    level: Annotated[int, Meta(ge=0, le=64)]
    page: Count | None = None
    top_mm: float | None = None
    left_mm: float | None = None
    zoom: float | None = None
    uri: Line | None = None
    attachment: Count | None = None
    expanded: bool = True


class Bookmark(msgspec.Struct, frozen=True):
    """A place the document gives a name to."""

    name: Line
    page: Count
    top_mm: float | None = None
    left_mm: float | None = None


class VersionMark(msgspec.Struct, frozen=True, kw_only=True):
    """One version of the document; `shown` is the one that is open, `current` the one the package prefers."""

    version_id: Line
    index: int
    name: Line = ""
    created: Line = ""
    current: bool = False
    shown: bool = False


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


class Rights(msgspec.Struct, frozen=True, kw_only=True):
    """What the author lets a reader do, as written; `core.ofd.permissions.allowed` says what that means now.

    `copies` is how many may be printed, None without a limit; dates are the file's own text.
    """

    edit: bool = True
    annotate: bool = True
    export: bool = True
    sign: bool = True
    watermark: bool = True
    print_screen: bool = True
    printable: bool = True
    copies: int | None = None
    valid_from: Line = ""
    valid_until: Line = ""


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
    """A place on a page that can be followed; to anything but a page only after asking.

    Exactly one of `page`, `uri` and `attachment` (an index of the summary's) is set. `left_mm` and `top_mm`
    are the place on that page, `zoom` a factor; None keeps what is.
    """

    box_mm: BoxMm
    page: Count | None = None
    uri: Line | None = None
    attachment: Count | None = None
    left_mm: float | None = None
    top_mm: float | None = None
    zoom: float | None = None


class DocumentSummary(msgspec.Struct, frozen=True, kw_only=True):
    """What the reader knows once a document is open. `about` holds title, author and the like.

    `bodies` are the titles of all documents in the package when there are several, `versions` the version
    tree: offer them to choose from. `rights` are what the author allows; `core.ofd.allowed(rights, now)`
    says what that means today, `permissions` are the same as plain flags.

    Where `estimated`, `pages` holds the sizes of those around the page that was asked for; of the others it
    supposes that they are like the first of these. `outline` and `bookmarks` are then empty.
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
    versions: tuple[VersionMark, ...] = ()
    bookmarks: tuple[Bookmark, ...] = ()
    rights: Rights = Rights()
    estimated: bool = False


class TextRun(msgspec.Struct, frozen=True, kw_only=True):
    """Characters that stand together, with one box per character; `line` counts the page's lines from 0."""

    text: str
    box_mm: BoxMm
    char_boxes_mm: tuple[BoxMm, ...]
    line: Count = 0
    vertical: bool = False


class TextHit(msgspec.Struct, frozen=True):
    """One place where a text was found: a box for each line it lies on, and what stands around it."""

    boxes_mm: Annotated[tuple[BoxMm, ...], Meta(min_length=1)]
    context: Line = ""


class SealLike(msgspec.Struct, frozen=True):
    """A picture that looks like a seal where no signature stamps: it proves nothing. Say so beside it."""

    box_mm: BoxMm
    source: Literal["picture", "annotation"]


class PageMarks(msgspec.Struct, frozen=True):
    """What a person should be told about a page, apart from its text."""

    seal_like: tuple[SealLike, ...] = ()


class AnnotationMark(msgspec.Struct, frozen=True, kw_only=True):
    """An annotation inside the file: who made it, when (the file's own text), what kind, its words.

    `shown` and `prints` are where it can be seen: on the screen, on paper.
    """

    page: Count
    box_mm: BoxMm
    kind: Code
    author: Line = ""
    changed: Line = ""
    words: Line = ""
    shown: bool = True
    prints: bool = True


class Tag(msgspec.Struct, frozen=True, kw_only=True):
    """A field of the document by a custom tag: its path in the tag file, what its objects show, where."""

    kind: Line
    path: tuple[Line, ...]
    text: Line = ""
    objects: tuple[Count, ...] = ()
    page: Count | None = None


class ExtensionMark(msgspec.Struct, frozen=True, kw_only=True):
    """What a program keeps in the document for itself."""

    app_name: Line
    company: Line = ""
    app_version: Line = ""
    date: Line = ""
    ref_id: Count = 0
    properties: tuple[tuple[Line, Line], ...] = ()


class Details(msgspec.Struct, frozen=True, kw_only=True):
    """What a document says about itself beyond the summary; reading it may read many pages."""

    custom_data: tuple[tuple[Line, Line], ...] = ()
    keywords: tuple[Line, ...] = ()
    custom_tags: tuple[Tag, ...] = ()
    extensions: tuple[ExtensionMark, ...] = ()


class PageText(msgspec.Struct, frozen=True):
    """A page's text in reading order, and the same as runs with boxes.

    `written` is the text as the file has it, where private characters of its fonts make that another one;
    `annotated` what its annotations show beside it, watermarks too.
    """

    text: str
    runs: tuple[TextRun, ...] = ()
    links: tuple[Link, ...] = ()
    written: str = ""
    annotated: str = ""


class Confinement(msgspec.Struct, frozen=True, kw_only=True):
    """Which walls stand around the worker; a value names what is active, or "none: why"."""

    no_new_privileges: Line
    not_dumpable: Line
    limits: Line
    seccomp: Line
    landlock: Line


class Open(msgspec.Struct, frozen=True, tag=True, forbid_unknown_fields=True):
    """Followed by the document's `size` bytes, raw.

    `body` chooses among the documents of an OFD package, `version` in its version tree; `password` opens a
    PDF. `around` is the page near which sizes are needed now, negative for all of them.
    """

    serial: int
    document: int
    size: int
    body: int = 0
    version: str = ""
    password: str = ""
    around: int = -1


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
    purpose: Purpose = "screen"
    view: PageView = TRUE_SIZE


class FindText(msgspec.Struct, frozen=True, tag=True, forbid_unknown_fields=True):
    serial: int
    document: int
    page: int
    wanted: Annotated[str, Meta(max_length=WANTED_MAX)]


class ReadSizes(msgspec.Struct, frozen=True, tag=True, forbid_unknown_fields=True):
    """Of `SIZES_AT_ONCE` pages from `page` on, or as many as there are."""

    serial: int
    document: int
    page: int


class ReadOutline(msgspec.Struct, frozen=True, tag=True, forbid_unknown_fields=True):
    serial: int
    document: int


class ReadMarks(msgspec.Struct, frozen=True, tag=True, forbid_unknown_fields=True):
    serial: int
    document: int
    page: int


class ReadAnnotations(msgspec.Struct, frozen=True, tag=True, forbid_unknown_fields=True):
    """The annotations of `page` and of those after it, up to `ANNOTATED_PAGES` at once."""

    serial: int
    document: int
    page: int


class ReadDetails(msgspec.Struct, frozen=True, tag=True, forbid_unknown_fields=True):
    serial: int
    document: int


class ReadText(msgspec.Struct, frozen=True, tag=True, forbid_unknown_fields=True):
    serial: int
    document: int
    page: int


class ReadAttachment(msgspec.Struct, frozen=True, tag=True, forbid_unknown_fields=True):
    serial: int
    document: int
    index: int


ReadingPage: TypeAlias = ReadSizes | ReadText | FindText | ReadMarks | ReadAnnotations
Reading: TypeAlias = ReadingPage | ReadOutline | ReadDetails
Request: TypeAlias = Open | Close | Draw | Reading | ReadAttachment


class Opened(msgspec.Struct, frozen=True, tag=True):
    serial: int
    summary: DocumentSummary


class Closed(msgspec.Struct, frozen=True, tag=True):
    serial: int


class Drawn(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """`length` bytes lie at the start of the shared pixels."""

    serial: int
    width: Annotated[int, Meta(ge=1, le=SIDE_PX_MAX)]
    height: Annotated[int, Meta(ge=1, le=SIDE_PX_MAX)]
    stride: Count
    length: Count
    paint_ms: float
    encode_ms: float
    warnings: tuple[Warned, ...] = ()


class TextRead(msgspec.Struct, frozen=True, tag=True):
    serial: int
    page_text: PageText


class TextFound(msgspec.Struct, frozen=True, tag=True):
    serial: int
    hits: tuple[TextHit, ...]


class SizesRead(msgspec.Struct, frozen=True, tag=True):
    serial: int
    pages: Annotated[tuple[PageSize, ...], Meta(min_length=1, max_length=SIZES_AT_ONCE)]


class OutlineRead(msgspec.Struct, frozen=True, tag=True):
    serial: int
    outline: tuple[OutlineEntry, ...]
    bookmarks: tuple[Bookmark, ...]


class MarksRead(msgspec.Struct, frozen=True, tag=True):
    serial: int
    marks: PageMarks


class AnnotationsRead(msgspec.Struct, frozen=True, tag=True):
    serial: int
    annotations: Annotated[tuple[AnnotationMark, ...], Meta(max_length=ANNOTATIONS_MAX)]


class DetailsRead(msgspec.Struct, frozen=True, tag=True):
    serial: int
    details: Details


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


Answer: TypeAlias = (
    Opened
    | Closed
    | Drawn
    | TextRead
    | TextFound
    | SizesRead
    | OutlineRead
    | MarksRead
    | AnnotationsRead
    | DetailsRead
    | AttachmentRead
    | Ready
    | Failed
)

encode = msgspec.msgpack.Encoder().encode
decode_request = msgspec.msgpack.Decoder(Request).decode


@cache
def _answers() -> msgspec.msgpack.Decoder[Answer]:
    return msgspec.msgpack.Decoder(Answer)


def decode_answer(body: bytes) -> Answer:
    """Raises `msgspec.MsgspecError`, UnicodeDecodeError. The worker itself never needs it."""
    return _answers().decode(body)
