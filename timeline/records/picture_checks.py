"""What is wrong between the pictures that records show and the files of content/media/."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from timeline.faults.diagnostic import ERROR, WARNING, Diagnostic, Span, tell
from timeline.faults.near import near, nearest, offer
from timeline.records import media
from timeline.records.content import Folder
from timeline.records.pictures import placed
from timeline.records.validate import Entry
from timeline.records.yaml_file import Path


def faults(entry: Entry[Any], folder: Folder) -> Iterator[Diagnostic]:
    """What is wrong with the pictures of a record: their files, their addresses on the page."""
    for at, pictures in placed(entry.record):
        seen = {str(n) for n, picture in enumerate(pictures, 1) if not picture.id}  # it goes by its number
        for n, picture in enumerate(pictures):
            path = (*entry.at, *at, n)
            yield from _file(picture.file, entry, (*path, "file"), folder)
            if picture.id and picture.id in seen:
                message = tell("two of the {several} have the id `{id}`", several=tell("pictures"), id=picture.id)
                help = tell("give each its own; it is the address of the passage")
                yield Diagnostic("duplicate-id", message, entry.file.span((*path, "id")), help)
            seen |= {picture.id} if picture.id else set()


def _file(name: str, entry: Entry[Any], path: Path, folder: Folder) -> Iterator[Diagnostic]:
    """A file that a record names and that is not there. One that has a fault of its own is told of once, there."""
    if name in folder.media or name in {media.better(other) for other, known in folder.media.items() if not known}:
        return
    bare = re.split(r"[/\\]", re.split("[?#]", name, maxsplit=1)[0])[-1]
    help: str = offer(meant) if (meant := _meant(name, folder)) else ""
    if not help and (right := media.better(bare)) and right != name:  # under that name it could not lie there
        help = tell("put it into `content/media/` as `{name}`, and write that here", name=right)
    help = help or near(name, folder.media)
    if not help and not media.fits(name):
        help = tell("write the whole name of a file in `content/media/`, such as `sundial-1206.jpg`")
    yield Diagnostic(
        "unknown-picture",
        tell("there is no picture `{name}` in `content/media/`", name=name[:60]),
        entry.file.span(path),
        help or tell("put it there, under that name"),
    )


def _meant(name: str, folder: Folder) -> str:
    """The file that is likely meant by the name of none."""
    bare = name.rpartition("/")[2].lower()
    same = next((other for other in folder.media if bare in (other.lower(), other.rpartition(".")[0].lower())), "")
    return same or nearest(name, folder.media)


def unused(folder: Folder) -> Iterator[Diagnostic]:
    """The files that nothing shows. As long as a record cannot be read, it may be the one that does."""
    records = [*(file for kind in folder.records.values() for file in kind.values()), *folder.drafts.values()]
    if not folder.media or not all(file.readable for file in records):
        return
    shown = {name for file in records for name in _files(file.data)}
    shown |= {_meant(name, folder) for name in shown if name not in folder.media}
    for name, known in folder.media.items():
        if known and name not in shown:
            yield Diagnostic(
                "unused-picture",
                tell("no record shows the picture `{name}`, so it is not published", name=name),
                Span(known.path),
                tell("name it under `media:` of an event, a source or a path's step, or take it away"),
                severity=WARNING,
            )


def too_large(folder_media: Sequence[media.Media]) -> Iterator[Diagnostic]:
    """The pictures that no page can be asked to load as they are, where nothing here makes them smaller."""
    for known in folder_media:
        if known.too_large:
            yield Diagnostic(
                "large-picture",
                tell(
                    "the picture has {bytes} bytes and {width} by {height} pixels, and `Pillow`, which would make it "
                    "smaller, is not installed",
                    bytes=f"{known.bytes:,}",
                    width=f"{known.width:,}",
                    height=f"{known.height:,}",
                ),
                Span(known.path),
                tell(
                    "`python3 build.py --pictures` installs it; or save the picture with at most {most} bytes and "
                    "1600 pixels in width",
                    most=f"{media.MOST_BYTES:,}",
                ),
                severity=ERROR,
            )


def _files(data: object) -> Iterator[str]:
    """The names under `file:` of all `media:` in a record as it was read, faulty as it may be."""
    if not isinstance(data, dict):
        return
    pictures = data.get("media")
    for picture in pictures if isinstance(pictures, list) else ():
        if isinstance(picture, dict) and isinstance(name := picture.get("file"), str):
            yield name
    steps = data.get("steps")
    for step in steps if isinstance(steps, list) else ():
        yield from _files(step)
