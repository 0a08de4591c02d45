#!/usr/bin/env python3
"""Writes a synthetic bilingual project of N events, always the same for the same N: `corpus.py 1000 DIR`.

The texts are random words in sentences of ordinary length; the shapes are those of real content:
days, months, years and spans, two topics, two actors, a place, one or two sources, figures,
statements, relations, and a body of four paragraphs in each language.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

ENGLISH = [
    "the",
    "city",
    "council",
    "approved",
    "a",
    "new",
    "plan",
    "after",
    "long",
    "public",
    "debate",
    "and",
    "several",
    "reports",
    "described",
    "how",
    "workers",
    "merchants",
    "students",
    "teachers",
    "met",
    "in",
    "open",
    "halls",
    "to",
    "discuss",
    "water",
    "prices",
    "schools",
    "roads",
    "housing",
    "ports",
    "railways",
    "trade",
    "newspapers",
    "courts",
    "elections",
    "reform",
    "agreement",
    "decision",
    "committee",
    "delegation",
    "archive",
    "evidence",
    "witness",
    "letter",
    "document",
    "record",
    "region",
    "village",
    "province",
    "coast",
    "river",
    "harvest",
    "supply",
    "market",
    "bank",
    "loan",
    "budget",
    "tax",
    "customs",
    "treaty",
    "border",
    "crossing",
    "hospital",
    "clinic",
    "laboratory",
    "university",
    "library",
    "museum",
    "theatre",
    "radio",
    "station",
    "printing",
    "survey",
    "map",
    "census",
    "growth",
    "during",
    "before",
    "later",
    "again",
    "first",
    "final",
    "local",
    "national",
    "official",
    "independent",
    "early",
    "late",
    "major",
    "minor",
    "public",
    "private",
    "joint",
    "annual",
]
ARABIC = [
    "مجلس",
    "المدينة",
    "وافق",
    "على",
    "خطة",
    "جديدة",
    "بعد",
    "نقاش",
    "عام",
    "طويل",
    "وذكرت",
    "تقارير",
    "عديدة",
    "كيف",
    "اجتمع",
    "العمال",
    "والتجار",
    "والطلاب",
    "والمعلمون",
    "في",
    "قاعات",
    "مفتوحة",
    "لمناقشة",
    "أسعار",
    "المياه",
    "والمدارس",
    "والطرق",
    "والسكن",
    "والموانئ",
    "وسكك",
    "الحديد",
    "والتجارة",
    "والصحف",
    "والمحاكم",
    "والانتخابات",
    "والإصلاح",
    "اتفاق",
    "قرار",
    "لجنة",
    "وفد",
    "أرشيف",
    "دليل",
    "شاهد",
    "رسالة",
    "وثيقة",
    "سجل",
    "منطقة",
    "قرية",
    "محافظة",
    "ساحل",
    "نهر",
    "حصاد",
    "إمداد",
    "سوق",
    "مصرف",
    "قرض",
    "موازنة",
    "ضريبة",
    "جمارك",
    "معاهدة",
    "حدود",
    "معبر",
    "مستشفى",
    "عيادة",
    "مختبر",
    "جامعة",
    "مكتبة",
    "متحف",
    "مسرح",
    "إذاعة",
    "محطة",
    "مطبعة",
    "مسح",
    "خريطة",
    "تعداد",
    "نمو",
    "خلال",
    "قبل",
    "لاحقا",
    "مجددا",
    "أول",
    "أخير",
    "محلي",
    "وطني",
    "رسمي",
    "مستقل",
    "مبكر",
    "متأخر",
    "كبير",
    "صغير",
    "خاص",
    "مشترك",
    "سنوي",
]
TOPICS, ACTORS, PLACES, SOURCES, MEASURES = 12, 40, 20, 60, 6


def words(r: random.Random, vocabulary: list[str], n: int) -> str:
    return " ".join(r.choice(vocabulary) for _ in range(n))


def both(r: random.Random, n: int, end: str = "") -> dict[str, str]:
    return {"en": words(r, ENGLISH, n).capitalize() + end, "ar": words(r, ARABIC, n) + end}


def body(r: random.Random, vocabulary: list[str], others: list[str], figure: str) -> str:
    paragraphs = []
    for n in range(4):
        first, before, strong, after = (words(r, vocabulary, many) for many in (14, 6, 2, 9))
        text = f"{first}. {before} **{strong}** {after}."
        if n == 1:
            text += f" [[{r.choice(others)}|{words(r, vocabulary, 3)}]] [[#{figure}]]. [{words(r, vocabulary, 2)}](https://example.org/{r.randrange(10_000)})."
        if n == 2:
            text += "\n\n" + "\n".join(f"- {words(r, vocabulary, 7)}" for _ in range(3))
        paragraphs.append(text)
    return "\n\n".join(paragraphs)


def date(r: random.Random) -> str:
    year, month, day, kind = r.randint(1880, 2025), r.randint(1, 12), r.randint(1, 28), r.random()
    if kind < 0.55:
        return f"{year}-{month:02}-{day:02}"
    if kind < 0.75:
        return f"{year}-{month:02}{r.choice(['', '', '~'])}"
    if kind < 0.88:
        return f"{year}{r.choice(['', '?'])}"
    return f"{year}-{month:02}-{day:02}/{year + r.randint(1, 3)}-{r.randint(1, 12):02}"


def events(n: int, r: random.Random):
    """The ids and records of `n` events."""
    ids = [f"e{i:05}-{'-'.join(r.choice(ENGLISH) for _ in range(3))}" for i in range(n)]
    for id in ids:
        citation = lambda: {"id": f"source-{r.randrange(SOURCES)}", "at": f"¶{r.randint(1, 30)}"}
        speaker = lambda: f"actor-{r.randrange(ACTORS)}"
        yield (
            id,
            {
                "date": date(r),
                "title": both(r, 6),
                "summary": both(r, 18, "."),
                "body": {"en": body(r, ENGLISH, ids, "count"), "ar": body(r, ARABIC, ids, "count")},
                "topics": [f"topic-{t}" for t in r.sample(range(TOPICS), 2)],
                "actors": [f"actor-{a}" for a in r.sample(range(ACTORS), 2)],
                "places": [f"place-{r.randrange(PLACES)}"],
                "figures": {
                    "count": {
                        "measure": f"measure-{r.randrange(MEASURES)}",
                        "value": str(r.randint(10, 90_000)),
                        "bound": r.choice(["exactly", "about", "more-than"]),
                        "said_by": speaker(),
                        "sources": [citation()],
                    }
                },
                "statements": [
                    {
                        "text": both(r, 20, "."),
                        "said_by": speaker(),
                        "standing": r.choice(["stated", "reported", "claimed"]),
                        "sources": [citation()],
                    }
                    for _ in range(r.randint(0, 2))
                ],
                "related": [{"event": other, "as": "follows-up"} for other in r.sample(ids, min(2, n)) if other != id],
                "sources": [citation() for _ in range(r.randint(1, 2))],
            },
        )


def write(n: int, folder: Path) -> None:
    """Writes the project. JSON is YAML; block style would only be longer to write."""
    r = random.Random(f"timeline:{n}")

    def put(path: str, data: object) -> None:
        (folder / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "content" / path).write_text(
            json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8", newline="\n"
        )

    put(
        "site.yaml",
        {
            "title": both(r, 3),
            "tagline": both(r, 8),
            "intro": both(r, 30, "."),
            "rights": both(r, 4),
            "languages": ["ar", "en"],
            "address": "https://example.org/",
        },
    )
    term = lambda: {"name": both(r, 2), "summary": both(r, 12, ".")}
    put("topics.yaml", {f"topic-{i}": term() for i in range(TOPICS)})
    put("places.yaml", {f"place-{i}": term() for i in range(PLACES)})
    put(
        "actors.yaml",
        {f"actor-{i}": {**term(), "kind": r.choice(["person", "company", "institution"])} for i in range(ACTORS)},
    )
    put(
        "measures.yaml",
        {f"measure-{i}": {"name": both(r, 2), "unit": {"en": "{n} things", "ar": "{n} شيء"}} for i in range(MEASURES)},
    )
    for i in range(SOURCES):
        a = random.Random(f"author:{i}")  # of its own, so that all else stays as it was
        put(
            f"sources/source-{i}.yaml",
            {
                "kind": "article",
                "scope": "document",
                "language": r.choice(["ar", "en"]),
                "title": both(r, 6),
                "authors": [{"family": both(a, 1), "given": both(a, 1)} for _ in range(a.randrange(3))],
                "outlet": both(r, 2),
                "published": date(r),
                "summary": both(r, 14, "."),
            },
        )
    for id, event in events(n, r):
        put(f"events/{id}.yaml", event)
    for code in ("ar", "en"):
        put_page = folder / "content/pages" / code / "about.md"
        put_page.parent.mkdir(parents=True, exist_ok=True)
        put_page.write_text(f"# {words(r, ENGLISH, 2)}\n\n{words(r, ENGLISH, 40)}.\n", "utf-8", newline="\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("n", type=int, help="how many events")
    parser.add_argument("folder", type=Path, help="the project's folder, which is made")
    arguments = parser.parse_args()
    write(arguments.n, arguments.folder)
