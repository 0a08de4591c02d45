"""Another timeline begun: a folder that builds at once, with one example of each record that a timeline needs.

What it is made of stands in templates/project/, words in each language that we have: nothing of our own subject, and
nothing that was not asked about but stands there as an example. A language that the engine has no words for grows
beside the others, with a copy of English to be translated. All is proved before it is written, as a build would see it.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from timeline import files, home
from timeline.authoring import editor_schema, edits, engine_copy, yaml_writer
from timeline.build import check
from timeline.build.inputs import OUR_TEMPLATES, Options
from timeline.faults import translate
from timeline.faults.diagnostic import ERROR, Diagnostic, Span, tell
from timeline.records import content, yaml_file
from timeline.records.field_types import LANGUAGE

_OURS = OUR_TEMPLATES / "project"
_FALLBACK = "en"  # the language whose words stand where another has none
_PLAIN = {  # a project's file -> the one of templates/project/ that it is
    ".gitattributes": "gitattributes",
    ".github/workflows/check.yml": "check.yml",
    ".github/workflows/publish.yml": "publish.yml",
    ".gitignore": "gitignore",
    ".vscode/extensions.json": "vscode-extensions.json",
    ".vscode/settings.json": "vscode-settings.json",
}
_TOPIC, _SOURCE, _EVENT = "general", "an-example", "2001-01-01-an-example"
_LANGUAGE = "--language"
# What a new repository may hold already: a licence, an introduction, whatever is hidden.
_HARMLESS = re.compile(r"\..*|(?:readme|licen[cs]e|copying|notice)(?:\.[^/]*)?", re.IGNORECASE | re.DOTALL)

_README = re.compile(r"readme(?:\.[^/]*)?", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class Answers:
    """What somebody says of a new timeline: its languages in their order, those that are to grow beside them, and by
    language what it is called and who publishes it; where corrections are sent, and where it will be published. All but
    the languages may be missing."""

    languages: Sequence[str]
    title: Mapping[str, str] = field(default_factory=dict)
    publisher: Mapping[str, str] = field(default_factory=dict)
    corrections: str = ""
    address: str = ""
    growing: Sequence[str] = ()


def languages(first: str) -> list[str]:
    """The languages that a timeline has where nobody says so: those that the engine itself speaks, `first` before the
    others."""
    return sorted(translate.known(), key=lambda code: (code != first, code != translate.TOLD_IN, code))


def completed(given: Answers, usual: Sequence[str], ask: Callable[[str, str], str]) -> Answers:
    """What was said, and of the rest what `ask` answers to a question and the usual answer to it."""
    codes, title, publisher = list(given.languages), dict(given.title), dict(given.publisher)
    if not codes:
        asked = ask(tell("languages, as codes, the first one first"), " ".join(usual))
        codes = asked.replace(",", " ").split() or list(usual)
    for code in codes:
        if code not in title and (called := ask(tell("title ({language})", language=_called(code)), _title(code))):
            title[code] = called
    for code in () if publisher else codes:
        name = ask(tell("who publishes it ({language})", language=_called(code)), next(iter(publisher.values()), ""))
        if not name:
            break
        publisher[code] = name
    corrections = given.corrections
    if publisher and not corrections:
        corrections = ask(tell("where corrections are sent: `mailto:…` or `https://…`"), "")
    address = given.address or ask(tell("where it will be published: `https://…`"), "")
    return replace(given, languages=codes, title=title, publisher=publisher, corrections=corrections, address=address)


def begin(root: Path, answers: Answers) -> tuple[list[str], list[Diagnostic]]:
    """Makes a project of `root`, a folder that is empty or not there yet.

    Gives the files that were there and stay, by path, and what is to be said; with an error among that, nothing was
    written.
    """
    if faults := in_the_way(root):
        return [], faults
    made, faults = _proved(_project(answers), answers)
    if any(fault.severity == ERROR for fault in faults):
        return [], faults
    made |= engine_copy.contents()
    kept = [path for path in sorted(made) if os.path.lexists(root / path) and not files.link(root, path)]
    if root.is_dir() and (own := [name for name in sorted(os.listdir(root)) if _README.fullmatch(name)]):
        kept = sorted({*kept, *own})  # under whatever name, one introduction is enough
        made.pop("README.md")
    return kept, faults + edits.apply(root, {path: data for path, data in made.items() if path not in kept}, within="")


def in_the_way(root: Path) -> list[Diagnostic]:
    """Why a folder cannot become a project."""
    place = Path(os.path.realpath(root))
    if os.path.lexists(root) and not root.is_dir():
        return [_foreign(tell("`{folder}` is a file, not a folder", folder=root.name), root)]
    ours = (home.PROJECT / "content", home.PROJECT / "site", *(home.ENGINE / name for name in engine_copy.FOLDERS))
    for folder in ours:
        if place.is_relative_to(os.path.realpath(folder)):
            message = tell("the project would lie in a folder of the engine: `{folder}`", folder=folder.name)
            return [_foreign(message, root)]
    try:
        found = sorted(entry.name for entry in os.scandir(root)) if root.is_dir() else []
    except OSError as problem:
        message = tell("nothing was changed: {problem}", problem=problem.strerror or problem)
        return [Diagnostic("cannot-write", message, Span(root.name), tell("look at its permissions"))]
    strange = [name for name in found if not _HARMLESS.fullmatch(name)]
    if not strange:
        return []
    if part := sorted({"content", engine_copy.FOLDER} & set(strange)):
        message = tell("the folder holds a project already, or a part of one: `{name}`", name=part[0])
    else:
        message = tell("the folder is not empty: `{name}`", name=strange[0])
    return [_foreign(message, root)]


def _foreign(message: str, root: Path) -> Diagnostic:
    help = tell("name one that is empty or not there yet; `.git`, a README and a licence may lie there")
    return Diagnostic("foreign-files", message, Span(root.name), help)


# What it consists of


def _called(code: str) -> str:
    """What a language calls itself, as far as we know."""
    if not LANGUAGE.fullmatch(code):
        return code
    own = _data(OUR_TEMPLATES / "languages" / f"{code}.yaml").get("name")
    return str(own or _data(OUR_TEMPLATES / "languages" / "names" / "own.yaml").get(code.lower()) or code)


def _title(code: str) -> str:
    """The title that a timeline has until it is given one; none in a language that we have no words of."""
    return str(_words(code)["title"]) if _spoken(code) else ""


def _project(answers: Answers) -> dict[str, bytes]:
    """The files of a new project by path, but for the engine."""
    answers = replace(answers, title=_lines(answers.title), publisher=_lines(answers.publisher))
    asked = list(dict.fromkeys(answers.languages))
    codes = [code for code in asked if _spoken(code)] or asked  # the others grow, unless there is none to grow beside
    growing = [code for code in dict.fromkeys((*asked, *answers.growing)) if code not in codes]
    known = [code for code in codes if _known(code)] or [_FALLBACK]
    named = answers.title.get(known[0]) or answers.title.get(codes[0]) or _title(known[0])
    topic = {_TOPIC: _each(codes, "topic")}
    source = {
        "kind": "book",
        "scope": "document",
        "language": codes[0],
        "title": _each(codes, "source")["title"],
        "published": "2001",
        "summary": _each(codes, "source")["summary"],
    }
    event = {"date": "2001-01-01", **_each(codes, "event"), "topics": [_TOPIC], "sources": [{"id": _SOURCE}]}
    texts = {
        "content/site.yaml": _site(answers, codes, growing, known[0]),
        "content/topics.yaml": _record("topics", topic),
        f"content/sources/{_SOURCE}.yaml": _record("sources", source),
        f"content/events/{_EVENT}.yaml": _record("events", event),
        "README.md": "\n".join((f"# {named}", *map(_readme, known))),
        **{f"templates/languages/{code}.yaml": _translatable(code) for code in (*codes, *growing) if not _spoken(code)},
    }
    plain = {path: (_OURS / name).read_bytes() for path, name in _PLAIN.items()}
    return {**plain, **{path: text.encode("utf-8", "surrogatepass") for path, text in texts.items()}}


def _lines(texts: Mapping[str, str]) -> dict[str, str]:
    """Texts that stand on a line each, as a title and a name do."""
    return {code: " ".join(text.split()) for code, text in texts.items()}


def _site(answers: Answers, codes: Sequence[str], growing: Sequence[str], first: str) -> str:
    """site.yaml, with what was not said as a comment to be filled in."""
    said: dict[str, Any] = {
        "title": {code: answers.title.get(code) or str(_words(code)["title"]) for code in codes},
        **{name: {code: _words(code)[name] for code in codes} for name in ("tagline", "intro", "rights")},
        "languages": codes,
        **({"growing": growing} if growing else {}),
    }
    comments, lines = _words(first)["comments"], []
    example = {code: "…" for code in codes}
    if answers.address:
        said["address"] = answers.address
    else:
        lines += [f"# {comments['address']}", "# address: https://…"]
    if answers.publisher:
        anyone = next(iter(answers.publisher.values()))
        names = {code: answers.publisher.get(code) or anyone for code in (*codes, *answers.publisher)}
        said["publisher"] = {"name": names, "corrections": answers.corrections}
    else:
        blank = {"publisher": {"name": example, "corrections": "mailto:…"}}
        lines += [f"# {comments['publisher']}", *_commented(blank)]
    blank = {"licence": {"name": example, "address": "https://creativecommons.org/licenses/by/4.0/"}}
    lines += [f"# {comments['licence']}", *_commented(blank)]
    said["title"] |= answers.title  # a language that the site has not is told of there
    return _record("site", said) + "\n".join(lines) + "\n"


def _commented(data: Mapping[str, Any]) -> list[str]:
    return [f"# {line}" for line in yaml_writer.mapping(data).splitlines()]


def _record(kind: str, data: Mapping[str, Any]) -> str:
    return f"{editor_schema.modeline(kind)}\n{yaml_writer.mapping(data)}"


def _each(codes: Sequence[str], what: str) -> dict[str, dict[str, str]]:
    """The texts of an example, in each language."""
    return {name: {code: _words(code)[what][name] for code in codes} for name in _words(_FALLBACK)[what]}


def _spoken(code: str) -> bool:
    """Whether the engine has a language's words for the interface; of what is no code, nothing needs to be made."""
    return not LANGUAGE.fullmatch(code) or (OUR_TEMPLATES / "languages" / f"{code}.yaml").is_file()


