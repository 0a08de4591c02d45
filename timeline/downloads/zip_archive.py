"""The whole site in one file, to be carried on a USB stick and opened from there.

The same files give the same archive: in the order of their names, under one folder, without anybody's clock or
rights. (As far as two builds of zlib compress alike; what is unpacked is the same in any case.) What an earlier
archive holds is taken over as it lies there, since packing is most of the work.
"""

from __future__ import annotations

import io
import os
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import islice
from typing import IO, NamedTuple

FOLDER = "site"  # what unpacking makes, wherever that is done
RECIPE = f"archive by zlib {zlib.ZLIB_RUNTIME_VERSION}"  # another one may pack the same otherwise
_LEVEL = 4  # three hundredths more than 6 gives, in little more than half its time
_PACKED = (".png", ".woff2", ".zip")  # smaller they do not become
_AT_ONCE = 500  # files packed before what came of them is written


class Member(NamedTuple):
    """A file as it lies in an archive: `data` is packed, or gives that; `size` and `checksum` are those of the file."""

    method: int
    checksum: int
    size: int
    data: bytes | Callable[[], bytes]


class _Pieces(io.RawIOBase):
    """A file that is handed on piece by piece while it is written: nobody needs to hold all of it."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []
        self.written = 0

    def writable(self) -> bool:
        return True

    def write(self, piece: bytes) -> int:  # type: ignore[override]  # bytes are all that is written here
        self.pieces.append(piece)
        self.written += len(piece)
        return len(piece)

    def tell(self) -> int:
        return self.written

    def taken(self) -> bytes:
        """What was written since this was last asked."""
        taken, self.pieces = b"".join(self.pieces), []
        return taken


def pack(
    paths: Iterable[str], read: Callable[[str], Iterable[bytes]], known: Mapping[str, Member] | None = None
) -> Iterator[bytes]:
    """A ZIP archive (APPNOTE 6.3) of files, in pieces. `read` gives what each holds, in pieces, when its turn comes, to
    several threads; what is `known` of them is not read."""
    from concurrent.futures import ThreadPoolExecutor  # only now: to import it takes as long as to find nothing to do

    waiting = iter(sorted(paths))
    known = known or {}
    made = lambda path: known[path] if path in known else _member(path, read(path))
    packed = _Pieces()
    # zipfile packs one file after the other, and cannot take over what is packed: its headers are used, and its end.
    with zipfile.ZipFile(packed, "w") as archive, ThreadPoolExecutor(os.cpu_count()) as threads:
        while some := list(islice(waiting, _AT_ONCE)):
            yield packed.taken()
            for path, member in zip(some, threads.map(made, some), strict=True):
                entry = zipfile.ZipInfo(f"{FOLDER}/{path}", (1980, 1, 1, 0, 0, 0))
                entry.create_system = 3  # Unix, wherever it is made
                entry.external_attr = 0o100644 << 16
                entry.compress_type, entry.CRC, entry.file_size, held = member
                data = held() if callable(held) else held
                entry.compress_size, entry.header_offset = len(data), packed.tell()
                packed.write(entry.FileHeader())
                packed.write(data)
                archive.filelist.append(entry)
        archive.start_dir = packed.tell()
    yield packed.taken()


def members(archive: IO[bytes]) -> dict[str, Member]:
    """What an archive of ours holds, by path; nothing of one that is damaged. It has to stay open while their data are
    asked for, by one who asks at a time."""
    found: dict[str, Member] = {}

    def data(start: int, length: int) -> bytes:
        archive.seek(start + 26)  # where the local header says how long a name and what follows are
        names = archive.read(4)
        archive.seek(start + 30 + int.from_bytes(names[:2], "little") + int.from_bytes(names[2:], "little"))
        return archive.read(length)

    try:
        with zipfile.ZipFile(archive) as held:
            for entry in held.infolist():
                packed = partial(data, entry.header_offset, entry.compress_size)
                member = Member(entry.compress_type, entry.CRC, entry.file_size, packed)
                found[entry.filename.removeprefix(f"{FOLDER}/")] = member
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError):  # the last of a form zipfile lacks
        return {}
    return found


def _member(path: str, pieces: Iterable[bytes]) -> Member:
    stored = path.endswith(_PACKED)
    press = zlib.compressobj(0 if stored else _LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed, checksum, size = [], 0, 0
    for piece in pieces:
        checksum, size = zlib.crc32(piece, checksum), size + len(piece)
        packed.append(piece if stored else press.compress(piece))
    if not stored:
        packed.append(press.flush())
    return Member(zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED, checksum, size, b"".join(packed))
