"""What an author most likely did, read off the lines round a YAML fault."""

from __future__ import annotations

import pytest
import yaml

from tests.conftest import PROJECT
from timeline.records import yaml_hints


@pytest.mark.parametrize(
    ("lines", "number", "said"),
    [
        (["a:", "  en:A", "  ar: b"], 3, "in line 2 put a space after the colon: `en: …`"),
        (["a:", "  en: A", "    ar: b"], 3, "line 3 is indented further than line 2"),
        (["a:", "\u00a0 en: A"], 2, "line 2 starts with a no-break space"),
        (["a: 1", "=======", "b: 2"], 3, "line 2 is a mark that git leaves"),
        (['a: "b', "c: d", "", "e: f"], 4, "the quotation mark that is opened in line 1 is not closed"),
        (["en: [[x]] two"], 1, "the text in line 1 begins with `[`"),
        (["en: *Important* news"], 1, "the text in line 1 begins with `*`"),
        (["en: | Hola"], 1, "in line 1 the `|` stands alone"),
        (["en: “Twitter: a report”"], 1, "the marks `“` in line 1 are part of the text"),
        (['en: "Hard" times'], 1, "begins with a quotation mark of its own"),
        (["en: 'Abd al-Rahman's army"], 1, "begins with a quotation mark of its own"),
    ],
)
def test_common_mistakes_are_recognised(lines, number, said):
    """Each by the look it has, with its line."""
    assert said in yaml_hints.hint(lines, number)


@pytest.mark.parametrize(
    "line",
    [
        "a: b",
        '- {id: x, at: "¶2"}',
        "address: https://x.example/",
        "- a",
        "a: [b, c]",
        'a: "b: c"',
        "body: |",
        "  en: >-",
        "a: {en: b, ar: ج}",
        "# a comment",
        "",
        "a: 'b'  # c",
        "12:30",
        "x: 2014-09",
    ],
)
def test_good_lines_give_no_hint(line):
    """Nothing looks familiar in a line that is as it should be."""
    assert yaml_hints.hint([line], 1) == ""


def test_no_line_of_the_real_content_looks_mistaken():
    """Whatever line a fault stood in, the good lines round it would not be blamed."""
    for path in sorted((PROJECT / "content").rglob("*.yaml")):
        lines = path.read_text("utf-8").split("\n")
        yaml.load("\n".join(lines), yaml.BaseLoader)
        blamed = [
            (n, said)
            for n, line in enumerate(lines, 1)
            if (said := yaml_hints._look(line, n)) and not line.startswith("    ")
        ]
        assert blamed == [], path
