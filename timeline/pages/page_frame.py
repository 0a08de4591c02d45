"""What stands around every page of an edition: its head, its navigation, its foot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from timeline import addresses
from timeline.downloads import feeds, ical
from timeline.edition import page_views, views
from timeline.edition.edition import Edition
from timeline.pages import response_headers
from timeline.pages.page_maker import Section


def frame(
    edition: Edition,
    navigation: Iterable[Section],
    sections: Iterable[Section],
    assets: Mapping[str, bytes],
    address: str,
    card: str,
) -> page_views.Frame:
    """`navigation` leads from the front page to those of its sections that hold something, and to the pages of the
    content's own; `sections` are all that a page can belong to."""
    language = edition.language
    code, words = language.code, language.words

    def links(sections: Iterable[Section]) -> list[views.Link]:
        filled = (section for section in sections if section.holds(edition.timeline))
        return [views.Link(words[f"nav_{section.name}"], section.path(code)) for section in filled]

    own = {slug: views.Link(title, addresses.section(code, slug)) for slug, title in edition.titles.items()}
    # Among others a few words have to do, and every site has this page.
    named_briefly = {"about": words["nav_about"]}
    nav = [views.Link(words["nav_home"], addresses.home(code)), *links(navigation)]
    nav += [link._replace(text=named_briefly.get(slug, link.text)) for slug, link in own.items()]
    named = lambda ending: {name.split(".")[0]: addresses.asset(name) for name in assets if name.endswith(ending)}
    return page_views.Frame(
        lang=code,
        dir=language.direction,
        title=edition.text(edition.timeline.site.title),
        tagline=edition.tagline,
        rights=edition.rights,
        address=address,
        base=urlsplit(address).path,
        styles=page_views.Vocabulary(named(".css")),
        scripts=page_views.Vocabulary(named(".js")),
        policy=response_headers.POLICY,
        home=addresses.home(code),
        events=addresses.section(code, "events"),
        standings=addresses.section(code, "standings"),
        about=own.get("about"),
        nav=tuple(nav),
        sections=(*links(sections), *own.values()),
        quotation=(language.quotation[0], language.quotation[1]),
        words=page_views.Vocabulary(words),
        meanings=page_views.Vocabulary(
            {standing: explained.meaning for standing, explained in language.standings.items()}
        ),
        card=card,
        licence=_licence(edition),
        publisher=edition.publisher,
        credit=edition.credit,
        offers=(*feeds.offers(edition), *ical.offers(edition)),
        record=addresses.section(code, "record"),
        ways=_ways(edition),
        follow=(*feeds.links(edition), *ical.links(edition)),
        numerals=language.digits,
        selection=addresses.section(code, "selection") if edition.timeline.events else "",
        digits=language.shown("0123456789"),
        growing=_growth(edition),
    )


def _growth(edition: Edition) -> page_views.Growth | None:
    """How far the edition is, where it is growing."""
    timeline, number = edition.timeline, edition.language.number
    if not timeline.growing:
        return None
    code, there = timeline.complete, len(timeline.events)
    place = edition.language.place.replace("{n}", number(there))
    place = place.replace("{total}", number(there + len(timeline.elsewhere["events"])))
    whole = timeline.languages[code]
    home = page_views.Alternate(code, whole.direction, whole.name, addresses.home(code))
    return page_views.Growth(f"{edition.language.words['growing']} {place}", home)


def _ways(edition: Edition) -> tuple[views.Link, ...]:
    """What there is of the timeline as a whole besides what the navigation has, for the foot of each page."""
    code, words = edition.code, edition.language.words
    names = {
        "browse": words["nav_browse"],
        "record": words["record"],
        "selection": words["selection"],
        "data": words["nav_data"],
    }
    return (
        tuple(views.Link(text, addresses.section(code, name)) for name, text in names.items()) if edition.cards else ()
    )


def _licence(edition: Edition) -> views.Licence | None:
    licence = edition.timeline.site.licence
    if licence is None:
        return None
    return views.Licence(edition.text(licence.name), licence.address, licence.spdx or "")
