"""Text of two directions: what of it is foreign to its line is isolated, and what would mislead is refused.

A browser orders a line by the Unicode algorithm (Annex 9), which lets a Latin name in an Arabic line
draw the number, bracket or sign beside it over to its side. `isolated` puts such a name in `<bdi>`, so
that the line around it is ordered as if it were one word; the signs that belong to it (`@`, `C++`) go with
it, and a number's go with the number (`-5%`). Ranges such as 2014–2016 stay in the line's own direction, and
so do the digits of Arabic (٥), whose signs stand on their right. `marked` does the same where there is no
HTML. A writer's invisible controls are legal as long as each line closes what it opens.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from timeline.faults.diagnostic import tell

CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
HELP = tell("take the invisible character out; pages isolate mixed text by themselves")

_LATIN = "A-Za-zªºÀ-ÖØ-öø-\u024f\u0300-\u036f\u1e00-\u1eff"
_RTL = (
    "\u05d0-\u05ea\u0620-\u065f\u066e-\u06d3\u06d5-\u06ef\u06fa-\u06ff"
    "\u0750-\u077f\u08a0-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
)
_RTL_BLOCKS = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"  # with their digits and marks of punctuation
_LONGEST = 600  # letters of a run: one that is cut at a bracket is looked at again from there
_PAIRS = {"(": ")", "[": "]", "{": "}", "“": "”", "«": "»", "<": ">", '"': '"'}
_CLOSING = set(_PAIRS.values())

# Numbers, with what belongs to them. Persian digits run as European ones do.
_DIGIT = "[0-9\u06f0-\u06f9]"
_NUMBER = rf"(?:(?<!{_DIGIT}){_DIGIT}{{1,60}}(?:[.,'’\u066b\u066c\u2009\u202f]{_DIGIT}{{1,60}}){{0,20}}|\.{_DIGIT}+)"
_MONEY = "[$€£¥¢\u20a0-\u20cf]"
_UNIT = rf"(?:[ \u00a0\u2009\u202f]?(?:[%‰‱°′″]|{_MONEY}))"
# A sign follows a space, an opening mark or such an “and” as Arabic writes onto the next word; after any other
# letter or digit it joins two things (2014-2016, F-16, إف-16).
_OPEN = r"\s(\[{«“‘\"'،؛:,;/=|…–—"
_FREE = rf"(?:(?<![^{_OPEN}])|(?<=[\s(«“]و))"
# A dash that opens a remark is no sign: some write remarks -as this one- without spaces.
_REMARK = r"(?![-–][^\n–-]*[^\s–-][-–](?:[\s،؛.:!؟)»]|$))"
_SIGN = r"(?:\+/[-−]|[<>]=|[~≈<>≤≥]?[-+−–±∓]|[~∼≈≃≅<>≤≥≠])[\u00a0\u2009\u202f]?"
_SIGNED = "|".join(
    (
        # telephone numbers, days as 2016-02-05, ISBNs: three parts and more are no range
        rf"{_FREE}\+[0-9]{{1,3}}(?:[ \u00a0.-]\(?[0-9]{{1,4}}\)?){{2,6}}(?![0-9])",
        r"(?<![0-9-])[0-9]+(?:-[0-9]+){2,8}(?![0-9-])",
        rf"{_FREE}{_REMARK}{_SIGN}{_MONEY}?{_NUMBER}(?:{_UNIT}|٪)",
        rf"{_FREE}(?<![0-9\u06f0-\u06f9][ \u00a0]){_REMARK}{_SIGN}{_MONEY}?{_NUMBER}",  # and not in 2014 -2016
        rf"{_MONEY}[-−]?{_NUMBER}{_UNIT}?",
        rf"{_FREE}#{_NUMBER}(?![\w])",
        rf"{_NUMBER}(?:{_UNIT}|\+(?![\w+]))",
    )
)


def _run(letter: str, own: str, quotes: str, before: str, after: str) -> str:
    """A pattern of foreign runs: from a letter to the last that no letter or quotation mark of the line's
    own comes before, with what hangs on to it. A number after it belongs to it (Windows 10, CC BY 4.0, FO 371/1234),
    unless it is a whole number that counts the line's own next word."""
    whole = rf"[0-9]+(?:,[0-9]{{3}})*(?!(?:,?[0-9])*[ \u00a0][{own}])"
    number = rf"""(?:[ \u00a0](?:[0-9]+(?:[./][0-9]+)+|{whole}|\([0-9]+\)(?=["{quotes}]|$))(?!\+|[0-9]|{_UNIT}))?"""
    return rf"(?:{before})?[{letter}](?:[^{own}{quotes}\n]{{0,{_LONGEST}}}[{letter}])?(?:{after})?{number}"


