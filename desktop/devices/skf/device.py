"""One token through GM/T 0016: EnumDev → ConnectDev → OpenApplication → OpenContainer → sign."""

from __future__ import annotations

import contextlib
import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, TypeVar

from desktop.devices.helper.token import TokenFault
from desktop.devices.helper.wire import CERTIFICATE_BYTES_MAX, Fault, Looked
from desktop.devices.profiles import SkfDriver
from desktop.devices.skf import functions as skf
from desktop.devices.skf.functions import Number, SkfError, SkfFunctions

_USER_PIN: Final = 1
_ECC_CONTAINER: Final = 2
_COORDINATE_BYTES: Final = 64
"""ECCSIGNATUREBLOB: r and s right-aligned in 64 bytes each."""

_FAULTS: Final = {
    skf.DEVICE_REMOVED: Fault.ABSENT,
    skf.INVALID_HANDLE: Fault.ABSENT,
    skf.PIN_INCORRECT: Fault.PIN_WRONG,
    skf.PIN_INVALID: Fault.PIN_WRONG,
    skf.PIN_LENGTH: Fault.PIN_WRONG,
    skf.PIN_LOCKED: Fault.PIN_LOCKED,
    skf.NOT_LOGGED_IN: Fault.PIN_REQUIRED,
}

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opened:
    name: str
    device: ctypes.c_void_p
    application: ctypes.c_void_p
    container: ctypes.c_void_p


