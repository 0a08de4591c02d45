"""The language files of a site: each becomes a `Language`, and what is wrong with one is a fault at its place.

A project's own file of a language that we have holds only what is to differ, and the rest is ours, key by key. Of a
language that is still growing, what nobody has written yet is our English.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from timeline.faults.diagnostic import Diagnostic, tell
from timeline.faults.near import near, nearest, offer
from timeline.records import language_words
from timeline.records.languages import Language
from timeline.records.schema import Site
from timeline.records.validate import Entry, record_of
from timeline.records.yaml_file import File, Kept
from timeline.records.yaml_file import Path as Place

Read = Callable[[Path], tuple[File, list[Diagnostic]]]
_SOURCE = "en"  # the language in which our words are written first
_ENGLISH = f"{_SOURCE}.yaml"
_OWN_ALONE = ("name", "direction", "scales", "centuries", "articles", "alphabet")  # what no language has from another
_AUTONYMS = "own.yaml"


class Files(NamedTuple):
    """The language files that there are, by name: `en.yaml`."""

    found: Mapping[str, Path]  # a project's own, ours standing in
    ours: Mapping[str, Path]
    names: Mapping[str, Path]  # of languages, in the language that the file is named by; in `own.yaml` each in itself
    read: Read
    used: frozenset[str] = frozenset()  # words that templates of the project's own use


def load(site: Entry[Site] | None, files: Files) -> tuple[dict[str, Language], list[Diagnostic]]:
    """A site's record and the language files -> its languages by code, and what is wrong with them.

    Only those that the site has are read. One that grows may lack what is to be translated.
    """
    found: dict[str, tuple[Language, File]] = {}
    data: dict[str, dict[str, Any]] = {}  # of each language, whether it has become a `Language` or not
    written: dict[str, File] = {}
    faults: list[Diagnostic] = []
    if site is None:
        return {}, faults
    listed: dict[str, Place] = {}  # where each stands first
    for name in ("languages", "growing"):
        for index, code in enumerate(getattr(site.record, name)):
            listed.setdefault(code, (name, index))
    growing = set(site.record.growing)
    for code, place in listed.items():
        if f"{code}.yaml" not in files.found:
            message = tell("there is no file for the language `{code}`", code=code)
            like = nearest(code, [name.removesuffix(".yaml") for name in files.found])
            help = (like and offer(like)) or tell(
                "add templates/languages/{code}.yaml; copy that of another language", code=code
            )
            faults.append(Diagnostic("unknown-language", message, site.file.span(place), help))
            continue
        own, problems = files.read(files.found[f"{code}.yaml"])
        file = whole(code, files, growing)
        language, amiss = record_of(Language, file.data, file)
        faults += (*problems, *amiss)
        if isinstance(file.data, dict):
            written[code], data[code] = own, file.data
        if language:
            found[code] = language, file
    english = _english(files)
    covered = {code: language_words.coverage(_own(code, files).data, english) for code in written}
    for code, file in written.items():
        needed = language_words.needed(english, {other: data[other] for other in data if other != code}, files.used)
        faults += language_words.unknown(file.data, file, english, files.used)
        faults += language_words.gap_faults({"plural": data[code].get("plural"), **file.data}, file, english)
        if code in growing:
            continue
        faults += language_words.lacking(data[code], file, needed)
        if code.partition("-")[0] != _SOURCE:
            faults += language_words.english_still(file.data, file, english)
    names = {code: language.name for code, (language, _) in found.items()}
    languages = {}
    for code, (language, _) in found.items():
        more = {"code": code, "called": _called(code, names, files), "coverage": covered[code]}
        languages[code] = language.model_copy(update=more)
    return languages, [*faults, *_check(found)]


def spoken(code: str, files: Files) -> Language:
    """A language in which something is to be told whatever its file is like: what that lacks is filled from English;
    where it is faulty ours stands in, of the same language or in English."""
    names = (f"{code}.yaml", _ENGLISH)
    read = [whole(code, files, (code,)), *(files.read(files.ours[name])[0] for name in names if name in files.ours)]
    language = next(filter(None, (record_of(Language, file.data, file)[0] for file in read)))
    return language.model_copy(update={"code": code, "called": _called(code, {}, files)})


def whole(code: str, files: Files, growing: Collection[str] = ()) -> File:
    """A language's file with all that it has from ours: its places are those of the project's own."""
    file = _own(code, files)
    return _over(file, files.read(files.ours[_ENGLISH])[0], english=True) if code in growing else file


def _own(code: str, files: Files) -> File:
    """A language's file with what ours of the same language has."""
    name = f"{code}.yaml"
    path = files.found[name]
    file, _ = files.read(path)
    return _over(file, files.read(files.ours[name])[0]) if files.ours.get(name, path) != path else file


