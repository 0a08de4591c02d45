"""Dates as people write them: what EDTF it is that somebody meant, for the help of a fault.

Nothing is read so: a date in a file is EDTF or a mistake. But whoever wrote `Feb 2016` or «ربيع 2014» is told what to
write instead. A text is first spelled plainly (digits, hyphens, spaces, one spelling for all of a letter's forms), then
read as one date, then as two with something between. What a help offers is parsed before it is offered.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from timeline.faults.diagnostic import Told, tell
from timeline.faults.near import nearest
from timeline.text import date_forms, dates, deep_time, edtf
from timeline.text import date_words as words
from timeline.text.date_forms import Meant, iso, sound, told

LONGEST = 60  # letters; whatever is longer is no date of anybody's
DEEPEST = 3  # words about one date, as in `probably since early 2016`
HYPHENS = 6  # of which one may part two dates: `2016-02-05-2016-02-07` has five
_OWN = ("end-before-start", "boundless-date", "bad-time")  # whose form is right


def read(text: str) -> edtf.Date:
    """The date that `text` writes; raises `edtf.DateError` with what was meant as its help."""
    try:
        return dates.parse(text)
    except edtf.DateError as fault:
        named = dates.names_calendar(text)
        meant = None if fault.code in _OWN else _in_calendar(text, fault.code) if named else meant_by(text)
        if meant is None and fault.code == "date-digits":  # whose digits are not all that is wrong
            try:
                dates.parse(edtf.latin_digits(text))
            except edtf.DateError as other:
                raise edtf.DateError(fault.code, fault.message, other.help, fault.offset, fault.length) from None
        if meant is None:
            raise
        message: str = fault.message
        mark = (fault.offset, fault.length)
        if fault.code == "bad-date":  # the whole is another notation, not a part of it wrong
            message, mark = tell("`{text}` is no date", text=text), (0, len(text))
        raise edtf.DateError(fault.code, message, meant.help, *mark) from None


def meant_by(text: str) -> Meant | None:
    """What somebody meant by a text that is no EDTF; None where nobody can tell."""
    if len(text) > LONGEST:
        return None
    plain, help = text, None
    if re.search("[۰-۹]", text) and (solar := _SOLAR.match(digits := _digits(text))) and solar[0] < "1450":
        date = re.sub(r"(?<![0-9])[0-9](?![0-9])", r"0\g<0>", re.sub("[./]", "-", digits))
        if sound(f"persian:{date}"):
            choice = tell(
                "write `{persian}` for a year of the Persian calendar, `{date}` for a Gregorian one",
                persian=f"persian:{date}",
                date=date,
            )
            return Meant("", choice)
    for step, said in _PLAINLY:
        if (changed := step(plain)) != plain:
            plain, help = changed, help or said
            if sound(plain):
                return told(plain, help)
    plain = words.folded(plain.replace("،", ",").replace("؟", "?"))
    return _one(plain) or _two(plain)


def _in_calendar(text: str, code: str) -> Meant | None:
    """What somebody meant by a date behind a calendar's name, where the name or what follows is written otherwise."""
    name, _, rest = text.partition(":")
    plain = words.folded(name)
    calendar = plain if plain in dates.CALENDARS else words.CALENDARS.get(plain)
    if calendar is None or code not in ("bad-date", "unknown-calendar", "bad-month"):
        return None
    rest = re.sub(rf"(?i)(?<=/) *{re.escape(name)}:", "", _digits(rest)).strip()
    year = re.sub("^[0-9]{3}(?=-|$)", r"0\g<0>", rest)
    dashes = re.sub(r"(?<![0-9])[0-9](?![0-9])", r"0\g<0>", re.sub("[./ ]", "-", year))
    before = f"{calendar}:" if calendar else ""
    help = tell("write `{date}`") if calendar else tell("a Gregorian date stands without a name: `{date}`")
    if name == calendar and (sound(before + text.partition(":")[2].strip()) or year != rest and sound(before + year)):
        return None  # a space or a short year, of which the fault itself speaks
    for date in (rest, year, dashes):
        if sound(before + date):
            return told(before + date, help)
    meant = None if re.fullmatch("[0-9]*", rest) else meant_by(rest)
    if meant is None or not meant.date or ":" in meant.date and not meant.date.startswith(before or "-"):
        return None
    return told(before + meant.date.removeprefix(before), help)


def _digits(text: str) -> str:
    """A text with the digits 0 to 9 in place of any script's."""
    return "".join(str(unicodedata.decimal(c, c)) for c in text)


