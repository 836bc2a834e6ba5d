"""The date of signing as it stands on a page (GB/T 9704 7.3.5.4)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.ofd import TextRun, find_text
from core.ofd.display import Box

_DATE = re.compile(
    "(?:[0-9]{4}|[〇零○一二三四五六七八九]{4})年"
    "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})月"
    "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})日"
)


def date_in(line: Sequence[TextRun]) -> Box | None:
    """The box of the date that ends a line, if one does."""
    text = "".join("".join(run.text.split()) for run in line)
    found = list(_DATE.finditer(text))
    if not found or found[-1].end() != len(text):
        return None
    return find_text(line, found[-1].group())[-1]
