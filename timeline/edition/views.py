"""What a template may see: small frozen values in one language, and nothing that could lead elsewhere.

Here are those of records and of what stands around every page; what one kind of page shows lies beside its maker.
Views are made of text, numbers, booleans, None, tuples and other views only, so that the `repr` of a view says
everything a page depends on, and the same content has the same `repr` on any machine.
Named tuples rather than dataclasses: making fifty of those takes a tenth of a whole build.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple, Protocol, Self

from markupsafe import Markup, escape

_ISOLATED = re.compile("<bdi[^>]*>(.*?)</bdi>")


class Mixed(str):
    """A text with words of another direction in it: text to whoever handles it, and HTML with those
    isolated (`bidi`) where a template prints it. In an attribute it is `plain`."""

    __slots__ = ("markup",)
    markup: str

    def __new__(cls, text: str, markup: str) -> Self:
        self = super().__new__(cls, text)
        self.markup = markup
        return self

    def __html__(self) -> str:
        return Markup(self.markup)

    def __repr__(self) -> str:  # a page's key: the text and where it is isolated
        return f"Mixed({self.markup!r})"


class Text(NamedTuple):
    """A text that stands in another language than its page, for want of a translation."""

    value: str
    lang: str
    dir: str
    own: bool = False  # it is to stand so, as a source's title does, and wants no translation

    def __html__(self) -> str:
        return Markup('<span lang="{}" dir="{}">{}</span>').format(self.lang, self.dir, self.value)

    def __str__(self) -> str:
        return self.value


Words = str | Text

# The first word of a text as HTML has it: what opens before it (elements, brackets, quotation marks, signs of
# direction), then its letters. `eBay` keeps its own capital; what begins with a digit, with `@` or with a dot has no
# first letter.
_FIRST_WORD = re.compile(
    r"""((?:<[^>]*>|&\#3[49];|[\s"'“”‘’«»‹›„‚(\[¿¡\u200e\u200f\u061c\u2066-\u2069])*)"""
    r"([^\W\d_]+)(?![\w@]|[.:/][\w/])"
)


class Prose(NamedTuple):
    """Safe HTML. `lang` and `dir` are set where it stands in another language than its page."""

    markup: str
    lang: str = ""
    dir: str = ""

    def __html__(self) -> str:
        return self.markup


class Paragraph(NamedTuple):
    """A paragraph, a list or the like, with an address of its own; parted behind its last word."""

    id: str
    before: Prose
    after: Prose


class Body(NamedTuple):
    """An event's text, block by block. `lang` and `dir` are set where it stands in another language than its page."""

    blocks: tuple[Paragraph, ...]
    lang: str = ""
    dir: str = ""

    @property
    def markup(self) -> str:
        return "\n".join(block.before.markup + block.after.markup for block in self.blocks)


class Licence(NamedTuple):
    name: Words
    address: str
    spdx: str


class Publisher(NamedTuple):
    """Who answers for the site; `corrections` is where one writes to them, `mailbox` what that is called if it is an
    e-mail address."""

    name: Words
    address: str
    corrections: str
    mailbox: str


class Link(NamedTuple):
    text: Words
    path: str


class Dated(NamedTuple):
    """A date in words; `machine` for `<time>`, `other` with the language's other month names."""

    text: str
    machine: str
    other: str = ""


class Card(NamedTuple):
    """An event as lists show it."""

    id: str
    path: str
    title: Words
    date: Dated
    summary: Words
    lang: str = ""  # of the page it leads to, where that is in another edition


class Remark(NamedTuple):
    """A text of a record under its label. See `schema.Shown`."""

    id: str  # the field's name, as an address has it
    label: str
    text: Words


class Remarked(Protocol):
    """A view of a record that has remarks."""

    @property
    def remarks(self) -> tuple[Remark, ...]: ...


class Citation(NamedTuple):
    source: str  # its id
    path: str
    title: Words
    name: str  # who published it and when, in a line
    at: str
    outside: bool
    who: Words  # the two parts of `name`
    published: str


class Note(NamedTuple):
    """What a raised number on paper leads to: the sources of the passage `of`. See `footnotes`."""

    number: str
    of: str  # the passage's fragment; nothing where it is the event's own account
    text: Prose


class Standing(NamedTuple):
    code: str
    name: str


class Speaker(NamedTuple):
    name: Words
    path: str = ""  # empty for a speaker whom the source leaves unnamed
    actor: str = ""  # the id, likewise


class PictureSize(NamedTuple):
    path: str
    width: int
    height: int


class Picture(NamedTuple):
    """A picture as a page shows it. `path`, `width` and `height` are those of the largest of its `sizes`, which begin
    with the narrowest; `type` is what these files are. It has a licence or a reason. Where it leads to what `plays`, a
    `video` or a `sound`, `link` is where that is, and `host` whose place."""

    id: str
    path: str
    width: int
    height: int
    sizes: tuple[PictureSize, ...]
    type: str
    alt: Words  # empty where it only decorates
    caption: Words
    credit: Words
    date: Dated | None
    licence: Licence | None
    reason: Words
    citations: tuple[Citation, ...]
    plays: str = ""
    link: str = ""
    host: str = ""
    remarks: tuple[Remark, ...] = ()
    number: str = ""

    @property
    def alt_lang(self) -> str:
        """The language of what is said of it to whoever does not see it, where that is not the page's."""
        return self.alt.lang if isinstance(self.alt, Text) else ""

    def at_least(self, width: int) -> PictureSize:
        """The narrowest of its sizes that is so wide; else the widest."""
        return next((size for size in self.sizes if size.width >= width), self.sizes[-1])

    @property
    def text(self) -> Words:
        """What it is, where it is told of and not shown."""
        return self.caption or self.alt or self.credit


class Figure(NamedTuple):
    id: str
    words: Words  # with bound and unit
    value: str  # machine-readable
    measure: Words
    measure_path: str
    label: Words
    period: Dated | None
    speaker: Speaker
    via: Speaker | None
    standing: Standing
    citations: tuple[Citation, ...]
    remarks: tuple[Remark, ...] = ()
    number: str = ""  # of its note, here and in what follows


class Statement(NamedTuple):
    id: str
    text: Words
    speaker: Speaker
    via: Speaker | None
    standing: Standing
    citations: tuple[Citation, ...]
    remarks: tuple[Remark, ...] = ()
    number: str = ""


class OtherDate(NamedTuple):
    id: str
    date: Dated
    note: Words
    citations: tuple[Citation, ...]
    remarks: tuple[Remark, ...] = ()
    number: str = ""


class Account(NamedTuple):
    speaker: Speaker | None  # where that is not the source itself
    text: Words
    citations: tuple[Citation, ...]
    remarks: tuple[Remark, ...] = ()
    number: str = ""


Part = Picture | Figure | Statement | OtherDate | Account


class Disagreement(NamedTuple):
    id: str
    about: Words
    accounts: tuple[Account, ...]
    note: Words
    remarks: tuple[Remark, ...] = ()


class Related(NamedTuple):
    label: str
    cards: tuple[Card, ...]


class Voice(NamedTuple):
    """A speaker and all that they say of an event."""

    speaker: Speaker
    statements: tuple[Statement, ...]


class During(NamedTuple):
    """A period in which an event falls: wholly, as far as is known, or else in part or perhaps."""

    link: Link
    wholly: bool


class Event(NamedTuple):
    id: str
    card: Card
    body: Body | None
    topics: tuple[Link, ...]
    actors: tuple[Link, ...]
    places: tuple[Link, ...]
    figures: tuple[Figure, ...]
    statements: tuple[Statement, ...]
    other_dates: tuple[OtherDate, ...]
    disagreements: tuple[Disagreement, ...]
    related: tuple[Related, ...]
    citations: tuple[Citation, ...]
    previous: Card | None
    next: Card | None
    remarks: tuple[Remark, ...] = ()
    hijri: str = ""  # its day by the other calendar, with that calendar's name
    version: Dated | None = None  # the day of its last change
    lessons: tuple[Link, ...] = ()  # the paths that it is a step of
    periods: tuple[During, ...] = ()
    number: str = ""
    notes: tuple[Note, ...] = ()
    transition: Words = ""  # to the next event, in the story
    pictures: tuple[Picture, ...] = ()
    about_places: tuple[Link, ...] = ()  # where nothing of it happened

    @property
    def passages(self) -> tuple[Part, ...]:
        """All that rests on sources of its own, in the order of the page. See `records.passages`."""
        return tuple(part for _, _, part in self.placed)

    @property
    def placed(self) -> Iterator[tuple[str, str, Part]]:
        """The same, each with its kind and its fragment: the sides of a disagreement share one."""
        yield from (("picture", picture.id, picture) for picture in self.pictures)
        yield from (("figure", figure.id, figure) for figure in self.figures)
        yield from (("statement", statement.id, statement) for statement in self.statements)
        yield from (("other_date", other.id, other) for other in self.other_dates)
        yield from (("disagreement", whole.id, side) for whole in self.disagreements for side in whole.accounts)

    @property
    def voices(self) -> tuple[Voice, ...]:
        """The statements by speaker, in the order in which they first speak: as a page has them."""
        found: dict[Speaker, list[Statement]] = {}
        for statement in self.statements:
            found.setdefault(statement.speaker, []).append(statement)
        return tuple(Voice(speaker, tuple(said)) for speaker, said in found.items())

    @property
    def all_remarks(self) -> tuple[Remark, ...]:
        """Those of the event and of all its parts."""
        return tuple(remark for part in (self, *self.passages, *self.disagreements) for remark in part.remarks)


class Term(NamedTuple):
    """What events are found by: a topic, an actor, a place, a standing, a kind of source."""

    id: str
    path: str
    name: Words
    kind: str
    group: str  # the heading under which a list puts it
    summary: Words
    count: str  # type: ignore[assignment]  # hides a method of tuples
    wikidata: str = ""
    remarks: tuple[Remark, ...] = ()
    other_names: tuple[Words, ...] = ()  # in this language
    where: str = ""  # of a place, its coordinates in words; or that nobody knows them
    where_note: Words = ""


class Period(NamedTuple):
    """A stretch of time that has a name. `count` is of the events that fall in it wholly."""

    id: str
    path: str
    name: Words
    date: Dated
    summary: Words
    count: str  # type: ignore[assignment]  # hides a method of tuples
    citations: tuple[Citation, ...]
    remarks: tuple[Remark, ...] = ()
    other_names: tuple[Words, ...] = ()  # in this language


class Said(NamedTuple):
    """What one event carries of a speaker or a source."""

    card: Card
    at: str
    passages: tuple[Passage, ...]


class Passage(NamedTuple):
    path: str  # with its fragment
    speaker: Words  # empty where the page itself is the speaker's, or where nobody in particular says it
    label: str
    text: Words
    at: str
    standing: Standing | None


class Fact(NamedTuple):
    """What a library notes of a source, under its label. `direction` is that of a number or a mark, which no
    language turns round; `address` where it leads."""

    label: str
    text: Words
    direction: str = ""
    address: str = ""


class Source(NamedTuple):
    id: str
    path: str
    title: Words
    translation: Words
    kind: Words
    outside: bool
    authors: Words  # joined
    outlet: Words
    kept: Words  # what it stands in, or else who keeps it
    facts: tuple[Fact, ...]
    published: Dated
    published_note: Words
    language: str
    summary: Words
    address: str
    address_note: Words
    archived: str
    count: str  # type: ignore[assignment]  # hides a method of tuples
    datelines: tuple[Link, ...] = ()  # the places that it says it was sent from
    kind_path: str = ""  # of the page of its kind, where any event rests on a source of that kind
    remarks: tuple[Remark, ...] = ()
    pictures: tuple[Picture, ...] = ()


class StaticPage(NamedTuple):
    title: Words
    body: Body
    description: str  # its first paragraph as plain text


class Style(NamedTuple):
    """How a style of citing has a work."""

    name: str
    text: Prose


class Download(NamedTuple):
    """A file that the page itself holds: `address` is a `data:` one."""

    name: str
    file: str
    address: str


class Cite(NamedTuple):
    styles: tuple[Style, ...]
    downloads: tuple[Download, ...]


def markup(text: Words) -> str:
    """A text as it may stand in a page: with its markup, or escaped."""
    return str(escape(text))


def together(*parts: Words) -> Words:
    """Texts as one, each marked as it was: with its language, where that is another than the page's."""
    text = "".join(map(plain, parts))
    return Mixed(text, "".join(map(markup, parts))) if any(hasattr(part, "__html__") for part in parts) else text


def pieces(text: Words, dir: str = "") -> list[str]:
    """A text for a script to isolate: every other piece, beginning with the second, is of another direction than the
    rest; all of it, where it stands in a language of another than the page's, `dir`. What is of the first again within
    such a piece is isolated by controls."""
    if isinstance(text, Text) and dir not in ("", text.dir):
        return ["", plain(text)]
    shown = getattr(text, "markup", "")
    return parted(shown) if shown else [plain(text)]


def parted(shown: str) -> list[str]:
    """The same of a text as HTML that has no other markup."""
    inner = lambda piece: piece.replace('<span dir="ltr">', "\u2066").replace("</span>", "\u2069")
    return [html.unescape(inner(piece)) for piece in _ISOLATED.split(shown)]


def plain(text: Words) -> str:
    """A text as it may stand in an attribute or a title: without markup."""
    return str(text.value if isinstance(text, Text) else text)


def capital(text: Words) -> Markup:
    """A text as it may stand at the head of a page or a column: its first letter large, where its script has large
    letters. In the text, because a stylesheet that asks for a first letter tears it from those that join it."""
    shown = str(escape(text))
    if (found := _FIRST_WORD.match(shown)) and found[2] == found[2].lower():
        shown = found[1] + found[2][0].title() + shown[found.start(2) + 1 :]
    return Markup(shown)
