"""The language files of a site: each becomes a `Language`, and what one of them lacks is a fault at its place."""

from __future__ import annotations

import gettext
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import get_args

from timeline.faults.diagnostic import Diagnostic, tell
from timeline.faults.near import near
from timeline.records.languages import Language
from timeline.records.schema import ActorKind, Bound, RelationKind, Site, SourceKind, Standing
from timeline.records.validate import Entry, record_of
from timeline.records.yaml_file import File
from timeline.records.yaml_file import Path as Place

Read = Callable[[Path], tuple[File, list[Diagnostic]]]
_CLOSED = {  # the sections that put a closed set of values into words
    "bounds": Bound,
    "standings": Standing,
    "relations": RelationKind,
    "source_kinds": SourceKind,
    "actor_kinds": ActorKind,
}


def load(
    site: Entry[Site] | None, files: Mapping[str, Path], read: Read, ours: Mapping[str, Mapping[str, object]]
) -> tuple[dict[str, Language], list[Diagnostic]]:
    """A site's record and the language files by name, `en.yaml` -> its languages by code, and what is wrong with them.

    Only those that the site has are read. `ours` is what a complete file of our own holds: see `_lacking`.
    """
    found: dict[str, tuple[Language, File]] = {}
    faults: list[Diagnostic] = []
    if site is None:
        return {}, faults
    listed: dict[str, Place] = {}  # where each stands first
    for name in ("languages", "growing"):
        for index, code in enumerate(getattr(site.record, name)):
            listed.setdefault(code, (name, index))
    for code, place in listed.items():
        if (path := files.get(f"{code}.yaml")) is None:
            message = tell("there is no file for the language `{code}`", code=code)
            help = near(code, [name.removesuffix(".yaml") for name in files]) or tell(
                "add templates/languages/{code}.yaml; copy that of another language", code=code
            )
            faults.append(Diagnostic("unknown-language", message, site.file.span(place), help))
            continue
        file, problems = read(path)
        language, more = record_of(Language, file.data, file)
        faults += (*problems, *more)
        if language:
            found[code] = language.model_copy(update={"code": code}), file
    return {code: language for code, (language, _) in found.items()}, [*faults, *_check(found, ours)]


def _check(
    languages: Mapping[str, tuple[Language, File]], ours: Mapping[str, Mapping[str, object]]
) -> Iterator[Diagnostic]:
    """Whether the languages can be told apart, each plural rule works, and each has all the words that pages use."""
    for language, file in languages.values():
        alike = (code for code, (other, _) in languages.items() if other.name == language.name and code < language.code)
        if same := next(alike, ""):
            yield Diagnostic(
                "duplicate-id",
                tell("`{code}` has the name `{language}` too", code=same, language=language.name),
                file.span(("name",)),
                tell("write the language's own name, and translate the rest of the file"),
            )
        if problem := _unusable(language.plural.rule, len(language.plural.categories)):
            yield Diagnostic(
                "bad-plural",
                tell("the plural rule cannot be used: {problem}", problem=problem),
                file.span(("plural", "rule")),
                tell("write it as in a gettext header: `n != 1`"),
            )
            continue
        yield from _lacking(language, file, languages, ours)
        for key, forms in language.counts.items():
            yield from plural_faults(language, forms, file, ("counts", key))
        yield from plural_faults(language, language.paragraphs, file, ("paragraphs",))
        for index, scale in enumerate(language.scales):  # a form that is left out is written in digits
            found = plural_faults(language, scale.forms, file, ("scales", index, "forms"))
            yield from (fault for fault in found if fault.code == "unknown-plural")


@lru_cache
def _unusable(rule: str, categories: int) -> str:
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


def _lacking(
    language: Language,
    file: File,
    languages: Mapping[str, tuple[Language, File]],
    ours: Mapping[str, Mapping[str, object]],
) -> Iterator[Diagnostic]:
    """The words that a language lacks: those that any other has or that our own templates use (`ours`, the data of a
    complete file), and those for each value of a closed set."""
    for name in ("words", "counts"):
        others = dict.fromkeys(ours.get(name, ()), tell("our English"))
        others |= {key: f"`{code}`" for code, (other, _) in languages.items() for key in getattr(other, name)}
        for key in sorted(set(others) - set(getattr(language, name))):
            message = tell("the {name} lack `{key}`, which {other} has", name=name, key=key, other=others[key])
            yield _missing(name, key, message, file)
    for name, kinds in _CLOSED.items():
        for key in get_args(kinds):
            if key not in getattr(language, name):
                yield _missing(name, key, tell("the {name} lack `{key}`", name=name, key=key), file)


def _missing(name: str, key: str, message: str, file: File) -> Diagnostic:
    help = tell("add `{key}:` under `{name}:`", key=key, name=name)
    return Diagnostic("missing-word", message, file.span((name,), key=True), help)


def plural_faults(language: Language, forms: str | Mapping[str, str], file: File, path: Place) -> list[Diagnostic]:
    """The plural categories that a phrase lacks or that the language does not have."""
    if isinstance(forms, str):
        return []
    known = set(language.plural.categories) | {"other"}
    faults = [
        Diagnostic(
            "unknown-plural",
            tell("`{key}` is no plural category of {language}", key=key, language=language.name),
            file.span((*path, key), key=True),
            near(key, known),
        )
        for key in forms
        if key not in known
    ]
    if "other" not in forms:
        faults.append(
            Diagnostic(
                "missing-plural",
                tell("the phrase has no form `other`, which stands in for those left out"),
                file.span(path),
                tell("add `other:`"),
            )
        )
    return faults
