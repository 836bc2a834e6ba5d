"""Revocation lists as they come in: the newest of each authority, when the authority itself signed it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from core.crypto import CertificateUnreadable, RevocationList, parse_crl
from core.seal.trust import Trust


def with_newer_lists(trust: Trust, untrusted_lists: Iterable[bytes]) -> Trust:
    """The trust with the newest complete list of each of its authorities (RFC 5280 5).

    A list (DER) that cannot be read, is partial, or was not signed by one of the trust's own certificates is
    passed over: it must not take the place of an older one that counts.
    """
    newest: dict[bytes, RevocationList] = {}
    for crl in (*trust.crls, *_readable(untrusted_lists)):
        known = newest.get(crl.issuer)
        if _counts(trust, crl) and (known is None or known.this_update < crl.this_update):
            newest[crl.issuer] = crl
    kept = [crl for crl in trust.crls if crl.issuer not in newest]
    return replace(trust, crls=(*kept, *newest.values()))


def _readable(lists: Iterable[bytes]) -> Iterable[RevocationList]:
    for content in lists:
        try:
            yield parse_crl(content)
        except CertificateUnreadable:
            continue


def _counts(trust: Trust, crl: RevocationList) -> bool:
    issuers = (one for one in (*trust.anchors, *trust.intermediates) if one.subject == crl.issuer)
    return not crl.unknown_critical and any(crl.part.is_by(issuer.point) for issuer in issuers)
