"""What the project says to GitHub: the workflows do what they say and no more, the forms fit the links that lead to them."""

from __future__ import annotations

import copy as copying
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import html5lib
import pytest

from tests.conftest import PROJECT
from tests.programs import needs
from tests.world import build, codes, files, write
from timeline import cli
from timeline.records import yaml_file

GITHUB = PROJECT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").iterdir())
FORMS = sorted(path for path in (GITHUB / "ISSUE_TEMPLATE").iterdir() if path.name != "config.yml")
EVENT = "content/events/2016-03-an-example.yaml"


PUBLISHER = "publisher: {name: {en: An archive, ar: أرشيف}, corrections: 'mailto:a@archive.org'}\n"


def read(path: Path) -> dict:
    file, faults = yaml_file.read(path.name, path.read_bytes())
    assert faults == [] and isinstance(file.data, dict)
    return file.data


def steps(workflow: str, job: str) -> list[dict]:
    return read(GITHUB / "workflows" / workflow)["jobs"][job]["steps"]


# Workflows


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_may_do_little(path):
    """Reading is all that a workflow may do; only a job that runs nothing of the repository may write, and only pages."""
    workflow = read(path)
    assert workflow["permissions"] == {"contents": "read"}
    for job in workflow["jobs"].values():
        allowed = job.get("permissions", {})
        if set(allowed.values()) - {"read"}:
            assert allowed == {"pages": "write", "id-token": "write"} and not any("run" in s for s in job["steps"])
            assert [step["uses"].partition("@")[0] for step in job["steps"]] == ["actions/deploy-pages"]
        assert int(job["timeout-minutes"]) <= 60


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_trusts_nobody(path):
    """A fork's change runs without secrets; actions are named by their commit, with the version beside it; what
    others wrote reaches a command through its environment alone; no token is left lying in the checkout."""
    text = path.read_text("utf-8")
    assert not re.search(r"pull_request_target|workflow_run|secrets\b|github\.event|head_ref", text.split("\non:")[1])
    used = re.findall(r"uses: (.+)", text)
    assert used and all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v[0-9]+\.[0-9]+\.[0-9]+", use) for use in used)
    for job in read(path)["jobs"].values():
        for step in job["steps"]:
            assert "${{" not in step.get("run", "")
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] == "false"


def test_pull_requests_are_checked_and_main_is_published():
    """Every pull request, whatever it changes, and every push to main; a publication under way is never cut off."""
    assert read(GITHUB / "workflows/check.yml")["on"] == "pull_request"
    publish = read(GITHUB / "workflows/publish.yml")
    assert publish["on"] == {"push": {"branches": ["main"]}, "workflow_dispatch": None}
    assert publish["concurrency"]["cancel-in-progress"] == "false" and publish["jobs"]["deploy"]["needs"] == "build"


@pytest.fixture(scope="module")
def committed(ours, tmp_path_factory) -> Path:
    """A copy of the project, committed. It has one place for all, where it is compiled once."""
    needs("git")
    place = tmp_path_factory.mktemp("github") / "repository"
    for part in ("timeline", "templates", "content"):
        shutil.copytree(PROJECT / part, place / part, ignore=shutil.ignore_patterns("__pycache__"))
    for part in ("build.py", "constraints.txt", "pyproject.toml", ".gitignore"):
        shutil.copy(PROJECT / part, place / part)
    (place / "site").mkdir()
    shutil.copy(PROJECT / "site/.gitignore", place / "site/.gitignore")
    git(place, "init", "-q")
    commit(place)
    git(place, "tag", "fresh")
    return place


@pytest.fixture
def repository(committed) -> Path:
    """That copy as it was committed, whatever was done to it before."""
    git(committed, "reset", "-q", "--hard", "fresh")
    git(committed, "clean", "-qfdx")
    return committed


def git(place: Path, *words: str) -> str:
    named = ("-c", "user.name=a", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false")
    return subprocess.run(["git", *named, *words], cwd=place, check=True, capture_output=True, text=True).stdout


def commit(place: Path) -> None:
    git(place, "add", "--all")
    git(place, "commit", "-qm", "a change")


def run(place: Path, step: dict, **environment: str) -> subprocess.CompletedProcess:
    """Runs a step's command as GitHub does, `python3` being the interpreter of these tests."""
    bin = place.parent / "bin"
    bin.mkdir(exist_ok=True)
    if not (bin / "python3").exists():
        (bin / "python3").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
        (bin / "python3").chmod(0o755)
    compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(place.parent / "compiled")}
    env = {**os.environ, "CI": "true", "PATH": f"{bin}:{os.environ['PATH']}", **compiled}
    command = ["bash", "-e", "-c", step["run"]]
    return subprocess.run(command, cwd=place, env={**env, **environment}, capture_output=True, encoding="utf-8")


