"""Looking after a data folder: backups, the ledger, revisions, its health."""

from __future__ import annotations

import uuid
from argparse import Namespace
from contextlib import closing

from gateway.checkup import examine
from gateway.config import Config
from gateway.data_folder import DataFolder
from gateway.service.auditing import Auditing, told
from gateway.service.ledger import ledger_of
from gateway.service.ruling import keep_policy
from gateway.setup import add_ledger_key
from gateway.store import Store
from gateway.verbs.verb import Verb, answer


def _new_epoch(arguments: Namespace, config: Config) -> int:
    folder = DataFolder.opened(arguments.data)
    epoch = str(uuid.uuid4())
    with closing(Store(folder.database)) as store:
        store.begin_epoch(epoch)
    answer(epoch=epoch)
    return 0


def _audit(arguments: Namespace, config: Config) -> int:
    """Every entry of the ledger as a line, then what was found; 1 when it is broken."""
    folder = DataFolder.opened(arguments.data)
    with closing(Store(folder.database)) as store:
        report = Auditing(folder, store).audit()
        with store.reading() as transaction:
            for entry in ledger_of(transaction):
                answer(**told(entry))
    answer(
        unbroken=report.unbroken,
        entries=report.entries,
        gaps=report.gaps,
        broken_links=report.broken_links,
        bad_signatures=report.bad_signatures,
        checked_at=report.checked_at.isoformat(),
    )
    return 0 if report.unbroken else 1


def _migrate(arguments: Namespace, config: Config) -> int:
    folder = DataFolder.opened(arguments.data)
    before, after = Store.migrated(folder.database)
    add_ledger_key(folder)
    with closing(Store(folder.database)) as store, store.writing() as transaction:
        keep_policy(transaction)
    answer(before=before, after=after)
    return 0


def _doctor(arguments: Namespace, config: Config) -> int:
    sound = True
    for check in examine(DataFolder.opened(arguments.data)):
        sound = sound and check.ok
        answer(check=check.name, ok=check.ok, **({} if check.ok else {"remedy": check.remedy}))
    return 0 if sound else 1


VERBS = (
    Verb("new-epoch", "after restoring a backup, with the gateway stopped: devices ask anew", _new_epoch),
    Verb("audit", "print the seal ledger and verify its numbers, links and signatures", _audit),
    Verb("migrate", "bring the store to this program's revision; a copy stays beside it", _migrate),
    Verb("doctor", "what is wrong with the data folder, each with its remedy", _doctor),
)
