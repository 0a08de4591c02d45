"""What people call their columns, and which of ours, or of TimelineJS's, that may be: offered, never guessed.

A name may be misspelt, and may say its language, by code or by name: `Title (English)`, «العنوان بالعربية».
"""

from __future__ import annotations

import re
import shlex
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from timeline.build.inputs import OUR_TEMPLATES
from timeline.faults.diagnostic import joined, tell
from timeline.faults.near import nearest
from timeline.records import yaml_file
from timeline.text import folding


class Column(NamedTuple):
    """A column: what of ours it is (`title` for `title_en` and the same of each language), the likeliest first; what of
    TimelineJS's; and what sheets call it, each name as `key` has it."""

    ours: tuple[str, ...]
    theirs: str
    names: str


_COLUMNS = (
    Column(
        ("date",),
        "Start Date",
        "date start begin began beginning from when year startdate startyear begindate datefrom dates day time "
        "eventdate datetime occurred "
        "التاريخ تاريخ السنة سنة العام البداية تاريخالبداية تاريخالحدث متى زمن الزمن اليوم تاریخ سال",
    ),
    Column(
        (),
        "End Date",
        "end ended until till to finish enddate endyear dateto stop النهاية تاريخالنهاية حتى إلى پایان",
    ),
    Column(
        ("title",),
        "Headline",
        "title headline heading name event what eventname eventtitle label caption "
        "العنوان عنوان الحدث حدث الاسم اسم عنوانالحدث رویداد",
    ),
    Column(
        ("summary", "body"),
        "Text",
        "summary description desc abstract details detail text content info information about "
        "الوصف وصف الملخص ملخص الخلاصة خلاصة النبذة نبذة التفاصيل تفاصيل الشرح شرح توضیحات توضیح خلاصه چکیده",
    ),
    Column(
        ("body", "summary"),
        "Text",
        "body story longdescription fulltext article النص نص المحتوى متن",
    ),
    Column(
        ("topics",),
        "Group",
        "topics topic category categories tag tags group theme subject subjects kind "
        "الموضوع موضوع المواضيع الموضوعات التصنيف الفئة الوسوم دسته",
    ),
    Column(
        ("sources",),
        "Media",
        "sources source url link reference references citation ref website "
        "المصدر مصدر المصادر المراجع المرجع الرابط منبع",
    ),
    Column(
        ("places",),
        "",
        "places place location city country where المكان مكان الموقع المدينة البلد",
    ),
    Column(
        ("about_places",),
        "",
        "aboutplaces aboutplace placesabout أماكنيتناولها",
    ),
    Column(
        ("actors",),
        "",
        "actors actor person people who persons الأشخاص الشخصيات الشخصية الجهة الفاعل",
    ),
    Column(
        ("id",),
        "Unique ID",
        "id slug identifier uniqueid المعرف معرف الرمز",
    ),
)

# Where a month has a column of its own, so have the other parts of a date.
_PARTS = {
    "Year": "year yr years startyear السنة سنة العام عام سال",
    "Month": "month mo mon months startmonth الشهر شهر ماه",
    "Day": "day days startday dayofmonth اليوم يوم روز",
    "End Year": "endyear yearend toyear سنةالنهاية سنةالانتهاء",
    "End Month": "endmonth monthend tomonth شهرالنهاية شهرالانتهاء",
    "End Day": "endday dayend today يومالنهاية يومالانتهاء",
    "Display Date": "displaydate dateshown showndate datetext التاريخالظاهر تاريخالعرض",
}
_LIKE, _LONG = 0.8, 5  # how like a known name a misspelt one is, and how long: `text` is like too many words


def key(name: str) -> str:
    """A column's name without what people vary: `End Year`, `end_year` and `ENDYEAR` are one."""
    return "".join(c for c in unicodedata.normalize("NFKC", name).casefold() if c.isalnum())


