"""The whole site in one file, to be carried on a USB stick and opened from there.

The same files give the same archive: in the order of their names, under one folder, without anybody's clock or
rights. (As far as two builds of zlib compress alike; what is unpacked is the same in any case.)
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable

FOLDER = "site"  # what unpacking makes, wherever that is done
_LEVEL = 4  # three hundredths more than 6 gives, in little more than half its time
_PACKED = (".png", ".woff2", ".zip")  # smaller they do not become


def pack(paths: Iterable[str], read: Callable[[str], bytes]) -> bytes:
    """A ZIP archive of files, each read when its turn comes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path in sorted(paths):
            entry = zipfile.ZipInfo(f"{FOLDER}/{path}", (1980, 1, 1, 0, 0, 0))
            entry.create_system = 3  # Unix, wherever it is made
            entry.external_attr = 0o100644 << 16
            entry.compress_type = zipfile.ZIP_STORED if path.endswith(_PACKED) else zipfile.ZIP_DEFLATED
            archive.writestr(entry, read(path), compresslevel=_LEVEL)
    return packed.getvalue()
