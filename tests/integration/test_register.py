"""Files from disk become documents of the office."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from core.office import FileFormat, OfficialDocument, WorkItem
from gateway.app import blob_store
from gateway.config import Config
from gateway.data_folder import DataFolder
from gateway.errors import AccountUnknown, FileUnregistrable
from gateway.service.registering import Registering
from gateway.setup import init
from gateway.store import Store

_NUMBERS = count()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    folder = DataFolder.made(tmp_path_factory.mktemp("office") / "gateway")
    init(folder, Config(), date(2026, 6, 17))
    return folder


@pytest.fixture
def store(folder: DataFolder) -> Iterator[Store]:
    with closing(Store(folder.database)) as store:
        yield store


@pytest.fixture
def registering(folder: DataFolder, store: Store) -> Registering:
    return Registering(store, blob_store(folder), lambda: f"test-{next(_NUMBERS)}")


def test_a_registered_file_reaches_its_readers_lists_and_is_open_to_all(
    tmp_path: Path, registering: Registering, store: Store
) -> None:
    file = tmp_path / "防汛简报.pdf"
    file.write_bytes(b"%PDF-1.7 ...")

    (document_id,) = registering.register([file], ["qh016", "qh018"])

    with store.reading() as transaction:
        stored = transaction.records.find(document_id)
        assert stored is not None
        assert isinstance(stored.record, OfficialDocument)
        assert (stored.record.title, stored.record.versions[-1].format) == ("防汛简报", FileFormat.PDF)
        entries = transaction.records.of_type(WorkItem, parent_id=document_id)
        assert {entry.person_id for entry in entries} == {"u-16", "u-18"}
        assert transaction.records.sees("u-01", document_id)


@pytest.mark.parametrize("content", [b"", b"just text"])
def test_what_is_neither_ofd_nor_pdf_is_refused(
    tmp_path: Path, registering: Registering, content: bytes
) -> None:
    file = tmp_path / "note.ofd"
    file.write_bytes(content)
    with pytest.raises(FileUnregistrable):
        registering.register([file], [])


def test_a_missing_file_and_an_unknown_reader_are_refused(tmp_path: Path, registering: Registering) -> None:
    with pytest.raises(FileUnregistrable):
        registering.register([tmp_path / "absent.ofd"], [])
    file = tmp_path / "a.pdf"
    file.write_bytes(b"%PDF-1.7")
    with pytest.raises(AccountUnknown):
        registering.register([file], ["nobody"])


def test_a_file_name_is_never_trusted_as_a_title(
    tmp_path: Path, registering: Registering, store: Store
) -> None:
    file = tmp_path / ("\x1b[31m" + "长" * 60 + ".pdf")
    file.write_bytes(b"%PDF-1.7")
    (document_id,) = registering.register([file], [])
    with store.reading() as transaction:
        stored = transaction.records.find(document_id)
        assert stored is not None
        assert isinstance(stored.record, OfficialDocument)
        assert stored.record.title.isprintable()
