"""What the timeline says to machines (JSON-LD, in the words of schema.org), on each page and as one file.

One thing has one `@id`, wherever it is spoken of: the address of its page in the site's first language, with
what it is behind `#`. A page that tells of it is another thing, one a language. Types say no more than is true:
schema.org's Event is something arranged, such as a meeting, so that a suspension is a Thing that occurred; and
neither page is the translation of the other, so both are examples of one work. Ids are whole addresses: a site
that does not know its own says nothing here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from timeline import citing, routes, views, wording
from timeline.dates import Date, Point
from timeline.edition import Edition, OnDemand
from timeline.resolve import Timeline
from timeline.views import Words

Node = dict[str, object]

_CONTEXT = "https://schema.org"
_VOCABULARY = "http://schema.org/"  # what that context makes of a word: a page and the file are to mean the same
_WIKIDATA = "https://www.wikidata.org/entity/"
_OCCURRENCE = f"{_WIKIDATA}Q1190554"
_EVENTS = {"meeting": "Event", "publication": "PublicationEvent"}  # anything else is a Thing that occurred
_SOURCES = {"article": "Article", "press-release": "Article", "study": "Report", "report": "Report", "book": "Book"}
_ACTORS = {
    "person": "Person",
    "company": "Corporation",
    "institution": "Organization",
    "government": "GovernmentOrganization",
    "agency": "NewsMediaOrganization",
    "group": "Organization",
    "network": "Thing",
}
_NAMES = {"events": "event", "sources": "source", "topics": "topic", "actors": "actor", "places": "place"}
_BRIEF = ("@id", "@type", "name", "url", "sameAs")
_COLLECTIONS = (
    views.Home,
    views.EventList,
    views.Year,
    views.YearList,
    views.TermList,
    views.TermPage,
    views.SourceList,
    views.Figures,
    views.Disagreements,
    views.Standings,
)
_UNSPOKEN = (views.Redirect, views.Embed)


class Said(NamedTuple):
    """A text and its language."""

    text: str
    lang: str


class Voice:
    """An edition speaking: nodes whose references are ids, each whole wherever it is wanted."""

    def __init__(self, edition: Edition):
        self.edition, self.timeline, self.code = edition, edition.timeline, edition.code
        self.base = edition.timeline.site.address or ""
        self.first = next(iter(edition.timeline.languages))
        kinds = edition.timeline.kinds
        self.briefs: Mapping[tuple[str, str], Node] = OnDemand(
            ((kind, id) for kind in ("sources", "topics", "actors", "places") for id in kinds[kind]), self.brief
        )

    # What things are called

    def id(self, kind: str, id: str) -> str:
        return f"{self.base}{routes.record(self.first, kind, id)}#{_NAMES[kind]}"

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
        return _whole(
            {
                "@type": "WebSite",
                "@id": self.site_id,
                "url": self.base,
                "name": self.said(self.edition.title),
                "description": self.said(self.edition.tagline),
                "inLanguage": list(self.timeline.languages),
                "author": self.keepers(),
                "license": self.licence(),
                "dateModified": self.timeline.latest,
            }
        )

    def licence(self) -> str:
        return self.timeline.site.licence.address if self.timeline.site.licence else ""

    def keepers(self) -> list[Node]:
        return self.people(self.edition.authors(self.timeline.site.authors))

    def people(self, names: tuple[citing.Name, ...]) -> list[Node]:
        """Authors: whoever has a given name is a person; of another it is not said what they are."""
        return [
            {"@type": "Person", "name": Said(f"{name.given} {name.family}", self.code)}
            if name.given
            else {"name": Said(name.family, self.code)}
            for name in names
        ]

    def thing(self, id: str) -> Node:
        """What happened."""
        entry, card = self.timeline.events[id], self.edition.cards[id]
        event = entry.record
        type = _EVENTS.get(event.kind or "", "Thing")
        node: Node = {"@type": type, "@id": self.id("events", id), "name": self.said(card.title)}
        if type == "Thing":
            return {**node, "additionalType": _OCCURRENCE}
        start, end = _days(event.date)
        # A record's places are those it speaks of; where there is one alone, it happened there.
        place = self.ref("places", event.places[0]) if len(event.places) == 1 else None
        return _whole({**node, "startDate": start, "endDate": end, "location": place})

    def article(self, id: str) -> Node:
        """The page that tells of it."""
        entry, card = self.timeline.events[id], self.edition.cards[id]
        event = entry.record
        return _whole(
            {
                "@type": "Article",
                "@id": self.page(card.path),
                "url": self.page(card.path),
                "headline": self.said(card.title),
                "description": self.said(card.summary),
                "inLanguage": self.code,
                "temporalCoverage": event.date.text,
                "dateModified": self.timeline.version(entry),
                "license": self.licence(),
                "isPartOf": {"@id": self.site_id},
                "author": self.keepers() or {"@id": self.site_id},
                "exampleOfWork": {
                    "@type": "CreativeWork",
                    "@id": f"{self.base}{routes.record(self.first, 'events', id)}#work",
                    "workExample": [
                        {"@id": self.page(routes.in_language(card.path, code))} for code in self.timeline.languages
                    ],
                },
                "about": self.ref("events", id),
                "keywords": self.refs("topics", event.topics),
                "mentions": self.refs("actors", event.actors),
                "spatialCoverage": self.refs("places", event.places),
                "citation": self.refs("sources", [citation.id for citation in event.sources]),
            }
        )

    def claims(self, id: str) -> Iterator[Node]:
        """What is said in it, each passage with its speaker and where it is written."""
        view, event = self.edition.events[id], self.timeline.events[id].record
        home = f"{self.base}{routes.record(self.first, 'events', id)}"
        told = [(v, r, v.text) for v, r in zip(view.statements, event.statements, strict=True)]
        told += [(v, r, v.words) for v, r in zip(view.figures, event.figures.values(), strict=True)]
        for passage, record, text in told:
            speaker = record.said_by
            named = (
                self.ref("actors", speaker) if isinstance(speaker, str) else {"name": self.said(passage.speaker.name)}
            )
            yield {
                "@type": "Claim",
                "@id": f"{home}#{passage.id}",
                "text": self.said(text),
                "author": named,
                "appearance": self.refs("sources", [citation.id for citation in record.sources]),
                "about": self.ref("events", id),
                "keywords": passage.standing.code,
            }

    def source(self, id: str) -> Node:
        record = self.timeline.kinds["sources"][id].record
        work, view = self.edition.work("sources", id), self.edition.sources[id]
        return _whole(
            {
                "@type": _SOURCES.get(record.kind, "CreativeWork"),
                "@id": self.id("sources", id),
                "name": self.said(view.title),
                "author": self.people(work.authors),
                "publisher": {"name": self.said(view.outlet)} if view.outlet else None,
                "datePublished": _known(record.published),
                "temporal": record.published.text,
                "inLanguage": record.language,
                "url": record.address,
                "archivedAt": record.archived,
                "description": self.said(view.summary),
            }
        )

    def brief(self, named: tuple[str, str]) -> Node:
        """What a page says of a thing that has a page of its own."""
        kind, id = named
        node = self.source(id) if kind == "sources" else self.term(kind, id)
        return {key: value for key, value in node.items() if key in _BRIEF}

    def term(self, kind: str, id: str) -> Node:
        """A topic, an actor or a place."""
        record, view = self.timeline.kinds[kind][id].record, self.edition.terms[kind][id]
        type = {"topics": "DefinedTerm", "places": "Place"}.get(kind) or _ACTORS[record.kind]
        known = getattr(record, "wikidata", None)
        return _whole(
            {
                "@type": type,
                "@id": self.id(kind, id),
                "name": self.said(view.name),
                "description": self.said(view.summary),
                "sameAs": f"{_WIKIDATA}{known}" if known else "",
            }
        )


def of_page(voice: Voice, frame: views.Frame, page: views.Page) -> views.Prose | None:
    """What a page says to machines, escaped for where it stands; nothing where the site does not know its address."""
    if not voice.base or isinstance(page.subject, _UNSPOKEN):
        return None
    nodes = [*_about(voice, page), _trail(voice, frame, page)]
    graph = [_shown(node, voice.code) for node in nodes if node]
    return views.Prose(_escaped(json.dumps({"@context": _CONTEXT, "@graph": graph}, ensure_ascii=False)))


def _about(voice: Voice, page: views.Page) -> Iterator[Node]:
    subject = page.subject
    if isinstance(subject, views.Event):
        event = voice.timeline.events[subject.id].record
        yield voice.article(subject.id)
        yield voice.thing(subject.id)
        yield from voice.claims(subject.id)
        spoken = [*event.statements, *event.figures.values()]
        actors = dict.fromkeys((*event.actors, *(s.said_by for s in spoken if isinstance(s.said_by, str))))
        cited = [citation.id for part in (event, *spoken) for citation in part.sources]
        for kind, ids in (
            ("sources", cited),
            ("topics", event.topics),
            ("actors", actors),
            ("places", event.places),
        ):
            yield from (voice.briefs[kind, id] for id in dict.fromkeys(ids))
        return
    node = {
        "@type": "LearningResource" if isinstance(subject, views.Lesson) else _page_type(subject),
        "@id": voice.page(page.path),
        "url": voice.page(page.path),
        "name": Said(page.title, voice.code),
        "inLanguage": voice.code,
        "license": voice.licence(),
        "isPartOf": {"@id": voice.site_id},
    }
    if isinstance(subject, views.Home):  # the page is the site's own: more than that nobody need be told of it
        yield voice.site()
        return
    if isinstance(subject, views.SourcePage):
        node["mainEntity"] = voice.ref("sources", subject.source.id)
        yield voice.source(subject.source.id)
    elif isinstance(subject, views.TermPage) and subject.term.id in voice.edition.terms.get(_kind(page), {}):
        node["about"] = voice.ref(_kind(page), subject.term.id)
        yield voice.term(_kind(page), subject.term.id)
    yield _whole(node)


def _page_type(subject: object) -> str:
    return "CollectionPage" if isinstance(subject, _COLLECTIONS) else "WebPage"


def _kind(page: views.Page) -> str:
    return page.path.split("/")[1]


def _trail(voice: Voice, frame: views.Frame, page: views.Page) -> Node | None:
    """Where the page stands: the timeline, its section, itself."""
    section = next((link for link in frame.nav if link.path == page.section), None)
    if isinstance(page.subject, views.Event):
        section = views.Link(frame.words.all_events, frame.events)
    steps = [(frame.title, frame.home), *([(views.plain(section.text), section.path)] if section else [])]
    steps = [step for step in steps if step[1] != page.path] + [(page.title, page.path)]
    if len(steps) == 1:
        return None
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": n, "name": Said(name, voice.code), "item": voice.page(path)}
            for n, (name, path) in enumerate(steps, 1)
        ],
    }


def as_file(timeline: Timeline, editions: Mapping[str, Edition]) -> bytes:
    """The whole timeline in all languages, one node a thing, its texts tagged with their language. The context
    stands in the file: whoever reads it needs no network."""
    graph = []
    if timeline.site.address:
        voices = [Voice(edition) for edition in editions.values()]
        makers: list[Callable[[Voice], Node]] = [Voice.site]
        makers += [partial(_of, "source", id) for id in timeline.kinds["sources"]]
        for kind in ("topics", "actors", "places"):
            makers += [partial(_of, "term", kind, id) for id in timeline.kinds[kind]]
        makers += [partial(_of, "thing", id) for id in timeline.events]
        graph += [_merged([make(voice) for voice in voices]) for make in makers]
        for id in timeline.events:
            graph += [_merged([voice.article(id)]) for voice in voices]
            claims = zip(*(voice.claims(id) for voice in voices), strict=True)
            graph += [_merged(list(told)) for told in claims]
    context = {"@vocab": _VOCABULARY} | {
        name: {"@type": "@id"} for name in ("url", "license", "sameAs", "archivedAt", "additionalType")
    }
    return (json.dumps({"@context": context, "@graph": graph}, ensure_ascii=False, indent=1) + "\n").encode()


def _of(name: str, *what: str) -> Node:
    *rest, voice = what
    return getattr(voice, name)(*rest)


def _merged(nodes: list[Node]) -> Node:
    """One thing as several languages speak of it: texts side by side, all else as the first has it."""
    return {key: _together([node[key] for node in nodes if key in node]) for key in nodes[0]}


def _together(values: list) -> object:
    first = values[0]
    if isinstance(first, Said):
        texts = [{"@value": said.text, "@language": said.lang} for said in dict.fromkeys(values)]
        return texts if len(texts) > 1 else texts[0]
    if isinstance(first, dict):
        return _merged(values)
    if isinstance(first, list):
        return [_together(list(items)) for items in zip(*values, strict=False)]
    return first


def _shown(value: object, code: str) -> object:
    """A value as a page in one language has it: a text of another is tagged."""
    if isinstance(value, Said):
        return value.text if value.lang == code else {"@value": value.text, "@language": value.lang}
    if isinstance(value, dict):
        return {key: _shown(part, code) for key, part in value.items()}
    return [_shown(part, code) for part in value] if isinstance(value, list) else value


def _whole(node: Node) -> Node:
    """A node without what is not known."""
    return {key: value for key, value in node.items() if value not in (None, "", [], ())}


def _days(date: Date) -> tuple[str, str]:
    """The ends of a date as ISO 8601 writes them, where they are known and sure."""
    return _known(Date("", date.start)), _known(Date("", date.end)) if date.end else ""


def _known(date: Date) -> str:
    """A single date as ISO 8601 writes it; nothing where it is an interval, or about, uncertain or in part unknown."""
    point = date.start
    sure = isinstance(point, Point) and not (point.approximate or point.uncertain or point.time)
    return wording.machine(date) if sure else ""


def _escaped(text: str) -> str:
    """JSON that can stand in a page's <script>: nothing in it ends that, or means anything else to a browser."""
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text
