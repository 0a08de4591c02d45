"""Addresses that lead where they seem to, and those that do not."""

from __future__ import annotations

import pytest

from timeline.text import prose
from timeline.text.prose import linkable
from timeline.text.web_address import contact_problem, is_placeholder, mailbox, problem

GOOD = [
    "https://a.org/",
    "HTTP://A.org:8080/x?y=[1]#z",
    "https://a.org/أخبار/é?q=ü@x",
    "https://موقع.مصر/أخبار",
    "https://президент.рф/",
    "https://xn--d1abbgf6aiiy.xn--p1ai/",
    "https://例え.jp/",
    "https://bücher.de/",
    "https://ısparta.bel.tr/",
    "https://1.2.3.4/",
    "https://[::1]/",
    "https://a.org.",
    "https://a_b.example.org/",
]
BAD = {
    "javascript:alert(1)": "begin",
    "//a.org": "begin",
    "https:a.org": "begin",
    "https://": "no host",
    "https:///evil.example/": "no host",
    "https://?x": "no host",
    "https://twitter.com@evil.example/": "@",
    "https://twitter.com:80@evil.example/": "@",
    "https://a.org:99999/": "port",
    "https://a.org:x/": "port",
    "https://a.org:/": "port",
    "https://[::1": "port",
    "https://[a]/": "port",
    "https://a..b/": "port",
    "https://-a.org/": "port",
    "https://a%2eb.org/": "port",
    "https:\\\\evil.example": "begin",
    "https://a.org\\@evil.example": "character",
    "https://a b.org/": "space",
    "https://a.org/\u202egpj.exe": "invisible",
    "https://a\u200b.org/": "invisible",
    "https://ｔwitter.com/": "stand for others",
    "https://twitter。com/": "sign",
    "https://twіtter.com/": "scripts",
    "https://xn--twtter-t9e.com/": "scripts",
    "https://اخبار-news.com/": "scripts",
    "https://аррӏе.com/": "Latin",
    "https://xn--80ak6aa92e.com/": "Latin",
    "https://ɡoogle.com/": "Latin",
    "https://twıtter.com/": "Latin",
    "https://xn--a.org/": "sign",
    "https://ᴄnn.com/": "Latin",
    "https://ⲟⲥ.com/": "scripts",
    "http://0x7f000001/": "port",
    "http://2130706433/": "port",
    "http://127.1/": "port",
    "http://1.2.3.256/": "port",
}


@pytest.mark.parametrize("address", GOOD)
def test_an_address_that_is_what_it_seems_may_be_linked_to(address):
    assert problem(address) == ""


@pytest.mark.parametrize("address", BAD)
def test_an_address_that_misleads_may_not(address):
    """Neither from a record nor from a text, and it is said why."""
    assert BAD[address] in problem(address) and not linkable(address)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("[https://www.brookings.edu/](https://evil.example/login)", True),
        ("[www.brookings.edu](https://evil.example/)", True),
        ("[**twitter.com**/x](https://evil.example/)", True),
        ("[https://brookings.edu/](https://www.brookings.edu/x?a&b)", False),
        ("[the study](https://www.brookings.edu/)", False),
        ("[Node.js](https://nodejs.org/)", False),
        ("<https://a.org/x?a&b>", False),
        ("[a.org](mailto:x@a.org)", False),
    ],
)
def test_words_that_name_a_site_lead_to_it(text, wrong):
    """A reader believes the words and not the address behind them."""
    found = prose.Prose().problems(text, lambda name: prose.Target("", name))
    assert [problem.code for problem in found] == ["unsafe-link"] * wrong


@pytest.mark.parametrize("address", ["mailto:a@b.org", "MAILTO:a.b+c@مجلة.مصر", "https://a.org/form?x=1#y"])
def test_a_correction_can_be_sent(address):
    """To one mailbox, or by a page."""
    assert contact_problem(address) == ""
    assert mailbox(address) == ("" if address.startswith("http") else address[7:])


@pytest.mark.parametrize(
    "address",
    [
        "a@b.org",
        "mailto:",
        "mailto:a@b",
        "mailto:a@b.org,c@d.org",
        "mailto:a@b.org;c@d.org",
        "mailto:a@b.org?bcc=c@d.org",
        "mailto:a@b.org%0Abcc:c@d.org",
        "mailto:a b@c.org",
        "mailto:<a@b.org>",
        "mailto:a@b@c.org",
        "mailto:a@twіtter.com",
        "mailto:a@b.org\n",
        'mailto:"a"@b.org',
        "javascript:alert(1)",
        "tel:+1",
        "//a.org",
    ],
)
def test_a_correction_goes_nowhere_else(address):
    """No other scheme, no second reader, nothing that a link writes into a mail, no host in disguise."""
    assert contact_problem(address)


def test_placeholders():
    """Names that RFC 2606 and RFC 6761 promise to nobody, at any depth, and the reader's own machine; no others."""
    for host in ("example.org", "WWW.Example.com.", "timeline.example", "a.test", "x.invalid", "localhost", "a.localhost",
                 "127.0.0.1:8000", "[::1]"):  # fmt: skip
        assert is_placeholder(f"https://{host}/a/"), host
    for host in ("timeline.example.de", "latest", "example.museum", "notexample.com", "contest", "10.0.0.1", "1.2.3.4"):
        assert not is_placeholder(f"https://{host}/"), host
