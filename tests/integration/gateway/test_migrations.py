"""An old store is brought up to date with all that is in it, and back."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from sqlalchemy import Engine, inspect, text

from core.office import Organisation, RequestState, SealRequest, UseKind
from core.sync.wire import decode_record
from gateway.errors import SchemaMismatch
from gateway.store import Store, head_revision
from gateway.store.engine import open_engine
from gateway.store.migrate import downgrade, revision_of, upgrade
from gateway.store.tables import Base

EPOCH = "0190d8a2-0000-7000-8000-000000000000"


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return open_engine(tmp_path / "store.sqlite")


def test_revision_0001_fills_and_empties_the_file(engine: Engine) -> None:
    upgrade(engine, "0001")
    assert revision_of(engine) == "0001"
    assert set(inspect(engine).get_table_names()) == {*Base.metadata.tables, "alembic_version"}
    downgrade(engine, "base")
    assert revision_of(engine) is None
    assert set(inspect(engine).get_table_names()) == {"alembic_version"}
    engine.dispose()


OLD_REQUEST = {
    "type": "seal_request",
    "id": "sr-1",
    "document_id": "d-1",
    "document_blob": "0" * 64,
    "subject": "批复",
    "seal_ids": ["s-1"],
    "mode": "落款章+骑缝章",
    "copies": 2,
    "applicant_id": "u-1",
    "state": "approved",
    "approver_id": "u-2",
    "approved_at": "2026-06-16T17:40:00+08:00",
    "blocked_reason": None,
}


def test_revision_0002_makes_applications_of_many_documents(engine: Engine) -> None:
    old = [OLD_REQUEST, {**OLD_REQUEST, "id": "sr-2", "state": "sealed", "document_id": None}]
    upgrade(engine, "0001")
    with engine.begin() as connection:
        for request in old:
            row = {"id": request["id"], "body": msgspec.json.encode(request)}
            connection.execute(
                text(
                    "INSERT INTO record (id, type, version, body, field_versions, deleted)"
                    " VALUES (:id, 'seal_request', 1, :body, '{}', 0)"
                ),
                row,
            )
    upgrade(engine, "0002")
    bodies = dict(_bodies(engine))
    first, second = decode_record(bodies["sr-1"]), decode_record(bodies["sr-2"])
    assert isinstance(first, SealRequest)
    assert isinstance(second, SealRequest)
    assert (first.state, first.kinds) == (RequestState.WITHDRAWN, (UseKind.CLOSING, UseKind.STRADDLE))
    assert [(item.document_id, item.blob, item.done) for item in first.items] == [("d-1", "0" * 64, ())]
    assert (second.state, second.items) == (RequestState.SEALED, ())
    downgrade(engine, "0001")
    again = [msgspec.json.decode(body) for _, body in _bodies(engine)]
    assert again == [{**OLD_REQUEST, "state": "rejected"}, old[1] | {"document_blob": None}]
    engine.dispose()


def _bodies(engine: Engine) -> list[tuple[str, bytes]]:
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT id, body FROM record ORDER BY id"))
        return [(row.id, row.body) for row in rows]


def test_the_revisions_lead_to_what_the_program_maps(engine: Engine) -> None:
    upgrade(engine)
    found = inspect(engine)
    for name, table in Base.metadata.tables.items():
        assert {column["name"] for column in found.get_columns(name)} == set(table.columns.keys())
        assert {index["name"] for index in found.get_indexes(name)} >= {index.name for index in table.indexes}
    engine.dispose()


def test_a_store_of_another_revision_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    Store.made(path, epoch=EPOCH, demonstration=False).close()
    engine = open_engine(path)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    engine.dispose()
    with pytest.raises(SchemaMismatch) as refused:
        Store(path)
    assert (refused.value.found, refused.value.needed) == ("0000", head_revision())


def test_deleted_rows_leave_no_bytes_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    store = Store.made(path, epoch=EPOCH, demonstration=False)
    with store.writing() as transaction:
        transaction.records.put(
            Organisation(id="org-1", name="临时机构甲", short_name="甲", parent_id=None, order_key="1")
        )
    with store.writing() as transaction:
        transaction.records.remove("org-1")
    store.close()
    assert "临时机构甲".encode() not in path.read_bytes()


def test_migrating_brings_an_empty_file_to_the_newest_revision_and_keeps_a_copy(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    engine = open_engine(path)
    upgrade(engine, "base")
    engine.dispose()
    assert Store.migrated(path) == ("none", head_revision())
    Store(path).close()
    assert (tmp_path / "store.sqlite.none").stat().st_mode & 0o077 == 0
