"""A file of the site, still to be made: its path, and all that it may be made from.

Most are a template with its `Page` and its `Frame`. The rest is data: bytes as they are, or a function
that works them out when somebody asks, since an export may have to read every event; all at once, or in pieces.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, cast

if TYPE_CHECKING:
    from timeline.edition import page_views

Data = bytes | Callable[[], bytes | Iterable[bytes]]


class Files(NamedTuple):
    """Files of the site that are made already: what each holds, in pieces, and how many bytes that is."""

    pieces: Callable[[str], Iterable[bytes]]
    size: Callable[[str], int]


class Target:
    """A file of the site. `template` makes it of `page` and `frame`; without one it is its `data` as it is.

    What is given as a function is worked out when it is first asked for. `key` is the digest of what `page` or `data`
    reads, where that is known beforehand: while it stays, nobody needs to ask. `files` are the content files that it
    comes from, besides those of the records that it leads to; `alternates` the page's other editions, or gives them by
    its path; `event` is the id of the event that it is about alone, whose key may be given as all events' keys.
    `shows` are files of the site that a drawing names and holds itself: those that `page` may name, each by its path,
    which says what is in it.
    """

    __slots__ = ("_alternates", "_key", "_made", "_source", "event", "files", "frame", "path", "shows", "template")

    def __init__(
        self,
        path: str,
        template: str = "",
        page: page_views.Page | Callable[[], page_views.Page] | None = None,
        frame: page_views.Frame | page_views.Plate | None = None,
        data: Data = b"",
        files: Collection[str] = (),
        key: str | Callable[[], str] | Mapping[str, str] = "",
        alternates: tuple[page_views.Alternate, ...] | Callable[[str], tuple[page_views.Alternate, ...]] = (),
        event: str = "",
        shows: Sequence[Target] = (),
    ):
        self.path, self.template, self.frame, self.files, self.shows = path, template, frame, files, shows
        self._key, self._alternates, self.event = key, alternates, event
        self._source = page if template else data
        self._made: page_views.Page | None = None

    @property
    def key(self) -> str:
        if callable(self._key):
            self._key = self._key()
        return self._key if isinstance(self._key, str) else self._key[self.event]

    @property
    def alternates(self) -> tuple[page_views.Alternate, ...]:
        return self._alternates(self.path) if callable(self._alternates) else self._alternates

    @property
    def page(self) -> page_views.Page | None:
        if not self.template:
            return None
        if self._made is None:
            self._made = cast("page_views.Page", self._source() if callable(self._source) else self._source)
        return self._made

    @property
    def data(self) -> bytes:
        return b"".join(self.pieces())

    def pieces(self) -> Iterable[bytes]:
        """The data, a piece after the other."""
        made = self._source() if callable(self._source) else self._source
        return (made,) if isinstance(made, bytes) else cast("Iterable[bytes]", made)

    def forget(self) -> None:
        """Lets go of the page that was worked out: whoever asks again works it out again."""
        self._made = None
