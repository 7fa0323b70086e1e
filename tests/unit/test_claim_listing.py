"""What `valanalys check` prints: JSON, a text and a page, from findings made by hand."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest

from analysis.claims.listing.page_words import KINDS, MEASURES, VERDICT_KINDS, VERDICTS
from analysis.claims.listing.written import FORMATS, Heading, written
from analysis.claims.model import Cell, Checked, Document, Finding, Unchecked
from analysis.measures.catalogue import MEASURES as CATALOGUE

ASKED = Heading("22", "Västernorrlands län", 2018, "V", "Vänsterpartiet")
TEXT = """Valåret i siffror

I riksdagsvalet fick partiet 13 125 röster i länet. Det är 3 046 fler än förra gången,
en ökning med 2,10 procent. Partiet blev femte störst & <script>alert("1")</script> fick 12 mandat.

Kommun\tRöster\tAndel
Sundsvall\t5 000\t8,2
Ånge\t<b>77</b>\t9,9

Den 9 september samlades 40 personer på torget.
"""
SPACE = "\u00a0"
VOID = {"meta", "br", "hr"}


def span(quote: str, text: str = TEXT) -> tuple[int, int]:
    start = text.index(quote)
    return start, start + len(quote)


def finding(quote: str, **changes: Any) -> Finding:
    start, end = span(quote)
    known: dict[str, Any] = {
        "stated": 13125.0,
        "unit": "votes",
        "measure": "votes",
        "election_type": "riksdag",
        "year": 2018,
        "compare_year": None,
        "area_code": "22",
        "party_code": "V",
        "computed": 13125.0,
        "verdict": "exact",
        "severity": "ok",
        "diagnosis": "",
        "source": "Valmyndigheten, slutligt valresultat",
    }
    return Finding(quote, start, end, None, **{**known, **changes})


def unchecked(quote: str, reason: str) -> Unchecked:
    return Unchecked(quote, *span(quote), None, reason)


def cells() -> tuple[Cell, ...]:
    places = [("5 000", "Sundsvall", "Röster"), ("8,2", "Sundsvall", "Andel")]
    places += [("<b>77</b>", "Ånge", "Röster"), ("9,9", "Ånge", "Andel")]
    return tuple(Cell(*span(quote), row, column) for quote, row, column in places)


def sample() -> Checked:
    document = Document(
        "rapport <2018>.txt", TEXT, headings=(span("Valåret i siffror"),), cells=cells()
    )
    points = {"unit": "per cent", "measure": "change_pct", "compare_year": 2014}
    findings = (
        finding("13 125"),
        finding("3 046", stated=3046.0, computed=3064.0, verdict="wrong", severity="minor",
                measure="change_votes", compare_year=2014, diagnosis="two digits have changed places"),
        finding("2,10 procent", stated=2.1, computed=30.2212345678, verdict="unit", severity="grave",
                diagnosis="percentage points, not per cent", **points),
        finding("femte störst", stated=5.0, computed=5.0, unit="rank", measure="party_rank"),
        finding("5 000", stated=5000.0, computed=4987.0, verdict="close", area_code="2281"),
        finding("8,2", stated=8.2, computed=None, unit="per cent", measure="vote_share",
                verdict="uncheckable", diagnosis="no such figure is kept", area_code="2281"),
    )  # fmt: skip
    left = (unchecked("12 mandat", "no area is named"), unchecked("77", "no year is named"),
            unchecked("40", "persons aren't counted"))  # fmt: skip
    return Checked(document, findings, left)


class Page(HTMLParser):
    """A page's elements and texts; it stops at an element that closes another."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.style = ""
        self.marks: list[str] = []
        self.feed(html)
        assert not self.open, "an element stays open"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        assert len(dict(attrs)) == len(attrs), "an attribute stands twice"
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes another element"

    def handle_data(self, data: str) -> None:
        if "style" in self.open:
            self.style += data
        else:
            self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.elements if name == tag]

    @property
    def ids(self) -> list[str]:
        return [attrs["id"] or "" for _, attrs in self.elements if "id" in attrs]

    @property
    def links(self) -> list[str]:
        return [attrs["href"] or "" for attrs in self.all("a")]

    @property
    def marked(self) -> list[str]:
        return [a["id"] or "" for a in self.all("a") if "id" in a]


