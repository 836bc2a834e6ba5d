"""The list of this machine's typefaces, as its settings for them say."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from desktop.reading import ReadingWorker
from desktop.reading.fontfiles import FontFile, FontFiles, installed_fonts, packed_within, unpacked
from desktop.reading.substitutes import wanted_font
from tests.integration.reading.documents import ofd

FACES = installed_fonts().faces
SMALLEST = min((face.path for face in FACES), key=os.path.getsize, default="")
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 20" width="80" height="20">'
    b'<text x="2" y="16" font-size="16">Seal</text></svg>'
)
MEDIA = (
    '<ofd:MultiMedias><ofd:MultiMedia ID="5" Type="Image"><ofd:MediaFile>a.svg</ofd:MediaFile>'
    "</ofd:MultiMedia></ofd:MultiMedias>"
)
PICTURE = '<ofd:ImageObject ID="9" ResourceID="5" Boundary="0 0 80 20" CTM="80 0 0 20 0 0"/>'

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not FACES, reason="fontconfig and typefaces that it lists are wanted"
)


def settings(folder: Path, fonts: Path) -> Path:
    """Settings of fontconfig that name one folder."""
    fonts.mkdir(parents=True, exist_ok=True)
    file = folder / "fonts.conf"
    file.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{fonts}</dir><cachedir>{folder / 'cache'}</cachedir></fontconfig>",
        "utf-8",
    )
    return file


def told(**variables: str) -> tuple[FontFile, ...]:
    """What a client with these variables tells its worker; fontconfig reads settings once in a process."""
    script = "import sys; from desktop.reading.fontfiles import packed; sys.stdout.buffer.write(packed())"
    ran = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=False, env={**os.environ, **variables}
    )
    assert ran.returncode == 0, ran.stderr.decode()
    return unpacked(ran.stdout).faces


@pytest.mark.parametrize("by_folder", [False, True])
def test_a_font_whose_path_is_no_text_hides_no_other(tmp_path: Path, *, by_folder: bool) -> None:
    fonts = tmp_path / ".local" / "share" / "fonts"
    nameless = os.fsencode(fonts) + b"/\xff\xfe"
    os.makedirs(nameless)
    for place in (nameless + b"/hidden.ttf", os.fsencode(fonts) + b"/a face.ttf"):
        shutil.copy(os.fsencode(SMALLEST), place)
    file = settings(tmp_path, tmp_path / "none" if by_folder else fonts)
    faces = told(FONTCONFIG_FILE=str(file), HOME=str(tmp_path))
    assert [face.path for face in faces if str(tmp_path) in face.path] == [str(fonts / "a face.ttf")]


def with_endless_names(font: bytes) -> bytes:
    """The program with two thousand family names of 60 KB, laid over one another (OpenType, name)."""
    count = struct.unpack_from(">H", font, 4)[0]
    lines = [font[12 + 16 * i : 28 + 16 * i] for i in range(count)]
    names = b"".join(struct.pack(">6H", 3, 1, 0x409, 1, 60_000, 2 * i) for i in range(2_000))
    table = (
        struct.pack(">3H", 0, 2_000, 6 + len(names))
        + names
        + "".join(map(chr, range(0x4E00, 0x4E00 + 32_000))).encode("utf-16-be")
    )
    told = struct.pack(">4sIII", b"name", 0, len(font), len(table))
    return (
        font[:12]
        + b"".join(told if line[:4] == b"name" else line for line in lines)
        + font[12 + 16 * count :]
        + table
    )


def test_a_font_with_endless_names_hides_no_other(tmp_path: Path) -> None:
    fonts = tmp_path / ".local" / "share" / "fonts"
    fonts.mkdir(parents=True)
    named = next(face.path for face in FACES if face.path.endswith((".ttf", ".otf")))
    (fonts / "a.ttf").write_bytes(with_endless_names(Path(named).read_bytes()))
    shutil.copy(SMALLEST, fonts / "b.ttf")
    file = settings(tmp_path, tmp_path / "none")
    faces = [
        face for face in told(FONTCONFIG_FILE=str(file), HOME=str(tmp_path)) if str(tmp_path) in face.path
    ]
    assert {face.path for face in faces} == {str(fonts / "a.ttf"), str(fonts / "b.ttf")}
    assert max(len("".join(face.families)) for face in faces) < 10_000


def test_more_typefaces_than_a_frame_holds_are_told_as_far_as_it_goes() -> None:
    known = packed_within(FACES * 8, limit=4_000)
    assert len(known) <= 4_000
    assert unpacked(known).faces == (FACES * 8)[: len(unpacked(known).faces)] != ()


def test_threads_that_ask_at_once_are_told_what_one_of_them_listed() -> None:
    script = (
        "import threading; from concurrent.futures import ThreadPoolExecutor as Threads\n"
        "from desktop.reading.fontfiles import packed\n"
        "together = threading.Barrier(8)\n"
        "def asked(_): together.wait(); return packed()\n"
        "with Threads(8) as threads: print(len(set(map(id, list(threads.map(asked, range(8)))))))"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "1"


def test_the_text_of_an_svg_follows_the_settings_of_the_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = ofd(PICTURE, res=MEDIA, files={"Doc_0/Res/a.svg": SVG})

    def drawn() -> bytes:
        worker = ReadingWorker()
        try:
            return worker.page_picture(worker.open(document), 0, dpi=96).pixels
        finally:
            worker.stop()

    usual = drawn()
    monkeypatch.setenv("FONTCONFIG_FILE", str(settings(tmp_path, tmp_path / "none")))
    assert drawn() != usual


def test_a_font_that_is_a_link_is_read_and_nothing_beside_what_it_leads_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "fonts").mkdir()
    target, link = tmp_path / "elsewhere" / "a.otf", tmp_path / "fonts" / "a.otf"
    known = installed_fonts().standing_in(wanted_font("宋体"))
    assert known is not None
    shutil.copy(known.path, target)
    link.symlink_to(target)
    monkeypatch.setattr(
        "desktop.reading.process.packed", lambda: packed_within([replace(known, path=str(link))])
    )
    worker = ReadingWorker()
    try:
        drawn = worker.page_picture(worker.open(ofd()), 0, px_per_mm=2)
    finally:
        worker.stop()
    assert "text.no_glyph" not in {warning.code for warning in drawn.warnings}
    folders = FontFiles((replace(known, path=str(link)),)).readable_folders()
    assert str(target.parent) not in folders
