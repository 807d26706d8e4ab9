"""Limits a worker sets on itself: memory, no network, and dying with its server."""

from __future__ import annotations

import ctypes
import platform
import resource
import signal
import struct
import sys

_PR_SET_PDEATHSIG = 1
_PR_SET_NO_NEW_PRIVS = 38
_PR_SET_SECCOMP = 22
_FILTER_MODE = 2
_LOAD, _JUMP_IF_EQUAL, _RETURN = 0x20, 0x15, 0x06
_ALLOW, _DENY = 0x7FFF0000, 0x00050000 | 13  # EACCES
_AF_UNIX = 1
#: By machine: the audit architecture, and the numbers of socket() and io_uring_setup().
_MACHINES = {"x86_64": (0xC000003E, 41, 425), "aarch64": (0xC00000B7, 198, 425)}


class _Program(ctypes.Structure):
    """A filter for the kernel: the number of its instructions and where they are."""

    _fields_ = [("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p)]


def limit_memory(size: int) -> None:
    """Cap private memory at `size` bytes: an allocation beyond it ends the process. No core files."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_DATA, (size, size))


def die_with_parent() -> None:
    """Be killed when the server dies, even in the middle of a query."""
    if sys.platform == "linux":
        _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def no_network() -> bool:
    """Have the kernel refuse every socket but local ones, for good; whether it could be done here.

    The engine has no switch against SERVICE and LOAD. They are refused by its parser first
    (`communique.graph.sparql`); this holds should that ever be got round.
    """
    machine = _MACHINES.get(platform.machine())
    if sys.platform != "linux" or machine is None:
        return False
    program = _socket_filter(*machine)
    fprog = _Program(len(program) // 8, program)
    return _prctl(_PR_SET_NO_NEW_PRIVS, 1) and _prctl(_PR_SET_SECCOMP, _FILTER_MODE, ctypes.byref(fprog))


def _socket_filter(architecture: int, socket: int, io_uring: int) -> bytes:
    """The filter: other architectures' calls, io_uring, and sockets that are not local are denied."""
    code = [
        (_LOAD, 0, 0, 4),
        (_JUMP_IF_EQUAL, 0, 6, architecture),
        (_LOAD, 0, 0, 0),
        (_JUMP_IF_EQUAL, 4, 0, io_uring),
        (_JUMP_IF_EQUAL, 0, 2, socket),
        (_LOAD, 0, 0, 16),
        (_JUMP_IF_EQUAL, 0, 1, _AF_UNIX),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _DENY),
    ]
    return b"".join(struct.pack("=HBBI", *instruction) for instruction in code)


def _prctl(option: int, value: object, more: object = 0) -> bool:
    """Whether the kernel took it."""
    call = ctypes.CDLL(None, use_errno=True).prctl
    return bool(call(option, value, more, 0, 0) == 0)
