"""In which of some languages a text is written, told by its letters alone.

A text may be in the languages whose script most of it has; of several with one script, in that which has all its
letters where another lacks some (پ and ی are Persian's, ي and ة Arabic's). No word is known: where two languages have
all letters of a text, it may be in either.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

_LOOKED_AT = 20_000  # characters of a text


def fitting(text: str, letters: Mapping[str, frozenset[str]]) -> list[str]:
    """The codes of the languages that a text may be in, by the letters of each; none for a text without letters."""
    there = counted([text[:_LOOKED_AT]])
    own = main(there)
    same = [code for code, has in letters.items() if own and main(has) == own]
    lacking = {code: sum(n for c, n in there.items() if script(c) == own and c not in letters[code]) for code in same}
    least = min(lacking.values(), default=0)
    return [code for code in same if lacking[code] <= 2 * least]


def counted(texts: Iterable[str]) -> Counter[str]:
    """How often each letter stands in some texts, large as small."""
    signs = (c for text in texts for c in unicodedata.normalize("NFC", text).casefold())
    return Counter(c for c in signs if c.isalpha() and c != "ـ")  # a tatweel only fills a line


def main(letters: Iterable[str]) -> str:
    """The script of more than half of some letters, each as often as it is counted; empty where there is none."""
    scripts: Counter[str] = Counter()
    for letter, number in Counter(letters).items():
        scripts[script(letter)] += number
    found, number = max(scripts.items(), key=lambda one: one[1], default=("", 0))
    return found if number * 2 > scripts.total() else ""


@lru_cache(maxsize=4096)
def script(letter: str) -> str:
    """A letter's script, by its name in Unicode: `ARABIC`."""
    return unicodedata.name(letter, "").partition(" ")[0]
