"""The whole build, in the order in which it happens.

    read -> validate -> resolve -> (gate) -> localise -> pages -> plan -> (gate) -> render -> (gate) -> write

Everything between reading and writing is a function of values: no clock, no network, no locale.
Nothing is written before the last gate, so a build that fails leaves the last good site as it was.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from timeline import assets, content, jsonschema, languages, pages, picture, plan, resolve, validate, yamlfile
from timeline.diagnostics import ERROR, WARNING, Diagnostic, Fault, Span, in_order, near
from timeline.edition import localise
from timeline.inputs import OUR_TEMPLATES, Options, engine_digest, inputs_digest
from timeline.languages import Language
from timeline.manifest import Manifest, digest
from timeline.origins import origins
from timeline.output import Output
from timeline.render import Templates
from timeline.yamlfile import File

_PERMALINKS_HEAD = (
    "# Every address given out, kept by the build: an id that goes needs an alias (README, `Permanent links`)."
)


@dataclass(frozen=True)
class Result:
    """What a build did. With an error among the diagnostics it did nothing."""

    written: int
    kept: int
    removed: int
    diagnostics: list[Diagnostic]

    @property
    def failed(self) -> bool:
        return any(d.severity == ERROR for d in self.diagnostics)


def build(options: Options) -> Result:
    """Makes the site. Every fault is in the result; nothing is raised for what an author can get wrong."""
    faults: list[Diagnostic] = []
    folder = gather(content.read(options.root), faults)
    if (options.root / "content" / content.SCHEMAS).is_dir():
        # Before anything can stop the build: an id is looked for in the editor while its record is half written.
        kept = jsonschema.keep(options.root, schemas(options.root, folder))
        faults += [replace(fault, severity=WARNING) for fault in kept]
    try:
        inputs, output = inputs_digest(options), options.output()
        prepared = prepare(options, faults, output, folder)
        made = render(prepared, faults)
        lines = permalinks(options.root, prepared.timeline)
        # Warnings are to be said again next time, and new permalinks are themselves an input.
        written, removed = output.write(prepared.plan, made, "" if faults or lines else inputs)
        faults += record_permalinks(options.root, lines)
    except Fault as fault:
        return Result(0, 0, 0, in_order((*faults, *fault.diagnostics)))
    return Result(written, len(prepared.plan.steps) - written, removed, in_order(faults))


def check(options: Options) -> list[Diagnostic]:
    """Every fault that a build would meet before it renders a page. Writes nothing."""
    faults: list[Diagnostic] = []
    try:
        prepared = prepare(options, faults, None)
        faults += prepared.templates.faults(
            {step.target.template for step in prepared.plan.steps} - {""}, compiled=True
        )
    except Fault as fault:
        faults += fault.diagnostics
    return in_order(faults)


@dataclass(frozen=True)
class Prepared:
    """All that is known before the first page is rendered."""

    timeline: resolve.Timeline
    templates: Templates
    plan: plan.Plan


def prepare(
    options: Options, faults: list[Diagnostic], output: Output | None, folder: content.Folder | None = None
) -> Prepared:
    """From the folder to the plan. Adds what it finds to `faults`; raises `Fault` where that stops the build."""
    templates = Templates(options.root)
    timeline = load(options.root, templates, faults, folder)
    if output:
        faults += output.open()
    if options.cards and not picture.installed():
        message, help = (
            "cards are asked for, and resvg-py, which draws them, is not installed",
            ("`python3 build.py --cards` installs it where the network can be reached; so does `pip install resvg-py`"),
        )
        faults.append(Diagnostic("cannot-draw", message, Span("pyproject.toml"), help))
    gate(faults)

    editions = {code: gather(localise(timeline, language), faults) for code, language in timeline.languages.items()}
    address = (options.address or timeline.site.address or "").rstrip("/")
    fonts = digest(*(font.read_bytes() for font in templates.card_fonts)) if options.cards else ""
    files = assets.assets(templates)
    targets = gather(pages.table(timeline, editions, files, address and f"{address}/", fonts), faults)
    faults += templates.faults({target.template for target in targets} - {""})
    gate(faults)
    nothing = Manifest()
    planned = plan.plan(
        targets,
        output.manifest if output else nothing,
        engine_digest(),
        templates.recipe,
        output.digest if output else lambda path: "",
    )
    return Prepared(timeline, templates, planned)


def load(
    root: Path, templates: Templates, faults: list[Diagnostic], folder: content.Folder | None = None
) -> resolve.Timeline | None:
    """The timeline of a project, from its folder, unless that was read already; what could be made of it where
    there are faults."""
    if folder is None:
        folder = gather(content.read(root), faults)
    records = gather(validate.validate(folder), faults)
    spoken = gather(load_languages(templates, records), faults)
    return gather(resolve.resolve(records, folder, spoken), faults)


def render(prepared: Prepared, faults: list[Diagnostic]) -> dict[str, bytes]:
    """The bytes of every page to make. Each page's fault is gathered before the gate falls."""
    made = {}
    for step in prepared.plan.steps:
        if step.reasons:
            try:
                made[step.target.path] = prepared.templates.render(step.target)
            except Fault as fault:
                faults += fault.diagnostics
                if len(faults) > 50:  # the same fault on ten thousand pages tells no more than on fifty
                    break
    gate(faults)
    return made


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
    files = templates.files("languages", "*.yaml")
    for index, code in enumerate(dict.fromkeys(records.site.record.languages)):
        path = files.get(f"{code}.yaml")
        if path is None:
            known = [name.removesuffix(".yaml") for name in files]
            faults.append(
                Diagnostic(
                    "unknown-language",
                    f"there is no file for the language `{code}`",
                    records.site.file.span(("languages", index)),
                    near(code, known) or f"add templates/languages/{code}.yaml; copy that of another language",
                )
            )
            continue
        file, problems = yamlfile.read(templates.shown(path), path.read_bytes())
        language, more = validate.record_of(Language, file.data, file)
        faults += (*problems, *more)
        if language:
            found[code] = language.model_copy(update={"code": code}), file
    ours, _ = yamlfile.read("en", (OUR_TEMPLATES / "languages" / "en.yaml").read_bytes())
    return found, faults + languages.check(found, ours.data)