def page(checked: Checked) -> Page:
    return Page(written(checked, "html", ASKED))


def alone(text: str, *spans: tuple[int, int], **parts: Any) -> Checked:
    left = tuple(Unchecked(text[a:b], a, b, None, "a reason") for a, b in spans)
    return Checked(Document("a.txt", text, **parts), (), left)


def test_json_has_its_keys_in_their_order() -> None:
    made = json.loads(written(sample(), "json", ASKED))
    assert list(made) == ["document", "coverage", "claims", "unchecked", "notices"]
    assert made["document"] == "rapport <2018>.txt"
    assert " ".join(made["claims"][0]) == (
        "quote start end page stated unit measure election_type year compare_year area_code "
        "party_code computed verdict severity diagnosis source"
    )
    assert list(made["unchecked"][0]) == ["quote", "start", "end", "page", "reason"]
    assert (len(made["claims"]), len(made["unchecked"])) == (6, 3)


def test_a_number_without_an_official_value_isn_t_counted_as_checked() -> None:
    made = json.loads(written(sample(), "json", ASKED))
    # six findings less one uncheckable; three numbers left and that one
    assert made["coverage"] == {"numbers": 9, "checked": 5, "unchecked": 4}


def test_json_writes_whole_numbers_whole_and_others_short() -> None:
    text = written(sample(), "json", ASKED)
    assert '"stated": 13125,' in text
    assert '"computed": 30.221235,' in text
    assert '"computed": null,' in text
    assert text.endswith("}\n")
    assert text.startswith('{\n "document"')


def test_json_keeps_letters_as_they_are() -> None:
    assert '"quote": "två"' in written(alone("i två år", (2, 5)), "json", ASKED)


def test_text_begins_with_the_coverage() -> None:
    lines = written(sample(), "text", ASKED).splitlines()
    assert lines[0] == "9 numbers: 5 checked (3 right, 2 wrong), 4 not checked"
    assert lines[2] == "against area 22 Västernorrlands län, 2018, party V Vänsterpartiet"


def test_text_gives_what_is_wrong_first_and_grave_before_minor() -> None:
    text = written(sample(), "text", ASKED)
    order = ["WRONG (2)", "!! GRAVE, line 4", "!! MINOR, line 3", "RIGHT (3)", "NOT CHECKED (4)"]
    places = [text.index(word) for word in order]
    assert places == sorted(places)


def test_text_has_all_that_is_known_of_a_finding() -> None:
    text = written(sample(), "text", ASKED)
    entry = text[text.index("!! MINOR") : text.index("RIGHT")]
    assert "[3 046] fler än förra gången" in entry
    assert "change_votes (votes - votes in the compared election)" in entry
    assert "riksdag 2018 against 2014, area 22, party V" in " ".join(entry.split())
    assert "stated      +3 046 votes    computed  +3 064 votes" in entry
    assert "verdict     wrong, minor" in entry
    assert "diagnosis   two digits have changed places" in entry
    assert "source      Valmyndigheten, slutligt valresultat" in entry
    assert "computed  +30.2212 per cent" in text
    assert "stated      place 5    computed  place 5" in text
    assert "table       Sundsvall / Röster" in text


def test_text_is_at_most_100_columns_and_has_no_codes_for_the_terminal() -> None:
    long = "ord " * 60 + "\x1b[31m12\x1b[0m \u202e" + "ord " * 60
    for checked in (sample(), alone(long, span("12", long))):
        text = written(checked, "text", ASKED)
        assert max(len(line) for line in text.splitlines()) <= 100
        assert not set(text) & set("\x1b\u202e\t\r\u00a0")


