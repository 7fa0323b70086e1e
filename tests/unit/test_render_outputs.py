"""Reading a notebook's outputs into a report, and each reason to refuse one."""

from __future__ import annotations

from typing import Any

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output, new_raw_cell

from analysis.content import DOCUMENT_MIME, FIGURE_MIME, TABLE_MIME, Column, Prose
from analysis.errors import ExportError
from analysis.render.markdown import slugify
from analysis.render.report import NumberedFigure, NumberedTable, Passage, compose_report
from analysis.render.svg import clean_svg, write_svg
from render_samples import SVG, bare_notebook, document, figure, notebook, sample, show, table


def test_contents_come_in_the_order_of_the_cells() -> None:
    report = compose_report(sample())
    kinds = [type(block) for block in report.blocks]
    assert kinds == [Passage, NumberedTable, NumberedFigure, NumberedFigure, Passage, Passage]
    assert report.document.title == "Valresultat i Västernorrland"


def test_tables_and_figures_are_numbered_apart() -> None:
    cells = [show(table(), figure()), show(table(id="b"), figure(id="b"))]
    blocks = compose_report(notebook(*cells)).blocks
    assert [getattr(block, "number", None) for block in blocks] == [1, 1, 2, 2]


def test_what_comes_back_equals_what_was_shown() -> None:
    table_block, figure_block = compose_report(notebook(show(table(), figure()))).blocks
    assert isinstance(table_block, NumberedTable)
    assert table_block.table == table()
    assert isinstance(figure_block, NumberedFigure)
    assert figure_block.figure == figure()


def test_headings_get_stable_and_unique_names() -> None:
    cell = show(Prose("## Åtta år\n\n### Röster\n\n## Åtta år\n\n## Contents"))
    slugs = [heading.slug for heading in compose_report(notebook(cell)).headings]
    assert slugs == ["atta-ar", "roster", "atta-ar-2", "contents-2"]


def test_a_heading_of_signs_alone_still_gets_a_name() -> None:
    assert slugify("§ 1 – b") == "1-b"
    assert slugify("…!") == "section"


def test_a_note_and_its_outputs_are_left_out() -> None:
    noted = show({"text/html": "<table></table>"}, tags=("analyst-note",))
    words = new_markdown_cell("# My notes", metadata={"tags": ["analyst-note"]})
    raw = new_raw_cell("x", metadata={"tags": ["analyst-note"]})
    assert compose_report(notebook(noted, words, raw)).blocks == ()


BARE = new_code_cell("frame", outputs=[new_output("execute_result", data={"text/html": "<p>"})])
PNG = show({"image/png": "iVBORw0KGgo=", "text/plain": "<Figure>"})
FAILED = new_output("error", ename="KeyError", evalue="'V'", traceback=[])


def _figure_bundle(**changes: Any) -> dict[str, Any]:
    return {**figure()._repr_mimebundle_(), **changes}


REFUSED = {
    "bare html": (BARE, "cell 2 (frame) shows a bare output (text/html)"),
    "bare png": (PNG, "Wrap it in a Table, Figure or Prose, or tag the cell 'analyst-note'"),
    "plain value": (show({"text/plain": "42"}), "bare output (text/plain)"),
    "error": (new_code_cell("1 / 0", outputs=[FAILED]), "cell 2 (1 / 0) failed with KeyError"),
    "error in a note": (
        new_code_cell("1 / 0", outputs=[FAILED], metadata={"tags": ["analyst-note"]}),
        "run the whole notebook again",
    ),
    "raw cell": (new_raw_cell("<b>"), "is a raw cell"),
    "second document": (show(document()), "cell 2 (show()) shows a second Document"),
    "no alt": (show(figure(alt=" ")), "leaves the alternative text of figure share empty"),
    "alt gone": (show(_figure_bundle(**{FIGURE_MIME: {"id": "x"}})), "shows something incomplete"),
    "filler alt": (show(figure(alt="Figure 1")), "says nothing"),
    "nbconvert's alt": (
        show(figure(alt="No description has been provided for this image")),
        "Say what the drawing shows",
    ),
    "matplotlib's alt": (show(figure(alt="<Figure size 640x480 with 1 Axes>")), "says nothing"),
    "heading in a quote": (show(Prose("## A\n\n> #### B")), "jumps to the level-4 heading 'B'"),
    "no drawing": (show({FIGURE_MIME: {}}), "cell 2"),
    "no caption": (show(figure(caption="")), "leaves the caption of figure share empty"),
    "too wide": (show(figure(width_mm=171)), "171 mm wide"),
    "same figure twice": (show(figure(), figure()), "the id figure-share a second time"),
    "same table twice": (show(table(), table()), "the id table-votes a second time"),
    "table without caption": (show(table(caption="")), "the caption of table votes empty"),
    "table without rows": (show(table(rows=(), highlight=())), "without rows"),
    "mark beyond the rows": (show(table(highlight=(2,))), "marks a row that it hasn't"),
    "column without label": (
        show(table(columns=(Column(""), Column("a"), Column("b")))),
        "a column's label in table votes empty",
    ),
    "number as a cell": (
        show({TABLE_MIME: {**table()._repr_mimebundle_()[TABLE_MIME], "rows": [[1, "a", "b"]]}}),
        "gives a table cell in votes as int",
    ),
    "foreign table": (show({TABLE_MIME: {"rows": []}}), "Run the notebook again with this version"),
    "control character": (show(Prose("a\x0bb")), "the control character U+000B in text"),
    "top heading": (show(Prose("# Title")), "level-1 heading 'Title'"),
    "underlined top heading": (new_markdown_cell("Title\n====="), "level-1 heading 'Title'"),
    "heading jump": (show(Prose("## A\n\n#### B")), "jumps to the level-4 heading 'B'"),
    "first heading too low": (show(Prose("### B")), "Write it with ##."),
    "empty heading": (show(Prose("##")), "holds a heading without words"),
    "markdown image": (show(Prose("![x](https://x.se/y.png)")), "holds a markdown image"),
    "markdown table": (show(Prose("|a|b|\n|-|-|\n|1|2|")), "holds a markdown table"),
    "active link": (show(Prose("[x](javascript:alert(1))")), "links to 'javascript:alert(1)'"),
    "local link": (show(Prose("[x](/elsewhere/x)")), "links to '/elsewhere/x'"),
}


