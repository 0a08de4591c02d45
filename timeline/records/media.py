"""The files of content/media/: pictures that records show, known by their heads alone.

What is read here is what a page has to know: what a file is, how large, and by which digest a browser may keep it. Its
bytes are let go at once, and read again by whoever makes the files of the site.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from timeline import addresses, files
from timeline.digest import digest
from timeline.faults.diagnostic import ERROR, WARNING, Diagnostic, Span, tell
from timeline.records.field_types import SLUG
from timeline.text import picture_file

FOLDER = "media"
LONGEST = 100  # characters of a name
# What a page can be asked to load as it is, where nothing makes it smaller.
MOST_BYTES, MOST_PIXELS = 400_000, 4_000_000


class Size(NamedTuple):
    """A picture as the site has it in one size; `path` from the site's root."""

    path: str
    width: int
    height: int


class Media(NamedTuple):
    """A file of content/media/: `width` and `height` as it is shown. `sizes` are those that the site has, the
    narrowest first: as it is read here the one of the file itself; `type` is what kind of file these are."""

    file: str
    path: str  # from the project's root
    digest: str
    bytes: int
    width: int
    height: int
    sizes: tuple[Size, ...]
    type: str

    @property
    def largest(self) -> Size:
        return self.sizes[-1]

    def resized(self, by: str, sizes: tuple[tuple[int, int], ...], suffix: str) -> Media:
        """The same in other sizes, made by a recipe of that name: another recipe gives other addresses."""
        name, known = self.file.rpartition(".")[0], digest(self.digest, by)
        made = (Size(addresses.picture(name, known, width, suffix), width, height) for width, height in sizes)
        return self._replace(sizes=tuple(made), type=f"image/{suffix}")

    @property
    def too_large(self) -> bool:
        """Whether no page can be asked to load it as it is."""
        return self.bytes > MOST_BYTES or self.width * self.height > MOST_PIXELS


def read(name: str, path: str, raw: bytes) -> tuple[Media | None, list[Diagnostic]]:
    """A file of the folder: its name, its path and its bytes -> what is known of it, or what is wrong with it."""
    if len(raw) > picture_file.MOST_BYTES:
        message = tell("the file has more than {most} bytes", most=f"{picture_file.MOST_BYTES:,}")
        return None, [Diagnostic("large-picture", message, Span(path), picture_file.SMALLER)]
    try:
        found = picture_file.read(raw)
    except picture_file.PictureError as fault:
        return None, [Diagnostic(fault.code, fault.message, Span(path), fault.help)]
    stem, _, suffix = name.rpartition(".")
    if picture_file.SUFFIXES[suffix] != found.kind:
        true = {"jpeg": "jpg"}.get(found.kind, found.kind)
        kind = picture_file.NAMES[found.kind]
        message = tell("this is a file of the kind `{kind}`, whatever its name says", kind=kind)
        help = tell("call it `{name}`, here and where it is used", name=f"{stem}.{true}")
        return None, [Diagnostic("bad-picture", message, Span(path), help)]
    media = Media(
        file=name,
        path=path,
        digest=digest(raw),
        bytes=len(raw),
        width=found.width,
        height=found.height,
        sizes=(),
        type="",
    )
    same = media.resized("", ((found.width, found.height),), "jpg" if found.kind == "jpeg" else found.kind)
    return same._replace(type=f"image/{found.kind}"), []


def named(name: str, place: str, path: str) -> Iterator[Diagnostic]:
    """What is wrong with what something in the folder is called; `place` is where it lies, `path` what people know it
    by."""
    if os.path.isdir(place):
        message = tell("nothing reads `{name}` here", name=name)
        yield Diagnostic(
            "unexpected-file",
            message,
            Span(path),
            tell("files here lie side by side: move those of `{name}` up", name=name),
            severity=ERROR if any(_picture(inner) for inner, _ in files.walk(place)) else WARNING,
        )
    elif files.device(name):
        message = tell("no file can be called `{name}` on Windows", name=name)
        yield Diagnostic("bad-picture-name", message, Span(path), tell("give it another name"))
    elif not fits(name):
        if name.lower().endswith(".svg"):
            svg = picture_file.no_svg()
            yield Diagnostic(svg.code, svg.message, Span(path), svg.help)
        elif not _picture(name):
            message = tell("`{name}` is no picture: those here end in `.png`, `.jpg`, `.jpeg` or `.webp`", name=name)
            yield Diagnostic("bad-picture-name", message, Span(path), tell("save it as one of these, or move it away"))
        else:
            message = tell("`{name}` cannot be the name of a picture, because it becomes an address", name=name)
            help = tell("use small Latin letters, digits and single hyphens: `sundial-1206.jpg`")
            if right := better(name):
                help = tell("call it `{name}`, here and where it is used", name=right)
            yield Diagnostic("bad-picture-name", message, Span(path), help)


def better(name: str) -> str:
    """The name that a file could have which has a wrong one; nothing where there is no letter in it to make one of."""
    stem, _, suffix = name.rpartition(".")
    plain = unicodedata.normalize("NFKD", stem.lower()).encode("ascii", "ignore").decode()
    right = re.sub("[^a-z0-9]+", "-", plain).strip("-")[: LONGEST - 5].strip("-")
    return f"{right}.{suffix.lower()}" if right and _picture(name) else ""


def fits(name: str) -> bool:
    """Whether a picture can have a name."""
    stem, _, suffix = name.rpartition(".")
    return len(name) <= LONGEST and SLUG.fullmatch(stem) is not None and suffix in picture_file.SUFFIXES


def _picture(name: str) -> bool:
    return name.rpartition(".")[2].lower() in picture_file.SUFFIXES
