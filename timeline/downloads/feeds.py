"""What was added or changed, for feed readers: Atom 1.0 (RFC 4287) and JSON Feed 1.1, of an edition and of each topic.

An entry is an event, dated by its record's last change: that of the site, which is news, and not the event's own
date, which is history. An event whose change nobody knows is in no feed, and a feed without entries is not made.
Ids and links are whole addresses, so a site that does not know its own has no feeds. When something was first
published nobody notes, so no entry says it.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import NamedTuple
from urllib.parse import urljoin

from timeline import addresses
from timeline.digest import digest
from timeline.edition import page_views, views
from timeline.edition.edition import Edition
from timeline.edition.page_views import Offer
from timeline.edition.views import Link, Words
from timeline.records.timeline import Timeline
from timeline.target import Target

MOST = 50  # entries of one feed
_WIDE = 640  # pixels of a picture that a reader shows
FORMS = (("atom", "application/atom+xml"), ("json", "application/feed+json"))
_LINK = re.compile(r'(<a [^>]*?href=")([^"]*)')


class Category(NamedTuple):
    id: str
    name: str


class FeedEntry(NamedTuple):
    """An event as feed readers get it; `content` is HTML whose addresses are whole, `image` the whole address of its
    picture."""

    id: str  # the first address that it had, whole
    address: str
    title: str
    summary: str
    content: str
    updated: str
    categories: tuple[Category, ...]
    image: str = ""


class Feed(NamedTuple):
    path: str
    about: str  # the path of the page it belongs to
    title: str
    subtitle: str
    updated: str
    entries: tuple[FeedEntry, ...]


def newest(timeline: Timeline, topic: str = "") -> tuple[str, ...]:
    """The ids of a feed's events: the last changed first, those changed at once by id."""
    if not timeline.site.address:
        return ()
    of = timeline.by_term.get(("topics", topic), ()) if topic else timeline.events
    changed = {id: stamp for id in sorted(of) if (stamp := timeline.version(timeline.events[id]))}
    return tuple(sorted(changed, key=changed.__getitem__, reverse=True)[:MOST])


def offers(edition: Edition, topic: str = "") -> tuple[Offer, ...]:
    """What a page's head offers to feed readers."""
    if not newest(edition.timeline, topic):
        return ()
    title = _title(edition, topic)
    return tuple(Offer(media, title, addresses.feed(edition.code, form, topic)) for form, media in FORMS)


def links(edition: Edition, topic: str = "") -> tuple[Link, ...]:
    """The same for people."""
    if not newest(edition.timeline, topic):
        return ()
    named = lambda form: edition.mixed(edition.language.words[f"feed_{form}"])
    return tuple(Link(named(form), addresses.feed(edition.code, form, topic)) for form, _ in FORMS)


def targets(edition: Edition, frame: page_views.Frame, keys: Mapping[str, str]) -> Iterator[Target]:
    """The files; `keys` are the events'. A topic's feed also stays where it was before its topic had another id: who
    follows it asks there."""
    timeline, code = edition.timeline, edition.code
    former = [(was, now) for (kind, was), now in timeline.aliases.items() if kind == "topics"]
    for name, topic in (("", ""), *((id, id) for id in timeline.kinds["topics"]), *former):
        if newest(timeline, topic):
            page, key = partial(_page, edition, topic), partial(_key, edition, topic, keys)
            yield Target(addresses.feed(code, "atom", name), "feed.atom", page, frame, key=key)
            path = addresses.feed(code, "json", name)
            yield Target(path, frame=frame, data=partial(as_json, edition, frame, topic), key=key)


def _key(edition: Edition, topic: str, keys: Mapping[str, str]) -> str:
    """The digest of all that a feed is made of."""
    term = edition.timeline.kinds["topics"][topic].record.model_dump_json() if topic else ""
    return digest(topic, term, *(keys[id] for id in newest(edition.timeline, topic)))


def _page(edition: Edition, topic: str) -> page_views.Page:
    shown = feed(edition, topic, "atom")
    return page_views.Page(
        path=shown.path, up="", title=shown.title, description=shown.subtitle, alternates=(), section="", subject=shown
    )


