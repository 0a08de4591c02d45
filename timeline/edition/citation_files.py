"""Works in the formats of citation managers: BibTeX (as biblatex reads it), RIS and CSL-JSON.

Each format escapes by a small function of its own, so that whatever a content file says arrives as text. A
page offers a work's three files as `data:` addresses: they work from a disk and without script, and there
is no file more to keep.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import quote

from timeline.edition.bibliographic_types import EVENT, PERIODICAL
from timeline.edition.cited_work import Name, Work, spaced
from timeline.edition.page_views import Meta
from timeline.text import pieces
from timeline.text.edtf import SEASONS, Date, Point, day_number

# What each format calls a type of work, a page of the timeline among them; and BibTeX the fields of who published it
# and of what it stands in. CSL has the types themselves.
_BIBTEX = {
    EVENT: ("online", "organization", "organization"),
    **dict.fromkeys(PERIODICAL, ("article", "publisher", "journaltitle")),
    "book": ("book", "publisher", "series"),
    "chapter": ("incollection", "publisher", "booktitle"),
    "entry-encyclopedia": ("incollection", "publisher", "booktitle"),
    "paper-conference": ("inproceedings", "publisher", "booktitle"),
    "pamphlet": ("booklet", "publisher", "series"),
    "report": ("report", "institution", "series"),
    "thesis": ("thesis", "institution", "series"),
    **dict.fromkeys(("post", "post-weblog", "webpage"), ("online", "publisher", "organization")),
}
_OTHER = "misc", "organization", "booktitle"
_RIS = {
    EVENT: "ELEC",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "bill": "BILL",
    "book": "BOOK",
    "chapter": "CHAP",
    "entry-encyclopedia": "ENCYC",
    "graphic": "ART",
    "hearing": "HEAR",
    "legal_case": "CASE",
    "legislation": "STAT",
    "manuscript": "MANSCPT",
    "map": "MAP",
    "motion_picture": "MPCT",
    "pamphlet": "PAMP",
    "paper-conference": "CPAPER",
    "periodical": "SER",
    "personal_communication": "PCOMM",
    "post": "BLOG",
    "post-weblog": "BLOG",
    "regulation": "GOVDOC",
    "report": "RPRT",
    "song": "SOUND",
    "thesis": "THES",
    "webpage": "ELEC",
}
# Of these the type says what they are: anything else has its kind in words besides.
_PLAIN = {EVENT, *PERIODICAL, "book", "chapter"}
# BibTeX's names of languages are those of babel; a language that is not here is left out.
_BABEL = {
    "ar": "arabic",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fa": "persian",
    "fr": "french",
    "he": "hebrew",
    "it": "italian",
    "ku": "kurmanji",
    "nl": "dutch",
    "pt": "portuguese",
    "ru": "russian",
    "tr": "turkish",
}
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",  # BibTeX counts braces, also those that TeX would take for text
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "#$%&_"},
    }
)
_CONTROLS = re.compile("[\x00-\x1f\x7f\x85\u2028\u2029]+")

# What RFC 3986 lets stand in a path, but for what HTML would write out, stands there; so does all beyond ASCII that is
# seen.
_IN_ADDRESS = {n: quote(chr(n), safe="") for n in range(0xA1) if n < 0x21 or n > 0x7E or chr(n) in "\"#%&'<>[\\]^`{|}"}


def bibtex(works: Iterable[Work]) -> str:
    return "".join(file("bib", map(_bibtex, works)))


def ris(works: Iterable[Work]) -> str:
    return "".join(file("ris", map(_ris, works)))


def csl(works: Iterable[Work]) -> str:
    return "".join(file("csl.json", map(_csl_line, works)))


def entries(work: Work) -> dict[str, str]:
    """A work as an entry of a file, by the ending of the file."""
    return {"bib": _bibtex(work), "ris": _ris(work), "csl.json": _csl_line(work)}


def file(ending: str, entries: Iterable[str], rights: str = "") -> Iterator[str]:
    """A file of some entries, in pieces. `rights` stands before them where a file can say whose it is: to BibTeX, what
    is between two entries is a comment."""
    before, between, after = {"bib": ("", "\n", ""), "ris": ("", "", ""), "csl.json": ("[\n", ",\n", "\n]\n")}[ending]
    yield f"{_line(rights).replace('@', ' at ')}\n\n" if ending == "bib" and rights else before
    yield from pieces.joined(between, entries)
    yield after


# What a page offers of one work: a format's name, the ending of its files, its type, and what makes it.
FORMATS = (
    ("BibTeX", "bib", "application/x-bibtex", bibtex),
    ("RIS", "ris", "application/x-research-info-systems", ris),
    ("CSL-JSON", "csl.json", "application/vnd.citationstyles.csl+json", csl),
)


def download(work: Work, type: str, make: Callable[[Iterable[Work]], str]) -> str:
    """The address under which a page itself holds a work's file. Its letters stand there as they are (RFC 3987), of
    any script: as %D8%AA each of Arabic takes three times as many bytes."""
    return f"data:{type};charset=utf-8,{make([work]).translate(_IN_ADDRESS)}"


# BibTeX


def _bibtex(work: Work) -> str:
    entry, published_by, part_of = _BIBTEX.get(work.type, _OTHER)
    fields = {
        "author": " and ".join(map(_bibtex_name, work.authors)),
        "editor": " and ".join(map(_bibtex_name, work.editors)),
        "translator": " and ".join(map(_bibtex_name, work.translators)),
        "title": _bibtex_title(work),
        "titleaddon": f"[{_tex(work.translation)}]" if work.translation else "",
        published_by: _tex(work.publisher),
        part_of: _tex(work.container or (work.publisher if part_of == published_by else "")),
        {"report": "type", "thesis": "type", "misc": "howpublished"}.get(entry, ""): _tex(work.form),
        "edition": _tex(work.edition),
        "volume": _tex(work.volume),
        "number": _tex(work.issue),
        "pages": _tex(work.pages).replace("-", "--"),
        "address": _tex(work.place),
        "date": _day_only(work.dated) if work.dated else "",
        "isbn": _tex(work.isbn),
        "doi": _address(work.doi),
        "library": ", ".join(filter(None, (_tex(work.repository), _tex(work.shelfmark)))),
        "url": _address(work.address or work.archived),
        "langid": "" if work.described else _BABEL.get(work.language.partition("-")[0], ""),  # of the title
        "abstract": _tex(work.abstract),
    }
    rows = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if name and value)
    return f"@{entry}{{{work.id},\n{rows}}}\n"


def _bibtex_title(work: Work) -> str:
    """Styles write titles small but for the first letter: what keeps its capitals stands in braces. Ours are
    written so already, and all their capitals stay; of headlines only abbreviations and the like do."""
    kept = r"(?<!^)\b[A-Z]\w*|\b\w+[A-Z]\w*" if work.type == EVENT else r"\b\w*[A-Z]\w*[A-Z]\w*"
    parts = re.split(f"({kept})", _line(work.title))
    return "".join(f"{{{_escaped(part)}}}" if n % 2 else _escaped(part) for n, part in enumerate(parts))


def _bibtex_name(name: Name) -> str:
    """A body, and whoever's name is not to be parted, in braces of their own."""
    return f"{_tex_name(name.family)}, {_tex_name(spaced(name.given))}" if name.given else f"{{{_tex(name.family)}}}"


