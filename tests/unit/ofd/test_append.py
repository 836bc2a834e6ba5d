"""Parts are added to a package without a byte of it being changed."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import AppError
from core.ofd.append import CannotAppend, append_parts
from core.ofd.package import Package

WHEN = datetime(2026, 11, 21, 23, 58, 59, tzinfo=UTC)
PARTS = {"OFD.xml": b"<OFD/>", "Doc_0/Document.xml": b"<Document/>" * 50}


def zipped(parts: Mapping[str, bytes], *, comment: bytes = b"", streamed: bool = False) -> bytes:
    out = _Unseekable() if streamed else io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        archive.comment = comment
    return out.getvalue()


class _Unseekable(io.BytesIO):
    """Makes zipfile write data descriptors."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: object) -> int:
        raise io.UnsupportedOperation

    def tell(self) -> int:
        raise io.UnsupportedOperation


def contents(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert len(set(archive.namelist())) == len(archive.namelist())
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}


@pytest.mark.parametrize("streamed", [False, True], ids=["plain", "data descriptors"])
@pytest.mark.parametrize("prefix", [b"", b"MZ bytes before the archive"])
def test_parts_are_added_and_replaced_and_the_rest_keeps_its_bytes(streamed: bool, prefix: bytes) -> None:
    data = prefix + zipped(PARTS, streamed=streamed)
    result = append_parts(data, {"OFD.xml": b"<OFD new='1'/>", "Doc_0/Signs/Seal.esl": b"\0\1"}, WHEN)
    assert contents(result) == {
        **PARTS,
        "OFD.xml": b"<OFD new='1'/>",
        "Doc_0/Signs/Seal.esl": b"\0\1",
    }
    directory = data.index(b"PK\1\2")
    assert result[:directory] == data[:directory]


def test_our_own_reader_sees_the_same() -> None:
    package = Package(append_parts(zipped(PARTS), {"OFD.xml": b"new", "附件.txt": b"text"}, WHEN))
    assert not package.duplicates
    assert {name: package.read(name) for name in package.names} == {
        **PARTS,
        "OFD.xml": b"new",
        "附件.txt": b"text",
    }


@pytest.mark.skipif(shutil.which("unzip") is None, reason="unzip is not installed")
def test_unzip_finds_nothing_wrong(tmp_path: Path) -> None:
    path = tmp_path / "appended.ofd"
    path.write_bytes(
        append_parts(append_parts(zipped(PARTS), {"a": b"1"}, WHEN), {"a": b"2", "b": b""}, WHEN)
    )
    done = subprocess.run(["unzip", "-t", path], capture_output=True, text=True, check=False)
    assert (done.returncode, "No errors detected" in done.stdout) == (0, True), done.stdout


def test_appending_twice_is_appending_both() -> None:
    once = append_parts(zipped(PARTS), {"a": b"1", "b": b"2"}, WHEN)
    twice = append_parts(append_parts(zipped(PARTS), {"a": b"0"}, WHEN), {"a": b"1", "b": b"2"}, WHEN)
    assert contents(once) == contents(twice)


def test_the_archives_comment_is_kept() -> None:
    result = append_parts(zipped(PARTS, comment=b"from the vendor"), {"a": b"1"}, WHEN)
    assert zipfile.ZipFile(io.BytesIO(result)).comment == b"from the vendor"


def test_a_package_with_duplicates_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("OFD.xml", b"1")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("OFD.xml", b"2")
    with pytest.raises(CannotAppend) as caught:
        append_parts(out.getvalue(), {"a": b""}, WHEN)
    assert caught.value.fault == "duplicates"


def test_names_that_leave_the_package_are_refused() -> None:
    with pytest.raises(CannotAppend):
        append_parts(zipped({"../evil": b""}), {"a": b""}, WHEN)


def test_zip64_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive, archive.open("big", "w", force_zip64=True) as part:
        part.write(b"content")
    data = out.getvalue()
    end = data.index(b"PK\5\6")
    locator = b"PK\6\7" + bytes(16)
    with pytest.raises((CannotAppend, AppError)):
        append_parts(data[:end] + locator + data[end:], {"a": b""}, WHEN)


@given(noise=st.binary(max_size=80), at=st.integers(0), bit=st.integers(0, 7))
def test_damage_raises_only_declared_errors_or_gives_a_readable_package(
    noise: bytes, at: int, bit: int
) -> None:
    data = bytearray(zipped(PARTS))
    data[at % len(data)] ^= 1 << bit
    for damaged in (bytes(data), noise, bytes(data[: at % len(data)])):
        try:
            Package(append_parts(damaged, {"a": b"1"}, WHEN))
        except AppError:
            continue
