"""The whole build, in the order in which it happens.

    read -> validate -> resolve -> (gate) -> localise -> pages -> plan -> (gate) -> render -> (gate) -> write

Everything between reading and writing is a function of values: no clock, no network, no locale.
No file of the site is touched before the last gate, so a build that fails leaves the last good one as it was.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from timeline import addresses, files
from timeline.authoring import editor_schema
from timeline.build import assets, plan
from timeline.build.inputs import OUR_TEMPLATES, Options, engine_digest, inputs_digest
from timeline.build.manifest import Made
from timeline.build.output import Output, Staging
from timeline.build.render import Templates
from timeline.digest import digest
from timeline.downloads import zip_archive
from timeline.drawing import png
from timeline.edition.edition import Edition
from timeline.faults.diagnostic import ERROR, WARNING, Diagnostic, Fault, Span, in_order, joined, near, tell
from timeline.pages import table
from timeline.pages.script_data import Packets
from timeline.records import content, git_history, languages, resolve, validate, yaml_file
from timeline.records.languages import Language
from timeline.records.schema import SLUG
from timeline.records.yaml_file import File
from timeline.target import Target

_PERMALINKS_HEAD = (
    "# Every address given out, kept by the build: an id that goes needs an alias (README, `Permanent links`)."
)


@dataclass(frozen=True)
class Result:
    """What a build did, and the address that its links begin with. With an error among the diagnostics it did nothing."""

    written: int
    kept: int
    removed: int
    diagnostics: list[Diagnostic]
    address: str = ""

    @property
    def failed(self) -> bool:
        return any(d.severity == ERROR for d in self.diagnostics)


def build(options: Options) -> Result:
    """Makes the site. Every fault is in the result; nothing is raised for what an author can get wrong."""
    faults: list[Diagnostic] = []
    folder = gather(content.read(options.root), faults)
    if editor_schema.kept(options.root):
        # Before anything can stop the build: an id is looked for in the editor while its record is half written.
        kept = editor_schema.keep(options.root, schemas(options.root, folder))
        faults += [replace(fault, severity=WARNING) for fault in kept if fault not in faults]
    try:
        inputs, output = inputs_digest(options), options.output()
        site = survey(options, faults, output, folder)
        planned = prepare(site, output)
        with output.staging() as staged:
            render(site.templates, planned, staged.add, faults)
            planned = enclose(site, output, planned, staged, faults)
            lines = permalinks(options.root, site.timeline)
            # Warnings are to be said again next time, and new permalinks are themselves an input.
            written, removed = output.write(planned, staged, "" if faults or lines else inputs)
            faults += record_permalinks(options.root, lines)
    except Fault as fault:
        return Result(0, 0, 0, in_order((*faults, *fault.diagnostics)))
    address = site.timeline.site.address or ""
    return Result(written, len(planned.steps) - written, removed, in_order(faults), address)


def check(options: Options, only: Collection[str] = (), folder: content.Folder | None = None) -> list[Diagnostic]:
    """Every fault that a build would meet before it renders a page. Writes nothing.

    With `only`, paths of content files or of folders of them, just the faults that lie there; of the
    other files no more is read than their ids, so this is quick in a large project. With `folder`, the
    faults that there would be if content/ were that: a change is proved before it is written.
    """
    if only:
        return _check_files(options.root, only)
    faults: list[Diagnostic] = []
    try:
        site = survey(options, faults, folder=folder)
        faults += site.templates.faults({target.template for target in site.targets} - {""}, compiled=True)
    except Fault as fault:
        faults += fault.diagnostics
    return in_order(faults)


def _check_files(root: Path, only: Collection[str]) -> list[Diagnostic]:
    faults: list[Diagnostic] = []
    asked = {path.rstrip("/") for path in only}
    under = tuple(f"{path}/" for path in asked)
    for path in sorted(asked):
        if not f"{path}/".startswith("content/"):
            message = tell("`{path}` does not lie in `content`", path=path)
            help = tell("without a file's name, `check` looks at everything, templates too")
            faults.append(Diagnostic("unexpected-file", message, Span(path), help))
        elif link := files.link(root, path):
            faults.append(files.linked(link))
        elif not os.path.lexists(root / path):
            help = near(Path(path).name, [file.name for file in (root / path).parent.glob("*")])
            faults.append(Diagnostic("unreadable", tell("there is no file `{path}`", path=path), Span(path), help))
    places = [path for path in asked if f"{path}/".startswith("content/") and not files.link(root, path)]
    held = {f"{place}/{path}" for place in places for path, _ in files.walk(root / place)}
    looked_at = asked | {path for path in held if path.endswith(".yaml")}
    folder, found = content.read(root, only=looked_at | _looked_at(root, looked_at))
    timeline = load(Templates(root), folder, found)
    # Without languages nothing else can be judged, wherever the fault is.
    faults += [f for f in found if timeline is None or f.span.path in asked or f.span.path.startswith(under)]
    return in_order(faults)


def _looked_at(root: Path, asked: Iterable[str]) -> set[str]:
    """The events that paths among some files may name: a passage is only found where its event is read."""
    paths = [root / path for path in asked if path.startswith("content/paths/") and not files.link(root, path)]
    texts = [path.read_text("utf-8", "replace") for path in paths if path.is_file()]
    ids = {found[0] for text in texts for found in SLUG.finditer(text)}
    return {f"content/events/{id}.yaml" for id in ids if (root / f"content/events/{id}.yaml").is_file()}


@dataclass(frozen=True)
class Site:
    """All that is known before the first page is worked out: what the site consists of."""

    timeline: resolve.Timeline
    templates: Templates
    targets: list[Target]
    telling: Callable[[int | None], list[Target]]  # see `table.Table`
    packed: dict[str, Packets]


def survey(
    options: Options, faults: list[Diagnostic], output: Output | None = None, folder: content.Folder | None = None
) -> Site:
    """From the folder to the table of pages. Adds what it finds to `faults`; raises `Fault` where that stops it."""
    templates = Templates(options.root)
    folder = folder or gather(content.read(options.root), faults)
    timeline = load(templates, folder, faults)
    if options.committed and timeline:
        faults += unpromised(options.root, timeline)
    if output:
        faults += output.open()
    if options.cards and not png.installed():
        message, help = (
            tell("cards are asked for, and resvg-py, which draws them, is not installed"),
            (
                tell(
                    "`python3 build.py --cards` installs it where the network can be reached; so does `pip install resvg-py`"
                )
            ),
        )
        faults.append(Diagnostic("cannot-draw", message, Span("pyproject.toml"), help))
    gate(faults)
    return lay_out(options, replace(timeline, changed=git_history.changes(options.root)), templates, faults)


def lay_out(options: Options, timeline: resolve.Timeline, templates: Templates, faults: list[Diagnostic]) -> Site:
    """The table of pages of a sound timeline, none of them worked out yet."""
    address = (options.address or timeline.site.address or "").rstrip("/")
    address = address and f"{address}/"
    # From here on the site's address is the one under which it is published.
    timeline = replace(timeline, site=timeline.site.model_copy(update={"address": address or None}))
    editions = {code: Edition(timeline, language) for code, language in timeline.languages.items()}
    fonts = digest(*(font.read_bytes() for font in templates.card_fonts)) if options.cards else ""
    plain, packed = assets.assets(templates), table.packed(timeline, editions)
    targets, telling = gather(table.table(timeline, editions, packed, plain, address, fonts), faults)
    faults += templates.faults({target.template for target in targets} - {""})
    gate(faults)
    return Site(timeline, templates, targets, telling, packed)


def prepare(site: Site, output: Output) -> plan.Plan:
    """What to make, keep and remove in a folder, but for the archive of it all and the pages that tell its size."""
    last = {target.path for target in site.telling(None)}
    targets = [target for target in (*site.targets, *table.packed_files(site.packed)) if target.path not in last]
    targets.sort(key=lambda target: target.path)
    return plan.plan(targets, output.manifest, engine_digest(), site.templates.recipe, output.digest)


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
        lambda: zip_archive.pack(inside, read),
        site.telling,
        output.manifest,
        site.templates.recipe,
        output.digest,
        output.size,
    )
    before = {step.target.path for step in planned.steps}
    more = tuple(step for step in whole.steps if step.target.path not in before)
    render(site.templates, replace(whole, steps=more), staged.add, faults)
    return whole


def load(templates: Templates, folder: content.Folder, faults: list[Diagnostic]) -> resolve.Timeline | None:
    """The timeline of a folder that was read; what could be made of it where there are faults."""
    faults += [files.linked(link) for link in templates.links]
    records = gather(validate.validate(folder), faults)
    spoken = gather(load_languages(templates, records), faults)
    return gather(resolve.resolve(records, folder, spoken), faults)


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


def gather(outcome: tuple, faults: list[Diagnostic]):
    """A stage's value; its faults join the list."""
    value, found = outcome
    faults += found
    return value