def _tex_name(part: str) -> str:
    """Half a name: in braces where BibTeX would part it at a comma or an `and`, or take a first word in small
    letters for a `von`."""
    text = _tex(part)
    parted = re.search(r"(^|\s)and(\s|$)|[,\\{}]", text, re.IGNORECASE) or " " in text and text[0].islower()
    return f"{{{text}}}" if parted else text


def _tex(text: str) -> str:
    return _escaped(_line(text))


def _escaped(text: str) -> str:
    return text.translate(_TEX)


def _address(address: str) -> str:
    """An address as it is but for what would end the field; biblatex takes the rest as it stands."""
    return quote(address, safe="!#$&'()*+,-./:;=?@_~%[]") if address else ""


def _day_only(date: Date) -> str:
    """The date as EDTF of level 1, which biblatex reads; no citation names an hour."""
    if date.end is None and isinstance(date.start, Point) and date.start.some_days:
        ends = ("-".join((f"{year:04d}", *(f"{n:02d}" for n in month))) for year, *month in _within(date.start))
        return "/".join(f"{end}~" for end in ends)
    return date.edtf.partition("T")[0]


def _within(point: Point) -> list[list[int]]:
    """Of a month or a year of another calendar the months, or the years, of ours in which it lies: one or two."""
    parts = 2 if day_number(point.latest) - day_number(point.earliest) < 32 else 1
    first, last = [*point.earliest[:parts]], [*point.latest[:parts]]
    return [first] if first == last else [first, last]


# RIS


def _ris(work: Work) -> str:
    rows = [
        ("TY", _RIS.get(work.type, "GEN")),
        ("ID", work.id),
        *(("AU", _ris_name(name)) for name in work.authors),
        *(("A2", _ris_name(name)) for name in work.editors),
        *(("A4", _ris_name(name)) for name in work.translators),
        ("TI", work.title),
        ("TT", work.translation),
        ("T2", work.container),
        ("VL", work.volume),
        ("IS", work.issue),
        *_ris_pages(work.pages),
        ("ET", work.edition),
        ("PB", work.publisher),
        ("CY", work.place),
        ("SN", work.isbn),
        ("DO", work.doi),
        ("AV", work.repository),
        ("CN", work.shelfmark),
        ("M3", "" if work.type == EVENT else work.form),
        *_ris_date(work),
        ("LA", work.language),
        ("UR", work.address or work.archived),
        ("AB", work.abstract),
    ]
    return "".join(f"{tag}  - {_line(value)}\r\n" for tag, value in rows if value) + "ER  - \r\n\r\n"


def _ris_name(name: Name) -> str:
    """A comma parts a name: within one it would part it at another place. A body's ends with one, as EndNote asks:
    it is not to be parted at a space."""
    family, given = (re.sub(r"\s*,\s*", " – ", part) for part in name)
    return f"{family}, {given}".rstrip()


