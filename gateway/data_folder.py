"""Where the gateway keeps what it keeps: one folder, closed to everybody else (mode 0700)."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from gateway.errors import DataFolderMissing, DataFolderTaken, OutputUnwritable


class DataFolder:
    """The places inside the data folder, by name."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.database = root / "store.sqlite"
        self.blobs = root / "blobs"
        self.uploads = root / "uploads"
        self.keys = root / "keys"
        self.trust = root / "trust"
        self.makers = self.trust / "makers"
        self.cursor_key = self.keys / "cursor.key"
        self.ca_certificate = self.keys / "ca.pem"
        self.ca_key = self.keys / "ca.key"
        self.server_certificate = self.keys / "server.pem"
        self.server_key = self.keys / "server.key"
        self.ledger_certificate = self.keys / "ledger.pem"
        self.ledger_key = self.keys / "ledger.key"
        self.stamp_certificate = self.keys / "time_stamp.crt"
        self.stamp_key = self.keys / "time_stamp.key"
        """Of the sample office's own time-stamp authority."""
        self.seal_keys = self.keys / "seals"
        """Software keys of the sample office's people, by person id."""
        self.maker_key = self.keys / "maker.key"
        """Of the sample office's own seal maker."""
        self.last_url = root / "last_url"

    @classmethod
    def made(cls, root: Path) -> DataFolder:
        """A new, empty data folder. Raises `DataFolderTaken` when something is there already."""
        folder = cls(root)
        try:
            root.mkdir(parents=True, exist_ok=True, mode=0o700)
            if any(root.iterdir()):
                raise DataFolderTaken(str(root))
            root.chmod(0o700)
            for place in (folder.blobs, folder.uploads, folder.keys, folder.trust, folder.seal_keys):
                place.mkdir(mode=0o700)
        except OSError as error:
            raise OutputUnwritable(str(root), error.strerror or "unwritable") from error
        return folder

    def discard(self) -> None:
        """Take away what `made` and `init` put there, so that `init` can be tried again."""
        for place in self.root.iterdir():
            if place.is_dir():
                shutil.rmtree(place)
            else:
                place.unlink()

    @classmethod
    def opened(cls, root: Path) -> DataFolder:
        """The data folder that `init` made. Raises `DataFolderMissing`."""
        folder = cls(root)
        if not folder.database.is_file() or not folder.cursor_key.is_file():
            raise DataFolderMissing(str(root))
        return folder


def write_private(path: Path, content: bytes) -> None:
    """Write a file that only its owner reads (0600), whole or not at all.

    Raises `OutputUnwritable`.
    """
    part = path.with_name(path.name + ".part")
    try:
        part.unlink(missing_ok=True)
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise OutputUnwritable(str(path), error.strerror or "unwritable") from error
