"""Which processes listen, read from the kernel's own tables (Linux)."""

from __future__ import annotations

import os
import re
from pathlib import Path

_LISTENING = "0A"
_TABLES = ("tcp", "tcp6")


def listening_sockets(pid: int) -> set[str]:
    """The listening TCP sockets that process `pid` holds, by inode; empty once it is gone."""
    return _listening(pid) & _held(pid)


def children(pid: int) -> dict[int, str]:
    """The living children of `pid`, with their command lines."""
    found = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
            if parent == pid:
                command = (stat.parent / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                found[int(stat.parent.name)] = command
        except (OSError, ValueError, IndexError):
            continue
    return found


def _listening(pid: int) -> set[str]:
    inodes = set()
    for table in _TABLES:
        try:
            rows = Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]
        except OSError:
            continue
        inodes |= {row.split()[9] for row in rows if row.split()[3] == _LISTENING}
    return inodes


def _held(pid: int) -> set[str]:
    inodes = set()
    try:
        for name in os.listdir(f"/proc/{pid}/fd"):
            if match := re.fullmatch(r"socket:\[(\d+)\]", os.readlink(f"/proc/{pid}/fd/{name}")):
                inodes.add(match[1])
    except OSError:
        return inodes
    return inodes
