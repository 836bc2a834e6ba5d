"""A gateway that is down, another one, or one that answers nonsense: one declared error, nothing lost."""

from __future__ import annotations

import socket
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from core.errors import GatewayError
from core.sync.wire import EnrolmentKit, Problem, Put, encode
from desktop.cache import Cache
from desktop.errors import (
    CursorExpired,
    DeviceRevoked,
    EnrolmentUnusable,
    FileDiffers,
    GatewayBusy,
    GatewayGarbled,
    GatewayRefused,
    GatewayUnreachable,
    GatewayUntrusted,
    OfflineAndAbsent,
)
from desktop.remote import HttpGateway
from desktop.transport import Patience
from desktop.vault import Vault
from desktop.workspace import Workspace
from tests.integration.client.conftest import PASSWORD, QUICK
from tests.integration.client.faulty_gateway import AUTHORITY, Identity, answer, faulty_gateway, issued, kit
from tests.unit.desktop.builders import BODY, NOW, document, page, person

QUICK_PATIENCE = Patience(connect=2, piece=0.5, answer=2)
EMPTY_PAGE = encode(page([]))


def connected(enrolment: EnrolmentKit) -> HttpGateway:
    return HttpGateway(enrolment, patience=QUICK_PATIENCE)


def pull(folder: Path, reply: bytes, **served: Identity | bool) -> None:
    with faulty_gateway(folder, reply, **served) as gateway:  # type: ignore[arg-type]
        connected(kit(gateway.url)).changes("", limit=10)


def test_an_honest_answer_is_understood(tmp_path: Path) -> None:
    pull(tmp_path, answer(EMPTY_PAGE))


def test_a_gateway_that_is_down_is_unreachable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"https://127.0.0.1:{listener.getsockname()[1]}"
    with pytest.raises(GatewayUnreachable) as failure:
        connected(kit(url)).me()
    assert failure.value.fault == "refused"


def test_a_server_of_another_authority_is_not_trusted(tmp_path: Path) -> None:
    stranger = issued("stranger")
    with pytest.raises(GatewayUntrusted) as failure:
        pull(tmp_path, answer(EMPTY_PAGE), server=issued("gateway", stranger))
    assert failure.value.fault == "issuer"


@pytest.mark.parametrize(
    ("server", "fault"),
    [
        (issued("g", AUTHORITY, address="127.0.0.2"), "name"),
        (issued("g", AUTHORITY, valid=(timedelta(days=-9), timedelta(days=-2))), "expired"),
        (issued("g", AUTHORITY, valid=(timedelta(days=2), timedelta(days=9))), "not_yet_valid"),
    ],
)
def test_a_certificate_of_ours_that_does_not_fit_says_why(
    tmp_path: Path, server: Identity, fault: str
) -> None:
    with pytest.raises(GatewayUntrusted) as failure:
        pull(tmp_path, answer(EMPTY_PAGE), server=server)
    assert failure.value.fault == fault


def test_public_authorities_are_not_trusted_beside_ours(tmp_path: Path) -> None:
    with faulty_gateway(tmp_path, answer(EMPTY_PAGE)) as gateway:
        remote = connected(kit(gateway.url))
        remote.changes("", limit=10)
        context = remote._transport._session.get_adapter(gateway.url + "/")._context  # type: ignore[attr-defined]
        assert len(context.get_ca_certs()) == 1


def test_a_server_without_tls_is_not_spoken_to(tmp_path: Path) -> None:
    with pytest.raises((GatewayGarbled, GatewayUnreachable)):
        pull(tmp_path, b"", plain=True)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"<html>sign in</html>",
        b"\xff\xfe",
        EMPTY_PAGE[:-1],
        EMPTY_PAGE.replace(b'"more":false', b'"more":false,"extra":1'),
        EMPTY_PAGE.replace(b"c-1", b"c" * 2000),
        EMPTY_PAGE.replace(b'Z"', b'"'),
        b'{"epoch":' + b"[" * 100_000,
    ],
)
def test_an_answer_that_is_none_is_garbled(tmp_path: Path, body: bytes) -> None:
    with pytest.raises(GatewayGarbled):
        pull(tmp_path, answer(body))


@settings(max_examples=25, deadline=None)
@given(reply=st.binary(max_size=300))
def test_any_bytes_for_an_answer_are_a_declared_error(
    tmp_path_factory: pytest.TempPathFactory, reply: bytes
) -> None:
    with pytest.raises(GatewayError):
        pull(tmp_path_factory.mktemp("any"), reply)


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (answer(b"", "302 Found", Location="https://127.0.0.1:1/"), GatewayGarbled),
        (answer(b"oops", "404 Not Found"), GatewayGarbled),
        (answer(encode(Problem(code="not_found", server_time=NOW)), "404 Not Found"), GatewayRefused),
        (answer(encode(Problem(code="device_revoked", server_time=NOW)), "403 Forbidden"), DeviceRevoked),
        (answer(encode(Problem(code="epoch", server_time=NOW)), "410 Gone"), CursorExpired),
        (answer(b"", "500 Internal Server Error"), GatewayBusy),
        (answer(EMPTY_PAGE)[:-5], GatewayUnreachable),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9", GatewayUnreachable),
        (b"", GatewayUnreachable),
    ],
)
def test_every_kind_of_refusal_has_its_name(tmp_path: Path, reply: bytes, error: type[GatewayError]) -> None:
    with pytest.raises(error):
        pull(tmp_path, reply)


