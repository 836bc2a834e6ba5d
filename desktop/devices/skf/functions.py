"""The functions of GM/T 0016 that signing needs, called through ctypes as a driver profile says.

ULONG is 32 bit by the standard and `unsigned long` in some 64-bit libraries for Linux. What a library
writes through an ULONG pointer therefore always has eight zeroed bytes to go to, and only the low 32 bits
are read: a wrong profile gives a wrong number at worst, never a write beyond the field.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Sequence
from typing import Final

from desktop.devices.helper.token import TokenFault
from desktop.devices.helper.wire import Fault
from desktop.devices.profiles import SkfDriver

OK: Final = 0
FAILED: Final = 0x0A000001
INVALID_HANDLE: Final = 0x0A000005
DEVICE_REMOVED: Final = 0x0A000023
PIN_INCORRECT: Final = 0x0A000024
PIN_LOCKED: Final = 0x0A000025
PIN_INVALID: Final = 0x0A000026
PIN_LENGTH: Final = 0x0A000027
NOT_LOGGED_IN: Final = 0x0A00002D

NAME_LIST_BYTES_MAX = 16 << 10
_LOW_32 = 0xFFFFFFFF

_POINTER, _TEXT, _BOOL = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int32


class SkfError(Exception):
    """A function answered something else than SAR_OK; `code` is its SAR_ number."""

    def __init__(self, code: int) -> None:
        super().__init__(f"{code:#010x}")
        self.code = code


class Number:
    """An ULONG that the library may write, whatever width it gives it."""

    def __init__(self, value: int = 0) -> None:
        self._cell = ctypes.c_uint64(value)

    @property
    def value(self) -> int:
        return self._cell.value & _LOW_32

    @property
    def pointer(self) -> ctypes.c_void_p:
        return ctypes.cast(ctypes.byref(self._cell), ctypes.c_void_p)


class SkfFunctions:
    """The library of one profile. Raises `TokenFault` LIBRARY "unloadable", "symbols" or "system"."""

    def __init__(self, driver: SkfDriver) -> None:
        self._encoding = driver.names
        ulong = ctypes.c_uint32 if driver.ulong_bits == 32 else ctypes.c_uint64
        self._parameters: dict[str, Sequence[type]] = {
            "SKF_EnumDev": (_BOOL, _POINTER, _POINTER),
            "SKF_ConnectDev": (_TEXT, _POINTER),
            "SKF_DisConnectDev": (_POINTER,),
            "SKF_EnumApplication": (_POINTER, _POINTER, _POINTER),
            "SKF_OpenApplication": (_POINTER, _TEXT, _POINTER),
            "SKF_CloseApplication": (_POINTER,),
            "SKF_VerifyPIN": (_POINTER, ulong, _POINTER, _POINTER),
            "SKF_EnumContainer": (_POINTER, _POINTER, _POINTER),
            "SKF_OpenContainer": (_POINTER, _TEXT, _POINTER),
            "SKF_CloseContainer": (_POINTER,),
            "SKF_ExportCertificate": (_POINTER, _BOOL, _POINTER, _POINTER),
            "SKF_ECCSignData": (_POINTER, _POINTER, ulong, _POINTER),
        }
        self._optional: dict[str, Sequence[type]] = {
            "SKF_GetPINInfo": (_POINTER, ulong, _POINTER, _POINTER, _POINTER),
            "SKF_GetContainerType": (_POINTER, _POINTER),
            "SKF_ClearSecureState": (_POINTER,),
        }
        self._ulong = ulong
        self._library = _loaded(driver)
        missing = [name for name in self._parameters if not hasattr(self._library, name)]
        if missing:
            raise TokenFault(Fault.LIBRARY, "symbols")

    def has(self, name: str) -> bool:
        """Whether an optional function is there."""
        return hasattr(self._library, name)

    def call(self, name: str, *arguments: object) -> None:
        """Raises `SkfError` for any answer but SAR_OK."""
        function = getattr(self._library, name)
        function.restype = self._ulong
        function.argtypes = self._parameters.get(name) or self._optional[name]
        code = function(*arguments) & _LOW_32
        if code != OK:
            raise SkfError(code)

    def handle(self, name: str, *arguments: object) -> ctypes.c_void_p:
        """Call a function whose last argument receives a handle."""
        handle = ctypes.c_void_p()
        self.call(name, *arguments, ctypes.cast(ctypes.byref(handle), ctypes.c_void_p))
        return handle

    def content(self, name: str, *arguments: object, limit: int) -> bytes:
        """Call a function whose last two arguments are a buffer and its size, first asking for the size.

        Raises `TokenFault` FAILED "size" for more than `limit` bytes.
        """
        size = Number()
        self.call(name, *arguments, None, size.pointer)
        if size.value > limit:
            raise TokenFault(Fault.FAILED, "size")
        buffer = ctypes.create_string_buffer(max(size.value, 1) + 8)
        room = Number(size.value)
        self.call(name, *arguments, ctypes.cast(buffer, ctypes.c_void_p), room.pointer)
        return buffer.raw[: min(room.value, size.value)]

    def names(self, name: str, *arguments: object) -> list[str]:
        """A list of names, each closed by a NUL and the list by another (GM/T 0016)."""
        listed = self.content(name, *arguments, limit=NAME_LIST_BYTES_MAX)
        return [part.decode(self._encoding, "replace") for part in listed.split(b"\0") if part]

    def text(self, name: str) -> bytes:
        return name.encode(self._encoding, "replace")


def _loaded(driver: SkfDriver) -> ctypes.CDLL:
    try:
        if driver.calling == "cdecl":
            return ctypes.CDLL(driver.library)
        if sys.platform == "win32":
            return ctypes.WinDLL(driver.library)
    except OSError:
        raise TokenFault(Fault.LIBRARY, "unloadable") from None
    raise TokenFault(Fault.LIBRARY, "system")
