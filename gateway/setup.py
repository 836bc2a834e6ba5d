"""Setting a gateway up: its data folder, its certificates, its store, and the sample office if asked."""

from __future__ import annotations

import uuid
from datetime import date

from gateway import authority
from gateway.app import blob_store, new_id
from gateway.config import Config
from gateway.data_folder import DataFolder, write_private
from gateway.errors import KeysUnusable
from gateway.service.cursors import Cursors
from gateway.service.ruling import keep_policy
from gateway.service.sample_office import fill, read_sample
from gateway.store import Store, utc_now


def add_ledger_key(folder: DataFolder) -> None:
    """Give a data folder of an older program its key for the ledger; one that has it keeps it.

    Raises `KeysUnusable`.
    """
    if folder.ledger_key.is_file() and folder.ledger_certificate.is_file():
        return
    try:
        ca = authority.load(folder.ca_certificate.read_bytes(), folder.ca_key.read_bytes())
    except (OSError, ValueError) as error:
        raise KeysUnusable(str(folder.keys)) from error
    _write_ledger_key(folder, ca)


def _write_ledger_key(folder: DataFolder, ca: authority.KeyedCertificate) -> None:
    ledger = authority.new_ledger_signer(ca, utc_now())
    write_private(folder.ledger_certificate, ledger.certificate_pem)
    write_private(folder.ledger_key, ledger.key_pem)


def init(folder: DataFolder, config: Config, sample_day: date | None) -> None:
    """Fill a data folder just made; with the sample office as of `sample_day` unless that is None."""
    now = utc_now()
    ca = authority.new_authority(now)
    server = authority.new_server(ca, config.hosts, now)
    write_private(folder.ca_certificate, ca.certificate_pem)
    write_private(folder.ca_key, ca.key_pem)
    write_private(folder.server_certificate, server.certificate_pem)
    write_private(folder.server_key, server.key_pem)
    _write_ledger_key(folder, ca)
    store = Store.made(folder.database, epoch=str(uuid.uuid4()), demonstration=sample_day is not None)
    try:
        if sample_day is not None:
            fill(store, blob_store(folder), folder, read_sample(sample_day), new_id)
        with store.writing() as transaction:
            keep_policy(transaction)
    finally:
        store.close()
    write_private(folder.cursor_key, Cursors.new_key())  # last: only now is the folder one that opens
