"""One token through a PKCS#11 module.

PKCS#11 has no SM2 mechanism of its own: vendors number theirs above 0x80000000, and the profile says how.
CKM_ECDSA with a key on the SM2 curve is another algorithm: what it makes is no SM2 signature, so a token
that has nothing else can be looked at and logged in to, but is told unfit.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import Any, Final, TypeVar

import pkcs11
from pkcs11 import Attribute, Mechanism, ObjectClass, TokenFlag, exceptions

from core.crypto import CertificateUnreadable, parse_certificate, sm2
from desktop.devices.helper.token import TokenFault
from desktop.devices.helper.wire import CERTIFICATE_BYTES_MAX, Fault, Looked
from desktop.devices.profiles import Pkcs11Driver

_FAULTS: Final = {
    exceptions.PinIncorrect: Fault.PIN_WRONG,
    exceptions.PinInvalid: Fault.PIN_WRONG,
    exceptions.PinLenRange: Fault.PIN_WRONG,
    exceptions.PinLocked: Fault.PIN_LOCKED,
    exceptions.UserNotLoggedIn: Fault.PIN_REQUIRED,
    exceptions.DeviceRemoved: Fault.ABSENT,
    exceptions.TokenNotPresent: Fault.ABSENT,
    exceptions.TokenNotRecognised: Fault.ABSENT,
    exceptions.SessionHandleInvalid: Fault.ABSENT,
    exceptions.SessionClosed: Fault.ABSENT,
}

Answer = TypeVar("Answer")


class Pkcs11Token:
    """A token that is found at each look; its session stays open from the login on."""

    def __init__(self, driver: Pkcs11Driver) -> None:
        self._driver = driver
        self._session: Any = None
        try:
            self._library = pkcs11.lib(driver.library)
        except (exceptions.PKCS11Error, RuntimeError):
            raise TokenFault(Fault.LIBRARY, "unloadable") from None

    def look(self) -> Looked:
        return self._told(self._look)

    def login(self, pin: bytes) -> int | None:
        token = self._told(self._token)
        self.leave()
        try:
            self._session = token.open(user_pin=pin.decode("utf-8", "replace"))
        except exceptions.PKCS11Error as error:
            raise self._fault(error, self._tries_left(self._told(self._token))) from None
        return self._tries_left(self._told(self._token))

    def sign(self, e: bytes) -> bytes:
        if self._session is None:
            raise TokenFault(Fault.PIN_REQUIRED)
        unfit = self._unfit(self._told(self._token))
        if unfit or self._driver.sm2_mechanism is None:
            raise TokenFault(Fault.UNSUITED, unfit)
        mechanism = vendor_mechanism(self._driver.sm2_mechanism)
        key = self._told(self._private_key)
        answer: bytes = self._told(lambda: key.sign(e, mechanism=mechanism))
        numbers = sm2.decode_signature(answer)
        if numbers is None:
            raise TokenFault(Fault.FAILED, "signature")
        return b"".join(number.to_bytes(32, "big") for number in numbers)

    def leave(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            with contextlib.suppress(exceptions.PKCS11Error):  # a token that is gone has nothing open
                session.close()

    # --- finding it -----------------------------------------------------------------------------

    def _look(self) -> Looked:
        token = self._token()
        certificate, _ = self._certificate()
        return Looked(
            certificate=certificate,
            device=str(token.label).strip()[:200],
            logged_in=self._session is not None,
            tries_left=self._tries_left(token),
            unfit=_curve_fault(certificate) or self._unfit(token),
        )

    def _token(self) -> Any:
        wanted = self._driver.token
        tokens = [slot.get_token() for slot in self._library.get_slots(token_present=True)]
        usable = [token for token in tokens if TokenFlag.TOKEN_INITIALIZED in token.flags]
        fit = [token for token in usable if not wanted or str(token.label).strip() == wanted]
        if not fit:
            raise TokenFault(Fault.ABSENT)
        if len(fit) > 1:
            raise TokenFault(Fault.UNSUITED, "several_devices")
        return fit[0]

    @contextlib.contextmanager
    def _reading(self) -> Iterator[Any]:
        """The session of the login, else one for what is public."""
        if self._session is not None:
            yield self._session
            return
        with self._token().open() as session:
            yield session

    def _certificate(self) -> tuple[bytes, bytes]:
        """The certificate and its key's CKA_ID."""
        wanted: dict[Attribute, Any] = {Attribute.CLASS: ObjectClass.CERTIFICATE}
        if self._driver.key:
            wanted[Attribute.LABEL] = self._driver.key
        with self._reading() as session:
            found = [
                (bytes(each[Attribute.VALUE]), bytes(each[Attribute.ID]))
                for each in session.get_objects(wanted)
            ]
        if len(found) != 1:
            raise TokenFault(Fault.UNSUITED, "several_certificates" if found else "no_certificate")
        if len(found[0][0]) > CERTIFICATE_BYTES_MAX:
            raise TokenFault(Fault.FAILED, "size")
        return found[0]

    def _private_key(self) -> Any:
        _, key_id = self._certificate()
        wanted = {Attribute.CLASS: ObjectClass.PRIVATE_KEY, Attribute.ID: key_id}
        keys = list(self._session.get_objects(wanted))
        if len(keys) != 1:
            raise TokenFault(Fault.UNSUITED, "no_key")
        return keys[0]

    # --- what it says ---------------------------------------------------------------------------

    def _unfit(self, token: Any) -> str:
        number = self._driver.sm2_mechanism
        offered = {int(each) for each in token.slot.get_mechanisms()}
        return "" if number is not None and number in offered else "no_sm2_mechanism"

    def _tries_left(self, token: Any) -> int | None:
        """PKCS#11 tells the last try and the end, not how many before."""
        flags = token.flags
        if TokenFlag.USER_PIN_LOCKED in flags:
            return 0
        return 1 if TokenFlag.USER_PIN_FINAL_TRY in flags else None

    def _told(self, act: Callable[[], Answer]) -> Answer:
        try:
            return act()
        except exceptions.PKCS11Error as error:
            raise self._fault(error, None) from None

    def _fault(self, error: exceptions.PKCS11Error, tries_left: int | None) -> TokenFault:
        fault = _FAULTS.get(type(error), Fault.FAILED)
        if fault is Fault.ABSENT:
            self.leave()
        return TokenFault(fault, type(error).__name__[:80], tries_left)


def vendor_mechanism(number: int) -> Mechanism:
    """A vendor's number in the only form that python-pkcs11 takes: a `Mechanism` that it has no name for."""
    mechanism = int.__new__(Mechanism, number)
    mechanism._name_, mechanism._value_ = f"VENDOR_{number:#010x}", number
    return mechanism


def _curve_fault(certificate: bytes) -> str:
    try:
        return "" if parse_certificate(certificate).point is not None else "not_sm2"
    except CertificateUnreadable:
        return "no_certificate"
