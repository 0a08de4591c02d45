"""The whole site, held to the standards by the programs that judge them: Nu for HTML, RFC 4287's schema for Atom,
schema.org's own types for linked data. And a small site in which every text mixes directions."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import html5lib
import pytest

from tests import nasty, npm
from tests.conftest import PROJECT
from tests.pictures import picture, png
from tests.programs import needs
from tests.world import SITE, SOURCE, both, build, event, files, in_one, write

TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")  # RFC 3339
SHORT = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")  # a run of seconds: half the time
# Nu takes a page on a disk to be of no origin, and data in a page for a script: browser tests hold the policy.
NOT_OURS = ".*violates Content Security Policy.*"


@pytest.fixture(scope="module")
def modules(tmp_path_factory):
    return npm.install("validators", tmp_path_factory.mktemp("npm"))


@pytest.fixture(scope="module")
def java(modules):
    """Runs a class of what Nu is made of; what it says of files is an error."""
    program = needs("java")
    jar = modules / "vnu-jar/build/dist/vnu.jar"
    return lambda *words: subprocess.run(
        [program, *SHORT, "-Xss4m", "-cp", str(jar), *map(str, words)], capture_output=True, text=True, timeout=300
    )


@pytest.fixture(scope="module")
def sites(ours, tmp_path_factory):
    """The real site as a folder under version control has it, with a day of change for each event; one whose every text
    is what markup and directions break on; and one in one language, which says who publishes it and has pictures."""
    real, hard = tmp_path_factory.mktemp("dated"), nasty.world(tmp_path_factory.mktemp("nasty"))
    shown = [
        picture(caption=both("A dial"), date="1206", video="https://x.example/v"),
        picture(licence=None, reason=both("Q")),
    ]
    decorates = picture(alt="", decorates="an ornament", date="1206~", sound="https://x.example/s")
    more = {
        "content/events/e.yaml": event(updated="2020-01-02", media=[*shown, decorates]),
        "content/sources/s.yaml": {**SOURCE, "media": shown},
        "content/media/sundial.png": png(900, 600),
        "content/paths/way.yaml": {
            "title": both("A path"),
            "summary": both("It leads."),
            "steps": [{"event": "e", "text": both("Look"), "media": [picture()]}],
        },
        "content/pages/ar/about.md": "# عن السجل\n\nنص.\n",
    }
    more["content/site.yaml"] = {**SITE, "publisher": {"name": both("A"), "corrections": "mailto:a@archive.org"}}
    one = write(tmp_path_factory.mktemp("one"), in_one("ar", files(**more)))
    shutil.copytree(ours, real / "content")
    for path in (real / "content/events").iterdir():
        text = path.read_text("utf-8")
        path.write_text(text if "\nupdated:" in text else f"{text.rstrip()}\nupdated: 2020-01-02\n", "utf-8")
    assert not any(build(root).failed for root in (real, hard, one))
    return real / "site", hard / "site", one / "site"


def every(sites, pattern: str) -> list[Path]:
    found = [sorted(site.rglob(pattern)) for site in sites]
    assert all(found)
    return sum(found, [])


def test_nu_finds_nothing(java, sites, tmp_path):
    """No error and no warning in any page or drawing, by the checker that the W3C runs; a page that has a fault, among
    them, has it told."""
    pages = every(sites, "*.html")
    assert len(pages) > 250
    broken = tmp_path / "broken.html"
    broken.write_text('<!doctype html><html lang="en"><title>x</title><dl><div><dt>a<dd>b</div><dt>a<dd>b</dl>')
    nu = ("nu.validator.client.SimpleCommandLineValidator", "--also-check-svg", "--filterpattern", NOT_OURS)
    said = java(*nu, *pages, *every(sites, "*.svg"), broken).stderr.splitlines()
    assert said and all(str(broken) in line for line in said), said


def test_feeds_are_atom(java, sites):
    """Every feed is what the schema of RFC 4287 describes."""
    feeds = every(sites, "*.atom")
    schema = PROJECT / "tests/validators/atom.rnc"
    jing = "nu.validator.vendor.thaiopensource.relaxng.util.Driver"
    done = java(jing, "-i", "-c", schema, *feeds)
    assert (done.returncode, done.stdout) == (0, "")
    broken = sites[0].parent / "broken.atom"
    broken.write_text(feeds[0].read_text("utf-8").replace("<rights>", "<rights><bdi>x</bdi>"), "utf-8")
    assert java(jing, "-i", "-c", schema, broken).returncode == 1


def test_feeds_show_what_they_hold(sites):
    """Texts are texts, without markup and without anything invisible; content is sound HTML with whole addresses."""
    import xml.etree.ElementTree as etree

    atom, parser = "{http://www.w3.org/2005/Atom}", html5lib.HTMLParser(strict=True)
    for path in every(sites, "*.atom"):
        feed = etree.fromstring(path.read_bytes())
        texts = [e.text for name in ("title", "subtitle", "rights", "summary", "name") for e in feed.iter(atom + name)]
        texts += [e.get("label") for e in feed.iter(f"{atom}category")]
        assert len(texts) > 5 and not [text for text in texts if re.search("<bdi|[\u2066-\u2069]", text or "")], path
        for content in feed.iter(f"{atom}content"):
            assert content.get("type") == "html"
            parser.parseFragment(content.text)
            assert not re.search(r'(?:href|src)="(?!https?:|mailto:)', content.text), path


def test_feeds_are_json_feeds(sites):
    """Each has what JSON Feed 1.1 asks for, of the types it asks for; what is ours begins with an underscore."""
    text, address = str, re.compile("https?://.+")
    top = {
        "version": text,
        "title": text,
        "home_page_url": address,
        "feed_url": address,
        "description": text,
        "user_comment": text,
        "icon": address,
        "favicon": address,
        "language": text,
        "authors": list,
        "items": list,
    }
    item = {
        "id": text,
        "url": address,
        "title": text,
        "summary": text,
        "content_html": text,
        "image": address,
        "date_modified": TIME,
        "date_published": TIME,
        "tags": list,
        "language": text,
        "authors": list,
    }

    def held(found: dict, known: dict) -> None:
        for key, value in found.items():
            if key.startswith("_"):
                assert isinstance(value, dict) and key[1:].isalpha()
            elif isinstance(known[key], re.Pattern):
                assert known[key].fullmatch(value), (key, value)
            else:
                assert isinstance(value, known[key]), (key, value)

    feeds = [path for site in sites for path in sorted(site.rglob("*.json")) if b"jsonfeed.org" in path.read_bytes()]
    assert len(feeds) >= 16
    for path in feeds:
        feed = json.loads(path.read_bytes())
        held(feed, top)
        assert feed["version"] == "https://jsonfeed.org/version/1.1" and feed["title"] and feed["items"]
        assert feed["feed_url"].endswith(path.name)
        assert all(author.keys() & {"name", "url", "avatar"} for author in feed["authors"])
        for entry in feed["items"]:
            held(entry, item)
            assert entry["id"] and (entry.get("content_html") or entry.get("content_text"))
        assert len({entry["id"] for entry in feed["items"]}) == len(feed["items"])


# Linked data by schema.org's vocabulary


class Vocabulary:
    """Which properties a type has and of which types their values may be, read from the vocabulary as TypeScript has it."""

    def __init__(self, source: str):
        head = re.compile(r"^(?:export )?interface (\w+)(?:<[^>]*>)? extends ([^{]+)\{$(.*?)^\}$", re.M | re.S)
        self.above: dict[str, set[str]] = {}
        self.own: dict[str, dict[str, set[str]]] = {}
        for name, bases, body in head.findall(source):
            self.above[name] = set(re.findall(r"\b(\w+(?:Base|Leaf))\b", bases))
            ranges = re.findall(r'^ {4}"(\w+)"\?: SchemaValue<(.*), "\w+">;$', body, re.M)
            self.own[name] = {property: set(types.split(" | ")) for property, types in ranges}

    def bases(self, name: str) -> set[str]:
        return {name}.union(*map(self.bases, self.above.get(name, ())))

    def types(self, name: str) -> set[str]:
        """A type with all that it is a kind of."""
        start = f"{name}Leaf" if f"{name}Leaf" in self.above else f"{name}Base"
        assert start in self.above, f"schema.org has no type {name}"
        return {re.sub("(Base|Leaf)$", "", base) for base in self.bases(start)} | {name}

    def ranges(self, type: str, property: str) -> set[str]:
        names = [f"{above}{end}" for above in self.types(type) for end in ("Base", "Leaf")]
        return set().union(*(self.own.get(name, {}).get(property, set()) for name in names))


@pytest.fixture(scope="module")
def vocabulary(modules):
    return Vocabulary((modules / "schema-dts/dist/schema.d.ts").read_text("utf-8"))


def fits(value: object, allowed: set[str], kinds: dict[str, str], vocabulary: Vocabulary) -> bool:
    """Whether a value may stand where these types may."""
    if isinstance(value, bool):
        return "Boolean" in allowed
    if isinstance(value, int | float):
        return "Number" in allowed or isinstance(value, int) and "Integer" in allowed
    if isinstance(value, dict) and "@value" in value:
        return "Text" in allowed
    if isinstance(value, dict):
        kind = value.get("@type") or kinds.get(value.get("@id"))
        types = {above for one in listed(kind) for above in vocabulary.types(one)}
        return "IdReference" in allowed and (kind is None or bool(types & allowed))
    day = not (allowed & {"Date", "DateTime"}) or bool(re.fullmatch(r"-?\d{4}(-\d\d){0,2}(T.+)?", value))
    whole = bool(re.match("https?://", value))
    return "Text" in allowed or "URL" in allowed and whole or bool(allowed & {"Date", "DateTime"}) and day


def listed(types: str | list[str] | None) -> list[str]:
    """The types of something that may be of several."""
    return types if isinstance(types, list) else [types] if types else []


def faults(graph: list, kinds: dict[str, str], vocabulary: Vocabulary) -> set[str]:
    found = set()

    def look(node: dict) -> None:
        if "@value" in node or node.keys() == {"@id"}:
            return
        if "@type" not in node:
            found.add(f"no type: {sorted(node)}")
            return
        for property, values in node.items():
            if property.startswith("@"):
                continue
            allowed = set().union(*(vocabulary.ranges(type, property) for type in listed(node["@type"])))
            if not allowed:
                found.add(f"{node['@type']} has no {property}")
            for value in values if isinstance(values, list) else [values]:
                if allowed and not fits(value, allowed, kinds, vocabulary):
                    found.add(f"{node['@type']}.{property}: {json.dumps(value, ensure_ascii=False)[:90]}")
                if isinstance(value, dict):
                    look(value)

    for node in graph:
        look(node)
    return found


def graphs(site: Path):
    for path in sorted(site.rglob("*.html")):
        for block in re.findall(r'<script type="application/ld\+json">(.*?)</script>', path.read_text("utf-8")):
            yield path, json.loads(block)["@graph"]
    yield site / "data", json.loads((site / "data/timeline.jsonld").read_bytes())["@graph"]


def test_linked_data_is_in_schema_orgs_words(sites, vocabulary):
    """Every node has a type that schema.org knows, every property belongs to it, and every value is of a type that the
    property may have: what a reference leads to, too."""
    assert vocabulary.ranges("Claim", "author") >= {"Organization", "Person"}
    for site in sites:
        kinds: dict[str, str] = {}
        for _, graph in graphs(site):
            kinds |= {node["@id"]: node["@type"] for node in graph if "@id" in node}
        seen = 0
        for path, graph in graphs(site):
            assert faults(graph, kinds, vocabulary) == set(), path
            seen += len(graph)
        assert seen > 50


def test_what_schema_org_does_not_allow_is_found(vocabulary):
    """What was wrong once is told: no type, a property of other types, a value of another type."""
    said = faults(
        [
            {"@type": "Claim", "author": {"name": "officials"}},
            {"@type": "Claim", "author": {"@id": "#x"}},
            {"@type": "Observation", "measurementQualifier": "about"},
            {"@type": "Place", "headline": "x"},
            {"@type": "Event", "startDate": "about 2014"},
        ],
        {"#x": "Place"},
        vocabulary,
    )
    assert len(said) == 5, said