def commands(workflow: str, job: str) -> list[dict]:
    return [step for step in steps(workflow, job) if "run" in step]


def smallest_event() -> str:
    block = re.search(r"```yaml\n(.*?)```", (PROJECT / "README.md").read_text("utf-8"), re.DOTALL)[1]
    return re.sub(r"^ {3}", "", block, flags=re.MULTILINE)


def test_publishing_makes_the_site_for_its_address(repository, tmp_path):
    """On a clean commit each command succeeds, the site is where it is uploaded from, and nothing that is committed
    has changed: what goes out was promised before. Nothing is taken from a site that the repository holds, whose memory
    of an earlier build may be anybody's."""
    built = {"ADDRESS": "https://someone.github.io/timeline", "RUNNER_TEMP": str(tmp_path)}
    assert run(repository, {"run": "python3 build.py"}).returncode == 0
    site = repository / "content/site.yaml"
    site.write_text(site.read_text("utf-8") + PUBLISHER, "utf-8")
    forged = next((repository / "site/.contributions").iterdir())
    forged.write_bytes(forged.read_bytes()[::-1])
    (repository / "site/en/index.html").write_text("a lie")
    git(repository, "add", "--force", "content", "site")
    git(repository, "commit", "-qm", "a site")
    check, make = commands("publish.yml", "build")
    assert make["env"] == {"ADDRESS": "${{ steps.pages.outputs.base_url }}"}
    found = run(repository, check)
    assert (found.returncode, found.stdout) == (0, ""), found.stderr
    made = run(repository, make, **built)
    assert made.returncode == 0 and " 0 warnings, " in made.stdout, made.stderr
    uploaded = next(step for step in steps("publish.yml", "build") if "upload-pages" in step.get("uses", ""))
    assert uploaded["with"]["path"] == "${{ runner.temp }}/site"
    assert len(list((tmp_path / "site/cards/ar").iterdir())) == len(list((repository / "content/events").iterdir()))
    page = (tmp_path / "site/en/index.html").read_text("utf-8")
    assert '<link rel="canonical" href="https://someone.github.io/timeline/en/index.html">' in page
    assert git(repository, "status", "--porcelain") == ""


def test_no_draft_is_published(repository, tmp_path):
    """At a placeholder, over plain http, without an address: the command fails, says why, and leaves nothing to upload;
    where nobody answers for it, it warns. The check of a pull request asks for none of that."""
    check, make = commands("publish.yml", "build")
    for address in ("https://timeline.example", "http://someone.github.io/timeline", "", "https://localhost:8000/"):
        done = run(repository, make, ADDRESS=address, RUNNER_TEMP=str(tmp_path))
        assert done.returncode == 1 and "error[placeholder-address]" in done.stderr, address
        assert "Traceback" not in done.stderr and not (tmp_path / "site").exists()
    assert run(repository, check).returncode == 0
    done = run(repository, make, ADDRESS="https://someone.github.io/timeline", RUNNER_TEMP=str(tmp_path))
    assert done.returncode == 0 and "warning[no-publisher]" in done.stderr


def test_a_fault_stands_on_its_line_of_the_pull_request(repository):
    """The check fails, and all it prints are annotations: file, line, what is wrong and how to mend it."""
    (check,) = commands("check.yml", "check")
    (repository / EVENT).write_text(smallest_event().replace("alser-2016-02-06", "alser-2016-02-6"), "utf-8")
    done = run(repository, check)
    assert done.returncode == 1 and done.stderr == ""
    lines = done.stdout.splitlines()
    assert all(re.match(r"::(error|warning) file=content/[^,]+,line=[1-9]\d*,col=\d+,", line) for line in lines)
    fault = next(line for line in lines if "title=unknown-source" in line)
    assert f"file={EVENT},line=10,col=10," in fault and "did you mean `aks-alser-2016-02-06`?" in fault


