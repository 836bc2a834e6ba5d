"""A device as the gateway sees it: HTTP/1.1 over mutual TLS, nothing hidden."""

from __future__ import annotations

import http.client
import json
import ssl
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from core.ids import content_address
from core.sync.wire import (
    Act,
    Action,
    ActionResult,
    Actions,
    ChangesPage,
    EnrolmentKit,
    Put,
    Record,
    UploadOffer,
    UploadState,
    decode_changes,
    decode_results,
    decode_upload_state,
    encode,
)
from gateway.app import new_id

UPLOAD_TYPE = "application/offset+octet-stream"


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def code(self) -> str:
        """The code of a problem."""
        return str(json.loads(self.body)["code"])

    def json(self) -> Any:
        return json.loads(self.body)


class Device:
    """One enrolled device, connected."""

    def __init__(self, kit: EnrolmentKit, connection: http.client.HTTPSConnection) -> None:
        self.kit = kit
        self._connection = connection

    def send(
        self,
        method: str,
        path: str,
        body: bytes | Iterator[bytes] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        self._connection.request(method, path, body=body, headers=dict(headers or {}))
        response = self._connection.getresponse()
        names = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, names, response.read())

    def get(self, path: str, **headers: str) -> Answer:
        return self.send(
            "GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()}
        )

    def page(self, cursor: str | None = None, *, limit: int = 1000, wait: int = 0) -> ChangesPage:
        at = "" if cursor is None else f"&cursor={cursor}"
        answer = self.get(f"/v1/changes?limit={limit}&wait={wait}{at}")
        assert answer.status == 200, answer
        return decode_changes(answer.body)

    def records(self) -> dict[str, Put]:
        """Everything this person sees, as a new device gets it."""
        found: dict[str, Put] = {}
        page = self.page()
        while True:
            found |= {change.record.id: change for change in page.changes if isinstance(change, Put)}
            if not page.more:
                return found
            page = self.page(page.cursor)

    def record(self, record_id: str) -> Record:
        return self.records()[record_id].record

    def version(self, record_id: str) -> int:
        return self.records()[record_id].version

    def act(self, act: Act, *, base_version: int = 1, **given: Any) -> ActionResult:
        return self.perform([action(act, base_version=base_version, **given)])[0]

    def perform(self, actions: Sequence[Action]) -> tuple[ActionResult, ...]:
        answer = self.send("POST", "/v1/actions", encode(Actions(actions=tuple(actions))))
        assert answer.status == 200, answer
        return decode_results(answer.body).results

    def offer(self, content: bytes) -> UploadState:
        offer = UploadOffer(sha256=content_address(content), size=len(content))
        answer = self.send("POST", "/v1/uploads", encode(offer))
        assert answer.status == 200, answer
        return decode_upload_state(answer.body)

    def patch(self, upload_id: str, offset: int, content: bytes) -> Answer:
        headers = {"Upload-Offset": str(offset), "Content-Type": UPLOAD_TYPE}
        return self.send("PATCH", f"/v1/uploads/{upload_id}", content, headers)

    def upload(self, content: bytes) -> str:
        """The content's address, once the gateway holds it."""
        state = self.offer(content)
        if not state.complete:
            assert self.patch(state.upload_id, state.offset, content[state.offset :]).status == 200
        return content_address(content)


def action(
    act: Act, *, base_version: int = 1, action_id: str | None = None, made_at: datetime | None = None
) -> Action:
    return Action(
        id=action_id or new_id(), base_version=base_version, made_at=made_at or datetime.now(UTC), act=act
    )


@contextmanager
def connected(kit: EnrolmentKit) -> Iterator[Device]:
    connection = http.client.HTTPSConnection(
        kit.gateway_url.removeprefix("https://"), context=tls_context(kit), timeout=60
    )
    try:
        yield Device(kit, connection)
    finally:
        connection.close()


def tls_context(kit: EnrolmentKit) -> ssl.SSLContext:
    """TLS 1.3 with the kit's authority as the only one believed, and its certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.load_verify_locations(cadata=kit.ca_pem)
    with TemporaryDirectory() as folder:
        pem = Path(folder) / "device.pem"
        pem.write_text(kit.device_certificate_pem + kit.device_key_pem)
        context.load_cert_chain(pem)
    return context


def wait_until_changed(device: Device, cursor: str, *, seconds: float = 30) -> ChangesPage:
    """The first page behind `cursor` that holds a change."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        page = device.page(cursor, wait=5)
        if page.changes:
            return page
        cursor = page.cursor
    raise AssertionError("nothing changed")
