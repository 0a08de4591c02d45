"""The parts of a citation, in one style and one language: names, title, date, and what a library notes of a work.

Each is safe HTML, worded and marked as the language's `citing` has it; in which order they stand is the style's own.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from timeline.edition import bibliographic_types as types
from timeline.edition import dates_in_words
from timeline.edition.cited_work import Name, Work, spaced
from timeline.records.languages import Forms, Language, Style
from timeline.text import bidi, html_text

_ENDS = tuple(".?!؟…")


class CitationParts:
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
    def shelfmark(self) -> str:
        """What it is asked for by, as whoever keeps it writes that: in its own digits, and in a line of the other
        direction as if it were one word (`FO 371/1234`, of which the last number would stand first)."""
        mark = html.escape(self.work.shelfmark, quote=False)
        across = self.from_right or bidi.isolated(self.work.shelfmark, False, "")
        return f"<bdi>{mark}</bdi>" if mark and across else mark

    @cached_property
    def form(self) -> str:
        """What kind of work it is, where that is said; a description says it itself."""
        said = self.work.type in types.NAMED and not self.work.described
        return self.text(self.work.form) if said else ""

    def title(self, slanted: bool, after: str = "", bracketed: bool = True, quoted: bool = True) -> str:
        """The title with its translation and the mark that follows: in italics where the style has those of the
        work's kind so and the language has any, else in quotation marks, or bare in a style that has no such marks
        where there are italics. Foreign letters are never slanted."""
        work, rules = self.work, self.rules
        translation = f" [{self.text(work.translation)}]" if work.translation and not work.described else ""
        if work.described:
            return ended(self.text(work.title if bracketed else work.title.strip("[]")), after)
        if work.type in types.DESIGNATED or not quoted and rules.titles == "slanted" and not slanted:
            return ended(self.written(work.title) + translation, after)
        if slanted and rules.titles == "slanted":
            title, across = self.written(work.title), not work.own and bidi.isolated(work.title, self.from_right, "")
            return ended((title if across else f"<i>{title}</i>") + translation, after)
        title, (first, last) = work.title, map(self.text, self.language.quotation)
        if work.own:  # quotation marks within quotation marks
            title = title.translate(dict(zip(map(ord, self.language.quotation), rules.inner, strict=True)))
        title = self.written(title)
        if translation or rules.enclosed == "no":
            return ended(first + title + last + translation, after)
        return first + ended(title, after) + last

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

    def serial(self, slant_volume: bool = False, of: str = "") -> str:
        """A periodical, or a site, with its volume and issue; `of` stands behind its name."""
        work, serial = self.work, self.parts.serial
        volume, issue = self.number(work.volume), self.number(work.issue)
        if slant_volume:
            volume = self.slanted(volume)
        after = self.phrase(serial.volume, n=volume)
        after += self.phrase(serial.issue if volume else serial.issue_alone, n=issue)
        return self.container + of + after


def _filled(pattern: str, first: str, second: str) -> str:
    """A pattern with two gaps, filled at once: a name may hold what looks like a gap."""
    return re.sub(r"\{([01])\}", lambda gap: (first, second)[int(gap[1])], pattern)


def _joined(items: Iterable[str], pattern: str) -> str:
    first, *others = items
    for item in others:
        first = _filled(pattern, first, item)
    return first


def ended(markup: str, mark: str) -> str:
    """With a mark behind it; a full stop only where no sentence has ended already."""
    return markup if mark == "." and html_text.letters(markup).rstrip('”’»"')[-1:] in _ENDS else markup + mark


def sentences(*parts: str) -> str:
    return " ".join(ended(part, ".") for part in parts if part)


def _initials(given: str) -> str:
    """`Jean-Paul M.` as `J.-P. M.`"""
    return " ".join(
        "-".join(f"{part[0]}." for part in word.split("-") if part) for word in spaced(given).split() if word.strip("-")
    )
