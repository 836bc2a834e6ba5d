"""Setting a gateway up: its data folder, its certificates, its store, and the sample office if asked."""

from __future__ import annotations

import uuid
from datetime import date

from gateway import authority
from gateway.app import blob_store, new_id
from gateway.config import Config
from gateway.data_folder import DataFolder, write_private
from gateway.service.cursors import Cursors
from gateway.service.sample_office import fill, read_sample
from gateway.store import Store, utc_now


def init(folder: DataFolder, config: Config, sample_day: date | None) -> None:
    """Fill a data folder just made; with the sample office as of `sample_day` unless that is None."""
    now = utc_now()
    ca = authority.new_authority(now)
    server = authority.new_server(ca, config.hosts, now)
    write_private(folder.ca_certificate, ca.certificate_pem)
    write_private(folder.ca_key, ca.key_pem)
    write_private(folder.server_certificate, server.certificate_pem)
    write_private(folder.server_key, server.key_pem)
    ledger = authority.new_ledger_signer(ca, now)
    write_private(folder.ledger_certificate, ledger.certificate_pem)
    write_private(folder.ledger_key, ledger.key_pem)
    store = Store.made(folder.database, epoch=str(uuid.uuid4()), demonstration=sample_day is not None)
    try:
        if sample_day is not None:
            fill(store, blob_store(folder), folder, read_sample(sample_day), new_id)
    finally:
        store.close()
    write_private(folder.cursor_key, Cursors.new_key())  # last: only now is the folder one that opens