def feed(edition: Edition, topic: str, form: str) -> Feed:
    timeline, code = edition.timeline, edition.code
    term = edition.terms["topics"][topic] if topic else None
    there = newest(timeline, topic)
    return Feed(
        path=addresses.feed(code, form, topic),
        about=term.path if term else addresses.home(code),
        title=_title(edition, topic),
        subtitle=views.plain(term.summary if term else edition.tagline),
        updated=timeline.version(timeline.events[there[0]]),
        entries=tuple(_entry(edition, id) for id in there),
    )


def _title(edition: Edition, topic: str) -> str:
    return " · ".join((edition.title, views.plain(edition.links["topics", topic].text)) if topic else (edition.title,))


def _entry(edition: Edition, id: str) -> FeedEntry:
    event, entry = edition.events[id], edition.timeline.events[id]
    base = edition.timeline.site.address
    # A reader knows an entry by its id: it keeps the first that the event had, whatever it is called now.
    first = addresses.record(edition.code, "events", (*entry.record.aliases, id)[0])
    return FeedEntry(
        id=f"{base}{first}",
        address=f"{base}{event.card.path}",
        title=views.plain(event.card.title),
        summary=views.plain(event.card.summary),
        content=_content(edition, event, f"{base}{event.card.path}"),
        updated=edition.timeline.version(entry),
        categories=tuple(
            Category(topic, views.plain(edition.links["topics", topic].text))
            for topic in dict.fromkeys(entry.record.topics)
        ),
        image=f"{base}{event.pictures[0].at_least(_WIDE).path}" if event.pictures else "",
    )


def _content(edition: Edition, event: views.Event, address: str) -> str:
    """What a reader shows, in one element with its language and direction: readers take neither from the feed."""
    parts = [f"<p>{_html(event.card.date.text)}</p>", f"<p>{_html(event.card.summary)}</p>"]
    if body := event.body:
        whole = lambda link: link[1] + urljoin(address, link[2])
        markup = _LINK.sub(whole, body.markup)
        parts.append(f'<div lang="{body.lang}" dir="{body.dir}">{markup}</div>' if body.lang else markup)
    parts += (_figure(picture, edition) for picture in event.pictures)
    return f'<div lang="{edition.code}" dir="{edition.language.direction}">{"".join(parts)}</div>'


def _figure(picture: views.Picture, edition: Edition) -> str:
    """A picture, whose address is whole, with what stands under it."""
    size, base = picture.at_least(_WIDE), edition.timeline.site.address
    licence = picture.licence and f'<a href="{html.escape(picture.licence.address)}">{_html(picture.licence.name)}</a>'
    under = " · ".join(filter(None, (*map(_html, (picture.caption, picture.credit)), licence, _html(picture.reason))))
    alt = html.escape(views.plain(picture.alt))
    image = f'<img src="{base}{size.path}" width="{size.width}" height="{size.height}" alt="{alt}">'
    if picture.link:
        image = f'<a href="{html.escape(picture.link)}">{image}</a>'
    return f"<figure>{image}<figcaption>{under}</figcaption></figure>"


def _html(text: Words) -> str:
    return str(text.__html__()) if hasattr(text, "__html__") else html.escape(text)


def as_json(edition: Edition, frame: page_views.Frame, topic: str = "") -> bytes:
    """The feed as JSON Feed 1.1; what it says of rights stands under a name of its own, as the format has it."""
    shown = feed(edition, topic, "json")
    licence = {"licence": frame.licence.address} if frame.licence else {}
    publisher, home = frame.publisher, f"{frame.address}{frame.home}"
    named, address = (publisher.name, publisher.address or home) if publisher else (frame.title, home)
    whole = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": shown.title,
        "home_page_url": f"{frame.address}{shown.about}",
        "feed_url": f"{frame.address}{shown.path}",
        "description": shown.subtitle,
        "language": frame.lang,
        "authors": [{"name": views.plain(named), "url": address}],
        "_rights": {"about": f"{frame.address}{frame.home}", "credit": frame.credit, **licence},
        "items": [
            {
                "id": entry.id,
                "url": entry.address,
                "title": entry.title,
                "summary": entry.summary,
                "content_html": entry.content,
                **({"image": entry.image} if entry.image else {}),
                "date_modified": entry.updated,
                "tags": [category.name for category in entry.categories],
                "language": frame.lang,
            }
            for entry in shown.entries
        ],
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()