def test_a_published_id_is_promised(repository):
    """A pull request with a new event needs its line in permalinks.txt, and so does publishing; a build writes it,
    and anyone can by hand."""
    (check,), gate = commands("check.yml", "check"), commands("publish.yml", "build")[0]
    assert gate["run"] == check["run"]
    (repository / EVENT).write_text(smallest_event(), "utf-8")
    done = run(repository, check)
    (line,) = done.stdout.splitlines()
    assert done.returncode == 1 and line.startswith(f"::error file={EVENT},line=1,") and "unpromised-id" in line
    assert "run `python3 build.py`" in line and "a line `events/2016-03-an-example`" in line
    typed = lambda words: cli.main([*words.split()[2:], "--root", str(repository)])
    assert typed("python3 build.py check") == 0  # who is still writing is not told
    kept = repository / "content/permalinks.txt"
    before = kept.read_text("utf-8")
    kept.write_text(f"{before}events/2016-03-an-example\n", "utf-8")
    assert typed(check["run"]) == 0
    kept.write_text(before, "utf-8")
    assert typed(check["run"]) == 1 and typed("python3 build.py") == typed(check["run"]) == 0


def test_the_tests_run_where_more_than_content_has_changed(repository, tmp_path):
    """A change of content alone is not tested; any other is, with the command that README names."""
    changed, tests = commands("check.yml", "test")
    assert tests["if"] == f"steps.{changed['id']}.outputs.more" and os.access(PROJECT / tests["run"], os.X_OK)
    assert (PROJECT / tests["run"]).read_text().rstrip().endswith("python3 build.py test")
    outputs = []
    for path in ("content/site.yaml", "build.py", "content/topics.yaml", "templates/content"):
        with (repository / path).open("a") as file:
            file.write("# changed\n")
        commit(repository)
        output = tmp_path / "output"
        output.write_text("")
        assert run(repository, changed, GITHUB_OUTPUT=str(output)).returncode == 0
        outputs.append(bool(output.read_text()))
    assert outputs == [False, True, False, True]


# Forms


def form_faults(form: dict) -> list[str]:
    """What GitHub would refuse of an issue form (docs.github.com, `Syntax for issue forms` and `GitHub's form schema`)."""
    faults = [f"no {key}" for key in ("name", "description", "body") if not form.get(key)]
    faults += [f"unknown key {key}" for key in set(form) - {"name", "description", "title", "labels", "body"}]
    body = form.get("body") or []
    fields = [field for field in body if field["type"] != "markdown"]
    faults += [] if fields else ["no field"]
    for field in body:
        kind, attributes = field["type"], field.get("attributes", {})
        known = {"label", "description", "placeholder", "value", "render", "options", "multiple", "default"}
        faults += [f"unknown attribute {key}" for key in set(attributes) - known]
        faults += [f"unknown key {key}" for key in set(field) - {"type", "id", "attributes", "validations"}]
        if kind not in ("markdown", "input", "textarea", "dropdown", "checkboxes"):
            faults.append(f"unknown type {kind}")
        elif kind == "markdown":
            faults += [] if attributes.get("value") else ["markdown without value"]
        else:
            faults += [] if attributes.get("label") else ["no label"]
            faults += [] if re.fullmatch(r"[A-Za-z0-9_-]+", field.get("id", "")) else ["bad id"]
        if kind in ("dropdown", "checkboxes"):
            options = [o["label"] if isinstance(o, dict) else o for o in attributes.get("options", [])]
            faults += [] if options and len(set(options)) == len(options) else ["options"]
        if field.get("validations", {}).get("required", "false") not in ("true", "false"):
            faults.append("required is true or false")
    for what in ("id", "label"):
        values = [field.get(what) or field.get("attributes", {}).get(what) for field in fields]
        faults += [] if len(set(values)) == len(values) else [f"two of one {what}"]
    return faults


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_is_one_that_github_shows(path):
    """Each form has what GitHub's schema asks for, and each of its texts stands in both languages."""
    form = read(path)
    assert form_faults(form) == []
    texts = [form["name"], form["description"], form["title"]]
    for field in form["body"]:
        attributes = field["attributes"]
        texts += [attributes[key] for key in ("label", "description", "value") if key in attributes]
        texts += attributes.get("options", [])
    for text in texts:
        assert re.search("[A-Za-z]{4}", text) and re.search("[\u0621-\u064a]{3}", text), text


