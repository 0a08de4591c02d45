"""The standings: how well what is said stands, what each word for that means, and all that stands so."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from timeline import addresses
from timeline.edition.views import Standing, Term
from timeline.pages import terms
from timeline.pages.page_maker import Maker, Shown
from timeline.records.languages import Language
from timeline.target import Target


class Explained(NamedTuple):
    standing: Standing
    meaning: str


class StandingRow(NamedTuple):
    standing: Standing
    meaning: str
    term: Term | None  # the page of what stands so, where anything does


class Standings(NamedTuple):
    rows: tuple[StandingRow, ...]


def pages(m: Maker) -> Iterator[Target]:
    yield m.page(addresses.section(m.code, "standings"), "standings.html", _list, type="CollectionPage")
    for term in m.edition.standing_terms.values():
        yield from terms.term(m, term, "standings", "")


def _list(m: Maker) -> Shown:
    rows = tuple(
        StandingRow(*standing, m.edition.standing_terms.get(standing.standing.code))
        for standing in explained(m.language, m.language.standings)
    )
    return Shown(m.words["standings"], m.words["standings_help"], Standings(rows))


def explained(language: Language, met: Collection[str]) -> tuple[Explained, ...]:
    """The standings among those met, with what they mean."""
    return tuple(
        Explained(Standing(code, standing.name), standing.meaning)
        for code, standing in language.standings.items()
        if code in met
    )
