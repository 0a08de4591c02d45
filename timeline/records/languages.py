"""A language is data: everything in which one edition's words differ from another's.

`templates/languages/<code>.yaml` holds one language whole: direction, digits, months, plural rule,
phrases and every word of the interface. Code asks a `Language` what it needs; nothing asks which
language it is. Adding a language is adding its file.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Literal, NamedTuple

from pydantic import AfterValidator, Field

from timeline.faults.diagnostic import joined, listed, tell
from timeline.records.field_types import ActorKind, Bound, LanguageCode, RelationKind, SourceKindName, Standing, refused
from timeline.records.schema import Record
from timeline.text import collation, scripts
from timeline.text.edtf import CalendarName


def gaps(*needed: str, optional: tuple[str, ...] = ()) -> AfterValidator:
    """What holds a phrase to these gaps, such as `{year}`: each is there, and no other."""

    def check(text: str) -> str:
        found = set(re.findall(r"\{([^{}]*)\}", text))
        wrong = [tell("lacks `{{gap}}`", gap=gap) for gap in needed if gap not in found]
        wrong += [tell("has `{{gap}}`, which nothing fills", gap=gap) for gap in sorted(found - {*needed, *optional})]
        if wrong:
            known = [f"{{{gap}}}" for gap in (*needed, *optional)]
            message = tell("the phrase {wrong}", wrong=joined("{first} and {second}", wrong))
            help = tell("the gaps that a page fills here: {known}", known=listed(known) if known else tell("none"))
            raise refused("bad-gap", message, help)
        return text

    return AfterValidator(check)


Text = Annotated[str, Field(min_length=1)]
Phrase = Annotated[Text, gaps()]
Counted = Annotated[Text, gaps(optional=("n",))]
Forms = Counted | dict[str, Counted]  # one phrase, or one for each plural category
Names = Annotated[list[Phrase], Field(min_length=12, max_length=12)]
_PARAGRAPHS = re.compile("¶[0-9]{1,9}(-[0-9]{1,9})?")
_LATIN = "0123456789,.%"
_DIGITS = {  # by the names that Unicode has for them; both with the Arabic separators and the Arabic percent sign
    "arabic-indic": str.maketrans(_LATIN, "٠١٢٣٤٥٦٧٨٩٬٫٪"),
    "extended-arabic-indic": str.maketrans(_LATIN, "۰۱۲۳۴۵۶۷۸۹٬٫٪"),
}


def is_paragraph(locator: str) -> bool:
    """Whether a place in a source is one that each language puts into words: `¶2-4`."""
    return bool(_PARAGRAPHS.fullmatch(locator))


class Plural(Record):
    """The plural rule as gettext writes it: a C expression in `n` whose value picks a category."""

    categories: list[Literal["zero", "one", "two", "few", "many", "other"]]
    rule: str


class Joining(Record):
    two: Annotated[Text, gaps("0", "1")]
    middle: Annotated[Text, gaps("0", "1")]
    last: Annotated[Text, gaps("0", "1")]


class Scale(Record):
    """A word for a round number: from `size` on, whole multiples are written with it."""

    size: int = Field(strict=False, gt=0)
    forms: dict[str, Counted]


class DatePhrases(Record):
    day: Annotated[Text, gaps("day", "month", "year")]
    day_of_year: Annotated[Text, gaps("day", "month")]
    month: Annotated[Text, gaps("month", "year")]
    season: Annotated[Text, gaps("season", "year")]
    year: Annotated[Text, gaps("year")]
    decade: Annotated[Text, gaps("first", optional=("last",))]
    between_years: Annotated[Text, gaps("first", "last")]
    between_days: Annotated[Text, gaps("first", "last")]
    any_year: Phrase
    some_month: Annotated[Text, gaps("year")]
    some_day: Annotated[Text, gaps("month", "year")]
    some_month_and_day: Annotated[Text, gaps("year")]
    about: Annotated[Text, gaps("date")]
    uncertain: Annotated[Text, gaps("date")]
    days: Annotated[Text, gaps("first", "last", "month", "year")]
    interval: Annotated[Text, gaps("start", "end")]
    since: Annotated[Text, gaps("start")]
    until: Annotated[Text, gaps("end")]
    unknown_end: Annotated[Text, gaps("start")]
    unknown_start: Annotated[Text, gaps("end")]
    always: Phrase
    before_common_era: Annotated[Text, gaps("year")]
    early_common_era: Annotated[Text, gaps("year")]
    with_time: Annotated[Text, gaps("date", "time")]


class Centuries(Record):
    """The first century, the second and so on: as it is said, with its era before the year 1000, and before the common
    era."""

    date: Annotated[Text, gaps("nth")]
    early: Annotated[Text, gaps("nth")]
    before: Annotated[Text, gaps("nth")]
    ordinals: Annotated[list[Phrase], Field(min_length=1)]
    governed: list[Phrase] = []  # the same behind a word that changes them: about, since, from … to


class DateWords(Record):
    """How dates are written elsewhere, besides the phrases above: what an import knows them by."""

    about: list[Phrase] = []
    before_common_era: list[Phrase] = []
    common_era: list[Phrase] = []
    century: list[Phrase] = []  # the word itself: it says that a number is no year
    ordinals: list[Phrase] = []  # the first, the second …: which century
    to: list[Phrase] = []  # between a start and an end
    still: list[Phrase] = []  # in place of an end, where something goes on
    silent: list[Phrase] = []  # what says nothing more: the endings of ordinals, days of the week, articles


class Hijri(Record):
    """The Hijri day beside a Gregorian one, by the calendar that has tables, and by the one that has a rule."""

    date: Annotated[Text, gaps("date")]
    tabular: Annotated[Text, gaps("date")]


class CalendarWords(Record):
    """A date in another calendar: with that calendar's name, and with its Gregorian counterpart besides. Its months,
    where they are none of the usual."""

    date: Annotated[Text, gaps("date")]
    converted: Annotated[Text, gaps("date", "gregorian")]
    months: Names | None = None
    eras: Literal["yes", "no"] = "no"  # whether its years count in the eras of the Gregorian ones


Style = Literal["apa", "mla", "chicago"]


class NamesCited(Record):
    """How a style of citing writes its authors. Of more than `most` it names the first `kept`, and says so."""

    order: Literal["spoken", "first-inverted", "inverted"]
    given: Literal["whole", "initials"] = "whole"
    joining: Joining
    most: int = Field(strict=False, gt=0)
    kept: int = Field(strict=False, gt=0)
    more: Annotated[Text, gaps("0", optional=("1",))]  # 1: the last of all


class CitedDates(Record):
    """Where a style of citing has dates otherwise than the language does."""

    day: Annotated[Text, gaps("day", "month", "year")] | None = None
    day_of_year: Annotated[Text, gaps("day", "month")] | None = None
    month: Annotated[Text, gaps("month", "year")] | None = None
    season: Annotated[Text, gaps("season", "year")] | None = None
    some_month: Annotated[Text, gaps("year")] | None = None
    some_day: Annotated[Text, gaps("month", "year")] | None = None
    some_month_and_day: Annotated[Text, gaps("year")] | None = None
    about: Annotated[Text, gaps("date")] | None = None
    uncertain: Annotated[Text, gaps("date")] | None = None
    days: Annotated[Text, gaps("first", "last", "month", "year")] | None = None
    interval: Annotated[Text, gaps("start", "end")] | None = None
    since: Annotated[Text, gaps("start")] | None = None
    months: Names | None = None
    seasons: Annotated[list[Phrase], Field(min_length=4, max_length=4)] | None = None


By = Annotated[Text, gaps("names")]
In = Annotated[Text, gaps("names", "title")]


class Serial(Record):
    """What stands behind the name of a periodical, each part with the mark before it."""

    volume: Annotated[Text, gaps("n")]
    issue: Annotated[Text, gaps("n")]
    issue_alone: Annotated[Text, gaps("n")]  # without a volume
    pages: Forms


class PartsCited(Record):
    """How a style of citing says what a library notes. Forms are those of the number of pages or of people."""

    volume: Annotated[Text, gaps("n")]
    pages: Forms
    edited: By | dict[str, By]  # a work that has an author besides
    led: By | dict[str, By]  # one that has none: the editors stand first
    translated: By
    within: Annotated[Text, gaps("title")]  # the book that it stands in
    within_edited: In | dict[str, In]
    imprint: Annotated[Text, gaps("publisher", optional=("place",))]
    serial: Serial


class CitationStyle(Record):
    name: Phrase
    parts: PartsCited
    names: NamesCited
    dates: CitedDates


class Citing(Record):
    """How the language cites: what `citation_styles` does, it does with these."""

    titles: Literal["slanted", "quoted"]  # how the title of a whole work stands; that of a part is always quoted
    enclosed: Literal["yes", "no"]  # whether a comma or full stop stands within the closing quotation mark
    inner: Annotated[list[Phrase], Field(min_length=2, max_length=2)]  # quotation marks within quotation marks
    comma: Phrase
    no_date: Phrase
    modified: Annotated[Text, gaps("date")]
    styles: dict[Style, CitationStyle]


class Explained(Record):
    name: Phrase
    meaning: Phrase


class BothWays(Record):
    """A relation as its two ends call it."""

    forward: Phrase
    backward: Phrase


class Kind(Record):
    """A kind of actor, of one and as the heading of many."""

    one: Phrase
    many: Phrase


class Coverage(NamedTuple):
    """How many of the words and phrases of an edition a language file has, of how many, and which it lacks."""

    held: int = 0
    all: int = 0
    lacks: tuple[str, ...] = ()  # `words.nav_home`


class CoordinateWords(Record):
    """Where a place is: a latitude and a longitude, and what both make; how far that may be out, or reaches."""

    north: Annotated[Text, gaps("n")]
    south: Annotated[Text, gaps("n")]
    east: Annotated[Text, gaps("n")]
    west: Annotated[Text, gaps("n")]
    point: Annotated[Text, gaps("latitude", "longitude")]
    within: Annotated[Text, gaps("n", "point")]
    unknown: Phrase


class Language(Record):
    name: Phrase
    direction: Literal["ltr", "rtl"]
    digits: Literal["latin", "arabic-indic", "extended-arabic-indic"] = "latin"
    grouping: Phrase
    decimal: Phrase
    scales: list[Scale] = []
    plural: Plural
    joining: Joining
    quotation: Annotated[list[Phrase], Field(min_length=2, max_length=2)]
    months: Names
    other_months: Names | None = None
    seasons: Annotated[list[Phrase], Field(min_length=4, max_length=4)]
    centuries: Centuries | None = None  # without them, of a century the years are said
    dates: DatePhrases
    date_words: DateWords = DateWords()
    hijri: Hijri
    calendars: dict[CalendarName, CalendarWords]
    bounds: dict[Bound, Annotated[Text, gaps("n")]]
    paragraphs: Forms
    range: Annotated[Text, gaps("0", "1")]
    place: Annotated[Text, gaps("n", "total")]
    coordinates: CoordinateWords
    change: Annotated[Text, gaps("0", "1")]  # of a figure, from one to another
    citation: Annotated[Text, gaps("who", "date")]
    citing: Citing
    showing: Annotated[Text, gaps("n", "total")]
    forgiven: Annotated[Text, gaps("word", "instead")]  # a word that nothing has, and what was looked for instead
    standings: dict[Standing, Explained]
    relations: dict[RelationKind, BothWays]
    source_kinds: dict[SourceKindName, Phrase]
    actor_kinds: dict[ActorKind, Kind]
    counts: dict[str, Forms]
    articles: list[Phrase] = []  # small letters; an index passes them over at the beginning of a name
    alphabet: Phrase = ""  # letters in their order, where that is not the order of their numbers in Unicode
    by_title: Annotated[Text, gaps("language")]
    abbreviations: list[Phrase] = []  # after their full stop a sentence goes on
    transliteration: dict[str, Annotated[str, Field(pattern="^[a-z-]*$")]] = {}  # see `text.transliteration`
    words: dict[str, Phrase]
    # What no language file says of itself; `language_files` sets it.
    code: LanguageCode = ""
    called: dict[str, str] = {}  # what this language calls others, by their codes in small letters
    coverage: Coverage = Coverage()

    @cached_property
    def category_index(self) -> Callable[[int], int]:
        return gettext.c2py(self.plural.rule)

    @cached_property
    def letters(self) -> frozenset[str]:
        """Those of its own words, in its own script; not what its file lacks, for that is another's."""
        lacks, own = set(self.coverage.lacks), [self.name, self.alphabet]
        words = [text for name, text in self.words.items() if f"words.{name}" not in lacks]
        months = [] if "months" in lacks else [*self.months, *(self.other_months or ())]
        script = scripts.main(scripts.counted(own))
        return frozenset(c for c in scripts.counted([*own, *months, *words]) if scripts.script(c) == script)

    def category(self, n: int | Decimal) -> str:
        """The plural category of a number; a fraction takes `other`, as CLDR has it for our languages."""
        if n != int(n) or isinstance(n, Decimal) and "." in f"{n:f}":
            return "other"
        return self.plural.categories[self.category_index(int(n))]

    def shown(self, text: str) -> str:
        """A text that is made of numbers, in the language's digits."""
        return text.translate(_DIGITS[self.digits]) if self.digits in _DIGITS else text

    def number(self, n: int | Decimal) -> str:
        """`125000` as this language writes it in digits."""
        whole, _, fraction = f"{n:,f}".partition(".") if isinstance(n, Decimal) else (f"{n:,}", "", "")
        return self.shown(whole.replace(",", self.grouping) + (self.decimal + fraction if fraction else ""))

    def rounded(self, n: int | Decimal) -> str:
        """A number with its round part in words where the language has one: `300 million`, `125 ألف`."""
        for scale in self.scales:
            if n >= scale.size and n % scale.size == 0:
                many = int(n) // scale.size
                if many < 1000 and (form := scale.forms.get(self.category(many))):
                    return form.replace("{n}", self.number(many))
        return self.number(n)

    def form(self, forms: str | Mapping[str, str], n: int | Decimal) -> str:
        """The phrase of a number's plural category, its `{n}` still open."""
        return forms if isinstance(forms, str) else forms.get(self.category(n)) or forms["other"]

    def count(self, what: str, n: int | Decimal) -> str:
        """`16 events`: a counted thing of the interface."""
        return self.form(self.counts[what], n).replace("{n}", self.number(n))

    def amount(self, n: Decimal, unit: str | Mapping[str, str], bound: Bound) -> str:
        """A figure with its unit and bound: `more than 125,000 accounts`."""
        return self.bounds[bound].replace("{n}", self.form(unit, n).replace("{n}", self.rounded(n)))

    def join(self, items: Iterable[str]) -> str:
        """`a, b and c`."""
        items = list(items)
        if len(items) < 3:
            return _fill(self.joining.two, items[0], items[1]) if len(items) == 2 else "".join(items)
        text = items[0]
        for item in items[1:-1]:
            text = _fill(self.joining.middle, text, item)
        return _fill(self.joining.last, text, items[-1])

    def calls(self, code: str) -> str:
        """What this language calls a language: by the project's own word (`language_fa`), else as the table of names
        has it; one of a country or a script (`ar-EG`) by the name of the whole; one that nobody names by its code."""
        parts = code.split("-")
        for whole in ("-".join(parts[:n]) for n in range(len(parts), 0, -1)):
            if name := self.words.get(f"language_{whole}") or self.called.get(whole.lower()):
                return name
        return code

    def sorting(self, name: str) -> str:
        """A key by which names sort as readers of this language expect."""
        return collation.key(name, self.alphabet)

    def quoted(self, text: str) -> str:
        """The text in this language's quotation marks."""
        return f"{self.quotation[0]}{text}{self.quotation[1]}"

    def pages(self, pages: str) -> str:
        """`12-15, 20` with the language's digits, dash and comma."""
        ends = [part.split("-") for part in pages.split(", ")]
        ranged = [_fill(self.range, *map(self.shown, pair)) if len(pair) == 2 else self.shown(pair[0]) for pair in ends]
        return self.citing.comma.join(ranged)

    def locator(self, at: str) -> str:
        """`¶2-4` in words; a locator that is no paragraph stays as it is typed."""
        parts = [part.strip() for part in at.replace("،", ",").split(",")]
        if not all(_PARAGRAPHS.fullmatch(part) for part in parts):
            return at
        ends = [part[1:].split("-") for part in parts]
        ranged = [_fill(self.range, *pair) if len(pair) == 2 else pair[0] for pair in ends]
        many = sum(abs(int(pair[-1]) - int(pair[0])) + 1 for pair in ends)
        return self.form(self.paragraphs, many).replace("{n}", self.shown(self.join(ranged)))


def _fill(pattern: str, first: str, second: str) -> str:
    return "".join({"{0}": first, "{1}": second}.get(part, part) for part in _split(pattern))


def _split(pattern: str) -> list[str]:
    head, _, rest = pattern.partition("{0}")
    middle, _, tail = rest.partition("{1}")
    return [head, "{0}", middle, "{1}", tail]
