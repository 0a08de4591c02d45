"""Which addresses of the web a page may lead to: those that lead where they seem to.

An address is read by a person, who looks for the host, and by a browser, which is forgiving: `https://site.org@evil.org/`,
`https:///evil.org` and `https:\\evil.org` all lead to evil.org, and `https://exаmple.org` with a Cyrillic letter to no
site that its reader knows. So the host stands plainly after the slashes, in letters of one script. The form is that
of RFC 3986, of a host's name that of RFC 1123 and, in other letters, RFC 5890; which letters look alike is told by
Unicode's confusables (UTS 39), of which those of a whole name are kept here.
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from urllib.parse import urlsplit

from timeline.faults.diagnostic import tell

_UNFIT = re.compile(
    r"[\s<>\"\\^`{|}\x00-\x1f\x7f\xad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
# What a reader takes for an address: with its scheme, with `www.`, or a name with an ending that is nothing else.
_LIKE_ONE = re.compile(
    r"(?:https?:)?//([^\s/?#]+)|(www\.[^\s/?#]+|(?:[\w-]+\.)+(?:com|org|net|edu|gov|int|mil|info))(?:[/?#]\S*)?$", re.I
)
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_IPV4 = re.compile(r"(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(?:\.(?!$)|$)){4}")
_MAILBOX = re.compile(r"mailto:[\w!#$'*+=~-]+(?:\.[\w!#$'*+=~-]+)*@([^\s@?]+\.[^\s@?]+)", re.ASCII | re.IGNORECASE)
# Names that are promised to nobody, and those of whichever machine asks (RFC 2606, RFC 6761).
_NOBODYS = re.compile(r"(?:^|\.)(?:example(?:\.com|\.net|\.org)?|test|invalid|localhost)$")
# Letters of other scripts that can be taken for Latin ones.
_ALIKE = set("аеорсухіјѕԁԛԝһӏґвкмнтьгпиαινουκρτχγωβηօսոցհլզյիա")
_OURS = set("æœøłđðþßħŋəı")  # Latin letters that are written, and are none of ASCII with a mark
_WRITTEN = set(
    "LATIN ARABIC HEBREW CYRILLIC GREEK ARMENIAN GEORGIAN CJK THAI LAO KHMER MYANMAR DEVANAGARI BENGALI TAMIL TELUGU "
    "KANNADA MALAYALAM GUJARATI GURMUKHI ORIYA SINHALA ETHIOPIC TIBETAN THAANA SYRIAC MONGOLIAN".split()
)
_SCRIPTS = {"HIRAGANA": "CJK", "KATAKANA": "CJK", "BOPOMOFO": "CJK", "HANGUL": "CJK"}  # one line has several of these


def problem(address: str) -> str:
    """Why no page may lead to an address, as a clause; empty where one may."""
    if not re.match(r"https?://", address, re.IGNORECASE):
        return tell("it does not begin with `https://` or `http://`")
    if _UNFIT.search(address):
        return tell("it holds a space, an invisible character or one that stands in no address")
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return tell("its host or its port cannot be read")
    if not host:
        return tell("it names no host")
    if "@" in parts.netloc:
        return tell("what stands before the `@` is taken for the host, and is not")
    if port == 0 or parts.netloc.endswith(":"):
        return tell("its host or its port cannot be read")
    return _host(host)


def contact_problem(address: str) -> str:
    """Why nobody can be written to at an address, as a clause; empty where somebody can. It is that of a page with a
    form, or `mailto:` and one mailbox: what else a link to one may hold puts words and readers into another's mail."""
    if not address.lower().startswith("mailto:"):
        return problem(address)
    found = _MAILBOX.fullmatch(address)
    return _host(found[1].lower()) if found else tell("it is not `mailto:` with one e-mail address and nothing besides")


def mailbox(address: str) -> str:
    """The e-mail address that is written to at an address; empty where it is a page."""
    scheme, _, box = address.partition(":")
    return box if scheme.lower() == "mailto" else ""


def is_placeholder(address: str) -> bool:
    """Whether a sound address leads to no site: its host is promised to nobody, or is whichever machine asks."""
    host = (urlsplit(address).hostname or "").removesuffix(".")
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return bool(_NOBODYS.search(host))


def named(text: str) -> str:
    """The host that words name where they look like an address, without `www.`; empty where they do not."""
    found = _LIKE_ONE.match(text.strip())
    return (found[1] or found[2]).lower().removeprefix("www.") if found else ""


def _host(host: str) -> str:
    if ":" in host:
        return "" if _is_ip(host) else tell("its host or its port cannot be read")
    if host != unicodedata.normalize("NFKC", host).lower() or len(host) > 253:
        return tell("its host is written in letters that stand for others")
    if re.search(r"(?:^|\.)(?:0x[0-9a-f]*|[0-9]+)\.?$", host) and not _IPV4.fullmatch(host):
        return tell("its host or its port cannot be read")  # a browser reads it as the number of some machine
    *_, top = labels = host.removesuffix(".").split(".")
    for label in labels:
        if label.startswith("xn--"):
            try:
                label = label.removeprefix("xn--").encode("ascii").decode("punycode")
            except (UnicodeError, ValueError, OverflowError):
                return tell("its host or its port cannot be read")
            if label.isascii():
                return tell("its host is written in letters that stand for others")
        if label.isascii():
            if not _LABEL.fullmatch(label):
                return tell("its host or its port cannot be read")
        elif not all(char.isalnum() or char == "-" or unicodedata.category(char) in ("Mn", "Mc") for char in label):
            return tell("its host holds a sign that stands in no host's name")
        elif len(_scripts(label)) > 1 or not _WRITTEN.issuperset(_scripts(label)):
            return tell("its host mixes letters of several scripts, as those do that pass for another")
        elif top.isascii() and _ALIKE.issuperset(label) or _passes(label, top):
            return tell("its host can be taken for one in plain Latin letters")
    return ""


def _passes(label: str, top: str) -> bool:
    """Whether a label has a Latin letter that is made to be taken for another: ᴄ, ɡ; ı where no Turk is meant."""
    latin = (char for char in label if not char.isascii() and unicodedata.name(char, "").startswith("LATIN"))
    return any(
        char == "ı" and top != "tr" or char not in _OURS and not unicodedata.normalize("NFD", char)[0].isascii()
        for char in latin
    )


def _scripts(label: str) -> set[str]:
    """The scripts of a label's letters, by the first word of their names."""
    letters = (unicodedata.name(char, "?").split(" ")[0] for char in label if char.isalpha())
    return {_SCRIPTS.get(script, script) for script in letters}


def _is_ip(host: str) -> bool:
    try:
        return bool(ipaddress.IPv6Address(host))
    except ValueError:
        return False
