"""Dates in words. Every kind of EDTF date becomes the phrase that a language has for it.

Pure composition: the phrases are the language's own, this module only chooses among them. A date
is never worded more precisely than it was given. One that its source has in another calendar is
said as it stands there, with the Gregorian days beside it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from timeline.records.languages import CitedDates, DatePhrases, Language
from timeline.text import dates
from timeline.text.edtf import CalendarName, Date, Day, Open, Point, Unknown


def date(value: Date, language: Language, months: Sequence[str] | None = None) -> str:
    """The date as a label: `about December 2014`. `months` gives other month names than the usual."""
    return _Wording(language, months or language.months).date(value)


def cited(value: Date, language: Language, style: CitedDates) -> str:
    """The date as a style of citing writes it: what the style does not say is as the language has it, and no
    citation names an hour."""
    own = {name: phrase for name, phrase in style if phrase is not None and name not in ("months", "seasons")}
    phrases = language.dates.model_copy(update={"with_time": "{date}", **own})
    return _Wording(language, style.months or language.months, phrases, style.seasons).date(value)


def in_other_months(value: Date, language: Language) -> str:
    """The same date by the language's other month names; empty where it has none or names no month."""
    if not language.other_months:
        return ""
    other, usual = date(value, language, language.other_months), date(value, language)
    return other if other != usual else ""


def hijri(value: Date, language: Language) -> str:
    """The day by the Hijri calendar, with the name of that which gives it: Umm al-Qura, or, as about, the tabular one.
    Empty where the date names no day."""
    if not (day := dates.in_hijri(value)):
        return ""
    phrase = language.hijri.tabular if any(point.approximate for point in day.points) else language.hijri.date
    months = language.calendars["hijri"].months or language.months
    return phrase.replace("{date}", _Wording(language, months, eras=False).date(day))


def year(number: int, language: Language) -> str:
    """A year by itself, with its era where that is needed."""
    return _Wording(language, language.months).year(number)


def filed(value: Date, language: Language) -> str:
    """What a date is filed under: the year of its anchor, or where it says no year the decade or the century that it
    says, in its own calendar: it might be any of these years."""
    said = value.original.date if value.original else value
    point = said.start if isinstance(said.start, Point) else said.end
    if not isinstance(point, Point) or not point.unspecified:
        return year(value.anchor[0], language)
    alone = Date("", dataclasses.replace(point, approximate=False, uncertain=False))
    original = value.original and dataclasses.replace(value.original, date=alone)
    return by_itself(dataclasses.replace(alone, original=original), language)


def by_itself(value: Date, language: Language) -> str:
    """The date as its source has it, without the Gregorian one beside."""
    return _Wording(language, language.months, beside=False).date(value)


def month(year: int, month: int, language: Language) -> str:
    """A month with its year."""
    wording = _Wording(language, language.months)
    phrase = language.dates.month.replace("{month}", language.months[month - 1])
    return phrase.replace("{year}", wording.year(year))


def machine(value: Date) -> str:
    """The value of `<time datetime>`, or nothing where HTML has no form for the date."""
    point = value.start
    if value.end is not None or not isinstance(point, Point) or not 1 <= point.year <= 9999:
        return ""
    stamp = {"year": "{0:04d}", "month": "{0:04d}-{1:02d}", "day": "{0:04d}-{1:02d}-{2:02d}"}.get(point.precision, "")
    return stamp.format(point.year, point.month or 0, point.day or 0)


