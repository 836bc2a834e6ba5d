"""Making an electronic seal (SESeal of GB/T 38540-2020, "v4")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from core.crypto import Sm2PrivateKey, der, sm2
from core.seal.ses import SealPicture

SES_V4 = 4
VENDOR = "Sealdesk"


class SignerList(IntEnum):
    """How a seal names the certificates that may use it (certListType)."""

    CERTIFICATES = 1
    DIGESTS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class SealMaker:
    """Who makes seals: a certificate in DER and its key."""

    certificate: bytes
    key: Sm2PrivateKey


def make_seal(
    maker: SealMaker,
    *,
    seal_id: str,
    name: str,
    kind: int = 1,
    picture: SealPicture,
    signers: Sequence[bytes],
    created_at: datetime,
    valid_from: datetime,
    valid_until: datetime,
    signer_list: SignerList = SignerList.CERTIFICATES,
    vendor: str = VENDOR,
) -> bytes:
    """A seal (.esl) that the certificates `signers`, in DER, may use from `valid_from` to `valid_until`.

    `seal_id` and `vendor` are ASCII. The maker signs SES_SealInfo, as the standard says.
    """
    info = der.sequence(
        der.sequence(der.ia5_string("ES"), der.integer(SES_V4), der.ia5_string(vendor)),
        der.ia5_string(seal_id),
        der.sequence(
            der.integer(kind),
            der.utf8_string(name),
            der.integer(signer_list),
            der.sequence(*(_signer(certificate, signer_list) for certificate in signers)),
            der.generalized_time(created_at),
            der.generalized_time(valid_from),
            der.generalized_time(valid_until),
        ),
        der.sequence(
            der.ia5_string(picture.format),
            der.octet_string(picture.data),
            der.integer(picture.width_mm),
            der.integer(picture.height_mm),
        ),
    )
    return der.sequence(
        info,
        der.octet_string(maker.certificate),
        der.oid(sm2.SM2_WITH_SM3),
        der.bit_string(sm2.sign(maker.key, info)),
    )


def _signer(certificate: bytes, signer_list: SignerList) -> bytes:
    if signer_list is SignerList.CERTIFICATES:
        return der.octet_string(certificate)
    label = der.encode(der.PRINTABLE_STRING, b"SM3")
    return der.sequence(label, der.octet_string(sm2.sm3(certificate)))