_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u061c\u202a-\u202e\u2060-\u2069\ufeff]")
_QUOTES = re.compile("^[“”„‟\"'‘’‚‹›«»`]+|[“”„‟\"'‘’‚‹›«»`]+$")
_SOLAR = re.compile("1[234][0-9]{2}")
_LETTERS_AS_DIGITS = str.maketrans("OoОоIl|", "0000111")
_DASHES = re.compile("[\u2010-\u2015\u2212\ufe63\uff0d]|(?<=[0-9])\u0640(?=[0-9])")
_SLASHES = re.compile("[\u060d\u2044\u2215\uff0f]")
_LETTERS = re.compile("[xyzt]")
# How a text is spelled plainly: each step, and what whoever needed it as the first is told, if that was all.
_PLAINLY: tuple[tuple[Callable[[str], str], Told], ...] = (
    (
        lambda text: _UNSEEN.sub("", text),
        tell("an invisible character stands in it: delete it whole and type it anew: `{date}`"),
    ),
    (_digits, tell("write it with the digits 0 to 9: `{date}`; pages print each language's own digits")),
    (
        lambda text: bare if (bare := _QUOTES.sub("", text.strip())) and bare != text.strip() else text,
        tell("these marks are part of the text, and YAML's own are the straight ones; a date needs none: `{date}`"),
    ),
    (
        lambda text: bare if not text.endswith("..") and sound(bare := text.rstrip(".,;:، ؛")) else text,
        tell("take away what stands behind it: `{date}`"),
    ),
    (
        lambda text: meant if sound(meant := text.translate(_LETTERS_AS_DIGITS)) else text,
        tell("a letter stands where a digit is meant: `{date}`"),
    ),
    (lambda text: _DASHES.sub("-", text), tell("write plain hyphens: `{date}`")),
    (lambda text: _SLASHES.sub("/", text), tell("write a plain slash: `{date}`")),
    (
        lambda text: squeezed if sound(squeezed := "".join(text.split())) else text,
        tell("take the spaces away: `{date}`"),
    ),
    (
        lambda text: capital if sound(capital := _LETTERS.sub(lambda c: c[0].upper(), text)) else text,
        tell("write the letters of EDTF as capitals: `{date}`"),
    ),
)


_TWICE = re.compile(r"(?P<a>[^()]{3,}?) ?[(=] ?(?P<b>[^()]{3,}?)\)?")  # one date in two calendars: `1727 (1139 AH)`
_ERA = re.compile(rf" ?{words.any_of(words.BEFORE_CHRIST | words.HIJRI)}$")  # what the last end says of both

# One date


@lru_cache(4096)  # whatever stands between words is read with each of them
def _one(text: str, deep: int = 0) -> Meant | None:
    """What a plain text means as one date."""
    if (bare := text.strip(" ,;.")) and bare != text and ".." not in text and sound(bare):
        return told(bare, tell("write `{date}`"))
    text = bare or text
    if text in words.UNKNOWN:
        return Meant(
            "",
            tell(
                "without a date nothing has a place on the axis: write as much as is known, be it a century "
                "(`19XX`), or the years between which it lies (`1900/1950`)"
            ),
        )
    if text in words.OPEN:
        return Meant("", tell("an end that has not come is two dots behind a slash: `2014/..`"))
    if meant := date_forms.read(text) or deep_time.read(text):
        return meant
    for read in (_with_time, _about, _perhaps, _until, _since, _part) if deep < DEEPEST else ():
        if meant := read(text, deep + 1):
            return meant
    bare = " ".join(word for word in re.split("[ ,]+", text) if word.strip("()") not in words.IDLE)
    if bare != text and (meant := _inner(bare, deep)):
        return meant
    if (within := re.fullmatch(r"[\[(]([^\[\](){},/.]+)[\])]", text)) and (meant := _inner(within[1], deep)):
        return meant
    if (twice := _TWICE.fullmatch(text)) and (meant := _ends(twice["a"], twice["b"])) and "/" not in meant.date:
        return meant
    if (spelled := _spelled(text)) != text and (meant := date_forms.read(spelled)):
        return meant
    if re.search(r"[\[\](){}]", text):
        return Meant("", tell("sets and partial qualifiers are EDTF level 2; this timeline reads levels 0 and 1"))
    return None


_NAMES = {name for name in (*words.MONTHS, *words.SEASONS, *words.PERSIAN_MONTHS) if len(name) > 4}


def _spelled(text: str) -> str:
    """A text with the names of months and seasons in place of what is no word and like one: `febuary`."""
    return re.sub("[a-z]{4,12}|[\u0621-\u064a]{5,12}", lambda word: nearest(word[0], _NAMES, 0.8) or word[0], text)


def _behind(text: str, before: frozenset[str], after: frozenset[str] = frozenset()) -> str:
    """The rest of a text that begins with one of some words, or ends with one of others; empty where it does not."""
    first = re.fullmatch(rf"{words.any_of(before)}(?:(?<=[^a-z\u0621-\u064a])| +|(?=[0-9]))(?P<rest>.+)", text)
    last = re.fullmatch(rf"(?P<rest>.+?) *{words.any_of(after)}", text) if after and not first else None
    found = first or last
    return found["rest"].strip(" ,") if found else ""


