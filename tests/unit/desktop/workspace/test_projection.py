"""The gateway's truth with pending acts laid over it."""

from __future__ import annotations

from dataclasses import replace

from core.ids import content_address
from core.office import AgendaItem, Attachment, OfficialDocument
from core.sync.journal import PendingState
from desktop.cache import Held, Taken
from desktop.workspace.projection import Projection
from tests.unit.desktop.builders import BODY, agenda_item, document, pending


def held(*records: AgendaItem | OfficialDocument) -> dict[str, Held]:
    return {record.id: Held(1, record) for record in records}


def taken(put: dict[str, Held], gone: tuple[str, ...] = ()) -> Taken:
    return Taken(put=put, gone=frozenset(gone), settled=frozenset(), parked=(), orphaned_files=())


def minutes(projection: Projection) -> int:
    (item,) = projection.all(AgendaItem)
    return item.duration_min


def test_waiting_acts_show_and_refused_ones_do_not() -> None:
    projection = Projection(held(agenda_item()), [pending(5)])
    assert (minutes(projection), projection.is_pending("ag-1")) == (15, True)
    projection.become_pending([replace(pending(5), state=PendingState.REFUSED)])
    assert (minutes(projection), projection.is_pending("ag-1")) == (10, False)


def test_a_page_changes_what_it_names_and_drops_what_went() -> None:
    projection = Projection(held(agenda_item(), document()), [])
    other = agenda_item("ag-2")
    projection.take(taken({"ag-2": Held(4, other)}, gone=("ag-1",)), [])
    assert projection.all(AgendaItem) == [other]
    assert projection.version_of("ag-2") == 4
    assert projection.find("ag-1") is None
    assert projection.find("doc-1") == document()


def test_an_act_shows_as_soon_as_its_record_comes_down() -> None:
    projection = Projection({}, [pending(5)])
    assert projection.all(AgendaItem) == []
    projection.take(taken(held(agenda_item())), [pending(5)])
    assert minutes(projection) == 15


def test_a_file_is_known_while_some_record_speaks_of_it() -> None:
    blob = content_address(BODY)
    appended = document(
        "doc-2", content=b"x", attachments=(Attachment(title="附件", blob=blob, size=len(BODY)),)
    )
    projection = Projection(held(document(), appended), [])
    assert [len(projection.speakers_of(blob)[0]), projection.speakers_of(blob)[1]] == [2, len(BODY)]
    projection.take(taken({}, gone=("doc-1",)), [])
    assert projection.speakers_of(blob)[0] == [appended]
    projection.take(taken({}, gone=("doc-2",)), [])
    assert projection.speakers_of(blob) == ([], 0)


def test_nothing_stays_after_clearing() -> None:
    projection = Projection(held(agenda_item(), document()), [pending(1)])
    projection.clear()
    assert projection.all(AgendaItem) == projection.all(OfficialDocument) == []
    assert projection.pending == ()