class _Wording:
    def __init__(
        self,
        language: Language,
        months: Sequence[str],
        phrases: DatePhrases | None = None,
        seasons: Sequence[str] | None = None,
        *,
        eras: bool = True,
        coarse: bool = False,
        each: str = "{date}",
        beside: bool = True,
    ):
        """Years have `eras`, unless another calendar counts them; of what is `coarse` some days are worded as years;
        `each` is what an end of a date is put in; the Gregorian date stands `beside` that of another calendar."""
        self.language, self.months, self.eras, self.coarse, self.each = language, months, eras, coarse, each
        self.beside = beside
        self.phrases, self.seasons = phrases or language.dates, seasons or language.seasons

    def date(self, value: Date) -> str:
        if value.original:
            return self.converted(value, value.original.calendar, value.original.date)
        start, end, phrases = value.start, value.end, self.phrases
        if isinstance(start, Point):
            if end is None:
                return self.point(start)
            if isinstance(end, Point):
                return self.interval(start, end)
            return (phrases.since if isinstance(end, Open) else phrases.unknown_end).replace(
                "{start}", self.point(start, governed=True)
            )
        if isinstance(end, Point):
            return (phrases.unknown_start if isinstance(start, Unknown) else phrases.until).replace(
                "{end}", self.point(end, governed=True)
            )
        return phrases.always

    def converted(self, value: Date, calendar: CalendarName, original: Date) -> str:
        """A date as its source has it, and as we do. A Julian year is a Gregorian one but for some days of winter."""
        words = self.language.calendars[calendar]
        eras, coarse = words.eras == "yes", not any(point.month for point in original.points)
        # The calendar is named once for the whole, unless its name would then stand behind a remark.
        once = len(original.points) == (1 if original.end is None else 2) and not any(
            point.uncertain for point in original.points
        )
        whole, each = (words.date, "{date}") if once else ("{date}", words.date)
        own = _Wording(self.language, words.months or self.months, self.phrases, self.seasons, eras=eras, each=each)
        text = whole.replace("{date}", own.date(original))
        if coarse and eras or not value.points or not self.beside:
            return text
        same = _Wording(self.language, self.months, self.phrases, self.seasons, coarse=coarse).date(_gregorian(value))
        return words.converted.replace("{date}", text).replace("{gregorian}", same)

    def interval(self, start: Point, end: Point) -> str:
        if start == end:
            return self.point(end)
        plain = not (start.approximate or start.uncertain or end.approximate or end.uncertain)
        # A year that stands last in a date need not be said with each; one that stands first is.
        year_last = self.phrases.month.endswith("{year}")
        same_year = plain and start.year == end.year and not start.unspecified and not end.unspecified
        if same_year and start.precision == end.precision == "day" and start.month == end.month:
            return (
                self.phrases.days.replace("{first}", self.shown(start.earliest[2]))
                .replace("{last}", self.shown(end.earliest[2]))
                .replace("{month}", self.months[end.earliest[1] - 1])
                .replace("{year}", self.year(end.year))
            )
        if same_year and year_last and start.precision == end.precision and start.precision in ("day", "month"):
            first = self.months[start.earliest[1] - 1]
            if start.precision == "day":
                first = self.phrases.day_of_year.replace("{day}", self.shown(start.earliest[2])).replace(
                    "{month}", first
                )
        else:
            first = self.point(start, governed=True)
        return self.phrases.interval.replace("{start}", first).replace("{end}", self.point(end, governed=True))

    def days(self, first: Day, last: Day, about: bool) -> str:
        """Any day from one to another."""
        if self.coarse:
            years = dict.fromkeys((self.year(first[0]), self.year(last[0])))
            text = self.language.range.replace("{0}", next(iter(years))).replace("{1}", next(reversed(years)))
            text = text if len(years) > 1 else next(iter(years))
            return self.phrases.about.replace("{date}", text) if about else text
        ends = [
            self.phrases.day.replace("{day}", self.shown(day[2])).replace("{month}", self.months[day[1] - 1])
            for day in (first, last)
        ]
        if first[0] == last[0] and self.phrases.day.endswith("{year}"):
            ends[0] = self.phrases.day_of_year.replace("{day}", self.shown(first[2])).replace(
                "{month}", self.months[first[1] - 1]
            )
        ends = [text.replace("{year}", self.year(day[0])) for text, day in zip(ends, (first, last), strict=True)]
        ends[0] = self.phrases.about.replace("{date}", ends[0]) if about else ends[0]
        return self.phrases.between_days.replace("{first}", ends[0]).replace("{last}", ends[1])

    def point(self, point: Point, *, governed: bool = False) -> str:
        """One end of a date, or the whole; `governed` where a word stands before it."""
        if point.some_days:
            return self.days(point.earliest, point.latest, point.approximate)
        text = self.each.replace("{date}", self.unqualified(point, governed or point.approximate))
        if point.approximate:
            text = self.phrases.about.replace("{date}", text)
        return self.phrases.uncertain.replace("{date}", text) if point.uncertain else text

    def unqualified(self, point: Point, governed: bool) -> str:
        phrases, precision = self.phrases, point.precision
        if precision == "any-year":
            return phrases.any_year
        if point.unspecified:
            if precision == "decade" and point.year >= 100:  # "the 10s" would be another century's
                return phrases.decade.replace("{first}", self.shown(point.year)).replace(
                    "{last}", self.shown(point.latest[0])
                )
            if precision == "century" and (text := self.century(point, governed)):
                return text
            return phrases.between_years.replace("{first}", self.year(point.year)).replace(
                "{last}", self.year(point.latest[0])
            )
        year = self.year(point.year)
        if precision == "year":
            return phrases.year.replace("{year}", year)
        if precision == "season" and point.month:
            if point.latest[0] != point.year:  # winter
                year = self.language.range.replace("{0}", year).replace("{1}", self.year(point.latest[0]))
            return phrases.season.replace("{season}", self.seasons[point.month - 21]).replace("{year}", year)
        if precision == "some-month":
            return phrases.some_month.replace("{year}", year)
        if precision == "some-day" and point.month == 0:
            return phrases.some_month_and_day.replace("{year}", year)
        pattern = {"some-day": phrases.some_day, "month": phrases.month, "day": phrases.day}[precision]
        text = (
            pattern.replace("{day}", self.shown(point.day or 0))
            .replace("{month}", self.months[point.earliest[1] - 1])
            .replace("{year}", year)
        )
        if point.time:
            clock, offset = point.time[:5], point.time[8:]
            zone = "" if not offset else " UTC" if offset == "Z" else f" UTC{offset}"
            text = phrases.with_time.replace("{date}", text).replace("{time}", self.language.shown(clock) + zone)
        return text

    def century(self, point: Point, governed: bool) -> str:
        """`the 10th century CE`; nothing where the language has no name for it."""
        if not (names := self.language.centuries):
            return ""
        before, nth = point.year < 0, (-point.latest[0] if point.year < 0 else point.year) // 100
        ordinals = names.governed if governed and names.governed else names.ordinals
        if nth >= len(ordinals):
            return ""
        phrase = names.date
        if self.eras and (before or point.latest[0] < 1000):
            phrase = names.before if before else names.early
        return phrase.replace("{nth}", ordinals[nth])

    def year(self, number: int) -> str:
        if not self.eras:
            return self.shown(number)
        if number <= 0:  # astronomical: 0 is 1 BCE
            return self.phrases.before_common_era.replace("{year}", self.shown(1 - number))
        if number < 1000:
            return self.phrases.early_common_era.replace("{year}", self.shown(number))
        return self.shown(number)

    def shown(self, number: int) -> str:
        return self.language.number(number) if number >= 10_000 else self.language.shown(str(number))


def _gregorian(value: Date) -> Date:
    """What a date was converted to, by itself: that it is uncertain or goes on its original says, and two ends that are
    any of some days are said as one stretch, from the first to the last."""
    first, *last = (dataclasses.replace(point, uncertain=False) for point in value.points)
    if not last:
        return Date("", first)
    if not (first.some_days or last[0].some_days):
        return Date("", first, last[0])
    about = first.approximate or last[0].approximate
    return Date("", dataclasses.replace(first, latest=last[0].latest, approximate=about, some_days=True))
