"""Builds the feature files: `python -m tests.corpus.features.build [--golden | --table] [NAME …]`.

Without `--golden` only the .ofd files are written; with it their pages are drawn by the reading worker too;
`--table` prints the table of docs/CONFORMANCE.md.
A golden picture is committed only after somebody has looked at it beside the standard's clause.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from PIL import Image

from desktop.reading import ReadingWorker
from tests.corpus.features import (
    annots,
    colours,
    containers,
    graphics,
    habits,
    images,
    objects,
    pages,
    shadings,
    strays,
    texts,
)
from tests.corpus.features.package import Feature

HERE = Path(__file__).parent
FILES, GOLDEN = HERE / "ofd", HERE / "golden"
DPI = 96
FEATURES: tuple[Feature, ...] = (
    *colours.FEATURES,
    *shadings.FEATURES,
    *graphics.FEATURES,
    *objects.FEATURES,
    *texts.FEATURES,
    *images.FEATURES,
    *pages.FEATURES,
    *annots.FEATURES,
    *containers.FEATURES,
    *habits.FEATURES,
    *strays.FEATURES,
)


def golden_path(feature: Feature) -> Path:
    """The picture of its page."""
    return GOLDEN / f"{feature.name}.png"


def table() -> str:
    """The features as docs/CONFORMANCE.md lists them."""
    lines = ["| File | Clause | What its page shows | Warned |", "|---|---|---|---|"]
    for feature in FEATURES:
        codes = ", ".join(f"`{code}`" for code in sorted(feature.warnings)) or "–"
        if feature.refused:
            codes = f"refused: `{feature.refused}`"
        lines.append(f"| `{feature.name}` | {feature.clause} | {feature.expected} | {codes} |")
    return "\n".join(lines)


def chosen(names: Sequence[str]) -> Iterator[Feature]:
    yield from (feature for feature in FEATURES if not names or feature.name in names)


def main(arguments: Sequence[str]) -> None:
    if "--table" in arguments:
        print(table())
        return
    names = [argument for argument in arguments if argument != "--golden"]
    FILES.mkdir(exist_ok=True)
    for feature in chosen(names):
        (FILES / f"{feature.name}.ofd").write_bytes(feature.build())
    if "--golden" in arguments:
        GOLDEN.mkdir(exist_ok=True)
        worker = ReadingWorker()
        try:
            for feature in chosen(names):
                if not feature.refused:
                    _draw(worker, feature)
        finally:
            worker.stop()


def _draw(worker: ReadingWorker, feature: Feature) -> None:
    handle = worker.open((FILES / f"{feature.name}.ofd").read_bytes())
    picture = worker.page_picture(handle, 0, dpi=DPI)
    worker.close(handle)
    image = Image.frombytes(
        "RGB", (picture.width, picture.height), picture.pixels, "raw", "BGRX", picture.stride
    )
    if len(image.getcolors(1 << 20) or ()) <= 256:
        image = image.quantize(256, dither=Image.Dither.NONE)
    image.save(golden_path(feature), optimize=True)
    print(feature.name, *image.size, *sorted({warned.code for warned in picture.warnings}))


if __name__ == "__main__":
    main(sys.argv[1:])
