"""What the value of one field may be: a text that is read into what it means, one of a few words, a name elsewhere.

Every scalar arrives as text (`yaml_file` types nothing), so these types alone decide what a value means. What one
refuses it tells by itself, with the way to mend it and, within a date, with the place (`refused`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Annotated, Literal, NamedTuple

from pydantic import BeforeValidator, Discriminator, Field, InstanceOf, Tag
from pydantic_core import PydanticCustomError

from timeline.faults.diagnostic import tell
from timeline.text import coordinate_hints, coordinates, date_hints, dates, edtf, identifiers
from timeline.text.prose import TEXT_LIMIT

NUMBER = re.compile(r"[0-9]{1,15}(\.[0-9]{1,6})?")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
REFUSED = "refused"  # how pydantic calls what tells of itself
_AT_SOME_TIME = ("day", "days", "some-day", "some-month", "any-year")
_IDENTIFIER = 300  # characters of one, at most


def refused(code: str, message: str, help: str, within: tuple[int, int] | None = None) -> PydanticCustomError:
    """What a type raises for a value that it refuses; `within` is the part of the text that is meant, where it begins
    and how long it is."""
    return PydanticCustomError(REFUSED, "{message}", {"code": code, "message": message, "help": help, "within": within})


def _date(value: object) -> object:
    if isinstance(value, dict) and len(value) == 1 and set(value) <= dates.CALENDARS.keys():
        (name, said), *_ = value.items()
        message = tell("a date in another calendar is one text and no mapping")
        raise refused("bad-date", message, tell("write `{text}`", text=f"{name}:{said}"[:60]))
    if not isinstance(value, str):
        return value  # pydantic then says that the type is wrong
    try:
        return date_hints.read(value)
    except edtf.DateError as fault:
        raise refused(fault.code, fault.message, fault.help, (fault.offset, fault.length)) from None


def _dated(value: object) -> object:
    date = _date(value)
    if isinstance(date, edtf.Date) and date.earliest is None and date.latest is None:
        message = tell("a date with neither a start nor an end has no place on a timeline")
        raise refused("boundless-date", message, tell("give at least one end, for example `2014/..`"), (0, 0))
    return date


def _day(value: object) -> object:
    date = _date(value)
    if isinstance(date, edtf.Date) and (date.end is not None or not _is_a_day(date.start)):
        help = tell("write it as `2026-11-27`, or leave it out: the build then asks git")
        raise refused("bad-day-of-change", tell("the day of a change is one known day"), help, (0, 0))
    return date


def _stretch(value: object) -> object:
    date = _date(value)
    if isinstance(date, edtf.Date) and (date.end is None or not date.points):
        help = tell("write both, `1450/1950`, or one of them: `1450/..`")
        raise refused("bad-date", tell("an axis goes from one date to another"), help, (0, 0))
    return date


def _lasting(value: object) -> object:
    date = _dated(value)
    if isinstance(date, edtf.Date) and not _has_two_ends(date):
        message = tell("`{text}` is no stretch of time, as a period is", text=date.text)
        help = tell(
            "write both ends, `2014-12~/2015-10`, or one of them, `2014/..`; a whole month, year or century "
            "is one as it is: `2015`"
        )
        raise refused("bad-date", message, help, (0, 0))
    return date


def _has_two_ends(date: edtf.Date) -> bool:
    """Whether a date is a stretch of time: an interval, or a month, a year and so on, which has a first and a last day.
    A day has not, nor has some month of a year, of which nobody knows which."""
    said = date.original.date if date.original else date
    point = said.start
    return said.end is not None or isinstance(point, edtf.Point) and point.precision not in _AT_SOME_TIME


def _is_a_day(point: object) -> bool:
    """Whether it is a day that any calendar knows: feeds and citations give it as theirs have it."""
    return isinstance(point, edtf.Point) and point.is_day and not point.time and point.year >= 1


def _where(value: object) -> object:
    if isinstance(value, list | dict):
        meant = coordinate_hints.of_list(value) if isinstance(value, list) else coordinate_hints.of_mapping(value)
        help = meant or tell("write the latitude and the longitude, as `40.73, 13.9`, or `unknown`")
        raise refused("bad-coordinates", tell("where a place is stands in one text"), help)
    if not isinstance(value, str):
        return value
    try:
        return coordinate_hints.read(value)
    except coordinates.CoordinateError as fault:
        raise refused(fault.code, fault.message, fault.help, (fault.offset, fault.length)) from None


def _identified(read: Callable[[str], str]) -> BeforeValidator:
    """What holds a text to the form of an identifier; one that is too long is told of as any text is."""

    def check(value: object) -> object:
        if not isinstance(value, str) or len(value) > _IDENTIFIER:
            return value
        try:
            return read(value)
        except identifiers.IdentifierError as fault:
            raise refused(fault.code, fault.message, fault.help) from None

    return BeforeValidator(check)


def _number(value: object) -> object:
    if not isinstance(value, str):
        return value
    if not NUMBER.fullmatch(value):
        message = tell("`{value}` is not a number as content writes them", value=value[:40])
        raise refused("bad-number", message, _number_help(value))
    return Decimal(value)


def _number_help(value: str) -> str:
    latin = "".join(str(int(c)) if c.isdecimal() else c for c in value)
    if NUMBER.fullmatch(bare := re.sub(r"[,_٬' \u00a0]", "", latin)):
        return tell("write `{bare}`; each language puts its own separators and digits", bare=bare)
    if re.match(r"(?i)(more than|over|at least|about|at most|<|>|~)", latin):
        return tell("write the number alone, and what bounds it under `bound:`")
    return tell("write digits with at most one point, such as `125000` or `14.5`")


def _minutes(value: object) -> object:
    number = _number(value)
    if isinstance(number, Decimal) and not (number == int(number) and 0 < number < 1000):
        message = tell("`{value}` is no number of minutes", value=number)
        raise refused("bad-number", message, tell("write a whole number such as `45`"))
    return number


def _described(value: object) -> object:
    """What is seen in a picture is said in each language, or is nothing at all."""
    if value is not None and value != "":
        help = tell(
            'under it, indented, a line for each language of the site, such as `en: …`; `alt: ""` stands '
            "with `decorates:` alone"
        )
        raise refused("bad-alt", tell("`alt` must be written in each language"), help)
    return value


class Form(NamedTuple):
    """What a type means besides what pydantic checks: `editor_schema` tells it to editors, by its name."""

    name: str


Slug = Annotated[str, Field(pattern=f"^{SLUG.pattern}$", max_length=100), Form("slug")]
LanguageCode = Annotated[str, Field(pattern=f"^{LANGUAGE.pattern}$"), Form("language")]
SiteLanguage = Annotated[LanguageCode, Form("languages")]
Text = Annotated[str, Field(max_length=TEXT_LIMIT), Form("text")]
Line = Annotated[str, Field(max_length=300), Form("text")]
Translated = dict[LanguageCode, Text]
Name = Annotated[str, Field(max_length=100), Form("text")]
OtherNames = Annotated[dict[LanguageCode, list[Name]], Form("names")]
Unit = Annotated[dict[LanguageCode, Line | dict[Line, Line]], Form("unit")]
KeyFigure = Annotated[str, Field(pattern=f"^{SLUG.pattern}#{SLUG.pattern}$", max_length=201), Form("key_figures")]
# An event, or a passage of one by its name on the event's page; without an event, of the step's own.
Passage = Annotated[
    str, Field(pattern=f"^({SLUG.pattern}(#{SLUG.pattern})?|#{SLUG.pattern})$", max_length=201), Form("passages")
]
Edtf = Annotated[InstanceOf[edtf.Date], BeforeValidator(_date), Form("date")]
EventDate = Annotated[InstanceOf[edtf.Date], BeforeValidator(_dated), Form("date")]
Stretch = Annotated[InstanceOf[edtf.Date], BeforeValidator(_stretch), Form("date")]
Lasting = Annotated[InstanceOf[edtf.Date], BeforeValidator(_lasting), Form("date")]
Day = Annotated[InstanceOf[edtf.Date], BeforeValidator(_day), Form("date")]
Where = Annotated[InstanceOf[coordinates.Coordinates], BeforeValidator(_where), Form("coordinates")]
Number = Annotated[Decimal, BeforeValidator(_number), Form("number")]
Minutes = Annotated[Decimal, BeforeValidator(_minutes), Form("number")]
Flag = Annotated[Literal["true", "false"], Form("flag")]
Address = Annotated[str, Field(max_length=2000), Form("address")]
Contact = Annotated[str, Field(max_length=2000), Form("contact")]
WikidataId = Annotated[str, Field(pattern=r"^Q[1-9][0-9]{0,11}$"), Form("wikidata")]
Identifier = Annotated[str, Field(max_length=_IDENTIFIER)]
Isbn = Annotated[Identifier, _identified(identifiers.isbn), Form("isbn")]
Doi = Annotated[Identifier, _identified(identifiers.doi), Form("doi")]
Numbering = Annotated[Identifier, _identified(identifiers.numbering), Form("text")]
PageRange = Annotated[Identifier, _identified(identifiers.pages), Form("page_range")]
MediaFile = Annotated[str, Field(max_length=300), Form("media")]  # `picture_checks` sees to it that it is there
# Ids of other records: `resolve` sees to it that each leads somewhere.
EventId = Annotated[Slug, Form("events")]
SourceId = Annotated[Slug, Form("sources")]
TopicId = Annotated[Slug, Form("topics")]
ActorId = Annotated[Slug, Form("actors")]
PlaceId = Annotated[Slug, Form("places")]
MeasureId = Annotated[Slug, Form("measures")]
SourceKindId = Annotated[Slug, Form("source_kinds")]
# A speaker with a name is an actor's id; one whom the source leaves unnamed is described in words.
Speaker = Annotated[
    Annotated[ActorId, Tag("id")] | Annotated[Translated, Tag("words")],
    Discriminator(lambda value: "words" if isinstance(value, dict) else "id"),
]

Bound = Literal["given", "exactly", "about", "at-least", "more-than", "at-most"]
Standing = Literal["stated", "reported", "claimed", "disputed"]
RelationKind = Literal["follows-up", "part-of", "announces", "explains", "answers"]
# What a work is to citation styles and to programs that manage citations, by the names that CSL 1.0.2 has for it.
Bibliographic = Literal[
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "bill",
    "book",
    "broadcast",
    "chapter",
    "collection",
    "document",
    "entry-encyclopedia",
    "graphic",
    "hearing",
    "interview",
    "legal_case",
    "legislation",
    "manuscript",
    "map",
    "motion_picture",
    "pamphlet",
    "paper-conference",
    "periodical",
    "personal_communication",
    "post",
    "post-weblog",
    "regulation",
    "report",
    "song",
    "speech",
    "thesis",
    "treaty",
    "webpage",
]
# The kinds of source that need no line of a project's own: language files name them.
SourceKindName = Literal["article", "study", "statement", "press-release", "court-paper", "book", "report"]
COMMON_KINDS: Mapping[SourceKindName, Bibliographic] = {
    "article": "article-newspaper",
    "study": "report",
    "statement": "document",
    "press-release": "document",
    "court-paper": "legal_case",
    "book": "book",
    "report": "report",
}
EventKind = Literal["meeting", "publication", "statement", "development"]
ActorKind = Literal["person", "company", "institution", "government", "agency", "network", "group"]


# A place within a source: `¶2` is put into words by each language; other words are the author's own.
Locator = Annotated[
    Annotated[Line, Tag("text")] | Annotated[Translated, Tag("words")],
    Discriminator(lambda value: "words" if isinstance(value, dict) else "text"),
]
Alt = Annotated[
    Annotated[Translated, Tag("words")] | Annotated[Literal[""], BeforeValidator(_described), Tag("none")],
    Discriminator(lambda value: "words" if isinstance(value, dict) else "none"),
]
LicenceName = Literal[
    "CC0-1.0",
    "CC-BY-4.0",
    "CC-BY-SA-4.0",
    "CC-BY-NC-4.0",
    "CC-BY-ND-4.0",
    "CC-BY-NC-SA-4.0",
    "CC-BY-NC-ND-4.0",
    "CC-BY-3.0",
    "CC-BY-SA-3.0",
    "CC-BY-NC-3.0",
    "CC-BY-ND-3.0",
    "CC-BY-NC-SA-3.0",
    "CC-BY-NC-ND-3.0",
    "public-domain",
]
