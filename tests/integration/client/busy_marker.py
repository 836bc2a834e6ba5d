"""A client that changes an annotation layer without pause until it is killed: PROFILE PASSWORD.

It prints how many marks it has kept, each time that they have been kept; 0 when it took the layer away.
"""

from __future__ import annotations

import sys
from pathlib import Path

from core.ofd import Note, pack_marks
from desktop.cache import Cache
from desktop.vault import Vault
from desktop.workspace.workspace import utc_now


def main(profile: str, password: str) -> None:
    cache = Cache.open(Vault.unlock(Path(profile), password))
    marks: list[Note] = []
    while True:
        marks.append(Note(mark_id=str(len(marks)), page=0, author="甲", made_at=utc_now(), x=1, y=1))
        if len(marks) == 5:
            marks.clear()
        cache.keep_annotation_layer("doc-1", "a", pack_marks(marks) if marks else None)
        print(len(marks), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
