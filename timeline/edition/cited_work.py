"""What is cited: a work, be it a source or a page of the timeline itself, in the words of an edition.

It is all that a citation, a bibliography and a page's head say of one; how they say it is theirs.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from timeline.edition import bibliographic_types as types
from timeline.text import edtf, identifiers


class Name(NamedTuple):
    family: str  # or the whole of a name that is not parted
    given: str = ""

    @property
    def spoken(self) -> str:
        return f"{self.given} {self.family}".strip()


class Work(NamedTuple):
    """What a citation, a bibliography and a page's head say of an event or a source, in an edition's language."""

    id: str
    type: str  # its bibliographic type, or that of a page of the timeline
    title: str  # as it stands on the work: in the work's own language
    translation: str  # of the title, where that is in another language than the edition
    described: bool  # the title is our own words, in brackets, for a work that has none
    authors: tuple[Name, ...]
    container: str  # what it is part of: the site, the paper, the book, the papers that it is kept with
    publisher: str  # who published it, where it is part of nothing; of a page of the site, who publishes that
    date: edtf.Date | None  # of its publication; a page's own is that of its version
    language: str
    direction: str  # of its language; empty where that is none of the site's
    address: str
    archived: str
    abstract: str
    form: str = ""  # its kind, in words
    editors: tuple[Name, ...] = ()  # of the work, or of the book that it stands in
    translators: tuple[Name, ...] = ()
    edition: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""  # `12-15, 20`
    place: str = ""  # of its publication
    repository: str = ""
    shelfmark: str = ""
    isbn: str = ""
    doi: str = ""

    @property
    def own(self) -> bool:
        """Whether its title is in the edition's language."""
        return self.described or not self.translation

    @property
    def dated(self) -> edtf.Date | None:
        """Its date, where anything is known of that."""
        return self.date if self.date and self.date.points else None

    @property
    def by_itself(self) -> bool:
        """Whether its only author is what it is part of or published by."""
        return [name.spoken for name in self.authors] == [self.container or self.publisher]

    @property
    def link(self) -> str:
        """Where a reader is sent: the address that a DOI promises, its own, or the copy that was kept."""
        return (identifiers.doi_address(self.doi) if self.doi else "") or self.address or self.archived

    @property
    def numbered(self) -> bool:
        """Whether it stands in a periodical, of which more is known than the name."""
        serial = self.type == types.JOURNAL or self.volume or self.issue or self.pages
        return bool(self.type in types.PERIODICAL and self.container and serial)

    @property
    def in_a_book(self) -> bool:
        return self.type in types.IN_BOOKS and bool(self.container)

    @property
    def papers(self) -> str:
        """What it is kept with, where an archive keeps it."""
        kept = (self.repository or self.shelfmark) and self.type not in (types.PARTS | types.WHOLE | types.DESIGNATED)
        return self.container if kept else ""

    @property
    def led(self) -> bool:
        """Whether its editors stand where authors would."""
        return bool(self.editors) and not self.authors and not self.in_a_book


def spaced(given: str) -> str:
    """`J.M.` as `J. M.`"""
    return re.sub(r"(?<=\w\.)(?=\w)", " ", given)
