"""The fuzzer's own mutators reach what they are for."""

from __future__ import annotations

from random import Random

import pytest

from core.ofd import OfdError, open_ofd
from tests.corpus.features import pictures
from tests.corpus.features.fonts import NOTDEF, SQUARE, truetype
from tests.corpus.features.package import Sheet, parts_of, patch
from tests.fuzz.archive import Entry, zipped
from tests.fuzz.blobs import mutated_blob
from tests.fuzz.knots import broken_xml, tied

_BLOBS = {
    "font": truetype((NOTDEF, SQUARE), {65: 1}),
    "png": pictures.png(pictures.card(8, 8)),
    "jpeg": pictures.jpeg(pictures.card(8, 8), "ycc"),
    "bmp": pictures.bmp(pictures.card(8, 8)),
}


def _entries() -> list[Entry]:
    sheet = Sheet(title="FUZZ", body=patch(0, 0, 9, 9, "0 0 0"))
    return [Entry(name.encode(), content) for name, content in parts_of(sheet).items()]


def test_a_package_in_knots_is_another_one_and_never_fails_but_as_declared() -> None:
    random, plain = Random(7), zipped(_entries())
    changed = 0
    for _ in range(200):
        entries = _entries()
        tied(random, entries)
        made = zipped(entries)
        changed += made != plain
        try:
            open_ofd(made).display(0)
        except OfdError:
            continue
    assert changed > 150


def test_broken_xml_is_mended_often_and_refused_often() -> None:
    random, told = Random(7), {"mended": 0, "refused": 0}
    for _ in range(200):
        entries = _entries()
        page = next(entry for entry in entries if b"Content.xml" in entry.name)
        page.content = broken_xml(random, page.content)
        try:
            document = open_ofd(zipped(entries))
            document.display(0)
        except OfdError:
            told["refused"] += 1
        else:
            told["mended"] += any(warning.code == "xml.repaired" for warning in document.warnings)
    assert told["mended"] > 20
    assert told["refused"] > 0


@pytest.mark.parametrize("kind", _BLOBS)
def test_a_changed_blob_mostly_keeps_the_beginning_it_is_known_by(kind: str) -> None:
    random, content = Random(7), _BLOBS[kind]
    changed = [mutated_blob(random, content) for _ in range(100)]
    assert sum(each != content for each in changed) > 60
    assert sum(each[:2] == content[:2] for each in changed) > 60
