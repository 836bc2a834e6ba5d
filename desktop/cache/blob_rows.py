"""The rows behind the encrypted files of `BlobCache`: which there are, and their keys."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import delete, select

from desktop.cache.tables import BlobRow
from desktop.cache.transactions import Transactions


class BlobRows(Transactions):
    """A blob is erased with its row, because the key to its file stands there alone."""

    def blob_row(self, address: str) -> tuple[bytes, bool] | None:
        """The blob's wrapped key, and whether its file is whole."""
        with self._transaction() as session:
            row = session.get(BlobRow, address)
            return None if row is None else (row.wrapped_key, row.state == "whole")

    def keep_blob_row(self, address: str, name: str, wrapped_key: bytes, size: int, *, whole: bool) -> None:
        with self._transaction() as session:
            state = "whole" if whole else "partial"
            session.merge(
                BlobRow(address=address, name=name, wrapped_key=wrapped_key, size=size, state=state)
            )

    def forget_blob(self, address: str) -> None:
        with self._transaction() as session:
            session.execute(delete(BlobRow).where(BlobRow.address == address))

    def blob_names(self) -> dict[str, bool]:
        """File name → whether it is whole, of every blob row."""
        with self._transaction() as session:
            rows = session.execute(select(BlobRow.name, BlobRow.state))
            return {name: state == "whole" for name, state in rows}

    def forget_blobs_named(self, names: Collection[str]) -> None:
        with self._transaction() as session:
            session.execute(delete(BlobRow).where(BlobRow.name.in_(names)))
