"""What we seal, verified without a line of ours: the standard library reads, openssl judges signatures."""

from __future__ import annotations

import base64
import hashlib
import io
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pytest

from core.ofd.display import Box
from core.seal import Edge, Placement, Size, page_sizes, straddle
from tests.unit.seal.office import SIGNS, changed, document_parts, sealed, zipped

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="there is no openssl command here")
OFD = "{http://www.ofdspec.org/2016}"
PLAIN = zipped(document_parts(3))
JOINT = sealed(sealed(PLAIN), Placement(0, Box(60, 200, 42, 42)), seal="s-2", sealer="u-2")
SLICES = straddle(Size(42, 42), page_sizes(PLAIN), Edge.RIGHT)
SEALED = {
    "plain": sealed(PLAIN),
    "joint": JOINT,
    "straddle": sealed(PLAIN, *SLICES),
    "straddle and joint": sealed(JOINT, *SLICES),
}


@dataclass(frozen=True)
class Signed:
    """What openssl is asked about: a certificate, the bytes it is said to have signed, the signature."""

    certificate: bytes
    content: bytes
    signature: bytes

    def holds(self, folder: Path) -> bool:
        for name, content in (("c.der", self.certificate), ("m", self.content), ("s", self.signature)):
            (folder / name).write_bytes(content)
        command = ("openssl", "x509", "-inform", "DER", "-in", "c.der", "-noout", "-pubkey", "-out", "k.pem")
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
        options = ("-rawin", "-digest", "sm3", "-pkeyopt", "distid:1234567812345678")
        command = (
            "openssl",
            "pkeyutl",
            "-verify",
            "-pubin",
            "-inkey",
            "k.pem",
            *options,
            "-in",
            "m",
            "-sigfile",
            "s",
        )
        done = subprocess.run(command, cwd=folder, check=False, capture_output=True)
        return done.returncode == 0 and b"Verified Successfully" in done.stdout


def elements(encoded: bytes) -> list[tuple[bytes, bytes]]:
    """Content and whole encoding of every element inside a DER value."""
    found, at = [], _head(encoded, 0)[0]
    while at < len(encoded):
        start, end = _head(encoded, at)
        found.append((encoded[start:end], encoded[at:end]))
        at = end
    return found


def _head(encoded: bytes, at: int) -> tuple[int, int]:
    length, start = encoded[at + 1], at + 2
    if length & 0x80:
        start += length & 0x7F
        length = int.from_bytes(encoded[at + 2 : start], "big")
    return start, start + length


def sm3(content: bytes) -> bytes:
    return hashlib.new("sm3", content).digest()


def faults(document: bytes, folder: Path) -> Iterator[str]:
    """What does not hold about the signatures of a package, one after the other."""
    package = zipfile.ZipFile(io.BytesIO(document))
    link = ElementTree.fromstring(package.read("OFD.xml")).find(f".//{OFD}Signatures")
    assert link is not None
    listed = ElementTree.fromstring(package.read(str(link.text).lstrip("/"))).findall(f"{OFD}Signature")
    assert listed
    for line in listed:
        xml = package.read(line.attrib["BaseLoc"].lstrip("/"))
        root = ElementTree.fromstring(xml)
        for reference in root.iter(f"{OFD}Reference"):
            part = package.read(reference.attrib["FileRef"].lstrip("/"))
            if base64.b64decode(str(reference.findtext(f"{OFD}CheckValue"))) != sm3(part):
                yield "digest"
        value = package.read(str(root.findtext(f"{OFD}SignedValue")).lstrip("/"))
        (_, tbs), (certificate, _), _, (signature, _) = elements(value)
        _, (_, seal), _, (data_hash, _), *_ = elements(tbs)
        (_, info), (maker, _), _, (made, _) = elements(seal)
        if data_hash[1:] != sm3(xml):
            yield "data hash"
        if package.read(str(root.findtext(f".//{OFD}Seal/{OFD}BaseLoc")).lstrip("/")) != seal:
            yield "seal file"
        if not Signed(certificate, tbs, signature[1:]).holds(folder):
            yield "signature"
        if not Signed(maker, info, made[1:]).holds(folder):
            yield "maker's signature"


@pytest.mark.parametrize("document", SEALED.values(), ids=SEALED)
def test_what_we_seal_holds_for_openssl(document: bytes, tmp_path: Path) -> None:
    assert list(faults(document, tmp_path)) == []


@pytest.mark.parametrize(
    ("part", "fault"),
    [
        ("Doc_0/Pages/Page_0/Content.xml", {"digest"}),
        (f"{SIGNS}/Sign_0/Signature.xml", {"data hash"}),
        (f"{SIGNS}/Sign_0/Seal.esl", {"digest", "seal file"}),
    ],
)
def test_what_is_changed_does_not_hold_for_openssl(part: str, fault: set[str], tmp_path: Path) -> None:
    document = changed(SEALED["plain"], part, lambda content: content + b"\n")
    assert set(faults(document, tmp_path)) == fault


def test_another_signature_does_not_hold_for_openssl(tmp_path: Path) -> None:
    other = zipfile.ZipFile(io.BytesIO(sealed(zipped(document_parts(2)))))
    value = f"{SIGNS}/Sign_0/SignedValue.dat"
    document = changed(SEALED["plain"], value, other.read(value)[:-1] + b"\0")
    assert set(faults(document, tmp_path)) == {"data hash", "signature"}
