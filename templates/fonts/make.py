"""Makes the fonts of this folder again from what their makers publish. For maintainers; no build runs it.

    npm pack @fontsource-variable/noto-naskh-arabic@5.0.17    # into ORIGINALS/whole
    npm pack @fontsource-variable/noto-naskh-arabic@5.3.0     # into ORIGINALS/noto-naskh-arabic
    npm pack @fontsource-variable/noto-serif@5.3.0            # into ORIGINALS/noto-serif
    pip install fonttools==4.68.0 brotli==1.2.1
    PYTHONHASHSEED=0 python3 templates/fonts/make.py ORIGINALS    # the same bytes each time

The Arabic letters are those of version 2.016 (5.0.17), of which each is one glyph. Later versions set
its dots apart as marks, and a PDF made with those loses them: no word with a dot can be found in it.
Digits are those of the later version, which have serifs.

Every Arabic page waits for the web font, so it holds what modern Arabic text needs and nothing else.
What few texts hold is in a second file, which a browser loads where such a character stands. A Persian
page would always load both, and has one of its own.
Social cards are drawn with a font that no page loads: both scripts in one file, as their renderer
wants it. How wide its letters are is written into `timeline/text/widths.py`, which breaks lines by it.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from fontTools import subset
from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.varLib import instancer

HERE = Path(__file__).resolve().parent
WIDTHS = HERE.parent.parent / "timeline" / "text" / "widths.py"
CARDS = {"Regular": 400, "Bold": 700}
FAMILY = "Timeline Cards"  # a joined font is another font, and should not pass for either of the two

# Letters, harakat, tatweel and punctuation of modern Arabic; the joiners. Not: letters of other
# languages, Quranic marks; nor presentation forms, which a PDF would then give instead of letters.
ARABIC = (
    *(0x60C, 0x61B, 0x61F, *range(0x621, 0x63B), *range(0x640, 0x656), 0x670),
    *(0x200C, 0x200D, 0x200E),
)
# Its own digits, for an edition or a quotation that has them; Persian ones, and the letters پ چ ژ گ ڤ ک ی ۀ.
MORE = (*range(0x660, 0x66D), *range(0x6F0, 0x6FA), 0x67E, 0x686, 0x698, 0x6A4, 0x6A9, 0x6AF, 0x6C0, 0x6CC)
# For a page in Persian, which has all of that: one file, smaller than the two.
PERSIAN = (*ARABIC, *range(0x66A, 0x66D), *range(0x6F0, 0x6FA), 0x67E, 0x686, 0x698, 0x6A9, 0x6AF, 0x6C0, 0x6CC)
# What stands inside Arabic sentences and should not be set in another hand.
NUMBERS = (0x25, 0x28, 0x29, *range(0x2C, 0x3B), 0x5B, 0x5D, 0xB7, 0x2013)
SHAPING = ("ccmp", "init", "medi", "fina", "rlig", "mark", "mkmk")
# Of Latin, what western European text needs, and the rest of Europe's letters for names.
LATIN = (*range(0x20, 0x7F), *range(0xA0, 0x100), 0x2013, 0x2014, *range(0x2018, 0x201F), 0x2022, 0x2026)
LATIN += (0x2032, 0x2033, 0x2039, 0x203A, 0x20AC, 0x2122, 0x2212, 0x131, 0x152, 0x153)
MORE_LATIN = (
    *range(0x100, 0x131),
    *range(0x132, 0x152),
    *range(0x154, 0x180),
    *range(0x218, 0x21C),
    0x2020,
    0x2021,
    0x2030,
)
ALIKE = {0x2010: "hyphen", 0x2011: "hyphen", 0x2009: "space", 0x202F: "space"}


def web(originals: Path, characters: Iterable[int], numbers: Iterable[int] = ()) -> bytes:
    """Naskh from 400 to 700 in one file, on a grid of 360 units to the em.

    Fewer units cost nothing that an eye could see (half a unit is a twentieth of a pixel in a
    heading) and save a tenth of the bytes, as does forgetting deltas that stay within one unit.
    """
    font = part(originals, "whole", "arabic", (0x20, *characters), SHAPING)
    if numbers:
        join(font, part(originals, "noto-naskh-arabic", "latin", numbers, ()))
    font["fvar"].instances = []
    font["name"].names = [name for name in font["name"].names if name.nameID <= 2 or name.nameID == 256]
    font = again(font)
    scale_upem(font, 360)
    for name, variations in font["gvar"].variations.items():
        points, control = font["glyf"]._getCoordinatesAndControls(name, font["hmtx"].metrics)
        for variation in variations:
            variation.calcInferredDeltas(points, control.endPts)
            variation.roundDeltas()
            composite = font["glyf"][name].isComposite()
            variation.optimize(points, control.endPts, tolerance=1, isComposite=composite)
    font.flavor = "woff2"
    return saved(font)


def card(originals: Path, style: str) -> TTFont:
    """Noto Serif and Noto Naskh Arabic of one weight in one file."""
    latin = part(originals, "noto-serif", "latin", LATIN, ("kern",))
    join(latin, part(originals, "noto-serif", "latin-ext", MORE_LATIN, ()))
    for table in latin["cmap"].tables:
        table.cmap |= ALIKE
    arabic = part(originals, "whole", "arabic", (*ARABIC, *MORE), SHAPING)
    files = []
    for font in (latin, arabic):
        font.flavor = None
        files.append(io.BytesIO(saved(instancer.instantiateVariableFont(font, {"wght": CARDS[style]}))))
    font = Merger().merge(files)
    bold = style == "Bold"
    font["OS/2"].usWeightClass = CARDS[style]
    font["OS/2"].fsSelection = 0x20 if bold else 0x40
    font["head"].macStyle = int(bold)
    font["head"].modified = font["head"].created = latin["head"].modified
    font["name"].names = [name for name in font["name"].names if name.nameID == 0]
    for number, words in ((1, FAMILY), (2, style), (4, f"{FAMILY} {style}"), (6, f"TimelineCards-{style}")):
        font["name"].setName(words, number, 3, 1, 0x409)
    return font


def advances(fonts: Sequence[TTFont]) -> str:
    """How wide each character is at most, in hundredths of an em, as rows for `timeline/text/widths.py`."""
    wide: dict[int, int] = {}
    for font in fonts:
        becomes = substitutions(font)
        for character, name in font.getBestCmap().items():
            forms, waiting = set(), [name]
            while waiting:
                if (form := waiting.pop()) not in forms:
                    forms.add(form)
                    waiting += becomes.get(form, ())
            width = -(-max(font["hmtx"][form][0] for form in forms) * 100 // font["head"].unitsPerEm)
            wide[character] = max(width, wide.get(character, 0))
    rows: list[list[int]] = []
    for character in sorted(wide):
        if not rows or character != rows[-1][-1] + 1 or len(rows[-1]) == 32:
            rows.append([])
        rows[-1].append(character)
    return "\n".join(f"{row[0]:04X} {' '.join(str(wide[character]) for character in row)}" for row in rows)


def substitutions(font: TTFont) -> dict[str, list[str]]:
    """What shaping may put in a glyph's place; of several, the first: the others are its dots."""
    found: dict[str, list[str]] = {}
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            for glyph, form in getattr(table, "mapping", {}).items():
                found.setdefault(glyph, []).append(form if isinstance(form, str) else form[0])
    return found


