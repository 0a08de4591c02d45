"""Dates as people write them, in any language of a site and in English: `c. 1850`, `3 شباط 1905`, `500 BC`.

A text is taken apart into numbers and into the words that languages have for dates (`Language.months`, `date_words`
and the phrases); all that it may mean are its readings, for `2/3/1903` has two. Nothing is guessed: whoever asks has
a date to hold them against, or takes one only where there is no other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import NamedTuple

from timeline.edition import dates_in_words
from timeline.records.languages import Language
from timeline.text import edtf, folding

MOST = 100  # characters of a text that is looked at

INVISIBLE = re.compile("[\u200b-\u200f\u061c\u202a-\u202e\u2060-\u2069\ufeff]")
_GROUPED = re.compile("(?<=[0-9])[,٬](?=[0-9]{3}(?![0-9]))")
_PIECE = re.compile(
    r"(?P<whole>[0-9]{1,4}([./-])[0-9]{1,2}\2[0-9]{1,4})(?![0-9./-])|(?P<number>[0-9]{1,10})(?P<decade>['’]?s\b)?"
    r"|(?P<word>[^\W\d_]+)|(?P<sign>[-\u2010-\u2015\u2212/~?؟()])|(?P<other>[^\w\s.,،:])",
    re.IGNORECASE,
)
_GAP = re.compile(r"\{\w+\}")

End = tuple[int | None, int | None, int | None]  # year as astronomers count, month, day


class Token(NamedTuple):
    kind: str
    value: int = 0
    digits: int = 0


@dataclass(frozen=True)
class Written:
    """What a text may mean: dates, each with a second where it is an interval, or the whole of a decade or a century,
    of which `first` is the first year."""

    readings: tuple[tuple[End, End | None], ...] = ()
    about: bool = False
    doubt: bool = False
    first: int = 0
    years: int = 0  # 10, 100; 0 where it is neither
    still: bool = False  # whether it goes on from there: `1967–present`


class DateReader:
    """Reads dates in some languages."""

    def __init__(self, languages: Sequence[Language]):
        self.languages = languages

    def month(self, text: str) -> int:
        """The month that a text names; 0 where it names none."""
        tokens = self._tokens(plain(text))
        found = {token.value for token in tokens or ()}
        return found.pop() if len(found) == 1 and tokens and all(t.kind == "month" for t in tokens) else 0

    def read(self, text: str) -> Written | None:
        """All that a text may mean; None where there is a word in it that no language has for a date."""
        tokens = self._tokens(plain(text)) if len(text) <= MOST else None
        if tokens is None:
            return None
        kinds = {token.kind for token in tokens}
        numbers = [token.value for token in tokens if token.kind == "number"]
        about, doubt = "about" in kinds, "doubt" in kinds
        if "decade" in kinds or "century" in kinds:
            decades = [token.value for token in tokens if token.kind == "decade"]
            eras = kinds & {"before", "after"}
            known = {"decade", "century", "number", "about", "doubt"} | eras
            if len(decades) + len(numbers) != 1 or not kinds <= known or len(eras) > 1:
                return Written()
            first, years = (decades[0], 10) if decades else (numbers[0] * 100 - 99, 100)
            if "before" in eras:  # the years are counted backwards: the 5th century begins with 500 BCE, which is -0499
                first = 2 - first - years
            return Written(about=about, doubt=doubt, first=first, years=years)
        tokens = [token for token in tokens if token.kind not in ("about", "doubt")]
        still = [token.kind for token in tokens[-2:]] == ["to", "still"]
        tokens = _joined(tokens[:-2] if still else tokens)
        return Written(tuple(dict.fromkeys(_readings(tokens))), about, doubt, still=still)

    def said(self, shown: str, date: str) -> str | None:
        """A date in EDTF with what a text that shows it says besides; None where the text says something else."""
        shown = plain(shown)
        if not shown or shown == date:
            return date
        parsed, found = edtf.parse(date), self.read(shown)
        if found:
            if found.years:
                exact = _span_of(found, parsed)
                return exact if exact and not (found.about or found.doubt) else None
            ends = tuple((p.year, p.month, p.day) for p in parsed.points)
            same = any(_same((start, *([end] if end else [])), ends) for start, end in found.readings)
            if found.still:
                return f"{date}/.." if same and parsed.end is None and not (found.about or found.doubt) else None
            if same:
                if not (found.about or found.doubt):
                    return date
                sign = "%" if found.about and found.doubt else "~" if found.about else "?"
                return f"{date}{sign}" if parsed.end is None else self._worded(shown, parsed)
        return self._worded(shown, parsed)

    def _worded(self, shown: str, date: edtf.Date) -> str | None:
        """The date that a language words as a text, among those that may be meant where no more is known."""
        asked = self._telling(shown)
        for other in _candidates(date):
            parsed = edtf.parse(other)
            for language in self.languages:
                for months in filter(None, (language.months, language.other_months)):
                    if self._telling(dates_in_words.date(parsed, language, months)) == asked:
                        return other
        return None

    def _telling(self, text: str) -> list[str]:
        """The words of a text without those that say nothing: `summer of 1967`."""
        words = list(folding.tokens(text))
        return [one for one in words if self._known.get((word(one),), Token("")).kind != "silent"]

    def _tokens(self, text: str) -> list[Token] | None:
        """What a text is made of, without what says nothing; None where a word or a sign is unknown."""
        found: list[Token] = []
        pieces = list(_PIECE.finditer(text))
        n = 0
        while n < len(pieces):
            piece, n = pieces[n], n + 1
            if piece["other"]:
                return None
            if piece["whole"]:
                found += [Token("whole", int(part), len(part)) for part in re.split("[./-]", piece["whole"])]
            elif piece["decade"] and piece["number"].endswith("0"):
                found.append(Token("decade", int(piece["number"])))
            elif piece["number"]:
                found.append(Token("number", int(piece["number"]), len(piece["number"])))
            elif sign := piece["sign"]:
                kind = {"~": "about", "?": "doubt", "؟": "doubt", "(": "", ")": ""}.get(sign, "to")
                found += [Token(kind)] if kind else []
            else:
                words = []
                for other in pieces[n - 1 : n - 1 + self._longest]:
                    if not other["word"]:
                        break
                    words.append(word(other["word"]))
                long = next((k for k in range(len(words), 0, -1) if tuple(words[:k]) in self._known), 0)
                if not long:
                    return None
                token, n = self._known[tuple(words[:long])], n - 1 + long
                found += [token] if token.kind != "silent" else []
        return _once(found)

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._known), default=0)

    @cached_property
    def _known(self) -> dict[tuple[str, ...], Token]:
        """Every word for dates, by itself as `word` has it."""
        known: dict[tuple[str, ...], Token] = {}

        def add(token: Token, *texts: str) -> None:
            for text in texts:
                if words := tuple(map(word, re.findall(r"[^\W\d_]+", unicodedata.normalize("NFKC", text)))):
                    known.setdefault(words, token)

        for language in self.languages:
            phrases, other = language.dates, language.date_words
            for months in filter(None, (language.months, language.other_months)):
                for n, name in enumerate(months, 1):
                    add(Token("month", n), name)
                    for short in _shortened(name, months):
                        add(Token("month", n), short)
            before, between, after = _GAP.split(phrases.interval)[:3]
            add(Token("to"), between, *other.to)
            add(Token("about"), *_GAP.split(phrases.about), *other.about)
            add(Token("doubt"), *_GAP.split(phrases.uncertain))
            add(Token("before"), *_GAP.split(phrases.before_common_era), *other.before_common_era)
            add(Token("after"), *_GAP.split(phrases.early_common_era), *other.common_era)
            add(Token("still"), *other.still)
            add(Token("century"), *other.century)
            for n, name in enumerate(other.ordinals, 1):
                add(Token("number", n, 2), name)
            add(Token("silent"), before, after, *other.silent)
        return known


def plain(text: str) -> str:
    """A text on one line, its digits 0 to 9, its numbers not grouped, without what nobody sees."""
    text = unicodedata.normalize("NFKC", " ".join(INVISIBLE.sub("", text).split()))
    return _GROUPED.sub("", "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text))


def word(text: str) -> str:
    """A word without what people vary: its case, hamzas and marks, the article, an ending."""
    return folding.stem("".join(folding.tokens(text)))


def _shortened(name: str, months: Sequence[str]) -> Iterator[str]:
    """`Feb`, `Febr` …: the beginnings that no other month has, in scripts that have small letters and large ones."""
    if name.lower() != name.upper():
        alike = lambda short: sum(other.lower().startswith(short.lower()) for other in months)
        yield from (name[:n] for n in range(3, len(name)) if alike(name[:n]) == 1)


def _once(tokens: list[Token]) -> list[Token]:
    """The tokens, a month that is named in two ways (`شباط/فبراير`) once."""
    found: list[Token] = []
    for token in tokens:
        if token.kind == "month" and found:
            if found[-1] == token:
                continue
            if found[-1].kind == "to" and found[-2:-1] == [token]:
                found.pop()
                continue
        found.append(token)
    return found


def _joined(tokens: list[Token]) -> list[Token]:
    """The tokens without the strokes of one date that has its month's name: `5-Jun-67`, `Jun-1967`."""
    kinds = [token.kind for token in tokens]
    year = any(token.kind == "number" and token.value > 31 for token in tokens)
    if kinds == ["number", "to", "month", "to", "number"] or year and sorted(kinds) == ["month", "number", "to"]:
        return [token for token in tokens if token.kind != "to"] if kinds[1] == "to" else tokens
    return tokens


