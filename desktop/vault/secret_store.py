"""The system's secret store: a convenience that may vanish at any moment, never the only way in.

Measured traps (SEALS.md 9): a null backend accepts and forgets, a hung service blocks for ever, a
changed backend loses what the old one kept. Hence the allow-list, the read-back and the time limit.
"""

from __future__ import annotations

import base64
import binascii
import queue
import sys
import threading
from collections.abc import Callable
from typing import Protocol, TypeVar

from desktop.vault.errors import SecretStoreUnavailable

SERVICE = "sealdesk"
LIMIT_S = 5.0
_ALLOWED = frozenset({"keyring.backends.SecretService.Keyring", "keyring.backends.Windows.WinVaultKeyring"})

AnswerT = TypeVar("AnswerT")


class SecretStore(Protocol):
    """Keeps one secret per vault. Every method raises `SecretStoreUnavailable` when it cannot."""

    def put(self, vault_id: str, secret: bytes) -> None:
        """Keep `secret`; when this returns, `get` has been seen to give it back."""

    def get(self, vault_id: str) -> bytes | None: ...

    def forget(self, vault_id: str) -> None:
        """Drop the secret; none being there is fine."""


class _Backend(Protocol):
    def set_password(self, service: str, username: str, password: str) -> None: ...
    def get_password(self, service: str, username: str) -> str | None: ...
    def delete_password(self, service: str, username: str) -> None: ...


class KeyringSecretStore:
    """Secret Service or the Windows Credential Locker, through keyring."""

    def __init__(self, *, limit_s: float = LIMIT_S) -> None:
        self._limit_s = limit_s

    def put(self, vault_id: str, secret: bytes) -> None:
        text = base64.b64encode(secret).decode()

        def store(backend: _Backend) -> str | None:
            backend.set_password(SERVICE, vault_id, text)
            return backend.get_password(SERVICE, vault_id)

        if self._ask(store) != text:
            raise SecretStoreUnavailable("forgetful")

    def get(self, vault_id: str) -> bytes | None:
        text = self._ask(lambda backend: backend.get_password(SERVICE, vault_id))
        try:
            return None if text is None else base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError):
            return None

    def forget(self, vault_id: str) -> None:
        def drop(backend: _Backend) -> None:
            if backend.get_password(SERVICE, vault_id) is not None:
                backend.delete_password(SERVICE, vault_id)

        self._ask(drop)

    def _ask(self, question: Callable[[_Backend], AnswerT]) -> AnswerT:
        """The answer within the limit.

        A daemon thread, because a hung service never gives its thread back and must not keep the
        program from ending either.
        """
        answers: queue.SimpleQueue[tuple[AnswerT] | SecretStoreUnavailable] = queue.SimpleQueue()

        def work() -> None:
            answers.put(_guarded(question))

        threading.Thread(target=work, name="secret-store", daemon=True).start()
        try:
            answer = answers.get(timeout=self._limit_s)
        except queue.Empty:
            raise SecretStoreUnavailable("hung") from None
        if isinstance(answer, SecretStoreUnavailable):
            raise answer
        return answer[0]


def _guarded(question: Callable[[_Backend], AnswerT]) -> tuple[AnswerT] | SecretStoreUnavailable:
    from keyring.errors import InitError, KeyringLocked, NoKeyringError  # noqa: PLC0415

    try:
        return (question(_allowed_backend()),)
    except SecretStoreUnavailable as unavailable:
        return unavailable
    except (KeyringLocked, InitError):
        return SecretStoreUnavailable("locked")
    except NoKeyringError:
        return SecretStoreUnavailable("absent")
    except _failures() as error:
        return SecretStoreUnavailable(type(error).__name__)


def _failures() -> tuple[type[Exception], ...]:
    """What keyring raises, and what the libraries under it raise past it."""
    from keyring.errors import KeyringError  # noqa: PLC0415

    if sys.platform == "win32":
        import pywintypes  # noqa: PLC0415

        return (KeyringError, OSError, RuntimeError, pywintypes.error)
    from jeepney.wrappers import DBusErrorResponse  # noqa: PLC0415
    from secretstorage.exceptions import SecretStorageException  # noqa: PLC0415

    return (KeyringError, OSError, RuntimeError, DBusErrorResponse, SecretStorageException)


def _allowed_backend() -> _Backend:
    """The configured backend, or the first of its chain that we allow."""
    import keyring  # noqa: PLC0415 - half a tenth of a second, and D-Bus: only when asked for

    chosen = keyring.get_keyring()
    candidates: tuple[_Backend, ...] = (chosen, *getattr(chosen, "backends", ()))
    for backend in candidates:
        kind = type(backend)
        if f"{kind.__module__}.{kind.__qualname__}" in _ALLOWED:
            return backend
    raise SecretStoreUnavailable("absent")
