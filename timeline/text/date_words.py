"""The words in which people write dates, English, Arabic and Persian: months of three calendars, seasons, eras.

Only what is needed to guess what somebody meant by a date that is no EDTF (`date_hints`); how a page words a date is
its language's own affair.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_MARKS = re.compile("[\u064b-\u0655\u0640]")
_LETTERS = str.maketrans("أإآٱىةیک", "اااايهيك")


def folded(text: str) -> str:
    """A text in one spelling: small letters, hamzas and vowel marks away, one space between words."""
    return " ".join(_MARKS.sub("", text.lower()).translate(_LETTERS).split())


def _table(rows: Mapping[int, str]) -> dict[str, int]:
    """Names by number, several of one number with `|` between them -> numbers by name as `folded` spells it."""
    return {folded(name): number for number, names in rows.items() for name in names.split("|")}


def roman(text: str) -> int:
    """A number below 40 in small Roman digits; 0 for anything else."""
    found = re.fullmatch("(x{0,3})(ix|iv|v?i{0,3})", text)
    if not found:
        return 0
    tens, ones = found.groups()
    return len(tens) * 10 + {"ix": 9, "iv": 4}.get(ones, len(ones) + 4 * ("v" in ones))


def any_of(words: Iterable[str]) -> str:
    """A pattern for one of some words, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


# English; the Levantine names, those of Egypt and the Gulf, of Tunisia and Algeria, of Morocco; Persian.
MONTHS = _table(
    {
        1: "january|jan|كانون الثاني|يناير|جانفي|ژانویه",
        2: "february|feb|شباط|فبراير|فيفري|فوریه",
        3: "march|mar|آذار|مارس",
        4: "april|apr|نيسان|أبريل|إبريل|أفريل|آوریل",
        5: "may|أيار|مايو|ماي|مه",
        6: "june|jun|حزيران|يونيو|يونيه|جوان|ژوئن",
        7: "july|jul|تموز|يوليو|يوليه|جويلية|يوليوز|ژوئیه|جولای",
        8: "august|aug|آب|أغسطس|أوت|غشت|اوت",
        9: "september|sept|sep|أيلول|سبتمبر|شتنبر|سپتامبر",
        10: "october|oct|تشرين الأول|أكتوبر|اکتبر",
        11: "november|nov|تشرين الثاني|نوفمبر|نونبر|نوامبر",
        12: "december|dec|كانون الأول|ديسمبر|دجنبر|دسامبر",
    }
)
HIJRI_MONTHS = _table(
    {
        1: "muharram|محرم|المحرم",
        2: "safar|صفر",
        3: "rabi al-awwal|rabi' al-awwal|rabi' i|rabi i|ربيع الأول",
        4: "rabi al-thani|rabi' al-thani|rabi al-akhir|rabi' al-akhir|rabi' ii|rabi ii|ربيع الثاني|ربيع الآخر",
        5: "jumada al-ula|jumada al-awwal|jumada l-ula|jumada i|جمادى الأولى|جمادى الأول",
        6: "jumada al-akhira|jumada al-thani|jumada l-akhira|jumada ii|جمادى الآخرة|جمادى الثانية|جمادى الآخر",
        7: "rajab|رجب",
        8: "shaban|sha'ban|شعبان",
        9: "ramadan|ramadhan|رمضان",
        10: "shawwal|شوال",
        11: "dhu al-qadah|dhu al-qa'dah|dhu al-qi'dah|dhu al-qa'da|dhu al-qada|dhu l-qa'da|dhu'l-qa'da|dhul-qa'da|"
        "dhul qadah|dhul qada|ذو القعدة|ذي القعدة",
        12: "dhu al-hijjah|dhu al-hijja|dhu l-hijja|dhu'l-hijja|dhul-hijja|dhul hijjah|dhul hijja|ذو الحجة|ذي الحجة",
    }
)
PERSIAN_MONTHS = _table(
    {
        1: "farvardin|فروردین",
        2: "ordibehesht|اردیبهشت",
        3: "khordad|خرداد",
        4: "tir|تیر",
        5: "mordad|مرداد",
        6: "shahrivar|شهریور",
        7: "mehr|مهر",
        8: "aban|آبان",
        9: "azar|آذر",
        10: "dey|دی",
        11: "bahman|بهمن",
        12: "esfand|اسفند",
    }
)
SEASONS = _table({21: "spring|ربيع", 22: "summer|صيف", 23: "autumn|fall|خريف", 24: "winter|شتاء"})
ORDINALS = _table(
    {
        1: "first|الأول|یکم",
        2: "second|الثاني|دوم",
        3: "third|الثالث|سوم",
        4: "fourth|الرابع|چهارم",
        5: "fifth|الخامس|پنجم",
        6: "sixth|السادس|ششم",
        7: "seventh|السابع|هفتم",
        8: "eighth|الثامن|هشتم",
        9: "ninth|التاسع|نهم",
        10: "tenth|العاشر|دهم",
        11: "eleventh|الحادي عشر|یازدهم",
        12: "twelfth|الثاني عشر|دوازدهم",
        13: "thirteenth|الثالث عشر|سیزدهم",
        14: "fourteenth|الرابع عشر|چهاردهم",
        15: "fifteenth|الخامس عشر|پانزدهم",
        16: "sixteenth|السادس عشر|شانزدهم",
        17: "seventeenth|السابع عشر|هفدهم",
        18: "eighteenth|الثامن عشر|هجدهم",
        19: "nineteenth|التاسع عشر|نوزدهم",
        20: "twentieth|العشرون|العشرين|بیستم",
        21: "twenty-first|الحادي والعشرون|الحادي والعشرين|بیست و یکم",
    }
)
DECADES = _table(
    {
        2: "twenties|عشرينيات|عشرينات",
        3: "thirties|ثلاثينيات|ثلاثينات",
        4: "forties|أربعينيات|أربعينات",
        5: "fifties|خمسينيات|خمسينات",
        6: "sixties|ستينيات|ستينات",
        7: "seventies|سبعينيات|سبعينات",
        8: "eighties|ثمانينيات|ثمانينات",
        9: "nineties|تسعينيات|تسعينات",
    }
)
# Which of how many equal parts of a time, as people part it: `early` is the first of three.
PARTS = {
    folded(word): part
    for words, part in (
        ("early|the beginning of|beginning of|the start of|start of|أوائل|اوایل|بداية|بدايات|مطلع|مستهل", (1, 3)),
        ("mid|middle of|the middle of|منتصف|أواسط|وسط", (2, 3)),
        ("late|the end of|end of|أواخر|نهاية|نهايات", (3, 3)),
        ("first half of|1st half of|h1|نیمه اول|النصف الأول من", (1, 2)),
        ("second half of|2nd half of|h2|نیمه دوم|النصف الثاني من", (2, 2)),
        ("first quarter of|1st quarter of|q1|الربع الأول من", (1, 4)),
        ("second quarter of|2nd quarter of|q2|الربع الثاني من", (2, 4)),
        ("third quarter of|3rd quarter of|q3|الربع الثالث من", (3, 4)),
        ("fourth quarter of|4th quarter of|last quarter of|q4|الربع الرابع من|الربع الأخير من", (4, 4)),
    )
    for word in words.split("|")
}


