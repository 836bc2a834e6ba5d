"""`sealdesk render` against easyofd on the same files in the same run, and four workers against one.

The files are the corpus in ../shared where it is present, else our own feature files and the sample office's
papers. easyofd comes from the package index into an environment of its own in the user's cache folder.
ofdrw is measured when SEALDESK_OFDRW_JAR names its jar with all it depends on and a JDK is there.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from statistics import median, quantiles

import msgspec
import platformdirs

from benchmarks import Measurement
from core.redhead import render_document
from desktop.reading.fontfiles import installed_fonts
from desktop.relaunch import client_command

if sys.platform != "win32":
    import resource

EASYOFD = "easyofd==20260427"
DPI = 144
_ROOT = Path(__file__).parents[1]
_CORPUS = _ROOT.parent / "shared" / "corpus" / "ofd"
_FEATURES = _ROOT / "tests" / "corpus" / "features" / "ofd"
_SECONDS_MAX = 75
_INSTALL_SECONDS_MAX = 600
_JOBS = 4
_PR_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True, slots=True)
class Run:
    """One process: how long it took from nothing to its end, and what its lines said."""

    seconds: float
    cpu_seconds: float
    lines: list[dict[str, float]]

    @property
    def drawn(self) -> int:
        return sum(int(line.get("pages", "paint_ms" in line)) for line in self.lines)


def measure() -> Iterator[Measurement]:
    with tempfile.TemporaryDirectory() as folder:
        documents = _documents(Path(folder))
        out = Path(folder) / "out"
        python, font = _easyofd(), _font()
        ours, theirs = [], []
        for document in documents:  # by turns: both meet the same machine
            ours.append(_ours([document], out, jobs=1))
            if python is not None and font is not None:
                theirs.append(_by_easyofd(python, font, document, out))
        yield from _paint(ours)
        if theirs:
            yield from _against_easyofd(ours, theirs)
        yield from _four_jobs(documents, out)
        yield from _against_ofdrw(documents, ours)


def _paint(ours: Sequence[Run]) -> Iterator[Measurement]:
    paint = [line["paint_ms"] for run in ours for line in run.lines if "paint_ms" in line]
    encode = [line["encode_ms"] for run in ours for line in run.lines if "encode_ms" in line]
    yield _result("paint a page, median", median(paint), "ms", len(paint))
    yield _result("paint a page, 90 % are below", quantiles(paint, n=10)[-1], "ms", len(paint))
    yield _result("write its PNG, median", median(encode), "ms", len(encode))
    whole = [run.seconds * 1000 / run.drawn for run in ours if run.drawn]
    yield _result("a page, whole process of one file, median", median(whole), "ms", len(whole))


def _by_easyofd(python: Path, font: str, document: Path, out: Path) -> Run:
    program = _ROOT / "benchmarks" / "easyofd_peer.py"
    command = [str(python), str(program), font, str(DPI), str(out), str(document)]
    return _timed(command, folder=out.parent)  # where it leaves what it unpacks


def _against_easyofd(ours: Sequence[Run], theirs: Sequence[Run]) -> Iterator[Measurement]:
    pairs = [(own, peer) for own, peer in zip(ours, theirs, strict=True) if own.drawn and peer.drawn]
    yield _result("easyofd draws, share of files", 100 * len(pairs) / len(ours), "%", len(ours))
    if not pairs:
        return
    whole = [(peer.seconds / peer.drawn) / (own.seconds / own.drawn) for own, peer in pairs]
    cpu = [
        (peer.cpu_seconds / peer.drawn) / (own.cpu_seconds / own.drawn)
        for own, peer in pairs
        if own.cpu_seconds
    ]
    warm = [(peer.lines[0]["seconds"] / peer.drawn) / (_drawing(own) / own.drawn) for own, peer in pairs]
    yield _result("easyofd ÷ sealdesk a page, whole process", median(whole), "×", len(pairs))
    if cpu:  # Windows does not tell it
        yield _result("easyofd ÷ sealdesk a page, processor time", median(cpu), "×", len(cpu))
    yield _result("easyofd ÷ sealdesk a page, both warm", median(warm), "×", len(pairs))


def _drawing(run: Run) -> float:
    return sum(line.get("paint_ms", 0) + line.get("encode_ms", 0) for line in run.lines) / 1000


def _four_jobs(documents: Sequence[Path], out: Path) -> Iterator[Measurement]:
    """All files in one command, with one worker and with four."""
    runs = {jobs: _ours(documents, out, jobs=jobs) for jobs in (1, _JOBS)}
    for jobs, run in runs.items():
        name = f"a page, all files in one process, {jobs} {'job' if jobs == 1 else 'jobs'}"
        yield _result(name, run.seconds * 1000 / run.drawn, "ms", run.drawn)
    yield _result(f"1 job ÷ {_JOBS} jobs", runs[1].seconds / runs[_JOBS].seconds, "×", 1)
    longest = max(documents, key=_page_count)
    one, four = (_ours([longest], out, jobs=jobs) for jobs in (1, _JOBS))
    yield _result(f"1 job ÷ {_JOBS} jobs, the file of most pages", one.seconds / four.seconds, "×", 1)


def _page_count(document: Path) -> int:
    ran = subprocess.run(client_command("inspect", str(document)), capture_output=True, check=False)
    return len(json.loads(ran.stdout)["pages"]) if ran.returncode == 0 else 0


def _against_ofdrw(documents: Sequence[Path], ours: Sequence[Run]) -> Iterator[Measurement]:
    jar, java = os.environ.get("SEALDESK_OFDRW_JAR"), shutil.which("java")
    if not jar or java is None:
        _skip("ofdrw", "SEALDESK_OFDRW_JAR names no jar" if java else "there is no java")
        return
    source = _ROOT / "benchmarks" / "OfdrwPages.java"
    run = _timed([java, "-cp", jar, str(source), str(DPI), *map(str, documents)], seconds=3600)
    theirs = [line["paint_ms"] for line in run.lines if "paint_ms" in line]
    own = [line["paint_ms"] for one in ours for line in one.lines if "paint_ms" in line]
    if theirs:
        yield _result("ofdrw paints a page, median", median(theirs), "ms", len(theirs))
        yield _result("sealdesk ÷ ofdrw, paint of a page", median(own) / median(theirs), "×", len(theirs))


def _ours(documents: Sequence[Path], out: Path, *, jobs: int) -> Run:
    arguments = [*map(str, documents), "--out", str(out), "--dpi", str(DPI), "--jobs", str(jobs)]
    return _timed(client_command("render", *arguments), seconds=_SECONDS_MAX * len(documents))


def _timed(command: Sequence[str], *, seconds: float = _SECONDS_MAX, folder: Path | None = None) -> Run:
    _adopt_orphans()
    began, before = time.perf_counter(), _children_cpu_seconds()
    try:
        ran = subprocess.run(command, capture_output=True, timeout=seconds, check=False, cwd=folder)
    except subprocess.TimeoutExpired:
        return Run(seconds, seconds, [])
    took = time.perf_counter() - began
    _bury_orphans()
    cpu = _children_cpu_seconds() - before
    return Run(took, cpu, [json.loads(line) for line in ran.stdout.splitlines() if line.startswith(b"{")])


def _adopt_orphans() -> None:
    """Make this process the one that waits for what its children leave behind (Linux).

    `sealdesk render` ends without waiting for its worker, whose processor time nobody would count otherwise.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _bury_orphans() -> None:
    """Wait until all that was left behind has ended; its processor time is ours then."""
    if sys.platform != "win32":
        with contextlib.suppress(ChildProcessError):
            while True:
                os.waitpid(-1, 0)