def _inner(text: str, deep: int = 0) -> Meant | None:
    """What stands behind a word such as `about`: a date in EDTF, or in words."""
    if sound(text):
        return Meant(text, tell("write `{date}`", date=text))
    return _one(text, deep) if text else None


def _marked(text: str, sign: str, help: Told, deep: int) -> Meant | None:
    """A date whose qualifier was written as a word."""
    inner = _inner(text, deep)
    if inner is None or not inner.date or "/" in inner.date or inner.date[-1] in "~?%":
        return None
    return told(inner.date + sign, help)


def _about(text: str, deep: int = 0) -> Meant | None:
    rest = _behind(text, words.ABOUT, words.ABOUT_BEHIND)
    return _marked(rest, "~", tell("“about” is a `~` behind the date: `{date}`"), deep)


def _perhaps(text: str, deep: int = 0) -> Meant | None:
    both = re.fullmatch(r"(?P<date>[0-9x-]+)[~?%]{2,}", text)
    if both:
        return told(both["date"].upper() + "%", tell("use one qualifier: `~` about, `?` uncertain, `%` both: `{date}`"))
    rest = _behind(text, words.PERHAPS, words.PERHAPS_BEHIND)
    return _marked(rest, "?", tell("what is uncertain has a `?` behind the date: `{date}`"), deep)


def _until(text: str, deep: int = 0) -> Meant | None:
    inner = _inner(_behind(text, words.UNTIL), deep)
    last = inner.date.split("/")[-1] if inner else ""
    return told(f"../{last}", tell("two dots and a slash stand for “until”: `{date}`")) if last else None


def _since(text: str, deep: int = 0) -> Meant | None:
    rest = _behind(text, words.SINCE, words.SINCE_BEHIND)
    inner = _inner(rest or (text[:-1].strip() if text.endswith("-") else ""), deep)
    first = inner.date.split("/")[0] if inner else ""
    return told(f"{first}/..", tell("a slash and two dots stand for “since”: `{date}`")) if first else None


def _part(text: str, deep: int = 0) -> Meant | None:
    """`early 1914`: levels 0 and 1 of EDTF have no such word, but intervals."""
    text = re.sub(r"^([0-9]{4})[ -]?([qh][1-4])$", r"\2 \1", text)
    found = re.fullmatch(rf"(?P<part>{words.any_of(words.PARTS)})(?: +|-)(?P<rest>.+)", text)
    inner = _inner(found["rest"], deep) if found else None
    if not found or not inner or not inner.date or "/" in inner.date:
        return None
    nth, of = words.PARTS[found["part"]]
    whole, within = inner.date, _share(inner.date, nth, of)
    help = tell("EDTF has no word for a part of a time: write the whole, `{date}`", date=whole)
    if sound(within):
        help = tell(
            "EDTF has no word for a part of a time: write the whole, `{date}`, or an interval that the source bears "
            "out, such as `{within}`",
            date=whole,
            within=within,
        )
    return Meant(whole if of == 3 else within or whole, help)


