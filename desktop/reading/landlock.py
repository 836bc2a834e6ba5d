"""Which files the worker may still read, held by the kernel (Linux 5.13 and later)."""

from __future__ import annotations

import ctypes
import errno
import os
import struct
from collections.abc import Iterable
from typing import TypeAlias

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_ASK_VERSION = 1
_PATH_BENEATH = 1
_READ_FILE, _READ_DIRECTORY = 1 << 2, 1 << 3
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15}  # rights known to each version; later ones add ioctl on devices
_FILE_RIGHTS_NEWEST = 16
_OF_FILES = 1 << 0 | 1 << 1 | _READ_FILE | 1 << 14 | 1 << 15
"""To execute, write, read, truncate and control: of a place that is no folder the kernel takes no other."""
_TCP_RIGHTS = 0b11
_SCOPES = 0b11
_Place: TypeAlias = str | os.PathLike[str]


def allow_reading_only(
    folders: Iterable[str | os.PathLike[str]], writable: Iterable[str | os.PathLike[str]] = ()
) -> str:
    """Leave nothing but reading beneath `folders`, and no TCP where the kernel can hold that.

    Beneath `writable` everything stays allowed.

    Answers what is active. Needs no-new-privileges set before.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    version = libc.syscall(_CREATE_RULESET, None, 0, _ASK_VERSION)
    if version < 1:
        return f"none: {errno.errorcode.get(ctypes.get_errno(), 'unsupported')}"
    rights = (1 << _FILE_RIGHTS.get(version, _FILE_RIGHTS_NEWEST)) - 1
    # Version 4 brought the field of TCP, version 6 that of scopes; an older kernel refuses a longer record.
    known = 1 + (version >= 4) + (version >= 6)
    attributes = struct.pack("=QQQ", rights, _TCP_RIGHTS, _SCOPES)[: 8 * known]
    ruleset = libc.syscall(_CREATE_RULESET, attributes, len(attributes), 0)
    if ruleset < 0:
        return f"none: {errno.errorcode.get(ctypes.get_errno(), 'refused')}"
    try:
        count = sum(_allow(libc, ruleset, folder, _READ_FILE | _READ_DIRECTORY) for folder in folders)
        count += sum(_allow(libc, ruleset, folder, rights) for folder in writable)
        if libc.syscall(_RESTRICT_SELF, ruleset, 0) != 0:
            return f"none: {errno.errorcode.get(ctypes.get_errno(), 'refused')}"
    finally:
        os.close(ruleset)
    return f"version {version}: {'files' if writable else 'reading'} beneath {count} folders"


def _allow(libc: ctypes.CDLL, ruleset: int, folder: _Place, rights: int) -> bool:
    try:
        parent = os.open(folder, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return False  # a folder that is not there needs no permission
    try:
        rule = struct.pack("=Qi", rights if os.path.isdir(folder) else rights & _OF_FILES, parent)
        return bool(libc.syscall(_ADD_RULE, ruleset, _PATH_BENEATH, rule, 0) == 0)
    finally:
        os.close(parent)