def gate(faults: Iterable[Diagnostic]) -> None:
    """Lets nothing pass that has an error. What was gathered is reported by whoever called."""
    if any(fault.severity == ERROR for fault in faults):
        raise Fault()


def load_languages(
    templates: Templates, records: validate.Records
) -> tuple[dict[str, tuple[Language, File]], list[Diagnostic]]:
    """The site's languages, each from its file under templates/languages/."""
    found: dict[str, tuple[Language, File]] = {}
    faults: list[Diagnostic] = []
    if records.site is None:
        return found, faults
    known = templates.files("languages", "*.yaml")
    for index, code in enumerate(dict.fromkeys(records.site.record.languages)):
        path = known.get(f"{code}.yaml")
        if path is None:
            codes = [name.removesuffix(".yaml") for name in known]
            faults.append(
                Diagnostic(
                    "unknown-language",
                    tell("there is no file for the language `{code}`", code=code),
                    records.site.file.span(("languages", index)),
                    near(code, codes)
                    or tell("add templates/languages/{code}.yaml; copy that of another language", code=code),
                )
            )
            continue
        file, problems = templates.data(path)
        if "language" not in file.kept:  # a preview asks again for what has not changed
            file.kept["language"] = validate.record_of(Language, file.data, file)
        language, more = file.kept["language"]
        faults += (*problems, *more)
        if language:
            found[code] = language.model_copy(update={"code": code}), file
    ours, _ = templates.data(OUR_TEMPLATES / "languages" / "en.yaml")
    return found, faults + languages.check(found, ours.data)


