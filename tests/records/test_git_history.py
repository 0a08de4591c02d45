"""What git remembers, asked of real repositories: versions with their commits, and a plain word where there are none."""

from __future__ import annotations

import json
import os
import shutil
import subprocess

import pytest

from tests import world as worlds
from tests.programs import needs
from timeline import cli
from timeline.records import git_history, yaml_file
from timeline.records.git_history import History

A, B = "content/events/a.yaml", "content/events/b.yaml"


class Repository:
    """A git repository in a folder, whose commits are a day apart."""

    def __init__(self, root):
        needs("git")
        self.root, self.day, self.stamp = root, 0, ""
        root.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *words: str) -> str:
        stamp = self.stamp or f"2026-03-{max(1, self.day):02d}T12:00:00 +0000"
        who = {f"GIT_{role}_{part}": "w@x.example" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
        when = {"GIT_AUTHOR_DATE": stamp, "GIT_COMMITTER_DATE": stamp}
        alone = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "PATH": os.environ["PATH"]}
        done = subprocess.run(
            ["git", *words], cwd=self.root, env={**alone, **who, **when}, check=True, capture_output=True, text=True
        )
        return done.stdout.strip()

    def commit(self, **files: str | None) -> str:
        """Commits some files (None takes one away) and gives the commit's short hash as the history has it."""
        self.day += 1
        for path, text in files.items():
            place = self.root / path
            place.parent.mkdir(parents=True, exist_ok=True)
            if text is None:
                place.unlink()
            else:
                place.write_text(text, "utf-8")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "x")
        return self.git("rev-parse", "HEAD")[:8]


@pytest.fixture
def repository(tmp_path):
    return Repository(tmp_path / "project")


def versions(found: History, path: str) -> list[tuple[str, str, str]]:
    return [(v.commit.hash, v.commit.date, v.raw.decode()) for v in found.versions.get(path, ())]


def test_every_version_with_its_commit_newest_first(repository):
    """Each commit that changed a file, with its day and the file as it left it; other files are left alone."""
    one = repository.commit(**{A: "1", B: "x", "content/cards/en.png": "p", "README.md": "r"})
    two = repository.commit(**{A: "2"})
    repository.commit(**{"README.md": "s"})
    found = git_history.read(repository.root)
    assert found.note == ""
    assert versions(found, A) == [(two, "2026-03-02", "2"), (one, "2026-03-01", "1")]
    assert versions(found, B) == [(one, "2026-03-01", "x")]
    assert set(found.versions) == {A, B}
    newest, oldest = (version.commit for version in found.versions[A])
    assert git_history.UNCOMMITTED.order > newest.order > oldest.order


def test_a_renamed_file_keeps_its_past_and_a_new_one_of_its_name_has_none(repository):
    """An event that got another id is the same event; what takes its old name later is not."""
    text = "title: a long enough text to be known again\n" * 5
    one = repository.commit(**{A: text})
    two = repository.commit(**{A: None, B: text + "more: x\n"})
    three = repository.commit(**{A: "something else"})
    found = git_history.read(repository.root)
    assert [row[0] for row in versions(found, B)] == [two, one]
    assert [row[0] for row in versions(found, A)] == [three]


def test_a_deleted_file_begins_again(repository):
    """What was taken away and written anew does not inherit."""
    repository.commit(**{A: "1", B: "x"})
    repository.commit(**{A: None})
    assert A not in git_history.read(repository.root).versions
    three = repository.commit(**{A: "2"})
    assert [row[0] for row in versions(git_history.read(repository.root), A)] == [three]


def test_a_merge_counts_as_one_change_of_the_branch(repository):
    """The branch's own line is told, whatever the reader has set for merges."""
    one = repository.commit(**{A: "1", B: "1"})
    repository.git("checkout", "--quiet", "-b", "side")
    repository.commit(**{A: "2"})
    repository.commit(**{A: "3"})
    repository.git("checkout", "--quiet", "main")
    four = repository.commit(**{B: "2"})
    repository.git("merge", "--quiet", "--no-ff", "--message", "m", "side")
    merge = repository.git("rev-parse", "HEAD")[:8]
    for setting in ("off", "combined", "separate"):
        repository.git("config", "log.diffMerges", setting)
        repository.git("config", "log.showRoot", "false")
        found = git_history.read(repository.root)
        assert [row[::2] for row in versions(found, A)] == [(merge, "3"), (one, "1")]
        assert [row[0] for row in versions(found, B)] == [four, one]


def test_a_project_in_a_subfolder_of_a_repository(repository):
    """Paths are the project's own, and another project's files are not its."""
    repository.commit(**{f"sub/{A}": "1", A: "other"})
    found = git_history.read(repository.root / "sub")
    assert [row[2] for row in versions(found, A)] == ["1"]


def test_names_of_every_kind(repository):
    """Spaces, Arabic, a leading hyphen, even a line break in a name lead nowhere wrong."""
    names = [f"content/events/{name}.yaml" for name in ("--output=x", "a b", "حدث", "a\nb")]
    repository.commit(**dict.fromkeys(names, "1"))
    found = git_history.read(repository.root)
    assert set(found.versions) == set(names)
    assert not list(repository.root.glob("x*"))


def test_links_and_what_is_too_large_are_no_versions(repository, monkeypatch):
    """Only files that content could have had."""
    monkeypatch.setattr(yaml_file, "MAX_BYTES", 10)
    repository.commit(**{A: "1" * 11, B: "x"})
    (repository.root / "content/link.yaml").symlink_to("/etc/passwd")
    repository.commit(**{A: "2"})
    found = git_history.read(repository.root)
    assert "content/link.yaml" not in found.versions
    assert [row[2] for row in versions(found, A)] == ["2"]


