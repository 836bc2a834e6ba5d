"""Files go up and down in pieces, and survive broken connections."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from core.ids import content_address
from core.office import OfficialDocument
from core.sync.files import FILES_TYPE, MAX_FILES, MAX_FILES_BYTES, pack_files
from core.sync.wire import MAX_BLOB_BYTES, UploadOffer, decode_files_taken, decode_upload_state, encode
from tests.gateway_process import GatewayProcess
from tests.integration.gateway.client import Device
from tests.integration.gateway.conftest import CUSTODIAN, OUTSIDER, SECRETARY

DeviceOf = Callable[[str], Device]
MADE_UP = bytes(range(256)) * 700


def _content(name: str) -> bytes:
    return name.encode() + MADE_UP


def test_an_upload_is_taken_up_where_it_broke_off(device_of: DeviceOf, seed: int) -> None:
    content = _content(f"resumed {seed}")
    state = device_of(CUSTODIAN).offer(content)
    draw = random.Random(seed)
    offset = 0
    while offset < len(content):
        device = device_of(CUSTODIAN)
        taken_up = device.offer(content)
        assert (taken_up.upload_id, taken_up.offset) == (state.upload_id, offset)
        piece = content[offset : offset + draw.randrange(1, 70_000)]
        assert device.patch(state.upload_id, offset, piece).status == 200
        offset += len(piece)
    assert device_of(CUSTODIAN).offer(content).complete


def test_head_tells_how_far_an_upload_is(device_of: DeviceOf) -> None:
    device, content = device_of(CUSTODIAN), _content("head")
    state = device.offer(content)
    device.patch(state.upload_id, 0, content[:1000])
    answer = device.send("HEAD", f"/v1/uploads/{state.upload_id}")
    assert (answer.headers["upload-offset"], answer.headers["upload-length"]) == ("1000", str(len(content)))


def test_a_piece_at_another_place_is_refused_and_the_right_one_named(device_of: DeviceOf) -> None:
    device, content = device_of(CUSTODIAN), _content("gap")
    state = device.offer(content)
    device.patch(state.upload_id, 0, content[:500])
    answer = device.patch(state.upload_id, 700, content[700:])
    assert (answer.status, answer.code, answer.headers["upload-offset"]) == (409, "upload_offset", "500")


def test_other_bytes_than_announced_begin_anew(device_of: DeviceOf) -> None:
    device, content = device_of(CUSTODIAN), _content("announced")
    state = device.offer(content)
    answer = device.patch(state.upload_id, 0, bytes(len(content)))
    assert (answer.status, answer.code) == (422, "hash_mismatch")
    assert device.offer(content).offset == 0
    assert device.upload(content) == content_address(content)


def test_more_bytes_than_announced_are_refused(device_of: DeviceOf) -> None:
    device, content = device_of(CUSTODIAN), _content("longer")
    state = device.offer(content)
    answer = device.patch(state.upload_id, 0, content + b"!")
    assert (answer.status, answer.code) == (413, "too_large")


def test_an_upload_is_nobody_elses(device_of: DeviceOf) -> None:
    content = _content("mine")
    mine = device_of(CUSTODIAN).offer(content)
    other = device_of(SECRETARY)
    assert other.patch(mine.upload_id, 0, content).status == 404
    assert other.send("HEAD", f"/v1/uploads/{mine.upload_id}").status == 404


def test_what_others_sent_is_not_told_by_an_offer(device_of: DeviceOf) -> None:
    content = _content("oracle")
    device_of(CUSTODIAN).upload(content)
    assert device_of(SECRETARY).offer(content).offset == 0


def test_what_the_person_sees_anyway_need_not_be_sent(device_of: DeviceOf) -> None:
    device = device_of(SECRETARY)
    content = device.get(f"/v1/blobs/{_blob(device)}").body
    assert device.offer(content).complete


def test_an_uploaded_file_that_no_record_names_cannot_be_fetched(device_of: DeviceOf) -> None:
    device = device_of(CUSTODIAN)
    assert device.get(f"/v1/blobs/{device.upload(_content('unnamed'))}").status == 404


def test_an_offer_beyond_the_limit_is_malformed(device_of: DeviceOf) -> None:
    body = encode({"sha256": "0" * 64, "size": MAX_BLOB_BYTES + 1})
    assert device_of(CUSTODIAN).send("POST", "/v1/uploads", body).code == "malformed"


def test_a_person_has_so_many_unfinished_uploads_and_no_more(device_of: DeviceOf) -> None:
    device = device_of(OUTSIDER)
    answers = [
        device.send("POST", "/v1/uploads", encode(UploadOffer(sha256=f"{number:064x}", size=1)))
        for number in range(17)
    ]
    assert [answer.status for answer in answers] == [200] * 16 + [429]
    assert answers[-1].code == "too_many_uploads"
    assert decode_upload_state(answers[0].body).offset == 0


def test_files_that_no_record_took_up_make_room_for_newer_ones(
    gateway: GatewayProcess, device_of: DeviceOf
) -> None:
    device = device_of(CUSTODIAN)
    contents = [f"nobody takes up number {number}".encode() for number in range(20)]
    for content in contents:
        device.upload(content)

    assert device.offer(contents[-1]).complete
    assert not device.offer(contents[0]).complete
    held = {path.name for path in (gateway.data / "blobs").rglob("*") if path.is_file()}
    assert content_address(contents[0]) not in held
    assert content_address(contents[-1]) in held


def test_a_download_is_taken_up_where_it_broke_off(device_of: DeviceOf) -> None:
    device = device_of(SECRETARY)
    path = f"/v1/blobs/{_blob(device)}"
    whole = device.get(path)
    rest = device.get(path, Range="bytes=1000-", If_Range=whole.headers["etag"])
    assert (rest.status, rest.headers["content-range"]) == (
        206,
        f"bytes 1000-{len(whole.body) - 1}/{len(whole.body)}",
    )
    assert whole.body[:1000] + rest.body == whole.body
    assert content_address(whole.body) == _blob(device)


@pytest.mark.parametrize(
    ("asked", "begin", "end"), [("bytes=0-0", 0, 1), ("bytes=10-19", 10, 20), ("bytes=-5", -5, None)]
)
def test_a_range_is_what_was_asked_for(device_of: DeviceOf, asked: str, begin: int, end: int | None) -> None:
    device = device_of(SECRETARY)
    path = f"/v1/blobs/{_blob(device)}"
    assert device.get(path, Range=asked).body == device.get(path).body[begin:end]


def test_a_stale_validator_brings_the_whole_file(device_of: DeviceOf) -> None:
    device = device_of(SECRETARY)
    answer = device.get(f"/v1/blobs/{_blob(device)}", Range="bytes=10-", If_Range='"other"')
    assert answer.status == 200


def test_a_range_behind_the_end_names_the_size(device_of: DeviceOf) -> None:
    device = device_of(SECRETARY)
    answer = device.get(f"/v1/blobs/{_blob(device)}", Range="bytes=99999999-")
    assert (answer.status, answer.code) == (416, "range")
    assert answer.headers["content-range"].startswith("bytes */")


def test_head_of_a_file_tells_its_size(device_of: DeviceOf) -> None:
    device = device_of(SECRETARY)
    path = f"/v1/blobs/{_blob(device)}"
    head = device.send("HEAD", path)
    assert (head.status, head.body, head.headers["content-length"]) == (
        200,
        b"",
        str(len(device.get(path).body)),
    )


def _blob(device: Device) -> str:
    document = device.record("d-tongzhi")
    assert isinstance(document, OfficialDocument)
    assert document.current is not None
    return document.current.blob


def test_small_files_come_together_and_need_not_be_sent_again(
    gateway: GatewayProcess, device_of: DeviceOf
) -> None:
    device = device_of(CUSTODIAN)
    contents = [f"together {number}".encode() for number in range(16)]
    again = [contents[3], b"a new one", contents[3]]
    for sent in (contents, again):
        answer = device.send("POST", "/v1/files", pack_files(sent), {"Content-Type": FILES_TYPE})
        assert answer.status == 200
        assert list(decode_files_taken(answer.body).addresses) == [content_address(each) for each in sent]
    assert all(device.offer(each).complete for each in again)


def test_files_together_end_an_upload_that_was_begun(device_of: DeviceOf) -> None:
    device, content = device_of(SECRETARY), b"begun piece by piece"
    assert not device.offer(content).complete
    answer = device.send("POST", "/v1/files", pack_files([content]), {"Content-Type": FILES_TYPE})
    assert (answer.status, device.offer(content).complete) == (200, True)


@pytest.mark.parametrize(
    ("body", "kind", "status", "code"),
    [
        (b"", FILES_TYPE, 400, "malformed"),
        (pack_files([b"a"] * (MAX_FILES + 1)), FILES_TYPE, 400, "malformed"),
        (pack_files([b"whole"])[:-1], FILES_TYPE, 400, "malformed"),
        (pack_files([b"whole"]), "application/json", 400, "malformed"),
        (pack_files([bytes(MAX_FILES_BYTES)]), FILES_TYPE, 413, "too_large"),
    ],
    ids=["nothing", "too many", "cut", "another kind", "too large"],
)
def test_a_body_that_is_no_files_leaves_nothing(
    device_of: DeviceOf, body: bytes, kind: str, status: int, code: str
) -> None:
    answer = device_of(SECRETARY).send("POST", "/v1/files", body, {"Content-Type": kind})
    assert (answer.status, answer.code) == (status, code)
    assert not device_of(SECRETARY).offer(b"whole").complete