class SkfToken:
    """A token that is found at the first look; after it was pulled out, the next look finds it anew."""

    def __init__(self, driver: SkfDriver) -> None:
        self._driver = driver
        self._skf = SkfFunctions(driver)
        self._opened: _Opened | None = None
        self._logged_in = False

    def look(self) -> Looked:
        opened = self._open()
        certificate = self._told(
            lambda: self._skf.content(
                "SKF_ExportCertificate", opened.container, 1, limit=CERTIFICATE_BYTES_MAX
            )
        )
        if not certificate:
            raise TokenFault(Fault.UNSUITED, "no_certificate")
        return Looked(
            certificate=certificate,
            device=opened.name[:200],
            logged_in=self._logged_in,
            tries_left=self._tries_left(opened),
        )

    def login(self, pin: bytes) -> int | None:
        opened = self._open()
        # The library gets a copy that is wiped as soon as it has looked at it.
        secret = ctypes.create_string_buffer(pin)
        tries = Number(skf.FAILED)
        try:
            self._skf.call(
                "SKF_VerifyPIN",
                opened.application,
                _USER_PIN,
                ctypes.cast(secret, ctypes.c_void_p),
                tries.pointer,
            )
        except SkfError as error:
            left = tries.value if tries.value < 256 else self._tries_left(opened)
            raise self._fault(error, left) from None
        finally:
            ctypes.memset(secret, 0, len(secret))
        self._logged_in = True
        return self._tries_left(opened)

    def sign(self, e: bytes) -> bytes:
        opened = self._open()
        digest = ctypes.create_string_buffer(e, len(e))
        blob = ctypes.create_string_buffer(4 * _COORDINATE_BYTES)
        pointers = ctypes.cast(digest, ctypes.c_void_p), ctypes.cast(blob, ctypes.c_void_p)
        self._told(
            lambda: self._skf.call("SKF_ECCSignData", opened.container, pointers[0], len(e), pointers[1])
        )
        r, s = blob.raw[:_COORDINATE_BYTES], blob.raw[_COORDINATE_BYTES : 2 * _COORDINATE_BYTES]
        if any(r[:32]) or any(s[:32]):
            raise TokenFault(Fault.FAILED, "signature")
        return r[32:] + s[32:]

    def leave(self) -> None:
        opened, self._opened = self._opened, None
        logged_in, self._logged_in = self._logged_in, False
        if opened is None:
            return
        closing = [
            ("SKF_CloseContainer", opened.container),
            ("SKF_CloseApplication", opened.application),
            ("SKF_DisConnectDev", opened.device),
        ]
        if logged_in and self._skf.has("SKF_ClearSecureState"):
            closing.insert(1, ("SKF_ClearSecureState", opened.application))
        for name, handle in closing:
            with contextlib.suppress(SkfError):  # a token that is gone has nothing open
                self._skf.call(name, handle)

    # --- finding it -----------------------------------------------------------------------------

    def _open(self) -> _Opened:
        if self._opened is None:
            self._opened = self._told(self._find)
        return self._opened

    def _find(self) -> _Opened:
        skf_, driver = self._skf, self._driver
        devices = skf_.names("SKF_EnumDev", 1)
        if not devices or (driver.device and driver.device not in devices):
            raise TokenFault(Fault.ABSENT)
        name = _only(devices, driver.device, "several_devices")
        device = skf_.handle("SKF_ConnectDev", skf_.text(name))
        with self._closing_on_failure("SKF_DisConnectDev", device):
            listed = skf_.names("SKF_EnumApplication", device)
            chosen = _only(listed, driver.application, "several_applications")
            application = skf_.handle("SKF_OpenApplication", device, skf_.text(chosen))
            with self._closing_on_failure("SKF_CloseApplication", application):
                container = self._container(application)
        return _Opened(name=name, device=device, application=application, container=container)

    def _container(self, application: ctypes.c_void_p) -> ctypes.c_void_p:
        """The named container, else the only one that holds an SM2 signing certificate."""
        skf_ = self._skf
        listed = skf_.names("SKF_EnumContainer", application)
        if self._driver.container:
            name = _only(listed, self._driver.container, "")
            return skf_.handle("SKF_OpenContainer", application, skf_.text(name))
        fit: list[ctypes.c_void_p] = []
        for name in listed:
            handle = skf_.handle("SKF_OpenContainer", application, skf_.text(name))
            if self._may_sign(handle):
                fit.append(handle)
            else:
                skf_.call("SKF_CloseContainer", handle)
        if len(fit) == 1:
            return fit[0]
        for handle in fit:
            skf_.call("SKF_CloseContainer", handle)
        raise TokenFault(Fault.UNSUITED, "several_containers" if fit else "no_certificate")

    def _may_sign(self, container: ctypes.c_void_p) -> bool:
        skf_ = self._skf
        if skf_.has("SKF_GetContainerType"):
            kind = Number()
            skf_.call("SKF_GetContainerType", container, kind.pointer)
            if kind.value != _ECC_CONTAINER:
                return False
        try:
            return bool(skf_.content("SKF_ExportCertificate", container, 1, limit=CERTIFICATE_BYTES_MAX))
        except SkfError as error:
            if error.code in _FAULTS:
                raise
            return False

    @contextlib.contextmanager
    def _closing_on_failure(self, name: str, handle: ctypes.c_void_p) -> Iterator[None]:
        try:
            yield
        except (SkfError, TokenFault):
            with contextlib.suppress(SkfError):
                self._skf.call(name, handle)
            raise

    # --- what it says ---------------------------------------------------------------------------

    def _tries_left(self, opened: _Opened) -> int | None:
        """Without trying a PIN; None where the library does not tell."""
        if not self._skf.has("SKF_GetPINInfo"):
            return None
        most, left, preset = Number(), Number(), Number()
        try:
            self._skf.call(
                "SKF_GetPINInfo", opened.application, _USER_PIN, most.pointer, left.pointer, preset.pointer
            )
        except SkfError as error:
            if error.code in _FAULTS:
                raise self._fault(error, None) from None
            return None
        return left.value if left.value < 256 else None

    def _told(self, act: Callable[[], Answer]) -> Answer:
        try:
            return act()
        except SkfError as error:
            raise self._fault(error, None) from None

    def _fault(self, error: SkfError, tries_left: int | None) -> TokenFault:
        fault = _FAULTS.get(error.code, Fault.FAILED)
        if fault is Fault.ABSENT:
            self.leave()
        return TokenFault(fault, f"{error.code:#010x}", tries_left)


def _only(names: list[str], wanted: str, when_several: str) -> str:
    """The wanted name, or the only one there is."""
    if wanted:
        if wanted not in names:
            raise TokenFault(Fault.UNSUITED, "no_key")
        return wanted
    if len(names) != 1:
        raise TokenFault(Fault.UNSUITED, when_several if names else "no_key")
    return names[0]
