"""What a verb of `sealdesk-gateway` is made of, and how it answers."""

from __future__ import annotations

import argparse
import json
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import NamedTuple

from gateway.config import Config


def no_arguments(_parser: ArgumentParser) -> None:
    """For a verb that takes none but those of all verbs."""


class Verb(NamedTuple):
    """`run` answers the exit code, 0 done or 1 no; an `AppError` that it lets through becomes 2."""

    name: str
    purpose: str
    run: Callable[[Namespace, Config], int]
    add_arguments: Callable[[ArgumentParser], None] = no_arguments


def answer(**facts: object) -> None:
    """Say something on stdout: one line of JSON, at once."""
    print(json.dumps(facts, ensure_ascii=False), flush=True)


def within(least: int, most: int) -> Callable[[str], int]:
    """A type for arguments: whole numbers from `least` to `most`."""

    def number(text: str) -> int:
        value = int(text)
        if not least <= value <= most:
            raise argparse.ArgumentTypeError(f"{least} to {most}")
        return value

    return number