def test_only_a_word_that_is_longer_makes_a_line_longer() -> None:
    address = "https://example.org/" + "a" * 120
    checked = sample()
    first = replace(checked.findings[0], source=address)
    text = written(replace(checked, findings=(first,)), "text", ASKED)
    assert [len(line) for line in text.splitlines() if len(line) > 100] == [len(address) + 16]


def test_text_gives_the_page_where_there_are_pages() -> None:
    checked = sample()
    first = replace(checked.findings[0], page=2)
    assert "page 2" in written(replace(checked, findings=(first,)), "text", ASKED)


def test_the_page_is_valid_swedish_and_asks_for_nothing() -> None:
    made = page(sample())
    assert made.all("html") == [{"lang": "sv"}]
    assert {name for name, _ in made.elements}.isdisjoint(
        {"script", "link", "img", "iframe", "object", "base", "form", "b"}
    )
    names = [name for _, attrs in made.elements for name in attrs]
    assert not [name for name in names if name.startswith("on") or name in {"src", "style"}]
    assert all(link.startswith("#") for link in made.links)
    assert not re.search(r"url\(|@import", made.style)


def test_the_policy_allows_the_style_sheet_and_nothing_else() -> None:
    made = page(sample())
    policy = next(m for m in made.all("meta") if "http-equiv" in m)["content"] or ""
    digest = base64.b64encode(hashlib.sha256(made.style.encode()).digest()).decode()
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    assert ":root" in made.style
    assert "&" not in made.style


def test_what_the_document_says_is_only_text() -> None:
    html = written(sample(), "html", ASKED)
    assert "<script" not in html
    assert "<b>" not in html
    assert "&lt;script&gt;alert(&#34;1&#34;)&lt;/script&gt;" in html
    assert "rapport &lt;2018&gt;.txt" in html
    evil = '"><img src=x onerror=alert(1)>'
    checked = sample()
    first = replace(checked.findings[0], diagnosis=evil, source=evil, measure=evil, area_code=evil)
    made = page(replace(checked, findings=(first,), unchecked=(unchecked("12 mandat", evil),)))
    assert not made.all("img")
    assert made.text.count(evil) == 5


def test_every_number_has_a_mark_and_links_lead_both_ways() -> None:
    made = page(sample())
    assert len(made.ids) == len(set(made.ids))
    assert sorted(made.marked) == sorted(f"m{n}" for n in range(1, 10))
    assert {f"#f{n}" for n in range(1, 10)} <= set(made.links)
    assert {f"#m{n}" for n in range(1, 10)} <= set(made.links)
    assert {link[1:] for link in made.links} <= set(made.ids)


def test_a_mark_has_a_colour_and_a_symbol_of_its_verdict() -> None:
    html = written(sample(), "html", ASKED)
    assert (
        '<a class="mark right" id="m1" href="#f1">13 125<span class="tag" aria-hidden="true">✓1'
        in html
    )
    assert (
        '<a class="mark wrong" id="m2" href="#f2">3 046<span class="tag" aria-hidden="true">✗2'
        in html
    )
    assert 'href="#f3">2,10 procent<span class="tag" aria-hidden="true">△3' in html
    assert ">≈6<" in html
    assert ">?7<" in html
    assert "(fel (liten), nummer 2)" in html


def test_the_page_writes_numbers_as_swedish_does() -> None:
    text = page(sample()).text
    assert f"+3{SPACE}064{SPACE}röster" in text
    assert f"+30,2212{SPACE}%" in text
    assert f"plats{SPACE}5" in text
    assert "riksdagsvalet 2018 mot 2014, Västernorrlands län, V" in text
    assert "9 tal: 5 kontrollerade (3 stämmer, 2 avviker), 4 inte kontrollerade" in text


