"""A small world whose every text mixes directions, for whoever looks at how that is set or where markup must not go."""

from __future__ import annotations

from tests import world as worlds
from tests.world import both

# What stands in an Arabic line, and what in it is isolated.
ARABIC = {
    "تويتر (Twitter) أوقف 125,000 حساب": ["Twitter"],
    "من 2014 إلى 2016": [],
    "بين 2014–2016 وبعدها": [],
    "أكثر من 80% من الحسابات": ["80%"],
    'برخصة "CC BY 4.0"، ثم غيرها': ["CC BY 4.0"],
    "في الوثيقة FO 371/1234 وهي في كيو": ["FO 371/1234"],
    "لغة C++ أولًا": ["C++"],
    "قال @user_name أمس": ["@user_name"],
    "وسم #هاشتاغ وحده": [],
    "العنوان https://example.org/a?b=1 هنا": ["https://example.org/a?b=1"],
    "قمة G7.": ["G7"],
    "أوقف Twitter 125,000 حساب": ["Twitter"],
    "(Twitter) (YouTube) و(G7)": ["Twitter", "YouTube", "G7"],
    "Twitter، Facebook، ثم غيرهما": ["Twitter", "Facebook"],
    "تنظيم Islamic State (ISIS) نفسه": ["Islamic State (ISIS)"],
    "دراسة «The ISIS Twitter Census (2015)» كلها": ["The ISIS Twitter Census (2015)"],
    "محكمة في U.S. وكندا": ["U.S."],
    "ثم 3D و COVID-19": ["3D", "COVID-19"],
    "سؤال (What happened?) في آخر السطر (Twitter)": ["What happened?", "Twitter"],
    "ثمنه $5 لا غير": ["$5"],
    "😀 Twitter 😀 ثم <b> & AT&T": ["Twitter", "b", "AT&T"],
    # a sign goes with its number
    "من 10% إلى -5%": ["10%", "-5%"],
    "هبط −5% و-6 (−7.5%) ثم +8": ["−5%", "-6", "−7.5%", "+8"],
    "نحو ~10 أو ≈11 أو ±2.5% أو <5% أو ≥4": ["~10", "≈11", "±2.5%", "<5%", "≥4"],
    "خسر -$5 ثم $-6 ثم 7 € ثم ₪8 ثم $9bn": ["-$5", "$-6", "7 €", "₪8", "$9bn"],
    "حرارة -5°C ثم 25° ثم 3 °C": ["-5°C", "25°", "3 °C"],
    "مؤشر S&P 500 -5% اليوم": ["S&P 500", "-5%"],
    "يوم 2016-02-05 والهاتف +966 50 123 4567": ["2016-02-05", "+966 50 123 4567"],
    "بأكثر من 18+ و5MB و5km² وCO₂": ["18+", "5MB", "5km²", "CO₂"],
    "هبط −۵٪ بأرقام فارسية": ["−۵٪"],
    # and what is none stays in the line's own direction
    "بين -10%–-5% وبين 5–10% وبين ٢٠١٤-٢٠١٥": ["-10%", "-5%", "10%"],
    "طائرة إف-16 والـ-20 وكوفيد-19 من-5": [],
    "الشركة -5 موظفين- أغلقت عام 2014 -2016": [],
    "هبط ٥٪ ثم -٥٪ ثم +٥ عند 10:30 يوم 5/2/2016": [],
    "وسم #25_يناير ثم #2014": ["#2014"],
    # signs before a name and behind it
    "الملف /usr/bin ثم ~/.profile وخيار --out أو -v": ["/usr/bin", "~/.profile", "--out", "-v"],
    "من US$5 و6 US$ ومعيار 10.1000/xyz و.NET وF#": ["US$5", "US$", "10.1000/xyz", ".NET", "F#"],
    "قال.Twitter ثم «@user» و(@user)": ["Twitter", "@user", "@user"],
}
ENGLISH = {
    "the word «حساب» (account), 12 of them": ["حساب"],
    "the word حساب 12 times": ["حساب"],
    "in شباط 2016, they say": ["شباط 2016"],
    "the tag #تعليق_حسابات here": ["#تعليق_حسابات"],
    "“ماذا حدث؟” he asked": ["ماذا حدث؟"],
    "from تنظيم الدولة (داعش) itself": ["تنظيم الدولة (داعش)"],
    "“حساب”, “قناة”": ["حساب", "قناة"],
    "more than أكثر من 125 ألف حساب (so it says)": ["أكثر من 125 ألف حساب"],
    "2014–2016, and 80% of it": [],
    "from 10% to -5%, ±2 and @user": [],
}


