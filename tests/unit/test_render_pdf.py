"""The PDF exporter: valid for archives and screen readers, and true to the text it is given."""

from __future__ import annotations

import io
import json
import re
from typing import Any

import page as page_validation
import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st
from nbconvert.exporters import get_exporter
from pypdf import PdfReader

from analysis.content import Column, Prose, Table
from analysis.errors import ExportError
from analysis.render import pdf as pdf_module
from analysis.render.pdf import ValrapportPdfExporter
from analysis.render.report import compose_report
from analysis.render.typst_writer import write_string
from render_samples import bare_notebook, document, figure, notebook, sample, show, table

NASTY = [
    "#let x = 1",
    "#panic(1)",
    "*a* _b_ `c`",
    "<script>alert(1)</script>",
    "$x^2$ @ref <label>",
    'say "hi" \\"; panic() //',
    "\\u{41} \\n \\",
    "a -- b --- c ... ~",
    "= not a heading",
    "[x](y) {z} /* c */",
    "https://example.org/x",
]


def export(made: Any) -> bytes:
    pdf, resources = ValrapportPdfExporter().from_notebook_node(made)
    assert resources["output_extension"] == ".pdf"
    return pdf


def read(made: Any) -> PdfReader:
    return PdfReader(io.BytesIO(export(made)))


def squeeze(text: str) -> str:
    """Give a text without what setting it in lines may add: spaces, and hyphens at line ends."""
    return re.sub(r"[\s\u00ad\u2060]+", "", text)


def words(reader: PdfReader) -> str:
    return squeeze("".join(sheet.extract_text() for sheet in reader.pages))


def long_table(rows: int) -> Table:
    columns = tuple(Column(f"Förändring, procentenheter {i}") for i in range(9))
    cells = tuple((f"Rad {i}", *["1\u00a0234,5"] * 8) for i in range(rows))
    return table(id="long", columns=columns, rows=cells, highlight=(0,))


