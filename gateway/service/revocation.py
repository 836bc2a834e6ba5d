"""Revocation lists handed out to the clients: those of the trust folder, the newest of each authority."""

from __future__ import annotations

from dataclasses import replace

from core.seal.revocation import with_newer_lists
from core.sync.wire import RevocationLists
from gateway.data_folder import DataFolder
from gateway.service.verifying import read_trust
from gateway.store import Clock


def newest_lists(folder: DataFolder, clock: Clock) -> RevocationLists:
    """What the administrator put into the folder, as it is now, and its authorities have signed.

    Raises `CertificateUnreadable`.
    """
    trust = read_trust(folder.trust)
    newest = with_newer_lists(replace(trust, crls=()), (crl.raw for crl in trust.crls)).crls
    return RevocationLists(
        lists=tuple(crl.raw for crl in newest),
        this_update=min((crl.this_update for crl in newest), default=None),
        server_time=clock(),
    )
