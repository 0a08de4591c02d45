"""What people write for a key, a value or a language of ours where it is no misspelling of it, and what they mean.

`publisher` is no slip for `published`, nor `yes` for `true`: no likeness of letters leads from one to the other.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache

from timeline.faults.diagnostic import listed, tell
from timeline.faults.near import nearest, offer
from timeline.home import ENGINE
from timeline.records import yaml_file

KEYS = {
    "publisher": "outlet",
    "journal": "container",
    "newspaper": "container",
    "collection": "container",
    "archive": "repository",
    "library": "repository",
    "museum": "repository",
    "call_number": "shelfmark",
    "number": "issue",
    "place": "published_in",
    "dateline": "datelines",
    "coordinates": "at",
    "location": "at",
    "latitude": "at",
    "longitude": "at",
    "lat": "at",
    "lon": "at",
}


def _table(rows: Mapping[str, str]) -> dict[str, list[str]]:
    """Values by what is written for them: first what fits best, as one word may stand for values of several keys."""
    found: dict[str, list[str]] = {}
    for value, names in rows.items():
        for name in names.split("|"):
            found.setdefault(name, []).append(value)
    return found


_VALUES = _table(
    {
        "true": "yes|y|on|1|نعم|صحيح|صح",
        "false": "no|n|off|0|لا|خطأ",
        "more-than": ">|over|above|أكثر من|اكثر من|يزيد على|يفوق|greater-than",
        "at-least": ">=|≥|=>|min|minimum|from|على الأقل|ما لا يقل عن|no-less-than",
        "at-most": "<=|≤|=<|<|max|maximum|up-to|under|below|less-than|على الأكثر|ما لا يزيد على|no-more-than",
        "about": "~|≈|circa|ca|c.|around|approximately|approx|roughly|nearly|نحو|حوالي|تقريبا|تقريبًا",
        "exactly": "=|exact|precisely|بالضبط|تمامًا",
        "stated": "مذكور|مصرح به|said|says",
        "reported": "منقول|مروي",
        "claimed": "مزعوم|ادعاء|alleged",
        "disputed": "متنازع فيه|محل خلاف|contested",
        "ltr": "left|left-to-right|l",
        "rtl": "right|right-to-left|r",
        "article-newspaper": "article|newspaper|news|press|newspaper-article|صحيفة|جريدة|مقال",
        "article-journal": "article|journal|paper|study|journal-article|scientific-article|مجلة علمية",
        "article-magazine": "article|magazine|magazine-article|مجلة",
        "personal_communication": "letter|email|e-mail|correspondence|رسالة",
        "graphic": "photograph|photo|picture|image|painting|drawing|coin|poster|صورة|عملة",
        "motion_picture": "film|movie|video|documentary|فيلم",
        "broadcast": "television|tv|radio|programme|program",
        "webpage": "website|web|site|page|موقع",
        "post": "tweet|toot|social-media|social-media-post|تغريدة",
        "post-weblog": "blog|blog-post|مدونة",
        "legislation": "law|act|decree|statute|constitution|قانون|مرسوم",
        "legal_case": "court-paper|case|judgment|judgement|ruling|verdict|حكم",
        "thesis": "dissertation|phd|phd-thesis|master-thesis|رسالة جامعية|أطروحة",
        "manuscript": "inscription|papyrus|codex|مخطوط|مخطوطة|نقش",
        "document": "archival-file|archive|file|paper|press-release|وثيقة",
        "report": "technical-report|white-paper|تقرير",
        "book": "monograph|novel|كتاب",
        "chapter": "book-chapter|book-section|فصل",
        "paper-conference": "conference-paper|proceedings|conference",
        "speech": "lecture|talk|presentation|sermon|خطاب|خطبة",
        "map": "atlas|خريطة",
        "interview": "oral-history|conversation|مقابلة",
        "treaty": "agreement|convention|معاهدة",
        "song": "recording|audio|sound",
    }
)
_NAMES = ENGINE / "templates" / "languages" / "names"
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u061c\u202a-\u202e\u2060-\u2069\ufeff]")


def visible(text: str) -> str:
    """A text without what nobody can see in it."""
    return _UNSEEN.sub("", text)


def meant(value: str, allowed: Collection[str]) -> list[str]:
    """The values that somebody may have meant by another: those that it is a word for, else the one that is like it."""
    plain = re.sub(r"[\s_]+", "-", visible(value).strip().strip("\"'“”«»").lower())
    spaced = plain.replace("-", " ")
    known = {other.lower().replace("_", "-"): other for other in allowed}
    if plain in known:
        return [known[plain]]
    if named := [other for other in _VALUES.get(plain, _VALUES.get(spaced, ())) if other in allowed]:
        return named
    return [known[like]] if (like := nearest(plain, known)) else []


def value(text: str, allowed: Collection[str]) -> str:
    """The help for a value that a key cannot have: what was meant, else all that it can be."""
    found = meant(text, allowed)
    if len(found) == 1:
        return offer(found[0])
    return tell("it can be: {names}", names=listed(found or sorted(allowed)))


@cache
def _codes() -> dict[str, str]:
    """The codes of languages by their names, in every language of which we have a table of names, and in their own."""
    found: dict[str, str] = {}
    for table in sorted(_NAMES.glob("*.yaml")):
        data = yaml_file.read(table.name, table.read_bytes())[0].data
        for code, name in data.items() if isinstance(data, dict) else ():
            found.setdefault(str(name).lower().removeprefix("ال"), code)
    return found


def language(name: str) -> str:
    """The help for a language that is written by its name, or in capitals; empty where nobody can tell which."""
    plain = visible(name).strip().lower().replace("_", "-")
    if re.fullmatch("[a-z]{2,3}(-[a-z0-9]{2,8})*", plain) and plain != name:
        return offer(plain)
    first = re.split(r"\s*(?:,|/|;|،|&|\band\b)\s*", plain)
    if len(first) > 1:
        return tell("a source has one language: that of the text which is cited")
    codes, bare = _codes(), plain.removeprefix("ال")
    code = codes.get(bare) or codes.get(nearest(bare, codes, 0.8))
    return offer(code) if code else ""
