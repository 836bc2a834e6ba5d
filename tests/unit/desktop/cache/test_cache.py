"""The encrypted store: what it keeps, settles, purges and survives."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
import sqlcipher3.dbapi2
from msgspec.structs import replace
from sqlalchemy import inspect, text

from core.ids import content_address
from core.office import AgendaItem, Attachment
from core.sync.journal import PendingState
from core.sync.wire import Delete, MarkDone, Purge
from desktop.cache import BlobCache, Cache, CacheClosed, KeptReading, OpenTab
from desktop.cache.engine import open_engine
from desktop.cache.migrate import HEAD, migrate
from desktop.cache.tables import Base
from desktop.vault import UnlockedVault
from tests.unit.desktop.builders import (
    BODY,
    NOW,
    agenda_item,
    document,
    meeting,
    page,
    pending,
    put,
    work_item,
)


def reopened(cache: Cache, vault: UnlockedVault) -> Cache:
    cache.close()
    return Cache.open(vault)


def test_a_page_and_its_cursor_outlast_the_program(cache: Cache, vault: UnlockedVault) -> None:
    cache.take(page([put(document(), 3)], cursor="c-7", epoch="e-2"))
    again = reopened(cache, vault)
    assert again.records()["doc-1"].record == document()
    assert again.records()["doc-1"].version == 3
    assert (again.sync_state().cursor, again.sync_state().epoch) == ("c-7", "e-2")
    again.close()


def test_an_act_is_known_after_a_restart(cache: Cache, vault: UnlockedVault) -> None:
    cache.keep(pending(1))
    cache.keep(pending(2))
    again = reopened(cache, vault)
    assert again.pending() == [pending(1), pending(2)]
    again.close()


@pytest.mark.parametrize("damage", [b"", b"no database at all", b"\x00" * 8192])
def test_a_damaged_database_is_begun_anew_and_keeps_the_acts(
    cache: Cache, vault: UnlockedVault, damage: bytes
) -> None:
    cache.take(page([put(document())]))
    cache.keep(pending(1))
    cache.close()
    (vault.folder / "cache.db").write_bytes(damage)
    again = Cache.open(vault)
    assert again.records() == {}
    assert again.sync_state().cursor == ""
    assert again.pending() == [pending(1)]
    again.close()


def test_every_damaged_page_of_the_database_is_survived(cache: Cache, vault: UnlockedVault) -> None:
    cache.take(page([put(document(f"doc-{number}")) for number in range(50)]))
    cache.keep(pending(1))
    cache.close()
    whole = (vault.folder / "cache.db").read_bytes()
    for at in range(0, len(whole), 4096):
        damaged = bytearray(whole)
        damaged[at + 100] ^= 0x40
        (vault.folder / "cache.db").write_bytes(damaged)
        again = Cache.open(vault)
        assert again.pending() == [pending(1)]
        assert len(again.records()) in (0, 50)
        again.close()


def test_a_lost_journal_is_written_again_from_the_database(cache: Cache, vault: UnlockedVault) -> None:
    cache.keep(pending(1))
    cache.close()
    (vault.folder / "journal").unlink()
    Cache.open(vault).close()
    (vault.folder / "cache.db").unlink()
    again = Cache.open(vault)
    assert again.pending() == [pending(1)]
    again.close()


def test_a_dismissed_act_does_not_come_back_from_either_place(cache: Cache, vault: UnlockedVault) -> None:
    cache.keep(pending(1))
    cache.dismiss(pending(1).id)
    again = reopened(cache, vault)
    assert again.pending() == []
    again.close()


def test_a_confirmed_act_goes_when_its_version_has_come_down(cache: Cache) -> None:
    cache.take(page([put(agenda_item())]))
    cache.keep(pending(1))
    cache.confirmed({pending(1).id: 2})
    assert cache.unsent() == []
    assert cache.take(page([put(meeting())], more=True)).settled == frozenset()
    assert cache.pending() == [pending(1)]
    taken = cache.take(page([put(agenda_item(), 2)], more=True))
    assert taken.settled == {pending(1).id}
    assert cache.pending() == []


def test_a_confirmed_act_goes_at_the_end_of_the_log_at_the_latest(cache: Cache) -> None:
    cache.keep(pending(1))
    cache.confirmed({pending(1).id: 2})
    cache.take(page([]))
    assert cache.pending() == []


def test_an_act_made_while_an_earlier_one_is_being_confirmed_is_based_on_it(cache: Cache) -> None:
    cache.take(page([put(agenda_item())]))
    cache.make(pending(1).action)
    cache.confirmed({pending(1).id: 2})
    cache.make(pending(2).action)
    cache.take(page([put(agenda_item(), 2)]))
    cache.make(pending(3).action)
    assert [action.base_version for action in cache.unsent()] == [2, 2]


def test_a_purge_takes_files_and_keys_and_parks_acts(cache: Cache, vault: UnlockedVault) -> None:
    blobs = BlobCache(vault, cache)
    cache.take(page([put(document()), put(work_item())]))
    blobs.keep(BODY)
    read = pending(1, MarkDone(work_item_id="w-1"))
    cache.keep(read)
    taken = cache.take(page([Purge(id="doc-1", reason="scope"), Purge(id="w-1", reason="scope")]))
    blobs.unlink(taken.orphaned_files)
    assert cache.records() == {}
    assert taken.gone == {"doc-1", "w-1"}
    assert cache.blob_row(content_address(BODY)) is None
    assert list((vault.folder / "blobs").iterdir()) == []
    assert [(each.state, each.reason) for each in cache.pending()] == [(PendingState.REFUSED, "purged")]
    assert cache.purges_to_acknowledge() == ["doc-1", "w-1"]
    cache.purges_acknowledged(["doc-1", "w-1"])
    assert cache.purges_to_acknowledge() == []


def test_a_purged_record_leaves_no_trace_in_the_decrypted_file(cache: Cache, vault: UnlockedVault) -> None:
    cache.take(page([put(document())]))
    cache.take(page([Purge(id="doc-1", reason="scope")]))
    cache.close()
    opened = sqlcipher3.dbapi2.connect(str(vault.folder / "cache.db"))
    opened.execute(f"PRAGMA key=\"x'{vault.key('database').hex()}'\"")
    plain = vault.folder.parent / "plain.db"
    opened.execute(f"ATTACH DATABASE '{plain}' AS plain KEY ''")
    opened.execute("SELECT sqlcipher_export('plain')")
    opened.close()
    assert "请示".encode() not in plain.read_bytes()
    assert (
        (vault.folder / "cache.db-wal").stat().st_size == 0
        if (vault.folder / "cache.db-wal").exists()
        else True
    )


def test_a_file_stays_while_any_record_speaks_of_it(cache: Cache, vault: UnlockedVault) -> None:
    shared = Attachment(title="附件", blob=content_address(BODY), size=len(BODY))
    cache.take(page([put(document()), put(document("doc-2", content=b"other", attachments=(shared,)))]))
    BlobCache(vault, cache).keep(BODY)
    assert cache.take(page([Delete(id="doc-1")])).orphaned_files == ()
    assert len(cache.take(page([Delete(id="doc-2")])).orphaned_files) == 1


def test_starting_over_drops_only_what_is_not_told_again(cache: Cache) -> None:
    cache.take(page([put(document()), put(document("doc-2"))]))
    cache.keep(pending(1))
    cache.confirmed({pending(1).id: 9})
    cache.start_over()
    assert len(cache.records()) == 2
    assert cache.sync_state().cursor == ""
    assert [action.id for action in cache.unsent()] == [pending(1).id]
    taken = cache.take(page([put(document("doc-2"), 2)], epoch="e-2"))
    assert taken.gone == {"doc-1"}
    assert set(cache.records()) == {"doc-2"}
    assert cache.pending() == [pending(1)]


def test_a_record_this_program_cannot_read_is_asked_for_again(cache: Cache, vault: UnlockedVault) -> None:
    cache.take(page([put(document()), put(agenda_item())]))
    cache.close()
    engine = open_engine(vault.folder / "cache.db", vault.key("database"))
    with engine.begin() as connection:
        connection.execute(text("UPDATE confirmed_record SET body = x'7b7d' WHERE id = 'doc-1'"))
    engine.dispose()
    again = Cache.open(vault)
    assert set(again.records()) == {"ag-1"}
    assert again.sync_state().starting_over
    again.close()


def test_a_schema_of_a_newer_program_is_begun_anew(cache: Cache, vault: UnlockedVault) -> None:
    cache.keep(pending(1))
    cache.close()
    engine = open_engine(vault.folder / "cache.db", vault.key("database"))
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'c9999'"))
    engine.dispose()
    again = Cache.open(vault)
    assert again.rebuilt
    assert again.pending() == [pending(1)]
    again.close()


def test_the_migrations_make_the_tables_of_the_mappings(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "cache.db", bytes(32))
    migrate(engine, HEAD)
    made = inspect(engine)
    for table in Base.metadata.sorted_tables:
        assert {column["name"] for column in made.get_columns(table.name)} == set(table.columns.keys())
        nullable = {column["name"]: column["nullable"] for column in made.get_columns(table.name)}
        assert nullable == {column.name: column.nullable for column in table.columns}
        assert {index["name"] for index in made.get_indexes(table.name)} == {
            index.name for index in table.indexes
        }
    migrate(engine, "base", down=True)
    assert inspect(engine).get_table_names() == ["alembic_version"]
    engine.dispose()


def test_a_closed_cache_says_so(cache: Cache) -> None:
    cache.close()
    with pytest.raises(CacheClosed):
        cache.records()


def test_the_database_is_no_plain_sqlite_file(cache: Cache, vault: UnlockedVault) -> None:
    plain = sqlite3.connect(vault.folder / "cache.db")
    with pytest.raises(sqlite3.DatabaseError):
        plain.execute("SELECT * FROM sqlite_master")
    plain.close()


def test_reading_states_are_kept_per_document(cache: Cache) -> None:
    assert cache.reading_state("doc-1") is None
    cache.keep_reading_state("doc-1", KeptReading(4, 1.5))
    cache.keep_reading_state("doc-1", KeptReading(5, 1.25, "facing", 3, "outline"))
    assert cache.reading_state("doc-1") == KeptReading(5, 1.25, "facing", 3, "outline")


def test_what_was_remembered_before_annotations_came_is_kept(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "cache.db", bytes(32))
    migrate(engine, "c0001")
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO reading_state (document_id, page, zoom) VALUES ('d', 4, 1.5)"))
    migrate(engine, "c0002")
    with engine.connect() as connection:
        row = connection.execute(text("SELECT page, zoom, arrangement, turn, pane FROM reading_state")).one()
    assert tuple(row) == (4, 1.5, "continuous", 0, "")
    migrate(engine, "c0001", down=True)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT * FROM reading_state")).one() == ("d", 4, 1.5)
    engine.dispose()


def test_open_tabs_are_kept_in_their_order_and_replaced(cache: Cache) -> None:
    assert cache.open_tabs() == ()
    cache.keep_open_tabs((OpenTab("doc-2"), OpenTab("doc-1", current=True), OpenTab("doc-2")))
    assert [tab.document_id for tab in cache.open_tabs()] == ["doc-2", "doc-1", "doc-2"]
    cache.keep_open_tabs((OpenTab("doc-1", side=1),))
    assert cache.open_tabs() == (OpenTab("doc-1", side=1),)


def test_open_tabs_came_and_go_without_touching_what_was_remembered(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "cache.db", bytes(32))
    migrate(engine, "c0003")
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO reading_state (document_id, page, zoom) VALUES ('d', 4, 1.5)"))
    migrate(engine, "c0004")
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO open_tab (place, document_id, current) VALUES (0, 'd', 1)"))
    migrate(engine, "c0003", down=True)
    assert not inspect(engine).has_table("open_tab")
    with engine.connect() as connection:
        assert connection.execute(text("SELECT page, zoom FROM reading_state")).one() == (4, 1.5)
    engine.dispose()


def test_tabs_of_before_there_were_halves_lie_in_the_left_one(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "cache.db", bytes(32))
    migrate(engine, "c0004")
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO open_tab (place, document_id, current) VALUES (0, 'd', 1)"))
    migrate(engine, "c0005")
    with engine.connect() as connection:
        assert connection.execute(text("SELECT * FROM open_tab")).one() == (0, "d", 1, 0)
    migrate(engine, "c0004", down=True)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT * FROM open_tab")).one() == (0, "d", 1)
    engine.dispose()


def test_what_was_remembered_before_the_place_in_a_page_is_at_its_top(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "cache.db", bytes(32))
    migrate(engine, "c0005")
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO reading_state (document_id, page, zoom) VALUES ('d', 4, 1.5)"))
    migrate(engine, "c0006")
    with engine.connect() as connection:
        row = connection.execute(text("SELECT page, zoom, down, whole FROM reading_state")).one()
    assert tuple(row) == (4, 1.5, 0.0, 0)
    migrate(engine, "c0005", down=True)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT page, zoom FROM reading_state")).one() == (4, 1.5)
    assert "down" not in {each["name"] for each in inspect(engine).get_columns("reading_state")}
    engine.dispose()


def test_what_was_read_last_comes_first_and_times_came_without_touching_places(
    cache: Cache, tmp_path: Path
) -> None:
    for number, read_at in ((1, 10.0), (2, 30.0), (3, 20.0), (4, 0.0)):
        cache.keep_reading_state(f"doc-{number}", KeptReading(0, 1.0, read_at=read_at))
    assert cache.recently_read(9) == ("doc-2", "doc-3", "doc-1")
    assert cache.recently_read(1) == ("doc-2",)
    engine = open_engine(tmp_path / "other.db", bytes(32))
    migrate(engine, "c0006")
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO reading_state (document_id, page, zoom) VALUES ('d', 4, 1.5)"))
    migrate(engine, "c0007")
    with engine.connect() as connection:
        assert connection.execute(text("SELECT page, read_at FROM reading_state")).one() == (4, 0.0)
    migrate(engine, "c0006", down=True)
    assert "read_at" not in {each["name"] for each in inspect(engine).get_columns("reading_state")}
    engine.dispose()


def test_annotations_are_kept_per_file_and_go_with_their_record(cache: Cache) -> None:
    cache.keep_annotation_layer("doc-1", "a", b"one")
    cache.keep_annotation_layer("doc-1", "b", b"two")
    cache.keep_annotation_layer("doc-1", "b", None)
    assert cache.annotation_layer("doc-1", "a") == b"one"
    assert cache.annotation_layer("doc-1", "b") is None
    cache.take(page([Purge(id="doc-1", reason="scope")]))
    assert cache.annotation_layer("doc-1", "a") is None


def test_contact_and_demonstration_are_remembered(cache: Cache, vault: UnlockedVault) -> None:
    cache.note_contact(NOW, demonstration=True)
    cache.note_contact(NOW)
    again = reopened(cache, vault)
    assert again.sync_state().last_contact == NOW
    assert again.sync_state().demonstration
    again.close()


def test_a_put_replaces_the_older_version(cache: Cache) -> None:
    cache.take(page([put(agenda_item()), put(replace(agenda_item(), duration_min=25), 2)]))
    record = cache.records()["ag-1"].record
    assert isinstance(record, AgendaItem)
    assert record.duration_min == 25
