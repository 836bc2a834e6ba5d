"""The system calls a reader never needs, refused by the kernel (Linux, x86_64 and aarch64).

A deny list that answers EPERM: Python, Qt and FreeType call too much, and too differently from one glibc to
the next, for an allow list to survive an update. Opening files stays allowed for reading only.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct
from collections.abc import Iterator

import msgspec

_LD_WORD, _JUMP_EQUAL, _JUMP_AT_LEAST, _JUMP_BITS, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _ERRNO, _KILL_PROCESS = 0x7FFF0000, 0x00050000, 0x80000000
_OFFSET_NUMBER, _OFFSET_ARCH, _OFFSET_ARGUMENTS = 0, 4, 16
_X32_BIT = 0x40000000
_CLONE_THREAD = 0x10000
_OPEN_FOR_WRITING = 0o3 | 0o100 | 0o1000  # access mode, O_CREAT, O_TRUNC: the same on both machines
_SET_MODE_FILTER, _FLAG_TSYNC = 1, 1
_AF_UNIX, _AF_NETLINK = 1, 16

TOKEN_CALLS = frozenset(
    {
        "openat2", "socket", "socketpair", "connect", "sendto", "sendmsg", "sendmmsg", "creat", "rename",
        "renameat", "renameat2", "mkdir", "mkdirat", "rmdir", "link", "linkat", "unlink", "unlinkat",
        "symlink", "symlinkat", "chmod", "fchmod", "fchmodat", "truncate", "ftruncate", "memfd_create",
        "shmget", "msgget", "semget", "mq_open",
    }
)  # fmt: skip
"""What a vendor's library for a token lives on: devices, lock files, shared memory, a local service."""


class _Machine(msgspec.Struct, frozen=True):
    audit_arch: int
    seccomp: int
    clone: int
    denied: dict[str, int]
    open_flags: tuple[tuple[int, int], ...]
    """(system call, index of its flags argument)"""


_BOTH = {
    "clone3": 435,
    "openat2": 437,
    "io_uring_setup": 425,
    "io_uring_enter": 426,
    "io_uring_register": 427,
    "pidfd_open": 434,
    "pidfd_getfd": 438,
    "pidfd_send_signal": 424,
    "open_tree": 428,
    "move_mount": 429,
    "fsopen": 430,
    "fsmount": 432,
    "mount_setattr": 442,
}
_ABSENT = frozenset({"clone3", "openat2"})  # answered ENOSYS, so that glibc falls back to what is checked

_X86_64 = _Machine(
    audit_arch=0xC000003E,
    seccomp=317,
    clone=56,
    open_flags=((2, 1), (257, 2)),
    denied=_BOTH
    | {
        "socket": 41, "connect": 42, "accept": 43, "sendto": 44, "sendmsg": 46, "bind": 49, "listen": 50,
        "socketpair": 53, "accept4": 288, "sendmmsg": 307, "fork": 57, "vfork": 58, "execve": 59,
        "execveat": 322, "kill": 62, "tkill": 200, "ptrace": 101, "process_vm_readv": 310,
        "process_vm_writev": 311, "mount": 165, "umount2": 166, "pivot_root": 155, "chroot": 161,
        "unshare": 272, "setns": 308, "bpf": 321, "perf_event_open": 298, "add_key": 248, "request_key": 249,
        "keyctl": 250, "userfaultfd": 323, "init_module": 175, "finit_module": 313, "delete_module": 176,
        "kexec_load": 246, "open_by_handle_at": 304, "memfd_create": 319, "creat": 85, "rename": 82,
        "mkdir": 83, "rmdir": 84, "link": 86, "unlink": 87, "symlink": 88, "chmod": 90, "fchmod": 91,
        "chown": 92, "fchown": 93, "lchown": 94, "mknod": 133, "truncate": 76, "ftruncate": 77,
        "mkdirat": 258, "mknodat": 259, "fchownat": 260, "unlinkat": 263, "renameat": 264, "linkat": 265,
        "symlinkat": 266, "fchmodat": 268, "renameat2": 316, "setuid": 105, "setgid": 106, "setresuid": 117,
        "setresgid": 119, "personality": 135, "shmget": 29, "msgget": 68, "semget": 64, "mq_open": 240,
        "fanotify_init": 300,
    },
)  # fmt: skip

