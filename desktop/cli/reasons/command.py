"""Lines for the files and folders that a command names."""

from __future__ import annotations

from desktop.cli.files import OutputUnwritable
from desktop.cli.reasons.reason import reason
from desktop.inputs import InputUnreadable


@reason.register
def _(error: InputUnreadable) -> str:
    why = {
        "ENOENT": "there is no such file",
        "EACCES": "this user may not read the file",
        "EISDIR": "that is a folder; name a file",
        "ESPIPE": "that is a device or a pipe; name a file",
        "EFBIG": "the file has more than 512 MiB, which is the most that is read",
    }
    return why.get(error.fault, f"the file cannot be read ({error.fault})")


@reason.register
def _(error: OutputUnwritable) -> str:
    why = {
        "ENOSPC": "the disk is full",
        "EACCES": "this user may not write there",
        "ENOTDIR": "--out needs a folder, and a file is in its place",
        "EEXIST": "--out needs a folder, and a file is in its place",
        "EBADF": "the answer has nowhere to go: the output is closed",
    }
    return why.get(error.fault, f"the pictures cannot be written ({error.fault})")
