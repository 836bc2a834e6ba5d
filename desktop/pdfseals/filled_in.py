"""Fields of a form that somebody filled in, drew anew or added after a signature.

ISO 32000-1 12.8.2.2 lets forms be filled in after signing, and pyHanko passes it. But what such a field shows
stands on the page, over signed text if its maker likes, and nobody signed it: "shadow attacks" and "sneaky
signatures" (fields that are never signed) work so. Later signatures are judged by themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pyhanko.pdf_utils import generic

from desktop.pdfseals.fields import dictionaries, form_fields, got, signature_in

_OBJECTS_MAX = 2_000
_ABOVE = frozenset({"/Parent", "/P", "/Popup"})
"""Keys that lead from a field to what it is part of."""
NEED_APPEARANCES = "NeedAppearances"


def filled_in_after(reader: Any, revision: int) -> tuple[str, ...]:
    """Names of fields without a signature that a later revision than this touched, in the form's order.

    Among them `NEED_APPEARANCES`, when fields are to be drawn from their values now and were not before.
    """
    fields = [
        (name, field)
        for name, field in form_fields(reader.root)
        if signature_in(field) is None and not _holds_fields(field)
    ]
    touched = [name for name, field in fields if _is_touched(reader, field, revision)]
    before = reader.get_historical_root(revision)
    if fields and _needs_appearances(reader.root) and not _needs_appearances(before):
        touched.append(NEED_APPEARANCES)
    return tuple(dict.fromkeys(touched))


def _holds_fields(field: Any) -> bool:
    """Whether this is but a name that others stand under; widgets have none (12.7.3.1)."""
    return any("/T" in kid for kid in dictionaries(field, "/Kids", _OBJECTS_MAX))


def _needs_appearances(root: Any) -> bool:
    return bool(got(got(root, "/AcroForm"), "/NeedAppearances"))


def _is_touched(reader: Any, field: Any, revision: int) -> bool:
    """Whether the field, or anything it leads down to, is younger, or is too much to be looked through."""
    for count, reference in enumerate(_references(field)):
        try:
            if count >= _OBJECTS_MAX or reader.xrefs.get_last_change(reference) > revision:
                return True
        except KeyError:
            continue  # names an object that is not there, then as now
    return False


def _references(field: Any) -> Iterator[generic.Reference]:
    """The field's own object and all that it leads down to."""
    own = getattr(field, "container_ref", None)
    if isinstance(own, generic.Reference):
        yield own
    waiting: list[Any] = [field]
    seen: set[generic.Reference] = set()
    while waiting and len(seen) <= _OBJECTS_MAX:
        for raw in _raw_values(waiting.pop()):
            if not isinstance(raw, generic.IndirectObject):
                waiting.append(raw)
            elif raw.reference not in seen:
                seen.add(raw.reference)
                yield raw.reference
                waiting.append(raw.get_object())


def _raw_values(value: Any) -> Iterator[Any]:
    if isinstance(value, generic.DictionaryObject):
        yield from (value.raw_get(key) for key in value if key not in _ABOVE)
    elif isinstance(value, generic.ArrayObject):
        yield from (value.raw_get(index) for index in range(len(value)))
