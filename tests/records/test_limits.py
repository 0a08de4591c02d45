"""What a small file can ask for: limits that no real record reaches, and sites that stay in proportion."""

from __future__ import annotations

import pytest

from tests import world as worlds
from tests.conftest import PROJECT
from tests.world import SITE, SOURCE, TERM, both, build, codes, event
from timeline.records import content, limits, validate
from timeline.records.limits import long_lists
from timeline.records.validate import named, texts
from timeline.text import prose

FIGURE = {"measure": "m", "value": "1", "said_by": "a", "sources": [{"id": "s"}]}
SAID = {"text": both("So."), "said_by": "a", "standing": "stated"}


def words(n: int) -> dict[str, str]:
    return both("t " * (n // 2), "م " * (n // 2))


SWELLING = {
    "an event that names itself": (event(title=words(19_000), body=both("[[e]] " * 150)), {"too-long"}),
    "an event that names itself with a shorter title": (event(title=words(490), body=both("[[e]] " * 150)), {"too-long"}),
    "figures written out": (event(figures={"f": FIGURE}, body=both("[[#f]] " * 180)), {"too-long"}),
    "citations": (event(statements=[{**SAID, "sources": [{"id": "s"}] * 60} for _ in range(100)]), {"too-many"}),
    "aliases": (event(aliases=[f"a{n}" for n in range(9_000)]), {"too-many"}),
    "topics": (event(topics=["t"] * 9_000), {"too-many"}),
    "a place in a source": (event(sources=[{"id": "s", "at": "x" * 20_000}]), {"too-long"}),
}  # fmt: skip


@pytest.mark.parametrize("name", SWELLING)
def test_what_would_swell_is_refused_with_its_place(world, name):
    """Each of these made a site of hundreds of megabytes, or of gigabytes."""
    data, expected = SWELLING[name]
    root = world(**{"content/events/e.yaml": data})
    found = [d for d in build(root).diagnostics if d.severity == "error"]
    assert {d.code for d in found} == expected and all(d.span.line for d in found)
    assert not (root / "site").exists()


def test_a_text_of_a_page_is_judged_too(world):
    """What it refers to is written out there as well."""
    root = world(**{"content/events/e.yaml": event(title=words(490))})
    worlds.write(root, {f"content/pages/{code}/about.md": "# A\n\n" + "[[e]] " * 150 for code in ("en", "ar")})
    assert codes(root) == ["too-long", "too-long"]


def test_what_stands_on_every_page_is_short(world):
    """The title of a text, the line of the site and that on rights."""
    root = world(**{f"content/pages/{code}/about.md": f"# {'A' * 501}\n\nx" for code in ("en", "ar")})
    assert codes(root) == ["too-long", "too-long"]
    for code in ("en", "ar"):
        (root / f"content/pages/{code}/about.md").unlink()
    for name in ("title", "tagline", "rights"):
        assert codes(world(**{"content/site.yaml": {**SITE, name: words(502)}})) == ["too-long", "too-long"]


def test_aliases_are_counted_in_a_table_too(world):
    """Nine thousand of them, in a hundred topics, would be a site of a hundred megabytes."""
    topics = {f"t{n}": {**TERM, "aliases": [f"a{n}-{m}" for m in range(90)]} for n in range(100)}
    root = world(**{"content/topics.yaml": {"t": TERM, **topics}})
    assert codes(root) == ["too-many"]


AT_THE_LIMIT = {
    "references": event(title=words(490), body=both("[[e]] " * 110, "[[e]] " * 110)),
    "citations": event(statements=[{**SAID, "sources": [{"id": "s"}] * 5} for _ in range(99)]),
    "aliases": event(aliases=[f"a{n}" for n in range(100)]),
    "figures": event(figures={f"f{n}": FIGURE for n in range(100)}),
    "a body": event(body=words(19_900)),
}


@pytest.mark.parametrize("name", AT_THE_LIMIT)
def test_what_is_allowed_makes_a_site_in_proportion(world, name):
    """One event is at most some megabytes, whatever it is full of; the smallest project has one."""
    source = {**SOURCE, "title": words(490), "outlet": words(290)}
    root = world(**{"content/events/e.yaml": AT_THE_LIMIT[name], "content/sources/s.yaml": source})
    assert not build(root).failed
    assert sum(path.stat().st_size for path in (root / "site").rglob("*") if path.is_file()) < 8_000_000


def test_no_record_of_ours_comes_near_a_limit():
    """A text has at most a third of what it may, a list at most a third of the entries."""
    records, _ = validate.validate(content.read(PROJECT)[0])
    for entries in records.kinds.values():
        for entry in entries.values():
            assert list(long_lists(entry.record)) == []
            assert len([kind for _, kind, _ in named(entry.record) if kind == "sources"]) * 3 < limits.CITATIONS
            for _, name, said in texts(entry.record):
                assert max(map(len, said.values())) * 3 < limits.LONGEST.get(name, limits.LONG)


def test_the_limits_are_those_that_writers_are_told():
    """docs/writing.md says each."""
    told = (PROJECT / "docs/writing.md").read_text("utf-8")
    numbers = (limits.LONGEST["title"], limits.LONGEST["name"], prose.TEXT_LIMIT, limits.WRITTEN_OUT)
    for number in (*numbers, limits.LONG, limits.ENTRIES, limits.CITATIONS, limits.ALIASES, limits.OTHER_NAMES):
        assert f"{number:,}" in told
