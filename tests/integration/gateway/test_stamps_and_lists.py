"""Time stamps and revocation lists: what the gateway fetches or keeps for its clients."""

from __future__ import annotations

import secrets
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from core.crypto import (
    Sm2PrivateKey,
    parse_certificate,
    parse_crl,
    pem_blocks,
    read_private_key,
    to_pem,
)
from core.crypto.issue import Authority, issue_crl
from core.seal import (
    TimeStampRequest,
    issue_sample_seals,
    judge_time_stamp,
    parse_time_stamp_request,
)
from core.seal.stamper import Stamper
from core.sync.wire import TimeStampQueries, decode_revocation_lists, decode_time_stamp_replies, encode
from gateway.service.verifying import read_trust
from tests.gateway_process import GatewayProcess, serving
from tests.integration.gateway.client import Answer, Device, connected
from tests.integration.gateway.conftest import CUSTODIAN

REQUEST = TimeStampRequest.over(b"signature", nonce=11)
QUERY = {"Content-Type": "application/timestamp-query"}


@pytest.fixture
def data(sample_folder: Path, tmp_path: Path) -> Path:
    shutil.copytree(sample_folder, tmp_path / "gateway")
    return tmp_path / "gateway"


@contextmanager
def device(gateway: GatewayProcess) -> Iterator[Device]:
    with connected(gateway.enrol(CUSTODIAN)) as connection:
        yield connection


def stamped(connection: Device, body: bytes = REQUEST.encoded) -> Answer:
    return connection.send("POST", "/v1/time-stamps", body, QUERY)


def test_the_sample_office_stamps_for_itself(data: Path) -> None:
    with serving(data) as gateway, device(gateway) as connection:
        answer = stamped(connection)
        again = stamped(connection)
    assert (answer.status, answer.headers["content-type"]) == (200, "application/timestamp-reply")
    stamp = judge_time_stamp(answer.body, REQUEST, read_trust(data / "trust"), datetime.now(UTC))
    assert stamp.at <= datetime.now(UTC) + timedelta(seconds=1)
    assert again.body != answer.body


def test_many_are_stamped_at_once_and_one_that_is_no_request_spoils_nothing(data: Path) -> None:
    others = [TimeStampRequest.over(b"stamped", nonce=nonce) for nonce in range(2, 8)]
    queries = [REQUEST.encoded, b"no request", *(each.encoded for each in others)]
    with serving(data) as gateway, device(gateway) as connection:
        body = encode(TimeStampQueries(queries=tuple(queries)))
        answer = connection.send("POST", "/v1/time-stamps/many", body)
        none = connection.send("POST", "/v1/time-stamps/many", encode({"queries": []}))
    assert (answer.status, none.status) == (200, 400)
    first, second, *rest = decode_time_stamp_replies(answer.body).replies
    assert first is not None
    assert second is None
    trust = read_trust(data / "trust")
    for reply, request in zip((first, *rest), (REQUEST, *others), strict=True):
        assert reply is not None
        assert judge_time_stamp(reply, request, trust, datetime.now(UTC)).at


@pytest.mark.parametrize("body", [b"", b"no request", REQUEST.encoded[:-1], b"\x30" * 8000])
def test_what_is_no_request_of_ours_is_not_passed_on(data: Path, body: bytes) -> None:
    with serving(data) as gateway, device(gateway) as connection:
        assert stamped(connection, body).status in (400, 413)
        assert stamped(connection).status == 200


def test_an_office_without_an_authority_says_so(data: Path) -> None:
    (data / "keys" / "time_stamp.key").unlink()
    with serving(data) as gateway, device(gateway) as connection:
        answer = stamped(connection)
    assert (answer.status, answer.code) == (404, "no_time_stamps")


