"""The whole build, in the order in which it happens.

    read -> validate -> resolve -> (gate) -> table of pages -> events -> plan -> render -> (gate) -> write

Everything between reading and writing is a function of values: no clock, no network, no locale.
No file of the site is touched before the last gate, so a build that fails leaves the last good one as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from timeline import addresses, files
from timeline.build import assets, events, plan
from timeline.build.inputs import OUR_TEMPLATES, Options, engine_digest, inputs
from timeline.build.kept import Kept
from timeline.build.manifest import Made
from timeline.build.output import Output, Staging
from timeline.build.render import Templates
from timeline.digest import digest, digest_of
from timeline.downloads import zip_archive
from timeline.drawing import png
from timeline.edition.contributions import Contributions, Whole
from timeline.faults.diagnostic import ERROR, Diagnostic, Fault, Span, in_order, tell
from timeline.pages import table
from timeline.pages.script_data import Packets
from timeline.records import content, git_history, language_files, mentions, permalinks, resolve, schema, validate
from timeline.records.languages import Language
from timeline.records.timeline import Timeline
from timeline.records.validate import Entry
from timeline.target import Target

T = TypeVar("T")


@dataclass(frozen=True)
class Result:
    """What a build did, and the address that its links begin with. With an error among the diagnostics it did none."""

    written: int
    kept: int
    removed: int
    diagnostics: list[Diagnostic]
    address: str = ""

    @property
    def failed(self) -> bool:
        return any(d.severity == ERROR for d in self.diagnostics)


def build(options: Options, folder: content.Folder | None = None, faults: Iterable[Diagnostic] = ()) -> Result:
    """Makes the site. Every fault is in the result; nothing is raised for what an author can get wrong.

    `folder` is content/ where it has been read already, `faults` what was found on the way.
    """
    faults = list(faults)
    read = inputs(options)  # first, so that what is changed meanwhile is seen by the next build
    folder = folder or gather(content.read(options.root), faults)
    try:
        output = options.output()
        site = survey(options, faults, output, folder)
        with output.staging() as staged:
            events.work(site, output, staged, faults)
            gate(faults)
            planned = prepare(site, output)
            render(site.templates, planned.without(staged.files), staged.add, faults)
            planned = enclose(site, output, planned, staged, faults)
            promised = permalinks.added(folder.permalinks, site.timeline)
            if read and promised:  # the next build finds them among what it reads
                read[permalinks.PATH] = digest(promised)
            # Warnings are to be said again next time.
            packs = site.kept.settle(site.contributed.keys.values(), site.contributed.made)
            written, removed = output.write(planned, staged, "" if faults or not read else digest_of(read), packs)
            faults += permalinks.record(options.root, promised)
    except Fault as fault:
        return Result(0, 0, 0, in_order((*faults, *fault.diagnostics)))
    address = site.timeline.site.address or ""
    return Result(written, len(planned.steps) - written, removed, in_order(faults), address=address)


@dataclass(frozen=True)
class Site:
    """All that is known before the first page is worked out: what the site consists of."""

    timeline: Timeline
    templates: Templates
    targets: list[Target]
    telling: Callable[[int | None], list[Target]]  # see `table.Table`
    packed: dict[str, Packets]
    contributed: Contributions
    kept: Kept


def survey(
    options: Options, faults: list[Diagnostic], output: Output | None = None, folder: content.Folder | None = None
) -> Site:
    """From the folder to the table of pages. Adds what it finds to `faults`; raises `Fault` where that stops it."""
    templates = Templates(options.root)
    folder = folder or gather(content.read(options.root), faults)
    timeline = load(templates, folder, faults)
    unread = folder.permalinks is None and any(fault.span.path == permalinks.PATH for fault in faults)
    if options.committed and timeline and not unread:
        faults += permalinks.unpromised(folder.permalinks, timeline)
    if output:
        faults += output.open()
    if options.cards and not png.installed():
        message, help = (
            tell("cards are asked for, and resvg-py, which draws them, is not installed"),
            (
                tell(
                    "`python3 build.py --cards` installs it where the network can be reached; so does "
                    "`pip install resvg-py`"
                )
            ),
        )
        faults.append(Diagnostic("cannot-draw", message, Span("pyproject.toml"), help))
    timeline = sound(timeline, faults)
    timeline = replace(timeline, changed=git_history.changes(options.root))
    return lay_out(options, timeline, templates, output.kept() if output else Kept(), faults)


def lay_out(options: Options, timeline: Timeline, templates: Templates, kept: Kept, faults: list[Diagnostic]) -> Site:
    """The table of pages of a sound timeline, none of them worked out yet; `kept` is what events contributed before."""
    address = (options.address or timeline.site.address or "").rstrip("/")
    address = address and f"{address}/"
    # From here on the site's address is the one under which it is published.
    timeline = replace(timeline, site=timeline.site.model_copy(update={"address": address or None}))
    fonts = digest(*(font.read_bytes() for font in templates.card_fonts)) if options.cards else ""
    keys = mentions.keys(timeline, digest(engine_digest(), fonts))
    contributed = Contributions(timeline, table.contributions(timeline.languages), keys.events, kept)
    whole = Whole(timeline, contributed.editions, contributed)
    plain, packed = assets.assets(templates), table.packed(whole)
    targets, telling = gather(table.table(whole, packed, plain, keys, address, fonts), faults)
    faults += templates.faults({target.template for target in targets} - {""})
    gate(faults)
    return Site(timeline, templates, targets, telling, packed=packed, contributed=contributed, kept=kept)


def prepare(site: Site, output: Output) -> plan.Plan:
    """What to make, keep and remove in a folder, but for the archive of it all and the pages that tell its size."""
    last = {target.path for target in site.telling(None)}
    targets = [target for target in (*site.targets, *table.packed_files(site.packed)) if target.path not in last]
    targets.sort(key=lambda target: target.path)
    return plan.plan(targets, output.manifest, engine_digest(), site.templates.recipe, output.lies_there)


def enclose(site: Site, output: Output, planned: plan.Plan, staged: Staging, faults: list[Diagnostic]) -> plan.Plan:
    """The plan with the archive of the whole site and the pages beside it, which are staged as all others were.

    In the archive these pages do not tell of it, so that it does not hold its own size.
    """
    within = [plan.Step(target, Made("", "", "", ""), ("",)) for target in site.telling(None)]
    inner: dict[str, bytes] = {}
    render(site.templates, plan.Plan("", tuple(within), ()), inner.__setitem__, faults)
    kept = {
        step.target.path: output.manifest.files[step.target.path].output for step in planned.steps if not step.reasons
    }
    inside = kept | {path: made for path, (_, made) in staged.files.items()}
    inside |= {path: digest(data) for path, data in inner.items()}

    def read(path: str) -> bytes:
        return inner[path] if path in inner else (staged if path in staged.files else output).read(path)

    whole = plan.around(
        planned,
        inside,
        lambda: zip_archive.pack(inside, read, packed_before(output, inside)),
        site.telling,
        output.manifest,
        site.templates.recipe,
        output.lies_there,
        output.size,
    )
    before = {step.target.path for step in planned.steps}
    more = tuple(step for step in whole.steps if step.target.path not in before)
    render(site.templates, replace(whole, steps=more), staged.add, faults)
    return whole


def packed_before(output: Output, inside: Mapping[str, str]) -> dict[str, zip_archive.Member]:
    """Which of some files, by their digests, the archive of the last build holds as they are, and how. What cannot be
    trusted to be that archive holds none."""
    last = output.manifest.files
    archive = last.get(addresses.ARCHIVE)
    if not archive or archive.recipe != zip_archive.RECIPE or output.manifest.engine != engine_digest():
        return {}
    if not archive.output or output.lies_there(addresses.ARCHIVE) != archive.output:
        return {}
    held = zip_archive.members(output.read(addresses.ARCHIVE))
    same = (path for path, digest in inside.items() if path in last and last[path].output == digest)
    return {path: held[path] for path in same if path in held}


def load(templates: Templates, folder: content.Folder, faults: list[Diagnostic]) -> Timeline | None:
    """The timeline of a folder that was read; what could be made of it where there are faults."""
    faults += [files.linked(link) for link in templates.links]
    records = gather(validate.validate(folder), faults)
    spoken = gather(spoken_on(records.site, templates), faults)
    return gather(resolve.resolve(records, folder, spoken), faults)


def spoken_on(site: Entry[schema.Site] | None, templates: Templates) -> tuple[dict[str, Language], list[Diagnostic]]:
    """A site's record -> its languages by code, from the files of its templates, and what is wrong with them."""
    ours, _ = templates.data(OUR_TEMPLATES / "languages" / "en.yaml")
    return language_files.load(site, templates.files("languages", "*.yaml"), templates.data, ours.data)


def render(
    templates: Templates, planned: plan.Plan, put: Callable[[str, bytes], None], faults: list[Diagnostic]
) -> None:
    """Puts the bytes of every page to make. Each page's fault is gathered before the gate falls."""
    for step in planned.steps:
        if step.reasons:
            try:
                put(step.target.path, templates.render(step.target))
            except Fault as fault:
                faults += fault.diagnostics
                if len(faults) > 50:  # the same fault on ten thousand pages tells no more than on fifty
                    break
    gate(faults)


def gather(outcome: tuple[T, list[Diagnostic]], faults: list[Diagnostic]) -> T:
    """A stage's value; its faults join the list."""
    value, found = outcome
    faults += found
    return value


def sound(timeline: Timeline | None, faults: Iterable[Diagnostic]) -> Timeline:
    """A timeline that has no error; raises `Fault` where it has one, or could not be made."""
    gate(faults)
    if timeline is None:
        raise Fault()
    return timeline


def gate(faults: Iterable[Diagnostic]) -> None:
    """Lets nothing pass that has an error. What was gathered is reported by whoever called."""
    if any(fault.severity == ERROR for fault in faults):
        raise Fault()