def permalinks(root: Path, timeline: resolve.Timeline) -> list[str]:
    """The lines of content/permalinks.txt, with the ids that are new and in order, as a merge of two branches may
    not have left them; none where they are so already."""
    heads, known = promised(root) or ([_PERMALINKS_HEAD], set())
    lines = [*heads, *sorted({*known, *timeline.permalinks()})]
    file = root / "content" / content.PERMALINKS
    return lines if not file.is_file() or file.read_text("utf-8-sig", "replace").splitlines() != lines else []


def promised(root: Path) -> tuple[list[str], set[str]] | None:
    """The comments of content/permalinks.txt and the addresses that it promises; None where there is no such file."""
    file = root / "content" / content.PERMALINKS
    if not file.is_file():
        return None
    lines = file.read_text("utf-8-sig", "replace").splitlines()  # a file that is no UTF-8 is a fault by now
    return [line for line in lines if line.startswith("#")], {
        line.strip() for line in lines if line.strip() and not line.startswith("#")
    }


def unpromised(root: Path, timeline: resolve.Timeline) -> list[Diagnostic]:
    """The records and pages that content/permalinks.txt lacks: published so, they could vanish unnoticed."""
    if (kept := promised(root)) is None:
        message = tell("there is no `permalinks.txt`, so no address is promised")
        help = tell("run `python3 build.py`, which writes it, and commit it with the rest")
        return [Diagnostic("unpromised-id", message, Span(f"content/{content.PERMALINKS}"), help)]
    faults = []
    for address in sorted(set(timeline.permalinks()) - kept[1]):
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


