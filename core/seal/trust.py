"""Whom a verifier believes, and building that from files that an administrator put in a folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core.crypto import (
    Certificate,
    CertificateUnreadable,
    PathJudgement,
    RevocationList,
    judge_path,
    parse_certificate,
    parse_crl,
    pem_blocks,
)

_CERTIFICATE_LABELS = {"CERTIFICATE", "TRUSTED CERTIFICATE", "X509 CERTIFICATE"}
MAKERS_FOLDER = "makers"
CLOCK_TOLERANCE = timedelta(minutes=5)
"""How far the clocks of who says a time and of who judges it may be apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """Whom the verifier believes. Anchors are believed by their bytes; intermediates are not believed.

    `trusted_makers` are DER certificates of seal makers; None means that any maker with a path will do.
    """

    anchors: tuple[Certificate, ...] = ()
    intermediates: tuple[Certificate, ...] = ()
    crls: tuple[RevocationList, ...] = ()
    trusted_makers: frozenset[bytes] | None = None
    demands_time_stamp: bool = False
    """Whether the signer's word about the time will not do."""

    def judge(
        self, certificate: Certificate, at: datetime, extended_key_usage: str | None = None
    ) -> PathJudgement:
        return judge_path(
            certificate,
            anchors=self.anchors,
            intermediates=self.intermediates,
            crls=self.crls,
            at=at,
            extended_key_usage=extended_key_usage,
        )

    def offering(self, certificates: Sequence[Certificate]) -> Trust:
        """The same belief, with more intermediates on offer: those that came with what is judged."""
        return replace(self, intermediates=(*self.intermediates, *certificates))


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustFiles:
    """A trust, and the names of the files that held neither certificate nor revocation list."""

    trust: Trust
    unreadable: tuple[str, ...]


def trust_of_files(files: Iterable[tuple[str, bytes]]) -> TrustFiles:
    """The trust that files of PEM or DER, by relative name, express.

    A self-signed certificate is an anchor: whoever may write the folder decides whom to believe. Every
    other certificate is offered, not believed. Certificates below `makers/` are the seal makers;
    without that folder any maker with a path will do.
    """
    certificates: dict[bytes, Certificate] = {}
    crls: list[RevocationList] = []
    makers: set[bytes] = set()
    unreadable: list[str] = []
    makers_listed = False
    for name, content in files:
        in_makers = name.replace("\\", "/").split("/")[0] == MAKERS_FOLDER
        makers_listed |= in_makers
        found = tuple(_objects(content))
        if not found:
            unreadable.append(name)
        for item in found:
            if isinstance(item, RevocationList):
                crls.append(item)
                continue
            certificates[item.raw] = item
            if in_makers:
                makers.add(item.raw)
    trust = Trust(
        anchors=tuple(one for one in certificates.values() if one.is_self_signed),
        intermediates=tuple(one for one in certificates.values() if not one.is_self_signed),
        crls=tuple(crls),
        trusted_makers=frozenset(makers) if makers_listed else None,
    )
    return TrustFiles(trust=trust, unreadable=tuple(unreadable))


def _objects(content: bytes) -> Iterator[Certificate | RevocationList]:
    blocks = list(pem_blocks(content))
    for label, body in blocks or [("", content)]:
        if label in _CERTIFICATE_LABELS or not label:
            try:
                yield parse_certificate(body)
                continue
            except CertificateUnreadable:
                if label:
                    continue
        if label in ("X509 CRL", ""):
            try:
                yield parse_crl(body)
            except CertificateUnreadable:
                continue
