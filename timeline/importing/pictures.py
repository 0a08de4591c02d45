"""The pictures of a file from elsewhere: those that lie in a folder are carried over, with what the file says of them.

Nothing is fetched. Of a picture's address only the last part of its path is asked for, and that is looked up among the
names of the ordinary files which lie in the folder that the command line names: no address is ever a path. A file that
is carried is copied to content/media/ under a name of small Latin letters, or found there again by its bytes, so that a
second import, and one that is taken back, name it as the first did.

A picture needs words for those who do not see it, somebody who made it, and a right to be shown. What the file does not
say nobody makes up: the picture stays a link, and is told; only a draft has it with places that are to be filled.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from timeline import files
from timeline.digest import digest_of_file
from timeline.faults.diagnostic import WARNING, Diagnostic, Fault, Span, listed, tell
from timeline.importing import html_to_markdown
from timeline.importing.drafts import Draft, Ids, cut, in_each, slug, tidy
from timeline.importing.timelinejs_reader import Slide
from timeline.importing.tongues import Tongues
from timeline.text import picture_file

FOLDER = "content/media"
_MOST = 20_000  # files of a folder that are looked at
_BEHIND = re.compile(r" \([^()]{1,200}\)$")
_NAMED = 20  # lines that a message names
_TEXTS = {"Alt Text": "alt", "Media Caption": "caption", "Media Credit": "credit"}
# Where a film or a sound is played, by the end of the host's name or of the file's.
_VIDEO = re.compile(
    r"https?://(?:[\w-]+\.)*(?:youtube\.com|youtube-nocookie\.com|youtu\.be|vimeo\.com|dailymotion\.com)(?:[:/?#]|$)"
    r"|[^?#]*\.(?:mp4|m4v|webm|mov|ogv)(?:[?#]|$)",
    re.IGNORECASE,
)
_SOUND = re.compile(
    r"https?://(?:[\w-]+\.)*(?:soundcloud\.com|spotify\.com)(?:[:/?#]|$)"
    r"|[^?#]*\.(?:mp3|m4a|ogg|oga|opus|wav|flac)(?:[?#]|$)",
    re.IGNORECASE,
)
# What one expects to lie in the folder; and what stands for that it does not, among what else a picture may lack.
PICTURE = re.compile(r"\.(?:png|jpe?g|webp|gif|svg|tiff?|bmp|avif|hei[cf])\s*(?:[?#]|$)", re.IGNORECASE)
_ABSENT = ("--media",)


class Shelf:
    """The pictures that may be carried, by their names; and how each is called in content/media/. `licence` is that of
    all of which the file says none; a `draft` has a picture with what is there, be something lacking."""

    def __init__(self, folder: Path | None = None, root: Path | None = None, licence: str = "", draft: bool = False):
        """`folder` is where they lie, `root` the project. Raises `Fault` where there is no such folder."""
        self.licence, self.draft, self.media = licence, draft, root / FOLDER if root else None
        self.opened = folder is not None
        self.copies: dict[str, Path] = {}  # what is carried: by its name in content/media/ the file that it is
        self._names: dict[str, str] = {}  # by digest
        self._free: Ids | None = None
        found = list(_lying_in(folder)) if folder else []
        self._files = {file.name: file for file in found}
        self._alike: dict[str, list[Path]] = {}
        for file in found:
            self._alike.setdefault(_folded(file.name), []).append(file)

    def find(self, address: str) -> Path | None:
        """The file that an address names by the last part of its path; None where there is none, or two in letters of
        another case."""
        try:
            last = re.split(r"[/\\]", urlsplit(address.strip()).path)[-1]  # as Windows writes a path, too
            names = [unquote(last, errors="strict"), last]
        except ValueError:  # no address that anybody could ask for
            return None
        alike = self._alike.get(_folded(names[0]), [])
        return next(filter(None, map(self._files.get, names)), alike[0] if len(alike) == 1 else None)

    def named(self, file: Path, ending: str, letters: Mapping[str, str]) -> str:
        """The name of a picture in content/media/: that under which its bytes lie there, else a new one."""
        with file.open("rb") as stream:
            own = digest_of_file(stream, picture_file.MOST_BYTES)
        if self._free is None:
            there = list(_lying_in(self.media)) if self.media and self.media.is_dir() else []
            for known in there:
                with known.open("rb") as stream:
                    self._names.setdefault(digest_of_file(stream, picture_file.MOST_BYTES), known.name)
            self._free = Ids(known.stem for known in there)
        if own not in self._names:
            self._names[own] = f"{self._free.new(slug(file.stem, letters) or 'picture')}.{ending}"
        return self._names[own]


NOTHING = Shelf()


def _lying_in(folder: Path) -> Iterator[Path]:
    """The ordinary files of a folder, in the order of their names: no link, and nothing that is in another folder."""
    try:
        names = sorted(os.listdir(folder))
    except OSError as problem:
        message = tell("the folder cannot be read: {problem}", problem=problem.strerror or problem)
        help = tell("name the folder in which the pictures lie")
        raise Fault(Diagnostic("unreadable", message, Span("--media"), help)) from None
    if len(names) > _MOST:
        message = tell("the folder holds more than {most} files", most=f"{_MOST:,}")
        help = tell("name the folder in which the pictures lie")
        raise Fault(Diagnostic("too-many", message, Span("--media"), help))
    return (folder / name for name in names if not files.leftover(name) and files.plain(folder / name))


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


class Carried(NamedTuple):
    """A slide's picture as `media` has one; nothing where it stays a link, for what it `lacks` if for that alone.
    `told` says whether it is one that could be carried, of which all is said then."""

    media: Mapping[str, Any] | None = None
    lacks: tuple[str, ...] = ()
    told: bool = True


def carried(slide: Slide, language: str, tongues: Tongues, shelf: Shelf, faults: list[Diagnostic]) -> Carried:
    """What becomes of a slide's picture; what is wrong with it, or is lost, joins the faults."""
    url = slide.get("Media")
    plays = "video" if _VIDEO.match(url) else "sound" if _SOUND.match(url) else ""
    column = "Media Thumbnail" if plays else "Media"
    file = shelf.find(slide.get(column))
    if file is None:
        return Carried(told=False, lacks=_ABSENT if shelf.opened and PICTURE.search(slide.get(column)) else ())
    try:
        ending = _ending(file)
    except (OSError, picture_file.PictureError) as problem:
        said = getattr(problem, "message", None) or getattr(problem, "strerror", None) or str(problem)
        message = tell("the picture `{file}` is not carried over: {problem}", file=file.name[:60], problem=said)
        help = getattr(problem, "help", "") or tell("look at the name of the file, and at its permissions")
        faults.append(Diagnostic("not-carried", message, slide.place(column), help, severity=WARNING))
        return Carried()
    lost: list[Diagnostic] = []
    texts = {field: _text(slide, column, field, lost) for column, field in _TEXTS.items()}
    if slide.get("EDTF") and slide.get("Media Licence"):  # a file of ours, where its name stands behind the credit
        texts["credit"] = _BEHIND.sub("", texts["credit"])
    licence = slide.get("Media Licence") or shelf.licence
    lacks = [column for column, field in _TEXTS.items() if field != "caption" and not texts[field]]
    lacks += [] if licence else ["--licence"]
    if lacks and not shelf.draft:
        return Carried(lacks=tuple(lacks))
    faults += lost
    name = shelf.named(file, ending, tongues.letters(language))
    shelf.copies[name] = file
    caption = {"caption": {language: texts["caption"]}} if texts["caption"] else {}
    return Carried(
        {
            "file": name,
            "alt": in_each(tongues.codes, language, texts["alt"]),
            **caption,
            "credit": in_each(tongues.codes, language, texts["credit"]),
            "licence": licence or None,
            "sources": None,
            **({plays: html_to_markdown.address(url)} if plays else {}),
        }
    )