@pytest.mark.parametrize(
    ("changes", "english", "swedish"),
    [
        ({"compare_year": 2014}, "change in seats (seats for the party)", f"+7{SPACE}mandat"),
        ({"compare_year": 2014}, "computed  +7 seats", "förändring: partiets mandat"),
        ({"unit": "per cent"}, "seats (seats / all seats)", "partiets andel av alla mandat"),
        ({}, "as    seats (seats for the party)", f"I texten7{SPACE}mandat"),
        ({"measure": "kommuner_with_more_seats", "unit": "areas", "compare_year": 2014},
         "computed  7 areas", f"I texten7{SPACE}områden"),
    ],
)  # fmt: skip
def test_what_is_made_of_levels_is_named(
    changes: dict[str, Any], english: str, swedish: str
) -> None:
    seven = {"stated": 7.0, "computed": 7.0, "unit": "seats", "measure": "seats"}
    checked = replace(sample(), findings=(finding("13 125", **{**seven, **changes}),))
    assert english in written(checked, "text", ASKED)
    assert swedish in page(checked).text


def test_headings_paragraphs_and_tables_are_as_in_the_document() -> None:
    html = written(sample(), "html", ASKED)
    assert '<h3 class="block">Valåret i siffror</h3>' in html
    assert html.count('<p class="block">') == 2
    assert '<tr><th scope="col">Kommun</th><th scope="col">Röster</th><th scope="col">Andel' in html
    assert '<tr><th scope="row">Ånge</th><td>&lt;b&gt;' in html


def test_the_marks_leave_the_text_whole() -> None:
    made = page(sample())
    text = re.sub(r"[✓≈✗△?]\d+ \([^)]*\)+(, nummer \d+\))?", "", made.text)
    assert (
        "fick partiet 13 125 röster i länet. Det är 3 046 fler än förra gången, en ökning" in text
    )


@pytest.mark.parametrize(
    ("spans", "marks"),
    [
        ([(4, 9), (4, 9)], ["m1"]),  # the same twice
        ([(4, 9), (6, 12)], ["m1"]),  # the second begins within the first
        ([(4, 12), (6, 9)], ["m1"]),  # the second is within the first
        ([(4, 9), (9, 12)], ["m1", "m2"]),  # they only touch
        ([(9, 12), (4, 9)], ["m1", "m2"]),  # and come in any order
        ([(4, 4)], []),  # nothing to mark
        ([(9, 99)], ["m1"]),  # past the end
        ([(3, 9)], ["m1"]),  # with a space
    ],
)
def test_overlapping_and_touching_spans(spans: list[tuple[int, int]], marks: list[str]) -> None:
    made = page(alone("abc 12345678 de", *spans))
    assert made.marked == marks
    assert [i for i in made.ids if re.fullmatch(r"f\d+", i)] == [
        f"f{n + 1}" for n in range(len(spans))
    ]
    assert {link[1:] for link in made.links} <= set(made.ids)
    assert [a for a in made.links if a.startswith("#m")] == [f"#{m}" for m in marks] or marks == [
        "m1"
    ]


def test_a_mark_over_the_end_of_a_paragraph_stops_there() -> None:
    made = page(alone("fick 12\n\n13 röster", (5, 11)))
    assert made.marked == ["m1"]
    assert "13 röster" in made.text


def test_a_line_break_that_only_wraps_is_no_break() -> None:
    long = "Partiet fick i det senaste valet till riksdagen"
    made = page(alone(f"{long}\n12 röster.\nDet var bra.\n{long}\n- ett\n{long}\n2. två"))
    assert f"{long} 12 röster.\nDet var bra.\n{long}\n- ett\n{long}\n2. två" in made.text


def test_a_number_in_a_line_with_tabs_has_its_line_for_a_sentence() -> None:
    text = "Det gick bra\nÅnge\t12\t9,9\nTorsby\t14\t3,3"
    assert "\n    Ånge 12 [9,9]\n" in written(alone(text, span("9,9", text)), "text", ASKED)


