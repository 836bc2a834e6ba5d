"""How much of everything a document may ask for before it is refused."""

from __future__ import annotations

import msgspec


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Bounds on untrusted packages; passing one raises `OverLimit` with the field's name.

    Sizes are bytes. `ratio` (inflated : packed) counts only above `ratio_floor`, because a blank bitmap
    honestly shrinks a thousand times. Objects, segments and glyphs are counted per page with composites,
    patterns and templates written out; `nesting` bounds blocks and these within each other. The XML reader
    itself refuses more than 256 levels.
    """

    package_bytes: int = 1 << 30
    entries: int = 100_000
    entry_bytes: int = 256 << 20
    inflated_bytes: int = 2 << 30
    ratio: int = 200
    ratio_floor: int = 64 << 20
    xml_bytes: int = 64 << 20
    xml_elements: int = 1_000_000
    pages: int = 50_000
    resources: int = 500_000
    page_objects: int = 100_000
    path_segments: int = 500_000
    glyphs: int = 300_000
    nesting: int = 24


DEFAULT_LIMITS = Limits()
