"""Addresses given out: a record or a named passage that was published keeps its address, or leads on.

`content/permalinks.txt` holds them, one a line. A build adds what it publishes once the site stands; what vanishes
from content/ afterwards is a fault.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from timeline import files
from timeline.faults.diagnostic import WARNING, Diagnostic, Span, tell
from timeline.faults.near import nearest
from timeline.records import fragments
from timeline.records.content import PERMALINKS, Folder
from timeline.records.timeline import ADDRESSED, Timeline
from timeline.records.yaml_file import File

PATH = f"content/{PERMALINKS}"
_HEAD = "# Every address given out, kept by the build: an id that goes needs an alias (README, `Permanent links`)."


def lines(file: File | None) -> Iterator[tuple[str, Span]]:
    """The file, where there is one -> each address that it promises, and where it stands."""
    if file is None:
        return
    for number, line in enumerate(file.text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield line.strip(), Span(file.path, number, 1, length=len(line), excerpt=line)


def answered(timeline: Timeline) -> list[str]:
    """Every address that a timeline answers for, `kind/id`, and each named passage's, `events/id#name`; sorted."""
    now = {f"{kind}/{id}" for kind in ADDRESSED for id in timeline.kinds[kind]}
    now |= {f"events/{id}#{name}" for id, e in timeline.events.items() for name in fragments.named(e.record)}
    return sorted(now | {f"pages/{slug}" for _, slug in timeline.pages})


def added(file: File | None, timeline: Timeline) -> bytes:
    """The file with the addresses that are new and in order, as a merge of two branches may not have left them;
    nothing where they are so already."""
    before = file.text.splitlines() if file else []
    heads = [line for line in before if line.startswith("#")] if file else [_HEAD]
    now = [*heads, *sorted({*(address for address, _ in lines(file)), *answered(timeline)})]
    return "".join(f"{line}\n" for line in now).encode() if now != before else b""


def record(root: Path, added: bytes) -> list[Diagnostic]:
    """Writes the file, once the site that answers for it is there: from now on its addresses are promised."""
    try:
        if added:
            with files.Tree(root, "content").staging() as staged:
                staged.put(PERMALINKS, added)
    except OSError as problem:
        message = tell("the new addresses could not be noted: {problem}", problem=problem.strerror or problem)
        help = tell("make the file writable")
        return [Diagnostic("permalinks-not-kept", message, Span(PATH), help, severity=WARNING)]
    return []


def unpromised(file: File | None, timeline: Timeline) -> list[Diagnostic]:
    """The records and pages that the file lacks: published so, they could vanish unnoticed."""
    if file is None:
        message = tell("there is no `permalinks.txt`, so no address is promised")
        help = tell("run `python3 build.py`, which writes it, and commit it with the rest")
        return [Diagnostic("unpromised-id", message, Span(PATH), help)]
    faults = []
    for address in sorted({*answered(timeline)} - {address for address, _ in lines(file)}):
        if "#" in address:  # of a passage its event's line is asked; a build notes the rest
            continue
        kind, _, id = address.partition("/")
        if kind == "pages":
            where = next(file.find("") for (_, slug), file in timeline.pages.items() if slug == id)
        else:
            entry = timeline.kinds[kind][id]
            where = entry.file.span(entry.at, key=bool(entry.at))
        message = tell(
            "`{address}` is not in `content/permalinks.txt`, so its address is not promised", address=address
        )
        help = tell(
            "run `python3 build.py`, which adds it, and commit that file too; or add a line `{address}` to it yourself",
            address=address,
        )
        faults.append(Diagnostic("unpromised-id", message, where, help))
    return faults


def vanished(timeline: Timeline, folder: Folder) -> Iterator[Diagnostic]:
    """The addresses that were given out and that nothing answers for any more."""
    slugs = {slug for _, slug in folder.pages}
    for line, where in lines(folder.permalinks):
        address, _, passage = line.partition("#")
        kind, _, id = address.partition("/")
        if passage and kind == "events":
            yield from _passage(timeline, timeline.aliases.get(("events", id), id), passage, where)
        elif passage or kind not in (*ADDRESSED, "pages") or not id:
            yield Diagnostic(
                "bad-permalink",
                tell("`{line}` is no permanent address", line=where.excerpt[:60]),
                where,
                tell("lines are `events/ID`, `sources/ID` and so on; the build writes them"),
            )
        elif kind == "pages" and id not in slugs:
            yield _gone(line, where, tell("restore it"), nearest(id, slugs, 0.85))
        elif kind != "pages" and not (
            id in timeline.kinds[kind] or (kind, id) in timeline.aliases or folder.holds(kind, id)
        ):
            help = (
                tell("it is a draft now: publish it again")
                if kind == "events" and id in folder.drafts
                else tell("restore it, or add `aliases: [{id}]` to the record that took its place", id=id)
            )
            # A wrong guess here would send readers to another event.
            yield _gone(line, where, help, nearest(id, timeline.kinds[kind], 0.85))


def _gone(address: str, where: Span, help: str, perhaps: str) -> Diagnostic:
    message = tell("`{address}` was given out and is gone, so links to it would die", address=address)
    return Diagnostic("vanished-id", message, where, _unless_a_draft(help, perhaps))


def _passage(timeline: Timeline, id: str, name: str, where: Span) -> Iterator[Diagnostic]:
    """What was given out of an event that is there is still in it; of one that is gone its own line speaks."""
    names = fragments.named(timeline.events[id].record) if id in timeline.events else [name]
    if name not in names:
        yield Diagnostic(
            "vanished-passage",
            tell(
                "the passage `{name}` of `{id}` was given out and is gone, so links to it would die", name=name, id=id
            ),
            where,
            _unless_a_draft(tell("give it its id back, or restore it"), nearest(name, names)),
        )


def _unless_a_draft(help: str, perhaps: str) -> str:
    if perhaps:
        help = tell("{help} (perhaps `{name}`)", help=help, name=perhaps)
    return tell("{help}; if it was a draft that nobody was given, take the line out", help=help)