@pytest.mark.parametrize(
    ("text", "line"), [("a\nb 1", 2), ("a\r\nb\r\n1", 3), ("a\rb\r1", 3), ("1", 1)]
)
def test_lines_are_counted_however_they_end(text: str, line: int) -> None:
    assert f"\nline {line}\n" in written(alone(text, span("1", text)), "text", ASKED)


def test_pages_are_shown_where_they_start() -> None:
    text = "Först 1.\nSist på sidan\nFörst på nästa 2."
    made = page(alone(text, (6, 7), pages=(0, text.index("Först på"))))
    words = [
        made.text.index(w) for w in ("Sida 1", "Först 1", "Sist på", "Sida 2", "Först på nästa")
    ]
    assert words == sorted(words)


@pytest.mark.parametrize("outer", ["| ", ""])
def test_a_table_with_pipes_is_a_table(outer: str) -> None:
    text = f"{outer}Kommun | Röster |\n{outer}---|---|\n{outer}Ånge | 12 |\n\nEfter."
    cell = Cell(*span("12", text), "Ånge", "Röster")
    html = written(alone(text, span("12", text), cells=(cell,)), "html", ASKED)
    if outer:
        assert '<tr><th scope="col">Kommun</th><th scope="col">Röster</th></tr>' in html
        assert '<tr><th scope="row">Ånge</th><td><a ' in html
        assert "---" not in html[html.index("<body>") :]
    else:
        assert "<tr><td>Ånge</td><td><a " in html


def test_an_empty_corner_belongs_to_the_table() -> None:
    text = "\t2018\nÅnge\t12"
    cell = Cell(*span("12", text), "Ånge", "2018")
    html = written(alone(text, cells=(cell,)), "html", ASKED)
    assert '<tr><td></td><th scope="col">2018</th></tr>' in html
    assert "<table" not in written(alone("\tDet gick bra."), "html", ASKED)


def test_a_cell_of_two_lines_stays_one_cell() -> None:
    text = "Ånge\t12\n13\tslut"
    cell = Cell(*span("12\n13", text), "Ånge", "")
    html = written(alone(text, cells=(cell,)), "html", ASKED)
    assert "<tr><td>Ånge</td><td>12\n13</td><td>slut</td></tr>" in html


def test_a_document_without_numbers_can_be_written() -> None:
    for fmt in FORMATS:
        assert written(Checked(Document("tom.txt", ""), (), ()), fmt, ASKED)


def test_the_same_findings_give_the_same_text() -> None:
    for fmt in FORMATS:
        assert written(sample(), fmt, ASKED) == written(sample(), fmt, ASKED)


def test_every_measure_and_verdict_has_swedish_words() -> None:
    assert MEASURES.keys() == CATALOGUE.keys()
    assert VERDICTS.keys() == VERDICT_KINDS.keys()
    assert set(VERDICT_KINDS.values()) == KINDS.keys()


@pytest.mark.parametrize("scheme", [0, 1])
def test_colours_can_be_told_apart_by_weak_eyes(scheme: int) -> None:
    style = page(sample()).style
    found = re.findall(r"--([\w-]+): (#[0-9a-f]+);", style)
    half = len(found) // 2
    colours = dict(found[scheme * half : (scheme + 1) * half])
    assert len(colours) == half == 16
    pairs = [(f"{kind}-ink", ground) for kind in KINDS for ground in (f"{kind}-tint", "paper")]
    pairs += [(ink, ground) for ink in ("ink", "quiet", "accent") for ground in ("paper", "panel")]
    for ink, ground in pairs:
        assert contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, contrast ratio."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_contrast_is_reckoned_as_the_standard_does() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("fmt", FORMATS)
def test_a_notice_stands_at_the_top_in_each_format(fmt: str) -> None:
    checked = replace(sample(), notices=("The text names <C> far more often.",))
    made = written(checked, fmt, ASKED)
    shown = {"html": "&lt;C&gt; far more", "text": "NOTE: The text names <C> far more"}
    assert shown.get(fmt, "names <C> far more") in made
    assert "far more" not in written(sample(), fmt, ASKED)
