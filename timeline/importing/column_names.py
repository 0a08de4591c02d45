"""What people call their columns, and which of ours, or of TimelineJS's, that may be: offered, never guessed."""

from __future__ import annotations

import shlex
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from timeline.faults.diagnostic import joined, tell


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
        "التاريخ تاريخ السنة سنة العام البداية تاريخالبداية متى زمن الزمن اليوم تاریخ سال",
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


def key(name: str) -> str:
    """A column's name without what people vary: `End Year`, `end_year` and `ENDYEAR` are one."""
    return "".join(c for c in unicodedata.normalize("NFKC", name).casefold() if c.isalnum())


def ours(name: str, texts: Collection[str], languages: Sequence[str]) -> list[str]:
    """Which of our columns a name is likely to be, the likeliest first; `texts` are those that each language has."""
    fields = next((column.ours for column in _COLUMNS if key(name) in column.names.split()), ())
    each = lambda field: [f"{field}_{code}" for code in languages] if field in texts else [field]
    return [own for field in fields for own in each(field)]


def theirs(name: str) -> str:
    """Which of TimelineJS's columns a name is likely to be; empty where none."""
    return next((column.theirs for column in _COLUMNS if key(name) in column.names.split()), "")


def option(named: Mapping[str, str]) -> str:
    """The words of a command line that say which columns those of a file are."""
    return " ".join(f"--column {shlex.quote(f'{name.strip()}={column}')}" for name, column in named.items())


def choices(names: Iterable[str]) -> str:
    """`a` or `b`, for a note."""
    return joined("{first} or {second}", [tell("`{name}`", name=name) for name in names])