def _children_cpu_seconds() -> float:
    """What all processes used that were started from here and have ended, with those they waited for."""
    if sys.platform == "win32":
        return 0.0  # it does not tell
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _documents(folder: Path) -> list[Path]:
    """The corpus, or what we have of our own."""
    found = sorted(_CORPUS.glob("*.ofd"))
    if found:
        return found
    office = msgspec.json.decode(files("resources").joinpath("sample_office.json").read_bytes())
    for paper in office["documents"]:
        (folder / f"{paper['id']}.ofd").write_bytes(render_document(office, paper["id"]))
    return [*sorted(_FEATURES.glob("*.ofd")), *sorted(folder.glob("*.ofd"))]


def _easyofd() -> Path | None:
    """The Python that has easyofd; None when it cannot be had here."""
    home = Path(platformdirs.user_cache_dir("sealdesk-benchmarks")) / EASYOFD.replace("==", "-")
    python = home / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if _has_easyofd(python):
        return python
    venv.create(home, clear=True, with_pip=True)
    install = [str(python), "-m", "pip", "install", "--quiet", EASYOFD]
    try:
        subprocess.run(install, capture_output=True, timeout=_INSTALL_SECONDS_MAX, check=True)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        shutil.rmtree(home, ignore_errors=True)
        _skip("easyofd", f"{EASYOFD} cannot be installed here")
        return None
    return python


def _has_easyofd(python: Path) -> bool:
    if not python.exists():
        return False
    return (
        subprocess.run([str(python), "-c", "import easyofd"], capture_output=True, check=False).returncode
        == 0
    )


def _font() -> str | None:
    """A TrueType file with Chinese glyphs, the only kind that easyofd's reportlab embeds."""
    for face in installed_fonts().fallbacks():
        if face.path.lower().endswith(".ttf") and Path(face.path).stat().st_size > 2**20:
            return face.path
    _skip("easyofd", "no TrueType font with Chinese glyphs is installed")
    return None


def _skip(peer: str, why: str) -> None:
    print(f"peers: {peer} is not measured: {why}", file=sys.stderr)


def _result(name: str, value: float, unit: str, repeats: int) -> Measurement:
    return Measurement(benchmark="peers", name=name, value=round(value, 3), unit=unit, repeats=repeats)
