"""What lists are made of: events by term and by year, passages by speaker, source and standing, figures by measure.

Everything here is read off the views of an edition's events; nothing is worded twice.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from timeline import addresses
from timeline.drawing import charts
from timeline.edition import dates_in_words, views
from timeline.edition.views import Card, Passage, Said
from timeline.records import fragments, schema
from timeline.records.facets import Key
from timeline.records.languages import Language
from timeline.records.resolve import Timeline
from timeline.text import edtf

STORY_LIMIT = 100  # events that one page tells; more are told by year


def said(
    timeline: Timeline,
    language: Language,
    events: Mapping[str, views.Event],
    locator: Callable[[str | Mapping[str, str] | None], str],
) -> dict[Key, tuple[Said, ...]]:
    """For each source what rests on it, for each actor what they say: by event, in order of time."""
    found: dict[Key, list[Said]] = {}
    for id, event in events.items():
        record: schema.Event = timeline.events[id].record
        passages: dict[Key, list[Passage]] = {}
        for fragment, label, speaker, text, standing, citations, said_by in _passages(event, record, language.words):
            path = f"{event.card.path}#{fragment}"
            for citation in citations:
                passage = Passage(path, speaker, label, text, locator(citation.at), standing)
                passages.setdefault(("sources", citation.id), []).append(passage)
            if isinstance(said_by, str):
                passages.setdefault(("actors", said_by), []).append(Passage(path, "", label, text, "", standing))
        whole = {("sources", citation.id): locator(citation.at) for citation in record.sources}
        for key in dict.fromkeys((*whole, *passages)):
            found.setdefault(key, []).append(Said(event.card, whole.get(key, ""), tuple(passages.get(key, ()))))
    return {key: tuple(rows) for key, rows in found.items()}


def by_standing(
    timeline: Timeline, language: Language, events: Mapping[str, views.Event]
) -> dict[Key, tuple[Said, ...]]:
    """For each standing that occurs, the statements and figures that stand so: by event, in order of time."""
    found: dict[Key, list[Said]] = {}
    for id, event in events.items():
        passages: dict[Key, list[Passage]] = {}
        record: schema.Event = timeline.events[id].record
        for fragment, label, speaker, text, standing, _, _ in _passages(event, record, language.words):
            if standing:
                passage = Passage(f"{event.card.path}#{fragment}", speaker, label, text, "", None)
                passages.setdefault(("standings", standing.code), []).append(passage)
        for key, rows in passages.items():
            found.setdefault(key, []).append(Said(event.card, "", tuple(rows)))
    return {key: tuple(rows) for key, rows in found.items()}


def explained(language: Language, met: Collection[str]) -> tuple[views.Explained, ...]:
    """The standings among those met, with what they mean."""
    return tuple(
        views.Explained(views.Standing(code, standing.name), standing.meaning)
        for code, standing in language.standings.items()
        if code in met
    )


def _passages(event: views.Event, record: schema.Event, words: Mapping[str, str]):
    """Each passage of an event that has sources of its own: fragment, label, the speaker's name, text, standing,
    citations, and the speaker as the record has it."""
    for view, figure in zip(event.figures, record.figures.values(), strict=True):
        name = view.speaker.name
        yield view.id, words["figure"], name, view.words, view.standing, figure.sources, figure.said_by
    for view, statement in zip(event.statements, record.statements, strict=True):
        name = view.speaker.name
        yield view.id, words["statement"], name, view.text, view.standing, statement.sources, statement.said_by
    for view, other in zip(event.other_dates, record.other_dates, strict=True):
        yield view.id, words["other_date"], "", view.date.text, None, other.sources, None
    for view, disagreement in zip(event.disagreements, record.disagreements, strict=True):
        for side, account in zip(view.accounts, disagreement.accounts, strict=True):
            name = side.speaker.name if side.speaker else ""
            yield view.id, words["disagreement"], name, side.text, None, account.sources, account.said_by


def year_numbers(timeline: Timeline) -> list[int]:
    """The years in which events begin, in order."""
    return sorted({entry.record.date.anchor[0] for entry in timeline.events.values()})


def years(timeline: Timeline, language: Language, cards: Mapping[str, Card]) -> dict[int, views.Year]:
    """The years in which events begin, each with those that began earlier and last into it."""
    by_year: dict[int, list[Card]] = {}
    spans: list[tuple[edtf.Date, Card]] = []
    for id, entry in timeline.events.items():
        date: edtf.Date = entry.record.date
        by_year.setdefault(date.anchor[0], []).append(cards[id])
        if date.end is not None and date.latest is not None:
            spans.append((date, cards[id]))
    links = {
        n: views.YearLink(
            n,
            dates_in_words.year(n, language),
            addresses.year(language.code, n),
            language.count("events", len(by_year[n])),
        )
        for n in sorted(by_year)
    }
    order = [None, *links.values(), None]
    return {
        link.number: views.Year(
            link,
            tuple(by_year[link.number]),
            tuple(card for date, card in spans if date.anchor[0] < link.number <= date.latest[0]),
            before,
            after,
        )
        for before, link, after in zip(order, order[1:-1], order[2:], strict=False)
    }


def story(
    language: Language, events: Mapping[str, views.Event], years: Mapping[int, views.Year]
) -> dict[str, tuple[views.YearLink | None, views.Story]]:
    """The events one after another, by the page they stand on: all on one, or each year's on its own."""
    whole = len(events) <= STORY_LIMIT
    one = addresses.section(language.code, "story")
    links = {n: year.year._replace(path=addresses.year(language.code, n, "story")) for n, year in years.items()}
    home = {card.id: one if whole else links[n].path for n, year in years.items() for card in year.cards}
    order, scenes = list(events.values()), {path: [] for path in home.values()}
    for n, event in enumerate(order):
        path = home[event.id]
        before, after = (
            other
            and views.Link(
                other.title, f"{'' if home[other.id] == path else addresses.up(path) + home[other.id]}#{other.id}"
            )
            for other in (event.previous, event.next)
        )
        place = language.place.replace("{n}", language.number(n + 1)).replace("{total}", language.number(len(order)))
        scenes[path].append(views.Scene(event.card, event.figures[:1], n + 1, len(order), place, before, after))
    by_path = {} if whole else {link.path: link for link in links.values()}
    return {
        path: (by_path.get(path), views.Story(language.count("events", len(rows)), tuple(rows)))
        for path, rows in scenes.items()
    }