def _text(slide: Slide, column: str, field: str, faults: list[Diagnostic]) -> str:
    """A cell as plain text."""
    text, found = cut(tidy(html_to_markdown.plain(slide.get(column))), field, slide.place(column))
    if html_to_markdown.links(slide.get(column)):
        message = tell("{lost} in `{name}`: not carried over", lost="`<a>`", name=column)
        help = tell("what is said of a picture is plain text; its source can have the address")
        found.append(Diagnostic("not-carried", message, slide.place(column), help, severity=WARNING))
    faults += found
    return text


def _ending(file: Path) -> str:
    """How the name of a picture is to end, by what its file truly is. Raises `PictureError`."""
    with file.open("rb") as stream:
        raw = stream.read(picture_file.MOST_BYTES + 1)
    if len(raw) > picture_file.MOST_BYTES:
        raise picture_file.PictureError(
            tell("the file has more than {limit} bytes", limit=f"{picture_file.MOST_BYTES:,}")
        )
    kind = picture_file.read(raw).kind
    return next(ending for ending, of in picture_file.SUFFIXES.items() if of == kind)


def lacking(rows: Iterable[Draft]) -> Iterator[Diagnostic]:
    """What is to be said of pictures that stay links because something of them is not said: once for all that lack the
    same."""
    found: dict[tuple[str, ...], list[Draft]] = {}
    for row in rows:
        if row.lacks:
            found.setdefault(row.lacks, []).append(row)
    for names, of in found.items():
        lines = [f"{row.place.line}" for row in of[:_NAMED]]
        number, where = f"{len(of):,}", ", ".join(lines) + (" …" if len(of) > _NAMED else "")
        if names == _ABSENT:
            message = tell(
                "pictures of whose name no file lies in the folder: {number} (lines: {lines})",
                number=number,
                lines=where,
            )
            help = tell("put each there itself, under the name that its address ends in, in the same letters")
        else:
            message = tell(
                "pictures that are not carried over: {number} (lines: {lines}); what is not said of them: {names}",
                names=listed(names),
                number=number,
                lines=where,
            )
            help = tell("say it in the file; with `--draft` they are carried over, and what lacks is filled in there")
            if "--licence" in names:
                help = tell(
                    "say it in the file, or a licence of all of them with `--licence CC-BY-4.0`; with `--draft` they "
                    "are carried over, and what lacks is filled in there"
                )
        yield Diagnostic("not-carried", message, of[0].place, help, severity=WARNING)


def resting(data: Mapping[str, Any], sources: Sequence[Mapping[str, str]]) -> Mapping[str, Any]:
    """An event's fields, its pictures resting on what the event rests on: the file that it is from."""
    return {**data, "media": [{**picture, "sources": sources} for picture in data.get("media") or []]}


def as_there(data: Mapping[str, Any], there: object) -> Mapping[str, Any]:
    """An event's fields with its pictures called as those of the event that was made of them: a picture that was
    exchanged since has other bytes, and would get a name of its own."""
    media, known = data.get("media") or [], list(used(there))
    if len(media) != len(known):
        return data
    same = zip(media, known, strict=True)
    return {**data, "media": [{**picture, "file": name} for picture, name in same]}


def used(data: object) -> Iterator[str]:
    """The names of all files that a record shows, be it faulty."""
    if isinstance(data, list):
        for item in data:
            yield from used(item)
    elif isinstance(data, Mapping):
        media = data.get("media")
        named = [one.get("file") for one in media if isinstance(one, Mapping)] if isinstance(media, list) else []
        yield from (name for name in named if isinstance(name, str))
        for value in data.values():
            yield from used(value)
