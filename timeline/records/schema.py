"""What a content file may say: one frozen pydantic record for each kind of thing.

What the value of a field may be is `field_types`'. A record holds ids, never other records: `resolve` joins them. The
descriptions here are the field reference: docs/fields.md has them and a test keeps the two the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Annotated, ClassVar, Literal, NamedTuple, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, ValidationInfo, model_validator

from timeline.faults.diagnostic import tell
from timeline.records.field_types import (
    ActorId,
    ActorKind,
    Address,
    Alt,
    Bibliographic,
    Bound,
    Contact,
    Day,
    Doi,
    Edtf,
    EventDate,
    EventId,
    EventKind,
    Flag,
    Form,
    Isbn,
    KeyFigure,
    LanguageCode,
    Lasting,
    LicenceName,
    Line,
    Locator,
    MeasureId,
    MediaFile,
    Minutes,
    Number,
    Numbering,
    OtherNames,
    PageRange,
    Passage,
    PlaceId,
    RelationKind,
    SiteLanguage,
    Slug,
    SourceId,
    SourceKindId,
    Speaker,
    Standing,
    Stretch,
    TopicId,
    Translated,
    Unit,
    Where,
    WikidataId,
    refused,
)


class Shown(NamedTuple):
    """Says of an optional text of an event or one of its parts, of a source, a topic, an actor or a place that it is a
    remark: shown under a label wherever its record is shown, found by a search, and given out with it. `word` is the
    label's key among a language's words; the table of columns explains it by the same.
    """

    word: str


def remarks(model: type[Record]) -> dict[str, str]:
    """The fields of a record that are remarks, each with the key of its label."""
    marks = ((name, mark) for name, field in model.model_fields.items() for mark in field.metadata)
    return {name: mark.word for name, mark in marks if isinstance(mark, Shown)}


class Record(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)
    shapes: ClassVar[tuple[tuple[str, ...], ...]] = ()  # sets of fields: a record has all of one set and none besides
    rivals: ClassVar[tuple[tuple[str, ...], ...]] = ()  # sets of fields of which a record has one at most

    @model_validator(mode="before")
    @classmethod
    def _not_written_yet(cls, data: object, info: ValidationInfo) -> object:
        """A key left empty for a growing language is a text still to be written: as if it were not there."""
        growing = info.context
        if not growing or not isinstance(data, dict):
            return data
        texts = [key for key in data if key in texts_of(cls) and isinstance(data[key], dict)]
        left = lambda words: {code: text for code, text in words.items() if text is not None or code not in growing}
        return {**data, **{key: left(data[key]) for key in texts}}


@cache
def texts_of(model: type[Record]) -> frozenset[str]:
    """The keys of a record, as a file has them, under which texts stand by their language."""
    forms = {name: (field.annotation, *field.metadata) for name, field in model.model_fields.items()}
    return frozenset(model.model_fields[name].alias or name for name, form in forms.items() if _by_language(form))


def _by_language(annotation: object) -> bool:
    if get_origin(annotation) is dict:
        return bool(get_args(annotation)[0] == LanguageCode)
    parts = annotation if isinstance(annotation, tuple) else get_args(annotation)
    return any(map(_by_language, parts))


class Citation(Record):
    id: SourceId = Field(description="The source's id: the name of its file in content/sources/.")
    at: Locator | None = Field(
        None,
        description='Where in the source: `¶2`, `¶2-4`, `"¶2, ¶15"`; or words in each language: `{en: p. 9, ar: ص 9}`.',
    )


class Figure(Record):
    measure: MeasureId = Field(
        description="What is counted: an id of content/measures.yaml. Only figures of one measure are ever compared."
    )
    value: Number = Field(description="The number in plain digits, written once: `125000`, `14.5`.")
    bound: Bound = Field(
        "given",
        description="How the source bounds it: exactly, about, at-least, more-than, at-most; left out, or "
        "`given`, where "
        "it gives the bare number.",
    )
    label: Translated | None = Field(
        None, description="What this figure is, where the measure's name does not say enough."
    )
    period: Edtf | None = Field(None, description="The time that the figure covers, as an EDTF date.")
    said_by: Speaker = Field(
        description="Who gives the figure: an actor's id, or words in each language for someone unnamed."
    )
    via: ActorId | None = Field(None, description="The actor who passed it on, where that is not the speaker.")
    standing: Standing = Field("stated", description="stated, reported, claimed or disputed; About explains each.")
    sources: list[Citation] = Field(min_length=1, description="Where it is written.")


class Statement(Record):
    id: Slug | None = Field(None, description="The statement's own address on the page; without it, its number.")
    text: Translated = Field(description="What was said, retold; plain text.")
    said_by: Speaker = Field(description="Who says it: an actor's id, or words in each language for someone unnamed.")
    via: ActorId | None = Field(None, description="The actor who passed it on.")
    standing: Standing = Field(description="stated, reported, claimed or disputed; About explains each.")
    sources: list[Citation] = Field(min_length=1, description="Where it is written.")


class OtherDate(Record):
    date: Edtf = Field(description="The date that the other source gives, as EDTF.")
    note: Translated | None = Field(None, description="What that date is the date of.")
    sources: list[Citation] = Field(min_length=1, description="The source that gives it.")


class Account(Record):
    text: Translated = Field(description="What this side says; plain text.")
    said_by: Speaker | None = Field(
        None, description="Who says it, where that is not the source itself: an actor's id, or words in each language."
    )
    sources: list[Citation] = Field(min_length=1, description="Where this side is written.")


class Disagreement(Record):
    id: Slug | None = Field(None, description="The disagreement's own address on the page; without it, its number.")
    about: Translated = Field(description="The question on which the sources differ.")
    accounts: list[Account] = Field(min_length=2, description="Each side with its source, two or more.")
    note: Translated | None = Field(None, description="What a reader should keep in mind; it takes no side.")


class Licence(Record):
    name: Translated = Field(description="What it is called: `CC BY 4.0`.")
    address: Address = Field(description="Where it can be read: `https://…`.")
    spdx: Line | None = Field(None, description="Its id in the SPDX list, for machines: `CC-BY-4.0`.")


# One that the engine knows by its name, or another one with its own.
AnyLicence = Annotated[
    Annotated[LicenceName, Tag("name")] | Annotated[Licence, Tag("own")],
    Discriminator(lambda value: "name" if isinstance(value, str) else "own"),
]


class Picture(Record):
    """A picture that a record shows, or by which it leads to what is seen or heard elsewhere."""

    file: MediaFile = Field(description="The name of its file in content/media/: `sundial-1206.jpg`.")
    id: Slug | None = Field(None, description="The picture's own address on the page; without it, its number.")
    alt: Alt = Field(
        description='What is seen in it, for whoever does not see it, in each language; `""` with `decorates` alone.'
    )
    decorates: Line | None = Field(
        None, description="With an empty `alt`: why the picture says nothing of its own, for maintainers."
    )
    caption: Translated | None = Field(None, description="What a reader should know of it; plain text.")
    credit: Translated = Field(description="Who made it: a photographer, an artist, a body.")
    date: Edtf | None = Field(None, description="When it was made, as an EDTF date.")
    licence: AnyLicence | None = Field(
        None,
        description="Under which licence it is shown: `CC0-1.0`, `CC-BY-4.0`, `CC-BY-SA-4.0` …, `public-domain`; or "
        "another one, with its `name` and `address`.",
    )
    reason: Translated | None = Field(None, description="In place of a licence: why it may be shown.")
    sources: list[Citation] = Field(min_length=1, description="Where it is from: at least one.")
    video: Address | None = Field(None, description="Where the film that this is a picture of can be seen: a link.")
    sound: Address | None = Field(None, description="Where the recording that it stands for can be heard: a link.")
    rivals = (("licence", "reason"), ("video", "sound"), ("alt", "decorates"))

    @model_validator(mode="after")
    def _of_one_form(self) -> Picture:
        if (self.alt == "") != bool(self.decorates):
            message = (
                tell('a picture with `alt: ""` says under `decorates:` why it needs none')
                if self.alt == ""
                else tell('a picture that decorates has `alt: ""`, and one that says something has no `decorates:`')
            )
            raise refused("bad-alt", message, tell("write under `alt:` what is seen, in each language"))
        if (self.licence is None) == (self.reason is None):
            message = (
                tell("a picture has a licence or a reason why it may be shown, not both")
                if self.licence
                else tell("a picture says under which licence it is shown, or why it may be")
            )
            help = tell("write `licence: CC-BY-4.0`, or under `reason:` why it may be shown, in each language")
            raise refused("bad-rights", message, help)
        if self.video and self.sound:
            message = tell("a picture leads to a film or to a sound, not to both")
            raise refused("too-many-links", message, tell("keep one of `video:` and `sound:`"))
        return self


class Relation(Record):
    event: EventId = Field(description="The other event's id.")
    kind: RelationKind = Field(
        alias="as", description="follows-up, part-of, announces, explains or answers; shown from both ends."
    )


class Event(Record):
    date: EventDate = Field(
        description="When, as EDTF, no more precise than the sources: `2016-02-05`, `2014-12~`, `2015-06/2015-10`; or "
        "in another calendar, as they have it: `hijri:1437-05`, `julian:1187-10-02`."
    )
    title: Translated = Field(description="A headline in each language.")
    summary: Translated = Field(description="One or two sentences in each language; plain text.")
    body: Translated | None = Field(
        None,
        description="The account itself, in Markdown; `[[event-id]]` links to an event, `[[#figure]]` writes a figure.",
    )
    transition: Translated | None = Field(
        None, description="In the story, a sentence that leads from this event to the next; plain text."
    )
    kind: EventKind | None = Field(
        None,
        description="What it is to machines: a meeting (people gather), a publication (a work appears), a statement "
        "(somebody says something) or a development (anything else that happens).",
    )
    topics: list[TopicId] = Field(min_length=1, description="Ids of content/topics.yaml, at least one.")
    actors: list[ActorId] = Field([], description="Ids of content/actors.yaml.")
    places: list[PlaceId] = Field([], description="Where it happened: ids of content/places.yaml.")
    about_places: list[PlaceId] = Field(
        [], description="The places that it is about and where nothing of it happened: ids of content/places.yaml."
    )
    figures: dict[Slug, Figure] = Field({}, description="The event's numbers, each under a name of its own.")
    statements: list[Statement] = Field([], description="Who says what.")
    other_dates: list[OtherDate] = Field([], description="Dates that other sources give.")
    disagreements: list[Disagreement] = Field([], description="Where the sources differ.")
    media: list[Picture] = Field([], description="Pictures of it, in the order in which the page has them.")
    related: list[Relation] = Field([], description="Other events this one is tied to.")
    sources: list[Citation] = Field(min_length=1, description="What the event as a whole rests on: at least one.")
    aliases: list[Slug] = Field([], description="Ids that this event had before; each stays a working address.")
    updated: Day | None = Field(
        None, description="The day of its last change, which citations and feeds give; left out, `git` is asked."
    )
    draft: Flag | None = Field(
        None, description="`true` while it is being written: it is checked and previewed, and not published."
    )


class Author(Record):
    """A person, whose name some lists of references turn round; or a name that nobody may part."""

    family: Translated | None = Field(None, description="A person's family name, under which references list them.")
    given: Translated | None = Field(None, description="The rest of the person's name, in full or as initials.")
    name: Translated | None = Field(
        None, description="In place of these two: a body's name, or that of someone whose name is not to be parted."
    )
    shapes = (("family", "given"), ("name",))

    @model_validator(mode="after")
    def _of_one_form(self) -> Author:
        if tuple(name for name in type(self).model_fields if getattr(self, name) is not None) not in self.shapes:
            message = tell("an author has a `family` and a `given` name, or one `name` and neither of these")
            help = tell("write a person's name in these two parts, that of a body as `name:`")
            raise refused("bad-author", message, help)
        return self


class Source(Record):
    kind: SourceKindId = Field(
        description="article, study, statement, press-release, court-paper, book, report, or an id of "
        "content/source_kinds.yaml."
    )
    scope: Literal["document", "outside"] = Field(
        description="`document`: one of the documents the timeline is made from; `outside`: anything else."
    )
    language: LanguageCode = Field(description="The language it is written in, as a code: `ar`, `en`, `fr`.")
    title: Translated = Field(
        description="Its title in its own language, and a translation into those of the site; in `[ ]` a "
        "description of one that has none."
    )
    authors: list[Author] = Field([], description="Who wrote it, where that is known, in the order it names them.")
    editors: list[Author] = Field([], description="Who edited it, or the book that it stands in.")
    translators: list[Author] = Field([], description="Who translated it.")
    container: Translated | None = Field(
        None,
        description="What it stands in: the newspaper, the journal, the book, the papers that it is kept with; left "
        "out, an article stands in its `outlet`.",
    )
    volume: Numbering | None = Field(None, description="The volume: `12`.")
    issue: Numbering | None = Field(None, description="The issue of a newspaper or journal: `3`.")
    pages: PageRange | None = Field(
        None, description="The pages that it takes up: `12`, `12-15`; where a passage stands, its citation says, `at:`."
    )
    edition: Translated | None = Field(None, description="Which edition: `{en: 2nd ed., ar: ط 2}`.")
    outlet: Translated | None = Field(
        None, description="Who published it; left out, the page says that it is not known."
    )
    published_in: Translated | None = Field(None, description="The place where it was published.")
    published: Edtf = Field(description="When it was published, as EDTF.")
    published_note: Translated | None = Field(None, description="How that date is known.")
    datelines: list[PlaceId] = Field(
        [],
        description="The places that it names as those it was sent from: ids of content/places.yaml. It does not say "
        "that anything happened there.",
    )
    summary: Translated = Field(description="A sentence or two on what it is and what it is used for.")
    repository: Translated | None = Field(None, description="The archive, library or museum that keeps it.")
    shelfmark: Line | None = Field(None, description="What it is asked for by there: `FO 371/1234`.")
    isbn: Isbn | None = Field(None, description="Its ISBN, of ten or thirteen digits.")
    doi: Doi | None = Field(None, description="Its DOI, bare: `10.1080/1057610X.2016.1157408`.")
    address: Address | None = Field(None, description="Where it is on the web: http or https.")
    address_note: Translated | None = Field(
        None, description="How the address is known, and when it was last seen; without an address, why none is given."
    )
    archived: Address | None = Field(None, description="An archived copy: http or https.")
    media: list[Picture] = Field([], description="Pictures of it: a title page, a leaf of the manuscript.")
    aliases: list[Slug] = Field([], description="Ids that it had before.")


class Question(Record):
    text: Translated = Field(description="The question; plain text.")
    look_at: list[Passage] = Field(
        min_length=1,
        description="Where to look for an answer: an event (`event-id`), a passage of one "
        "(`event-id#figure-accounts`), "
        "or of the step's own event (`#statement-2`, `#p2`); a page's `#` marks show the names.",
    )
    answer: Translated | None = Field(
        None, description="What a good answer includes, for teachers; plain text. No sheet for pupils has it."
    )


class Step(Record):
    event: EventId = Field(description="The event's id; a path leads to an event once.")
    text: Translated = Field(description="The thread: what leads here, and what to notice; plain text.")
    media: list[Picture] = Field([], description="Pictures to look at with a class, besides the event's own.")
    questions: list[Question] = Field([], description="Questions to be answered from the record.")


class Lesson(Record):
    """A path: events in an order, with what leads from one to the next and with questions."""

    title: Translated = Field(description="What the path is called, in each language.")
    summary: Translated = Field(description="What it is about, in a sentence or two; plain text.")
    body: Translated | None = Field(
        None, description="For teachers: aims, what to prepare; in Markdown. `[[event-id]]` links to an event."
    )
    minutes: Minutes | None = Field(None, description="About how many minutes it takes: `45`.")
    steps: list[Step] = Field(min_length=1, description="The events, in the order in which they are met.")
    questions: list[Question] = Field([], description="Questions on the whole, at the end.")
    aliases: list[Slug] = Field([], description="Ids that it had before; each stays a working address.")
    updated: Day | None = Field(None, description="The day of its last change; left out, `git` is asked.")


class Term(Record):
    """A topic."""

    name: Translated = Field(description="Its name in each language.")
    other_names: OtherNames = Field(
        {},
        description="What else it is called, a list in each language: `{en: [Constantinople], ar: [القسطنطينية]}`; its "
        "page shows them, and whoever searches for one finds its events.",
    )
    summary: Translated = Field(description="A sentence in each language.")
    aliases: list[Slug] = Field([], description="Ids that it had before.")


class Place(Term):
    at: Where | None = Field(
        None,
        description="Where it is, in degrees, the latitude first, with as many decimals as are known: `40.73, 13.9`; "
        "of a region with how far it reaches: `35.9, 39 ± 100 km`; `unknown` where nobody knows.",
    )
    at_note: Translated | None = Field(None, description="How that is known; plain text.")


class Actor(Term):
    kind: ActorKind = Field(description="person, company, institution, government, agency (of news), network or group.")
    wikidata: WikidataId | None = Field(None, description="Its Wikidata id.")


class Period(Record):
    """A stretch of time that has a name: what happened in it follows from the dates."""

    date: Lasting = Field(
        description="From when to when, as EDTF, no more precise than the sources: `2014-12~/2015-10`, `2014/..`; or a "
        "whole month, year or century: `2015`, `19XX`."
    )
    name: Translated = Field(description="Its name in each language.")
    other_names: OtherNames = Field(
        {},
        description="What else it is called, a list in each language: `{en: [The Long Spring], ar: [الربيع الطويل]}`; "
        "its page shows them, and a search finds it by each.",
    )
    summary: Translated = Field(description="A sentence or two in each language; plain text.")
    sources: list[Citation] = Field(min_length=1, description="Where it is written when it was: at least one.")
    aliases: list[Slug] = Field([], description="Ids that it had before; each stays a working address.")


class Measure(Record):
    """Something that can be counted. Figures of different measures are never put on one line."""

    name: Translated = Field(description="What is counted, in each language.")
    unit: Unit = Field(
        description="The number with its unit: one phrase (`{n}%`), or one for each plural category of the language."
    )
    note: Translated | None = Field(None, description="What a reader should know before comparing.")


class SourceKind(Record):
    """A kind of source that a project has besides the common ones, or in place of one of them."""

    name: Translated = Field(description="What it is called, of one: `{en: Manuscript, ar: مخطوط}`.")
    cited_as: Bibliographic = Field(
        description="What citation styles make of it, one of CSL's types: `manuscript`, `map`, `legislation`, "
        "`article-newspaper`, `interview`, `graphic` …"
    )
    aliases: list[Slug] = Field([], description="Ids that it had before.")


class Publisher(Record):
    """Whoever answers for the site: a body, or a person in that part."""

    name: Translated = Field(description="What they are called, in each language.")
    address: Address | None = Field(None, description="Where they are on the web: `https://…`.")
    corrections: Contact = Field(
        description="Where a correction is sent: `mailto:name@host.org`, or the address of a form, `https://…`."
    )


class Site(Record):
    title: Translated = Field(description="The site's name.")
    tagline: Translated = Field(description="What it is, in a line.")
    intro: Translated = Field(description="The opening paragraph; plain text.")
    rights: Translated = Field(
        description="The line on rights at the foot of every page; the licence stands behind it."
    )
    licence: Licence | None = Field(
        None, description="The licence of the texts and data: it stands in every file, and in the credit line."
    )
    key_figures: list[KeyFigure] = Field(
        [], description="Figures for the home page, as `event-id#figure`: `2014-12-brookings-46000#accounts`."
    )
    authors: list[Author] = Field(
        [], description="Who keeps the timeline, for citations; left out, they name the site by its title."
    )
    publisher: Publisher | None = Field(
        None,
        description="Who publishes the site and takes corrections: at the foot of every page, under About, in data, "
        "feeds and citations; a release without it is warned of.",
    )
    languages: list[SiteLanguage] = Field(min_length=1, description="The editions, in the order they are offered.")
    growing: list[SiteLanguage] = Field(
        [],
        description="Editions that are still being written, offered after the others: each has the events whose title "
        "and summary stand in its language.",
    )
    hijri: list[SiteLanguage] = Field(
        [],
        description="The editions that give the Hijri date beside that of an event whose day is known: Umm al-Qura, or "
        "before 1924 the tabular calendar, as about.",
    )
    axis: Stretch | None = Field(
        None,
        description="The time that axes show, from one date to another: `1450/1950`, `1450/..`. Events outside it are "
        "counted beside the axis, and stand in all lists.",
    )
    address: Address | None = Field(
        None, description="Where the site is published: https://…/ ; canonical links and the sitemap are made from it."
    )
    repository: Address | None = Field(
        None,
        description="Where its files are kept: `https://github.com/OWNER/NAME`; pages of events, sources and "
        "texts then "
        "link to their file, its history and the form for a correction.",
    )

    @property
    def editions(self) -> list[str]:
        """The languages of all editions, those of the whole ones first."""
        return [*self.languages, *self.growing]


_POINTING = ("events", "sources", "topics", "actors", "places", "measures")  # forms that are ids of other records


@cache
def points_at(model: type[Record]) -> Mapping[str, str]:
    """The fields of a record that have ids of others, a speaker's among them: each with the kind of those records."""
    found = {}
    for name, field in model.model_fields.items():
        notes = (*field.metadata, *_notes(field.annotation))
        forms = (note.name for note in notes if isinstance(note, Form) and note.name in _POINTING)
        found[name] = next(forms, "")
    return {name: kind for name, kind in found.items() if kind}


def _notes(annotation: object) -> Iterator[object]:
    """All that is noted of a type, at any depth."""
    parts = get_args(annotation)
    if get_origin(annotation) is Annotated:
        yield from (*parts[1:], *_notes(parts[0]))
    else:
        yield from (note for part in parts for note in _notes(part))
