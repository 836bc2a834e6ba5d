"""The display list: what a page shows, resolved, in the order it is drawn.

Screen, print, thumbnails, text and hit testing all read these values. Lengths are mm. A matrix
`(a, b, c, d, e, f)` maps row vectors, x' = a·x + c·y + e and y' = b·x + d·y + f (GB/T 33190 8.3), as
QTransform takes it. An item's `matrix` maps its own space to the space of the list that holds it: the page
for `Page.items`, the unit for `Group.items`, the cell for `TilingPaint.cell`. Its clips and its `boundary`
are already in that outer space. Colours are RGBA 0–255, converted from their colour space. Nothing here
points at a resource except by the integer keys that `OfdDocument.font` and `.image` answer.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple, TypeAlias

import msgspec


class Matrix(NamedTuple):
    """An affine map of row vectors."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0


class Box(NamedTuple):
    """A rectangle in mm; `x`, `y` is its top left corner."""

    x: float
    y: float
    width: float
    height: float


class Path(msgspec.Struct, frozen=True):
    """An outline: one operator letter per segment and all coordinates flat.

    M and L take x y; Q takes a control point and an end; B two control points and an end; C closes and
    takes nothing. Arcs have become B.
    """

    ops: str
    coords: tuple[float, ...]


class Rule(Enum):
    """How overlapping sub-paths fill (GB/T 33190 9.1)."""

    NON_ZERO = "NonZero"
    EVEN_ODD = "Even-Odd"


class Cap(Enum):
    BUTT = "Butt"
    ROUND = "Round"
    SQUARE = "Square"


class Join(Enum):
    MITER = "Miter"
    ROUND = "Round"
    BEVEL = "Bevel"


class MapType(Enum):
    """What a shading does beyond one run along its axis (GB/T 33190 8.3.4)."""

    DIRECT = "Direct"
    REPEAT = "Repeat"
    REFLECT = "Reflect"


class Reflect(Enum):
    """Which alternate cells of a pattern are mirrored (GB/T 33190 8.3.3)."""

    NORMAL = "Normal"
    ROW = "Row"
    COLUMN = "Column"
    ROW_AND_COLUMN = "RowAndColumn"


class Blend(Enum):
    """How an item meets what lies under it; only annotations of the field and stamps are not normal."""

    NORMAL = "Normal"
    MULTIPLY = "Multiply"
    DARKEN = "Darken"


class Pen(msgspec.Struct, frozen=True):
    """How an outline is stroked: mm in the item's own space, so the full matrix scales it.

    Width 0 asks for one device pixel. `dash` alternates on and off; an odd list repeats.
    """

    width: float = 0.353
    cap: Cap = Cap.BUTT
    join: Join = Join.MITER
    miter_limit: float = 3.528
    dash: tuple[float, ...] = ()
    dash_offset: float = 0.0


class Rgba(NamedTuple):
    """A colour, each channel 0–255."""

    red: int
    green: int
    blue: int
    alpha: int = 255


class SolidPaint(msgspec.Struct, frozen=True, tag=True):
    color: Rgba


class Stop(msgspec.Struct, frozen=True):
    """A colour at a position 0–1 of a shading's axis."""

    position: float
    color: Rgba


