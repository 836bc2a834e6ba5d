"""The keys that this person may sign with: the enrolment's software keys, and the tokens of this device."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from core.crypto import parse_certificate, read_private_key
from core.seal import SealMaker
from core.sync.wire import EnrolmentKit, SoftwarePersonalKey, SoftwareSealKey
from desktop.devices import Signer, SoftwareKey, TokenProfile, TokenSigner, TokenUnsuited
from desktop.errors import PersonalKeyAbsent, SealKeyAbsent

SOFTWARE_KEY = ""
"""The choice that is no token: the key of the enrolment, which only test and sample seals have."""

PERSONAL = ""
"""In the place of a seal's id: the person signs for themselves, witnessing or handing a seal over."""


@dataclass(frozen=True, slots=True)
class SignerChoice:
    """A key that may be chosen: `id` is `SOFTWARE_KEY` or a token profile's name; `kind` as in `Signer`."""

    id: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignerState:
    """A key as it was found: who signs with it, and whether it wants a PIN first."""

    choice: str
    signer: str
    needs_pin: bool
    tries_left: int | None


class SigningKeys:
    """One person's keys. What asks a token blocks for as long as its driver takes: not for the GUI thread."""

    def __init__(self, kit: Callable[[], EnrolmentKit], tokens: Iterable[TokenProfile] = ()) -> None:
        self._kit = kit
        self._tokens: dict[str, TokenSigner] = {}
        self._turn = threading.Lock()
        self._read: dict[tuple[str, str], SoftwareKey] = {}
        self.set_tokens(tokens)

    def set_tokens(self, profiles: Iterable[TokenProfile]) -> None:
        """These tokens from now on; those of before are let go of."""
        with self._turn:
            before, self._tokens = self._tokens, {each.name: TokenSigner(each) for each in profiles}
        for token in before.values():
            token.close()

    def choices(self, seal_id: str) -> tuple[SignerChoice, ...]:
        """What may sign for a seal, or for the person (`PERSONAL`).

        Tokens first, since a key in memory is for seals that matter less.
        """
        found = [SignerChoice(name, token.kind) for name, token in self._tokens.items()]
        kit = self._kit()
        own = seal_id == PERSONAL and bool(kit.personal_keys)
        if own or (seal_id != PERSONAL and _software_key(kit, seal_id) is not None):
            found.append(SignerChoice(SOFTWARE_KEY, SoftwareKey.kind))
        return tuple(found)

    def signer(self, seal_id: str, choice: str = SOFTWARE_KEY) -> Signer:
        """Raises `SealKeyAbsent`, `PersonalKeyAbsent`, `KeyMismatch`, `KeyUnreadable`."""
        if seal_id == PERSONAL:
            return self.personal(choice)
        if choice != SOFTWARE_KEY:
            token = self._tokens.get(choice)
            if token is None:
                raise SealKeyAbsent(seal_id)
            return token
        key = _software_key(self._kit(), seal_id)
        if key is None:
            raise SealKeyAbsent(seal_id)
        return self._in_memory(key.certificate_pem, key.private_key_pem)

    @property
    def makes_seals(self) -> bool:
        """Whether test seals can be made here: by custodians of the sample office."""
        return bool(self._kit().maker_keys)

    def maker(self) -> SealMaker:
        """The sample office's seal maker. Raises `SealKeyAbsent` in a real office, `KeyUnreadable`."""
        for key in self._kit().maker_keys[:1]:
            certificate = parse_certificate(key.certificate_pem.encode()).raw
            return SealMaker(certificate=certificate, key=read_private_key(key.private_key_pem.encode()))
        raise SealKeyAbsent("")

    def personal(self, choice: str = SOFTWARE_KEY) -> Signer:
        """The key with which this person signs for themselves: a token, or the enrolment's personal key.

        Raises `PersonalKeyAbsent`, `KeyMismatch`, `KeyUnreadable`.
        """
        if choice != SOFTWARE_KEY:
            token = self._tokens.get(choice)
            if token is None:
                raise PersonalKeyAbsent
            return token
        for key in self._kit().personal_keys[:1]:
            return self._in_memory(key.certificate_pem, key.private_key_pem)
        raise PersonalKeyAbsent

    def _in_memory(self, certificate_pem: str, private_key_pem: str) -> SoftwareKey:
        """Read once: working out the public point takes longer than a signature."""
        held = self._read.get((certificate_pem, private_key_pem))
        if held is None:
            held = SoftwareKey(certificate_pem.encode(), read_private_key(private_key_pem.encode()))
            self._read[certificate_pem, private_key_pem] = held
        return held

    def look(self, seal_id: str, choice: str) -> SignerState:
        """How a key is now, without trying a PIN. Raises `SealError`: one that cannot press seals is told."""
        signer = self.signer(seal_id, choice)
        if isinstance(signer, TokenSigner):
            found = signer.look()
            if found.unfit:
                raise TokenUnsuited(choice, found.unfit)
        return SignerState(
            choice=choice, signer=signer.name, needs_pin=signer.needs_pin, tries_left=signer.tries_left
        )

    def unlock(self, seal_id: str, choice: str, pin: str) -> SignerState:
        """Give the PIN, once. Raises `PinWrong`, `SealDeviceLocked` or another `SealError`."""
        self.signer(seal_id, choice).unlock(pin)
        return self.look(seal_id, choice)

    def close(self) -> None:
        """Log out of every token: the next signature wants the PIN again. Keys in memory are forgotten."""
        self._read.clear()
        with self._turn:
            tokens = tuple(self._tokens.values())
        for token in tokens:
            token.close()


def _software_key(kit: EnrolmentKit, seal_id: str) -> SoftwareSealKey | SoftwarePersonalKey | None:
    """The enrolment's key for a seal. A seal that was made on this desk later is this person's first one."""
    listed = next((key for key in kit.seal_keys if key.seal_id == seal_id), None)
    if listed is not None or not kit.maker_keys:
        return listed
    keys: tuple[SoftwareSealKey | SoftwarePersonalKey, ...] = (*kit.seal_keys, *kit.personal_keys)
    return keys[0] if keys else None
