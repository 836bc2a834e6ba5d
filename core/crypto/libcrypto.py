"""SM2 through the libcrypto that this interpreter's `_hashlib` is linked to.

Symbols are looked up in `_hashlib` itself, whose dependencies the loader searches: so we cannot pick up a
second OpenSSL that some wheel brought along. Windows does not search there, so its DLL is opened by path.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable
from ctypes import POINTER, byref, c_char_p, c_int, c_long, c_size_t, c_ulong, c_void_p
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

_SPKI_PREFIX = bytes.fromhex("3059301306072a8648ce3d020106082a811ccf5501822d034200")
_PKCS8_PREFIX = bytes.fromhex("308187020100301306072a8648ce3d020106082a811ccf5501822d046d306b0201010420")
_PKCS8_INFIX = bytes.fromhex("a144034200")
_SM2_NID = 1172
_LONGEST_SIGNATURE = 80

_SIGNATURES: tuple[tuple[str, Any, tuple[Any, ...]], ...] = (
    ("OpenSSL_version_num", c_ulong, ()),
    ("d2i_PUBKEY", c_void_p, (c_void_p, POINTER(c_char_p), c_long)),
    ("d2i_AutoPrivateKey", c_void_p, (c_void_p, POINTER(c_char_p), c_long)),
    ("EVP_PKEY_free", None, (c_void_p,)),
    ("EVP_PKEY_CTX_new", c_void_p, (c_void_p, c_void_p)),
    ("EVP_PKEY_CTX_free", None, (c_void_p,)),
    ("EVP_PKEY_sign_init", c_int, (c_void_p,)),
    ("EVP_PKEY_verify_init", c_int, (c_void_p,)),
    ("EVP_PKEY_sign", c_int, (c_void_p, c_char_p, POINTER(c_size_t), c_char_p, c_size_t)),
    ("EVP_PKEY_verify", c_int, (c_void_p, c_char_p, c_size_t, c_char_p, c_size_t)),
    ("ERR_clear_error", None, ()),
)


class LibcryptoUnusable(Exception):
    """No libcrypto, one without SM2, or a key it refuses."""


@dataclass(slots=True)
class _Key:
    """Owns one EVP_PKEY."""

    pointer: int
    free: Callable[[int], None]

    def __del__(self) -> None:
        self.free(self.pointer)


class Libcrypto:
    """Verifies and signs 32-byte digests; signatures are DER. Raises `LibcryptoUnusable`."""

    name = "libcrypto"

    def __init__(self) -> None:
        self._calls = _load()
        self._public = lru_cache(maxsize=64)(self._load_public)

    def verify_e(self, point: bytes, e: bytes, signature: bytes) -> bool:
        """Whether the DER signature of `e` is by the key of this 65-byte point; False off the curve."""
        calls = self._calls
        try:
            key = self._public(point)
        except LibcryptoUnusable:
            return False
        context = calls.EVP_PKEY_CTX_new(key.pointer, None)
        try:
            if not context or calls.EVP_PKEY_verify_init(context) != 1:
                calls.ERR_clear_error()
                raise LibcryptoUnusable
            if calls.EVP_PKEY_verify(context, signature, len(signature), e, len(e)) == 1:
                return True
        finally:
            calls.EVP_PKEY_CTX_free(context)
        calls.ERR_clear_error()
        return False

    def signing(self, secret: bytes, point: bytes) -> Callable[[bytes], bytes]:
        """What signs digests with this key until it is dropped; nonces are libcrypto's own."""
        calls = self._calls
        key = self._key(calls.d2i_AutoPrivateKey, _PKCS8_PREFIX + secret + _PKCS8_INFIX + point)

        def sign_e(e: bytes) -> bytes:
            context = calls.EVP_PKEY_CTX_new(key.pointer, None)
            try:
                length = c_size_t(_LONGEST_SIGNATURE)
                buffer = ctypes.create_string_buffer(_LONGEST_SIGNATURE)
                if (
                    not context
                    or calls.EVP_PKEY_sign_init(context) != 1
                    or calls.EVP_PKEY_sign(context, buffer, byref(length), e, len(e)) != 1
                ):
                    raise LibcryptoUnusable
            finally:
                calls.EVP_PKEY_CTX_free(context)
                calls.ERR_clear_error()
            return buffer.raw[: length.value]

        return sign_e

    def _load_public(self, point: bytes) -> _Key:
        return self._key(self._calls.d2i_PUBKEY, _SPKI_PREFIX + point)

    def _key(self, decode: Callable[..., int | None], der: bytes) -> _Key:
        pointer = decode(None, byref(c_char_p(der)), len(der))
        if not pointer:
            self._calls.ERR_clear_error()
            raise LibcryptoUnusable
        key = _Key(pointer, self._calls.EVP_PKEY_free)
        if self._calls.OpenSSL_version_num() < 0x30000000:
            # Until 1.1.1 an SM2 key is an EC key until it is told otherwise.
            self._calls.EVP_PKEY_set_alias_type(c_void_p(pointer), _SM2_NID)
        return key


def _load() -> ctypes.CDLL:
    try:
        calls = ctypes.CDLL(_library())
        for name, result, arguments in _SIGNATURES:
            function = getattr(calls, name)
            function.restype, function.argtypes = result, arguments
    except (ImportError, OSError, AttributeError) as error:
        raise LibcryptoUnusable from error
    return calls


def _library() -> str:
    import _hashlib  # noqa: PLC0415  (absent where Python is built without OpenSSL)

    extension: str = _hashlib.__file__  # absent in static interpreters
    if os.name != "nt":
        return extension
    folder = os.path.dirname(extension)
    for name in sorted(os.listdir(folder)):
        if name.lower().startswith("libcrypto-") and name.lower().endswith(".dll"):
            return os.path.join(folder, name)
    raise OSError
