"""A slide of TimelineJS's becomes the draft of an event: its date as EDTF, its HTML as Markdown, its picture a link.

There a year before the common era is a negative number, and -44 is shown as “44 BCE”; EDTF has a year 0, so
that it is -0043. The date that is displayed may say how well the date is known: “c. 1815”, “1815?”, “1810s”.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from timeline.faults.diagnostic import WARNING, Diagnostic, Fault, listed, tell
from timeline.importing import html_to_markdown
from timeline.importing.drafts import Draft, cut, in_each, opening, row_digest, tidy
from timeline.importing.timelinejs_reader import Slide, left_behind
from timeline.records.schema_faults import is_id
from timeline.text import dates, edtf
from timeline.text.prose import Prose

# What an event of ours has no place for.
_LEFT = ("Time", "End Time", "Media Thumbnail", "Alt Text", "Background")

_INVISIBLE = re.compile("[\u200b-\u200f\u061c\u202a-\u202e\u2060-\u2069\ufeff]")
_NUMBER = re.compile(r"([+-]?[0-9]+)(?:[.,]0+)?")
_ABOUT = re.compile(r"(?:c(?:a|irca)?\.?|about|around|approximately|approx\.?|~|نحو|حوالي|قرابة)\s*(?=[0-9~])", re.I)
_DECADE = re.compile(r"([0-9]{3})0['’]?s")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = re.compile(rf"\b({'|'.join(_MONTHS)})[a-z]*\.?", re.I)
_SAYS_NOTHING = re.compile(r"\b(?:bce?|ce|ad)\b|ق\.?\s?م|(?<=[0-9])(?:st|nd|rd|th)\b", re.I)


def era(slide: Slide) -> Diagnostic:
    """An era, which a timeline of ours does not have."""
    message = tell("the era `{name}` is not carried over", name=html_to_markdown.plain(slide.get("Headline"))[:60])
    help = tell("a timeline here has no eras; an event may last, and a topic may hold what belongs together")
    return Diagnostic("not-carried", message, slide.place("Headline"), help, severity=WARNING)


def draft(slide: Slide, language: str, languages: Sequence[str], prose: Prose) -> tuple[Draft | None, list[Diagnostic]]:
    """The event that a slide tells of, and what it cannot hold; None, with an error, where it has none."""
    faults: list[Diagnostic] = []
    try:
        date = _dated(slide, faults)
        title, found = cut(tidy(html_to_markdown.plain(slide.get("Headline"))), "title", slide.place("Headline"))
        faults += found
        text = tidy(html_to_markdown.plain(slide.get("Text")))
        summary = opening(text) or title
        left: list[Diagnostic] = []
        body = _body(slide, summary, prose, left)
        faults += left
        if not (title or text or slide.get("Media") or body or left):  # a picture alone is something, if not for us
            message = tell("there is a date and nothing that happened")
            raise Fault(
                Diagnostic("missing-key", message, slide.place("Headline"), tell("give it a headline, or take it out"))
            )
    except Fault as fault:
        return None, [*faults, *fault.diagnostics]
    if names := [name for name in (*(n for n in _LEFT if slide.get(n)), *slide.others)]:
        faults.append(left_behind(listed(name[:40] for name in names[:12]), slide.place(names[0])))
    kind = slide.get("Type")
    if kind and kind.casefold() not in ("title", "event"):
        faults.append(left_behind(f"`Type: {kind[:40]}`", slide.place("Type")))
    data = {
        "date": date,
        "title": in_each(languages, language, title),
        "summary": in_each(languages, language, summary),
        "body": {language: body} if body else [],
        "topics": None,
        "sources": None,
    }
    own = slide.get("Unique ID")  # an id of ours, where the file was made from a timeline of ours
    id = own if is_id(own) and re.match(r"[0-9]{4}", own) else ""
    group, found = cut(" ".join(html_to_markdown.plain(slide.get("Group")).split()), "name", slide.place("Group"))
    faults += found
    return Draft(slide.place("Year"), data, id, group, row=row_digest(slide.cells, language)), faults


def as_edtf(year: str, month: str = "", day: str = "") -> str:
    """A date of TimelineJS's as EDTF: `-44`, `3`, `15` is `-0043-03-15`. Raises `edtf.DateError`."""
    number = _number(year)
    if number == 0:
        help = tell("the year before 1 is -1 there, shown as 1 BCE")
        raise edtf.DateError("bad-date", tell("there is no year 0 in TimelineJS's count"), help)
    astronomical = number + (number < 0)
    if abs(astronomical) > 9_999_999_999:
        help = tell("a year has ten digits at most")
        raise edtf.DateError("bad-date", tell("`{year}` is further away than dates go", year=year[:20]), help)
    m, d = _number(month or "0"), _number(day or "0")
    if not 0 <= m <= 12:
        raise edtf.DateError("bad-month", tell("`{month}` is no month", month=month[:20]), tell("months are 1 to 12"))
    if d and not m:
        help = tell("give the month too, or take the day out")
        raise edtf.DateError("bad-day", tell("there is a day and no month"), help)
    if m and not 0 <= d <= edtf.month_length(astronomical, m):
        help = tell("that month has {days} days", days=edtf.month_length(astronomical, m))
        raise edtf.DateError("bad-day", tell("`{day}` is no day of that month", day=day[:20]), help)
    written = f"{astronomical:0{5 if astronomical < 0 else 4}}"
    if abs(astronomical) > 9999:
        return f"Y{written}"  # EDTF gives so long a year no month
    return written + (f"-{m:02}" if m else "") + (f"-{d:02}" if d else "")