def _words(text: str) -> frozenset[str]:
    return frozenset(map(folded, text.split("|")))


ABOUT = _words(
    "circa|ca.|ca|c.|c|about|around|approximately|approx.|approx|roughly|~|≈|"
    "تقريبا|نحو|حوالي|حوالى|قرابة|زهاء|حدود|در حدود"
)
ABOUT_BEHIND = _words("~|c.|c|ca.|ca|circa|approximately|approx.|approx|تقريبا")
PERHAPS = _words("probably|possibly|perhaps|maybe|presumably|?|ربما|لعله|على الأرجح|يرجح")
PERHAPS_BEHIND = _words("?|(?)|(uncertain)|uncertain|probably")
UNTIL = _words(
    "before|until|till|up to|by|prior to|not after|no later than|not later than|pre|<|<=|≤|قبل|حتى|لغاية|إلى|"
    "تا|پیش از|قبل از"
)
SINCE = _words(
    "after|since|from|as of|not before|no earlier than|not earlier than|post|>|>=|≥|بعد|منذ|ابتداء من|من|"
    "از|پس از|بعد از"
)
SINCE_BEHIND = _words("onwards|onward|and after|+|ff|ff.|et seq|et seq.|فصاعدا|وما بعدها")
OPEN = _words(
    "now|present|the present|today|ongoing|current|open|...|…|date|to date|الآن|اليوم|الحاضر|يومنا هذا|تاريخه|مستمر|"
    "اکنون|تاکنون|امروز"
)
UNKNOWN = _words(
    "?|??|unknown|not known|uncertain|undated|no date|n.d.|n.d|nd|s.d.|tbd|tba|tbc|n/a|na|none|-|--|...|…|"
    "to be written|غير معروف|مجهول|غير محدد|غير مؤرخ|بلا تاريخ|بدون تاريخ|د.ت|د.ت.|د. ت.|لا يعرف|؟|"
    "????|نامشخص|نامعلوم|بیتاریخ|بی تاریخ"
)
BEFORE_CHRIST = _words("bc|bce|b.c.|b.c|b.c.e.|ق.م|ق.م.|ق. م.|ق م|ق. م|قبل الميلاد|پیش از میلاد|قبل از میلاد|پ.م|پ.م.")
OF_CHRIST = _words("ad|ce|a.d.|a.d|c.e.|م|م.|ميلادي|ميلادية|للميلاد|بعد الميلاد")
HIJRI = _words("ah|a.h.|a.h|h|hijri|ه|هجري|هجرية|للهجرة|الهجري|ه.ق|ه.ق.|هجری قمری|قمری")
PERSIAN = _words("sh|s.h.|ap|a.p.|persian|shamsi|jalali|solar hijri|ه.ش|ه.ش.|هجري شمسي|شمسی|خورشیدی|ش")
JULIAN = _words(
    "os|o.s.|o.s|(os)|(o.s.)|julian|(julian)|old style|(old style)|"
    "يولياني|اليولياني|(يولياني)|بالتقويم اليولياني|(بالتقويم اليولياني)|بالتقويم الجولياني|جولياني"
)
# What else the calendars are called before a colon; the one that needs no name is Gregorian.
CALENDARS = {
    **dict.fromkeys(("islamic", "muslim", "ah", "هجري", "هجرية", "قمري", "الهجري"), "hijri"),
    **dict.fromkeys(("shamsi", "jalali", "solar", "sh", "iranian", "شمسي", "شمسية", "خورشيدي"), "persian"),
    **dict.fromkeys(("os", "جولياني", "يولياني"), "julian"),
    **dict.fromkeys(("gregorian", "greg", "ad", "ce", "iso", "edtf", "ميلادي", "ميلادية"), ""),
}
# What says nothing of when, and may stand anywhere.
IDLE = _words(
    "in|on|the|of|year|month|day|years|dated|date|في|يوم|شهر|عام|سنة|العام|السنة|بتاريخ|عامي|سنتي|شهري|وذلك|"
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|tues|wed|thu|thurs|fri|sat|sun|"
    "الأحد|الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت"
)
