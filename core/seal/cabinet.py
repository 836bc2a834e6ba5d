"""Whether a seal's data may be taken into the cabinet (备案), before it is ever pressed."""

from __future__ import annotations

from datetime import datetime

from core.crypto import CertificateUnreadable, parse_certificate, sm2
from core.seal.make import SES_V4
from core.seal.ses import SESeal
from core.seal.trust import Trust


def seal_faults(seal: SESeal, trust: Trust, now: datetime) -> tuple[str, ...]:
    """Codes for what is wrong with the seal itself; none means that its maker is believed and it may be used.

    "seal_version" (only v4 is pressed), "maker_signature", "maker_not_trusted", "maker_path" at the time
    it was made, "seal_expired".
    """
    try:
        maker = parse_certificate(seal.maker_certificate)
    except CertificateUnreadable:
        return ("maker_signature",)
    made_at = seal.property.created_at or now
    end = seal.property.valid_until
    holds = {
        "seal_version": seal.version == SES_V4 and not seal.faults,
        "maker_signature": maker.point is not None
        and sm2.verify(maker.point, seal.signed_by_maker, seal.maker_signature),
        "maker_not_trusted": trust.trusted_makers is None or maker.raw in trust.trusted_makers,
        "maker_path": not trust.judge(maker, made_at).findings,
        "seal_expired": end is not None and end >= now,
    }
    return tuple(code for code, holding in holds.items() if not holding)


def renewal_faults(new: SESeal, before: SESeal) -> tuple[str, ...]:
    """Codes for why `new` does not simply go on where `before` ends: other name, other size, no later end."""
    was, now = before.property.valid_until, new.property.valid_until
    sizes = [(seal.picture.width_mm, seal.picture.height_mm) for seal in (before, new)]
    holds = {
        "other_seal_name": new.property.name == before.property.name,
        "other_seal_size": sizes[0] == sizes[1],
        "seal_not_longer": was is not None and now is not None and now > was,
    }
    return tuple(code for code, holding in holds.items() if not holding)