def part(originals: Path, folder: str, script: str, characters: Iterable[int], features: Sequence[str]) -> TTFont:
    """The part of a published file that holds some characters and what shapes them."""
    options = subset.Options()
    options.layout_features, options.layout_scripts = list(features), ["DFLT", "arab" if script == "arabic" else "latn"]
    options.name_IDs, options.hinting, options.glyph_names = [0, 1, 2], False, True
    options.drop_tables += ["HVAR", "STAT", "prep", "gasp", *(() if features else ("GSUB", "GPOS", "GDEF"))]
    (file,) = (originals / folder / "files").glob(f"*-{script}-wght-normal.woff2")
    font = subset.load_font(file, options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters)
    cutter.subset(font)
    return font


def join(font: TTFont, other: TTFont) -> None:
    """Adds the other half of a family that was published in two files."""
    order = font.getGlyphOrder()
    for name in other.getGlyphOrder():
        if name not in order:
            font["glyf"][name], font["hmtx"][name] = other["glyf"][name], other["hmtx"][name]
            font["gvar"].variations[name] = other["gvar"].variations.get(name, [])
    for table in font["cmap"].tables:
        table.cmap |= other.getBestCmap()


def again(font: TTFont) -> TTFont:
    """The font as whoever opens it will find it, glyph names forgotten."""
    font["post"].formatType = 3.0
    font.flavor = None
    return TTFont(io.BytesIO(saved(font)))


def saved(font: TTFont) -> bytes:
    font.recalcTimestamp = False
    file = io.BytesIO()
    font.save(file)
    return file.getvalue()


def main(originals: Path) -> None:
    fonts = {style: card(originals, style) for style in CARDS}
    table = f'_WIDTHS = """\n{advances(list(fonts.values()))}\n"""'
    made = {
        "noto-naskh-arabic.woff2": web(originals, ARABIC, NUMBERS),
        "noto-naskh-arabic-more.woff2": web(originals, MORE),
        "noto-naskh-persian.woff2": web(originals, PERSIAN, NUMBERS),
    }
    made |= {f"cards/timeline-cards-{style.lower()}.ttf": saved(again(font)) for style, font in fonts.items()}
    for name, data in made.items():
        (HERE / name).parent.mkdir(exist_ok=True)
        (HERE / name).write_bytes(data)
        print(f"{len(data):>7,} {name}")
    source = re.sub(r'_WIDTHS = """\n.*?"""', table, WIDTHS.read_text("utf-8"), flags=re.DOTALL)
    WIDTHS.write_text(source, "utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
