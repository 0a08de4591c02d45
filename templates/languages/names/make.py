"""Makes the names of languages again from CLDR's, as Babel has them. For maintainers; no build runs it.

    .venv/bin/python templates/languages/names/make.py

A source may be written in any language, so its name is no word that somebody translates: what ours call each stands in
`en.yaml`, `ar.yaml` and so on, what each calls itself in `own.yaml`, for an interface in a language that has no such
table. Of tongues that only historians read CLDR lacks some, which stand here.
"""

from __future__ import annotations

from pathlib import Path

import yaml
from babel import Locale, localedata
from babel.core import get_global

HERE = Path(__file__).resolve().parent
BESIDES = {
    "en": {
        "axm": "Middle Armenian",
        "jpa": "Jewish Palestinian Aramaic",
        "myz": "Classical Mandaic",
        "oge": "Old Georgian",
        "otk": "Old Turkic",
        "tmr": "Jewish Babylonian Aramaic",
        "xaa": "Andalusian Arabic",
        "xcl": "Classical Armenian",
        "xng": "Middle Mongol",
        "xpu": "Punic",
        "xqa": "Karakhanid",
        "xsa": "Sabaic",
    },
    "ar": {
        "axm": "الأرمنية الوسطى",
        "jpa": "الآرامية اليهودية الفلسطينية",
        "myz": "المندائية الكلاسيكية",
        "oge": "الجورجية القديمة",
        "otk": "التركية القديمة",
        "tmr": "الآرامية اليهودية البابلية",
        "xaa": "العربية الأندلسية",
        "xcl": "الأرمنية الكلاسيكية",
        "xng": "المغولية الوسطى",
        "xpu": "البونيقية",
        "xqa": "القراخانية",
        "xsa": "السبئية",
    },
    "fa": {
        "axm": "ارمنی میانه",
        "jpa": "آرامی یهودی فلسطینی",
        "myz": "مندایی کلاسیک",
        "oge": "گرجی باستان",
        "otk": "ترکی باستان",
        "tmr": "آرامی یهودی بابلی",
        "xaa": "عربی اندلسی",
        "xcl": "ارمنی کلاسیک",
        "xng": "مغولی میانه",
        "xpu": "پونی",
        "xqa": "قراخانی",
        "xsa": "سبایی",
    },
}
_HEAD = """# {what}, by its code: from CLDR {version}, made by make.py.
# To call one otherwise, write `language_XX` under `words` in a language file of your own.
"""


def tables() -> dict[str, str]:
    """All files of names, by name."""
    own = {}
    for name in sorted(localedata.locale_identifiers()):
        if "_" not in name and (called := Locale(name).languages.get(name)):
            own[name] = called
    called = {code: {**names, **Locale(code).languages} for code, names in BESIDES.items()}
    made = {f"{code}.yaml": _table(f"What each language is called in {code}", names) for code, names in called.items()}
    return {**made, "own.yaml": _table("What each language calls itself", own)}


def _table(what: str, names: dict[str, str]) -> str:
    spelt = {code.replace("_", "-"): name for code, name in names.items()}
    kept = {code: name for code, name in spelt.items() if code != "root"}
    return _HEAD.format(what=what, version=get_global("cldr")["version"]) + yaml.safe_dump(
        kept, allow_unicode=True, width=200
    )


if __name__ == "__main__":
    for name, text in tables().items():
        (HERE / name).write_text(text, "utf-8", newline="\n")