def measures(
    timeline: Timeline,
    language: Language,
    events: Mapping[str, views.Event],
    text: Callable[[Mapping[str, str] | None], views.Words],
) -> tuple[views.MeasureGroup, ...]:
    """The figures of each measure that has any, in order of time, each measure on a scale of its own."""
    found: dict[str, list[tuple[Card, views.Figure, schema.Figure]]] = {}
    for id, event in events.items():
        for view, figure in zip(event.figures, timeline.events[id].record.figures.values(), strict=True):
            found.setdefault(figure.measure, []).append((event.card, view, figure))
    groups = []
    for id, entry in timeline.kinds["measures"].items():
        if rows := found.get(id):
            scale = charts.scale([figure.value for _, _, figure in rows], language.direction == "rtl")
            group = views.MeasureGroup(
                id,
                text(entry.record.name),
                text(entry.record.note),
                tuple(views.FigureRow(view, card, scale.bar(f.value, f.bound)) for card, view, f in rows),
                tuple(views.BarTick(language.rounded(value), *where) for value, *where in scale.ticks()),
                _pair(rows, language),
            )
            groups.append(group)
    return tuple(groups)


def _pair(rows: list[tuple[Card, views.Figure, schema.Figure]], language: Language) -> views.Pair | None:
    """Two figures that one event sets against each other, if that is what a measure has."""
    if len(rows) != 2 or rows[0][0] != rows[1][0]:
        return None
    amounts = []
    for _, _, figure in rows:
        before, _, after = language.bounds[figure.bound].partition("{n}")
        amounts.append(views.Amount(before.strip(), language.rounded(figure.value), after.strip()))
    words = language.change.replace("{0}", rows[0][1].words).replace("{1}", rows[1][1].words)
    return views.Pair(words, *amounts, "←" if language.direction == "rtl" else "→")


def marks(groups: Iterable[views.MeasureGroup], language: Language) -> tuple[views.BarMark, ...]:
    """How the bounds that occur are drawn, in the order in which they are met."""
    bounds = dict.fromkeys(row.bar.bound for group in groups for row in group.rows)
    mirrored = language.direction == "rtl"
    return tuple(views.BarMark(charts.sample(bound, mirrored), language.words[f"bar_{bound}"]) for bound in bounds)


def key_figures(names: Iterable[str], events: Mapping[str, views.Event]) -> tuple[views.FigureRow, ...]:
    """The figures that the site sets on its front, each named as `event-id#figure`."""
    found = []
    for name in names:
        id, _, figure = name.partition("#")
        found += [views.FigureRow(f, events[id].card) for f in events[id].figures if f.id == fragments.figure(figure)]
    return tuple(found)
