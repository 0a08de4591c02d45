"""The whole build, in the order in which it happens.

    read -> validate -> resolve -> (gate) -> table of pages -> events -> all else -> (gate) -> archive -> write

Everything between reading and writing is a function of values: no clock, no network, no locale.
No file of the site is touched before the last gate, so a build that fails leaves the last good one as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path

from timeline import addresses
from timeline.build import plan, survey, work
from timeline.build.inputs import Options, engine_digest, inputs
from timeline.build.manifest import Made
from timeline.build.output import Output
from timeline.build.render import Templates
from timeline.build.staging import Staging
from timeline.build.survey import Site, gate, gather
from timeline.digest import digest, digest_of, digest_of_file
from timeline.downloads import zip_archive
from timeline.faults.diagnostic import ERROR, Diagnostic, Fault, in_order, tell
from timeline.lock import Waits
from timeline.records import content, permalinks
from timeline.target import Files


@dataclass(frozen=True)
class Result:
    """What a build did, the address that its links begin with, how many events' pictures went since none are drawn any
    more, and how many drafts were left out. With an error among the diagnostics it did none."""

    written: int
    kept: int
    removed: int
    diagnostics: list[Diagnostic]
    address: str = ""
    undrawn: int = 0
    drafts: int = 0

    @property
    def failed(self) -> bool:
        return any(d.severity == ERROR for d in self.diagnostics)


def build(
    options: Options,
    look: Callable[[Path], tuple[content.Folder, list[Diagnostic]]] = content.read,
    told: work.Tell = lambda what, done, all: None,
    waits: Waits | None = None,
) -> Result:
    """Makes the site. Every fault is in the result; nothing is raised for what an author can get wrong.

    `look` reads content/; `told` hears how far it is, and `waits` which other build is waited for.
    """
    faults: list[Diagnostic] = []
    try:
        output = options.output()
        faults += output.misplaced()
        gate(faults)
        with output.staging(waits) as staged:
            read = inputs(options)  # first, so that what is changed meanwhile is seen by the next build
            folder = gather(look(options.root), faults)
            site = survey.survey(options, faults, output, folder)
            folder.let_go()
            drawn = sum(map(addresses.is_card, output.manifest.files))
            planned = make(options, site, output, staged, faults, told)
            told(tell("the archive of it all"), 0, 0)
            planned = enclose(site, output, planned, staged, faults)
            promised = permalinks.added(folder.permalinks, site.timeline)
            if read and promised:  # the next build finds them among what it reads
                read[permalinks.PATH] = digest_of_file(BytesIO(promised))
            # Warnings are to be said again next time.
            known = "" if faults or not read else digest_of(read)
            written, removed = output.write(planned, staged, known, kept=site.kept, keys=site.contributed.keys.values())
            faults += permalinks.record(options.root, promised)
    except Fault as fault:
        return Result(0, 0, 0, in_order((*faults, *fault.diagnostics)))
    address = site.timeline.site.address or ""
    undrawn = 0 if options.cards else drawn
    kept, drafts = len(planned.steps) - written, len(folder.drafts)
    return Result(
        written=written,
        kept=kept,
        removed=removed,
        diagnostics=in_order(faults),
        address=address,
        undrawn=undrawn,
        drafts=drafts,
    )


def make(
    options: Options,
    site: Site,
    output: Output,
    staged: Staging,
    faults: list[Diagnostic],
    told: work.Tell = lambda what, done, all: None,
) -> plan.Plan:
    """Stages whatever is to be made, but for the archive of it all and what tells of files; and what is to become of
    every file in the folder."""
    judge = survey.judge(site, output)
    events = work.events(options, site, judge, staged, told)
    faults += events.faults
    gate(faults)
    others = work.others(site, judge, staged, told)
    faults += others.faults
    gate(faults)
    return judge.plan((*events.steps, *others.steps))


def enclose(site: Site, output: Output, planned: plan.Plan, staged: Staging, faults: list[Diagnostic]) -> plan.Plan:
    """The plan with the archive of the whole site and what tells of files, which is staged as all else was.

    In the archive no page tells of it, so that it does not hold its own size.
    """
    judge = survey.judge(site, output)
    holds = lambda path: staged if path in staged.files else output
    made = Files(lambda path: holds(path).pieces(path), lambda path: holds(path).size(path))
    described = tuple(judge.steps((site.package(made),)))
    render(site.templates, described, staged.add, faults)
    planned = judge.plan((*planned.steps, *described))
    within = [plan.Step(target, Made("", "", "", ""), ("",)) for target in site.telling(made, None)]
    inner: dict[str, bytes] = {}
    render(site.templates, within, inner.__setitem__, faults)
    kept = {
        step.target.path: output.manifest.files[step.target.path].output for step in planned.steps if not step.reasons
    }
    inside = kept | {path: made for path, (_, made) in staged.files.items()}
    inside |= {path: digest(data) for path, data in inner.items()}

    def pieces(path: str) -> Iterable[bytes]:
        return (inner[path],) if path in inner else made.pieces(path)

    def archive() -> int:
        with packed_before(output, inside) as known:
            return staged.add_all(addresses.ARCHIVE, zip_archive.pack(inside, pieces, known))

    whole = judge.around(planned, inside, archive, partial(site.telling, made), output.size)
    before = {step.target.path for step in planned.steps}
    more = [s for s in whole.steps if s.target.path not in before and s.target.path not in staged.files]
    render(site.templates, more, staged.add, faults)
    return whole


@contextmanager
def packed_before(output: Output, inside: Mapping[str, str]) -> Iterator[dict[str, zip_archive.Member]]:
    """Which of some files, by their digests, the archive of the last build holds as they are, and how. What cannot be
    trusted to be that archive holds none."""
    last = output.manifest.files
    archive, lies_there = last.get(addresses.ARCHIVE), output.lies_there(addresses.ARCHIVE)
    if (
        not archive
        or not lies_there
        or lies_there != archive.output
        or archive.recipe != zip_archive.RECIPE
        or output.manifest.engine != engine_digest()
    ):
        yield {}
    else:
        with open(output.folder / addresses.ARCHIVE, "rb") as file:
            held = zip_archive.members(file)
            same = (path for path, digest in inside.items() if path in last and last[path].output == digest)
            yield {path: held[path] for path in same if path in held}


def render(
    templates: Templates, steps: Iterable[plan.Step], put: Callable[[str, bytes], None], faults: list[Diagnostic]
) -> None:
    """Puts the bytes of every file to make. Each one's fault is gathered before the gate falls."""
    for step in steps:
        if step.reasons:
            try:
                put(step.target.path, templates.render(step.target))
            except Fault as fault:
                faults += fault.diagnostics
    gate(faults)