def record_permalinks(root: Path, lines: Sequence[str]) -> list[Diagnostic]:
    """Writes the permalinks, once the site that answers for them is there: from now on they are promised."""
    try:
        if lines:
            with files.Tree(root, "content").staging() as staged:
                staged.put(content.PERMALINKS, "".join(f"{line}\n" for line in lines).encode())
    except OSError as problem:
        return [
            Diagnostic(
                "permalinks-not-kept",
                tell("the new addresses could not be noted: {problem}", problem=problem.strerror or problem),
                Span(f"content/{content.PERMALINKS}"),
                tell("make the file writable"),
                WARNING,
            )
        ]
    return []


def schemas(root: Path, folder: content.Folder) -> dict[str, bytes]:
    """What editors know of a project, by path under content/schema/; nothing where it has no languages."""
    spoken = Templates(root).files("languages", "*.yaml")
    read = {
        name.removesuffix(".yaml"): yaml_file.read(name, path.read_bytes())[0].data for name, path in spoken.items()
    }
    return editor_schema.schemas(folder, {code: data for code, data in read.items() if isinstance(data, dict)})


def explain(options: Options, path: str) -> tuple[list[str], list[Diagnostic]]:
    """Why a page would be made anew or kept, and the files it comes from, as lines for people."""
    faults: list[Diagnostic] = []
    try:
        output = options.output()
        site = survey(options, faults, output)
        planned = prepare(site, output)
        last = {addresses.ARCHIVE, *(target.path for target in site.telling(None))}
        if path in last:  # what these come from is known when all else is made
            with files.elsewhere() as tree, Staging(tree, str(tree.folder)) as staged:
                render(site.templates, planned, staged.add, faults)
                planned = enclose(site, output, planned, staged, faults)
    except Fault as fault:
        return [], in_order((*faults, *fault.diagnostics))
    steps = {step.target.path: step for step in planned.steps}
    if path in planned.remove:
        return [tell("{path} would be removed: nothing makes it any more", path=path)], []
    if path not in steps:
        return [], [
            Diagnostic(
                "unknown-page",
                tell("the site has no page `{path}`", path=path),
                Span(path),
                near(path, steps) or tell("paths look like `en/events/ID.html`"),
            )
        ]
    step, templates = steps[path], site.templates
    lines = [tell("{path} would be kept: nothing it comes from has changed", path=path)]
    if step.reasons:
        reasons = joined("{first}; {second}", step.reasons)
        lines = [tell("{path} would be made: {reasons}", path=path, reasons=reasons)]
    if step.target.page:
        language = templates.files("languages", "*.yaml")[f"{step.target.frame.lang}.yaml"]
        lines += [tell("  from {file}", file=file) for file in comes_from(site.timeline, step.target)]
        lines += [tell("  by   {file}", file=used) for used in templates.paths(step.target.template)]
        lines += [tell("  in   {file}", file=templates.shown(language))]
    return lines, []


def comes_from(timeline: resolve.Timeline, target: Target) -> list[str]:
    """The content files that a page comes from: for people, never for deciding what to make. Besides its own they are
    those of every record that it names, since it names each by its address."""
    found = {"content/site.yaml", *target.files}
    for kind, id in addresses.named(repr(target.page.subject)):
        if entry := timeline.kinds.get(kind, {}).get(timeline.aliases.get((kind, id), id)):
            found.add(entry.file.path)
    return sorted(found)