def _translatable(code: str) -> str:
    """A language's file to begin with: English, under a name of its own, in the direction that this is written in."""
    text = (OUR_TEMPLATES / "languages" / f"{_FALLBACK}.yaml").read_text("utf-8")
    _, _, text = text.partition("\n\n")  # what the file says of itself
    head = f"# A copy of {_FALLBACK}.yaml, for `{code}`: to be translated, `name` and `direction` first."
    named = re.sub(
        r"^name: .*$", lambda _: f"name: {yaml_writer.scalar(_called(code))}", text, count=1, flags=re.MULTILINE
    )
    if any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in _called(code)):
        named = re.sub(r"^direction: ltr$", "direction: rtl", named, count=1, flags=re.MULTILINE)
    return f"{head}\n\n{named}"


def _known(code: str) -> bool:
    """Whether we have words for the examples in a language, and pages that they fit."""
    return bool(LANGUAGE.fullmatch(code)) and _spoken(code) and (_OURS / f"{code}.yaml").is_file()


def _words(code: str) -> dict[str, Any]:
    """The words of the examples in a language, or in English."""
    return _data(_OURS / f"{code if _known(code) else _FALLBACK}.yaml")


def _readme(code: str) -> str:
    return f"\n{(_OURS / f'readme.{code}.md').read_text('utf-8')}"