_LATIN_RUN = _run(
    _LATIN,
    _RTL_BLOCKS,
    "«»",
    # @name, #tag, .NET, --option, /a/path, $NAME, and numbers as in 3D, -5°C, $5bn, 10.1000/xyz
    rf"[@#]\.?|{_FREE}(?:\.(?!\.)|--|-(?=[A-Za-z](?!\w))|~?\.{{0,2}}[/\\]\.?|[$%\\_]+)"
    rf"|(?:{_FREE}{_REMARK}{_SIGN})?{_MONEY}?"
    rf"(?:{_DIGIT}[0-9\u06f0-\u06f9.,/:_-]{{0,60}}|\.{_DIGIT}+)(?:[ \u00a0]?°)?|°",
    rf"(?<=\.[{_LATIN}])\.|(?:[-._/:=&?+#~$€£¥]*{_NUMBER})+(?:[/%+]|(?<=[0-9])°)?|{_MONEY}|[+#]+|[/?%]|[™®℠²³¹⁰⁴-⁹₀-₉°′″]+",
)
_RTL_RUN = _run(_RTL, _LATIN, "“”", "[@#]", r"(?:[-._/]?[0-9]+)+|؟")
_FOREIGN = {
    # in a line from the right; no run begins with a letter of the line's own, and most letters are that
    True: re.compile(rf"(?![\s\u0590-\u06ef])(?:(?P<run>{_LATIN_RUN})|{_SIGNED})"),
    False: re.compile(f"(?P<run>{_RTL_RUN})"),
}
# Most texts have nothing of the kind, and this says so ten times faster.
_ANY = {True: re.compile(rf"[{_LATIN}%‰‱°′″$€£¥¢\u20a0-\u20cf#+<>≤≥~∼≈≃≅≠±∓−-]"), False: re.compile(f"[{_RTL}]")}
_MARKS = {True: ("\u200f\u202a", "\u202c\u200f"), False: ("\u200e\u202b", "\u202c\u200e")}


def isolated(text: str, rtl: bool, lang: str) -> str:
    """The text as HTML with its foreign runs isolated, marked as `lang` where that is known; nothing if it has none."""
    parts = []
    for run, foreign, words in _parted(text, rtl):
        shown = html.escape(run, quote=False)
        if foreign and not rtl:  # numbers with signs, in the Arabic that an English line quotes
            shown = "".join(
                f'<span dir="ltr">{part}</span>' if apart else part
                for part, apart in ((html.escape(part, quote=False), apart) for part, apart, _ in _parted(run, True))
            )
        mark = f' lang="{lang}"' if words and lang else ""
        parts.append(f"<bdi{mark}>{shown}</bdi>" if foreign else shown)
    return "".join(parts) if len(parts) > 1 or parts and parts[0].startswith("<bdi") else ""


def marked(text: str, rtl: bool) -> str:
    """The same for a line of a drawing, as text alone: each foreign run is embedded, between marks of the line's own
    direction. Isolating controls would say it more simply, and WebKit does not heed them in SVG."""
    before, after = _MARKS[rtl]
    inner = lambda run: run if rtl else marked(run, True)
    return "".join(f"{before}{inner(run)}{after}" if foreign else run for run, foreign, _ in _parted(text, rtl))


def _parted(text: str, rtl: bool) -> Iterator[tuple[str, bool, bool]]:
    """The text piece by piece: whether it is foreign to the line, and whether it is words or only a number."""
    end = 0
    for start, stop, words in _runs(text, rtl) if _ANY[rtl].search(text) else ():
        if start > end:
            yield text[end:start], False, False
        yield text[start:stop], True, words
        end = stop
    if end < len(text):
        yield text[end:], False, False


def _runs(text: str, rtl: bool) -> Iterator[tuple[int, int, bool]]:
    """Where the text's foreign runs begin and end, and whether they are words or only a number with its sign."""
    position, pattern = 0, _FOREIGN[rtl]
    while found := pattern.search(text, position):
        start, position = found.start(), found.end()
        if found["run"]:
            # A sign before it opens nothing: <5MB.
            position = _balanced(text, next((n for n in range(start, position) if text[n].isalnum()), start), position)
        position = max(position, start + 1)
        yield start, position, bool(found["run"])


def _balanced(text: str, start: int, end: int) -> int:
    """The end of a run that closes each bracket it opens, and none besides."""
    opened: list[tuple[str, int]] = []
    for n in range(start, end):
        sign = text[n]
        if opened and sign == opened[-1][0]:
            opened.pop()
        elif sign in _PAIRS:
            opened.append((_PAIRS[sign], n))
        elif sign in _CLOSING:
            return _trimmed(text, start, n)
    while opened and text[end : end + 1] == opened[-1][0]:
        opened.pop()
        end += 1
    return _trimmed(text, start, opened[0][1]) if opened else end


def _trimmed(text: str, start: int, end: int) -> int:
    """The end of a run without the spaces and signs that it would end in."""
    while end > start + 1 and not text[end - 1].isalnum():
        end -= 1
    return end


def problem(text: str) -> str:
    """What is wrong with the bidirectional controls of a text, or nothing.

    Each line must close what it opens; overrides, which show letters in another order than they
    are written, are refused altogether.
    """
    if not CONTROLS.search(text):
        return ""
    for line in text.split("\n"):
        opened = []
        for control in CONTROLS.findall(line):
            if control in "\u202d\u202e":
                return tell("U+{code} shows letters in another order than they are written", code=f"{ord(control):04X}")
            if control in "\u202a\u202b":
                opened.append("\u202c")
            elif control in "\u2066\u2067\u2068":
                opened.append("\u2069")
            elif not opened or opened.pop() != control:
                return tell("U+{code} closes a direction that nothing opened", code=f"{ord(control):04X}")
        if opened:
            return tell(
                "a direction is opened on this line and not closed with U+{code}", code=f"{ord(opened[-1]):04X}"
            )
    return ""
