"""Applications put into a gateway's store as if people had done their part: for many documents, or joint."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from msgspec.structs import replace

from core.office import ESeal, OfficialDocument, RequestedDocument, RequestState, SealRequest, UseKind
from gateway.service.register import Register
from gateway.store import Store

BATCH, SEAL, WITNESS = "sr-batch", "s-qh", "qh017"


def plant_batch(
    data: Path,
    count: int,
    *,
    kinds: tuple[UseKind, ...] = (UseKind.CLOSING,),
    odd_one: str | None = None,
    seal_ids: tuple[str, ...] = (SEAL,),
    known_to: frozenset[str] | None = None,
) -> tuple[str, ...]:
    """`count` documents like the sample's reply, approved to be sealed together; their ids.

    `odd_one` is a sample document whose file the last of them has instead. The witness has still to confirm.
    """
    with closing(Store(data / "store.sqlite")) as store, store.writing() as transaction:
        register = Register(transaction)
        pattern = transaction.records.find("sr-1")
        assert pattern is not None
        request = pattern.record
        assert isinstance(request, SealRequest)
        items = []
        for number in range(count):
            odd = odd_one is not None and number == count - 1
            document, pages = _like(transaction, odd_one if odd and odd_one else "d-pifu", number)
            scope = replace(document.classification, known_to=known_to)
            register.put(document if known_to is None else replace(document, classification=scope))
            assert document.current is not None
            blob = document.current.blob
            items.append(
                RequestedDocument(document_id=document.id, approved_blob=blob, blob=blob, pages=pages)
            )
        register.put(
            replace(
                request,
                id=BATCH,
                items=tuple(items),
                subject=f"批量用印{count}件",
                kinds=kinds,
                seal_ids=seal_ids,
                confirmations=(),
                state=RequestState.APPROVED,
            )
        )
    return tuple(item.document_id for item in items)


def appoint_witness(data: Path, seal_id: str, person_id: str) -> None:
    """Make somebody the seal's witness."""
    with closing(Store(data / "store.sqlite")) as store, store.writing() as transaction:
        stored = transaction.records.find(seal_id)
        assert stored is not None
        assert isinstance(stored.record, ESeal)
        Register(transaction).put(replace(stored.record, witness_id=person_id))


def _like(transaction: object, pattern_id: str, number: int) -> tuple[OfficialDocument, int]:
    stored = transaction.records.find(pattern_id)  # type: ignore[attr-defined]
    asked = transaction.records.find("sr-1" if pattern_id == "d-pifu" else f"sr-{pattern_id}")  # type: ignore[attr-defined]
    pattern = stored.record
    assert isinstance(pattern, OfficialDocument)
    first = pattern.versions[0]
    made = replace(
        pattern,
        id=f"d-batch-{number}",
        title=f"{pattern.title}（{number + 1}）",
        doc_number=f"青政复〔2026〕{100 + number}号",
        versions=(replace(first, id=f"d-batch-{number}-v1", sealed=False),),
    )
    return made, asked.record.items[0].pages