def _data(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml_file.read(path.name, path.read_bytes())[0].data if path.is_file() else {}
    return found


# The proof


def _proved(made: dict[str, bytes], answers: Answers) -> tuple[dict[str, bytes], list[Diagnostic]]:
    """A project's files with those that its editors read, and what keeps it from being built or is wrong in what was
    said, at the words of the command line that said it."""
    with files.elsewhere() as tree:
        if refused := edits.apply(tree.root, made, within=""):
            return made, refused
        folder, _ = content.read(tree.root)
        made = {**made, **editor_schema.made(tree.root, folder)}
        faults = check.check(Options(tree.root), folder=folder)
    options = {folder.site.span(place).line: option for place, option in _said(answers)} if folder.site else {}
    told = [
        replace(fault, span=Span(options[fault.span.line]))
        for fault in faults
        if fault.span.path == "content/site.yaml" and fault.span.line in options
    ]
    wrong = [fault for fault in told if fault.span.path == _LANGUAGE]
    errors = [fault for fault in faults if fault.severity == ERROR]  # what is only to be written yet, `check` lists
    return made, wrong or told or errors  # what else there is comes of these


def _said(answers: Answers) -> Iterator[tuple[tuple[str, ...], str]]:
    """What was said on the command line: its place in site.yaml, and the option."""
    yield ("languages",), _LANGUAGE
    yield ("growing",), _LANGUAGE
    yield from ((("title", code), f"--title-{code}") for code in answers.title)
    yield from ((("publisher", "name", code), f"--publisher-{code}") for code in answers.publisher)
    if answers.publisher:
        yield ("publisher", "corrections"), "--corrections"
    if answers.address:
        yield ("address",), "--address"
