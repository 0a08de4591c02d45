"""Small projects to test on: a folder with just enough content to build, and what a test changes of it."""

from __future__ import annotations

import json
from pathlib import Path

from timeline.build import check, pipeline, survey
from timeline.build.inputs import Options

TABLES = ("topics", "actors", "places", "measures", "source_kinds")  # whose records share a file


def eastern(digits: str) -> str:
    """A number in Arabic-Indic digits."""
    return digits.translate({ord("0") + n: chr(0x660 + n) for n in range(10)})


def both(en: str, ar: str = "نص") -> dict[str, str]:
    return {"en": en, "ar": ar}


SITE = {
    "title": both("A record", "سجل"),
    "tagline": both("Of things", "أمور"),
    "intro": both("It begins.", "البداية."),
    "rights": both("CC BY", "المشاع"),
    "languages": ["en", "ar"],
    "address": "https://record.example/",
}
SOURCE = {
    "kind": "article",
    "scope": "document",
    "language": "ar",
    "title": both("A paper", "صحيفة"),
    "published": "2016",
    "summary": both("An article.", "مقال."),
}
TERM = {"name": both("A name", "اسم"), "summary": both("A sentence.", "جملة.")}
EVENT = {
    "date": "2016-02-05",
    "title": both("Something happens", "يحدث أمر"),
    "summary": both("It does.", "يحدث."),
    "topics": ["t"],
    "sources": [{"id": "s", "at": "¶2"}],
}


def event(**changes) -> dict:
    """The smallest event, with some keys changed; None takes a key away."""
    return {key: value for key, value in {**EVENT, **changes}.items() if value is not None}


def files(**changes) -> dict[str, object]:
    """The smallest project's content by path, with some files changed."""
    base = {
        "content/site.yaml": SITE,
        "content/topics.yaml": {"t": TERM},
        "content/actors.yaml": {"a": {**TERM, "kind": "company"}, "b": {**TERM, "kind": "person"}},
        "content/places.yaml": {"p": TERM},
        "content/measures.yaml": {
            "m": {
                "name": both("Things", "أشياء"),
                "unit": {"en": {"one": "{n} thing", "other": "{n} things"}, "ar": "{n} شيء"},
            }
        },
        "content/sources/s.yaml": SOURCE,
        "content/events/e.yaml": EVENT,
    }
    return {**base, **changes}


def in_one(code: str, contents: dict[str, object]) -> dict[str, object]:
    """Files of a project with every text in one language alone, which is its only edition."""

    def said(value: object) -> object:
        if isinstance(value, list):
            return [said(item) for item in value]
        if not isinstance(value, dict):
            return value
        return {code: value[code]} if {"en", "ar"} >= value.keys() else {key: said(v) for key, v in value.items()}

    own = {path: said(content) if content else content for path, content in contents.items()}
    own["content/site.yaml"] |= {"languages": [code]}
    return own


def in_growth(contents: dict[str, object], code: str = "fr", name: str = "français") -> dict[str, object]:
    """Files of a project with one more language, of which nothing is written yet but its file."""
    english = (Path(__file__).parent.parent / "templates/languages/en.yaml").read_text("utf-8")
    site = {**contents["content/site.yaml"], "growing": [code]}
    language = {f"templates/languages/{code}.yaml": english.replace("name: English", f"name: {name}")}
    return {**contents, **language, "content/site.yaml": site}


def write(root: Path, contents: dict[str, object]) -> Path:
    """Writes files under a root: text and bytes as they are, data as YAML (JSON is YAML), None removes."""
    for name, content in contents.items():
        path = root / name
        if content is None:
            path.unlink()
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(
                content if isinstance(content, str) else json.dumps(content, ensure_ascii=False, indent=1), "utf-8"
            )
    return root


def build(root: Path, **options) -> pipeline.Result:
    return pipeline.build(Options(root, **options))


def page(root: Path, path: str) -> bytes:
    """One file of the site as a build would write it, and no other: for whoever tries many inputs. Raises `Fault`."""
    site = survey.survey(Options(root), [])
    return next(site.templates.render(target) for target in site.targets if target.path == path)


def codes(root: Path) -> list[str]:
    """The codes of the faults that `check` finds."""
    return [d.code for d in check.check(Options(root))]


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with its bytes, what is for the next build left out."""
    return {
        p.relative_to(folder).as_posix(): p.read_bytes()
        for p in sorted(folder.rglob("*"))
        if p.is_file() and not p.name.startswith(".manifest.") and ".contributions" not in p.parts
    }