def _share(date: str, nth: int, of: int) -> str:
    """One of a number of equal parts of a year, a month, a decade or a century, as an interval; empty for the rest."""
    parsed = dates.parse(date)
    point = parsed.start
    if not isinstance(point, edtf.Point) or parsed.original or date[-1] in "~?%" or point.earliest[0] < 0:
        return ""
    first, last = point.earliest, point.latest
    if point.precision == "year":
        return f"{iso(first[0], (nth - 1) * 12 // of + 1)}/{iso(first[0], nth * 12 // of)}"
    if point.precision == "month":
        days = (0, *(n * 30 // of for n in range(1, of)), last[2])  # the last part has what is over
        return f"{iso(*first[:2], days[nth - 1] + 1)}/{iso(*first[:2], days[nth])}"
    if point.precision in ("decade", "century"):
        years = last[0] - first[0] + 1
        return f"{iso(first[0] + (nth - 1) * years // of)}/{iso(first[0] + nth * years // of - 1)}"
    return ""


def _with_time(text: str, deep: int = 0) -> Meant | None:
    """`2016-02-05 00:00:00`, as a spreadsheet or a database writes a day."""
    zone = r"(?: ?(?:z|utc|gmt)| ?[+-][0-9]{2}:?[0-9]{0,2})?"
    found = re.fullmatch(rf"(?P<day>.*?)[ ,t]+[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9.]+)?(?: ?[ap]\.?m\.?)?{zone}", text)
    inner = _inner(found["day"], deep) if found else None
    help = tell("a timeline rarely needs the time of day: leave it out: `{date}`")
    if inner and not inner.date:
        return inner  # `5/2/2016 00:00`: which day it is has to be told first
    return told(inner.date, help) if inner else None


# Two dates


_TO = "(?: to | until | till | through | thru | الي | حتي | تا | - |/|\\.{2,3}|…)"
_BETWEEN = (
    re.compile("(?:between |بين )(?P<a>.+?) (?:and |و ?)(?P<b>.+)"),
    re.compile(f"(?:from |من |از )?(?P<a>.+?) ?{_TO} ?(?P<b>.*)"),
)
_EITHER = re.compile("(?P<a>.+?) (?:or|او) (?P<b>.+)")
_ERA_BEHIND = words.any_of(words.BEFORE_CHRIST | words.HIJRI)
_UNIT = re.compile(rf"[ -](?:century|centuries)(?: {_ERA_BEHIND})?$|(?<=[0-9]) ?{_ERA_BEHIND}$")
_DAYS = re.compile(rf"(?P<month>{words.any_of(words.MONTHS)})\.? (?P<a>[0-9]+) ?- ?(?P<b>[0-9]+),? (?P<y>[0-9]{{4}})")


def _two(text: str) -> Meant | None:
    """What a plain text means as an interval."""
    if short := re.fullmatch(r"(?P<y>[0-9]{4})[-/](?P<last>[0-9]{2})", text):
        year, last = int(short["y"]), int(short["last"])
        return _interval(iso(year), iso(year // 100 * 100 + last)) if last > year % 100 else None
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None  # it has the form of a day, and what is wrong in it is told as such
    if days := _DAYS.fullmatch(text):
        return _ends(f"{days['a']} {days['month']} {days['y']}", f"{days['b']} {days['month']} {days['y']}")
    if either := _EITHER.fullmatch(text):
        meant = _ends(either["a"], either["b"])
        return meant and told(meant.date, tell("EDTF has no “or” before level 2: write the interval, `{date}`"))
    for pattern in _BETWEEN:
        if (found := pattern.fullmatch(text)) and (meant := _ends(found["a"].strip(), found["b"].strip())):
            return meant
    parts = text.split("-")
    for n in range(1, len(parts) if len(parts) <= HYPHENS + 1 else 0):
        if meant := _ends("-".join(parts[:n]).strip(), "-".join(parts[n:]).strip()):
            return meant
    return None


def _ends(first: str, last: str) -> Meant | None:
    """An interval of two texts, of which one may leave to the other what both have."""
    if not first:
        return None
    for start in (_end(text, last=False) for text in (*_completed(first, last), first)):
        if start is None:
            continue
        for end in (_end(text, last=True) for text in (*_completed(last, start), last)):
            if end is not None and start != end and (meant := _interval(start, end)):
                return meant
    return None


def _completed(short: str, whole: str) -> list[str]:
    """What a short end may be in full: `5` before `7 february 2016`, `feb` before `march 2016`, `06` behind
    `2016-02-05`."""
    found = []
    if re.fullmatch("[0-9]{1,2}(?:-[0-9]{2})?", short) and re.fullmatch("[0-9]{4}(?:-[0-9]{2}){1,2}", whole):
        found.append(f"{whole[: -len(short)]}{short}" if len(short) in (2, 5) else "")
    if (era := _ERA.search(whole)) and not _ERA.search(short):
        found.append(f"{short}{era[0]}")
    if re.fullmatch("[0-9]{1,2}", short):
        found.append(re.sub("^[0-9]{1,2}(?= )", short, whole))
    if year := re.search("[0-9]{4}$", whole):
        found.append(f"{short} {year[0]}")
    if unit := _UNIT.search(whole):
        found.append(f"{short} {unit[0].strip()}")
    return found


def _end(text: str, last: bool) -> str | None:
    """One end in EDTF; None where it is none."""
    if text in ("", "..") or not words.OPEN.isdisjoint((text, _behind(text, words.UNTIL))):
        return ".."
    if text in words.UNKNOWN:
        return ""
    if "/" in text and sound(text):
        return None
    inner = _inner(text)
    if inner is None or not inner.date:
        return None
    return inner.date.split("/")[-1 if last else 0]


def _interval(start: str, end: str) -> Meant | None:
    calendar, other = (date.rpartition(":")[0] for date in (start, end))
    if calendar != other and start and end:
        first, last = (dates.parse(date).earliest if sound(date) else None for date in (start, end))
        if first and last and abs(first[0] - last[0]) <= 1:
            once = tell("what is one date in two calendars is written in one of them: `{date}`; pages show both")
            return told(start if calendar else end, once)
    if calendar:
        end = end.removeprefix(f"{calendar}:")
    elif other and start == "..":
        start, end = f"{other}:..", end.removeprefix(f"{other}:")
    return told(f"{start}/{end}", tell("an interval is its two ends with a slash between them: `{date}`"))
