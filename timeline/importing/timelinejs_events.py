"""A slide of TimelineJS's becomes the draft of an event: its HTML is Markdown there, its first sentence the summary,
its picture a picture where the file of it is there, else a link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from timeline.faults.diagnostic import WARNING, Diagnostic, Fault, listed, tell
from timeline.importing import date_cells, html_to_markdown, pictures
from timeline.importing.drafts import Draft, cut, in_each, mark, row_digest, tidy
from timeline.importing.sentences import opening
from timeline.importing.timelinejs_reader import Slide, left_behind
from timeline.importing.tongues import Tongues
from timeline.records.schema_faults import is_id
from timeline.text.prose import Prose

# What an event of ours has no place for.
_LEFT = ("Time", "End Time", "Background")
_QUOTED = re.compile(r"<blockquote\b", re.IGNORECASE)
_OF_A_PICTURE = ("Media Thumbnail", "Alt Text", "Media Licence")


def draft(
    slide: Slide, language: str, tongues: Tongues, shelf: pictures.Shelf = pictures.NOTHING
) -> tuple[Draft | None, list[Diagnostic]]:
    """The event that a slide tells of, with its picture where that lies on the shelf, and what it cannot hold; None,
    with an error, where it has none."""
    faults: list[Diagnostic] = []
    try:
        date = date_cells.dated(slide, tongues.dates, faults)
        title, found = cut(tidy(html_to_markdown.plain(slide.get("Headline"))), "title", slide.place("Headline"))
        faults += found
        text = tidy(html_to_markdown.plain(slide.get("Text")))
        summary = opening(text, tongues.abbreviations(language)) or title
        left: list[Diagnostic] = []
        picture, lacks, told = pictures.carried(slide, language, tongues, shelf, left)
        body = _body(slide, summary, tongues.prose, left, with_media=not picture)
        if not (picture or lacks or told):
            left += _lost(slide)
        faults += left
        if not (title or text or slide.get("Media") or body or left):  # a picture alone is something, if not for us
            message = tell("there is a date and nothing that happened")
            raise Fault(
                Diagnostic("missing-key", message, slide.place("Headline"), tell("give it a headline, or take it out"))
            )
    except Fault as fault:
        return None, [*faults, *fault.diagnostics]
    columns = _LEFT if told else (*_LEFT, *_OF_A_PICTURE)
    others = [name for name in slide.others if not (slide.get("EDTF") and name == "media.link")]  # ours
    if names := [*(name for name in columns if slide.get(name)), *others]:
        faults.append(left_behind(listed(name[:40] for name in names[:12]), slide.place(names[0])))
    kind = slide.get("Type")
    if kind and kind.casefold() not in ("title", "event"):
        faults.append(left_behind(f"`Type: {kind[:40]}`", slide.place("Type")))
    data = {
        "date": date,
        "title": in_each(tongues.codes, language, title),
        "summary": in_each(tongues.codes, language, summary),
        "body": {language: body} if body else [],
        "media": [picture] if picture else [],
        "topics": None,
        "sources": None,
    }
    own = slide.get("Unique ID")  # an id of ours, where the file was made from a timeline of ours
    id = own if is_id(own) and re.match(r"[0-9]{4}", own) else ""
    group, found = cut(" ".join(html_to_markdown.plain(slide.get("Group")).split()), "name", slide.place("Group"))
    faults += found
    place = slide.place("Start Date" if slide.get("Start Date") and not slide.get("Year") else "Year")
    row = row_digest(slide.cells, language)
    known = "" if id else mark(tidy(own))
    return Draft(place=place, data=data, id=id, group=group, row=row, mark=known, lacks=lacks), faults


def _body(slide: Slide, summary: str, prose: Prose, faults: list[Diagnostic], with_media: bool) -> str:
    """What a slide tells as Markdown; nothing where the summary says all of it."""
    text = _converted("Text", slide, prose, faults)
    media = _media(slide, prose, faults) if with_media else ""
    if not media and text.strip() == summary:  # what is bold or a list or has two paragraphs says more
        return ""
    return tidy("\n\n".join(filter(None, (text, media))))


def _address(url: str) -> str:
    return html_to_markdown.address(url) if re.match(r"(https?:)?//", url, re.IGNORECASE) else ""


def _lost(slide: Slide) -> Iterator[Diagnostic]:
    """What a slide shows that is neither carried over nor can be linked to."""
    if not (url := slide.get("Media")) or _address(url) or _QUOTED.match(url):
        return
    told = left_behind(f"`Media: {url[:60]}`", slide.place("Media"))
    help = tell("a picture is carried over from the folder in which it lies: say `--media DIR`")
    yield replace(told, help=help) if pictures.PICTURE.search(url) else told


def _media(slide: Slide, prose: Prose, faults: list[Diagnostic]) -> str:
    """A slide's picture or film as a link, with its caption and its credit."""
    url = slide.get("Media")
    caption, credit = (_converted(name, slide, prose, faults) for name in ("Media Caption", "Media Credit"))
    caption, credit = (" ".join(text.split()) for text in (caption, credit))
    if _QUOTED.match(url):
        linked = _converted("Media", slide, prose, faults)
        return "\n\n".join(filter(None, (linked, caption, credit and f"({credit})")))
    href = _address(url)
    if not href:
        return " ".join(filter(None, (caption, credit and f"({credit})")))
    if caption and not html_to_markdown.links(slide.get("Media Caption")) and "<http" not in caption:
        linked = html_to_markdown.link(html_to_markdown.plain(slide.get("Media Caption")), href)
    else:
        host = re.sub(r"^\w+://(?:www\.)?([^/?#]*).*", r"\1", href)
        linked = f"{html_to_markdown.link(host, href)}{': ' if caption else ''}{caption}"
    return f"{linked} ({credit})" if credit else linked


def _converted(name: str, slide: Slide, prose: Prose, faults: list[Diagnostic]) -> str:
    """A cell of HTML as Markdown; raises `Fault` where that cannot be made."""
    source = slide.get(name)
    if not source:
        return ""
    made = html_to_markdown.markdown(source, prose)
    if len(source) > html_to_markdown.MOST or made.problem:
        message = tell("`{name}` is longer, or has more brackets, than a text may have", name=name)
        raise Fault(Diagnostic("too-long", message, slide.place(name), tell("shorten it, or make two events of it")))
    if made.lost:
        lost = ", ".join(f"`{lost}`" for lost in made.lost[:8])
        message = tell("{lost} in `{name}`: not carried over", lost=lost, name=name)
        help = tell("texts here have no pictures, tables or scripts; link to the page that shows it")
        faults.append(Diagnostic("not-carried", message, slide.place(name), help, severity=WARNING))
    return made.text
