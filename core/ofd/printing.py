"""A page for paper: print flags of annotations, pictures in higher resolution (GB/T 33190 12, 15)."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from core.ofd.display import Annotation, Group, ImageItem, Item, Page


def for_print(page: Page) -> Page:
    """The display list for paper.

    Annotations that are not to be printed are left out, those only for paper come in; a picture with a
    Substitution is drawn from that, and from itself when that cannot be decoded.
    """
    shown = tuple(annotation for annotation in page.annotations if annotation.prints)
    finer: dict[int, tuple[Item, ...]] = {}
    return msgspec.structs.replace(
        page,
        items=_finer(page.items, finer),
        annotations=tuple(_annotation(annotation, finer) for annotation in (*shown, *page.print_annotations)),
        print_annotations=(),
    )


def _annotation(annotation: Annotation, known: dict[int, tuple[Item, ...]]) -> Annotation:
    items = _finer(annotation.items, known)
    return annotation if items is annotation.items else msgspec.structs.replace(annotation, items=items)


def _finer(items: tuple[Item, ...], known: dict[int, tuple[Item, ...]]) -> tuple[Item, ...]:
    """The same items with finer pictures; the very same tuple when there are none, so units stay shared."""
    if id(items) not in known:
        made = tuple(_item(item, known) for item in items)
        known[id(items)] = items if _same(items, made) else made
    return known[id(items)]


def _item(item: Item, known: dict[int, tuple[Item, ...]]) -> Item:
    if isinstance(item, ImageItem) and item.substitution is not None:
        return msgspec.structs.replace(item, image=item.substitution, substitution=item.image)
    if isinstance(item, Group):
        items = _finer(item.items, known)
        return item if items is item.items else msgspec.structs.replace(item, items=items)
    return item


def _same(before: Iterable[Item], after: Iterable[Item]) -> bool:
    return all(one is other for one, other in zip(before, after, strict=True))
