"""What stands around the subject of a page: its name and its other forms, and the frame that an edition's pages share.

Values of one language, as those of records are (`views`); what a page shows is its subject, a view of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from timeline.edition.views import Body, Cite, Licence, Link, Prose, Publisher, Text, Words


class Alternate(NamedTuple):
    """The same page in an edition, this one's own included; there are none where there is one edition alone. Not
    `exact` is the front page of an edition that does not have the page yet."""

    lang: str
    dir: str
    name: str
    path: str
    exact: bool = True


class Meta(NamedTuple):
    """A line of `<meta>` for machines that read a page's head; `name` as its vocabulary has it: `DC.title`."""

    name: str
    content: str


class Offer(NamedTuple):
    """The same in another form, as `<link rel="alternate">` offers it: a feed, an embedding."""

    type: str
    title: str
    path: str
    whole: bool = False  # whoever reads it knows whole addresses only


class Snippet(NamedTuple):
    """Code that shows a page within another site's, in one of the languages."""

    lang: str
    name: str  # of the language
    code: str


class Growth(NamedTuple):
    """That an edition is growing and how far it is, in words; and the front page of a whole one."""

    said: str
    whole: Alternate


class Shared(NamedTuple):
    """A picture for where a page is shared, and what is seen in it."""

    path: str
    width: int
    height: int
    alt: str


class Page(NamedTuple):
    """Everything that belongs to one page alone. `up` leads from it to the site's root."""

    path: str
    up: str
    title: str
    description: str
    alternates: tuple[Alternate, ...]
    section: str  # the navigation's entry that it belongs to
    subject: object
    card: str = ""  # the card that is drawn of it, for where it is shared
    picture: Shared | None = None  # without a card, a picture that it shows; without one, the edition's
    repository: tuple[Link, ...] = ()  # whole addresses: where its file is kept, and where a mistake is told
    meta: tuple[Meta, ...] = ()
    offers: tuple[Offer, ...] = ()  # besides those of its edition
    cite: Cite | None = None
    linked: Prose | None = None  # JSON-LD, escaped for where it stands in the page
    embeds: tuple[Snippet, ...] = ()
    parallel: str = ""  # the page that shows the same in all languages side by side

    @property
    def borrows(self) -> bool:
        """Whether what it shows holds a text of another language for want of a translation."""
        return _borrows(self.subject)

    @property
    def same(self) -> tuple[Alternate, ...]:
        """Its alternates that are this very page in another language."""
        return tuple(other for other in self.alternates if other.exact)


def _borrows(shown: object) -> bool:
    if isinstance(shown, Text):
        return not shown.own
    if isinstance(shown, Body) and shown.lang:
        return True
    return isinstance(shown, Sequence) and not isinstance(shown, str) and any(map(_borrows, shown))


class Vocabulary:
    """The interface's words, or other texts, by name: attributes, so that a template's `words.topics` is short.

    No dict: a word called `items` or `keys` would answer with the method.
    """

    def __init__(self, words: dict[str, str]):
        self.__dict__.update(words)

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> str: ...

    def __repr__(self) -> str:
        return f"Vocabulary({self.__dict__!r})"


class Frame(NamedTuple):
    """What all pages of an edition share. Whatever stands here remakes every page when it changes."""

    lang: str
    dir: str
    title: Words
    tagline: Words
    rights: Words
    address: str
    base: str  # the path at which the address has the site's root: `/`, `/timeline/`
    styles: Vocabulary  # the paths of the stylesheets by name; `site` is for all pages
    scripts: Vocabulary  # the paths of templates/js/ by name
    policy: str  # Content-Security-Policy
    home: str
    events: str
    standings: str
    about: Link | None
    nav: tuple[Link, ...]
    sections: tuple[Link, ...]  # what a page can belong to, in the navigation or not
    quotation: tuple[str, str]
    words: Vocabulary
    meanings: Vocabulary  # of the standings, a sentence each
    card: str = ""  # the edition's picture for where its pages are shared
    licence: Licence | None = None
    publisher: Publisher | None = None
    credit: str = ""  # how whoever uses something says whose it is
    offers: tuple[Offer, ...] = ()
    ways: tuple[Link, ...] = ()  # at the foot of each page: what there is besides
    follow: tuple[Link, ...] = ()  # likewise: feeds and calendars
    editions: tuple[Frame, ...] = ()  # on a page that belongs to none: theirs, in the order of its columns
    record: str = ""  # the whole record
    numerals: str = "latin"  # of the numbers that a browser writes on paper
    selection: str = ""  # the page of a reader's own selection
    digits: str = "0123456789"  # the language's own, for numbers that a script writes
    growing: Growth | None = None  # where the edition is still being written


class Plate(NamedTuple):
    """What all cards of an edition share: little, so that little draws them anew."""

    lang: str
    dir: str
    fonts: str  # the digest of the fonts
