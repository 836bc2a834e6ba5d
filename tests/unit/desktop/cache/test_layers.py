"""Annotation layers: kept twice, so that neither a damaged database nor a damaged file costs one."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import text

from core.ofd import Highlight, Ink, Note, Strikeout, Underline, pack_marks, unpack_marks
from core.ofd.marks import Area, InkPoint, Tint
from core.sync.wire import Purge
from desktop.cache import Cache, cache_files
from desktop.cache.engine import open_engine
from desktop.cache.layers import LayerFiles
from desktop.cache.migrate import migrate
from desktop.vault import UnlockedVault
from tests.unit.desktop.builders import document, page, put

MADE_AT = datetime(2026, 6, 17, 8, 30, tzinfo=UTC)
WORDS = "请核实数字".encode()
PLACE = ("doc-1", "a")


def layer_files(vault: UnlockedVault) -> LayerFiles:
    return LayerFiles(vault.folder / "layers", key=vault.key("layers"), name_key=vault.key("names"))


def files_of(vault: UnlockedVault) -> list[Path]:
    return sorted((vault.folder / "layers").iterdir())


@pytest.fixture
def marked(cache: Cache) -> Cache:
    """A cache that holds a document with a layer."""
    cache.take(page([put(document())]))
    cache.keep_annotation_layer(*PLACE, WORDS)
    return cache


def reopened(cache: Cache, vault: UnlockedVault) -> Cache:
    cache.close()
    return Cache.open(vault)


@pytest.mark.parametrize("damage", [b"", b"no database at all", None])
def test_a_layer_outlasts_a_damaged_database(
    marked: Cache, vault: UnlockedVault, damage: bytes | None
) -> None:
    marked.close()
    if damage is None:
        (vault.folder / "cache.db").unlink()
    else:
        (vault.folder / "cache.db").write_bytes(damage)
    again = Cache.open(vault)
    assert again.annotation_layer(*PLACE) == WORDS
    again.take(page([put(document())]))
    assert again.annotation_layer(*PLACE) == WORDS
    again.close()


def test_a_layer_outlasts_every_damaged_page_of_the_database(marked: Cache, vault: UnlockedVault) -> None:
    marked.close()
    whole = (vault.folder / "cache.db").read_bytes()
    for at in range(0, len(whole), 4096):
        damaged = bytearray(whole)
        damaged[at + 100] ^= 0x40
        (vault.folder / "cache.db").write_bytes(damaged)
        again = Cache.open(vault)
        assert again.annotation_layer(*PLACE) == WORDS
        again.close()


@pytest.mark.parametrize("at", [0, 10, 30, 70, 110, 150])
def test_a_layer_outlasts_its_damaged_file(marked: Cache, vault: UnlockedVault, at: int) -> None:
    (file,) = files_of(vault)
    damaged = bytearray(file.read_bytes())
    damaged[at] ^= 1
    file.write_bytes(damaged)
    again = reopened(marked, vault)
    assert again.annotation_layer(*PLACE) == WORDS
    again.close()
    (vault.folder / "cache.db").unlink()
    mended = Cache.open(vault)
    assert mended.annotation_layer(*PLACE) == WORDS
    mended.close()


def test_a_lost_file_is_written_again(marked: Cache, vault: UnlockedVault) -> None:
    (file,) = files_of(vault)
    file.unlink()
    reopened(marked, vault).close()
    assert files_of(vault) == [file]


def test_what_the_file_knows_is_newer_than_what_the_database_knows(
    marked: Cache, vault: UnlockedVault
) -> None:
    layer_files(vault).write(*PLACE, b"newer")
    again = reopened(marked, vault)
    assert again.annotation_layer(*PLACE) == b"newer"
    again.close()


def test_a_layer_that_was_taken_away_does_not_come_back_after_a_crash(
    marked: Cache, vault: UnlockedVault
) -> None:
    layer_files(vault).write(*PLACE, b"")
    again = reopened(marked, vault)
    assert again.annotation_layer(*PLACE) is None
    again.keep_annotation_layer(*PLACE, None)
    assert files_of(vault) == []
    again.close()


def test_all_but_the_wanted_ones_are_erased_damaged_ones_too(vault: UnlockedVault) -> None:
    files = layer_files(vault)
    for number in range(3):
        files.write("doc-1", f"a{number}", WORDS)
    files_of(vault)[0].write_bytes(b"damaged")
    files.erase_all_but([("doc-1", "a1")])
    assert [files.has("doc-1", f"a{number}") for number in range(3)] == [False, True, False]


def test_a_purge_takes_the_file_and_overwrites_its_key(
    marked: Cache, vault: UnlockedVault, tmp_path: Path
) -> None:
    (file,) = files_of(vault)
    os.link(file, tmp_path / "remains")
    marked.take(page([Purge(id="doc-1", reason="scope")]))
    assert files_of(vault) == []
    assert marked.annotation_layer(*PLACE) is None
    remains = (tmp_path / "remains").read_bytes()
    assert remains[:64] == bytes(64)
    file.write_bytes(remains)
    again = reopened(marked, vault)
    assert again.annotation_layer(*PLACE) is None
    assert files_of(vault) == []
    again.close()


def test_a_layer_whose_record_never_comes_back_goes_at_the_end_of_the_log(
    marked: Cache, vault: UnlockedVault
) -> None:
    marked.take(page([put(document("doc-2"))]))
    marked.keep_annotation_layer("doc-2", "a", WORDS)
    marked.close()
    (vault.folder / "cache.db").unlink()
    again = Cache.open(vault)
    again.take(page([put(document("doc-2"))], more=True))
    assert again.annotation_layer(*PLACE) == WORDS
    again.take(page([]))
    assert again.annotation_layer(*PLACE) is None
    assert again.annotation_layer("doc-2", "a") == WORDS
    assert len(files_of(vault)) == 1
    again.close()


def test_a_layer_is_one_file_however_often_it_changes(marked: Cache, vault: UnlockedVault) -> None:
    for number in range(50):
        marked.keep_annotation_layer(*PLACE, WORDS * number + b".")
    assert len(files_of(vault)) == 1
    (vault.folder / "layers" / "left.tmp").write_bytes(b"half")
    again = reopened(marked, vault)
    assert len(files_of(vault)) == 1
    again.close()


def test_the_files_show_neither_words_nor_places(marked: Cache, vault: UnlockedVault) -> None:
    (file,) = files_of(vault)
    assert b"doc-1" not in file.read_bytes()
    assert WORDS not in file.read_bytes()
    assert "doc-1" not in file.name
    assert file in cache_files(vault.folder)


OLD = {"author": "唐景和", "made_at": MADE_AT, "page": 2}
BOXES = [[20.0, 30.0, 40.0, 5.0], [20.0, 36.0, 0.0, 5.0]]
LAYER_OF_C0002 = [
    {"id": "a", "colour": "#F2C94C", "text": "甲", "mark": {"type": "highlight", "boxes": BOXES}, **OLD},
    {"id": "b", "colour": "#7CC4E8", "text": "", "mark": {"type": "underline", "boxes": BOXES}, **OLD},
    {"id": "c", "colour": "#F2C94C", "text": "乙", "mark": {"type": "note", "x_mm": 1.5, "y_mm": 2}, **OLD},
    {
        "id": "d",
        "colour": "#E88C8C",
        "text": "",
        "mark": {"type": "ink", "points": [[1.0, 2.0, 0.25], [3.0, 4.0, 1.0]], "width_mm": 0.6},
        **OLD,
    },
]
"""As the program of c0002 kept it (its own msgpack, tags in lower case)."""


def test_layers_of_the_first_vocabulary_are_converted(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "cache.db", bytes(32))
    migrate(engine, "c0002")
    many = [[10.0, float(line), 50.0, 0.5] for line in range(700)]
    long = [{**LAYER_OF_C0002[0], "mark": {"type": "highlight", "boxes": many}}]
    with engine.begin() as connection:
        for record, body in (("d", LAYER_OF_C0002), ("e", long)):
            values = {"record": record, "body": msgspec.msgpack.encode(body)}
            connection.execute(text("INSERT INTO annotation_layer VALUES (:record, 'blob', :body)"), values)
        connection.execute(text("INSERT INTO annotation_layer VALUES ('f', 'blob', x'C1FF')"))
    migrate(engine, "c0003")
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT record_id, body FROM annotation_layer")).all()
        bodies = {row.record_id: row.body for row in rows}
    who = {"author": "唐景和", "made_at": MADE_AT, "page": 2}
    areas = (Area(20, 30, 40, 5),)
    assert unpack_marks(bodies["d"]) == (
        Highlight(mark_id="a", tint=Tint(242, 201, 76), remark="甲", areas=areas, **who),
        Underline(mark_id="b", tint=Tint(124, 196, 232), areas=areas, **who),
        Note(mark_id="c", tint=Tint(242, 201, 76), remark="乙", x=1.5, y=2, **who),
        Ink(
            mark_id="d",
            tint=Tint(232, 140, 140),
            strokes=((InkPoint(1, 2, 0.25), InkPoint(3, 4, 1)),),
            width_mm=0.6,
            **who,
        ),
    )
    assert [len(mark.areas) for mark in unpack_marks(bodies["e"]) if isinstance(mark, Highlight)] == [
        500,
        200,
    ]
    assert bodies["f"] == b"\xc1\xff"
    engine.dispose()


def test_layers_go_back_to_the_first_vocabulary(tmp_path: Path) -> None:
    who = {"author": "唐景和", "made_at": MADE_AT, "page": 2}
    strokes = ((InkPoint(1, 2, 0.25),), (InkPoint(3, 4, 1),))
    marks = (
        Strikeout(mark_id="a", areas=(Area(20, 30, 40, 5),), tint=Tint(1, 2, 255), **who),
        Ink(mark_id="b", strokes=strokes, **who),
    )
    engine = open_engine(tmp_path / "cache.db", bytes(32))
    migrate(engine, "c0003")
    with engine.begin() as connection:
        values = {"body": pack_marks(marks)}
        connection.execute(text("INSERT INTO annotation_layer VALUES ('d', 'blob', :body)"), values)
    migrate(engine, "c0002", down=True)
    with engine.connect() as connection:
        old = msgspec.msgpack.decode(connection.scalar(text("SELECT body FROM annotation_layer")))
    assert [(each["id"], each["mark"]["type"]) for each in old] == [
        ("a", "underline"),
        ("b", "ink"),
        ("b-2", "ink"),
    ]
    assert old[0]["colour"] == "#0102FF"
    migrate(engine, "c0003")
    engine.dispose()


def test_a_profile_of_the_old_program_opens_with_its_layers_in_both_places(vault: UnlockedVault) -> None:
    engine = open_engine(vault.folder / "cache.db", vault.key("database"))
    migrate(engine, "c0002")
    with engine.begin() as connection:
        values = {"body": msgspec.msgpack.encode(LAYER_OF_C0002)}
        connection.execute(text("INSERT INTO annotation_layer VALUES ('doc-1', 'a', :body)"), values)
    engine.dispose()
    cache = Cache.open(vault)
    body = cache.annotation_layer(*PLACE)
    cache.close()
    assert body is not None
    assert len(unpack_marks(body)) == 4
    (vault.folder / "cache.db").unlink()
    again = Cache.open(vault)
    assert again.annotation_layer(*PLACE) == body
    again.close()
