"""The words of a language's file held against our English: which it lacks, which nothing uses, which are still English.

A file is judged as data, before it is a `Language`, so that a section that is missing hides nothing else. Each fault
stands at its line. What a growing language lacks is no fault: a status counts it (`coverage`).
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, get_args

from timeline.faults.diagnostic import ERROR, WARNING, Diagnostic, tell
from timeline.faults.near import nearest, offer
from timeline.records.field_types import LANGUAGE, ActorKind, Bound, RelationKind, SourceKindName, Standing
from timeline.records.languages import Coverage
from timeline.records.yaml_file import File
from timeline.records.yaml_file import Path as Place
from timeline.text.edtf import CalendarName

CATEGORIES = frozenset(("zero", "one", "two", "few", "many", "other"))
_CLOSED = {  # the sections that put a closed set of values into words
    "bounds": Bound,
    "calendars": CalendarName,
    "standings": Standing,
    "relations": RelationKind,
    "source_kinds": SourceKindName,
    "actor_kinds": ActorKind,
}
_OPEN = ("words", "counts")
# What a language has besides words: rules, and its own name.
RULES = frozenset(("name", "direction", "digits", "grouping", "decimal", "scales", "plural", "articles", "alphabet"))
_CITING = ("citing",)  # names of rules, and Latin that many languages share: there or not, as a whole
_CALLED = "language_"  # the words by which a project calls a language otherwise than the table of names does
_GAPS = re.compile(r"\{[^{}]*\}")
_WORD = re.compile(r"[^\W\d_]{2,}")


def coverage(data: object, english: Mapping[str, Any]) -> Coverage:
    """What a language's file holds, and our English -> how many of its words and phrases are there. What stands there
    in English still is not."""
    needed = dict(_phrases(english))
    held = {path: phrase for path, phrase in _phrases(data) if path in needed}
    lacks = [
        path
        for path, phrase in needed.items()
        if path not in held or path != _CITING and _untranslated(held[path], phrase)
    ]
    return Coverage(len(needed) - len(lacks), len(needed), tuple(".".join(map(str, path)) for path in lacks))


def lacking(data: Mapping[str, Any], file: File, needed: Mapping[str, Mapping[str, str]]) -> Iterator[Diagnostic]:
    """What a whole language's data lacks of `needed` (section -> word -> who has it), and of the closed sets. A word
    that is there under a misspelt name is left to `unknown`."""
    for name in _OPEN:
        if isinstance(section := data.get(name), dict):
            meant = {nearest(key, needed[name]) for key in section if key not in needed[name]}
            for key in sorted(set(needed[name]) - set(section) - meant):
                message = tell(
                    "the {name} lack `{key}`, which {other} has", name=name, key=key, other=needed[name][key]
                )
                yield _missing(name, key, message, file)
    for name, kinds in _CLOSED.items():
        if isinstance(section := data.get(name), dict):
            for key in get_args(kinds):
                if key not in section:
                    yield _missing(name, key, tell("the {name} lack `{key}`", name=name, key=key), file)


def _missing(name: str, key: str, message: str, file: File) -> Diagnostic:
    help = tell("add `{key}:` under `{name}:`", key=key, name=name)
    return Diagnostic("missing-word", message, file.span((name,), key=True), help)


def unknown(
    written: Mapping[str, Any], file: File, english: Mapping[str, Any], used: Collection[str]
) -> Iterator[Diagnostic]:
    """The words of a file under names that our English has not, and that no template of the project's own uses."""
    for name in _OPEN:
        section = written.get(name)
        for key in section if isinstance(section, dict) else ():
            if key in english[name] or key in used or name == "words" and calls(key):
                continue
            meant = nearest(key, english[name])
            yield Diagnostic(
                "unknown-word",
                tell("no page uses `{key}` of the {name}", key=key, name=name),
                file.span((name, key), key=True),
                offer(meant) if meant else tell("take it out, unless a template of your own is to use it"),
                severity=ERROR if meant else WARNING,
            )


def calls(key: str) -> str:
    """The language that a word `language_XX` is the name of; empty where a word is no such name."""
    code = key.removeprefix(_CALLED)
    return code if code != key and LANGUAGE.fullmatch(code) else ""


def english_still(written: Mapping[str, Any], file: File, english: Mapping[str, Any]) -> Iterator[Diagnostic]:
    """The phrases of another language's file that are our English, letter by letter: a warning, for most were
    forgotten. One word may well be the same in both, and so may names; two words hardly are."""
    needed = dict(_leaves(english))
    for path, phrase in _leaves(written):
        if _untranslated(phrase, needed.get(path)):
            yield Diagnostic(
                "untranslated-word",
                tell("`{key}` stands here in English", key=path[-1]),
                file.span(path),
                tell("translate it; until then the page says “{text}”", text=phrase[:60]),
                severity=WARNING,
            )


