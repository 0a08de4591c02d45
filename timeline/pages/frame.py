"""What stands around every page of an edition: its head, its navigation, its foot, and which sections there are."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from timeline import addresses
from timeline.downloads import feeds, ical
from timeline.edition import views
from timeline.edition.edition import Edition
from timeline.pages import response_headers
from timeline.records.resolve import Timeline

# What the navigation leads to, before the static pages.
NAV = ("story", "paths", "figures", "disagreements", "topics", "actors", "places", "sources", "years", "search")


def frame(edition: Edition, assets: Mapping[str, bytes], address: str, card: str) -> views.Frame:
    language = edition.language
    code, words = language.code, language.words
    filled = sections(edition.timeline)
    nav = [views.Link(words[f"nav_{name}"], addresses.section(code, name)) for name in NAV if name in filled]
    nav += [views.Link(title, addresses.section(code, slug)) for slug, title in edition.titles.items()]
    return views.Frame(
        code,
        language.direction,
        edition.mixed(edition.title),
        edition.tagline,
        edition.rights,
        address,
        urlsplit(address).path,
        views.Vocabulary({name.split(".")[0]: addresses.asset(name) for name in assets if name.endswith(".css")}),
        views.Vocabulary({name.split(".")[0]: addresses.asset(name) for name in assets if name.endswith(".js")}),
        response_headers.POLICY,
        addresses.home(code),
        addresses.section(code, "events"),
        addresses.section(code, "standings"),
        next((link for link in nav if link.path == addresses.section(code, "about")), None),
        tuple(nav),
        (language.quotation[0], language.quotation[1]),
        views.Vocabulary(words),
        views.Vocabulary({standing: explained.meaning for standing, explained in language.standings.items()}),
        card,
        _licence(edition),
        edition.credit,
        (*feeds.offers(edition), *ical.offers(edition)),
        record=addresses.section(code, "record"),
        ways=_ways(edition),
        numerals=language.digits,
        selection=addresses.section(code, "selection") if edition.timeline.events else "",
        digits=language.shown("0123456789"),
    )


def _ways(edition: Edition) -> tuple[views.Link, ...]:
    """What can be taken away from the timeline as a whole, for the foot of each page."""
    code, words = edition.code, edition.language.words
    names = {"record": words["record"], "selection": words["selection"], "data": words["nav_data"]}
    return (
        tuple(views.Link(text, addresses.section(code, name)) for name, text in names.items()) if edition.cards else ()
    )


def _licence(edition: Edition) -> views.Licence | None:
    licence = edition.timeline.site.licence
    return licence and views.Licence(edition.text(licence.name), licence.address, licence.spdx or "")


def sections(timeline: Timeline) -> set[str]:
    """The sections that have something to show."""
    events = [entry.record for entry in timeline.events.values()]
    holds = {
        "figures": any(event.figures for event in events),
        "disagreements": any(event.disagreements for event in events),
        **dict.fromkeys(("story", "years", "search"), events),
        **{kind: timeline.kinds[kind] for kind in ("paths", "sources", "topics", "actors", "places")},
    }
    return {name for name, what in holds.items() if what}