class AxialPaint(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A linear shading. `matrix` maps its points to the space of the list that holds the item.

    `unit` is the length of one run along the axis, in the points' own space. Extend: 1 before the start,
    2 past the end, 3 both, 0 neither: what it leaves out is not painted.
    """

    start: tuple[float, float]
    end: tuple[float, float]
    stops: tuple[Stop, ...]
    map_type: MapType
    unit: float
    extend: int
    matrix: Matrix


class RadialPaint(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A shading between two ellipses; radii are the long half-axes, short = long·√(1−eccentricity²).

    `angle` (degrees, clockwise) turns the long axis. Map type, unit, extend and matrix as for AxialPaint.
    """

    start: tuple[float, float]
    start_radius: float
    end: tuple[float, float]
    end_radius: float
    eccentricity: float
    angle: float
    stops: tuple[Stop, ...]
    map_type: MapType
    unit: float
    extend: int
    matrix: Matrix


class Vertex(msgspec.Struct, frozen=True):
    x: float
    y: float
    color: Rgba


class MeshPaint(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Gouraud triangles, three vertices each; both Gouraud kinds of the standard come out as this.

    `back` fills what no triangle covers, or None to leave it unpainted.
    """

    triangles: tuple[tuple[Vertex, Vertex, Vertex], ...]
    back: Rgba | None
    matrix: Matrix


class TilingPaint(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A pattern: `cell` (clipped to width × height) repeated every step, both ways, without end.

    `matrix` maps the cells' plane to the space of the list that holds the item, or, when `on_page`, to the
    page whatever composite the item stands in. It already holds the pattern's own CTM.
    """

    width: float
    height: float
    x_step: float
    y_step: float
    reflect: Reflect
    cell: tuple[Item, ...]
    matrix: Matrix
    on_page: bool = False


Paint: TypeAlias = SolidPaint | AxialPaint | RadialPaint | MeshPaint | TilingPaint


class ClipArea(msgspec.Struct, frozen=True, kw_only=True):
    """One area of a clip: an outline (widened by `pen` when it has one), or the outlines of text.

    `matrix` maps the outline to the space of the list that holds the item; the matrices inside `text` map to
    that same space already.
    """

    matrix: Matrix
    path: Path | None = None
    rule: Rule = Rule.NON_ZERO
    pen: Pen | None = None
    text: tuple[GlyphRun, ...] = ()


class AreaClip(msgspec.Struct, frozen=True, tag=True):
    """The union of its areas."""

    areas: tuple[ClipArea, ...]


class RectClip(msgspec.Struct, frozen=True, tag=True):
    """A rectangle that stands upright in the space of the list that holds the item."""

    box: Box


Clip: TypeAlias = RectClip | AreaClip


class PathItem(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """An outline that is filled, then stroked. `clips` are all intersected; `alpha` 0–255 applies to both."""

    object_id: int
    boundary: Box
    matrix: Matrix
    clips: tuple[Clip, ...]
    path: Path
    rule: Rule = Rule.NON_ZERO
    fill: Paint | None = None
    stroke: Paint | None = None
    pen: Pen = Pen()
    alpha: int = 255
    blend: Blend = Blend.NORMAL


class GlyphRun(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """One TextCode: glyphs with their baseline origins, as parallel tuples of the same length.

    Glyph i is drawn at `xs[i], ys[i]` (text space, mm before `matrix`) with an em of `size` mm. Its shape is
    `glyph_ids[i]` of the embedded program when that is ≥ 0 and the program loads, else the character
    `chars[i]` (empty: this glyph belongs to the one before it and has no character of its own). `glyph_ids`
    is empty when the file names none. Glyphs from `placed` on are given no place by the file: their x is
    only an estimate, and a painter that knows the font moves each to the end of the one before it.

    `h_scale` stretches shapes, not distances. `char_direction` turns each glyph about its origin,
    `read_direction` is where the line runs; both degrees clockwise, 0, 90, 180 or 270. `text` is the
    source's own text, for copying and searching.
    """

    object_id: int
    boundary: Box
    matrix: Matrix
    clips: tuple[Clip, ...]
    font: int
    size: float
    text: str
    chars: tuple[str, ...]
    glyph_ids: tuple[int, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    placed: int
    h_scale: float = 1.0
    char_direction: int = 0
    read_direction: int = 0
    weight: int = 400
    italic: bool = False
    fill: Paint | None = None
    stroke: Paint | None = None
    pen: Pen = Pen()
    alpha: int = 255
    blend: Blend = Blend.NORMAL


class Border(msgspec.Struct, frozen=True):
    """The frame of a picture; it starts at the top left corner and runs clockwise. Radii are mm."""

    pen: Pen
    paint: Paint
    x_radius: float = 0.0
    y_radius: float = 0.0


class ImageItem(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A picture: `matrix` maps the unit square, its first row at the top (y = 0), to the outer space.

    `image`, `substitution` (high resolution, for print or when `image` cannot be decoded) and `mask`
    (bi-level, white shows) are keys for `OfdDocument.image`.
    """

    object_id: int
    boundary: Box
    matrix: Matrix
    clips: tuple[Clip, ...]
    image: int
    substitution: int | None = None
    mask: int | None = None
    border: Border | None = None
    alpha: int = 255
    blend: Blend = Blend.NORMAL


class Group(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A composite: shared `items` in the unit's own space, drawn as one with `alpha`.

    `unit` is the CompositeGraphicUnit's id: equal units hold the very same `items` tuple.
    """

    object_id: int
    boundary: Box
    matrix: Matrix
    clips: tuple[Clip, ...]
    unit: int
    items: tuple[Item, ...]
    alpha: int = 255
    blend: Blend = Blend.NORMAL


Item: TypeAlias = PathItem | GlyphRun | ImageItem | Group


class Annotation(msgspec.Struct, frozen=True, kw_only=True):
    """An annotation's appearance on the page, after the content and under the stamps (GB/T 33190 15).

    `kind` is Link, Path, Highlight, Stamp, Watermark or whatever the field wrote. Hidden ones are not here.
    `items` are in page space. A kind of Stamp is a picture, never proof of a seal.
    """

    annotation_id: int
    kind: str
    subtype: str
    creator: str
    last_modified: str
    boundary: Box
    items: tuple[Item, ...]
    remark: str = ""
    parameters: tuple[tuple[str, str], ...] = ()
    prints: bool = True
    no_zoom: bool = False
    no_rotate: bool = False
    read_only: bool = True
    blend: Blend = Blend.NORMAL


class Dest(msgspec.Struct, frozen=True, kw_only=True):
    """A place in the document: `kind` is XYZ, Fit, FitH, FitV or FitR; mm on that page; zoom 0 = keep."""

    kind: str
    page_index: int
    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    zoom: float = 0.0


class Goto(msgspec.Struct, frozen=True, tag=True):
    dest: Dest


class OpenUri(msgspec.Struct, frozen=True, tag=True):
    """An address outside the document: ask before opening it, never open it unasked."""

    uri: str
    base: str = ""


class OpenAttachment(msgspec.Struct, frozen=True, tag=True):
    attachment_id: str
    new_window: bool = True


class PlaySound(msgspec.Struct, frozen=True, tag=True):
    """A sound; `volume` 0–100."""

    resource: int
    volume: int = 100
    repeat: bool = False
    synchronous: bool = False


class PlayMovie(msgspec.Struct, frozen=True, tag=True):
    """A movie; `operator` is Play, Stop, Pause or Resume."""

    resource: int
    operator: str = "Play"


Action: TypeAlias = Goto | OpenUri | OpenAttachment | PlaySound | PlayMovie


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """Where a click runs `actions`, one after the other. `region` narrows `box`; both in page mm."""

    box: Box
    actions: tuple[Action, ...]
    region: Path | None = None


class Stamp(msgspec.Struct, frozen=True, kw_only=True):
    """Where a signature shows its seal: the picture fills `boundary`, then `clip` cuts it (page mm, both).

    The picture stands in the signed value of the signature `signature_id` (`OfdDocument.signed_value`).
    Multiply-blended, above everything, drawn whatever the verdict (GB/T 33190 18.2).
    """

    signature_id: str
    stamp_id: str
    page_id: int
    boundary: Box
    clip: Box | None = None


class Leniency(msgspec.Struct, frozen=True):
    """What the file got wrong and the reader repaired or left out.

    `code` is stable, `part` names a file of the package, `detail` an id or a value: never content.
    """

    code: str
    part: str = ""
    detail: str = ""


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A page, resolved: draw `items`, `annotations`, `stamps`, in that order, clipped to `application`.

    `width` and `height` are those of the PhysicalBox, whose top left is the origin. `open_actions` is what
    the page wants done when it is shown: never just done. `print_annotations` are hidden on screen and
    asked for on paper (`core.ofd.printing.for_print`). `warnings` are its leniencies, each once.
    """

    index: int
    page_id: int
    width: float
    height: float
    application: Box
    items: tuple[Item, ...]
    annotations: tuple[Annotation, ...] = ()
    print_annotations: tuple[Annotation, ...] = ()
    stamps: tuple[Stamp, ...] = ()
    links: tuple[Link, ...] = ()
    open_actions: tuple[Action, ...] = ()
    warnings: tuple[Leniency, ...] = ()


class FontSource(msgspec.Struct, frozen=True, kw_only=True):
    """A font the document names, and its embedded program if it has one (any sfnt, or bare CFF: sniff it)."""

    key: int
    name: str
    family: str = ""
    charset: str = "unicode"
    italic: bool = False
    bold: bool = False
    serif: bool = False
    fixed_width: bool = False
    program: bytes | None = None


class ImageKind(Enum):
    """What a picture's first bytes say it is; the declared format is often wrong."""

    PNG = "PNG"
    JPEG = "JPEG"
    GIF = "GIF"
    BMP = "BMP"
    TIFF = "TIFF"
    JBIG2 = "JBIG2"
    JPEG2000 = "JPEG2000"
    WEBP = "WEBP"
    UNKNOWN = ""


class ImageSource(msgspec.Struct, frozen=True, kw_only=True):
    """A picture as it lies in the package, undecoded. `declared` is the Format attribute: do not trust it."""

    key: int
    kind: ImageKind
    declared: str
    data: bytes
