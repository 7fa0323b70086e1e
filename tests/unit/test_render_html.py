"""The HTML exporter: one page, whole, safe and in order."""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import nbformat
import pytest
from fontTools.ttLib import TTFont
from nbconvert.exporters import get_exporter

from analysis.content import Prose
from analysis.errors import ExportError
from analysis.fonts import FAMILY, FOLDER, register_fonts
from analysis.render.html import ValrapportExporter
from analysis.render.webfonts import WEB_FONTS
from render_samples import TEXTS, bare_notebook, document, figure, notebook, sample, show, table

VOID = {"meta", "br", "hr", "img", "link", "input"}
# Attributes from which a browser fetches, beside `href` on anything but a link to click.
LOADING = {"src", "srcset", "poster", "data", "background", "action", "formaction", "ping"}


class Page(HTMLParser):
    """A page's elements with their attributes, and its texts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.style_sheets: list[str] = []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes another element"

    def handle_data(self, data: str) -> None:
        (self.style_sheets if "style" in self.open else self.texts).append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.elements if name == tag]

    @property
    def text(self) -> str:
        return "".join(self.texts)

    def loaded(self) -> list[str]:
        """Give every address that a browser would fetch when it opens the page."""
        found = [
            value or ""
            for tag, attrs in self.elements
            for name, value in attrs.items()
            if name in LOADING or (name in ("href", "xlink:href") and tag != "a")
        ]
        values = [value or "" for _, attrs in self.elements for value in attrs.values()]
        styles = "\n".join([*values, *self.style_sheets])
        return (
            found + re.findall(r"url\(\s*['\"]?([^'\")]+)", styles) + re.findall("@import", styles)
        )


def export(made: Any) -> str:
    html, resources = ValrapportExporter().from_notebook_node(made)
    assert resources["output_extension"] == ".html"
    return html


def read(made: Any) -> Page:
    page = Page(export(made))
    assert not page.open, "an element stays open"
    return page


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_page_says_what_it_is(language: str) -> None:
    page = read(sample(language))
    named = {attrs.get("name"): attrs.get("content") for attrs in page.all("meta")}
    assert page.all("html")[0]["lang"] == language
    assert f"{TEXTS[language]['title']}\n" in page.text
    assert named["description"] == "En rapport om valet 2018."
    words = {
        "sv": ("Innehåll", "Tabell 1.", "Figur 2."),
        "en": ("Contents", "Table 1.", "Figure 2."),
    }
    for word in words[language]:
        assert word in page.text


def test_the_date_is_the_data_s_own() -> None:
    assert "Uppgifternas datum: 9 september 2018" in read(sample("sv")).text
    assert "Date of the data: 9 September 2018" in read(sample("en")).text


def test_code_parameters_streams_and_notes_stay_out() -> None:
    html = export(sample())
    for word in ("SECRET", "PRINTED", "INJECTED", "NOTED", "DROPPED", "show(", "made by a tool"):
        assert word not in html
    assert "An analyst's <em>own</em> comment." in html


def test_two_exports_give_the_same_bytes() -> None:
    assert export(sample()) == export(sample())


def test_nothing_is_fetched_and_nothing_runs() -> None:
    page = read(sample())
    addresses = page.loaded()
    assert [a for a in addresses if not a.startswith(("data:", "#"))] == []
    assert len([a for a in addresses if a.startswith("data:font/woff2")]) == len(WEB_FONTS)
    names = {tag for tag, _ in page.elements}
    assert names.isdisjoint({"script", "link", "iframe", "object", "embed", "base", "form"})
    assert not [name for _, attrs in page.elements for name in attrs if name.startswith("on")]
    policy = page.all("meta")[1]
    assert policy["http-equiv"] == "Content-Security-Policy"
    assert (policy["content"] or "").startswith("default-src 'none';")


def test_the_check_of_addresses_sees_one() -> None:
    page = Page(
        '<img src="https://x.se/a"><p style="background:url(//x.se/b)"><use href="c.svg"/></p>'
        "<style>@import 'https://x.se/d';</style>"
    )
    assert page.loaded() == ["https://x.se/a", "c.svg", "//x.se/b", "@import"]


def test_headings_come_in_order_and_the_contents_lead_to_them() -> None:
    page = read(sample())
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert levels == [1, 2, 2, 3]
    targets = [(attrs["href"] or "") for attrs in page.all("a")]
    inner = [target[1:] for target in targets if target.startswith("#")]
    assert inner == ["main", "sa-gick-valet", "metod", "rakning"]
    assert "¶" not in page.text


def test_every_id_is_there_once_and_every_reference_finds_one() -> None:
    page = read(sample())
    ids = [attrs["id"] for _, attrs in page.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    labels = [attrs["aria-labelledby"] for _, attrs in page.elements if "aria-labelledby" in attrs]
    assert len(labels) == 4  # contents, one table, two figures
    uses = [(attrs["href"] or "")[1:] for attrs in page.all("use")]
    assert set(labels) | set(uses) <= set(ids)


def test_a_table_names_its_rows_columns_and_itself() -> None:
    page = read(notebook(show(table())))
    assert [attrs["scope"] for attrs in page.all("th")] == ["col"] * 3 + ["row"] * 2
    assert [attrs["class"] for attrs in page.all("td")] == ["right"] * 4
    assert page.all("tr")[2]["class"] == "marked"
    assert "Tabell 1. Röster 2018" in page.text
    region = next(attrs for attrs in page.all("div") if attrs.get("role") == "region")
    assert (region["tabindex"], region["aria-labelledby"]) == ("0", page.all("caption")[0]["id"])


def test_a_figure_is_one_image_with_its_alternative_text() -> None:
    page = read(notebook(show(figure(alt='Steg "mest" i Ånge & Timrå'))))
    (svg,) = page.all("svg")
    assert (svg["role"], svg["aria-label"]) == ("img", 'Steg "mest" i Ånge & Timrå')
    assert "Figur 1. Andel av rösterna" in page.text


NASTY = [
    "<script>alert(1)</script>",
    "#let x = 1",
    "*a* _b_ `c`",
    "{{ labels }}{% raw %}",
    "&amp; &lt;",
    "</style></title><!--",
    "\"'><img src=x onerror=alert(1)>",
]


@pytest.mark.parametrize("text", NASTY)
def test_text_from_data_comes_out_as_itself(text: str) -> None:
    cells = show(table(caption=text, rows=((text, text, text),), highlight=(), note=text))
    made = bare_notebook(
        show(document(title=text, subtitle=text)), cells, show(figure(caption=text))
    )
    page = read(made)
    assert page.text.count(text) == 9
    assert not page.all("script")
    assert not page.all("img")


def test_html_in_prose_comes_out_as_text() -> None:
    page = read(notebook(show(Prose("a <b onclick=x>c</b>\n\n<script>alert(1)</script>"))))
    assert "a <b onclick=x>c</b>" in page.text
    assert "<script>alert(1)</script>" in page.text


def test_a_report_stays_small() -> None:
    assert len(export(sample()).encode()) < 200_000


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.ttf")), ids=lambda path: path.name)
def test_fonts_have_every_sign_and_digits_of_one_width(path: Path) -> None:
    font = TTFont(path)
    glyphs = font.getBestCmap()
    assert [sign for sign in "åäöéÅÄÖÉ−–’\u00a0\u202f" if ord(sign) not in glyphs] == []
    assert len({font["hmtx"][glyphs[ord(digit)]][0] for digit in "0123456789"}) == 1


def test_the_fonts_are_few_and_have_their_licence() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 1_500_000
    assert "SIL OPEN FONT LICENSE" in (FOLDER / "OFL.txt").read_text(encoding="utf-8")


def test_matplotlib_finds_the_bundled_font() -> None:
    from matplotlib import font_manager

    register_fonts()
    found = Path(font_manager.findfont(FAMILY, fallback_to_default=False))
    assert found == FOLDER / "SourceSans3-Regular.ttf"


def test_the_exporter_has_its_name() -> None:
    assert get_exporter("valrapport") is ValrapportExporter


def convert(made: Any, folder: Path, target: str) -> subprocess.CompletedProcess[str]:
    nbformat.write(made, folder / "report.ipynb")
    command = [sys.executable, "-m", "nbconvert", "--to", target, "report.ipynb"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_jupyter_nbconvert_writes_the_same_page(tmp_path: Path) -> None:
    assert convert(sample(), tmp_path, "valrapport").returncode == 0
    assert (tmp_path / "report.html").read_text(encoding="utf-8") == export(sample())


def test_jupyter_nbconvert_leaves_no_file_of_a_faulty_report(tmp_path: Path) -> None:
    done = convert(notebook(show(figure(alt=""))), tmp_path, "valrapport")
    assert done.returncode != 0
    assert "cell 2 (show()) leaves the alternative text of figure share empty" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["report.ipynb"]


def test_the_exporter_refuses_what_can_t_be_a_report() -> None:
    with pytest.raises(ExportError, match="has no title"):
        export(bare_notebook())