def permalinks(root: Path, timeline: resolve.Timeline) -> list[str]:
    """The lines of content/permalinks.txt with the ids that are new; none where none are."""
    file = root / "content" / content.PERMALINKS
    known = file.read_text("utf-8-sig").splitlines() if file.is_file() else [_PERMALINKS_HEAD]
    lines = {line.strip() for line in known if line.strip() and not line.startswith("#")}
    if not set(timeline.permalinks()) - lines:
        return []
    return [*(line for line in known if line.startswith("#")), *sorted({*lines, *timeline.permalinks()})]


def record_permalinks(root: Path, lines: Sequence[str]) -> list[Diagnostic]:
    """Writes the permalinks, once the site that answers for them is there: from now on they are promised."""
    file = root / "content" / content.PERMALINKS
    beside = file.with_name(f".{file.name}.tmp")
    try:
        if lines:
            beside.write_text("\n".join(lines) + "\n", "utf-8", newline="\n")
            os.replace(beside, file)
    except OSError as problem:
        return [
            Diagnostic(
                "permalinks-not-kept",
                f"the new addresses could not be noted: {problem.strerror or problem}",
                Span(f"content/{content.PERMALINKS}"),
                "make the file writable",
                WARNING,
            )
        ]
    return []


def schemas(root: Path, folder: content.Folder) -> dict[str, bytes]:
    """What editors know of a project, by path under content/schema/; nothing where it has no languages."""
    files = Templates(root).files("languages", "*.yaml")
    read = {name.removesuffix(".yaml"): yamlfile.read(name, path.read_bytes())[0].data for name, path in files.items()}
    return jsonschema.schemas(folder, {code: data for code, data in read.items() if isinstance(data, dict)})


def explain(options: Options, path: str) -> tuple[list[str], list[Diagnostic]]:
    """Why a page would be made anew or kept, and the files it comes from, as lines for people."""
    faults: list[Diagnostic] = []
    try:
        prepared = prepare(options, faults, options.output())
    except Fault as fault:
        return [], in_order((*faults, *fault.diagnostics))
    steps = {step.target.path: step for step in prepared.plan.steps}
    if path in prepared.plan.remove:
        return [f"{path} would be removed: nothing makes it any more"], []
    if path not in steps:
        return [], [
            Diagnostic(
                "unknown-page",
                f"the site has no page `{path}`",
                Span(path),
                near(path, steps) or "paths look like `en/events/ID.html`",
            )
        ]
    step, templates = steps[path], prepared.templates
    reasons = "; ".join(step.reasons)
    lines = [
        f"{path} would be made: {reasons}" if reasons else f"{path} would be kept: nothing it comes from has changed"
    ]
    if step.target.page:
        language = templates.files("languages", "*.yaml")[f"{step.target.frame.lang}.yaml"]
        lines += [f"  from {file}" for file in origins(prepared.timeline, step.target.page)]
        lines += [f"  by   {used}" for used in templates.paths(step.target.template)]
        lines += [f"  in   {templates.shown(language)}"]
    return lines, []
