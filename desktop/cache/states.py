"""What a person left behind: where they read, which tabs lay open, what they marked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Engine, delete, select

from desktop.cache.layers import LayerFiles
from desktop.cache.tables import AnnotationLayerRow, OpenTabRow, ReadingStateRow
from desktop.cache.transactions import Transactions
from desktop.cache.values import KeptReading, OpenTab


class KeptStates(Transactions):
    """States that the gateway does not know. Annotation layers are kept twice: in a row and in a file."""

    def __init__(self, folder: Path, engine: Engine, layers: LayerFiles) -> None:
        super().__init__(folder, engine)
        self._layers = layers

    def reading_state(self, document_id: str) -> KeptReading | None:
        with self._transaction() as session:
            row = session.get(ReadingStateRow, document_id)
            if row is None:
                return None
            return KeptReading(**{name: getattr(row, name) for name in KeptReading._fields})

    def keep_reading_state(self, document_id: str, kept: KeptReading) -> None:
        with self._transaction() as session:
            session.merge(ReadingStateRow(document_id=document_id, **kept._asdict()))

    def recently_read(self, limit: int) -> tuple[str, ...]:
        """What was read last, the latest first; what was read before times were kept is not among them."""
        with self._transaction() as session:
            wanted = select(ReadingStateRow.document_id).where(ReadingStateRow.read_at > 0)
            return tuple(session.scalars(wanted.order_by(ReadingStateRow.read_at.desc()).limit(limit)))

    def open_tabs(self) -> tuple[OpenTab, ...]:
        """The documents that lay open, in the order of their tabs, those of the half worked in first."""
        with self._transaction() as session:
            rows = session.scalars(select(OpenTabRow).order_by(OpenTabRow.place))
            return tuple(OpenTab(row.document_id, row.current, row.side) for row in rows)

    def keep_open_tabs(self, tabs: Sequence[OpenTab]) -> None:
        """Replace them all."""
        with self._transaction() as session:
            session.execute(delete(OpenTabRow))
            session.add_all(OpenTabRow(place=place, **tab._asdict()) for place, tab in enumerate(tabs))

    def annotation_layer(self, record_id: str, address: str) -> bytes | None:
        """What this person has marked on the record's file `address`, encoded."""
        with self._transaction() as session:
            kept = self._layers.read(record_id, address)
            if kept is not None:
                return kept or None
            row = session.get(AnnotationLayerRow, (record_id, address))
            if row is None:
                return None
            self._layers.write(record_id, address, row.body)  # its file was damaged
            return row.body

    def keep_annotation_layer(self, record_id: str, address: str, body: bytes | None) -> None:
        """Replace the layer, its file first, so that it is on the disk when this returns; None erases it."""
        with self._transaction() as session:
            self._layers.write(record_id, address, body or b"")
            if body is None:
                layer = AnnotationLayerRow
                session.execute(delete(layer).where(layer.record_id == record_id, layer.address == address))
            else:
                session.merge(AnnotationLayerRow(record_id=record_id, address=address, body=body))
        if body is None:
            with self._lock:
                self._layers.erase([(record_id, address)])

    def _reconcile_layers(self) -> None:
        """Layers that only their files know come back into the database, and the other way round."""
        layer = AnnotationLayerRow
        with self._transaction() as session:
            known = {
                (record_id, address)
                for record_id, address in session.execute(select(layer.record_id, layer.address))
            }
            taken_away = []
            for kept in self._layers.stray(known):
                if kept.body:
                    session.add(AnnotationLayerRow(**kept._asdict()))
                else:
                    taken_away.append((kept.record_id, kept.address))
            for place in known:
                if not self._layers.has(*place):
                    self._layers.write(*place, session.get_one(AnnotationLayerRow, place).body)
        self._layers.erase(taken_away)