def _readings(tokens: Sequence[Token]) -> Iterator[tuple[End, End | None]]:
    """What tokens mean: one date, or the two ends of an interval."""
    sides: list[list[Token]] = [[]]
    for token in tokens:
        if token.kind == "to":
            sides.append([])
        else:
            sides[-1].append(token)
    if len(sides) > 2:
        return
    eras = [{token.kind for token in side} & {"before", "after"} for side in sides]
    if len(sides) == 2 and not eras[0]:
        eras[0] = eras[1]
    parts = [list(_ends(side)) for side in sides]
    counted = lambda end, n: (1 - end[0] if "before" in eras[n] else end[0], *end[1:])
    if len(sides) == 1:
        yield from ((counted(end, 0), None) for end in parts[0] if end[0] is not None and _sound(end))
        return
    for one, other in product(*parts):
        left, right = _completed(one, other), _completed(other, one)
        if one[1:] == other[1:] == (None, None) and one[0] is not None and other[0] is not None:
            for year, month in ((one[0], other[0]), (other[0], one[0])):  # `1903-02`, `2/1903`
                if 1 <= month <= 12 < year:
                    yield counted((year, month, None), 0), None
            part = 10 if other[0] < 10 else 100
            if other[0] < 100 <= one[0]:  # `1826-31`, `1850/1`
                right = one[0] // part * part + other[0], None, None
            if "before" not in (*eras[0], *eras[1]) and right[0] is not None and right[0] < one[0]:
                continue
        if left[0] is not None and right[0] is not None and _sound(left) and _sound(right):
            yield counted(left, 0), counted(right, 1)


