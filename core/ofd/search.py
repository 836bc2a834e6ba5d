"""Finding text on a page as people mean it: widths, brackets, case and blanks do not count.

Official numbers are written 〔2026〕, [2026] or （2026） by whoever types them, and a name is broken where a
line ends. So both sides are folded before they are compared, and every folded character remembers the
character it came from.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

import msgspec

from core.ofd.display import Box
from core.ofd.geometry import united
from core.ofd.text import TextRun

HITS_MAX = 5_000
CONTEXT_MAX = 40
_SAME = str.maketrans(
    dict.fromkeys("[{〔【〖〘〚❲", "(")
    | dict.fromkeys("]}〕】〗〙〛❳", ")")
    | dict.fromkeys("‐‑‒–—―−─", "-")
    | dict.fromkeys("“”„‟〝〞", '"')
    | dict.fromkeys("‘’‚‛`´", "'")
    | dict.fromkeys("·•‧∙⋅・", "·")
)


class TextHit(msgspec.Struct, frozen=True):
    """One occurrence: a box (page mm) for each line it lies on, and what stands around it on these lines."""

    boxes: tuple[Box, ...]
    context: str = ""


@lru_cache(maxsize=16_384)
def folded_character(char: str) -> str:
    """What `char` is compared as: nothing for blanks and shapeless marks, else one or more characters."""
    plain = unicodedata.normalize("NFKC", char.translate(_SAME)).translate(_SAME).casefold()
    return "".join(part for part in plain if not part.isspace() and unicodedata.category(part) != "Cf")


def folded(text: str) -> str:
    """`text` as it is compared; empty when it holds nothing to look for."""
    return "".join(map(folded_character, text))


def folded_page(runs: Sequence[TextRun]) -> str:
    """All of a page as it is compared: what this does not hold, `search_text` does not find there."""
    return "".join(folded(run.text) for run in runs)


def search_text(runs: Sequence[TextRun], wanted: str) -> tuple[TextHit, ...]:
    """Every occurrence of `wanted` in runs in reading order, across runs and across the ends of lines.

    Occurrences do not overlap; no more than `HITS_MAX` are answered.
    """
    sought = folded(wanted)
    if not sought:
        return ()
    text, owners = _indexed(runs)
    lines = _Lines(runs)
    return tuple(
        TextHit(
            tuple(_line_boxes(runs, owners[start : start + len(sought)])),
            lines.around(*owners[start], last=owners[start + len(sought) - 1][0]),
        )
        for start in _occurrences(text, sought)
    )


def find_text(runs: Sequence[TextRun], wanted: str) -> tuple[Box, ...]:
    """The box of every occurrence of `wanted` that lies on one line (see `search_text`)."""
    return tuple(hit.boxes[0] for hit in search_text(runs, wanted) if len(hit.boxes) == 1)


class _Lines:
    """The text of the lines that hits lie on, each put together once."""

    def __init__(self, runs: Sequence[TextRun]) -> None:
        self._runs = runs
        self._starts: dict[int, int] = {}
        self._texts: dict[int, str] = {}
        for number, run in enumerate(runs):
            text = self._texts.get(run.line, "")
            self._starts[number] = len(text)
            self._texts[run.line] = text + run.text

    def around(self, run: int, at: int, *, last: int) -> str:
        """What stands around a character of `run`, on its line and on to that of the run `last`.

        It begins a little before the character and is cut to `CONTEXT_MAX`.
        """
        start = max(0, self._starts[run] + at - CONTEXT_MAX // 3)
        said = ""
        for line in dict.fromkeys(each.line for each in self._runs[run : last + 1]):
            said = _continued(said, self._texts[line])
        return said[start : start + CONTEXT_MAX].strip()


def _continued(before: str, after: str) -> str:
    """One line after another; Latin words stay apart."""
    apart = before[-1:].isascii() and before[-1:].isalnum() and after[:1].isascii() and after[:1].isalnum()
    return f"{before} {after}" if apart else before + after


def _indexed(runs: Sequence[TextRun]) -> tuple[str, list[tuple[int, int]]]:
    """The folded text, and for each of its characters the run and the place in that run it came from."""
    pieces: list[str] = []
    owners: list[tuple[int, int]] = []
    for number, run in enumerate(runs):
        for at, char in enumerate(run.text):
            piece = folded_character(char)
            pieces.append(piece)
            owners += [(number, at)] * len(piece)
    return "".join(pieces), owners


def _occurrences(text: str, sought: str) -> Iterator[int]:
    at = text.find(sought)
    for _ in range(HITS_MAX):
        if at < 0:
            return
        yield at
        at = text.find(sought, at + len(sought))


def _line_boxes(runs: Sequence[TextRun], owners: Sequence[tuple[int, int]]) -> Iterator[Box]:
    for _, places in groupby(owners, key=lambda owner: runs[owner[0]].line):
        yield united(runs[number].char_boxes[at] for number, at in places)