def world(root):
    """A project in which every text that a page can show holds such lines."""
    en, ar = list(ENGLISH), list(ARABIC)
    pairs = [both(en[n % len(en)], line) for n, line in enumerate(ar)]
    paragraphs = both("\n\n".join(map(_prose, en)), "\n\n".join(map(_prose, ar)))
    at = [{"id": "s", "at": both("p. 9 of الكتاب", "ص 9 من Book")}]
    figure = {"measure": "m", "value": "80", "said_by": "a", "sources": at, "label": pairs[0], "standing": "claimed"}
    term = {"name": pairs[0], "summary": pairs[14]}
    changed = {
        "content/site.yaml": {**worlds.SITE, "title": pairs[0], "tagline": pairs[3], "intro": pairs[4]},
        "content/topics.yaml": {"t": term},
        "content/actors.yaml": {"a": {**term, "kind": "company"}, "b": {**term, "kind": "person"}},
        "content/places.yaml": {"p": term},
        "content/periods.yaml": {
            "r": {**term, "date": "2014~/2016-03", "sources": [{"id": "s", "at": "p. 1 <b>عربي"}]},
            "o": {**term, "date": "../2015", "sources": [{"id": "s"}]},
        },
        "content/measures.yaml": {"m": {**term, "unit": {"en": "{n}% of حسابات", "ar": "{n}% من Twitter"}}},
        "content/sources/s.yaml": {
            **worlds.SOURCE,
            "title": pairs[14],
            "summary": pairs[4],
            "kind": "k",
            "outlet": pairs[0],
            "container": pairs[3],
            "edition": pairs[10],
            "published_in": pairs[12],
            "repository": pairs[4],
            "editors": [{"name": pairs[14]}],
            "translators": [{"family": pairs[3], "given": pairs[0]}],
            "shelfmark": "MS عربي 12 <b>",
            "volume": "12/ب",
            "pages": "12-15, 20",
            "isbn": "978-0-306-40615-7",
            "doi": "10.1000/<b>\"&'#?%x",
            "authors": [{"name": pairs[12]}, {"family": pairs[0], "given": pairs[3]}],
        },
        "content/source_kinds.yaml": {"k": {"name": pairs[0], "cited_as": "webpage"}},
        "content/pages/en/about.md": f"# {en[0]}\n\n{paragraphs['en']}",
        "content/pages/ar/about.md": f"# {ar[0]}\n\n{paragraphs['ar']}",
        "content/events/e.yaml": worlds.event(
            title=pairs[0],
            summary=pairs[17],
            body=paragraphs,
            actors=["a"],
            places=["p"],
            figures={"n": figure},
            statements=[{"text": text, "said_by": "a", "standing": "disputed", "sources": at} for text in pairs],
            other_dates=[{"date": "2015", "note": pairs[10], "sources": at}],
            disagreements=[{"about": pairs[0], "accounts": [{"text": t, "sources": at} for t in pairs[:3]]}],
            related=[{"event": "f", "as": "answers"}],
            aliases=["before"],
            updated="2020-01-02",
        ),
        "content/events/f.yaml": worlds.event(title=pairs[10], summary=pairs[3], updated="2020-01-03"),
    }
    changed["content/measures.yaml"]["m"].pop("summary")
    return worlds.write(root, worlds.files(**changed))


def _prose(line: str) -> str:
    """A line as Markdown that shows the same."""
    return line.replace("<b>", "&lt;b>").replace("_", "\\_").replace("#", "\\#")
