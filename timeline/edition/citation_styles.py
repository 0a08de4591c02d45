"""How a work is cited: in the APA's, the MLA's and Chicago's style, in the words and marks of one language.

A `Work` is all that a citation needs; the events of the timeline are works as its sources are. The three
functions at the end have the order of a style's parts; whatever differs between languages (the comma,
quotation marks or italics, whether a name is turned round, how a date reads) is data of the `Language`.
No style says when a page was called up: nothing here has a clock, and a page says its version instead.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from timeline.edition import bibliographic_types as types
from timeline.edition import dates_in_words
from timeline.records.languages import Forms, Language, Style
from timeline.text import bidi, edtf, html_text, identifiers

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
    def led(self) -> bool:
        """Whether its editors stand where authors would."""
        return bool(self.editors) and not self.authors and not self.in_a_book


def cite(work: Work, language: Language, style: Style, foreign: str = "") -> str:
    """The citation as safe HTML. `foreign` is what words of the other direction are marked as."""
    citation = _Citation(work, language, style, foreign)
    return {"apa": citation.apa, "mla": citation.mla, "chicago": citation.chicago}[style]()


class _Citation:
    """One work in one style. Each method gives safe HTML."""

    def __init__(self, work: Work, language: Language, style: Style, foreign: str):
        self.work, self.language, self.foreign = work, language, foreign
        self.rules, self.style = language.citing, language.citing.styles[style]
        self.parts = self.style.parts
        self.from_right = language.direction == "rtl"

    # The parts

    def text(self, text: str) -> str:
        """A text in the edition's language, what is foreign in it isolated."""
        return bidi.isolated(text, self.from_right, self.foreign) or html.escape(text, quote=False)

    @cached_property
    def authors(self) -> str:
        """Whoever a work goes by: its authors, or in want of these its editors, who are called so."""
        work = self.work
        if work.led:
            editors = self.people(work.editors)
            return self.text(self.language.form(self.parts.led, len(work.editors)).replace("{names}", editors))
        return self.text(self.people(work.authors))

    def people(self, named: Sequence[Name], spoken: bool = False) -> str:
        """Names as a list of authors has them; `spoken` as they stand within a sentence, none turned round."""
        names, rules = [self.name(n, name, spoken) for n, name in enumerate(named)], self.style.names
        if len(names) > rules.most:
            kept = _joined(names[: rules.kept], rules.joining.middle)
            return _filled(rules.more, kept, names[-1])
        *others, last = names or [""]
        if len(others) < 2:
            return _filled(rules.joining.two, others[0], last) if others else last
        return _filled(rules.joining.last, _joined(others, rules.joining.middle), last)

    def name(self, place: int, name: Name, spoken: bool = False) -> str:
        rules = self.style.names
        if not name.given:
            return name.family
        given = _initials(name.given) if rules.given == "initials" else spaced(name.given)
        inverted = not spoken and (rules.order == "inverted" or rules.order == "first-inverted" and place == 0)
        return f"{name.family}{self.rules.comma}{given}" if inverted else f"{given} {name.family}"

    @cached_property
    def day(self) -> str:
        return dates_in_words.cited(self.work.dated, self.language, self.style.dates) if self.work.dated else ""

    @property
    def date(self) -> str:
        return self.text(self.day)

    @cached_property
    def address(self) -> str:
        address = self.work.link
        return f'<bdi dir="ltr">{html.escape(address, quote=False)}</bdi>' if address else ""

    @cached_property
    def form(self) -> str:
        """What kind of work it is, where that is said; a description says it itself."""
        said = self.work.type in types.NAMED and not self.work.described
        return self.text(self.work.form) if said else ""

    def title(self, slanted: bool, after: str = "", bracketed: bool = True) -> str:
        """The title with its translation and the mark that follows: in italics where the style has those of the
        work's kind so and the language has any, else in quotation marks. Foreign letters are never slanted."""
        work, rules = self.work, self.rules
        translation = f" [{self.text(work.translation)}]" if work.translation and not work.described else ""
        if work.described:
            return _ended(self.text(work.title if bracketed else work.title.strip("[]")), after)
        if work.type in types.DESIGNATED:
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

    # What a library notes

    def phrase(self, phrase: str | Mapping[str, str], **gaps: str) -> str:
        """A phrase with its gaps filled, once each; nothing where one has nothing to fill it."""
        pattern = phrase if isinstance(phrase, str) else self.language.form(phrase, 1)
        wanted = re.findall(r"\{(\w+)\}", pattern)
        if not all(gaps[name] for name in wanted):
            return ""
        return re.sub(r"\{(\w+)\}", lambda gap: gaps[gap[1]], pattern)

    def slanted(self, text: str) -> str:
        """What stands in italics, where the language has any."""
        return f"<i>{text}</i>" if text and self.rules.titles == "slanted" else text

    def number(self, text: str) -> str:
        return self.text(self.language.shown(text))

    def paged(self, forms: Forms) -> str:
        """The pages, in a phrase for one or for several."""
        pages = self.work.pages
        many = 2 if re.search("[-,]", pages) else 1
        return self.phrase(self.language.form(forms, many), n=self.text(self.language.pages(pages))) if pages else ""

    @cached_property
    def container(self) -> str:
        return self.slanted(self.text(self.work.container))

    @cached_property
    def edited(self) -> str:
        """By whom, where that does not stand at the beginning or with the book that it is in."""
        work = self.work
        if not work.editors or work.led or work.in_a_book:
            return ""
        names = self.text(self.people(work.editors, spoken=True))
        return self.phrase(self.language.form(self.parts.edited, len(work.editors)), names=names)

    @cached_property
    def translated(self) -> str:
        names = self.text(self.people(self.work.translators, spoken=True))
        return self.phrase(self.parts.translated, names=names)

    @cached_property
    def edition(self) -> str:
        return self.text(self.work.edition)

    @cached_property
    def volume(self) -> str:
        return self.phrase(self.parts.volume, n=self.number(self.work.volume))

    @cached_property
    def imprint(self) -> str:
        """Where it was published and by whom, as far as the style says either."""
        place, publisher = self.text(self.work.place), self.text(self.work.publisher)
        if "{place}" not in self.parts.imprint or not place:
            return publisher
        return self.phrase(self.parts.imprint, place=place, publisher=publisher) or place

    @cached_property
    def within(self) -> str:
        """The book that it stands in."""
        work, title = self.work, self.container
        if not work.editors:
            return self.phrase(self.parts.within, title=title)
        names = self.text(self.people(work.editors, spoken=True))
        return self.phrase(self.language.form(self.parts.within_edited, len(work.editors)), names=names, title=title)

    def serial(self, slant_volume: bool = False) -> str:
        """A periodical with its volume and issue."""
        work, serial = self.work, self.parts.serial
        volume, issue = self.number(work.volume), self.number(work.issue)
        if slant_volume:
            volume = self.slanted(volume)
        after = self.phrase(serial.volume, n=volume)
        after += self.phrase(serial.issue if volume else serial.issue_alone, n=issue)
        return self.container + after

    # The styles

    def apa(self) -> str:
        work = self.work
        address = f" {self.address}" if self.address else ""
        if work.type in types.DESIGNATED:  # as lawyers cite: the court and the day in brackets behind it
            style = self.language.citing.styles["chicago"]
            day = dates_in_words.cited(work.dated, self.language, style.dates) if work.dated else self.rules.no_date
            court = self.series(self.text(work.publisher), self.text(day))
            paper = self.serial() + self.paged(self.parts.serial.pages) if work.container else ""
            return _sentences(self.authors, f"{self.series(self.title(True), paper)} ({court})") + address
        date = f"({self.date or self.text(self.rules.no_date)})"
        title, source = self.title(not (work.numbered or work.in_a_book)), self.apa_source()
        numbers = "" if work.numbered or work.in_a_book else self.series(self.edition, self.volume)
        marked = self.number(work.shelfmark) if work.shelfmark and not work.container else ""
        joint = self.language.words["note_joint"]
        if within := joint.join(filter(None, (self.edited, self.translated, numbers, marked))):
            title += f" ({within})"
        school = self.imprint if work.type == types.THESIS else ""
        if form := self.series(self.form, school):
            title += f" [{form}]"
        head = (f"{_ended(self.authors, '.')} {date}", title) if self.authors else (f"{_ended(title, '.')} {date}",)
        return _sentences(*head, *source) + address

    def apa_source(self) -> tuple[str, ...]:
        """What it is taken from."""
        work = self.work
        if work.type == types.THESIS:
            return (self.text(work.repository),)
        if work.numbered:
            return (self.serial(slant_volume=True) + self.paged(self.parts.serial.pages),)
        if work.in_a_book:
            numbers = self.series(self.edition, self.volume, self.paged(self.parts.pages))
            return self.within + (f" ({numbers})" if numbers else ""), self.imprint
        if work.by_itself:
            return (self.text(work.repository),)
        papers = self.text(work.container)
        if papers and work.shelfmark:
            papers += f" ({self.number(work.shelfmark)})"
        publisher = self.imprint if not papers or work.publisher and work.type in types.WHOLE else ""
        return self.series(papers, publisher), self.text(work.repository)

    def mla(self) -> str:
        work = self.work
        authors = "" if work.by_itself else self.authors
        title = self.title(work.type in types.WHOLE, ".", bracketed=False)
        helped = self.series(self.edited, self.translated)
        kept = self.text(work.repository), self.number(work.shelfmark)
        if work.type == types.THESIS:
            school = self.series(self.imprint, self.form)
            return _sentences(authors, title, self.date, self.series(school, *kept, self.address))
        pages = self.paged(self.parts.pages)
        if work.container and not work.in_a_book:
            rest = self.series(self.serial(), self.edition, self.imprint, self.date, pages, *kept, self.address)
            return _sentences(authors, title, _capital(helped), rest, self.form)
        whole = self.within if work.in_a_book else helped
        facts = self.edition, self.volume, self.imprint, self.date, pages, *kept, self.address
        rest = self.series(whole, *facts)
        if rest and not work.in_a_book and (helped or self.edition or self.volume):
            rest = _capital(rest)
        return _sentences(authors, title, _capital(helped) if work.in_a_book else "", rest, self.form)

    def chicago(self) -> str:
        work, mark = self.work, self.rules.comma.strip()
        authors = "" if work.by_itself else self.authors
        if work.type == types.EVENT:
            date = self.text(self.rules.modified.replace("{date}", self.day)) if self.day else ""
            site = self.series(self.text(work.container), self.text(work.publisher))
            return _sentences(self.series(authors, self.title(False, mark), site, date, self.address))
        form = self.form[:1].lower() + self.form[1:]
        kept = self.number(work.shelfmark), self.text(work.repository)
        helped, pages = (self.edited, self.translated), self.paged(self.parts.serial.pages)
        if work.type == types.THESIS:
            facts = self.series(form, self.imprint, self.date)
            title = self.title(False) + (f" ({facts})" if facts else "")
            return _sentences(self.series(authors, title, *kept, self.address))
        if work.type in types.WHOLE or work.in_a_book:
            title = self.title(True) if not work.in_a_book else self.series(self.title(False, mark), self.within)
            title = self.series(title, form, *helped, self.edition, self.volume)
            facts = self.series(self.imprint, self.date)
            title += f" ({facts})" if facts else ""
            pages = self.paged(self.parts.pages)
            within = "" if work.in_a_book else self.container
            return _sentences(self.series(authors, title, pages, within, *kept, self.address))
        if work.type == types.JOURNAL and work.numbered:
            journal = self.serial() + (f" ({self.date})" if self.date else "") + pages
            rest: tuple[str, ...] = (*helped, journal, *kept, self.address)
        else:
            pages = self.paged(self.parts.pages)
            paper = self.serial() if work.container else ""
            rest = (*helped, form, paper, self.edition, self.imprint, self.date, pages, *kept, self.address)
        return _sentences(self.series(authors, self.title(False, mark if any(rest) else "."), *rest))


def _capital(phrase: str) -> str:
    """A phrase of ours at the beginning of a sentence; what begins with an element is none."""
    return phrase[:1].upper() + phrase[1:]


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
