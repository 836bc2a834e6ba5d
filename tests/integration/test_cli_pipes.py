"""What the command line does when whoever reads its answer goes away."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from core.ofd.write import write_ofd
from core.ofd.written import DocInfo, WrittenPage

PAGES = tuple(WrittenPage(items=(), width_mm=40, height_mm=40) for _ in range(60))
A_DOCUMENT = write_ofd(PAGES, DocInfo(doc_id=f"{1:032}"))


def test_a_reader_that_stops_listening_sees_no_traceback(tmp_path: Path) -> None:
    document = tmp_path / "many.ofd"
    document.write_bytes(A_DOCUMENT)
    command = [sys.executable, "-m", "desktop", "text", str(document)]
    verb = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert verb.stdout is not None
    assert verb.stderr is not None
    verb.stdout.close()
    complaint = verb.stderr.read()
    verb.stderr.close()
    assert verb.wait(timeout=60) == 141
    assert complaint == b""
