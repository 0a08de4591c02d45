"""One writer at a time: a lock on a folder that is free again as soon as its holder is gone, however it ended.

It is the system's lock on a file (`fcntl`, or `msvcrt` on Windows), not the file: one that was left by a process that
was killed keeps nobody out. In the file stands the number of the process that holds it, for whoever has to wait.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable
from contextlib import suppress

Waits = Callable[[str], None]  # hears the number of the process that is waited for


def take(place: str, waits: Waits) -> int:
    """Locks the file at a place, which is made where it is missing, and gives the open file. Where another process
    holds it, this one waits. -1 where the other took the file away, or the folder: then try again."""
    with suppress(FileNotFoundError):
        there = os.lstat(place)
        if not stat.S_ISREG(there.st_mode) or there.st_nlink > 1:  # somebody laid it there: no lock of ours
            os.unlink(place)
    try:
        file = os.open(place, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
    except FileNotFoundError:
        return -1
    try:
        try:
            _lock(file, wait=False)
        except (BlockingIOError, PermissionError):
            holder = os.read(file, 20).decode("ascii", "replace")
            waits(holder if holder.isdecimal() else "?")
            _lock(file, wait=True)
        if _is_at(file, place):
            os.ftruncate(file, 0)
            os.lseek(file, 0, os.SEEK_SET)
            os.write(file, str(os.getpid()).encode())
            return file
    except BaseException:
        os.close(file)
        raise
    os.close(file)
    return -1


def leave(file: int, place: str) -> None:
    """Lets go of a lock. Its name goes first: who has waited for it sees by that that it is no more the one."""
    if sys.platform == "win32":  # where nothing goes that is open, here or by whoever waits
        os.close(file)
    with suppress(OSError):
        os.unlink(place)
    if sys.platform != "win32":
        os.close(file)


def _is_at(file: int, place: str) -> bool:
    try:
        return os.path.samestat(os.fstat(file), os.lstat(place))
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int, wait: bool) -> None:
        """Locks an open file, or raises `OSError`: a byte far behind its end, for none can be read that is locked."""
        while True:
            os.lseek(file, 1 << 20, os.SEEK_SET)
            try:
                return msvcrt.locking(file, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
            except OSError as problem:
                if not wait or problem.errno != errno.EDEADLK:  # it gives up after ten seconds
                    raise
            finally:
                os.lseek(file, 0, os.SEEK_SET)

else:
    import fcntl

    def _lock(file: int, wait: bool) -> None:
        """Locks an open file, or raises `OSError`. The lock is this process's alone, and not that of its copies."""
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except OSError as problem:
            if problem.errno not in (errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS):  # a file system without locks
                raise