def _number(text: str) -> int:
    """A whole number as people and spreadsheets write it: `1,066`, `2016.0`, `٢٠١٦`, `−44`."""
    plain = re.sub(r"\s", "", _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)))
    plain = re.sub("[\u2010-\u2015\u2212]", "-", plain)
    plain = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in plain)
    plain = re.sub(r"(?<=[0-9])[,٬](?=[0-9]{3}(?![0-9]))", "", plain)
    if not (found := _NUMBER.fullmatch(plain)) or len(found[1]) > 20:
        help = tell("write a whole number; a year before the common era is negative: `-44`")
        raise edtf.DateError("bad-date", tell("`{text}` is no number", text=text[:40]), help)
    return int(found[1])


def _dated(slide: Slide, faults: list[Diagnostic]) -> str:
    """A slide's date as EDTF, what its displayed date says besides taken in where EDTF can say it."""
    if own := slide.get("EDTF"):
        try:
            if (parsed := dates.parse(own)).earliest or parsed.latest:
                return own
        except edtf.DateError:
            pass  # the date is what the other fields say

    def end(prefix: str) -> str:
        names = [f"{prefix}{part}" for part in ("Year", "Month", "Day")]
        year, month, day = (slide.get(name) for name in names)
        try:
            if not year:
                if not prefix or month or day:
                    help = tell("write the year; where it is not known, the event has no place on a timeline")
                    raise edtf.DateError("bad-date", tell("`{name}` is empty", name=names[0]), help)
                return ""
            written = as_edtf(year, month, day)
        except edtf.DateError as fault:
            name = {"bad-month": names[1], "bad-day": names[2]}.get(fault.code, names[0])
            raise Fault(Diagnostic(fault.code, fault.message, slide.place(name), fault.help)) from None
        if written.startswith("Y") and month:
            faults.append(left_behind(f"`{names[1]}`", slide.place(names[1])))
        return written

    start, stop = end(""), end("End ")
    date = start if stop in ("", start) else f"{start}/{stop}"
    try:
        edtf.parse(date)
    except edtf.DateError as fault:
        where = slide.place("End Year")
        raise Fault(Diagnostic(fault.code, fault.message, where, fault.help)) from None
    shown = " ".join(html_to_markdown.plain(slide.get("Display Date")).split())
    said = _said(shown, date)
    if said is None:
        message = tell("the date is shown as `{shown}`, and becomes `{date}`", shown=shown[:60], date=date)
        help = tell("look which of the two is right; `docs/dates.md` has a table of what a date can say")
        faults.append(Diagnostic("not-carried", message, slide.place("Display Date"), help, severity=WARNING))
    return said or date


def _said(shown: str, date: str) -> str | None:
    """A date with what its displayed form says besides; None where EDTF, or this, cannot say that."""
    shown = _INVISIBLE.sub("", shown)
    if not shown or shown == date:
        return date
    point = None if "/" in date else edtf.parse(date).start
    if (decade := _DECADE.fullmatch(shown)) and point and len(date) == 4 and date.startswith(decade[1]):
        return f"{decade[1]}X"
    bare, about = _ABOUT.subn("", shown, count=1) if _ABOUT.match(shown) else (shown, 0)
    bare, doubt = (bare[:-1], "?") if bare.endswith("?") else (bare, "")
    words = _MONTH.sub(lambda month: f" {_MONTHS.index(month[1].lower()) + 1} ", _SAYS_NOTHING.sub("", bare))
    if re.search(r"[^\W\d_]|[~?]", words):
        return None
    numbers = sorted(int(number) for number in re.findall("[0-9]+", re.sub("(?<=[0-9]),(?=[0-9]{3})", "", words)))
    own: list[int] = []
    for end in edtf.parse(date).start, edtf.parse(date).end:
        if isinstance(end, edtf.Point):
            own += [n for n in (end.year if end.year > 0 else 1 - end.year, end.month, end.day) if n]
    if set(numbers) != set(own):
        return None
    if not about and not doubt:
        return date
    return f"{date}{'%' if about and doubt else '~' if about else doubt}" if point else None


def _body(slide: Slide, summary: str, prose: Prose, faults: list[Diagnostic]) -> str:
    """What a slide tells as Markdown; nothing where the summary says all of it."""
    text = _converted("Text", slide, prose, faults)
    media = _media(slide, prose, faults)
    if not media and text.strip() == summary:  # what is bold or a list or has two paragraphs says more
        return ""
    return tidy("\n\n".join(filter(None, (text, media))))


def _media(slide: Slide, prose: Prose, faults: list[Diagnostic]) -> str:
    """A slide's picture or film as a link, with its caption and its credit."""
    url = slide.get("Media")
    caption, credit = (_converted(name, slide, prose, faults) for name in ("Media Caption", "Media Credit"))
    caption, credit = (" ".join(text.split()) for text in (caption, credit))
    if re.match(r"<blockquote\b", url, re.IGNORECASE):
        linked = _converted("Media", slide, prose, faults)
        return "\n\n".join(filter(None, (linked, caption, credit and f"({credit})")))
    href = html_to_markdown.address(url) if re.match(r"(https?:)?//", url, re.IGNORECASE) else ""
    if url and not href:
        faults.append(left_behind(f"`Media: {url[:60]}`", slide.place("Media")))
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
