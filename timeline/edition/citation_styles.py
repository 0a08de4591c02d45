"""How a work is cited: in the APA's, the MLA's and Chicago's style, in the words and marks of one language.

A `Work` is all that a citation needs; the events of the timeline are works as its sources are. The three
functions at the end have the order of a style's parts; whatever differs between languages (the comma,
quotation marks or italics, whether a name is turned round, how a date reads) is data of the `Language`.
No style says when a page was called up: nothing here has a clock, and a page says its version instead.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from timeline.edition import dates_in_words
from timeline.records.languages import Language, Style
from timeline.text import bidi, edtf, html_text

EVENT = "event"  # the kind of a work that is a page of the timeline itself
_WHOLE = ("study", "book", "report")  # works of their own, where others are part of something
_UNTITLED = ("court-paper",)  # their title is a designation, and stands bare
_NAMED = ("statement", "press-release")  # what they are is said with them
_ENDS = tuple(".?!؟…")


class Name(NamedTuple):
    family: str  # or the whole of a name that is not parted
    given: str = ""

    @property
    def spoken(self) -> str:
        return f"{self.given} {self.family}".strip()


class Work(NamedTuple):
    """What a citation, a bibliography and a page's head say of an event or a source, in an edition's language."""

    id: str
    kind: str  # EVENT, or the source's kind
    title: str  # as it stands on the work: in the work's own language
    translation: str  # of the title, where that is in another language than the edition
    described: bool  # the title is our own words, in brackets, for a work that has none
    authors: tuple[Name, ...]
    container: str  # what it is part of: the site, the paper
    publisher: str  # who published it, where it is part of nothing; of a page of the site, who publishes that
    date: edtf.Date | None  # of its publication; a page's own is that of its version
    language: str
    direction: str  # of its language; empty where that is none of the site's
    address: str
    archived: str
    abstract: str
    form: str = ""  # its kind, in words

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


def cite(work: Work, language: Language, style: Style, foreign: str = "") -> str:
    """The citation as safe HTML. `foreign` is what words of the other direction are marked as."""
    citation = _Citation(work, language, style, foreign)
    return {"apa": citation.apa, "mla": citation.mla, "chicago": citation.chicago}[style]()


class _Citation:
    """One work in one style. Each method gives safe HTML."""

    def __init__(self, work: Work, language: Language, style: Style, foreign: str):
        self.work, self.language, self.foreign = work, language, foreign
        self.rules, self.style = language.citing, language.citing.styles[style]
        self.from_right = language.direction == "rtl"

    # The parts

    def text(self, text: str) -> str:
        """A text in the edition's language, what is foreign in it isolated."""
        return bidi.isolated(text, self.from_right, self.foreign) or html.escape(text, quote=False)

    @cached_property
    def authors(self) -> str:
        names, rules = [self.name(n, name) for n, name in enumerate(self.work.authors)], self.style.names
        if len(names) > rules.most:
            kept = _joined(names[: rules.kept], rules.joining.middle)
            return self.text(_filled(rules.more, kept, names[-1]))
        *others, last = names or [""]
        if len(others) < 2:
            return self.text(_filled(rules.joining.two, others[0], last) if others else last)
        return self.text(_filled(rules.joining.last, _joined(others, rules.joining.middle), last))

    def name(self, place: int, name: Name) -> str:
        rules = self.style.names
        if not name.given:
            return name.family
        given = _initials(name.given) if rules.given == "initials" else spaced(name.given)
        inverted = rules.order == "inverted" or rules.order == "first-inverted" and place == 0
        return f"{name.family}{self.rules.comma}{given}" if inverted else f"{given} {name.family}"

    @cached_property
    def day(self) -> str:
        return dates_in_words.cited(self.work.dated, self.language, self.style.dates) if self.work.dated else ""

    @property
    def date(self) -> str:
        return self.text(self.day)

    @cached_property
    def address(self) -> str:
        address = self.work.address or self.work.archived
        return f'<bdi dir="ltr">{html.escape(address, quote=False)}</bdi>' if address else ""

    @cached_property
    def form(self) -> str:
        """What kind of work it is, where that is said; a description says it itself."""
        said = self.work.kind in _NAMED and not self.work.described
        return self.text(self.work.form) if said else ""

    def title(self, slanted: bool, after: str = "", bracketed: bool = True) -> str:
        """The title with its translation and the mark that follows: in italics where the style has those of the
        work's kind so and the language has any, else in quotation marks. Foreign letters are never slanted."""
        work, rules = self.work, self.rules
        translation = f" [{self.text(work.translation)}]" if work.translation and not work.described else ""
        if work.described:
            return _ended(self.text(work.title if bracketed else work.title.strip("[]")), after)
        if work.kind in _UNTITLED:
            return _ended(self.written(work.title) + translation, after)
        if slanted and rules.titles == "slanted":
            title, across = self.written(work.title), not work.own and bidi.isolated(work.title, self.from_right, "")
            return _ended((title if across else f"<i>{title}</i>") + translation, after)
        title, (first, last) = work.title, map(self.text, self.language.quotation)
        if work.own:  # quotation marks within quotation marks
            title = title.translate(dict(zip(map(ord, self.language.quotation), rules.inner, strict=True)))
        title = self.written(title)
        if translation or rules.enclosed == "no":
            return _ended(first + title + last + translation, after)
        return first + _ended(title, after) + last

    def written(self, title: str) -> str:
        work = self.work
        if work.own:
            return self.text(title)
        direction = f' dir="{work.direction}"' if work.direction else ""
        return f'<bdi lang="{html.escape(work.language)}"{direction}>{html.escape(title, quote=False)}</bdi>'

    def series(self, *parts: str) -> str:
        """Parts with the language's comma between them, but where a title has brought its own."""
        mark = self.rules.comma.strip()
        text = ""
        for part in filter(None, parts):
            between = " " if html_text.letters(text).rstrip('”’"').endswith(mark) else self.rules.comma
            text += (between if text else "") + part
        return text

    # The styles

    def apa(self) -> str:
        work, title = self.work, self.title(True)
        if self.form:
            title += f" [{self.form}]"
        if work.kind in _UNTITLED:  # as lawyers cite: the court and the day in brackets behind it
            style = self.language.citing.styles["chicago"]
            day = dates_in_words.cited(work.dated, self.language, style.dates) if work.dated else self.rules.no_date
            court = self.series(self.text(work.publisher), self.text(day))
            return _sentences(self.authors, f"{title} ({court})") + (f" {self.address}" if self.address else "")
        date = f"({self.date or self.text(self.rules.no_date)})"
        publisher = "" if work.by_itself else self.text(work.container or work.publisher)
        head = (f"{_ended(self.authors, '.')} {date}", title) if self.authors else (f"{_ended(title, '.')} {date}",)
        return _sentences(*head, publisher) + (f" {self.address}" if self.address else "")

    def mla(self) -> str:
        work = self.work
        authors = "" if work.by_itself else self.authors
        container = self.text(work.container)
        if container and self.rules.titles == "slanted":
            container = f"<i>{container}</i>"
        rest = self.series(container, self.text(work.publisher), self.date, self.address)
        title = self.title(work.kind in _WHOLE, ".", bracketed=False)
        return _sentences(authors, title, rest, self.form)

    def chicago(self) -> str:
        work, mark = self.work, self.rules.comma.strip()
        authors = "" if work.by_itself else self.authors
        container = self.text(work.container)
        if work.kind == EVENT:
            date = self.text(self.rules.modified.replace("{date}", self.day)) if self.day else ""
            site = self.series(container, self.text(work.publisher))
            return _sentences(self.series(authors, self.title(False, mark), site, date, self.address))
        if work.kind in _WHOLE:
            facts = self.series(self.text(work.publisher), self.date)
            title = self.title(True) + (f" ({facts})" if facts else "")
            return _sentences(self.series(authors, title, self.address))
        if container and self.rules.titles == "slanted":
            container = f"<i>{container}</i>"
        form = self.form[:1].lower() + self.form[1:]
        rest = form, container, self.text(work.publisher), self.date, self.address
        return _sentences(self.series(authors, self.title(False, mark if any(rest) else "."), *rest))


def _filled(pattern: str, first: str, second: str) -> str:
    """A pattern with two gaps, filled at once: a name may hold what looks like a gap."""
    return re.sub(r"\{([01])\}", lambda gap: (first, second)[int(gap[1])], pattern)


def _joined(items: Iterable[str], pattern: str) -> str:
    first, *others = items
    for item in others:
        first = _filled(pattern, first, item)
    return first


def _ended(markup: str, mark: str) -> str:
    """With a mark behind it; a full stop only where no sentence has ended already."""
    return markup if mark == "." and html_text.letters(markup).rstrip('”’»"')[-1:] in _ENDS else markup + mark


def _sentences(*parts: str) -> str:
    return " ".join(_ended(part, ".") for part in parts if part)


def spaced(given: str) -> str:
    """`J.M.` as `J. M.`"""
    return re.sub(r"(?<=\w\.)(?=\w)", " ", given)


def _initials(given: str) -> str:
    """`Jean-Paul M.` as `J.-P. M.`"""
    return " ".join(
        "-".join(f"{part[0]}." for part in word.split("-") if part) for word in spaced(given).split() if word.strip("-")
    )