def test_a_long_past_is_cut(repository, monkeypatch):
    """A table that changes with every event does not cost ever more."""
    monkeypatch.setattr(git_history, "VERSIONS", 2)
    for n in range(4):
        repository.commit(**{A: str(n)})
    assert [row[2] for row in versions(git_history.read(repository.root), A)] == ["3", "2"]


def test_where_git_has_nothing_to_tell(repository, tmp_path, monkeypatch):
    """A word for each reason, and no failure."""
    (tmp_path / "plain").mkdir()
    assert git_history.read(tmp_path / "plain") == History(note="outside")
    assert git_history.read(repository.root) == History(note="unborn")
    repository.commit(**{A: "1"})
    monkeypatch.setattr(git_history, "SECONDS", 0)
    assert git_history.read(repository.root) == History(note="slow")
    monkeypatch.setattr(git_history, "SECONDS", 30)
    tree = repository.git("rev-parse", "HEAD^{tree}")
    (repository.root / ".git/objects" / tree[:2] / tree[2:]).unlink()
    assert git_history.read(repository.root) == History(note="failed")
    monkeypatch.setenv("PATH", "")
    assert git_history.read(repository.root) == History(note="absent")


def test_a_shallow_clone_says_so(repository, tmp_path):
    """What it has is told all the same."""
    repository.commit(**{A: "1"})
    repository.commit(**{A: "2"})
    repository.git("clone", "--quiet", "--depth=1", f"file://{repository.root}", str(tmp_path / "clone"))
    found = git_history.read(tmp_path / "clone")
    assert found.note == "shallow" and [row[2] for row in versions(found, A)] == ["2"]


def test_nothing_that_a_repository_sets_is_run(repository, tmp_path, monkeypatch):
    """Neither hooks, monitors, external diffs, converters, pagers, signature checkers nor aliases of the repository,
    nor what the environment of the caller points git at."""
    repository.commit(**{A: "1"})
    repository.commit(**{A: "2", ".gitattributes": "*.yaml diff=evil filter=evil"})
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\necho run >> {tmp_path}/sprung\ncat\n", "utf-8")
    trap.chmod(0o755)
    for key in (
        "core.fsmonitor",
        "core.pager",
        "core.sshCommand",
        "diff.external",
        "diff.evil.command",
        "diff.evil.textconv",
        "filter.evil.smudge",
        "filter.evil.clean",
        "gpg.program",
        "alias.log",
        "alias.cat-file",
    ):
        repository.git("config", key, str(trap))
    repository.git("config", "log.showSignature", "true")
    hooks = repository.root / ".git/hooks"
    for name in ("post-index-change", "reference-transaction", "fsmonitor-watchman"):
        shutil.copy(trap, hooks / name)
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", str(trap))
    monkeypatch.setenv("GIT_PAGER", str(trap))
    found = git_history.read(repository.root)
    assert [row[2] for row in versions(found, A)] == ["2", "1"]
    assert not (tmp_path / "sprung").exists()


def test_the_repository_is_left_as_it_is(repository):
    """Reading writes nothing."""
    repository.commit(**{A: "1"})
    before = {p: p.stat().st_mtime_ns for p in repository.root.rglob("*")}
    git_history.read(repository.root)
    assert {p: p.stat().st_mtime_ns for p in repository.root.rglob("*")} == before


def test_changes_are_the_last_commit_of_each_file(repository):
    """When each file was last changed, in UTC; a new name is a change, and what is not committed is none."""
    repository.commit(**{A: "1", B: "1", "elsewhere.yaml": "1"})
    repository.commit(**{A: "2"})
    assert git_history.changes(repository.root) == {A: "2026-03-02T12:00:00Z", B: "2026-03-01T12:00:00Z"}
    (repository.root / A).write_text("3")
    assert git_history.changes(repository.root)[A] == "2026-03-02T12:00:00Z"
    repository.git("checkout", "--quiet", "-b", "side")
    repository.commit(**{"content/events/حدث\nx.yaml": "1"})
    repository.git("checkout", "--quiet", "main")
    repository.day += 1
    repository.git("merge", "--quiet", "--no-ff", "-m", "m", "side")
    assert git_history.changes(repository.root)["content/events/حدث\nx.yaml"] == "2026-03-04T12:00:00Z"
    assert git_history.head(repository.root) == repository.git("rev-parse", "HEAD")


def test_no_change_is_made_up(repository, tmp_path):
    """A folder without git, a repository without a commit and a shallow clone know of no change."""
    (tmp_path / "bare").mkdir()
    for root in (tmp_path / "bare", repository.root):
        assert git_history.changes(root) == {} and git_history.head(root) == ""
    for text in ("1", "2"):
        repository.commit(**{A: text})
    shallow = tmp_path / "shallow"
    repository.git("clone", "--quiet", "--depth", "1", repository.root.as_uri(), str(shallow))
    assert git_history.changes(shallow) == {} and git_history.head(shallow)


def test_a_commit_of_a_year_that_no_calendar_has_is_passed_over(repository, world):
    """Anybody can date a commit as they like; the one before tells then, and whatever shows the day does without."""
    root = world(**{A: worlds.event()})
    shutil.copytree(root / "content", repository.root / "content")
    repository.commit()
    repository.stamp = "@253402300800 +0000"  # the first second of the year 10000
    repository.commit(**{A: json.dumps(worlds.event(title=worlds.both("Later", "لاحقًا")))})
    assert git_history.changes(repository.root)[A] == "2026-03-01T12:00:00Z"
    assert [commit for _, commit, _ in versions(git_history.read(repository.root), A)] == ["", "2026-03-01"]
    assert not worlds.build(repository.root).failed
    assert cli.main(["status", "--root", str(repository.root)]) == 0