def test_a_redirect_is_not_followed(tmp_path: Path) -> None:
    with faulty_gateway(tmp_path, answer(b"", "302 Found", Location="/v1/me")) as gateway:
        with pytest.raises(GatewayGarbled):
            connected(kit(gateway.url)).changes("", limit=10)
        assert len(gateway.requests) == 1


def test_the_wish_to_be_left_alone_is_heard(tmp_path: Path) -> None:
    with pytest.raises(GatewayBusy) as failure:
        pull(tmp_path, answer(b"", "503 Service Unavailable", Retry_After="17"))
    assert failure.value.retry_after_s == 17


def test_a_gateway_that_stops_talking_is_given_up(tmp_path: Path) -> None:
    stuck = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"
    with faulty_gateway(tmp_path, stuck) as gateway, pytest.raises(GatewayUnreachable):
        connected(kit(gateway.url)).me()


def test_the_environments_proxy_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    pull(tmp_path, answer(EMPTY_PAGE))


@pytest.mark.parametrize(
    "damage",
    [
        {"ca_pem": "no certificate"},
        {"device_key_pem": "no key"},
        {"device_certificate_pem": "no certificate"},
        {"gateway_url": "http://127.0.0.1"},
        {"gateway_url": "https://"},
        {"device_key_pem": issued("other").key_pem},
    ],
)
def test_an_unusable_kit_makes_no_profile(tmp_path: Path, damage: dict[str, str]) -> None:
    with pytest.raises(EnrolmentUnusable):
        Workspace.create(tmp_path / "p", PASSWORD, replace(kit("https://127.0.0.1"), **damage), kdf=QUICK)
    assert not Workspace.exists(tmp_path / "p")
    assert not Vault.exists(tmp_path / "p")


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """A profile that knows of one document, whose file is `BODY`, and has not fetched it."""
    folder = tmp_path / "p"
    Workspace.create(folder, PASSWORD, kit("https://127.0.0.1:9"), kdf=QUICK).lock()
    vault = Vault.unlock(folder, PASSWORD)
    cache = Cache.open(vault)
    cache.take(page([Put(version=1, record=person()), Put(version=1, record=document())]))
    cache.close()
    vault.lock()
    return folder


def read_through(profile: Path, *replies: bytes) -> bytes:
    """The document's file, fetched from a gateway that replies so."""
    with faulty_gateway(profile.parent, *replies) as gateway:
        workspace = Workspace.unlock(
            profile, PASSWORD, gateway=lambda enrolled: connected(replace(enrolled, gateway_url=gateway.url))
        )
        try:
            return workspace.file(workspace.document("doc-1").versions[0].blob)
        finally:
            workspace.lock()


def rest(start: int) -> bytes:
    extent = f"bytes {start}-{len(BODY) - 1}/{len(BODY)}"
    return answer(BODY[start:], "206 Partial Content", Content_Range=extent)


def test_a_download_that_breaks_off_goes_on_where_it_was(profile: Path) -> None:
    assert read_through(profile, answer(BODY)[:-20], rest(len(BODY) - 20)) == BODY


def test_a_gateway_that_begins_again_is_followed(profile: Path) -> None:
    assert read_through(profile, answer(BODY)[:-20], answer(BODY)) == BODY


def test_other_bytes_are_not_taken_and_the_right_ones_are_later(profile: Path) -> None:
    with pytest.raises(FileDiffers):
        read_through(profile, answer(BODY[::-1]))
    assert read_through(profile, answer(BODY)) == BODY


@pytest.mark.parametrize("reply", [answer(BODY + b"more"), answer(BODY[:-1]), answer(b"")])
def test_a_file_of_another_size_is_not_taken(profile: Path, reply: bytes) -> None:
    with pytest.raises(FileDiffers):
        read_through(profile, reply)


@pytest.mark.parametrize(
    "extent", ["bytes 0-9/10", "bytes */10", "items 5-9/10", "", "bytes 99999999999999-1/2", "bytes -5-9/10"]
)
def test_a_rest_that_is_not_the_one_asked_for_is_garbled(profile: Path, extent: str) -> None:
    reply = answer(BODY[-20:], "206 Partial Content", Content_Range=extent)
    with pytest.raises(GatewayGarbled):
        read_through(profile, answer(BODY)[:-20], reply)


def test_a_gateway_that_never_sends_a_byte_more_is_given_up(profile: Path) -> None:
    with pytest.raises(OfflineAndAbsent):
        read_through(profile, answer(BODY)[: -len(BODY)])