_AARCH64 = _Machine(
    audit_arch=0xC00000B7,
    seccomp=277,
    clone=220,
    open_flags=((56, 2),),
    denied=_BOTH
    | {
        "socket": 198, "socketpair": 199, "bind": 200, "listen": 201, "accept": 202, "connect": 203,
        "sendto": 206, "sendmsg": 211, "accept4": 242, "sendmmsg": 269, "execve": 221, "execveat": 281,
        "kill": 129, "tkill": 130, "ptrace": 117, "process_vm_readv": 270, "process_vm_writev": 271,
        "mount": 40, "umount2": 39, "pivot_root": 41, "chroot": 51, "unshare": 97, "setns": 268, "bpf": 280,
        "perf_event_open": 241, "add_key": 217, "request_key": 218, "keyctl": 219, "userfaultfd": 282,
        "init_module": 105, "finit_module": 273, "delete_module": 106, "kexec_load": 104,
        "open_by_handle_at": 265, "memfd_create": 279, "mknodat": 33, "mkdirat": 34, "unlinkat": 35,
        "symlinkat": 36, "linkat": 37, "renameat": 38, "truncate": 45, "ftruncate": 46, "fchmod": 52,
        "fchmodat": 53, "fchownat": 54, "fchown": 55, "renameat2": 276, "setuid": 146, "setgid": 144,
        "setresuid": 147, "setresgid": 149, "personality": 92, "shmget": 194, "msgget": 186, "semget": 190,
        "mq_open": 180, "fanotify_init": 262,
    },
)  # fmt: skip

_MACHINES = {"x86_64": _X86_64, "aarch64": _AARCH64}


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def _instruction(code: int, value: int, *, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, value)


def _refuse(number: int, error: int) -> bytes:
    return _instruction(_JUMP_EQUAL, number, if_false=1) + _instruction(_RETURN, _ERRNO | error)


def _allow_by_bits(number: int, argument: int, bits: int, *, when_set: bool) -> bytes:
    """Decide `number` by whether any of `bits` is set in its argument (the low word comes first)."""
    on_set, on_clear = (_ALLOW, _ERRNO | errno.EPERM) if when_set else (_ERRNO | errno.EPERM, _ALLOW)
    return (
        _instruction(_JUMP_EQUAL, number, if_false=4)
        + _instruction(_LD_WORD, _OFFSET_ARGUMENTS + 8 * argument)
        + _instruction(_JUMP_BITS, bits, if_false=1)
        + _instruction(_RETURN, on_set)
        + _instruction(_RETURN, on_clear)
    )


def _only_local_sockets(number: int) -> bytes:
    """Allow socket() for what never leaves the machine: a path or the kernel."""
    return (
        _instruction(_JUMP_EQUAL, number, if_false=5)
        + _instruction(_LD_WORD, _OFFSET_ARGUMENTS)
        + _instruction(_JUMP_EQUAL, _AF_UNIX, if_true=2)
        + _instruction(_JUMP_EQUAL, _AF_NETLINK, if_true=1)
        + _instruction(_RETURN, _ERRNO | errno.EPERM)
        + _instruction(_RETURN, _ALLOW)
    )


def _filter(machine: _Machine, needed: frozenset[str]) -> Iterator[bytes]:
    yield _instruction(_LD_WORD, _OFFSET_ARCH)
    yield _instruction(_JUMP_EQUAL, machine.audit_arch, if_true=1)
    yield _instruction(_RETURN, _KILL_PROCESS)
    yield _instruction(_LD_WORD, _OFFSET_NUMBER)
    if machine is _X86_64:
        yield _instruction(_JUMP_AT_LEAST, _X32_BIT, if_false=1)
        yield _instruction(_RETURN, _ERRNO | errno.EPERM)
    for name, number in machine.denied.items():
        if name not in needed:
            yield _refuse(number, errno.ENOSYS if name in _ABSENT else errno.EPERM)
    if "socket" in needed:
        yield _only_local_sockets(machine.denied["socket"])
    yield _allow_by_bits(machine.clone, 0, _CLONE_THREAD, when_set=True)
    if not needed:
        for number, argument in machine.open_flags:
            yield _allow_by_bits(number, argument, _OPEN_FOR_WRITING, when_set=False)
    yield _instruction(_RETURN, _ALLOW)


def deny_dangerous_calls(needed: frozenset[str] = frozenset()) -> str:
    """Install the filter for every thread; answers what is active. Needs no-new-privileges set before.

    `needed` are calls of the list that stay allowed, `TOKEN_CALLS`; files may then be written as well.
    """
    machine = _MACHINES.get(os.uname().machine)
    if machine is None:
        return f"none: no table for {os.uname().machine}"
    code = b"".join(_filter(machine, needed))
    program = _Program(len(code) // 8, code)
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.syscall(machine.seccomp, _SET_MODE_FILTER, _FLAG_TSYNC, ctypes.byref(program)) != 0:
        return f"none: {errno.errorcode.get(ctypes.get_errno(), 'refused')}"
    denied = len(machine.denied.keys() - needed)
    return f"filter: {denied} calls refused" + ("" if needed else ", files read-only")