def _ends(side: Sequence[Token]) -> Iterator[End]:
    """What one side of a text may mean by itself; without a year where the other side may have it."""
    months = [token.value for token in side if token.kind == "month"]
    numbers = [token for token in side if token.kind == "number"]
    whole = [token for token in side if token.kind == "whole"]
    if len(months) > 1 or whole and (months or numbers or len(whole) != 3):
        return
    month = months[0] if months else None
    if whole:
        a, b, c = whole
        if a.digits > 2:
            yield a.value, b.value, c.value
        else:
            yield from ((c.value, b.value, a.value), (c.value, a.value, b.value))
    elif len(numbers) == 2:
        for year, day in ((numbers[0], numbers[1]), (numbers[1], numbers[0])):
            if day.digits < 3 and 1 <= day.value <= 31:
                yield year.value, month, day.value
    elif len(numbers) == 1:
        (number,) = numbers
        yield number.value, month, None
        if number.digits < 3 and 1 <= number.value <= 31:
            yield None, month, number.value
    elif not numbers and month:
        yield None, month, None


def _same(read: Sequence[End], ends: Sequence[End]) -> bool:
    """Whether what was read is a date's ends; a year may have lost its century: `Jun-67`."""
    short = lambda one, other: one is not None and 0 <= one < 100 <= (other or 0) and one == (other or 0) % 100
    return len(read) == len(ends) and all(
        one[1:] == other[1:] and (one[0] == other[0] or short(one[0], other[0]))
        for one, other in zip(read, ends, strict=True)
    )


def _completed(end: End, other: End) -> End:
    """An end with what it leaves to the other one: `5–10 June 1967`."""
    year, month, day = end
    if year is None:
        year = other[0]
    if day is not None and month is None:
        month = other[1]
    return year, month, day


def _sound(end: End) -> bool:
    """Whether there is such a month and such a day."""
    _, month, day = end
    return (month is None or 1 <= month <= 12) and (day is None or month is not None and 1 <= day <= 31)


def _span_of(found: Written, date: edtf.Date) -> str | None:
    """A decade or a century in EDTF, where a year within stands for it; the date itself where it lasts as long."""
    first, last = found.first, found.first + found.years - 1
    years = [p.year for p in date.points if p.precision == "year"]
    if not years or len(years) != len(date.points):
        return None
    if date.end is None:
        inside = first <= years[0] <= last or found.years == 100 and years[0] == first - 1
        if first <= 0:  # a decade counted backwards has no sign of its own
            return f"{first:05}"[:3] + "XX" if inside and found.years == 100 and len(date.text) == 5 else None
        digits = f"{first:04}"[: 3 if found.years == 10 else 2]
        return digits.ljust(4, "X") if inside and len(date.text) == 4 else None
    return date.text if years in ([first, last], [first - 1, last - 1], [first, last + 1]) else None


def _candidates(date: edtf.Date) -> Iterable[str]:
    """A date, and those that it may stand for where only its words could say so."""
    text, signs = date.text, ("", "~", "?", "%")
    if date.end is not None:
        start, _, end = text.partition("/")
        return [f"{start}{a}/{end}{b}" for a in signs for b in signs] if len(date.points) == 2 else [text]
    found = [f"{text}{sign}" for sign in signs] + [f"{text}/..", f"../{text}", f"{text}/"]
    if re.fullmatch("-?[0-9]{4}", text):
        found += [f"{text}-{season}" for season in edtf.SEASONS] + [f"{text}-XX"]
        found += [f"{text[:-1]}X", f"{text[:-2]}XX"] if text != "-0000" else []
    elif re.fullmatch("-?[0-9]{4}-[0-9]{2}", text):
        found.append(f"{text}-XX")
    return found
