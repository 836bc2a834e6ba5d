"""What no reference can show: one small file per feature, drawn as somebody saw that the standard says.

The files are built by `tests.corpus.features.build`, which says what each has to look like; the golden
pictures were looked at one by one. A comparison that cannot fail proves nothing, so it is tested too.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage

from core.errors import DocumentError
from core.ofd import open_ofd
from desktop.reading import Handle, Picture, ReadingWorker, RectPx
from desktop.reading.fontfiles import FontFiles
from desktop.reading.ofd import open_ofd_document
from tests.corpus.features.build import DPI, FEATURES, FILES, GOLDEN, golden_path, table
from tests.corpus.features.compare import Pixels, agreement, read
from tests.corpus.features.package import Feature

_TITLE_PX = 24
_BYTES_MAX = 3 << 20
_SHOWN = [feature for feature in FEATURES if not feature.refused]
_BLANK = {"box-outside", "page-blank", "zip-duplicate"}
_INKED = [feature for feature in _SHOWN if feature.name not in _BLANK]
_COLOURED_FROM = 0.01
_VISIBLE, _STRAY_PX = 24, 4


@pytest.fixture(scope="module")
def worker() -> Iterator[ReadingWorker]:
    worker = ReadingWorker()
    yield worker
    worker.stop()


def _named(feature: Feature) -> str:
    return feature.name


def _opened(worker: ReadingWorker, feature: Feature) -> Handle:
    return worker.open((FILES / f"{feature.name}.ofd").read_bytes())


def _pixels(picture: Picture) -> Pixels:
    rows = np.frombuffer(picture.pixels, np.uint8).reshape(picture.height, picture.stride)
    bgr = rows[:, : 4 * picture.width].reshape(picture.height, picture.width, 4)[:, :, 2::-1]
    return bgr.astype(float)


@pytest.mark.parametrize("feature", FEATURES, ids=_named)
def test_the_committed_file_is_what_the_builder_makes(feature: Feature) -> None:
    assert (FILES / f"{feature.name}.ofd").read_bytes() == feature.build()


def test_names_are_unique_and_nothing_else_lies_about() -> None:
    names = {feature.name for feature in FEATURES}
    assert len(names) == len(FEATURES)
    assert {file.stem for file in FILES.iterdir()} == names
    assert {file.stem for file in GOLDEN.iterdir()} == {feature.name for feature in _SHOWN}
    assert sum(file.stat().st_size for folder in (FILES, GOLDEN) for file in folder.iterdir()) < _BYTES_MAX


@pytest.mark.parametrize("feature", _SHOWN, ids=_named)
def test_the_page_looks_as_its_golden_picture(feature: Feature, worker: ReadingWorker) -> None:
    handle = _opened(worker, feature)
    drawn = worker.page_picture(handle, 0, dpi=DPI)
    worker.close(handle)
    found = agreement(read(golden_path(feature)), _pixels(drawn))
    assert found.holds, f"{feature.expected}: {found}"
    assert feature.warnings <= {warned.code for warned in (*handle.summary.warnings, *drawn.warnings)}


@pytest.mark.parametrize("feature", [found for found in FEATURES if found.facts], ids=_named)
def test_the_document_says_what_no_picture_shows(feature: Feature) -> None:
    document = open_ofd((FILES / f"{feature.name}.ofd").read_bytes())
    assert feature.facts is not None
    assert feature.facts(document)


@pytest.mark.parametrize("feature", [found for found in FEATURES if found.refused], ids=_named)
def test_what_cannot_be_read_is_refused_with_its_reason(feature: Feature, worker: ReadingWorker) -> None:
    with pytest.raises(DocumentError) as refusal:
        _opened(worker, feature)
    assert refusal.value.code == feature.refused


@pytest.mark.parametrize("feature", _SHOWN, ids=_named)
def test_the_page_needs_no_installed_font(feature: Feature) -> None:
    golden = read(golden_path(feature))
    height, width = golden.shape[:2]
    content = (FILES / f"{feature.name}.ofd").read_bytes()
    document = open_ofd_document(content, FontFiles(()))
    image, _ = document.draw(0, px_per_mm=DPI / 25.4, rect=RectPx(0, 0, width, height))
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(height, image.bytesPerLine())
    assert agreement(golden, rows[:, : 3 * width].reshape(height, width, 3).astype(float)).holds


@pytest.mark.parametrize("feature", _INKED, ids=_named)
def test_tiles_of_the_page_join_without_a_seam(feature: Feature, worker: ReadingWorker) -> None:
    handle = _opened(worker, feature)
    whole = _pixels(worker.page_picture(handle, 0, dpi=DPI))
    height, width = whole.shape[:2]
    joined = np.zeros_like(whole)
    for top, bottom in pairwise((0, height * 3 // 7, height)):
        for left, right in pairwise((0, width * 2 // 5, width)):
            tile = RectPx(left, top, right - left, bottom - top)
            joined[top:bottom, left:right] = _pixels(worker.page_picture(handle, 0, dpi=DPI, clip=tile))
    worker.close(handle)
    assert (np.abs(joined - whole).max(axis=2) > _VISIBLE).sum() <= _STRAY_PX


def test_each_of_several_documents_in_a_package_can_be_read(worker: ReadingWorker) -> None:
    package = (FILES / "documents.ofd").read_bytes()
    first, second = (worker.open(package, body=body) for body in (0, 1))
    assert first.summary.bodies == second.summary.bodies == ("DOCBODY 1 OF 2 7.4", "DOCBODY 2 OF 2 7.4")
    middles = [_pixels(worker.page_picture(handle, 0, dpi=DPI))[130, 190] for handle in (first, second)]
    assert [list(middle) for middle in middles] == [[20, 150, 60], [30, 60, 210]]


# -- the comparison itself


def _content(picture: Pixels) -> Pixels:
    """Everything under the title, as a view."""
    return picture[_TITLE_PX:]


@pytest.mark.parametrize("feature", _INKED, ids=_named)
def test_a_missing_object_is_noticed(feature: Feature) -> None:
    golden = read(golden_path(feature))
    changed = golden.copy()
    content = _content(changed)
    ink = 255 - content.min(axis=2)
    side = 30
    places = [(y, x) for y in range(0, content.shape[0], 10) for x in range(0, content.shape[1], 10)]
    y, x = max(places, key=lambda place: ink[place[0] : place[0] + side, place[1] : place[1] + side].sum())
    content[y : y + side, x : x + side] = 255
    assert not agreement(golden, changed).holds


@pytest.mark.parametrize("feature", _INKED, ids=_named)
def test_misplaced_content_is_noticed(feature: Feature) -> None:
    golden = read(golden_path(feature))
    changed = golden.copy()
    changed[_TITLE_PX:] = np.roll(_content(golden), 8, axis=1)
    assert not agreement(golden, changed).holds


@pytest.mark.parametrize("feature", _INKED, ids=_named)
def test_a_wrong_colour_is_noticed(feature: Feature) -> None:
    golden = read(golden_path(feature))
    spread = golden.max(axis=2) - golden.min(axis=2)
    changed = golden[:, :, [1, 2, 0]] if (spread > 60).mean() > _COLOURED_FROM else 255 - golden
    assert not agreement(golden, changed).holds


@pytest.mark.parametrize("feature", _SHOWN, ids=_named)
def test_another_rasteriser_is_forgiven(feature: Feature) -> None:
    """Edges a third of a pixel away and a shade off, as another FreeType or Qt would draw them."""
    golden = read(golden_path(feature))
    changed = 0.67 * golden + 0.33 * np.roll(golden, 1, axis=1)
    assert agreement(golden, np.clip(changed + 2, 0, 255)).holds


def test_the_table_of_conformance_is_that_of_the_builder() -> None:
    document = Path(__file__).parents[2] / "docs" / "CONFORMANCE.md"
    assert table() in document.read_text(encoding="utf-8")
