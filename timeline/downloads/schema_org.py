"""What the timeline speaks of, as machines know such things: nodes of JSON-LD, in the words of schema.org.

One thing has one `@id`, wherever it is spoken of: the address of its page in the site's first language, with
what it is behind `#`. A page that tells of it is another thing, one a language. Types say no more than is true:
schema.org's Event is something arranged, such as a meeting, so that a suspension is a Thing that occurred; an
author is a person or a body, so that whoever is not known to be either is credited in words (`creditText`); and
neither page is the translation of the other, so both are examples of one work.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from typing import NamedTuple

from timeline import addresses
from timeline.edition import bibliographic_types as types
from timeline.edition import cited_work, dates_in_words, events, views, works
from timeline.edition.edition import Edition
from timeline.edition.lazy_values import OnDemand, Only
from timeline.edition.views import Words
from timeline.records import growing, schema
from timeline.records.passages import passages
from timeline.text import identifiers
from timeline.text.coordinates import Coordinates
from timeline.text.edtf import Date, Point

Node = dict[str, object]

_WIKIDATA = "http://www.wikidata.org/entity/"  # as Wikidata itself names its things
_OCCURRENCE = f"{_WIKIDATA}Q1190554"
_EVENTS = {"meeting": "Event", "publication": "PublicationEvent"}  # anything else is a Thing that occurred
_SOURCES = {  # by its bibliographic type; anything else is a CreativeWork
    "article-journal": "ScholarlyArticle",
    "article-magazine": "Article",
    "article-newspaper": "Article",
    "bill": "Legislation",
    "book": "Book",
    "chapter": "Chapter",
    "collection": "Collection",
    "entry-encyclopedia": "Article",
    "legislation": "Legislation",
    "manuscript": "Manuscript",
    "map": "Map",
    "motion_picture": "Movie",
    "paper-conference": "ScholarlyArticle",
    "periodical": "Periodical",
    "personal_communication": "Message",
    "post-weblog": "BlogPosting",
    "regulation": "Legislation",
    "report": "Report",
    "song": "MusicRecording",
    "thesis": "Thesis",
    "webpage": "WebPage",
}
_PAGED = ("Article", "BlogPosting", "Chapter", "Report", "ScholarlyArticle")  # that have pages in schema.org's words
_ACTORS = {
    "person": "Person",
    "company": "Corporation",
    "institution": "Organization",
    "government": "GovernmentOrganization",
    "agency": "NewsMediaOrganization",
    "group": "Organization",
    "network": "Thing",
}
_NAMES = {
    "events": "event",
    "sources": "source",
    "topics": "topic",
    "actors": "actor",
    "places": "place",
    "periods": "period",
}
_BRIEF = ("@id", "@type", "name", "url", "sameAs")


class Said(NamedTuple):
    """A text and its language."""

    text: str
    lang: str


class Names(tuple[Said, ...]):
    """The names of one thing: where several languages speak of it, those of them all."""

    __slots__ = ()


# In which a page tells machines of its passages.
_ORDER = ("statement", "figure", "other_date", "disagreement", "picture")


def cited(event: schema.Event) -> list[str]:
    """The sources of an event and of all its parts."""
    parts = sorted(passages(event), key=lambda passage: _ORDER.index(passage.kind))
    return [citation.id for part in (event, *(part.record for part in parts)) for citation in part.sources]


class Voice:
    """An edition speaking: nodes whose references are ids, each whole wherever it is wanted."""

    def __init__(self, edition: Edition):
        self.edition, self.timeline, self.code = edition, edition.timeline, edition.code
        self.base = edition.timeline.site.address or ""
        self.first = next(iter(edition.timeline.languages))
        kinds = edition.timeline.kinds
        self.briefs: Mapping[tuple[str, str], Node] = OnDemand(
            ((kind, id) for kind in (*_NAMES, "measures") if kind != "events" for id in kinds[kind]), self.brief
        )

    def extract(self, edition: Edition) -> Voice:
        """The same of the extract that one event is handed (`Edition.extract`)."""
        own = copy(self)
        own.edition, own.timeline = edition, edition.timeline
        own.briefs = Only(self.briefs, lambda named: named[1] in edition.timeline.kinds[named[0]])
        return own

    # What things are called

    def id(self, kind: str, id: str) -> str:
        if kind == "measures":  # they have no pages of their own
            return f"{self.base}{addresses.measure(self.first, id)}"
        return f"{self.base}{addresses.record(self.first, kind, id)}#{_NAMES[kind]}"

    def ref(self, kind: str, id: str) -> Node:
        return {"@id": self.id(kind, id)}

    def refs(self, kind: str, ids: list[str]) -> list[Node]:
        return [self.ref(kind, id) for id in dict.fromkeys(ids)]

    def page(self, path: str) -> str:
        return f"{self.base}{path}"

    @property
    def site_id(self) -> str:
        return f"{self.base}#site"

    def said(self, words: Words) -> Said | None:
        text = views.plain(words)
        return Said(text, words.lang if isinstance(words, views.Text) else self.code) if text else None

    # Things

    def site(self) -> Node:
        return whole(
            {
                "@type": "WebSite",
                "@id": self.site_id,
                "url": self.base,
                "name": self.said(self.edition.title),
                "description": self.said(self.edition.tagline),
                "inLanguage": list(self.timeline.languages),
                **self.keepers(),
                "publisher": self.publisher(),
                "license": self.licence(),
                "dateModified": self.timeline.latest,
            }
        )

    def publisher(self) -> Node | None:
        """Who answers for the site, as the body that publishes it; and how one writes to them."""
        said = self.edition.publisher
        if said is None:
            return None
        way = {"email": said.mailbox} if said.mailbox else {"url": said.corrections}
        return whole(
            {
                "@type": "Organization",
                "@id": f"{self.base}#publisher",
                "name": self.said(said.name),
                "url": said.address,
                "contactPoint": {"@type": "ContactPoint", "contactType": "corrections", **way},
            }
        )

    def licence(self) -> str:
        return self.timeline.site.licence.address if self.timeline.site.licence else ""

    def keepers(self) -> Node:
        authors = self.timeline.site.authors
        return self.written(self.edition.authors(authors), self.edition.names(authors))

    def makers(self) -> Node:
        """Whoever makes the site, where it names nobody: its author cannot be the site itself."""
        title = self.said(self.edition.title)
        return {"@type": "Organization", "@id": f"{self.base}#makers", "name": title, "url": self.base}

    def written(self, names: tuple[cited_work.Name, ...], credit: Words) -> Node:
        """Who wrote something: whoever has a given name is a person; where another is among them, it is not said what
        they are."""
        people = [name for name in names if name.given]
        named = [{"@type": "Person", "name": Said(f"{name.given} {name.family}", self.code)} for name in people]
        return {"author": named, "creditText": self.said(credit) if len(people) < len(names) else None}

    def thing(self, id: str) -> Node:
        """What happened."""
        entry, card = self.timeline.events[id], self.edition.cards[id]
        event = entry.record
        type = _EVENTS.get(event.kind or "", "Thing")
        node: Node = {"@type": type, "@id": self.id("events", id), "name": self.said(card.title)}
        if former := [self.id("events", alias) for alias in event.aliases]:
            node["sameAs"] = former  # by which others may know it still
        if type == "Thing":
            return {**node, "additionalType": _OCCURRENCE}
        start, end = _days(event.date)
        places = self.refs("places", event.places)
        location = places[0] if len(places) == 1 else places
        return whole({**node, "startDate": start, "endDate": end, "location": location})

    def article(self, id: str) -> Node:
        """The page that tells of it."""
        entry, card, keepers = self.timeline.events[id], self.edition.cards[id], self.keepers()
        event = entry.record
        return whole(
            {
                "@type": "Article",
                "@id": self.page(card.path),
                "url": self.page(card.path),
                "headline": self.said(card.title),
                "description": self.said(card.summary),
                "inLanguage": self.code,
                "temporalCoverage": event.date.edtf,
                "dateModified": self.timeline.version(entry),
                "license": self.licence(),
                "isPartOf": {"@id": self.site_id},
                "author": keepers["author"] or self.makers(),
                "creditText": keepers["creditText"],
                "publisher": self.publisher(),
                "exampleOfWork": {
                    "@type": "CreativeWork",
                    "@id": f"{self.base}{addresses.record(self.first, 'events', id)}#work",
                    "workExample": [
                        {"@id": self.page(addresses.in_language(card.path, code))}
                        for code in self.timeline.languages
                        if growing.written(event, code, self.timeline.site)
                    ],
                },
                "about": self.subjects(id),
                "keywords": self.refs("topics", event.topics),
                "mentions": self.refs("actors", event.actors),
                "contentLocation": self.refs("places", event.places),
                "citation": self.refs("sources", cited(event)),
                "image": self.images("events", id, event.media, self.edition.events[id].pictures),
                **self.noted(self.edition.events[id]),
            }
        )

    def subjects(self, id: str) -> Node | list[Node]:
        """What an event's page is about: the event, and places where nothing of it happened."""
        places = self.refs("places", self.timeline.events[id].record.about_places)
        return [self.ref("events", id), *places] if places else self.ref("events", id)

    def images(
        self, kind: str, id: str, records: Sequence[schema.Picture], shown: Sequence[views.Picture]
    ) -> list[Node]:
        """The pictures of a record."""
        where = f"{self.base}{addresses.record(self.first, kind, id)}"
        return [self.image(f"{where}#{view.id}", record, view) for record, view in zip(records, shown, strict=True)]

    def image(self, id: str, record: schema.Picture, view: views.Picture) -> Node:
        """A picture, with whoever made it, what is seen, where it is from, and under which licence or for which reason
        it is shown; of what plays elsewhere, a picture of that."""
        pixels = lambda number: {"@type": "QuantitativeValue", "value": number, "unitCode": "E37"}
        plays = {"video": "VideoObject", "sound": "AudioObject"}.get(view.plays, "")
        reason = {"@type": "CreativeWork", "text": self.said(view.reason)} if view.reason else None
        return whole(
            {
                "@type": "ImageObject",
                "@id": id,
                "contentUrl": self.page(view.path),
                "encodingFormat": view.type,
                "width": pixels(view.width),
                "height": pixels(view.height),
                "description": self.said(view.alt),
                "caption": self.said(view.caption),
                "creditText": self.said(view.credit),
                "dateCreated": _known(record.date) if record.date else "",
                "temporal": record.date.edtf if record.date else "",
                "license": view.licence.address if view.licence else "",
                "usageInfo": reason,
                "citation": self.refs("sources", [citation.id for citation in record.sources]),
                "isBasedOn": {"@type": plays, "url": view.link} if plays else None,
                **self.noted(view),
            }
        )

    def passages(self, id: str) -> Iterator[Node]:
        """What is said in it, each passage with its speaker and where it is written."""
        pairs = sorted(events.paired(self.edition, id), key=lambda pair: _ORDER.index(pair[0].kind))
        sides: dict[str, list[Node]] = {}
        for passage, view in pairs:
            match view, passage.record:
                case views.Statement(), schema.Statement() as record:
                    yield self.claim(id, view, record, view.text)
                case views.Figure(), schema.Figure() as record:
                    node = self.claim(id, view, record, view.words)
                    observed = {"@type": "Observation", "variableMeasured": self.ref("measures", record.measure)}
                    covered = {"temporalCoverage": record.period.edtf} if record.period else {}
                    yield {**node, **covered, "about": [node["about"], {**observed, **_value(record)}]}
                case views.OtherDate(), schema.OtherDate() as record:
                    told = self.said_of(id, view.id, view.note, record)
                    yield whole({**told, "temporalCoverage": record.date.edtf, **self.noted(view)})
                case views.Account(), schema.Account() as record:
                    sides.setdefault(passage.fragment, []).append(self.side(view, record))
        for differing in self.edition.events[id].disagreements:
            yield whole(
                {
                    "@type": "Collection",
                    "@id": self.passage(id, differing.id),
                    "name": self.said(differing.about),
                    "description": self.said(differing.note),
                    "about": self.ref("events", id),
                    "hasPart": sides[differing.id],
                    **self.noted(differing),
                }
            )

    def side(self, view: views.Account, record: schema.Account) -> Node:
        """What one side of a disagreement says."""
        speaker = self.speaker(view.speaker, record.said_by) if view.speaker and record.said_by else {}
        appearance = self.refs("sources", [citation.id for citation in record.sources])
        claim = {"@type": "Claim", "text": self.said(view.text), **speaker, "appearance": appearance}
        return whole({**claim, **self.noted(view)})

    def noted(self, view: views.Remarked) -> Node:
        """The remarks of a record: works that are about it, in schema.org's sense."""
        remarks = [
            {"@type": "CreativeWork", "name": self.said(r.label), "text": self.said(r.text)} for r in view.remarks
        ]
        return {"subjectOf": remarks} if remarks else {}

    def passage(self, id: str, fragment: str) -> str:
        return f"{self.base}{addresses.record(self.first, 'events', id)}#{fragment}"

    def claim(
        self, id: str, view: views.Statement | views.Figure, record: schema.Statement | schema.Figure, text: Words
    ) -> Node:
        """What somebody says. Its keyword is how well it stands."""
        speaker = self.speaker(view.speaker, record.said_by)
        return {
            **self.said_of(id, view.id, text, record),
            **speaker,
            "keywords": view.standing.code,
            **self.noted(view),
        }

    def said_of(
        self, id: str, fragment: str, text: Words, record: schema.Statement | schema.Figure | schema.OtherDate
    ) -> Node:
        return {
            "@type": "Claim",
            "@id": self.passage(id, fragment),
            "text": self.said(text),
            "appearance": self.refs("sources", [citation.id for citation in record.sources]),
            "about": self.ref("events", id),
        }

    def speaker(self, view: views.Speaker, named: str | dict[str, str]) -> Node:
        """Who says something, as it is shown and as the record has it: somebody, or what has no name of its own."""
        if isinstance(named, str) and _ACTORS[self.timeline.kinds["actors"][named].record.kind] != "Thing":
            return {"author": self.ref("actors", named)}
        return {"creditText": self.said(view.name)}

    def measure(self, id: str) -> Node:
        """What figures count."""
        record = self.timeline.measures[id].record
        return whole(
            {
                "@type": "StatisticalVariable",
                "@id": self.id("measures", id),
                "name": self.said(self.edition.text(record.name)),
                "description": self.said(self.edition.text(record.note)),
            }
        )

    def source(self, id: str) -> Node:
        record = self.timeline.sources[id].record
        work, view = works.work(self.edition, "sources", id), self.edition.sources[id]
        type = _SOURCES.get(work.type, "CreativeWork")
        book, kept = type == "Book", work.repository or work.shelfmark
        return whole(
            {
                "@type": [type, "ArchiveComponent"] if kept else type,
                "@id": self.id("sources", id),
                "name": self.said(view.title),
                "genre": self.said(view.kind),
                **self.made(work),
                "isPartOf": self.part_of(work),
                "pagination" if type in _PAGED else "position": work.pages,
                "bookEdition" if book else "version": self.said(self.edition.text(record.edition)),
                "locationCreated": self.sent_from(record),
                "holdingArchive": self.called("ArchiveOrganization", record.repository),
                "isbn": work.isbn if book else "",
                "identifier": [
                    {"@type": "PropertyValue", "propertyID": name, "value": value}
                    for name, value in (("ISBN", "" if book else work.isbn), ("shelfmark", work.shelfmark))
                    if value
                ],
                "sameAs": identifiers.doi_address(work.doi) if work.doi else "",
                "publisher": {"@type": "Organization", "name": self.said(view.outlet)} if view.outlet else None,
                "datePublished": _known(record.published),
                "temporal": record.published.edtf,
                "inLanguage": record.language,
                "url": record.address,
                "archivedAt": record.archived,
                "description": self.said(view.summary),
                "image": self.images("sources", id, record.media, view.pictures),
                **self.noted(view),
            }
        )

    def made(self, work: cited_work.Work) -> Node:
        """Who wrote it, edited it and translated it; whoever is not known to be a person is credited in words."""
        roles = {"author": work.authors, "editor": work.editors, "translator": work.translators}
        people = {role: self.written(names, "")["author"] for role, names in roles.items()}
        unparted = [names for names in roles.values() if not all(name.given for name in names)]
        credit = self.edition.language.join(name.spoken for names in unparted for name in names)
        return {**people, "creditText": self.said(self.edition.mixed(credit))}

    def part_of(self, work: cited_work.Work) -> Node | None:
        """The periodical, the book or the papers that it is in, with its volume and issue."""
        within = "Periodical" if work.type in types.PERIODICAL else "Book" if work.in_a_book else "CreativeWork"
        node: Node = {"@type": within, "name": Said(work.container, self.code)} if work.container else {}
        for type, name, number in (
            ("PublicationVolume", "volumeNumber", work.volume),
            ("PublicationIssue", "issueNumber", work.issue),
        ):
            if number:
                node = {"@type": type, name: number, **({"isPartOf": node} if node else {})}
        return node or None

    def sent_from(self, record: schema.Source) -> Node | list[Node] | None:
        """Where it was published, and the places of its dateline."""
        published = self.called("Place", record.published_in)
        places = [*([published] if published else []), *self.refs("places", record.datelines)]
        return places[0] if len(places) == 1 else places

    def called(self, type: str, name: Mapping[str, str] | None) -> Node | None:
        """Something of which only the name is known."""
        said = self.said(self.edition.text(name))
        return {"@type": type, "name": said} if said else None

    def node(self, kind: str, id: str) -> Node:
        """A thing that is no event."""
        match kind:
            case "sources":
                return self.source(id)
            case "measures":
                return self.measure(id)
            case "periods":
                return self.period(id)
        return self.term(kind, id)

    def brief(self, named: tuple[str, str]) -> Node:
        """What a page says of a thing that is told of elsewhere."""
        kind, id = named
        node = self.node(kind, id)
        return {key: value for key, value in node.items() if key in _BRIEF}

    def period(self, id: str) -> Node:
        """A stretch of time that has a name. That it lasted from when to when is said of the work about it, whose pages
        tell of it: schema.org has no word for a period."""
        record, view = self.timeline.periods[id].record, self.edition.periods[id]
        work = {
            "@type": "CreativeWork",
            "@id": f"{self.base}{addresses.record(self.first, 'periods', id)}#work",
            "temporalCoverage": record.date.edtf,
            "citation": self.refs("sources", [citation.id for citation in record.sources]),
        }
        noted = self.noted(view).get("subjectOf", [])
        return whole(
            {
                "@type": "DefinedTerm",
                "@id": self.id("periods", id),
                "name": self.said(view.name),
                "alternateName": Names(Said(views.plain(name), self.code) for name in view.other_names),
                "description": self.said(view.summary),
                "subjectOf": [work, *(noted if isinstance(noted, list) else ())],
            }
        )

    def term(self, kind: str, id: str) -> Node:
        """A topic, an actor or a place."""
        record, view = self.timeline.kinds[kind][id].record, self.edition.terms[kind][id]
        type = {"topics": "DefinedTerm", "places": "Place"}.get(kind) or _ACTORS[record.kind]
        known = getattr(record, "wikidata", None)
        return whole(
            {
                "@type": type,
                "@id": self.id(kind, id),
                "name": self.said(view.name),
                "alternateName": Names(Said(views.plain(name), self.code) for name in view.other_names),
                "description": self.said(view.summary),
                "sameAs": f"{_WIKIDATA}{known}" if known else "",
                "geo": _geo(at) if (at := getattr(record, "at", None)) and at.known else None,
                **self.noted(view),
            }
        )


