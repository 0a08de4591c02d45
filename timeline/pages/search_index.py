"""What the search page's script looks words up in.

The index lies in many small files, of which a query loads the few it needs. A file of words
holds the keys that share a prefix: one file while they are few, else one for each next letter. A key is
a folded word or its stem, or the stems of a whole name and `=`; it names, for each field, the results in which that
field is the best to have it. Results are the events, by their numbers in order of time, and behind them
whatever else has a page and a name: actors, topics, places and sources, those of most events first, and
behind them periods. A file of lines holds what is shown of twenty results. One file names all the others, those of
words with their size: kilobytes, by which the script judges how many it may look through for a misspelt word.

Each file hands its data to the function `timelineIndex` (`script_data`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, groupby, pairwise
from typing import Any

from timeline import addresses
from timeline.edition import views
from timeline.edition.contributions import Whole
from timeline.edition.edition import Edition
from timeline.edition.lazy_values import OnDemand
from timeline.edition.views import Words
from timeline.pages.script_data import Packets, as_json, packet
from timeline.records import facets
from timeline.text import folding, html_text

FIELDS = range(5)  # the title, its other languages, names and dates, the summary, all else; the best first
NAMES = 2  # the field of the names
LIMIT = 128 * 1024  # bytes of a file of words, where its keys can be parted
LINES = 20  # results in a file of lines

Key = tuple[str, str, int]  # a key, its entry as JSON, and that entry's bytes


def contribution(code: str, editions: Mapping[str, Edition], id: str) -> list[Any]:
    """What an event contributes to the index of an edition: what it is found by, field by field, and its line."""
    event, others = editions[code].events[id], _others(code, editions)
    timeline = editions[code].timeline
    names = facets.names(timeline.kinds, timeline.events[id].record)
    return [_found(_fields(event, others, names), names), _line(event, others)]


def _found(texts: Iterable[str], names: Iterable[str]) -> list[list[str]]:
    """The keys that texts are found by, field by field, and those of whole names."""
    found: list[list[str]] = []
    seen: set[str] = set()
    for text in texts:
        new = set().union(*map(_keys, {*text.split(), *folding.together(text).split()})) - seen
        seen |= new
        found.append(sorted(new))
    parts = {part for name in names for part in (name, *re.split("[()]", name))}  # `Islamic State (ISIS)` is two names
    whole = {" ".join(map(folding.stem, folding.tokens(part))) for part in parts}
    found[NAMES] = sorted({*found[NAMES], *(f"{name}=" for name in whole if name)})
    return found


def _others(code: str, editions: Mapping[str, Edition]) -> list[Edition]:
    return [other for name, other in editions.items() if name != code]


def indexes(whole: Whole) -> Packets:
    """Each edition's index, made when it is asked for."""
    return OnDemand(whole.editions, lambda code: index(code, whole))


