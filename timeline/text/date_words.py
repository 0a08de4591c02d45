"""The words in which people write dates, English and Arabic: months of two calendars, seasons, centuries, eras.

Only what is needed to guess what somebody meant by a date that is no EDTF (`date_hints`); how a page words a date is
its language's own affair.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_MARKS = re.compile("[\u064b-\u0652\u0640]")
_LETTERS = str.maketrans("أإآٱىة", "اااايه")


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
        7: "july|jul|تموز|يوليو|يوليه|جويلية|يوليوز|ژوئیه",
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
SEASONS = _table({21: "spring|ربيع", 22: "summer|صيف", 23: "autumn|fall|خريف", 24: "winter|شتاء"})
ORDINALS = _table(
    {
        1: "first|الأول",
        2: "second|الثاني",
        3: "third|الثالث",
        4: "fourth|الرابع",
        5: "fifth|الخامس",
        6: "sixth|السادس",
        7: "seventh|السابع",
        8: "eighth|الثامن",
        9: "ninth|التاسع",
        10: "tenth|العاشر",
        11: "eleventh|الحادي عشر",
        12: "twelfth|الثاني عشر",
        13: "thirteenth|الثالث عشر",
        14: "fourteenth|الرابع عشر",
        15: "fifteenth|الخامس عشر",
        16: "sixteenth|السادس عشر",
        17: "seventeenth|السابع عشر",
        18: "eighteenth|الثامن عشر",
        19: "nineteenth|التاسع عشر",
        20: "twentieth|العشرون|العشرين",
        21: "twenty-first|الحادي والعشرون|الحادي والعشرين",
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
        ("early|the beginning of|beginning of|the start of|start of|أوائل|بداية|بدايات|مطلع|مستهل", (1, 3)),
        ("mid|middle of|the middle of|منتصف|أواسط|وسط", (2, 3)),
        ("late|the end of|end of|أواخر|نهاية|نهايات", (3, 3)),
        ("first half of|h1|النصف الأول من", (1, 2)),
        ("second half of|h2|النصف الثاني من", (2, 2)),
        ("first quarter of|q1|الربع الأول من", (1, 4)),
        ("second quarter of|q2|الربع الثاني من", (2, 4)),
        ("third quarter of|q3|الربع الثالث من", (3, 4)),
        ("fourth quarter of|last quarter of|q4|الربع الرابع من|الربع الأخير من", (4, 4)),
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
UNTIL = _words("before|until|till|up to|by|prior to|not after|pre|قبل|حتى|لغاية|إلى")
SINCE = _words("after|since|from|as of|not before|post|بعد|منذ|ابتداء من|من")
SINCE_BEHIND = _words("onwards|onward|and after|فصاعدا|وما بعدها")
OPEN = _words(
    "now|present|the present|today|ongoing|current|open|...|…|date|to date|الآن|اليوم|الحاضر|يومنا هذا|تاريخه|مستمر"
)
UNKNOWN = _words(
    "?|??|unknown|not known|uncertain|undated|no date|n.d.|n.d|nd|s.d.|tbd|tba|tbc|n/a|na|none|-|--|...|…|"
    "to be written|غير معروف|مجهول|غير محدد|غير مؤرخ|بلا تاريخ|بدون تاريخ|د.ت|د.ت.|د. ت.|لا يعرف|؟"
)
BEFORE_CHRIST = _words("bc|bce|b.c.|b.c|b.c.e.|ق.م|ق.م.|ق. م.|ق م|ق. م|قبل الميلاد")
OF_CHRIST = _words("ad|ce|a.d.|a.d|c.e.|م|م.|ميلادي|ميلادية|للميلاد|بعد الميلاد")
HIJRI = _words("ah|a.h.|a.h|h|ه|هجري|هجرية|للهجرة|الهجري")
# What says nothing of when, and may stand anywhere.
IDLE = _words(
    "in|on|the|of|year|month|day|years|dated|date|في|يوم|شهر|عام|سنة|العام|السنة|بتاريخ|عامي|سنتي|شهري|وذلك|"
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|tues|wed|thu|thurs|fri|sat|sun|"
    "الأحد|الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت"
)
