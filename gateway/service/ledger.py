"""印章台账: append-only, numbered without gaps, chained by digests, every entry signed by the gateway."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from msgspec.structs import replace

from core.crypto.p256 import signed_by_certificate
from core.office import LedgerEntry, SealRequest
from core.seal import Trust, confirmation_digest
from core.seal.ledger import GENESIS, LedgerReport, entry_digest, signed_bytes, signed_under, verify_ledger
from gateway import authority
from gateway.data_folder import DataFolder
from gateway.errors import KeysUnusable
from gateway.service.register import Register
from gateway.store import Transaction


@dataclass(frozen=True, slots=True)
class LedgerKey:
    """The gateway's own key for the ledger: its certificate in DER, and what signs with it."""

    certificate: bytes
    sign: Callable[[bytes], bytes]

    def signed(self, message: bytes, signature: bytes) -> bool:
        """Whether it was this key."""
        return signed_by_certificate(message, signature, self.certificate)


def ledger_key(folder: DataFolder) -> LedgerKey:
    """The key that `init` made. Raises `KeysUnusable`."""
    try:
        keyed = authority.load(folder.ledger_certificate.read_bytes(), folder.ledger_key.read_bytes())
    except (OSError, ValueError) as error:
        raise KeysUnusable(str(folder.keys)) from error
    return LedgerKey(keyed.certificate_der, keyed.sign)


def append_to_ledger(transaction: Transaction, entry: LedgerEntry, key: LedgerKey) -> LedgerEntry:
    """Give the entry the next number, chain it to the one before and sign it; the ledger has no gaps.

    `sequence_no` of the entry counts only when it is the ledger's first.
    """
    end = transaction.records.ledger_end()
    number, previous = (max(entry.sequence_no, 1), GENESIS) if end is None else (end[0] + 1, end[1])
    chained = replace(
        entry,
        sequence_no=number,
        previous=previous,
        gateway_certificate=key.certificate,
        gateway_signature=b"",
    )
    signed = replace(chained, gateway_signature=key.sign(signed_bytes(chained)))
    Register(transaction).put(signed)
    transaction.records.append_to_ledger(signed, entry_digest(signed))
    return signed


def witnessed_by(request: SealRequest, seal_id: str) -> dict[str, str]:
    """What a ledger entry says about the witness: nothing while none has confirmed."""
    confirmation = request.confirmation_of(seal_id)
    if confirmation is None:
        return {}
    return {"witness_id": confirmation.witness_id, "witness_digest": confirmation_digest(confirmation)}


def audited(transaction: Transaction, authority_pem: str, trust: Trust | None = None) -> LedgerReport:
    """What is wrong with the ledger: numbers, links, its end, and the signatures of all."""
    return verify_ledger(
        ledger_of(transaction),
        signed_by_gateway=signed_under(authority_pem),
        now=transaction.now,
        trust=trust,
        end=transaction.records.ledger_end(),
    )


def ledger_of(transaction: Transaction) -> list[LedgerEntry]:
    """Every entry, the oldest first."""
    return sorted(transaction.records.of_type(LedgerEntry), key=lambda entry: entry.sequence_no)
