"""The sample office keeps the rules it demonstrates (DOMAIN.md 6)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from importlib import resources
from itertools import pairwise
from typing import Any

import pytest

from core.redhead import papers, red_head_document, typeset

Office = dict[str, Any]

ENDINGS = {
    "请示": r"妥否，请批示。$",
    "报告": r"特此报告。$",
    "批复": r"此复。$",
    "通告": r"特此通告。$",
    "函": r"(函复。|特此函达，请予支持。)$",
}
NUMBER = re.compile(r"[\u4e00-\u9fff]{1,6}〔\d{4}〕[1-9]\d*号")


def by_id(records: list[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    found = {record["id"]: record for record in records}
    assert len(found) == len(records), "ids repeat"
    return found


def items(office: Office) -> Iterator[Mapping[str, Any]]:
    yield from office["documents"]
    yield from office["received"]


def references(value: object) -> Iterator[str]:
    """Every text that has the form of one of the office's ids."""
    if isinstance(value, str):
        if re.fullmatch(r"(org|ext|p|u|n|wf|d|r|s|sr|m|ag|sv|ml|if|mt)-[a-z0-9-]+", value):
            yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if key not in {"device_id", "account"}:
                yield from references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from references(inner)


def test_every_reference_leads_to_a_record(office: Office) -> None:
    known = {
        record["id"]
        for value in office.values()
        if isinstance(value, list)
        for record in value
        if "id" in record
    }
    known |= {item["id"] for meeting in office["meetings"] for item in meeting["agenda"]}
    known |= {
        m["id"] for meeting in office["meetings"] for item in meeting["agenda"] for m in item["materials"]
    }
    assert not {reference for reference in references(office) if reference not in known}


def test_protocol_order_is_unique_and_heads_come_before_their_sections(office: Office) -> None:
    for records in (office["organisations"], office["staff"]):
        keys = [record["order_key"] for record in records]
        assert len(keys) == len(set(keys))
    organs = by_id(office["organisations"])
    for person in office["staff"]:
        assert person["order_key"].startswith(organs[person["org_id"]]["order_key"] + "#")
    assert "010.020#010" < "010.020.010#010"


def test_an_allocated_number_follows_its_pattern_without_padding(office: Office) -> None:
    patterns = by_id(office["number_patterns"])
    for record in items(office):
        number = record.get("doc_number")
        if number is None or number == "第3号":
            continue
        assert NUMBER.fullmatch(number), number
        if record.get("number_pattern"):
            pattern = patterns[record["number_pattern"]]
            assert number.startswith(f"{pattern['prefix']}〔2026〕")
            assert int(number.split("〕")[1].rstrip("号")) <= pattern["last"]


def test_a_document_without_a_number_has_not_passed_numbering(office: Office) -> None:
    for record in office["documents"]:
        if record["doc_number"] is None:
            assert record["state"].startswith(("草拟", "待签发", "核稿"))
            assert not any(step["node"] == "登记编号" for step in record["flow"])


def test_each_kind_closes_with_its_own_words(office: Office) -> None:
    for record in items(office):
        if record["kind"] in ENDINGS and record.get("body"):
            texts = [block["text"] for block in record["body"] if block["type"] != "table"]
            assert re.search(ENDINGS[record["kind"]], texts[-1]), (record["id"], texts[-1])


def test_an_upward_document_names_its_signer_and_a_request_has_one_addressee_and_a_contact(
    office: Office,
) -> None:
    for record in items(office):
        if record.get("direction") == "上行文":
            assert record["signer"], record["id"]
        else:
            assert not record.get("signer"), record["id"]
        if record["kind"] == "请示" and record.get("body"):
            assert len(record["recipients"]) == 1
            assert re.search(r"联系人：.+联系电话：", record["note"])


def test_a_report_carries_no_request(office: Office) -> None:
    for record in items(office):
        if record["kind"] == "报告":
            assert not any("请批示" in block["text"] for block in record["body"])


def test_a_notice_to_everybody_has_no_addressee(office: Office) -> None:
    assert not [
        r["id"] for r in items(office) if r["kind"] in {"公告", "通告", "命令（令）"} and r["recipients"]
    ]


def test_secrecy_has_a_period_within_the_law_and_is_marked_as_a_demonstration(office: Office) -> None:
    limits = {level["code"]: level.get("max_years") for level in office["dictionaries"]["secrecy_levels"]}
    agenda = [item for meeting in office["meetings"] for item in meeting["agenda"]]
    for record in (*items(office), *agenda):
        level, period = record["secrecy"]["level"], record["secrecy"]["period"]
        if level == "none":
            assert period is None
            continue
        assert 0 < int(period.rstrip("年")) <= limits[level]
        assert "演示" in record["title"]