def _english(files: Files) -> dict[str, Any]:
    data: dict[str, Any] = files.read(files.ours[_ENGLISH])[0].data
    return data


@lru_cache(100)  # the same files give the same file, so that its record is kept with it
def _over(file: File, base: File, english: bool = False) -> File:
    """A file, and one that has what it lacks -> both in one, with the places of the first. Of our English a language
    has nothing that it may leave out."""
    if not (isinstance(file.data, dict) and isinstance(base.data, dict)):
        return file
    below = _lent(base.data, file.data) if english else base.data
    plural = file.data.get("plural")
    if isinstance(plural, dict) and isinstance(known := plural.get("categories"), list):
        below = _with_forms(below, {*map(str, known), "other"})
    return replace(file, data=_merged(below, file.data), kept=Kept())


def _lent(english: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """Our English without what no language has from another. In a way of citing that a file has itself, these are
    the dates and the initials: where it says nothing of them, it means its own dates, and whole names."""
    lent = {key: value for key, value in english.items() if key not in _OWN_ALONE}
    citing, written = lent["citing"], own.get("citing")
    styles = written.get("styles") if isinstance(written, dict) else None
    if not isinstance(styles, dict):
        return lent
    bare = {
        style: {**rules, "dates": {}, "names": {key: rules["names"][key] for key in rules["names"] if key != "given"}}
        for style, rules in citing["styles"].items()
        if style in styles
    }
    return {**lent, "citing": {**citing, "styles": {**citing["styles"], **bare}}}


def _merged(below: Any, above: Any) -> Any:
    if isinstance(below, dict) and isinstance(above, dict):
        return {**below, **{key: _merged(below.get(key), value) for key, value in above.items()}}
    return above


def _with_forms(data: dict[str, Any], known: Collection[str]) -> dict[str, Any]:
    """A file's data without the forms of counted phrases for which a plural rule has no category. Such forms are the
    keys of whatever has a form `other`, and of a scale's `forms`, which may lack it."""

    def kept(value: Any, forms: bool = False) -> Any:
        if isinstance(value, list):
            return [kept(item) for item in value]
        if not isinstance(value, dict):
            return value
        forms |= "other" in value and value.keys() <= language_words.CATEGORIES
        return {key: kept(item, key == "forms") for key, item in value.items() if not forms or key in known}

    return {key: value if key == "plural" else kept(value) for key, value in data.items()}


def _called(code: str, names: Mapping[str, str], files: Files) -> dict[str, str]:
    """What a language calls others, by code: as the table of its names has it, else as they call themselves, else as
    English does."""
    tables = [files.read(files.names[name])[0].data for name in (_ENGLISH, _AUTONYMS) if name in files.names]
    own = files.read(files.names[f"{code}.yaml"])[0].data if f"{code}.yaml" in files.names else {}
    found = {key: name for table in (*tables, names, own) if isinstance(table, dict) for key, name in table.items()}
    return {key.lower(): name for key, name in found.items() if isinstance(name, str) and name}


def _check(languages: Mapping[str, tuple[Language, File]]) -> Iterator[Diagnostic]:
    """Whether the languages can be told apart, and each plural rule works."""
    for own, (language, file) in languages.items():
        alike = (code for code, (other, _) in languages.items() if other.name == language.name and code < own)
        if same := next(alike, ""):
            yield Diagnostic(
                "duplicate-id",
                tell("`{code}` has the name `{language}` too", code=same, language=language.name),
                file.span(("name",)),
                tell("write the language's own name, and translate the rest of the file"),
            )
        if problem := language_words.unusable(language.plural.rule, len(language.plural.categories)):
            yield Diagnostic(
                "bad-plural",
                tell("the plural rule cannot be used: {problem}", problem=problem),
                file.span(("plural", "rule")),
                tell("write it as in a gettext header: `n != 1`"),
            )
            continue
        for key, forms in language.counts.items():
            yield from plural_faults(language, forms, file, ("counts", key))
        yield from plural_faults(language, language.paragraphs, file, ("paragraphs",))
        for style, cited in language.citing.styles.items():
            parts = cited.parts
            phrases: dict[tuple[str, ...], str | dict[str, str]] = {
                ("pages",): parts.pages,
                ("edited",): parts.edited,
                ("led",): parts.led,
                ("within_edited",): parts.within_edited,
                ("serial", "pages"): parts.serial.pages,
            }
            for at, forms in phrases.items():
                yield from plural_faults(language, forms, file, ("citing", "styles", style, "parts", *at))
        for index, scale in enumerate(language.scales):  # a form that is left out is written in digits
            found = plural_faults(language, scale.forms, file, ("scales", index, "forms"))
            yield from (fault for fault in found if fault.code == "unknown-plural")


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
