"""Which key a command signs with: one in files, or one in a token whose PIN is asked for here.

A PIN is typed at the terminal without being shown, or is the first line of standard input where that is no
terminal. It is never an argument, is given to the token once, and is not asked for a second time.
"""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from core.crypto import read_private_key
from desktop.config import default_profile
from desktop.devices import (
    PinRequired,
    Signer,
    SoftwareKey,
    TokenProfile,
    TokenProfileUnusable,
    TokenSigner,
    TokenUnsuited,
    read_token_profile,
    read_token_profiles,
)
from desktop.inputs import read_input

SOFTWARE = "soft"
_LONGEST_PIN_LINE = 1024


def add_signer_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--signer",
        default=SOFTWARE,
        metavar="SIGNER",
        help="soft (the default: --key and --cert), or skf:PROFILE or pkcs11:PROFILE, a token by its "
        "driver profile: the name of one that is set up here, or a TOML file; its PIN is asked for",
    )
    parser.add_argument("--key", type=Path, metavar="KEY", help="the sealer's SM2 key, for --signer soft")
    parser.add_argument(
        "--cert", type=Path, metavar="CERT", help="the sealer's certificate, for --signer soft"
    )


@contextmanager
def signer_of(arguments: argparse.Namespace) -> Iterator[Signer]:
    """The signer that the arguments name, closed at the end. Raises as `Signer`, `TokenProfileUnusable`."""
    usage_error: Callable[[str], int] = arguments.usage_error
    kind, _, profile = str(arguments.signer).partition(":")
    if kind == SOFTWARE:
        if arguments.key is None or arguments.cert is None:
            usage_error("--signer soft needs --key and --cert")
        yield SoftwareKey(read_input(arguments.cert), read_private_key(read_input(arguments.key)))
        return
    if kind not in ("skf", "pkcs11") or not profile:
        usage_error("--signer is soft, skf:PROFILE or pkcs11:PROFILE")
    token = TokenSigner(_profile(kind, profile))
    try:
        yield token
    finally:
        token.close()


def unlock(signer: Signer) -> None:
    """Ask for the PIN where one is wanted. Raises `PinRequired` when none came, and as `Signer.unlock`."""
    if isinstance(signer, TokenSigner):
        found = signer.look()
        if found.unfit:
            raise TokenUnsuited(signer.profile.name, found.unfit)
    if not signer.needs_pin:
        return
    pin = _typed(signer)
    if not pin:
        raise PinRequired(signer.tries_left)
    signer.unlock(pin)


def _typed(signer: Signer) -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline(_LONGEST_PIN_LINE).rstrip("\r\n")
    left = "" if signer.tries_left is None else f" ({signer.tries_left} tries left)"
    try:
        return getpass.getpass(f"PIN of {signer.name}{left}: ")
    except EOFError:
        return ""


def _profile(kind: str, named: str) -> TokenProfile:
    path = Path(named)
    if path.suffix == ".toml":
        profile = read_token_profile(path)
    else:
        known = read_token_profiles(default_profile())
        found = next((each for each in known.profiles if each.name == named), None)
        broken = next((each for each in known.unusable if each.profile == named), None)
        if found is None:
            raise broken or TokenProfileUnusable(named, "missing")
        profile = found
    if profile.__struct_config__.tag != kind:
        raise TokenProfileUnusable(path.stem, "kind")
    return profile
