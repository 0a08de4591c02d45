"""What libraries know a work by: ISBNs, DOIs, pages. Each is read as it is written, or refused with what is right.

Whoever types one in copies it from a page, where it has a word before it, a link round it or a dash in it that was
made for the eye. So what is wrong is told together with the way in which the same would be right.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, unquote

from timeline.faults.diagnostic import tell

_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")
_SLASHES = dict.fromkeys(map(ord, "\u2044\u2215\uff0f"), "/")
_ISBN_WITHIN = re.compile(r"(?<![0-9-])(?:97[89][- ]?)?[0-9](?:[- ]?[0-9]){8}[- ]?[0-9Xx](?![0-9-])")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u061c\u202a-\u202e\u2060-\u2069\ufeff]")
_DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]{1,9}){0,4}/[^\s\x00-\x1f\x7f-\x9f]+")
_DOI_WITHIN = re.compile(r"(?<![0-9.])10\.[0-9]{4,9}(?:\.[0-9]{1,9}){0,4}/\S+")
# A page as books number them: `12`, `xii`, `A4`, `12v` of a manuscript's leaves, `e1001`, `12a`.
_PAGE = r"(?:[A-Za-z]{0,3}[0-9]{1,7}[A-Za-z]{0,2}|[ivxlcdm]{1,12}|[IVXLCDM]{1,12})"
_PAGES = re.compile(rf"{_PAGE}(?:-{_PAGE})?(?:, {_PAGE}(?:-{_PAGE})?){{0,20}}")
_BEFORE_PAGES = re.compile(r"(?i)^(?:pages?|pp?|ff?|fols?|صفحة|الصفحات|صفحات|ص ?ص|ص)[.\s]+(?=[0-9ivxlcdm])")
_BEHIND_PAGES = re.compile(r"(?<=[0-9ivxlcdm])\.$")
_BEFORE_NUMBERS = re.compile(
    r"(?i)^(?:volume|vol|issue|number|no|nr|المجلد|مجلد|مج|العدد|عدد|ع)(?:[.:\s]+|(?=[0-9]))(?=[0-9ivxlcdm])"
)


class IdentifierError(ValueError):
    """Why a text is no such identifier, by the code of the fault, and what to write."""

    def __init__(self, code: str, message: str, help: str):
        super().__init__(message)
        self.code, self.message, self.help = code, message, help


def isbn(text: str) -> str:
    """An ISBN of ten or thirteen digits, hyphens and spaces between them as they may be -> itself."""
    shown = text[:40]
    digits = _isbn_digits(text)
    if digits and not re.search("[^0-9Xx -]", text):
        return text
    bare = re.sub(r"(?i)^isbn(?:-1[03])?[:\s]*", "", _latin(text).strip()).strip()
    message = tell("`{value}` is not written as an ISBN", value=shown)
    if _isbn_digits(bare):
        raise IdentifierError("bad-isbn", message, tell("write `{bare}`", bare=bare))
    within = [found[0] for found in _ISBN_WITHIN.finditer(_latin(text)) if _isbn_digits(found[0])]
    if within:  # of several, that of thirteen digits: the other is the same book's from before 2007
        bare = max(within, key=lambda found: len(_isbn_digits(found)))
        raise IdentifierError("bad-isbn", message, tell("write `{bare}`", bare=bare))
    number = re.sub("[ -]", "", bare)
    if not re.fullmatch("[0-9]+[Xx]?", number):
        help = tell("an ISBN has ten digits, of which the last can be an `X`, or thirteen; hyphens may part them")
        raise IdentifierError("bad-isbn", message, help)
    if len(number) not in (10, 13):
        message = tell("the ISBN `{value}` has {n} digits", value=shown, n=len(number))
        raise IdentifierError("bad-isbn", message, tell("an ISBN has ten or thirteen: look at the book again"))
    if len(number) == 13 and (number[:3] not in ("978", "979") or not number.isdecimal()):
        message = tell("`{value}` is the number of something else than a book", value=shown)
        raise IdentifierError("bad-isbn", message, tell("an ISBN of thirteen digits begins with `978` or `979`"))
    message = tell("the check digit of the ISBN `{value}` does not fit the others", value=shown)
    last = _check_digit(number)
    help = tell("a digit is mistyped: look at the book again; after the others the last would be `{digit}`", digit=last)
    raise IdentifierError("bad-isbn", message, help)


def _isbn_digits(text: str) -> str:
    """The digits alone, where the check digit fits; else nothing."""
    number = re.sub("[ -]", "", text).upper()
    ten = re.fullmatch("[0-9]{9}[0-9X]", number)
    thirteen = re.fullmatch("97[89][0-9]{10}", number)
    return number if (ten or thirteen) and number[-1] == _check_digit(number) else ""


def _check_digit(number: str) -> str:
    """The last digit that an ISBN has, by all before it."""
    if len(number) == 10:
        return "0123456789X"[-sum((10 - n) * int(digit) for n, digit in enumerate(number[:9])) % 11]
    return str(-sum((3 if n % 2 else 1) * int(digit) for n, digit in enumerate(number[:12])) % 10)


def doi(text: str) -> str:
    """A DOI, bare: `10.1000/182` -> itself."""
    if _DOI.fullmatch(text) and text[-1] not in ".,;:" and not re.search("%[0-9A-Fa-f]{2}", text):
        return text
    message = tell("`{value}` is not written as a DOI", value=text[:60])
    found = _DOI_WITHIN.search(_latin(unquote(text, errors="replace") if "%" in text else text))
    if found and _DOI.fullmatch(bare := _ended(found[0])):
        raise IdentifierError("bad-doi", message, tell("write the DOI alone: `{bare}`", bare=bare))
    help = tell("a DOI begins with `10.` and a number, and after a slash has a name: `10.1080/1057610X.2016.1157408`")
    raise IdentifierError("bad-doi", message, help)


def _ended(doi: str) -> str:
    """A DOI without the signs behind it: a bracket that it does not open is none of it."""
    doi = doi.rstrip(".,;:>]}\"'”»")
    return doi if "(" in doi else doi.rstrip(").,;:")


def doi_address(doi: str) -> str:
    """Where a DOI leads."""
    return f"https://doi.org/{quote(doi, safe='/:;()._-~')}"


def numbering(text: str) -> str:
    """A volume or an issue without its word, `12`, `12/13`, `IV`, `n.s. 3` -> itself."""
    bare = _BEFORE_NUMBERS.sub("", _latin(text).strip())
    if bare and (bare != text.strip() or not text.strip()) and not re.search(r"[^\W\d_]{4}", bare):
        message = tell("`{value}` is not a number as content writes them", value=text[:40])
        help = tell("write `{bare}`; each language puts its own words and digits", bare=bare)
        raise IdentifierError("bad-number", message, help)
    return text


def pages(text: str) -> str:
    """Pages as `12`, `12-15`, `xii-xv`, `12-15, 20` -> themselves."""
    code, message = "bad-pages", tell("`{value}` is not written as pages are", value=text[:40])
    if not _PAGES.fullmatch(text):
        bare = _BEFORE_PAGES.sub("", _latin(text).strip()).replace("،", ",")
        bare = re.sub(r"(?<=[0-9ivxlcdm]) (?:to|bis|إلى|تا) (?=[0-9ivxlcdm])", "-", _BEHIND_PAGES.sub("", bare))
        bare = re.sub(r"\s*-+\s*", "-", re.sub(r"\s*[,;]\s*", ", ", bare))
        if _PAGES.fullmatch(bare):
            help = tell("write `{bare}`; each language puts its own words and digits", bare=bare)
            raise IdentifierError(code, message, help)
        help = tell("write the first and the last with a hyphen between, `12-15`; several with commas, `12-15, 20`")
        raise IdentifierError(code, message, help)
    for part in text.split(", "):
        first, _, last = part.partition("-")
        if first.isdecimal() and last.isdecimal() and int(first) > int(last):
            whole = first[: len(first) - len(last)] + last
            message = tell("the pages `{value}` end before they begin", value=part)
            help = tell("the first page stands before the hyphen, the last behind it")
            if len(last) < len(first) and int(whole) > int(first):
                help = tell("write both ends in full: `{first}-{last}`", first=first, last=whole)
            raise IdentifierError(code, message, help)
    return text


def _latin(text: str) -> str:
    """With the digits, hyphens and slashes that are read here in place of others, and nothing that cannot be seen."""
    digits = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in _UNSEEN.sub("", text))
    return digits.translate(_DASHES | _SLASHES)
