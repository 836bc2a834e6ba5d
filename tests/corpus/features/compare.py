"""Whether two pictures of a page show the same, whoever rasterised them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Pixels = NDArray[np.float64]
"""Rows × columns × (red, green, blue), 0–255."""

INK_CELL, COLOUR_CELL = 4, 8
_INK = 6
INK_AT_LEAST = 0.98
_STRANGE = 24
STRANGE_AT_MOST = 0.002
_WRONG = 60


@dataclass(frozen=True, slots=True)
class Agreement:
    """`ink`: F1 on cells of 1 mm; `strange`: share of 2-mm cells of another colour; `worst`: 0–255."""

    ink: float
    strange: float
    worst: float

    @property
    def holds(self) -> bool:
        return self.ink >= INK_AT_LEAST and self.strange <= STRANGE_AT_MOST and self.worst <= _WRONG


def read(path: Path) -> Pixels:
    with Image.open(path) as picture:
        return np.asarray(picture.convert("RGB"), float)


def agreement(golden: Pixels, drawn: Pixels) -> Agreement:
    """Pictures of different sizes agree in nothing."""
    if golden.shape != drawn.shape:
        return Agreement(0.0, 1.0, 255.0)
    apart = np.abs(_cells(golden, COLOUR_CELL) - _cells(drawn, COLOUR_CELL)).max(axis=2)
    return Agreement(_ink_f1(golden, drawn), float((apart > _STRANGE).mean()), float(apart.max()))


def _cells(picture: Pixels, side: int) -> Pixels:
    """The mean colour of each cell; a last row or column of part cells is filled up with white."""
    down, across = (-(-length // side) * side for length in picture.shape[:2])
    padded = np.full((down, across, 3), 255.0)
    padded[: picture.shape[0], : picture.shape[1]] = picture
    return padded.reshape(down // side, side, across // side, side, 3).mean(axis=(1, 3))


def _ink_f1(golden: Pixels, drawn: Pixels) -> float:
    first, second = (255 - _cells(picture, INK_CELL).min(axis=2) > _INK for picture in (golden, drawn))
    if not first.any() and not second.any():
        return 1.0
    recall = (first & _grown(second)).sum() / max(1, first.sum())
    precision = (second & _grown(first)).sum() / max(1, second.sum())
    return float(2 * recall * precision / (recall + precision)) if recall + precision else 0.0


def _grown(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    tall = mask.copy()
    tall[1:] |= mask[:-1]
    tall[:-1] |= mask[1:]
    wide = tall.copy()
    wide[:, 1:] |= tall[:, :-1]
    wide[:, :-1] |= tall[:, 1:]
    return wide