def whole(node: Node) -> Node:
    """A node without what is not known."""
    return {key: value for key, value in node.items() if value not in (None, "", [], ())}


def _geo(at: Coordinates) -> Node:
    """Where a place is: a point, or a circle whose radius is in metres."""
    latitude, longitude = at.point
    point: Node = {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}
    if at.radius is None:
        return point
    return {"@type": "GeoCircle", "geoMidpoint": point, "geoRadius": round(at.radius * 1000)}


def _value(figure: schema.Figure) -> Node:
    """The number as it is bounded: where the source gives a limit alone, nothing is said of the number itself."""
    number = int(figure.value) if figure.value == int(figure.value) else float(figure.value)
    named = {"at-least": "minValue", "more-than": "minValue", "at-most": "maxValue"}.get(figure.bound, "value")
    bound = {"@type": "PropertyValue", "name": "bound", "value": figure.bound}
    return {named: number} | ({} if figure.bound == "given" else {"additionalProperty": bound})


def _days(date: Date) -> tuple[str, str]:
    """The ends of a date as ISO 8601 writes them, where they are known and sure."""
    return _known(Date("", date.start)), _known(Date("", date.end)) if date.end else ""


def _known(date: Date) -> str:
    """A single date as ISO 8601 writes it; nothing where it is an interval, or about, uncertain or in part unknown."""
    point = date.start
    sure = isinstance(point, Point) and not (point.approximate or point.uncertain or point.time)
    return dates_in_words.machine(date) if sure else ""