class _Authority(BaseHTTPRequestHandler):
    """Answers as its server's `answers` say: the body, or None for rubbish."""

    server: _Server
    protocol_version = "HTTP/1.1"

    def setup(self) -> None:
        super().setup()
        self.server.connections += 1

    def do_POST(self) -> None:
        asked = self.rfile.read(int(self.headers["Content-Length"]))
        kind, body = self.server.answer(asked)
        self.send_response(302 if kind == "elsewhere" else 200)
        if kind == "elsewhere":
            self.send_header("Location", "http://127.0.0.1:1/")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = self.server.mode == "closing"

    def log_message(self, format: str, *args: object) -> None:
        return


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    mode = "right"
    connections = 0
    stamper: Stamper

    def answer(self, asked: bytes) -> tuple[str, bytes]:
        match self.mode:
            case "right" | "closing":
                request = parse_time_stamp_request(asked)
                reply = self.stamper.answer(request, at=datetime.now(UTC), serial=1)
                return "application/timestamp-reply", reply
            case "endless":
                return "application/timestamp-reply", b"x" * (1 << 20)
            case "page":
                return "text/html", b"<html>"
            case _:
                return "elsewhere", b""


@pytest.fixture
def authority(data: Path) -> Iterator[_Server]:
    key = read_private_key((data / "keys" / "time_stamp.key").read_bytes())
    certificate = next(der for _, der in pem_blocks((data / "keys" / "time_stamp.crt").read_bytes()))
    server = _Server(("127.0.0.1", 0), _Authority)
    server.stamper = Stamper(certificate, key)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_configured_authority_is_asked_and_only_a_reply_is_believed(
    data: Path, tmp_path: Path, authority: _Server
) -> None:
    settings = tmp_path / "gateway.toml"
    settings.write_text(f'time_stamp_url = "http://127.0.0.1:{authority.server_port}/tsa"\n')
    with serving(data, config=settings) as gateway, device(gateway) as connection:
        answer = stamped(connection)
        assert judge_time_stamp(answer.body, REQUEST, read_trust(data / "trust"), datetime.now(UTC))
        for mode in ("endless", "page", "elsewhere"):
            authority.mode = mode
            answer = stamped(connection)
            assert (answer.status, answer.code) == (502, "time_stamp_unavailable"), mode


@pytest.mark.parametrize(("mode", "connections"), [("right", 1), ("closing", 5)])
def test_the_connection_to_the_authority_is_kept_and_one_that_it_closed_is_replaced(
    data: Path, tmp_path: Path, authority: _Server, mode: str, connections: int
) -> None:
    settings = tmp_path / "gateway.toml"
    settings.write_text(f'time_stamp_url = "http://127.0.0.1:{authority.server_port}/tsa"\n')
    authority.mode = mode
    with serving(data, config=settings) as gateway, device(gateway) as connection:
        assert [stamped(connection).status for _ in range(5)] == [200] * 5
    assert authority.connections == connections


def test_the_newest_list_of_each_authority_is_handed_out_and_no_forged_one(data: Path) -> None:
    now = datetime.now(UTC)
    made = issue_sample_seals([], sealers={}, organisation="第二", now=now, randomness=secrets.token_bytes)
    for name, content in made.trust_files().items():
        folder, _, file = name.rpartition("/")
        (data / "trust" / folder / f"second-{file}").write_bytes(content)
    name = parse_certificate(made.authority_certificate).subject

    def listed(key: Sm2PrivateKey, hours: int) -> bytes:
        moment = now + timedelta(hours=hours)
        return issue_crl(
            Authority(name=name, key=key),
            number=2,
            this_update=moment,
            next_update=moment + timedelta(days=9),
        )

    later, forged = (
        listed(made.authority_key, 1),
        listed(Sm2PrivateKey.from_randomness(secrets.token_bytes(40)), 2),
    )
    with serving(data) as gateway, device(gateway) as connection:
        before = decode_revocation_lists(connection.get("/v1/revocation-lists").body)
        assert before.this_update == min(parse_crl(one).this_update for one in before.lists)
        (data / "trust" / "later.crl").write_bytes(to_pem("X509 CRL", later))
        (data / "trust" / "forged.crl").write_bytes(to_pem("X509 CRL", forged))
        after = decode_revocation_lists(connection.get("/v1/revocation-lists").body)
    assert set(after.lists) == ({*before.lists} - {made.crls[1]}) | {later}
