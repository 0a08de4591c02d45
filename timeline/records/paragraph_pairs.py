"""Which passages of a text stand beside each other in its languages: those that have the same address.

A text's paragraphs have their places (`p1`, `p2`) or the names that `{#name}` gives them, so two
languages pair as long as both have as many, with the same names. Where they do not, `check` says which
is the first without a counterpart, and the page of all languages leaves the other side empty.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from timeline.faults.diagnostic import WARNING, Diagnostic, tell
from timeline.records.yaml_file import File
from timeline.text import prose

_GAP = re.compile(r"\n(?:[ \t]*\n)+")
_NAME = re.compile(r"\{#([a-z0-9-]+)\}\s*$")


def merged(columns: Iterable[Iterable[str]]) -> list[str]:
    """Every address of some columns once, in an order that keeps each column's as far as they agree."""
    rows: list[str] = []
    for column in columns:
        place = 0
        for id in column:
            if id in rows:
                place = rows.index(id) + 1
            else:
                rows.insert(place, id)
                place += 1
    return rows


def faults(converter: prose.Prose, body: Mapping[str, str], file: File) -> list[Diagnostic]:
    """The first paragraph of a text, if any, that has no counterpart in another of its languages."""
    written = {code: _GAP.split(text.strip()) for code, text in body.items() if text.strip()}
    (first, *others) = written or ("",)
    found = []
    for other in others:
        if _names(written[first]) == _names(written[other]):
            continue  # an empty line apart is a paragraph, but for lists and quotations: the cheap look is enough
        ids = {code: _ids(converter, written[code]) for code in (first, other)}
        if ids[first] != ids[other] and all(ids.values()):
            found.append(_fault(converter, first, other, ids, written, file))
    return found


def _names(chunks: Sequence[str]) -> list[str]:
    return [name[1] if (name := _NAME.search(chunk)) else "" for chunk in chunks]


def _ids(converter: prose.Prose, chunks: Sequence[str]) -> list[str]:
    """The addresses of a text's paragraphs; none where it has a fault of its own."""
    markup, problems = converter.html("\n\n".join(chunks), lambda name: prose.Target("", name))
    return [] if problems else [id for id, _, _ in prose.blocks(markup)]


def _fault(
    converter: prose.Prose,
    first: str,
    other: str,
    ids: Mapping[str, list[str]],
    written: Mapping[str, list[str]],
    file: File,
) -> Diagnostic:
    """Two languages of a text with the addresses of its paragraphs and its chunks -> the fault of the first that has
    no counterpart."""
    pairs = zip(ids[first], ids[other], strict=False)
    place = next((n for n, (a, b) in enumerate(pairs) if a != b), min(map(len, ids.values())))
    # The longer goes on where the other ends; of two that differ in a name, the one whose name the other lacks.
    alone = lambda code, against: place < len(ids[code]) and ids[code][place] not in ids[against]
    code, against = (first, other) if alone(first, other) else (other, first)
    chunks = written[code]
    begins = bisect_left(range(len(chunks)), place + 1, key=lambda n: len(_ids(converter, chunks[: n + 1])))
    token = chunks[min(begins, len(chunks) - 1)].partition("\n")[0].strip()
    name = ids[code][place].removeprefix("p-")
    if name != ids[code][place]:
        message = tell("`{#{name}}` of `{code}` has no counterpart in `{other}`", name=name, code=code, other=against)
    else:
        message = tell(
            "paragraph {n} of `{code}` has no counterpart in `{other}`", n=place + 1, code=code, other=against
        )
    help = tell("part both texts into the same paragraphs, with the same names: they are shown side by side")
    return Diagnostic("unpaired-paragraph", message, file.locate(("body", code), token), help, severity=WARNING)
