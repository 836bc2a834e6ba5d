"""Revocation lists handed out to the clients: those of the trust folder, the newest of each authority."""

from __future__ import annotations

from core.crypto import RevocationList
from core.sync.wire import RevocationLists
from gateway.data_folder import DataFolder
from gateway.service.verifying import read_trust
from gateway.store import Clock


def newest_lists(folder: DataFolder, clock: Clock) -> RevocationLists:
    """What the administrator put into the folder, as it is now. Raises `CertificateUnreadable`."""
    newest: dict[object, RevocationList] = {}
    for crl in read_trust(folder.trust).crls:
        known = newest.get(crl.issuer)
        if known is None or known.this_update < crl.this_update:
            newest[crl.issuer] = crl
    return RevocationLists(
        lists=tuple(crl.raw for crl in newest.values()),
        this_update=min((crl.this_update for crl in newest.values()), default=None),
        server_time=clock(),
    )
