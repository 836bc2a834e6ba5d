"""Filling a new store with the sample office: its records, its files, its test seals."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from importlib import resources
from typing import Any

import msgspec

from core.office import FileFormat, OfficePolicy
from core.redhead import papers, render_document
from gateway.data_folder import DataFolder
from gateway.errors import SampleUnusable
from gateway.service.ledger import append_to_ledger, ledger_key
from gateway.service.register import Register
from gateway.service.sample_office.custody import own_key
from gateway.service.sample_office.directory import directory
from gateway.service.sample_office.documents import documents
from gateway.service.sample_office.meetings import meetings
from gateway.service.sample_office.seals import issue, press
from gateway.service.sample_office.shape import OfficeIn, moved_to
from gateway.service.sample_office.values import SampleFile
from gateway.service.sample_office.work import work_items
from gateway.store import BlobStore, Store


def read_sample(today: date) -> dict[str, Any]:
    """The sample office as it is on `today`. Raises `SampleUnusable`."""
    try:
        office = json.loads(resources.files("resources").joinpath("sample_office.json").read_bytes())
        return moved_to(office, today)
    except (OSError, ValueError, KeyError) as error:
        raise SampleUnusable(type(error).__name__) from error


def fill(
    store: Store,
    blobs: BlobStore,
    folder: DataFolder,
    office: dict[str, Any],
    new_id: Callable[[], str],
) -> None:
    """Put the whole sample office into an empty store. Raises `SampleUnusable`."""
    try:
        typed = msgspec.convert(office, OfficeIn)
    except msgspec.ValidationError as error:
        raise SampleUnusable(str(error)) from error
    files = _files(office, blobs)
    with store.reading() as transaction:
        trust = issue(typed, folder, transaction.now)
    originals = {document.id: blobs.read(files[document.id].blob) for document in typed.documents}
    sealed = press(typed, trust, blobs, originals, new_id)
    key = ledger_key(folder)
    certificates = {
        member.id: [
            trust.sealers[key].certificate for key in (own_key(member.id), member.id) if key in trust.sealers
        ]
        for member in typed.staff
    }
    with store.writing() as transaction:
        Register(transaction).put_all(
            [
                *directory(typed, certificates),
                *documents(typed, files, sealed.versions),
                *work_items(typed),
                *meetings(typed, files),
                *sealed.seals,
                *sealed.requests,
                *sealed.alarms,
                OfficePolicy(ledger_export=True),
            ]
        )
        for entry in sealed.entries:
            append_to_ledger(transaction, entry, key)
        for member in typed.staff:
            transaction.devices.open_account(member.account, member.id)


def _files(office: Mapping[str, Any], blobs: BlobStore) -> dict[str, SampleFile]:
    files = {}
    for paper in papers(office):
        content = _resource(paper.file) if paper.file else render_document(office, paper.id)
        files[paper.id] = SampleFile(
            title=paper.title,
            within=paper.within,
            blob=blobs.put(content),
            size=len(content),
            format=FileFormat.PDF if paper.file.endswith(".pdf") else FileFormat.OFD,
        )
    return files


def _resource(name: str) -> bytes:
    try:
        return resources.files("resources").joinpath("office", name).read_bytes()
    except OSError as error:
        raise SampleUnusable(name) from error
