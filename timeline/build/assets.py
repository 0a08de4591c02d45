"""Stylesheet, scripts, fonts and pictures: the files that pages use and that no template makes.

The parts of `templates/css/` are put together in the order of their names into one file, named by
its content so that a browser may keep it for ever; so is each script. What one kind of page alone needs takes in
the sheets that it names with `@import`: together they are compressed to three quarters. A font keeps its name, which
the stylesheet says.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from timeline.build.render import Templates
from timeline.digest import digest
from timeline.faults.diagnostic import Diagnostic, Fault, Span, tell

# A text; the end of a rule, with the mark before it that it does without; a sign with space about it (behind a colon
# only, since before one it stands between two selectors); the nought before a point.
_SPACE = re.compile(r"""("[^"]*"|'[^']*')|[ ;]*(}) *| *([{;,>]) *|(:) +|(?<![0-9.])0(?=[.][0-9])""")
# A text; what stands behind code to say why.
_COMMENT = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`)|\s//\s.*""")
_IMPORT = re.compile(r'@import "([a-z-]+[.]css)";')


def assets(templates: Templates) -> dict[str, bytes]:
    """File names and bytes of the site's `assets/` folder. Raises `Fault` for a part that is no UTF-8."""
    parts = [_compact(_text(path, templates.shown(path))) for path in templates.files("css", "*.css").values()]
    sheets = {"site": "".join(parts)}
    own = {name: _text(path, templates.shown(path)) for name, path in templates.files("css/pages", "*.css").items()}
    for name, text in own.items():
        sheets[name.removesuffix(".css")] = _compact(_IMPORT.sub(lambda found: own.get(found[1], found[0]), text))
    named = {
        name: path.read_bytes()
        for folder, pattern in (("fonts", "*.woff2"), ("fonts", "*.txt"), ("images", "*.svg"), ("images", "*.png"))
        for name, path in templates.files(folder, pattern).items()
    }
    scripts = {
        name.removesuffix(".js"): _bare(_text(path, templates.shown(path)))
        for name, path in templates.files("js", "*.js").items()
    }
    kept = {}  # by its content's name a browser may keep a file for ever
    for suffix, texts in (("css", sheets), ("js", scripts)):
        for name, text in texts.items():
            data = text.encode("utf-8")
            kept[f"{name}.{digest(data)[:10]}.{suffix}"] = data
    return {**kept, **named}


def _text(path: Path, shown: str) -> str:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        raise Fault(
            Diagnostic(
                "not-utf8",
                tell("the script is not written in UTF-8")
                if path.suffix == ".js"
                else tell("the stylesheet is not written in UTF-8"),
                Span(shown),
                tell("save it as UTF-8"),
            )
        ) from None


def _bare(script: str) -> str:
    """Without what only comments, and without indentation: line by line, so that a text in backticks has to stand on
    one. A comment behind code has space on both sides of its strokes."""
    lines = (_COMMENT.sub(lambda found: found[1] or "", line).strip() for line in script.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//")) + "\n"


@lru_cache(200)  # several times what we have: a preview puts them together on every save
def _compact(css: str) -> str:
    """Without comments and what space means nothing: less than two thirds. What stands in quotation marks is left
    alone."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    kept = lambda found: found[1] or found[2] or found[3] or found[4] or ""
    return _SPACE.sub(kept, " ".join(css.split())).strip()
