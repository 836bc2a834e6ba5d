"""Annotation layers in the one vocabulary of `core.ofd.marks`, which the reader wrote in another before.

Both forms are msgpack and are spelled out here: a migration must not follow what the program becomes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import sqlalchemy as sa
from alembic import op

revision = "c0003"
down_revision = "c0002"
branch_labels = None
depends_on = None

_AREAS_MAX = 500
_LAYER = sa.table(
    "annotation_layer",
    sa.column("record_id", sa.String),
    sa.column("address", sa.String),
    sa.column("body", sa.LargeBinary),
)


def upgrade() -> None:
    _convert(lambda layer: {"version": 1, "marks": [mark for old in layer for mark in _mark(old)]})


def downgrade() -> None:
    """A strikeout, which the older program does not know, becomes an underline."""
    _convert(lambda layer: [old for mark in layer["marks"] for old in _annotation(mark)])


def _convert(changed: Callable[[Any], object]) -> None:
    """Change every layer; one that cannot be read is left as it is, and the reader will say so."""
    connection = op.get_bind()
    rows = connection.execute(sa.select(_LAYER.c.record_id, _LAYER.c.address, _LAYER.c.body)).all()
    for record_id, address, body in rows:
        try:
            made = msgspec.msgpack.encode(changed(msgspec.msgpack.decode(body)))
        except (msgspec.MsgspecError, UnicodeDecodeError, LookupError, TypeError, ValueError):
            continue
        here = (_LAYER.c.record_id == record_id) & (_LAYER.c.address == address)
        connection.execute(sa.update(_LAYER).where(here).values(body=made))


def _mark(old: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """An annotation of before as marks: more than one only where a mark holds fewer lines than it had."""
    colour, mark = old["colour"], old["mark"]
    made = {
        "mark_id": old["id"][:64] or "mark",
        "page": old["page"],
        "author": old["author"][:200],
        "made_at": old["made_at"],
        "tint": [int(colour[at : at + 2], 16) for at in (1, 3, 5)],
        "remark": old.get("text", ""),
    }
    match mark["type"]:
        case "note":
            yield {"type": "Note", **made, "x": mark["x_mm"], "y": mark["y_mm"]}
        case "ink":
            yield {"type": "Ink", **made, "strokes": [mark["points"]], "width_mm": mark["width_mm"]}
        case kind:
            areas = [box for box in mark["boxes"] if box[2] > 0 and box[3] > 0]
            for number, first in enumerate(range(0, len(areas), _AREAS_MAX)):
                mark_id = f"{made['mark_id'][:58]}-{number + 1}" if number else made["mark_id"]
                some = areas[first : first + _AREAS_MAX]
                yield {"type": kind.capitalize(), **made, "mark_id": mark_id, "areas": some}


def _annotation(mark: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A mark as annotations of before: handwriting becomes one a stroke."""
    old = {
        "id": mark["mark_id"],
        "page": mark["page"],
        "author": mark["author"],
        "made_at": mark["made_at"],
        "colour": "#{:02X}{:02X}{:02X}".format(*mark["tint"]),
        "text": mark["remark"],
    }
    match mark["type"]:
        case "Note":
            yield {**old, "mark": {"type": "note", "x_mm": mark["x"], "y_mm": mark["y"]}}
        case "Ink":
            for number, stroke in enumerate(mark["strokes"]):
                ink = {"type": "ink", "points": stroke, "width_mm": mark["width_mm"]}
                yield {**old, "id": f"{old['id']}-{number + 1}" if number else old["id"], "mark": ink}
        case "Highlight":
            yield {**old, "mark": {"type": "highlight", "boxes": mark["areas"]}}
        case _:
            yield {**old, "mark": {"type": "underline", "boxes": mark["areas"]}}