@pytest.mark.parametrize(("cell", "said"), REFUSED.values(), ids=REFUSED)
def test_a_faulty_cell_is_named_with_what_to_do(cell: Any, said: str) -> None:
    with pytest.raises(ExportError) as refused:
        compose_report(notebook(cell))
    assert str(refused.value).startswith("cell 2")
    assert said in str(refused.value)


def test_a_heading_jump_over_two_cells_is_seen() -> None:
    with pytest.raises(ExportError, match=r"^cell 3 .*jumps to the level-4 heading 'B' below"):
        compose_report(notebook(show(Prose("## A")), show(Prose("#### B"))))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": ""}, "leaves the Document's title empty"),
        ({"description": ""}, "leaves the Document's description empty"),
        ({"publisher": " "}, "leaves the Document's publisher empty"),
        ({"language": "de"}, "language 'de'"),
        ({"date": "2018-13-01"}, "date '2018-13-01'"),
        ({"title": None}, "gives the Document's title as NoneType"),
    ],
)
def test_a_faulty_title_page_is_refused(changes: dict[str, Any], said: str) -> None:
    facts = {**document()._repr_mimebundle_()[DOCUMENT_MIME], **changes}
    with pytest.raises(ExportError, match=said):
        compose_report(bare_notebook(show({DOCUMENT_MIME: facts})))


def test_a_notebook_without_a_title_is_refused() -> None:
    with pytest.raises(ExportError, match="has no title"):
        compose_report(bare_notebook(show(table())))


def test_content_before_the_title_is_refused() -> None:
    with pytest.raises(ExportError, match=r"^cell 1 \(Hello\) shows something before"):
        compose_report(bare_notebook(new_markdown_cell("Hello"), show(document())))


def test_a_drawing_gets_ids_of_its_own() -> None:
    svg = write_svg(clean_svg(SVG, prefix="f1-"), role="img")
    for wanted in ('id="f1-mark"', 'href="#f1-mark"', 'clip-path="url(#f1-clip)"', 'role="img"'):
        assert wanted in svg
    assert "metadata" not in svg


def test_a_drawing_keeps_its_style_sheet_to_itself() -> None:
    svg = write_svg(clean_svg(SVG, prefix="f1-"))
    assert "<style" not in svg
    assert 'style="stroke-linejoin: round"' in svg


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<script>1</script>", "has a <script> element"),
        ("<foreignObject/>", "has a <foreignObject> element"),
        ('<g onclick="x()"/>', "the event attribute onclick"),
        ('<image href="https://x.se/a.png"/>', "points outside itself in href"),
        ('<rect style="fill: url(https://x.se/a)"/>', "points outside itself in style"),
        ("<rect fill=\"url( '//x.se/a')\"/>", "points outside itself in fill"),
        ("<style>text{fill:red}</style>", "style sheet that would reach"),
        ("<g>", "not well-formed"),
    ],
)
def test_a_drawing_with_more_than_a_drawing_is_refused(inside: str, said: str) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">{inside}</svg>'
    with pytest.raises(ExportError, match=said):
        compose_report(notebook(show(figure(svg=svg))))


@pytest.mark.parametrize("svg", ["<p/>", "", "<svg/>", '<!DOCTYPE svg [<!ENTITY a "b">]><svg/>'])
def test_what_is_no_drawing_is_refused(svg: str) -> None:
    with pytest.raises(ExportError, match="shows figure share, which"):
        compose_report(notebook(show(figure(svg=svg))))
