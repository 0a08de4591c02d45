"""What pages say to machines (JSON-LD), and the same of the whole timeline as one file.

What there is to say is `schema_org`'s; here it is put together for a page in one language, and for the file in all. Ids
are whole addresses: a site that does not know its own says nothing here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from timeline.downloads.schema_org import Names, Node, Said, Voice, cited, whole
from timeline.edition import page_views, views
from timeline.edition.contributions import Whole
from timeline.edition.edition import Edition
from timeline.records import schema
from timeline.text import pieces

_CONTEXT = "https://schema.org"
_VOCABULARY = "http://schema.org/"  # what that context makes of a word: a page and the file are to mean the same


def of_page(
    voice: Voice, frame: page_views.Frame, page: page_views.Page, type: str, about: tuple[str, str] | None
) -> views.Prose | None:
    """What a page says to machines, escaped for where it stands: `type` is what schema.org calls the page, `about` the
    kind and id of the record that it is about. Nothing where it has no type, or the site does not know its address."""
    if not voice.base or not type:
        return None
    nodes = [*_about(voice, page, type, about), _trail(voice, frame, page, about)]
    graph = [_shown(node, voice.code) for node in nodes if node]
    text = json.dumps({"@context": _CONTEXT, "@graph": graph}, ensure_ascii=False, separators=(",", ":"))
    return views.Prose(_escaped(text))


def _about(voice: Voice, page: page_views.Page, type: str, about: tuple[str, str] | None) -> Iterator[Node]:
    kind, id = about or ("", "")
    if kind == "events":
        yield from _event(voice, id)
        return
    if type == "WebSite":  # the page is the site's own: more than that nobody need be told of it
        yield voice.site()
        return
    node: Node = {
        "@type": type,
        "@id": voice.page(page.path),
        "url": voice.page(page.path),
        "name": Said(page.title, voice.code),
        "inLanguage": voice.code,
        "license": voice.licence(),
        "isPartOf": {"@id": voice.site_id},
    }
    if kind == "periods":
        node["temporalCoverage"] = voice.timeline.periods[id].record.date.edtf
    if (kind, id) in voice.briefs:
        node["mainEntity" if kind == "sources" else "about"] = voice.ref(kind, id)
        yield voice.node(kind, id)
    yield whole(node)


def _event(voice: Voice, id: str) -> Iterator[Node]:
    """What happened, the page that tells of it, what is said there, and all that it speaks of."""
    event = voice.timeline.events[id].record
    yield voice.article(id)
    yield voice.thing(id)
    yield from voice.passages(id)
    spoken: list[schema.Statement | schema.Figure | schema.Account] = [*event.statements, *event.figures.values()]
    spoken += [account for differing in event.disagreements for account in differing.accounts]
    actors = dict.fromkeys((*event.actors, *(said.said_by for said in spoken if isinstance(said.said_by, str))))
    for kind, ids in (
        ("sources", cited(event)),
        ("topics", event.topics),
        ("actors", actors),
        ("places", (*event.places, *event.about_places)),
        ("measures", [figure.measure for figure in event.figures.values()]),
    ):
        yield from (voice.briefs[kind, id] for id in dict.fromkeys(ids))


def _trail(voice: Voice, frame: page_views.Frame, page: page_views.Page, about: tuple[str, str] | None) -> Node | None:
    """Where the page stands: the timeline, its section, itself."""
    section = next((link for link in frame.sections if link.path == page.section), None)
    if about and about[0] == "events":
        section = views.Link(frame.words.all_events, frame.events)
    steps = [(views.plain(frame.title), frame.home), *([(views.plain(section.text), section.path)] if section else [])]
    steps = [step for step in steps if step[1] != page.path] + [(page.title, page.path)]
    if len(steps) == 1:
        return None
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": n, "name": Said(name, voice.code), "item": {"@id": voice.page(path)}}
            for n, (name, path) in enumerate(steps, 1)
        ],
    }


def as_file(whole: Whole) -> Iterator[str]:
    """The whole timeline in all languages, a line a node and a node a thing, its texts tagged with their language. The
    context stands in the file: whoever reads it needs no network."""
    context = {"@vocab": _VOCABULARY} | {
        name: {"@type": "@id"} for name in ("url", "license", "sameAs", "archivedAt", "additionalType")
    }
    yield f'{{\n"@context": {json.dumps(context, ensure_ascii=False)},\n"@graph": [\n'
    yield from pieces.joined(",\n", _graph(whole) if whole.timeline.site.address else ())
    yield "\n]\n}\n"


def _graph(whole: Whole) -> Iterator[str]:
    """The lines of all nodes."""
    voices = [Voice(edition) for edition in whole.editions.values()]
    yield _line([voice.site() for voice in voices])
    for kind in ("sources", "topics", "actors", "places", "periods", "measures"):
        for id in whole.timeline.kinds[kind]:
            yield _line([voice.node(kind, id) for voice in voices if voice.edition.has(kind, id)])
    for part in (slice(1), slice(1, None)):  # what happened, then what is told of it
        yield from (line for lines in whole.each("jsonld") for line in lines[part])


def contribution(editions: Mapping[str, Edition], id: str) -> list[str]:
    """The lines of an event: what happened, the pages that tell of it, what is said there."""
    voices = [Voice(edition) for edition in editions.values() if edition.has("events", id)]
    if not voices[0].base:
        return []
    passages = zip(*(voice.passages(id) for voice in voices), strict=True)
    articles = [_line([voice.article(id)]) for voice in voices]
    return [_line([voice.thing(id) for voice in voices]), *articles, *(_line(list(told)) for told in passages)]


def _line(nodes: list[Node]) -> str:
    return json.dumps(_merged(nodes), ensure_ascii=False)


def _merged(nodes: list[Node]) -> Node:
    """One thing as several languages speak of it: texts side by side, all else as the first has it."""
    keys = dict.fromkeys(key for node in nodes for key in node)
    return {key: _together([node[key] for node in nodes if key in node]) for key in keys}


def _together(values: list[Any]) -> object:
    first = values[0]
    if isinstance(first, Said):
        texts = [{"@value": said.text, "@language": said.lang} for said in dict.fromkeys(values)]
        return texts if len(texts) > 1 else texts[0]
    if isinstance(first, Names):
        return [_together([name]) for name in dict.fromkeys(name for names in values for name in names)]
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
    return [_shown(part, code) for part in value] if isinstance(value, list | Names) else value


def _escaped(text: str) -> str:
    """JSON that can stand in a page's <script>: nothing in it ends that, or means anything else to a browser."""
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text
