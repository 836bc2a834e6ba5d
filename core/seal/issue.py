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
_SERIAL_BYTES = 15
_KEY_COMPROMISE = 1
"""The reason in a revocation list (RFC 5280 5.3.1)."""


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
    office = _Issuing(organisation, start, now + 20 * _YEAR, randomness)
    root = office.authority("根证书")
    authority = office.authority("签发机构")
    authority_certificate = office.subordinate(root, authority)
    maker, _ = office.signer(authority, f"{organisation}制章机构（演示）")
    stamper, _ = office.signer(authority, f"{organisation}时间戳（演示）", TIME_STAMPING)
    people = {person: office.signer(authority, name) for person, name in sealers.items()}
    lost = [Revoked(serial=people[person][1], at=now, reason=_KEY_COMPROMISE) for person in revoked]
    crls = tuple(
        issue_crl(issuer, entries, number=1, this_update=now, next_update=now + 5 * _YEAR)
        for issuer, entries in ((root, []), (authority, lost))
    )
    signers = {person: sealer for person, (sealer, _) in people.items()}
    return SampleTrust(
        root_certificate=office.self_issued(root),
        authority_certificate=authority_certificate,
        maker_certificate=maker.certificate,
        crls=crls,
        root_key=root.key,
        authority_key=authority.key,
        maker_key=maker.key,
        stamper=stamper,
        sealers=signers,
        seals={order.seal_id: _made(order, maker, signers) for order in orders},
    )


@dataclass(frozen=True, slots=True)
class _Issuing:
    """Makes keys and certificates of one organisation, all good from `start` to `end`."""

    organisation: str
    start: datetime
    end: datetime
    randomness: Randomness

    def authority(self, role: str) -> Authority:
        """A new key under the name of an authority of this organisation."""
        return Authority(name=self._name(f"{self.organisation}{role}（演示）"), key=self._key_pair())

    def self_issued(self, root: Authority) -> bytes:
        return issue_root(root, serial=self._serial(), not_before=self.start, not_after=self.end)

    def subordinate(self, root: Authority, authority: Authority) -> bytes:
        """The certificate of an authority that may issue to signers only."""
        return issue_certificate(
            root,
            subject=authority.name,
            point=authority.key.point,
            serial=self._serial(),
            not_before=self.start,
            not_after=self.end,
            usage=AUTHORITY_USAGE,
            is_authority=True,
            path_length=0,
        )

    def signer(self, authority: Authority, common_name: str, *purposes: str) -> tuple[Sealer, int]:
        """A new key with its certificate, and that certificate's serial number."""
        key, serial = self._key_pair(), self._serial()
        certificate = issue_certificate(
            authority,
            subject=self._name(common_name),
            point=key.point,
            serial=serial,
            not_before=self.start,
            not_after=self.end,
            purposes=purposes,
        )
        return Sealer(certificate=certificate, key=key), serial

    def _key_pair(self) -> Sm2PrivateKey:
        return Sm2PrivateKey.from_randomness(self.randomness(SECRET_RANDOMNESS_BYTES))

    def _serial(self) -> int:
        return int.from_bytes(self.randomness(_SERIAL_BYTES), "big") + 1

    def _name(self, common_name: str) -> bytes:
        return encode_name(common_name=common_name, organisation=self.organisation)


def _made(order: SealOrder, maker: Sealer, sealers: Mapping[str, Sealer]) -> bytes:
    return make_seal(
        SealMaker(certificate=maker.certificate, key=maker.key),
        seal_id=order.seal_id,
        name=order.name,
        picture=order.picture,
        signers=[sealers[person].certificate for person in order.sealers],
        created_at=order.valid_from,
        valid_from=order.valid_from,
        valid_until=order.valid_until,
    )
