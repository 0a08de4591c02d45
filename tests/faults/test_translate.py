"""The texts of faults in other languages: each template has its translation, and people read it whole."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import PROJECT
from tests.world import event
from timeline import cli
from timeline.faults import translate
from timeline.faults.diagnostic import Diagnostic, Span, joined, tell
from timeline.faults.report import as_github, as_json, as_text, counted
from timeline.records import languages, schema, schema_faults, yaml_file
from timeline.text import bidi

# Calls whose template is no literal: what is told again under another's template, and the schema's descriptions.
NO_LITERAL = {("diagnostic", "joined"), ("translate", "say"), ("schema_faults", "_gloss")}
TRANSLATIONS = [code for code in translate.known() if code != translate.TOLD_IN]
GAP = re.compile(r"\{(\w+)\}")
OF_ARGPARSE = re.compile(r"%(?:\(\w+\))?[sr]")  # the gaps in its words, which it fills itself
CODE = re.compile("`[^`]*`")
# What Arabic calls by its own name, in its own letters.
NAMES = {
    "YAML",
    "CSV",
    "JSON",
    "TimelineJS",
    "TimelineJS3",
    "README",
    "UTF",
    "EDTF",
    "Markdown",
    "HTML",
    "PNG",
    "Wikidata",
    "git",
    "gettext",
}
# What stands between backticks in English and is said, not typed.
SAID = {"`save with encoding`", "`START/END`", "`# The title`", "`**bold**`", "`*italic*`"}


def calls():
    """Every call that tells something: its module, the function it stands in, and the call."""
    for path in sorted((PROJECT / "timeline").rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("tell", "joined"):
                around = [f.name for f in functions if f.lineno <= node.lineno <= f.end_lineno]
                yield path.stem, around[-1] if around else "", node


def is_template_of_another(node: ast.expr) -> bool:
    """Whether an argument is the template of a text that is told elsewhere."""
    return isinstance(node, ast.Attribute) and node.attr == "template"


def templates() -> set[str]:
    """Every template of the engine: the literals, and what required fields are for."""
    literals = {node.args[0].value for *_, node in calls() if isinstance(node.args[0], ast.Constant)}
    return literals | glosses(schema.Record)


def glosses(model: type) -> set[str]:
    found = {
        said
        for field in model.model_fields.values()
        if field.is_required() and (said := schema_faults._gloss(field.description))
    }
    return found.union(*(glosses(inner) for inner in model.__subclasses__()))


def test_every_text_is_told_by_a_literal_template():
    """A template that is put together at run time could not be looked up; the few exceptions are known."""
    odd = {
        (module, function)
        for module, function, node in calls()
        if not isinstance(node.args[0], ast.Constant) and not is_template_of_another(node.args[0])
    }
    assert odd == NO_LITERAL
    assert languages.Language in schema.Record.__subclasses__() and len(glosses(schema.Record)) > 20


def test_every_gap_handed_over_is_in_its_template():
    """What a call fills has its place in the template."""
    for module, _, node in calls():
        if isinstance(node.args[0], ast.Constant) and node.func.id == "tell":
            handed = {keyword.arg for keyword in node.keywords}
            assert handed <= set(GAP.findall(node.args[0].value)), (module, node.args[0].value)


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_every_template_is_translated_and_nothing_else(language):
    """A catalogue is a sound file with each template of the engine, no other, the same gaps, and a text for each."""
    path = translate.FOLDER / f"{language}.yaml"
    file, faults = yaml_file.read(path.name, path.read_bytes())
    assert faults == [] and file.data == translate.catalogue(language)
    assert sorted(templates() - set(file.data)) == [], "not translated"
    assert sorted(set(file.data) - templates()) == [], "nobody says this"
    for english, translation in file.data.items():
        assert sorted(set(GAP.findall(english))) == sorted(set(GAP.findall(translation))), english
        assert sorted(OF_ARGPARSE.findall(english)) == sorted(OF_ARGPARSE.findall(translation)), english
        assert translation.strip() and not bidi.CONTROLS.search(translation), english


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_code_is_typed_alike_in_every_language(language):
    """What stands between backticks stands there in the translation, so that it can be copied."""
    for english, translation in translate.catalogue(language).items():
        lost = set(CODE.findall(english)) - SAID - set(CODE.findall(translation))
        assert lost == set(), english


def foreign_words(text: str) -> list[str]:
    """The Latin words of an Arabic text that are neither code nor the words of others."""
    bare = re.sub("«[^»]*»", "", CODE.sub("", text))
    return [word for word in re.findall("[A-Za-z]+", bare) if word not in NAMES]


def test_no_arabic_text_holds_english_words():
    """Outside of code, of what others say and of names, the catalogue is Arabic."""
    for english, arabic in translate.catalogue("ar").items():
        assert foreign_words(OF_ARGPARSE.sub("", GAP.sub("", arabic))) == [], english


def test_a_text_of_texts_is_said_part_by_part():
    """Gaps that were told are said in the language too; plain values stay."""
    text = tell(
        "{help} (perhaps `{name}`)",
        help=tell("restore it, or add `aliases: [{id}]` to the record that took its place", id="x"),
        name="y",
    )
    assert text == "restore it, or add `aliases: [x]` to the record that took its place (perhaps `y`)"
    assert translate.say(text, "ar") == "أعِده، أو أضف `aliases: [x]` إلى السجل الذي حل محله (لعله `y`)"
    assert translate.say(joined("{first}, {second}", ["`a`", "`b`", "`c`"]), "ar") == "`a`، `b`، `c`"


def test_what_was_not_told_or_is_not_translated_stays():
    """A plain text, and a template that a catalogue lacks, come as they are: late is better than not at all."""
    assert translate.say("a text", "ar") == "a text"
    assert translate.say(tell("nobody translated {this}", this=tell("nothing")), "ar") == "nobody translated لا شيء"


@given(st.text(), st.text())
def test_a_gap_is_never_read_as_a_template(value, other):
    """Whatever an author wrote stands in the text as it is, gaps and templates in it too."""
    for hostile in (value, f"{{id}}{value}", "{kind}"):
        said = translate.say(tell("no {kind} has the id `{id}`", kind=other, id=hostile), "ar")
        assert said == f"لا يوجد {other} معرّفه `{hostile}`"


HOSTILE = tell("no {kind} has the id `{id}`", kind=tell("event"), id="a\u202eb\u2066")
FAULT = Diagnostic(
    "unknown-event",
    HOSTILE,
    Span("content/events/e.yaml", 10, 3, 2, "  ab"),
    tell("did you mean `{name}`?", name="x"),
    notes=(tell("while making {path}", path="en/a.html"),),
)


def in_arabic(faults, **options) -> str:
    return as_text(translate.translated(faults, "ar"), say=lambda text: translate.say(text, "ar"), **options)


def test_an_arabic_report_keeps_code_paths_and_numbers_in_their_order():
    """Each sentence is a line from the right (RLI … PDI) with its code isolated in it (FSI … PDI), so that a
    terminal of either direction shows it alike; the place and the excerpt stay as in English."""
    assert in_arabic([FAULT]).split("\n") == [
        "\u2067خطأ[unknown-event]: لا يوجد حدث معرّفه \u2068`a\ufffdb\ufffd`\u2069\u2069",
        "  --> content/events/e.yaml:10:3",
        "10 |   ab",
        "   |   ^^",
        "   = \u2067إرشاد: هل تقصد \u2068`x`\u2069؟\u2069",
        "   = \u2067ملاحظة: في أثناء صنع \u2068`en/a.html`\u2069\u2069",
    ]
    assert as_text(translate.translated([FAULT], "en")).startswith(
        "error[unknown-event]: no event has the id `a\ufffdb\ufffd`\n"
    )


def test_no_line_of_a_report_leaves_a_direction_open():
    """What an author wrote can neither end our isolation nor outlast it; colour changes nothing of it."""
    for content in ("\u2069" * 9, "`", "`\u2067", "«", "»`«", "\n"):
        fault = Diagnostic("c", tell("`{name}` is missing", name=content), Span("f"))
        for colour in (False, True):
            report = in_arabic([fault], colour=colour)
            assert all(bidi.problem(line) == "" for line in report.split("\n"))
            assert re.sub("\x1b\\[[0-9;]*m", "", report) == in_arabic([fault])


def test_the_other_renderings_speak_too():
    """Editors and CI get the same words, without isolation; codes and severities stay what programs know."""
    said = translate.translated([FAULT], "ar")
    (row,) = json.loads(as_json(said))
    assert (row["code"], row["severity"], row["help"]) == ("unknown-event", "error", "هل تقصد `x`؟")
    assert not bidi.CONTROLS.search(row["help"]) and row["notes"] == ["في أثناء صنع `en/a.html`"]
    github = as_github(said, lambda text: translate.say(text, "ar"))
    assert github.startswith("::error file=") and "%0Aإرشاد: هل تقصد `x`؟%0A" in github


def test_counts_need_no_plural():
    """Arabic has six plural forms; a count line has none of them."""
    two = [FAULT, Diagnostic("c", "m", Span("f")), Diagnostic("c", "m", Span("f"), severity="warning")]
    assert translate.say(counted(two), "ar") == "الأخطاء: 2، التحذيرات: 1"
    assert translate.say(counted(two[:1]), "ar") == "الأخطاء: 1"
    assert translate.say(counted([]), "ar") == ""


# The command line


def run(capsys, *words) -> tuple[int, str, str]:
    status = cli.main([str(word) for word in words])
    out, err = capsys.readouterr()
    return status, out, err


@pytest.mark.parametrize("before", [True, False])
def test_lang_stands_before_or_after_the_command(world, capsys, before):
    """`check --lang ar` and `--lang ar check` say the same, with the status of English."""
    root = world(**{"content/events/e.yaml": event(topics=["x"])})
    words = ["--lang", "ar", "check"] if before else ["check", "--lang", "ar"]
    status, out, err = run(capsys, *words, "--root", root)
    assert status == 1 and err == ""
    assert "خطأ[unknown-topic]: لا يوجد موضوع معرّفه \u2068`x`\u2069" in out
    assert out.endswith("\u2067الأخطاء: 1\u2069\n")


def test_every_command_speaks_the_language(world, capsys):
    """Build, check and explain end and answer in Arabic; without faults too."""
    root = world()
    assert run(capsys, "check", "--lang", "ar", "--root", root)[1] == "\u2067لا أخطاء\u2069\n"
    assert re.match(
        "\u2067كُتب: [1-9][0-9]*، بقي: 0، حُذف: 0، التحذيرات: 0، المدة: [0-9.]+ ثانية\u2069\n"
        "\u2067لتراه افتح \u2068`[^`]+/site/index.html`\u2069 في المتصفح\u2069\n"
        "\u2067يعرض \u2068`python3 build.py serve --root [^`]+`\u2069 ما تكتبه كلما حفظته\u2069\n$",
        run(capsys, "--lang", "ar", "--root", root)[1],
    )
    assert "\u2067كُتب: 0، بقي: " in run(capsys, "--lang", "ar", "--root", root)[1]
    kept = run(capsys, "explain", "--lang", "ar", "--root", root, "en/events/e.html")[1].split("\n")
    assert kept[0] == "\u2067سيبقى \u2068`en/events/e.html`\u2069: لم يتغير شيء مما يُصنع منه\u2069"
    assert kept[1] == "  \u2067من محتوى \u2068`content/events/e.yaml`\u2069\u2069"
    (root / "content/events/e.yaml").write_text("date: x", "utf-8")
    status, out, err = run(capsys, "--lang", "ar", "--root", root)
    assert status == 1 and out == "" and err.endswith("\u2067لم تُكتب أي صفحة، وبقي آخر موقع سليم كما كان\u2069\n")
    *_, row = json.loads(run(capsys, "check", "--lang", "ar", "--format", "json", "--root", root)[1])
    assert (row["code"], row["message"]) == ("bad-date", "`x` ليس تاريخًا")
    assert "إرشاد: " in run(capsys, "check", "--lang", "ar", "--format", "github", "--root", root)[1]


def test_a_language_without_a_catalogue_is_refused_with_those_there_are(capsys):
    """It is a wrong command line, which names the languages."""
    with pytest.raises(SystemExit) as ended:
        cli.main(["check", "--lang", "fr"])
    said = capsys.readouterr().err
    assert (
        ended.value.code == 2
        and "fr" in said
        and all(f"{code}" in said.split("choose from")[1] for code in ("ar", "en"))
    )


def test_a_fault_of_the_generator_is_told_in_the_language():
    """What nobody foresaw is told in Arabic as well, with Python's own words set apart."""
    code = "import sys; from timeline import cli; from timeline.build import check; check.check = lambda *_: 1 / 0; sys.exit(cli.main(['check', '--lang', 'ar']))"
    done = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 3 and "تعطّل المولِّد نفسه: «\u2068ZeroDivisionError: division by zero\u2069»" in done.stderr


def test_english_reads_no_catalogue(world, capsys):
    """A build that has nothing to do still answers without a YAML parser."""
    root = world()
    for _ in range(2):  # the first notes the permanent links, which the second reads
        assert run(capsys, "--root", root)[0] == 0
    code = "import sys; from timeline import cli; cli.main(sys.argv[1:])"
    words = [sys.executable, "-X", "importtime", "-c", code, "--root", str(root)]
    done = subprocess.run(words, cwd=PROJECT, capture_output=True, text=True)
    assert done.stdout.startswith("0 written, ") and "timeline.faults.translate" in done.stderr
    assert "timeline.records.yaml_file" not in done.stderr