def _untranslated(phrase: object, english: object) -> bool:
    if isinstance(phrase, dict) and isinstance(english, dict):
        return any(_untranslated(phrase.get(key), text) for key, text in english.items())
    return phrase == english and isinstance(phrase, str) and len(_WORD.findall(_GAPS.sub(" ", phrase))) >= 2


def gap_faults(data: Mapping[str, Any], file: File, english: Mapping[str, Any]) -> Iterator[Diagnostic]:
    """The counted phrases that lack the number, or have it where our English has none.

    A form that stands for one number alone (`حدثان`) may do without; one that stands for several may not.
    """
    several = of_several(data.get("plural"))
    sections: list[tuple[Place, Any, Any]] = [(("paragraphs",), data.get("paragraphs"), english["paragraphs"])]
    if isinstance(counts := data.get("counts"), dict):
        sections += [(("counts", key), counts[key], english["counts"].get(key)) for key in counts]
    for path, forms, ours in sections:
        if ours is None:
            continue
        needed = "{n}" in (ours["other"] if isinstance(ours, dict) else ours)
        for category, form in forms.items() if isinstance(forms, dict) else [("", forms)]:
            if (
                not isinstance(form, str)
                or ("{n}" in form) == needed
                or needed
                and category
                and category not in several
            ):
                continue
            gap = tell("lacks `{{gap}}`", gap="n") if needed else tell("has `{{gap}}`, which nothing fills", gap="n")
            yield Diagnostic(
                "bad-gap",
                tell("the phrase {wrong}", wrong=gap),
                file.span((*path, category) if category else path),
                tell("our English has “{text}”", text=ours["other"] if isinstance(ours, dict) else ours),
            )


def of_several(plural: object) -> Collection[str]:
    """The plural categories that more than one number falls into; none where the rule cannot be used."""
    rule, categories = (plural.get("rule"), plural.get("categories")) if isinstance(plural, dict) else (None, None)
    if not isinstance(rule, str) or not isinstance(categories, list) or unusable(rule, len(categories)):
        return ()
    pick = gettext.c2py(rule)
    picked = [categories[pick(n)] for n in range(200)]
    return {"other", *(name for name in picked if picked.count(name) > 1)}


@lru_cache
def unusable(rule: str, categories: int) -> str:
    """What is wrong with a plural rule; nothing where it picks one of so many categories for each number."""
    try:
        pick = gettext.c2py(rule)
        # Some rules treat a million apart.
        reached = {pick(n) for n in (*range(1000), *(10**k for k in range(3, 16)))}
        if 0 <= min(reached) <= max(reached) < categories:
            return ""
        return tell("it gives other categories than are listed")
    except (ValueError, ZeroDivisionError, RecursionError) as problem:
        return str(problem.args[0])


def _phrases(data: object) -> Iterator[tuple[Place, object]]:
    """The words and phrases of a file, each with its path: all forms of a counted one together, the ways of citing as
    one, rules and names of languages left out."""
    if not isinstance(data, dict):
        return
    for key, value in data.items():
        if (key,) == _CITING:
            yield _CITING, value
        elif key not in RULES:
            yield from _within((key,), value)


def _within(path: Place, value: object) -> Iterator[tuple[Place, object]]:
    if isinstance(value, dict) and not ("other" in value and CATEGORIES >= value.keys()):
        for key, inner in value.items():
            yield from _within((*path, key), inner)
    elif value and not (path[0] == "words" and calls(str(path[-1]))):
        yield path, value


def _leaves(data: Mapping[str, Any]) -> Iterator[tuple[Place, str]]:
    """Each single phrase with its path: of counted ones each form; lists (months, marks) and citing left out."""
    waiting: list[tuple[Place, object]] = [
        ((key,), data[key]) for key in reversed([*data]) if key not in RULES and (key,) != _CITING
    ]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, dict):
            waiting += [((*path, key), value[key]) for key in reversed([*value])]
        elif isinstance(value, str):
            yield path, value


def needed(
    english: Mapping[str, Any], others: Mapping[str, Mapping[str, Any]], used: Collection[str]
) -> dict[str, dict[str, str]]:
    """Section -> word -> who has it: our English, or another language of the site for a template of the project."""
    found: dict[str, dict[str, str]] = {}
    for name in _OPEN:
        found[name] = dict.fromkeys(_of(english, name), tell("our English"))
        for code, data in others.items():
            for key in _of(data, name):
                if key in used:
                    found[name].setdefault(key, f"`{code}`")
    return found


def _of(data: Mapping[str, Any], name: str) -> Iterable[str]:
    section = data.get(name)
    return section if isinstance(section, dict) else ()
