from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, text

from core.office import Organisation
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
