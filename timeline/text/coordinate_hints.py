"""Coordinates as people write and paste them: what somebody meant, for the help of a fault.

Nothing is read so: whatever is no text as `coordinates` has it is a mistake. But whoever wrote `35°57′N 39°1′E`, took
the address of a map, or has the longitude first, is told what to write instead. What is offered is parsed before.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

from timeline.faults.diagnostic import Told, tell
from timeline.text import coordinates
from timeline.text.coordinates import CoordinateError, Coordinates

LONGEST = 600  # characters: an address of a map; whatever is longer is nobody's coordinates

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u061c\u202a-\u202e\u2060-\u2069\ufeff]")
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d", "-"),
        **dict.fromkeys("،，", ","),
        **dict.fromkeys("؛；", ";"),
        **dict.fromkeys("\u00a0\u2007\u2009\u202f\t\n", " "),
        **dict.fromkeys("º˚", "°"),
        **dict.fromkeys("’‘'´ʹ", "′"),
        **dict.fromkeys('”“"ʺ', "″"),
        "٫": ".",
    }
)
_NUMBER = r"-?[0-9]{1,3}(?:\.[0-9]{1,15})?"
_NORTH, _SOUTH = "north|n|شمالا|شمال|ش", "south|s|جنوبا|جنوب|ج"
_EAST, _WEST = "east|e|شرقا|شرق|ق", "west|w|غربا|غرب|غ"
_SIDE = {
    word: side
    for side, words in (("n", _NORTH), ("s", _SOUTH), ("e", _EAST), ("w", _WEST))
    for word in words.split("|")
}
_WORD = f"(?:{'|'.join((_NORTH, _SOUTH, _EAST, _WEST))})"
_AXIS = "latitude|lat|longitude|lo?ng?|العرض|الطول"
_PART = re.compile(
    rf"(?:(?<![^\W\d_])(?P<before>{_WORD})(?![^\W\d_])[ :]?)?(?P<degrees>{_NUMBER}) ?(?:°|deg|درجة)?"
    r"(?: ?(?P<minutes>[0-9]{1,2}(?:\.[0-9]{1,6})?) ?(?:′(?!′)|دقيقة))?"
    r"(?: ?(?P<seconds>[0-9]{1,2}(?:\.[0-9]{1,6})?) ?(?:″|′′|ثانية))?"
    rf"(?(before)|(?: ?(?P<after>{_WORD})(?![^\W\d_]))?)"
)
_REACH = re.compile(
    r" ?(?:±|\+/?-|~|within|about|نحو|حوالي|حوالى) ?(?P<reach>[0-9]{1,7}(?:[.,][0-9]{1,3})?) ?(?P<unit>[^\W\d_]*)\.?$"
)
_KM = {
    **dict.fromkeys(("", "km", "kms", "kilometre", "kilometres", "kilometer", "kilometers", "كم", "كلم"), Decimal(1)),
    **dict.fromkeys(("كيلومتر", "كيلومترا", "كيلومترات"), Decimal(1)),
    **dict.fromkeys(("m", "metre", "metres", "meter", "meters", "م", "متر", "مترا"), Decimal("0.001")),
    **dict.fromkeys(("mi", "mile", "miles", "ميل", "ميلا"), Decimal("1.609344")),
}
_COMMAS = re.compile(r"(-?[0-9]{1,3}),([0-9]{1,6})(?: ?[,;/] ?| )(-?[0-9]{1,3}),([0-9]{1,6})")
_NONE = {"?", "-", "n/a", "na", "none", "nowhere", "not known", "lost", "مجهول", "غير معروف", "غير معلوم", "لا يعرف"}
# Two numbers as machines have them, and whether the longitude stands first.
_MACHINES = (
    (re.compile(rf"!3d({_NUMBER})!4d({_NUMBER})"), False),  # the place itself, not the middle of the map
    (re.compile(rf"[?&]mlat=({_NUMBER})&mlon=({_NUMBER})"), False),
    (re.compile(rf"@({_NUMBER}),({_NUMBER})"), False),
    (re.compile(rf"#map=[0-9.]{{1,5}}/({_NUMBER})/({_NUMBER})"), False),
    (re.compile(rf"yandex\.[^ ?]*\?(?:[^ ]*&)?ll=({_NUMBER})(?:,|%2c)({_NUMBER})"), True),
    (re.compile(rf"[?&](?:q|ll|query|center|sll)=(?:loc:)?({_NUMBER})(?:,|%2c)[ +]?({_NUMBER})"), False),
    (re.compile(rf"^geo:({_NUMBER}),({_NUMBER})"), False),
    (re.compile(rf"^point ?z? ?\(({_NUMBER}) ({_NUMBER})"), True),
    (re.compile(rf"coordinates″? ?: ?\[ ?({_NUMBER}) ?, ?({_NUMBER})"), True),
    (re.compile(rf"^\[ ?({_NUMBER}) ?, ?({_NUMBER}) ?\]$"), True),
)
_WRITE = tell("write `{text}`")
_FIRST = tell("write `{text}`: the latitude stands first here, and last in what programs exchange")


def read(text: str) -> Coordinates:
    """What a text says; raises `CoordinateError`, with what was meant as its help."""
    try:
        return coordinates.parse(text)
    except CoordinateError as fault:
        if meant := meant_by(text):
            raise CoordinateError(fault.message, meant, fault.offset, fault.length) from None
        raise


def of_list(items: Sequence[object]) -> str:
    """What somebody meant by a list, as GeoJSON has coordinates, for the help of a fault; empty where nobody can
    tell."""
    numbers = [_decimal(item) for item in items[:2] if isinstance(item, str)]
    if len(numbers) != 2 or None in numbers:
        return ""
    return _first(_offered(numbers[1], numbers[0], _FIRST), _offered(numbers[0], numbers[1], _WRITE))


def of_mapping(data: Mapping[object, object]) -> str:
    """The same of a mapping: `{lat: 40.73, lon: 13.9}`, or a point of GeoJSON."""
    if isinstance(inner := data.get("coordinates"), list):
        return of_list(inner)
    named = {str(key).casefold()[:3]: value for key, value in data.items()}
    latitude, longitude = (_decimal(named.get(name)) for name in ("lat", "lon"))
    return _offered(latitude, _decimal(named.get("lng")) if longitude is None else longitude, _WRITE)


def meant_by(text: str) -> str:
    """What to write in place of a text, as the help of a fault; empty where nobody can tell."""
    if len(text) > LONGEST:
        return ""
    plain = re.sub(r"(?<![^ ,(;])\+(?=[0-9])", "", _plain(text))
    if plain.strip(" .()[]") in {*_NONE, "unknown"}:
        return tell("write `{text}`", text="unknown")
    return _first(_machine(plain), _bare(plain), _written(plain))


def _first(*offers: str) -> str:
    return next(filter(None, offers), "")


def _plain(text: str) -> str:
    """A text with Latin digits, plain signs and small letters, and one space for each stretch of them."""
    digits = "".join(str(unicodedata.decimal(c, c)) for c in _UNSEEN.sub("", text))
    small = digits.translate(_SIGNS).casefold()
    arabic = small.replace("أ", "ا").replace("إ", "ا").replace("\u064b", "")
    return " ".join(arabic.split())


def _decimal(value: object) -> Decimal | None:
    if not isinstance(value, str) or len(value) > 40:
        return None
    try:
        number = Decimal(_plain(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) <= 360 else None


def _offered(latitude: Decimal | None, longitude: Decimal | None, help: Told, reach: Decimal | None = None) -> str:
    """A help with the text that says so; nothing where that is no place."""
    if latitude is None or longitude is None:
        return ""
    if not abs(latitude) <= 90 < abs(longitude) and abs(longitude) > 180:
        return ""
    if 180 < longitude <= 360:
        longitude -= 360
    shorter = lambda number: _short(number, 6)
    radius = _short(reach, 1) or Decimal("0.1") if reach else None  # what reaches nowhere is a point
    text = Coordinates(shorter(latitude), shorter(longitude), radius).text
    try:
        coordinates.parse(text)
    except CoordinateError:
        return ""
    return tell(help.template, text=text)


def _short(number: Decimal, decimals: int) -> Decimal:
    """A number with no more decimals than that, and no more than it has."""
    exponent = number.as_tuple().exponent
    cut = round(number, decimals) if isinstance(exponent, int) and -exponent > decimals else number
    return abs(cut) if cut == 0 else cut


def _machine(plain: str) -> str:
    """An address of a map or another form that programs give out."""
    for form, turned in _MACHINES:
        if found := form.search(plain):
            latitude, longitude = Decimal(found[1]), Decimal(found[2])
            uncertain = re.search(r";u=([0-9]{1,7}(?:\.[0-9]{1,3})?)", plain) if plain.startswith("geo:") else None
            reach = Decimal(uncertain[1]) / 1000 if uncertain and Decimal(uncertain[1]) >= 100 else None
            if turned:
                return _offered(longitude, latitude, _FIRST, reach)
            decimals = 4  # about ten metres: the rest is the middle of somebody's screen
            return _offered(_short(latitude, decimals), _short(longitude, decimals), _WRITE, reach)
    return ""


def _reach(plain: str) -> tuple[str, Decimal | None] | None:
    """A text without what says how far it may be out, and that in km; None where that is of no known unit."""
    if not (found := _REACH.search(plain)):
        return plain, None
    factor = _KM.get(found["unit"])
    if factor is None:
        return None
    return plain[: found.start()], Decimal(found["reach"].replace(",", ".")) * factor


def _bare(plain: str) -> str:
    """Two numbers that are right but for their signs or digits, or of which only the second can be a latitude, or with
    a longitude that is counted to 360."""
    found = re.fullmatch(rf"({_NUMBER}), ?({_NUMBER})(?: ?± ?([0-9.]{{1,6}}) ?km)?", plain)
    if not found:
        return ""
    one, other, reach = Decimal(found[1]), Decimal(found[2]), _decimal(found[3])
    if 90 < abs(one) <= 180 and abs(other) <= 90:
        return _offered(other, one, tell("write `{text}`: the latitude stands first"), reach)
    if abs(other) > 180:
        return _offered(one, other, tell("write `{text}`: a longitude is counted to 180, west with a minus"), reach)
    if reach is not None and reach < 1:
        return _offered(one, other, _WRITE, reach)  # whose digits may be right
    return _offered(one, other, tell("write it with the digits 0 to 9 and plain signs: `{text}`"), reach)


def _written(plain: str) -> str:
    """Two numbers as people write them, with their signs, words and what stands round and between them."""
    parted = _reach(plain.strip(" .,;"))
    if parted is None:
        return ""
    bare, reach = parted[0].strip(" ()[]{}<>.,;"), parted[1]
    if found := _COMMAS.fullmatch(bare):
        latitude, longitude = (Decimal(f"{found[n]}.{found[n + 1]}") for n in (1, 3))
        return _offered(latitude, longitude, tell("write `{text}`: the decimal sign is a point"), reach)
    parts = list(_PART.finditer(bare))
    between = _PART.sub("|", bare)
    named = re.fullmatch(rf"[ :]*(?:خط )?({_AXIS})?[ :=]*\|[ ,;/|&و]*(?:خط )?({_AXIS})?[ :=]*\|", between)
    if len(parts) != 2 or not named:
        return ""
    sides = [_SIDE.get(part["before"] or part["after"] or "", "") for part in parts]
    called = [name and (name.startswith("lat") or name == "العرض") for name in named.groups()]
    numbers = [_degrees(part, side) for part, side in zip(parts, sides, strict=True)]
    # Whether it says that it is a latitude, if it says anything.
    upright = [side in "ns" if side else name for side, name in zip(sides, called, strict=True)]
    if None not in upright and upright[0] == upright[1]:
        return ""  # two latitudes, or two longitudes
    if upright[0] is False or upright[1] is True:
        numbers.reverse()
    return _offered(numbers[0], numbers[1], _WRITE, reach)


def _degrees(part: re.Match[str], side: str) -> Decimal | None:
    """Degrees with their minutes and seconds as decimals: as many as these can bear out."""
    whole = Decimal(part["degrees"])
    minutes, seconds = Decimal(part["minutes"] or 0), Decimal(part["seconds"] or 0)
    if minutes >= 60 or seconds >= 60:
        return None
    decimals = 4 if part["seconds"] else 2 if part["minutes"] and "." not in part["minutes"] else 4
    beyond = minutes / 60 + seconds / 3600
    size = round(abs(whole) + beyond, decimals) if beyond else abs(whole)
    return -size if side and side in "sw" or part["degrees"].startswith("-") else size
