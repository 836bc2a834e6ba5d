"""Encrypted PDFs through the real worker: each cipher of the standard, the right password and others."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pyhanko.pdf_utils.crypt.permissions import StandardPermissions

from desktop.reading import Handle, ReadingWorker
from desktop.reading.errors import PdfPasswordNeeded
from tests.integration.reading.encrypted import OWNER, Cipher, encrypted

ciphers = pytest.mark.parametrize("cipher", list(Cipher), ids=lambda cipher: cipher.value)


@pytest.fixture(scope="module")
def worker() -> Iterator[ReadingWorker]:
    made = ReadingWorker()
    yield made
    made.stop()


def middle(worker: ReadingWorker, handle: Handle) -> bytes:
    """The pixel in the middle of the page, which is black if the content was deciphered."""
    picture = worker.page_picture(handle, 0, dpi=72)
    return picture.pixels[50 * picture.stride + 400 :][:3]


@ciphers
def test_the_right_password_opens_and_deciphers(worker: ReadingWorker, cipher: Cipher) -> None:
    handle = worker.open(encrypted(cipher, "secret"), password="secret")
    assert middle(worker, handle) == b"\0\0\0"


@ciphers
def test_the_owners_password_opens_as_well(worker: ReadingWorker, cipher: Cipher) -> None:
    handle = worker.open(encrypted(cipher, "secret"), password=OWNER)
    assert middle(worker, handle) == b"\0\0\0"


@ciphers
def test_without_a_password_one_is_asked_for_and_a_wrong_one_is_refused(
    worker: ReadingWorker, cipher: Cipher
) -> None:
    document = encrypted(cipher, "secret")
    with pytest.raises(PdfPasswordNeeded) as asked:
        worker.open(document)
    with pytest.raises(PdfPasswordNeeded) as refused:
        worker.open(document, password="Secret")
    assert (asked.value.wrong, refused.value.wrong) == (False, True)


@ciphers
def test_an_empty_password_needs_no_question(worker: ReadingWorker, cipher: Cipher) -> None:
    assert middle(worker, worker.open(encrypted(cipher, ""))) == b"\0\0\0"


def test_a_chinese_password_opens_aes_256(worker: ReadingWorker) -> None:
    handle = worker.open(encrypted(Cipher.AES_256, "印章口令"), password="印章口令")
    assert middle(worker, handle) == b"\0\0\0"


@ciphers
def test_what_the_author_forbids_is_told(worker: ReadingWorker, cipher: Cipher) -> None:
    forbidden = StandardPermissions.ALLOW_PRINTING | StandardPermissions.ALLOW_HIGH_QUALITY_PRINTING
    document = encrypted(cipher, "", permissions=StandardPermissions.allow_everything() & ~forbidden)
    assert not worker.open(document).summary.rights.printable
    assert worker.open(encrypted(cipher, "")).summary.rights.printable
