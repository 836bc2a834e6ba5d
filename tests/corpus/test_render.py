"""Every page of the corpus is drawn or says why not, and agrees with others (../shared/OFD.md §10)."""

from __future__ import annotations

import importlib.util
import statistics
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType

import pytest

from core.errors import DocumentError
from desktop.reading import ReadingWorker

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"
DPI = 144
MEDIAN_AT_LEAST = 0.99
GOOD, SHARE_AT_LEAST = 0.90, 0.97
WORKERS = 2

pytestmark = pytest.mark.skipif(
    not (CORPUS / "MANIFEST.tsv").is_file(), reason="the corpus is not beside the project (../shared/corpus)"
)


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[int, str | Path]]:
    """Per file and page (from 1) the picture, or the code of the error; page 0 stands for the whole file."""
    out = tmp_path_factory.mktemp("pages")
    worker = ReadingWorker(processes=WORKERS)
    try:
        with ThreadPoolExecutor(WORKERS) as waiting:
            files = sorted((CORPUS / "ofd").glob("*.ofd"))
            return dict(waiting.map(lambda file: (file.name, dict(_pages(worker, file, out))), files))
    finally:
        worker.stop()


def _pages(worker: ReadingWorker, file: Path, out: Path) -> Iterator[tuple[int, str | Path]]:
    try:
        handle = worker.open(file.read_bytes())
    except DocumentError as error:
        yield 0, error.code
        return
    for page in range(len(handle.summary.pages)):
        try:
            picture = worker.page_png(handle, page, dpi=DPI)
        except DocumentError as error:
            yield page + 1, error.code
            continue
        target = out / f"{file.stem}-{page + 1}.png"
        target.write_bytes(picture.content)
        yield page + 1, target
    worker.close(handle)


def test_every_file_opens_and_every_page_is_drawn(drawn: dict[str, dict[int, str | Path]]) -> None:
    failed = {
        (file[:3], page): found
        for file, pages in drawn.items()
        for page, found in pages.items()
        if isinstance(found, str)
    }
    assert failed == {}
    assert len(drawn) == 96


def test_pages_agree_with_what_other_readers_draw(drawn: dict[str, dict[int, str | Path]]) -> None:
    compare = _compare()
    figures = {
        (file[:3], int(reference.stem)): _agreement(compare, reference, pages.get(int(reference.stem)))
        for file, pages in drawn.items()
        for reference in (CORPUS / "reference" / file).glob("*.png")
    }
    worst = sorted((figure, name) for name, figure in figures.items())[:8]
    share = sum(figure >= GOOD for figure in figures.values()) / len(figures)
    median = statistics.median(figures.values())
    print(f"pages {len(figures)}, median {median:.4f}, at least {GOOD}: {share:.4f}, worst {worst}")
    assert len(figures) == 226
    assert median >= MEDIAN_AT_LEAST, worst
    assert share >= SHARE_AT_LEAST, worst


def _agreement(compare: ModuleType, reference: Path, found: str | Path | None) -> float:
    return float(compare.agreement(reference, found)) if isinstance(found, Path) else 0.0


def _compare() -> ModuleType:
    """The corpus's own yardstick."""
    spec = importlib.util.spec_from_file_location("corpus_compare", CORPUS / "compare.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
