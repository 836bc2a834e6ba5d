"""The seals of a sample office: a test authority, a seal maker, sealers' keys and certificates, seals.

Everything it makes is for demonstration: the keys are born and kept in software.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.crypto import Sm2PrivateKey, to_pem
from core.crypto.issue import (
    AUTHORITY_USAGE,
    Authority,
    Revoked,
    encode_name,
    issue_certificate,
    issue_crl,
    issue_root,
)
from core.crypto.sm2 import SECRET_RANDOMNESS_BYTES
from core.seal.make import SealMaker, make_seal
from core.seal.ses import SealPicture
from core.seal.tokens import TIME_STAMPING

Randomness = Callable[[int], bytes]
"""So many random bytes, such as `secrets.token_bytes`."""

_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True, kw_only=True)
class SealOrder:
    """One seal to be made; `sealers` are the ids of those who may use it. Times have a zone."""

    seal_id: str
    name: str
    picture: SealPicture
    sealers: Sequence[str]
    valid_from: datetime
    valid_until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealer:
    """A person's signing certificate, in DER, and its key."""

    certificate: bytes
    key: Sm2PrivateKey


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleTrust:
    """What `issue_sample_seals` made. Certificates, lists and seals are DER."""

    root_certificate: bytes
    authority_certificate: bytes
    maker_certificate: bytes
    crls: tuple[bytes, ...]
    root_key: Sm2PrivateKey
    authority_key: Sm2PrivateKey
    maker_key: Sm2PrivateKey
    stamper: Sealer
    sealers: Mapping[str, Sealer]
    seals: Mapping[str, bytes]

    def trust_files(self) -> dict[str, bytes]:
        """Name and PEM of the files that `sealdesk verify --trust` reads; no keys among them."""
        root_crl, authority_crl = self.crls
        return {
            "root.crt": to_pem("CERTIFICATE", self.root_certificate),
            "authority.crt": to_pem("CERTIFICATE", self.authority_certificate),
            "makers/maker.crt": to_pem("CERTIFICATE", self.maker_certificate),
            "root.crl": to_pem("X509 CRL", root_crl),
            "authority.crl": to_pem("X509 CRL", authority_crl),
        }


def issue_sample_seals(
    orders: Sequence[SealOrder],
    *,
    sealers: Mapping[str, str],
    organisation: str,
    now: datetime,
    randomness: Randomness,
    revoked: Iterable[str] = (),
) -> SampleTrust:
    """Root, authority, seal maker, time-stamper, one key pair per sealer (id to name), the ordered seals.

    Certificates start a year before the earliest seal and last until 20 years after `now`; revocation
    lists are of `now` and good for five years, so that a sample office does not go stale. Sealers
    named in `revoked` have lost their key at `now`. `KeyError` when an order names an unknown sealer.
    """
    start = min([now, *(order.valid_from for order in orders)]) - _YEAR
    end = now + 20 * _YEAR

    def key_pair() -> Sm2PrivateKey:
        return Sm2PrivateKey.from_randomness(randomness(SECRET_RANDOMNESS_BYTES))

    def serial() -> int:
        return int.from_bytes(randomness(15), "big") + 1

    def named(common_name: str) -> bytes:
        return encode_name(common_name=common_name, organisation=organisation)

    root = Authority(name=named(f"{organisation}根证书（演示）"), key=key_pair())
    authority = Authority(name=named(f"{organisation}签发机构（演示）"), key=key_pair())
    authority_certificate = issue_certificate(
        root,
        subject=authority.name,
        point=authority.key.point,
        serial=serial(),
        not_before=start,
        not_after=end,
        usage=AUTHORITY_USAGE,
        is_authority=True,
        path_length=0,
    )

    def signer(common_name: str, *purposes: str) -> tuple[Sealer, int]:
        key, number = key_pair(), serial()
        certificate = issue_certificate(
            authority,
            subject=named(common_name),
            point=key.point,
            serial=number,
            not_before=start,
            not_after=end,
            purposes=purposes,
        )
        return Sealer(certificate=certificate, key=key), number

    maker, _ = signer(f"{organisation}制章机构（演示）")
    stamper, _ = signer(f"{organisation}时间戳（演示）", TIME_STAMPING)
    people = {person: signer(name) for person, name in sealers.items()}
    lost = [Revoked(serial=people[person][1], at=now, reason=1) for person in revoked]
    crls = tuple(
        issue_crl(issuer, entries, number=1, this_update=now, next_update=now + 5 * _YEAR)
        for issuer, entries in ((root, []), (authority, lost))
    )
    seals = {
        order.seal_id: make_seal(
            SealMaker(certificate=maker.certificate, key=maker.key),
            seal_id=order.seal_id,
            name=order.name,
            picture=order.picture,
            signers=[people[person][0].certificate for person in order.sealers],
            created_at=order.valid_from,
            valid_from=order.valid_from,
            valid_until=order.valid_until,
        )
        for order in orders
    }
    return SampleTrust(
        root_certificate=issue_root(root, serial=serial(), not_before=start, not_after=end),
        authority_certificate=authority_certificate,
        maker_certificate=maker.certificate,
        crls=crls,
        root_key=root.key,
        authority_key=authority.key,
        maker_key=maker.key,
        stamper=stamper,
        sealers={person: sealer for person, (sealer, _) in people.items()},
        seals=seals,
    )