def index(code: str, whole: Whole) -> tuple[str, dict[str, bytes]]:
    """The path of the file that names the others, and all files of an edition's index by path."""
    edition, others = whole.editions[code], _others(code, whole.editions)
    language = edition.language
    files: dict[str, bytes] = {}

    def put(kind: str, data: str) -> str:
        name, text = packet("timelineIndex", kind, data)
        files[addresses.search(code, name)] = text
        return name

    def put_all(kind: str, lines: Sequence[Any]) -> list[str]:
        return [put(kind, as_json(lines[n : n + LINES])) for n in range(0, len(lines), LINES)]

    postings, lines = _postings(chain(whole.each(f"search-{code}"), _records(edition, others)))
    events = len(edition.timeline.events)
    keys = [_key(key, fields) for key, fields in sorted(postings.items())]
    shards = []
    for prefix, held, rest in _shards("", keys):
        if rest:  # too many to be one file: of them all, this file knows the titles
            titles = [postings[key][field] for key, _, _ in rest for field in (0, 1)]
            own = postings[prefix] if held else [[] for _ in FIELDS]
            held = [_key(prefix, [sorted(set(own[0]).union(*titles)), *own[1:]])]
        name = put("words", "[\n" + ",\n".join(text for _, text, _ in held) + "\n]")
        shards.append([prefix, name, int(bool(rest)), -(-len(files[addresses.search(code, name)]) // 1024)])
    main = {
        "size": LINES,
        "languages": [
            [
                o.language.code,
                o.language.direction,
                language.by_title.replace("{language}", language.calls(o.language.code)),
                o.foreign[o.language.direction],
            ]
            for o in others
        ],
        "foreign": edition.foreign[edition.language.direction],
        "words": shards,
        "count": events,
        "events": put_all("events", lines[:events]),
        "records": put_all("records", lines[events:]),
    }
    return addresses.search(code, put("index", as_json(main))), files


def _postings(contributed: Iterable[Any]) -> tuple[dict[str, list[list[int]]], list[Any]]:
    """For each key and field the numbers of the results, in their order; and the results' lines."""
    found: dict[str, list[list[int]]] = {}
    lines = []
    for number, (fields, line) in enumerate(contributed):
        lines.append(line)
        for field, keys in enumerate(fields):
            for key in keys:
                if key not in found:
                    found[key] = [[] for _ in FIELDS]
                found[key][field].append(number)
    return found, lines


@lru_cache(100_000)  # texts repeat their words
def _keys(word: str) -> tuple[str, ...]:
    """What a word of a text is found by; one with half-spaces by its parts, too."""
    tokens = dict.fromkeys((*folding.tokens(word), *folding.parted(word)))
    return tuple(key for token in tokens for key in (token, folding.stem(token)))


def _fields(event: views.Event, others: Sequence[Edition], called: Sequence[str]) -> tuple[str, ...]:
    """An event's texts, by field; `called` is all that those whom it names are called."""
    card = event.card
    quoted: tuple[views.Figure | views.Statement, ...] = (*event.figures, *event.statements)
    cited = [*event.citations, *(c for part in (*quoted, *event.pictures) for c in part.citations)]
    cited += (c for other in event.other_dates for c in other.citations)
    names: list[Words] = [*called, *(part.speaker.name for part in quoted)]
    names += [side.speaker.name for d in event.disagreements for side in d.accounts if side.speaker]
    names += dict.fromkeys(words for citation in cited for words in (citation.title, citation.name))
    texts = [statement.text for statement in event.statements]
    texts += [words for f in event.figures for words in (f.words, f.measure, f.label)]
    texts += [words for o in event.other_dates for words in (o.date.text, o.note)]
    texts += [words for d in event.disagreements for words in (d.about, d.note, *(side.text for side in d.accounts))]
    texts += [words for p in event.pictures for words in (p.alt, p.caption, p.credit, p.date.text if p.date else "")]
    texts += [remark.text for remark in event.all_remarks]
    if event.body:
        texts.append(html_text.paragraphs(event.body.markup))
    return (
        views.plain(card.title),
        " ".join(map(views.plain, _titles(event, others))),
        " ".join(map(views.plain, [card.date.text, card.date.other, *names])),
        views.plain(card.summary),
        " ".join(map(views.plain, texts)),
    )


def _records(edition: Edition, others: Sequence[Edition]) -> Iterator[list[Any]]:
    """What else a search finds: actors, topics, places, periods and sources, as `contribution` has events."""
    found = [(kind, id) for kind in _TERMS for id in edition.timeline.kinds[kind]]
    found += [("sources", id) for id in edition.timeline.kinds["sources"]]
    found += [("periods", id) for id in edition.timeline.periods]
    events = {**edition.timeline.by_term, **{("periods", id): own for id, own in edition.timeline.happened.items()}}
    # That much happened in a period says nothing of how much it is asked for. Equals stay in this order.
    found.sort(key=lambda named: (named[0] == "periods", -len(events.get(named, ()))))
    return (
        _source(edition, others, id) if kind == "sources" else _term(edition, others, kind, id) for kind, id in found
    )


_TERMS = ("actors", "topics", "places")
_KINDS = {"topics": "topic", "places": "place", "periods": "one_period"}  # the word for what has no kind of its own


def _view(edition: Edition, kind: str, id: str) -> views.Term | views.Period:
    return edition.periods[id] if kind == "periods" else edition.terms[kind][id]


def _term(edition: Edition, others: Sequence[Edition], kind: str, id: str) -> list[Any]:
    view, record = _view(edition, kind, id), edition.timeline.kinds[kind][id].record
    called = [list(record.other_names.get(edition.code, ()))]
    for other in others:
        name = record.name.get(other.code, "")
        called.append([*([name] if name != view.name else ()), *record.other_names.get(other.code, ())])
    names = [name for names in called for name in names]
    texts = (" ".join((views.plain(view.name), *names)), "", "", "", "")  # by another name it is found as well
    what, told = edition.language.words[_KINDS[kind]] if kind in _KINDS else "", ""
    if isinstance(view, views.Period):  # when it was says more than how much fell in it
        told = view.date.text
    else:
        what, told = view.kind or what, view.count
    line = [view.path, views.pieces(view.name, edition.language.direction), what, told, *called]
    return [_found(texts, [views.plain(view.name), *names]), line]


def _source(edition: Edition, others: Sequence[Edition], id: str) -> list[Any]:
    """A source, by the title under which the index by letter has it, by its others, and by who made it and keeps it."""
    view = edition.sources[id]
    title, theirs = view.translation or view.title, [other.sources.get(id) for other in others]
    own = views.plain(view.title)
    names = [views.plain(v.translation or v.title) if v else "" for v in theirs]  # a growing edition may lack it
    called = [[own] if own not in {views.plain(title), *names} else []]
    called += [[name] if name not in ("", views.plain(title)) else [] for name in names]
    makers = " ".join(views.plain(text) for v in (view, *theirs) if v for text in (v.authors, v.outlet, v.kept))
    texts = (views.plain(title), " ".join(name for names in called for name in names), makers, "", "")
    return [
        _found(texts, []),
        [view.path, views.pieces(title, edition.language.direction), view.kind, view.count, *called],
    ]


def _titles(event: views.Event, others: Sequence[Edition]) -> list[views.Words]:
    """The event's title in the other editions; nothing where it is the same."""
    titles = (other.cards[event.id].title if other.has("events", event.id) else "" for other in others)
    return [title if title != event.card.title else "" for title in titles]


def _line(event: views.Event, others: Sequence[Edition]) -> list[str | list[str]]:
    """What a result shows of an event: a text, or its pieces where some are of another direction."""
    shown = lambda text: views.pieces(text) if hasattr(text, "markup") else text
    card = event.card
    return [card.path, shown(card.title), card.date.text, shown(card.summary), *map(shown, _titles(event, others))]


def _key(key: str, fields: Sequence[Sequence[int]]) -> Key:
    """A key with its results, each as the distance from the one before; fields at the end without any are left out."""
    entry: list[object] = [key, *([b - a for a, b in pairwise((0, *numbers))] for numbers in fields)]
    while entry[-1] == []:
        entry.pop()
    text = as_json(entry)
    return key, text, len(text.encode()) + 2  # its comma and line end


def _shards(prefix: str, keys: list[Key]) -> Iterator[tuple[str, list[Key], list[Key]]]:
    """Keys with a prefix in common, file by file: a prefix, its keys, and those that went to files of longer ones."""
    if len(keys) == 1 or sum(size for _, _, size in keys) <= LIMIT:
        yield prefix, keys, []
        return
    if prefix:
        yield prefix, [key for key in keys[:1] if key[0] == prefix], keys
    for longer, group in groupby(keys, lambda key: key[0][: len(prefix) + 1]):
        if longer != prefix:
            yield from _shards(longer, list(group))