def test_the_texts_of_classified_items_say_that_they_are_invented(office: Office) -> None:
    for paper in papers(office):
        document = None if paper.file else red_head_document(office, paper.id)
        if document is not None and document.secrecy_mark:
            assert document.secrecy_mark.startswith("【演示】")
            assert "不含任何国家秘密" in "".join(
                text.text for page in typeset(document) for text in page.texts
            )


def test_circulation_stays_within_those_who_may_know(office: Office) -> None:
    for record in office["received"]:
        if "known_to" in record:
            assert {step["user_id"] for step in record["circulation"]} <= set(record["known_to"])
            assert [step["order"] for step in record["circulation"]] == list(
                range(1, len(record["circulation"]) + 1)
            )
            assert record["copy_no"]


def test_an_agenda_fits_its_meeting_and_appointments_come_last_for_members_only(office: Office) -> None:
    for meeting in office["meetings"]:
        opens, closes = (datetime.fromisoformat(meeting[key]) for key in ("start", "end"))
        assert opens + timedelta(minutes=sum(item["duration_min"] for item in meeting["agenda"])) <= closes
        assert [item["no"] for item in meeting["agenda"]] == list(range(1, len(meeting["agenda"]) + 1))
        for item in meeting["agenda"]:
            if item["decision_type"] == "任免":
                assert item is meeting["agenda"][-1]
                assert item["restricted_to"] == "组成人员"
                assert not item["observers"]


def test_nobody_witnesses_their_own_sealing_and_the_ledger_has_no_gap(office: Office) -> None:
    ledger = office["seal_ledger"]
    assert all(line["witness"] != line["operator"] for line in ledger)
    assert all(b["seq"] == a["seq"] + 1 and b["time"] >= a["time"] for a, b in pairwise(ledger))
    for seal in office["seals"]:
        assert seal.get("witness") != seal["custodian"]


def test_the_ledger_names_pages_that_exist_and_where_the_seal_belongs(office: Office) -> None:
    for line in office["seal_ledger"]:
        if line["document_id"]:
            pages = typeset(red_head_document(office, line["document_id"]))
            signed = [page.number for page in pages if page.spots]
            assert line["pages"] == ([page.number for page in pages] if line["mode"] == "骑缝章" else signed)


def working_days(office: Office, start: date, end: date) -> int:
    """Working days after `start` up to `end`; negative when `end` lies before."""
    holidays = {date.fromisoformat(day["date"]) for day in office["calendar"]["holidays"]}
    low, high = sorted((start, end))
    days = [low + timedelta(days=n) for n in range(1, (high - low).days + 1)]
    count = sum(day.weekday() < 5 and day not in holidays for day in days)
    return count if end >= start else -count


def test_the_lights_of_supervision_follow_from_the_dates(office: Office) -> None:
    today = date.fromisoformat(office["meta"]["demo_today"])
    for item in office["supervision"]:
        left = working_days(office, today, date.fromisoformat(item["due"]))
        closed = item["status"] == "已办结"
        expected = "grey" if closed else "red" if left < 0 else "yellow" if left <= 3 else "green"
        assert item["light"] == expected, item["id"]


def test_letters_are_answered_within_the_days_that_working_time_allows(office: Office) -> None:
    for letter in office["mailbox"]:
        received, due = date.fromisoformat(letter["received"]), date.fromisoformat(letter["due"])
        assert working_days(office, received, due) <= 5


def test_everything_listed_opens_with_as_many_pages_as_it_says(office: Office) -> None:
    known = {paper.id: paper for paper in papers(office)}
    for record in items(office):
        assert record["id"] in known
        if "pages" in record:
            assert record["pages"] == len(typeset(red_head_document(office, record["id"])))


def test_nothing_is_dated_after_it_was_received(office: Office) -> None:
    for record in office["received"]:
        if record.get("date"):
            assert record["date"] <= record["received_at"][:10]


@pytest.mark.parametrize("magic", [b"%PDF-1."])
def test_every_file_the_office_names_ships_with_it_and_is_small(office: Office, magic: bytes) -> None:
    files = [paper.file for paper in papers(office) if paper.file]
    assert len(files) == 3
    for name in files:
        content = resources.files("resources").joinpath("office", name).read_bytes()
        assert content.startswith(magic)
        assert len(content) < 200_000
