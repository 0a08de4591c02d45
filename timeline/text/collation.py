"""The order of names: as readers of a language look for them, and not as Unicode numbers their letters.

Letters of one alphabet stand far apart in Unicode where it came by them late: پ چ ژ گ behind ي. A language gives its
own in their order, and they change places among themselves; all others, of other scripts too, stay where they were.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from timeline.text.folding import SAME

_TATWEEL = "ـ"
# One letter on several keyboards (ی and ي); of several letters (ß=ss) there is no one place, and ة has its own.
_SAME = {one: other for one, other in SAME.items() if len(other) == 1 and one != "ة"}


def key(name: str, alphabet: str = "") -> str:
    """A name and a language's letters in their order -> what it sorts by: without accents, vowel marks, tatweel and
    punctuation, the forms of alef as one, large letters as small; a letter of the alphabet stays what it is."""
    places = _places(alphabet)
    return "".join(map(places.__getitem__, unicodedata.normalize("NFKC", name).casefold()))


class _Places(dict[str, str]):
    """What a character sorts as; worked out when it is first met."""

    def __init__(self, alphabet: str):
        written = unicodedata.normalize("NFC", alphabet).casefold()
        letters = list(dict.fromkeys(letter for letter in written if letter.isalpha()))
        super().__init__(zip(letters, sorted(letters), strict=True))
        for letter in letters:
            self.setdefault(_SAME.get(letter, letter), self[letter])

    def __missing__(self, character: str) -> str:
        if character.isdecimal():
            return str(unicodedata.decimal(character))
        kept = [part for part in unicodedata.normalize("NFD", character) if unicodedata.category(part)[0] in "LNZ"]
        if kept != [character]:
            self[character] = "".join(self[part] for part in kept if part != _TATWEEL)
        else:
            same = _SAME.get(character, "" if character == _TATWEEL else character)
            self[character] = self[same] if same not in ("", character) else same
        return self[character]


def written(letter: str, alphabet: str) -> str:
    """A letter in small, as search folds it -> as the alphabet has it (ی for ي), for a heading."""
    return next((own for own in alphabet if letter in (own, SAME.get(own))), letter)


@lru_cache
def _places(alphabet: str) -> _Places:
    return _Places(alphabet)
