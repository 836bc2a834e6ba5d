"""What a new OFD package is made of: pages of placed text, paths and pictures.

All lengths are mm from the page's top left corner, x to the right and y downwards (GB/T 33190 8.1).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

Color: TypeAlias = tuple[int, int, int]
"""Red, green, blue, each 0 to 255."""

Box: TypeAlias = tuple[float, float, float, float]
"""x, y, width, height in mm."""

PathCommand: TypeAlias = tuple[str, *tuple[float, ...]]
"""An operator of GB/T 33190 9.1 (M L Q B A C) and its operands, in page mm."""

BLACK: Color = (0, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenFont:
    """A font by name, and its program when it is embedded (OpenType or TrueType bytes)."""

    name: str
    family: str = ""
    bold: bool = False
    serif: bool = False
    program: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenText:
    """One line of characters; `x_mm`, `baseline_mm` is the origin of the first glyph.

    `advances_mm` has one step per character except the last. `tag` names the element of the
    document that the text stands for (`doc_title`); texts with a tag are listed in CustomTags.
    """

    text: str
    font: str
    size_mm: float
    x_mm: float
    baseline_mm: float
    advances_mm: tuple[float, ...] = ()
    color: Color = BLACK
    h_scale: float = 1.0
    tag: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenPath:
    """An outline that is stroked, filled, or both; a colour of None leaves that part out."""

    commands: tuple[PathCommand, ...]
    stroke: Color | None = BLACK
    fill: Color | None = None
    line_width_mm: float = 0.353


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenImage:
    """A picture that fills `box`; `format` is PNG, JPEG, BMP or TIFF as MultiMedia names it."""

    content: bytes
    box: Box
    format: str = "PNG"


WrittenItem: TypeAlias = WrittenText | WrittenPath | WrittenImage


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenPage:
    """One page; items are painted in order."""

    items: tuple[WrittenItem, ...]
    width_mm: float = 210.0
    height_mm: float = 297.0


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenOutline:
    """An entry of the outline that leads to `top_mm` of a page counted from 0."""

    title: str
    page: int
    top_mm: float = 0.0
    children: tuple[WrittenOutline, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenAttachment:
    """A file that travels inside the package; `format` is its usual extension without a dot."""

    name: str
    format: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class DocInfo:
    """The document's own record (GB/T 33190 7.4). `doc_id` is 32 hex digits, dates are YYYY-MM-DD.

    `custom` becomes CustomDatas: names and texts of the writer's choice.
    """

    doc_id: str
    title: str = ""
    author: str = ""
    subject: str = ""
    creation_date: str = ""
    creator: str = "Sealdesk"
    creator_version: str = ""
    custom: tuple[tuple[str, str], ...] = ()