def ours(name: str, texts: Collection[str], languages: Sequence[str]) -> list[str]:
    """Which of our columns a name is likely to be, the likeliest first; `texts` are those that each language has."""
    named, said = _spoken(name, tuple(languages))
    codes = [said] if said else [] if _another(name) else languages
    each = lambda field: [f"{field}_{code}" for code in codes] if field in texts else [field]
    column = _like(named)
    return [own for field in (column.ours if column else ()) for own in each(field)]


def theirs(name: str) -> str:
    """Which of TimelineJS's columns a name is likely to be; empty where none."""
    column = _like(name)
    return column.theirs if column else ""


def parts(names: Iterable[str]) -> dict[str, str]:
    """Which of TimelineJS's columns the names of a sheet are likely to be that has a month in a column of its own;
    nothing where it has none."""
    names = list(names)
    known = {name: part for name in names for part, called in _PARTS.items() if key(name) in called.split()}
    if "Month" not in known.values():
        near = {name: part(name) for name in names if name not in known}
        known |= {name: found for name, found in near.items() if found == "Month"}
    if not {"Month", "Year"} <= set(known.values()):
        return {}
    return known | {name: column for name in names if name not in known and (column := theirs(name))}


def part(name: str) -> str:
    """Which part of a date in cells of their own a name is likely to be; empty where none."""
    called = {word: column for column, words in _PARTS.items() for word in words.split()}
    own = key(name)
    return called.get(own) or called.get(nearest(own, called, _LIKE) if len(own) > 3 else "", "")


def _like(name: str) -> Column | None:
    """The column that sheets call so, or nearly so."""
    called = {word: column for column in reversed(_COLUMNS) for word in column.names.split()}
    own = key(name)
    return called.get(own) or called.get(nearest(own, called, _LIKE) if len(own) >= _LONG else "")


def _spoken(name: str, languages: tuple[str, ...]) -> tuple[str, str]:
    """A column's name without the language that it says, and that language, if it is one of these."""
    words = re.findall(r"[^\W_]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", unicodedata.normalize("NFKC", name)))
    if len(words) < 2:
        return name, ""
    for n in (len(words) - 1, 0):
        for code, called in _called(languages).items():
            own = {_folded(words[n]), _folded(words[n].removeprefix("بال"))}
            if words[n].casefold() == code or any(c.startswith(o) for c in called for o in own if len(o) > 2):
                return " ".join(words[:n] + words[n + 1 :]), code
    return name, ""


def _another(name: str) -> bool:
    """Whether a name ends in the code of some language: `title_fr`."""
    field, _, code = re.sub(r"[\W_]+", "_", name.casefold()).rpartition("_")
    return bool(field) and len(code) == 2 and code in _names("own.yaml")


@lru_cache(8)
def _names(file: str) -> dict[str, object]:
    """What languages are called, by their codes."""
    path = OUR_TEMPLATES / "languages" / "names" / file
    data = yaml_file.read(file, path.read_bytes())[0].data
    return data if isinstance(data, dict) else {}


@lru_cache(8)
def _called(languages: tuple[str, ...]) -> dict[str, list[str]]:
    """What each language is called, by itself and by those that we have words of."""
    found: dict[str, list[str]] = {code: [] for code in languages}
    for path in sorted((OUR_TEMPLATES / "languages" / "names").glob("*.yaml")):
        for code in languages:
            if isinstance(name := _names(path.name).get(code), str):
                found[code].append(_folded(name))
    return found


def _folded(word: str) -> str:
    return folding.stem("".join(folding.tokens(word)))


def option(named: Mapping[str, str]) -> str:
    """The words of a command line that say which columns those of a file are."""
    return " ".join(f"--column {shlex.quote(f'{name.strip()}={column}')}" for name, column in named.items())


def choices(names: Iterable[str]) -> str:
    """`a` or `b`, for a note."""
    return joined("{first} or {second}", [tell("`{name}`", name=name) for name in names])