def test_the_rules_for_forms_find_faults():
    """The rules above refuse what GitHub refuses."""
    form = read(FORMS[0])
    for spoil in (
        lambda f: f.pop("description"),
        lambda f: f.update(body=[]),
        lambda f: f["body"][1].update(type="text"),
        lambda f: f["body"][1].update(id="two words"),
        lambda f: f["body"][1]["attributes"].pop("label"),
        lambda f: f["body"].append(f["body"][1]),
        lambda f: f["body"][2]["attributes"].update(options=["a", "a"]),
        lambda f: f["body"][1]["validations"].update(required="yes"),
        lambda f: f.update(labls=["x"]),
    ):
        spoilt = copying.deepcopy(form)
        spoil(spoilt)
        assert form_faults(spoilt)


def test_nobody_is_shut_out():
    """Whoever fits no form may write all the same."""
    assert read(GITHUB / "ISSUE_TEMPLATE/config.yml") == {"blank_issues_enabled": "true"}
    assert [path.stem for path in FORMS] == ["correct-event", "dead-link", "propose-event"]


# What pages link to


def links(root: Path, path: str) -> list[tuple[str, str]]:
    """The links at the foot of a page: text and address."""
    page = html5lib.parse((root / "site" / path).read_text("utf-8"), namespaceHTMLElements=False)
    return [(a.text, a.get("href")) for a in page.iterfind(".//footer//p[@class='repository']/a")]


def site(**changes) -> dict:
    return {**files()["content/site.yaml"], **changes}


def test_pages_lead_to_their_file_and_to_the_form_for_a_mistake(world):
    """An event, a source and a page each name their file and its history; an event the form for a correction and a
    source with a link that for a dead one, filled in, in each language's own words. Lists and the home page do not."""
    base = "https://github.com/o/n"
    root = world(
        **{
            "content/site.yaml": site(repository=f"{base}.git/"),
            "content/sources/s.yaml": {**files()["content/sources/s.yaml"], "address": "https://paper.example/"},
            "content/pages/en/about.md": "# About\n\nText.\n",
            "content/pages/ar/about.md": "# عن الموقع\n\nنص.\n",
        }
    )
    assert not build(root).failed
    stored = lambda file: [f"{base}/blob/HEAD/{file}", f"{base}/commits/HEAD/{file}"]
    for code in ("en", "ar"):
        event, source = links(root, f"{code}/events/e.html"), links(root, f"{code}/sources/s.html")
        correct, dead = (f"{base}/issues/new?template={name}" for name in ("correct-event.yml", "dead-link.yml"))
        assert [address for _, address in event] == [f"{correct}&event=e", *stored("content/events/e.yaml")]
        assert [address for _, address in source] == [f"{dead}&source=s", *stored("content/sources/s.yaml")]
        page = links(root, f"{code}/about/index.html")
        assert [address for _, address in page] == stored(f"content/pages/{code}/about.md")
        for path in ("index.html", "events/index.html", "years/2016.html", "topics/t.html"):
            assert links(root, f"{code}/{path}") == []
    said = [[text for text, _ in links(root, f"{code}/events/e.html")] for code in ("en", "ar")]
    assert said[0][0] == "Correct this event" and said[1][0] == "اقتراح تصويب"


def test_the_links_fit_the_forms(world):
    """Each form that a page leads to exists and has the field that the link fills in."""
    address = {"address": "https://paper.example/"}
    root = world(
        **{
            "content/site.yaml": site(repository="https://github.com/o/n"),
            "content/sources/s.yaml": {**files()["content/sources/s.yaml"], **address},
        }
    )
    build(root)
    seen = set()
    for path in ("en/events/e.html", "en/sources/s.html"):
        query = dict(parse_qsl(urlsplit(links(root, path)[0][1]).query))
        form = read(GITHUB / "ISSUE_TEMPLATE" / query.pop("template"))
        assert query and set(query) <= {field.get("id") for field in form["body"] if field["type"] == "input"}
        seen |= set(query)
    assert seen == {"event", "source"}


def test_without_a_repository_no_page_speaks_of_one(world):
    """No address, no links; and only an address of the web is one."""
    root = world()
    assert not build(root).failed and "repository" not in (root / "site/en/events/e.html").read_text("utf-8")
    for address in (
        "javascript:alert(1)",
        "//github.com/o/n",
        "git@github.com:o/n",
        "https://x.example/a b",
        'https://x"y',
    ):
        write(root, {"content/site.yaml": site(repository=address)})
        assert codes(root) == ["unsafe-link"], address


def test_a_source_without_a_link_has_none_that_could_be_dead(world):
    """Its page leads to its file only."""
    root = world(**{"content/site.yaml": site(repository="https://github.com/o/n")})
    build(root)
    assert len(links(root, "en/sources/s.html")) == 2
