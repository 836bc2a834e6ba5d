"""SM2: which arithmetic signs and verifies here."""

from __future__ import annotations

from collections.abc import Iterator

from core.crypto import sm2 as sm2_signatures
from desktop.checkup.finding import Finding, State


def sm2() -> Iterator[Finding]:
    """Choosing a backend runs its self-test: a known answer, a round trip and a forgery."""
    backend = sm2_signatures.backend()
    if backend == "libcrypto":
        yield Finding(check="sm2", state=State.OK, found="libcrypto, self-test passed")
    else:
        yield Finding(
            check="sm2",
            state=State.ADVICE,
            found=f"{backend}, self-test passed",
            remedy="slower, and signing is not constant-time: use a Python linked to OpenSSL 3 with SM2",
        )