@pytest.mark.parametrize("profile", ["PDF_UA_1", "PDF_A_2A"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_pdf_keeps_both_standards(language: str, profile: str) -> None:
    made = sample(language)
    made.cells.append(show(long_table(60)))
    wanted = getattr(page_validation.ValidationProfile, profile)
    report = page_validation.validate_pdf_bytes(export(made), profile=wanted)
    assert report.failures == []
    assert report.rules.total > 50


def test_the_validator_sees_an_untagged_pdf() -> None:
    plain = typst.compile(b"Hello", format="pdf", pdf_tags=False)
    assert isinstance(plain, bytes)
    profile = page_validation.ValidationProfile.PDF_UA_1
    assert page_validation.validate_pdf_bytes(plain, profile=profile).failures


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_pdf_says_what_it_is(language: str) -> None:
    reader = read(sample(language))
    facts = reader.metadata
    assert facts is not None
    assert facts.title == document(language).title
    assert facts.author == "valanalys"
    assert facts.subject == "En rapport om valet 2018."
    assert (
        facts["/Keywords"] == {"sv": "Så gick valet, Metod", "en": "How it went, Method"}[language]
    )
    assert str(facts["/CreationDate"]).startswith("D:20180909")
    assert reader.trailer["/Root"]["/Lang"] == language
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_two_exports_give_the_same_bytes() -> None:
    assert export(sample()) == export(sample())


def test_code_parameters_streams_and_notes_stay_out() -> None:
    text = words(read(sample()))
    for word in ("SECRET", "PRINTED", "INJECTED", "NOTED", "DROPPED", "show("):
        assert word not in text
    assert "Ananalyst'sowncomment." in text


def test_pages_carry_number_contents_and_bookmarks() -> None:
    reader = read(notebook(show(Prose("## Kapitel\n\nText")), show(long_table(60))))
    texts = [sheet.extract_text() for sheet in reader.pages]
    count = len(texts)
    assert count > 1
    for number, text in enumerate(texts, start=1):
        assert f"Sida {number} av {count}" in text.replace("\u00a0", " ")
    assert "Innehåll" in texts[0]
    assert "Kapitel" in [entry.title for entry in reader.outline]
    assert document().title in texts[1]


def test_a_long_table_repeats_its_header() -> None:
    reader = read(notebook(show(long_table(60))))
    heads = [squeeze(sheet.extract_text()).count("procentenheter8") for sheet in reader.pages]
    assert len(heads) == 2
    assert heads == [1, 1]


def test_a_table_of_few_rows_stays_on_one_page() -> None:
    filler = show(Prose("\n\n".join(["Text."] * 30)))
    reader = read(notebook(filler, show(long_table(20))))
    holding = ["Rad 0" in s.extract_text() or "Rad 19" in s.extract_text() for s in reader.pages]
    assert holding == [False, True]


@pytest.mark.parametrize("columns", [1, 2, 9, 16])
def test_tables_of_any_width_can_be_set(columns: int) -> None:
    labels = tuple(Column(f"Jämförelsetalsmetoden {i}") for i in range(columns))
    rows = (tuple(f"{i}\u00a0234" for i in range(columns)),)
    text = words(read(notebook(show(table(columns=labels, rows=rows, highlight=())))))
    assert f"{columns - 1}234" in text


def structure(node: Any) -> Any:
    """Give the PDF's structure elements, outermost first."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for child in node:
            yield from structure(child)
    elif isinstance(node, dict):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from structure(node["/K"])


def test_figures_carry_their_alternative_text_and_headings_their_level() -> None:
    reader = read(sample())
    elements = list(structure(reader.trailer["/Root"]["/StructTreeRoot"]))
    alts = [e["/Alt"] for e in elements if e["/S"] == "/Figure"]
    assert alts == ["Andelen steg i alla sju kommuner."] * 2
    kinds = [e["/S"] for e in elements]
    assert [k for k in kinds if re.fullmatch("/H[1-6]", k)][-3:] == ["/H1", "/H1", "/H2"]
    assert kinds.count("/TH") == 3


@pytest.mark.parametrize("text", NASTY)
def test_text_from_data_comes_out_as_itself(text: str) -> None:
    cells = show(table(caption=text, rows=((text, text, text),), highlight=(), note=text))
    made = bare_notebook(
        show(document(title=text, subtitle=text, publisher=text, description=text)),
        cells,
        show(figure(caption=text, alt=text)),
    )
    reader = read(made)
    assert reader.metadata is not None
    assert reader.metadata.title == text
    # Title, subtitle, byline, caption, three cells, note, and the figure's caption.
    assert words(reader).count(squeeze(text)) == 9


@pytest.mark.parametrize(
    "text", ["#let x = 1", "$x^2$ @ref", 'a "b" -- c...', "<script>1</script>"]
)
def test_prose_means_nothing_to_typst(text: str) -> None:
    assert squeeze(text) in words(read(notebook(show(Prose(f"## {text}\n\n- {text} **{text}**")))))


def test_every_kind_of_prose_comes_out() -> None:
    prose = (
        "## A\n\none\ntwo  \nthree `four` *five* [six](#a) <https://example.org>\n\n"
        "> seven\n\n```\neight\n```\n\n---\n\n3. nine\n\n   ten\n\n- eleven\n  - twelve\n\n<p>\n"
    )
    text = words(read(notebook(show(Prose(prose)))))
    wanted = "onetwothreefourfivesixhttps://example.orgseveneight3.nineten"
    assert wanted in text
    assert "eleven" in text
    assert "<p>" in text


@given(st.text())
def test_a_string_literal_holds_its_text_and_ends_where_it_should(text: str) -> None:
    literal = write_string(text)
    assert literal[0] == literal[-1] == '"'
    inside = literal[1:-1]
    assert re.fullmatch(r'(?:[^"\\]|\\["\\])*', inside, re.DOTALL)
    assert re.sub(r"\\(.)", r"\1", inside, flags=re.DOTALL) == text


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc"))))
def test_typst_reads_a_literal_as_the_very_text(text: str) -> None:
    source = f"#metadata({write_string(text)}) <x>".encode()
    found = typst.query(source, "<x>", field="value", one=True)
    assert json.loads(found) == text


def test_a_failure_of_typst_is_told_as_an_export_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_module, "_layout", lambda: b"#let report(..x) = panic(1)")
    with pytest.raises(ExportError, match="the PDF can't be made"):
        export(sample())


def test_a_stream_that_ends_in_a_carriage_return_moves_the_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tried: list[int] = []

    def compile_(_: object, hundredths: int) -> bytes:
        tried.append(hundredths)
        return b"x\r\nendstream" if hundredths < 2 else b"x\nendstream"

    monkeypatch.setattr(pdf_module, "_compile", compile_)
    assert pdf_module.write_pdf(compose_report(sample("sv"))) == b"x\nendstream"
    assert tried == [0, 1, 2]


def test_moving_the_page_changes_its_streams_and_not_its_words() -> None:
    report = compose_report(sample("sv"))
    plain, moved = (pdf_module._compile(report, hundredths) for hundredths in (0, 1))
    assert plain != moved
    words = [
        [page.extract_text() for page in PdfReader(io.BytesIO(b)).pages] for b in (plain, moved)
    ]
    assert words[0] == words[1]


def test_a_faulty_notebook_is_refused() -> None:
    with pytest.raises(ExportError, match="leaves the alternative text"):
        export(notebook(show(figure(alt=""))))


def test_the_exporter_has_its_name() -> None:
    assert get_exporter("valrapport-pdf") is ValrapportPdfExporter
