"""Nothing readable lies on the disk: every byte of a used profile is searched."""

from __future__ import annotations

import base64
import logging
from datetime import UTC, datetime
from pathlib import Path

from core.crypto import pem_blocks
from core.ofd import Note
from core.office import AgendaItem
from core.seal.placement import Size, place_at
from core.seal.sealing import page_sizes
from core.sync.wire import encode
from desktop.logs import start_logging
from desktop.workspace import ReadingState, Workspace
from tests.gateway_process import GatewayProcess, serving
from tests.integration.client.conftest import CUSTODIAN, PASSWORD, QUICK, SECRETARY

REMARK = "此处数字请承办处室核实"
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")


def everything_in(profile: Path) -> bytes:
    return b"\0".join(path.read_bytes() for path in sorted(profile.rglob("*")) if path.is_file())


def used_profile(gateway: GatewayProcess, profile: Path, account: str) -> tuple[Workspace, list[bytes]]:
    """A profile after a day's work, and the bytes that must not be found in it."""
    kit = gateway.enrol(account, account)
    workspace = Workspace.create(profile, PASSWORD, kit, kdf=QUICK)
    workspace.sync()
    texts = [PASSWORD, kit.person_name, REMARK]
    contents: list[bytes] = []
    for document in workspace.documents():
        texts += [document.title, *(opinion.text for opinion in document.opinions if len(opinion.text) > 3)]
        for version in document.versions:
            contents.append(workspace.file(version.blob))
        workspace.remember_reading(document.id, ReadingState(page=1))
        made_at = datetime(2026, 6, 17, tzinfo=UTC)
        note = Note(mark_id="n", page=0, author=kit.person_name, made_at=made_at, x=1, y=1, remark=REMARK)
        workspace.keep_annotations(document.id, document.versions[0].blob, [note])
    for meeting in workspace.meetings():
        items = (slot.item for slot in workspace.agenda(meeting.id))
        texts += [meeting.name, *(item.title for item in items if isinstance(item, AgendaItem))]
    if account == SECRETARY:
        workspace.set_agenda_duration(workspace.agenda("m-1")[0].item.id, 99)
    keys = [kit.device_key_pem, *(key.private_key_pem for key in kit.seal_keys)]
    secrets = [base64.b64encode(der) for pem in keys for _, der in pem_blocks(pem.encode())]
    secrets += [der for pem in keys for _, der in pem_blocks(pem.encode())]
    secrets += [pem.splitlines()[1].encode() for pem in keys]
    secrets += [bytes(workspace._vault._dek), *(bytes(key) for key in workspace._vault._keys.values())]
    secrets += [key.hex().encode() for key in workspace._vault._keys.values()]
    secrets += [content[start : start + 64] for content in contents for start in (0, len(content) // 2)]
    forbidden = [text.encode(encoding) for text in texts for encoding in ENCODINGS]
    return workspace, forbidden + secrets


def test_a_used_profile_shows_no_title_no_text_and_no_key(data: Path, tmp_path: Path) -> None:
    with serving(data) as gateway:
        for account in (SECRETARY, CUSTODIAN):
            workspace, forbidden = used_profile(gateway, tmp_path / account, account)
            if account == CUSTODIAN:
                subject = workspace.sealing_subject("sr-1")
                seal, pages = subject.seals[0], page_sizes(subject.original)
                stamp = place_at(len(pages) - 1, 110, 190, Size(seal.width_mm, seal.height_mm), pages)
                workspace.apply_seal(workspace.prepare_sealing("sr-1", [stamp], seal_id=seal.id))
            for moment in ("unlocked", "locked"):
                found = everything_in(tmp_path / account)
                assert len(forbidden) > 100
                assert [each for each in forbidden if each in found] == [], moment
                workspace.lock()


def test_ids_and_addresses_do_not_show_either(data: Path, tmp_path: Path) -> None:
    with serving(data) as gateway:
        workspace, _ = used_profile(gateway, tmp_path / "p", SECRETARY)
        documents = workspace.documents()
        workspace.lock()
    found = everything_in(tmp_path / "p") + "\n".join(map(str, (tmp_path / "p").rglob("*"))).encode()
    blobs = [version.blob for document in documents for version in document.versions]
    assert not any(blob.encode() in found or bytes.fromhex(blob) in found for blob in blobs)
    assert not any(encode(document) in found for document in documents)


def test_the_log_of_a_day_holds_no_name(data: Path, tmp_path: Path) -> None:
    root = logging.getLogger()
    level = root.level
    handler = start_logging(tmp_path / "p")
    try:
        with serving(data) as gateway:
            workspace, forbidden = used_profile(gateway, tmp_path / "p", SECRETARY)
            workspace.sync()
            workspace.lock()
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
        handler.close()
    log = (tmp_path / "p" / "log" / "sealdesk.log").read_bytes()
    assert b"synced" in log
    assert [each for each in forbidden if each in log] == []
