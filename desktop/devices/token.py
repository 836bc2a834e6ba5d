"""A signer whose key lives in a token, spoken to through a helper process."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TypeVar, assert_never

from core.crypto import Certificate, CertificateUnreadable, parse_certificate, sm2
from core.errors import SealError
from core.seal import SignatureWrong
from desktop.devices.errors import (
    DriverRefused,
    KeyMismatch,
    PinRequired,
    PinWrong,
    SealDeviceAbsent,
    SealDeviceFailed,
    SealDeviceLocked,
    TokenUnsuited,
)
from desktop.devices.helper import wire
from desktop.devices.helper.process import HelperProcess
from desktop.devices.profiles import SkfDriver, TokenProfile

Wanted = TypeVar("Wanted", bound=wire.Answer)

_KEEPS_HELPER = (wire.Fault.PIN_WRONG, wire.Fault.PIN_REQUIRED, wire.Fault.UNSUITED)
"""After any other fault the next step begins with a fresh process and a fresh look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenState:
    """A token as it was found. `unfit` is a fault of `TokenUnsuited`, empty when it can press seals."""

    device: str
    signer: str
    tries_left: int | None
    unfit: str


class TokenSigner:
    """`Signer` over one driver profile. Calls may come from any thread; they take turns.

    A helper that hangs, crashes or answers nonsense is ended, and the next call starts another: what is
    then lost is the login, never a try. Nothing is tried again by itself.
    """

    def __init__(self, profile: TokenProfile) -> None:
        self.profile = profile
        self.kind = "skf" if isinstance(profile, SkfDriver) else "pkcs11"
        self._helper: HelperProcess | None = None
        self._looked: wire.Looked | None = None
        self._known: Certificate | None = None
        self._tries: int | None = None
        self._logged_in = False
        self._turn = threading.Lock()

    @property
    def name(self) -> str:
        return self._certificate().common_name

    @property
    def needs_pin(self) -> bool:
        self._certificate()
        return not self._is_open()

    @property
    def tries_left(self) -> int | None:
        return self._tries

    @property
    def walls(self) -> wire.Walls | None:
        """What holds the helper; None while there is none."""
        return self._helper.walls if self._helper else None

    @property
    def helper_pid(self) -> int | None:
        return self._helper.pid if self._helper and self._helper.alive else None

    def certificate(self) -> bytes:
        return self._certificate().raw

    def look(self) -> TokenState:
        """Ask the token how it is, without trying a PIN. Raises `SealError`."""
        with self._turn:
            looked = self._look()
            certificate = self._opened(looked)
            return TokenState(
                device=looked.device,
                signer=certificate.common_name,
                tries_left=looked.tries_left,
                unfit=looked.unfit,
            )

    def unlock(self, pin: str) -> None:
        secret = pin.encode()
        with self._turn:
            if not 1 <= len(secret) <= wire.PIN_BYTES_MAX or b"\0" in secret:
                raise PinWrong(self._tries)
            self._opened(self._look())  # a token that took another's place must not lose a try
            answer = self._asked(wire.Login(pin=secret), wire.LoggedIn)
            self._tries = answer.tries_left
            self._logged_in = True

    def sign_e(self, e: bytes) -> tuple[int, int]:
        if len(e) != 32:
            raise ValueError("e has 32 bytes")
        with self._turn:
            if not self._is_open():
                self._opened(self._look())
                raise PinRequired(self._tries)
            answer = self._asked(wire.Sign(e=e), wire.Signed)
            r, s = int.from_bytes(answer.r, "big"), int.from_bytes(answer.s, "big")
            point = self._known.point if self._known else None
            if point is None or not sm2.verify_digest(point, e, sm2.encode_signature(r, s)):
                raise SignatureWrong
            return r, s

    def close(self) -> None:
        """Also while another thread waits for the token: it does not wait for a button to be pressed."""
        helper = self._helper
        if helper is not None and self._turn.locked():
            helper.kill()
        with self._turn:
            self._let_go()

    # --- the helper -----------------------------------------------------------------------------

    def _is_open(self) -> bool:
        return self._logged_in and self._helper is not None and self._helper.alive

    def _certificate(self) -> Certificate:
        """As it was found, or as it is; a token that was replaced is told at the next look."""
        with self._turn:
            if self._looked is None or self._helper is None or not self._helper.alive:
                self._look()
            assert self._looked is not None
            return self._opened(self._looked)

    def _look(self) -> wire.Looked:
        looked = self._asked(wire.Look(), wire.Looked)
        self._looked, self._tries = looked, looked.tries_left
        self._logged_in = self._logged_in and looked.logged_in
        return looked

    def _opened(self, looked: wire.Looked) -> Certificate:
        """The certificate of the token, which must stay the one that it was."""
        try:
            certificate = parse_certificate(looked.certificate)
        except CertificateUnreadable:
            raise TokenUnsuited(self.profile.name, "no_certificate") from None
        if self._known is not None and certificate.raw != self._known.raw:
            raise KeyMismatch(self._known.common_name)
        self._known = certificate
        return certificate

    def _asked(self, request: wire.Request, wanted: type[Wanted]) -> Wanted:
        try:
            helper = self._running()
            answer = helper.ask(request, wanted)
        except SealError:
            self._let_go()
            raise
        if isinstance(answer, wire.Failed):
            raise self._error(answer)
        return answer

    def _running(self) -> HelperProcess:
        """The helper with its library loaded; a new one where there is none that lives."""
        if self._helper is None or not self._helper.alive:
            self._let_go()
            self._helper = HelperProcess(self.profile)
        refused = self._helper.begin()
        if refused is not None:
            raise self._error(refused)
        return self._helper

    def _error(self, failed: wire.Failed) -> SealError:
        if failed.fault not in _KEEPS_HELPER:
            self._let_go()
        if failed.tries_left is not None:
            self._tries = failed.tries_left
        if failed.fault is wire.Fault.PIN_REQUIRED:
            self._logged_in = False
        if failed.fault is wire.Fault.PIN_LOCKED:
            self._tries = 0
        return _error(self.profile.name, failed)

    def _let_go(self) -> None:
        helper, self._helper = self._helper, None
        self._looked, self._logged_in = None, False
        if helper is not None:
            helper.end()


def _error(token: str, failed: wire.Failed) -> SealError:
    """What a helper's answer is to the person in front of it."""
    match failed.fault:
        case wire.Fault.PIN_WRONG if failed.tries_left != 0:
            error: SealError = PinWrong(failed.tries_left)
        case wire.Fault.PIN_WRONG | wire.Fault.PIN_LOCKED:
            error = SealDeviceLocked(0)
        case wire.Fault.PIN_REQUIRED:
            error = PinRequired(failed.tries_left)
        case wire.Fault.ABSENT:
            error = SealDeviceAbsent(token)
        case wire.Fault.LIBRARY:
            error = DriverRefused(token, failed.detail)
        case wire.Fault.UNSUITED:
            error = TokenUnsuited(token, failed.detail)
        case wire.Fault.FAILED:
            error = SealDeviceFailed(token, failed.detail)
        case _:
            assert_never(failed.fault)
    return error
