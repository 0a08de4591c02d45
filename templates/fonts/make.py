"""Makes the fonts of this folder again from what their makers publish. For maintainers; no build runs it.

    npm pack @fontsource-variable/noto-naskh-arabic @fontsource-variable/noto-serif    # 5.3.0
    (unpack each into a folder of its own: ORIGINALS/noto-naskh-arabic, ORIGINALS/noto-serif)
    pip install fonttools==4.68.0 brotli==1.2.1
    python3 templates/fonts/make.py ORIGINALS

Every Arabic page waits for the web font, so it holds what modern Arabic text needs and nothing else.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem

HERE = Path(__file__).resolve().parent

# Letters, harakat, tatweel, punctuation and digits of modern Arabic; پ چ ژ گ ڤ ک ی for names; the
# joiners. Not: letters of other languages, Quranic marks, presentation forms.
ARABIC = (
    *(0x60C, 0x61B, 0x61F, *range(0x621, 0x63B), *range(0x640, 0x656), *range(0x660, 0x66D), 0x670),
    *(0x67E, 0x686, 0x698, 0x6A4, 0x6A9, 0x6AF, 0x6CC, 0x200C, 0x200D, 0x200E),
)
# What stands inside Arabic sentences and should not be set in another hand.
NUMBERS = (0x21, 0x22, 0x25, 0x27, 0x28, 0x29, *range(0x2B, 0x3B), 0x5B, 0x5D, 0xB7, 0x2013, 0x2014)
SHAPING = ("ccmp", "init", "medi", "fina", "rlig", "mark", "mkmk")


def web(originals: Path) -> bytes:
    """Naskh from 400 to 700 with its numbers in one file, on a grid of 500 units to the em.

    Half the units halve nothing that an eye could see (half a unit is a twentieth of a pixel in a
    heading) and save a tenth of the bytes, as does forgetting deltas that stay within one unit.
    """
    font = part(originals, "noto-naskh-arabic", "arabic", (0x20, *ARABIC), SHAPING)
    join(font, part(originals, "noto-naskh-arabic", "latin", NUMBERS, ()))
    font["fvar"].instances = []
    font["name"].names = [name for name in font["name"].names if name.nameID <= 2 or name.nameID == 256]
    font = again(font)
    scale_upem(font, 500)
    for name, variations in font["gvar"].variations.items():
        points, control = font["glyf"]._getCoordinatesAndControls(name, font["hmtx"].metrics)
        for variation in variations:
            variation.calcInferredDeltas(points, control.endPts)
            variation.roundDeltas()
            composite = font["glyf"][name].isComposite()
            variation.optimize(points, control.endPts, tolerance=1, isComposite=composite)
    font.flavor = "woff2"
    return saved(font)


def part(originals: Path, family: str, script: str, characters: Iterable[int], features: Sequence[str]) -> TTFont:
    """The part of a published file that holds some characters and what shapes them."""
    options = subset.Options()
    options.layout_features, options.layout_scripts = list(features), ["DFLT", "arab"]
    options.name_IDs, options.hinting, options.glyph_names = [0, 1, 2], False, True
    options.drop_tables += ["HVAR", "STAT", "prep", "gasp", *(() if features else ("GSUB", "GPOS", "GDEF"))]
    font = subset.load_font(originals / family / "files" / f"{family}-{script}-wght-normal.woff2", options)
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
    made = {"noto-naskh-arabic.woff2": web(originals)}
    for name, data in made.items():
        (HERE / name).parent.mkdir(exist_ok=True)
        (HERE / name).write_bytes(data)
        print(f"{len(data):>7,} {name}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