def _ris_pages(pages: str) -> list[tuple[str, str]]:
    """The first and the last; of what is not in one piece, all in place of the first."""
    first, _, last = (pages, "", "") if "," in pages else pages.partition("-")
    return [("SP", first), ("EP", last)]


def _ris_date(work: Work) -> list[tuple[str, str]]:
    if (date := work.dated) is None:
        return []
    point = date.points[0]
    if not 0 < point.year <= 9999 or point.unspecified:
        return [("DA", f"///{_day_only(date)}")]
    day = _parts(point)
    exact = date.end is None and not (point.approximate or point.uncertain)
    numbers = [f"{day[0]:04d}", *(f"{part:02d}" for part in day[1:]), "", ""][:3]
    rest = "" if exact and point.precision in ("year", "month", "day") else _day_only(date)
    return [("PY", numbers[0]), ("DA", "/".join([*numbers, rest]))]


# CSL-JSON


def _csl_line(work: Work) -> str:
    return json.dumps(_csl(work), ensure_ascii=False)


def _csl(work: Work) -> dict[str, object]:
    fields = {
        "id": work.id,
        "type": "webpage" if work.type == EVENT else work.type,
        "title": _line(work.title),
        "author": [_csl_name(name) for name in work.authors],
        "editor": [_csl_name(name) for name in work.editors],
        "translator": [_csl_name(name) for name in work.translators],
        "container-title": "" if work.papers else _line(work.container),
        "archive_collection": _line(work.papers),
        "edition": _line(work.edition),
        "volume": _line(work.volume),
        "issue": _line(work.issue),
        "page": work.pages,
        "publisher": _line(work.publisher),
        "publisher-place": _line(work.place),
        "archive": _line(work.repository),
        "archive_location": _line(work.shelfmark),
        "ISBN": work.isbn,
        "DOI": work.doi,
        "genre": "" if work.type in _PLAIN else _line(work.form),
        "issued": _csl_date(work.dated) if work.dated else None,
        "language": work.language,
        "URL": work.address or work.archived,
        "abstract": _line(work.abstract),
        "note": f"[{_line(work.translation)}]" if work.translation else "",
    }
    return {name: value for name, value in fields.items() if value}


def _csl_name(name: Name) -> dict[str, str]:
    if not name.given:
        return {"literal": _line(name.family)}
    return {"family": _line(name.family), "given": _line(name.given)}


def _csl_date(date: Date) -> dict[str, object]:
    """In numbers where they say no more than the date does; else as EDTF, which is text to a reader of CSL-JSON."""
    if date.end is None and isinstance(date.start, Point) and date.start.some_days and date.start.year > 0:
        return {"date-parts": _within(date.start), "circa": True}
    points = [point for point in date.points if not (point.unspecified or point.some_days) and point.year]
    if len(points) < (1 if date.end is None else 2):
        return {"literal": _day_only(date)}
    said: dict[str, object] = {"date-parts": [_parts(point) for point in points]}
    if date.end is None and (month := points[0].month) in SEASONS:
        said["season"] = month - 20
    if any(point.approximate or point.uncertain for point in points):
        said["circa"] = True
    return said


def _parts(point: Point) -> list[int]:
    """The numbers of a date as far as it has them: a season is no month, and an unknown day no day."""
    if point.precision == "day":
        return [*point.earliest]
    known = point.precision == "month" or point.precision == "some-day" and point.month
    return [*point.earliest[:2]] if known else [point.year]


# A page's head


def head(work: Work, rights: str, coverage: str) -> tuple[Meta, ...]:
    """What an event's page says of itself for citation managers: Dublin Core, and what Zotero reads of Highwire's
    terms. Not `citation_title`: it turns a page into an article of a journal. `coverage` is the event's own date;
    that of the page is its version, and without one it says none."""
    day = _day_only(work.date) if work.date else ""
    lines = (
        ("DC.title", work.title),
        *(("DC.creator", name.spoken) for name in work.authors),
        ("DC.publisher", work.publisher or work.container),
        ("DC.date", day),
        ("DC.language", work.language),
        ("DC.identifier", work.address),
        ("DC.description", work.abstract),
        ("DC.coverage", coverage),
        ("DC.rights", rights),
        *(("citation_author", _highwire_name(name)) for name in work.authors),
        ("citation_date", day),
        ("citation_language", work.language),
        ("citation_abstract", work.abstract),
    )
    return tuple(Meta(name, content) for name, content in lines if content)


def _highwire_name(name: Name) -> str:
    """A comma at the end makes a name one body's. A comma between two parts of several words each would make
    two people of one, unless the spaces of the first are no plain ones."""
    family, given = (re.sub(r"\s*[,;]\s*", " – ", part) for part in name)
    return f"{family.replace(' ', chr(0xA0)) if ' ' in given else family}, {given}".rstrip()


# All of them


def _line(text: str) -> str:
    """A text on one line, without the controls that no reader expects."""
    return " ".join(_CONTROLS.sub(" ", text).split())
