"""The pictures that records show, as files of the site: each once for all languages, in the sizes that pages ask for.

What no record shows is not published. A file is read when it is made, so that no more than one is in memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from timeline import files
from timeline.digest import digest
from timeline.drawing import picture_sizes
from timeline.edition import page_views, views
from timeline.edition.views import Picture, PictureSize
from timeline.faults.diagnostic import Diagnostic, Fault, Span, tell
from timeline.pages.page_maker import More
from timeline.records import pictures
from timeline.records.media import Media
from timeline.records.timeline import Timeline
from timeline.target import Target
from timeline.text import picture_file

_SMALL = 320  # pixels of the width of a picture that stands beside an event in a list


def shown(timeline: Timeline) -> dict[str, Media]:
    """The pictures that a timeline's records show, in the sizes in which the site has them."""
    entries = (entry for kind in timeline.kinds.values() for entry in kind.values())
    named = {name for entry in entries for name in pictures.files(entry.record)}
    there = {name: media for name, media in timeline.media.items() if name in named}
    if not (recipe := picture_sizes.recipe()):
        return there
    sizes = {name: picture_sizes.sizes(media.width, media.height) for name, media in there.items()}
    return {name: media.resized(recipe, sizes[name], "webp") for name, media in there.items()}


def shared(pictures: Sequence[Picture]) -> More:
    """The first of a page's pictures, for where that is shared."""
    if not pictures:
        return {}
    first = pictures[0]
    return {"picture": page_views.Shared(first.path, first.width, first.height, views.plain(first.alt))}


def thumbnail(timeline: Timeline, id: str) -> PictureSize | None:
    """What a list shows of an event: its first picture, where that is there in a size that a list may ask for."""
    shown = timeline.events[id].record.media
    size = timeline.media[shown[0].file].sizes[0] if shown else None
    return PictureSize(*size) if size and size.width <= _SMALL else None


def targets(media: Mapping[str, Media], root: Path) -> Iterator[Target]:
    """The files of some pictures; `root` is the project's."""
    for one in media.values():
        for size in one.sizes:
            # Its name tells its content and its recipe, which is all that it is made of.
            yield Target(size.path, data=partial(_made, root, one, size.width, size.height), key=digest(size.path))


def _made(root: Path, media: Media, width: int, height: int) -> bytes:
    place = root / media.path
    try:
        raw = place.read_bytes() if files.plain(place) else b""
    except OSError:
        raw = b""
    if digest(raw) != media.digest:
        message = tell("the picture changed while the site was made")
        raise Fault(Diagnostic("bad-picture", message, Span(media.path), tell("run the build again")))
    if not picture_sizes.installed():
        return picture_file.read(raw).bare
    try:
        return picture_sizes.webp(raw, width, height)
    except ValueError as problem:
        message = tell("the picture cannot be decoded: {problem}", problem=str(problem)[:200])
        raise Fault(Diagnostic("bad-picture", message, Span(media.path), picture_file.ANEW)) from None
