"""Reports of every kind become text with offsets that hold; what can't be read says why."""

from __future__ import annotations

import io
import logging
import socket
import time
import zipfile
from pathlib import Path

import pytest
from bs4.exceptions import ParserRejectedMarkup
from docx.document import Document as WordDocument
from docx.enum.text import WD_BREAK
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.claims.model import Document
from analysis.claims.reading import documents, docx_package, html_text, pdf_text
from analysis.claims.reading.documents import read_bytes, read_document
from analysis.errors import DataError
from document_samples import (
    BODY,
    SPACES,
    locked_pdf,
    member,
    old_office_file,
    packed,
    paragraph,
    pdf_file,
    picture_pdf,
    repacked,
    run,
    table,
    unpacked_pdf,
    word_body,
    word_file,
)

SENTENCE = "Partiet fick 12,3 procent av rösterna."
BEGIN, SEPARATE, END = (
    f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
)


def text_of(content: bytes, name: str = "report") -> str:
    return read_bytes(name, content).text


def cells_of(document: Document) -> list[tuple[str, str, str]]:
    text = document.text
    return [(text[cell.start : cell.end], cell.row, cell.column) for cell in document.cells]


def headings_of(document: Document) -> list[str]:
    return [document.text[start:end] for start, end in document.headings]


def refusal(content: bytes, name: str = "report.docx") -> DataError:
    with pytest.raises(DataError) as caught:
        read_bytes(name, content)
    assert caught.value.file == name
    assert caught.value.action
    return caught.value


# Where a report comes from


def test_a_file_is_read_and_named(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(SENTENCE, encoding="utf-8")
    assert read_document(path) == Document("report.txt", SENTENCE)


@pytest.mark.parametrize("path", [None, Path("-")])
def test_standard_input_is_read(path: Path | None) -> None:
    document = read_document(path, io.BytesIO(SENTENCE.encode()))
    assert document == Document("standard input", SENTENCE)


@pytest.mark.parametrize(
    ("name", "found"),
    [("missing.docx", "no such file"), (".", "a folder"), ("a\0b", "can't be read")],
)
def test_a_path_without_a_file_is_refused(tmp_path: Path, name: str, found: str) -> None:
    with pytest.raises(DataError, match=found):
        read_document(tmp_path / name)


def test_standard_input_that_cant_be_read_is_refused() -> None:
    class Closed(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError(5, "broken")

    with pytest.raises(DataError, match=r"standard input: found .*\(broken\)"):
        read_document(None, Closed())


def test_a_file_that_is_too_large_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(b"x" * 101)
    assert len(read_document(path).text) == 101
    monkeypatch.setattr(documents, "MAX_BYTES", 100)
    with pytest.raises(DataError, match="more than 100 bytes"):
        read_document(path)


@pytest.mark.parametrize("content", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"<html><p> </p></html>"])
def test_a_file_without_text_is_refused(content: bytes) -> None:
    assert refusal(content).found in {"an empty file", "a file without any text"}


def test_a_word_file_without_text_is_refused() -> None:
    assert refusal(word_body(paragraph())).found == "a file without any text"


# Kinds


@pytest.mark.parametrize("name", ["report", "report.pdf", "report.txt", "report.md"])
def test_the_content_tells_the_kind_not_the_name(name: str) -> None:
    assert text_of(word_body(paragraph(run(SENTENCE))), name) == SENTENCE
    assert text_of(pdf_file(SENTENCE), name) == SENTENCE
    assert text_of(f"<!DOCTYPE html><p>{SENTENCE}".encode(), name) == SENTENCE


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (old_office_file("WordDocument"), "old format (.doc)"),
        (old_office_file("EncryptedPackage"), "protected by a password"),
        (old_office_file("Workbook"), "a spreadsheet (.xls)"),
        (old_office_file("PowerPoint Document"), "a presentation (.ppt)"),
        (old_office_file("Something"), "an old Office file"),
        (packed({"[Content_Types].xml": b"", "xl/workbook.xml": b""}), "a spreadsheet (.xlsx)"),
        (packed({"ppt/presentation.xml": b""}), "a presentation (.pptx)"),
        (
            packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b""}),
            ".odt",
        ),
        (
            packed(
                {
                    "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
                    "content.xml": b"",
                }
            ),
            "a spreadsheet (.ods)",
        ),
        (packed({"report.txt": b"text"}), "a zip file"),
        (packed({}), "a zip file"),
        (b"{\\rtf1\\ansi text}", "rich text (.rtf)"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a binary file"),
        (b'<?xml version="1.0"?><report>12</report>', "XML that is no web page"),
    ],
)
def test_other_kinds_are_refused_by_name(content: bytes, found: str) -> None:
    assert found in refusal(content).found


def test_an_encrypted_zip_file_is_refused() -> None:
    content = bytearray(packed({"report.txt": b"text"}))
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(sign) + place] |= 1
    assert "protected by a password" in refusal(bytes(content)).found


# Plain text and Markdown


@pytest.mark.parametrize("name", ["report.txt", "report.md"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_stays_as_it_is_but_for_the_mark(name: str, encoding: str) -> None:
    text = "  Rösterna\r\nblev 1\xa0234\rfler – 5 %.\n\n\tSlut \n"
    assert text_of(text.encode(encoding), name) == text


def test_utf_16_with_either_order_is_read() -> None:
    assert text_of(b"\xfe\xff" + "år".encode("utf-16-be")) == "år"
    assert text_of(b"\xff\xfe" + "år".encode("utf-16-le")) == "år"


def test_misread_letters_and_replaced_ones_are_left() -> None:
    assert text_of("rÃ¶ster \ufffd 12".encode()) == "rÃ¶ster \ufffd 12"


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"r\xf6ster \x81", "neither UTF-8 nor Windows-1252"),
        (b"\xff\xfea\0b", "bytes that aren't utf-16-le"),
        (b"\xef\xbb\xbfr\xf6st", "bytes that aren't utf-8"),
        (b"12\0procent", "a binary file"),
        ("röst".encode("utf-32"), "a binary file"),
    ],
)
def test_bytes_that_are_no_text_are_refused(content: bytes, found: str) -> None:
    assert found in refusal(content, "report.txt").found


def test_a_number_table_as_text_is_read() -> None:
    assert text_of(b"1;2\n3;4\n", "numbers.csv") == "1;2\n3;4\n"


MARKDOWN = """---
title: Valet
---
# Valet 2022 ##

Röster
och mandat
===
Partiet fick 12 %.

Underrubrik
---
- punkt
---
```
# kod
| a | b |
|---|---|
| 1 | 2 |
```
| Område | **2018** | 2022 |
|:--|--:|:-:|
| [Kommunen](x) | 11,9 | |
| Länet \\| riket | 10 | 9 |

#hashtag
a | b
--- | ---
x | 3
"""


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_markdown_has_headings_and_cells(end: str) -> None:
    text = MARKDOWN.replace("\n", end)
    document = read_bytes("report.md", text.encode())
    assert document.text == text
    assert headings_of(document) == ["Valet 2022", f"Röster{end}och mandat", "Underrubrik"]
    assert cells_of(document) == [
        ("11,9", "Kommunen", "2018"),
        ("10", "Länet | riket", "2018"),
        ("9", "Länet | riket", "2022"),
        ("3", "x", "b"),
    ]


def test_text_has_tables_and_no_headings() -> None:
    document = read_bytes("report.txt", MARKDOWN.encode())
    assert document.headings == ()
    assert document.cells == read_bytes("report.md", MARKDOWN.encode()).cells


def test_lines_with_tabs_are_the_rows_of_a_table() -> None:
    text = "Valet\n\nKommun\t2014\t2018\nSundsvall\t 8 \t9\nTimrå\t\t7\n\nRing\t12\n"
    cells = [
        (text[cell.start : cell.end], cell.row, cell.column, text[cell.table :][:6])
        for cell in read_bytes("report.txt", text.encode()).cells
    ]
    assert cells == [
        ("8", "Sundsvall", "2014", "Kommun"),
        ("9", "Sundsvall", "2018", "Kommun"),
        ("7", "Timrå", "2018", "Kommun"),
    ]


def test_markdown_may_begin_with_an_element() -> None:
    content = b"<p align='center'>x</p>\n\n# Valet\n"
    assert headings_of(read_bytes("report.md", content)) == ["Valet"]
    assert text_of(content, "report.html") == "x\n\n# Valet"


# Web pages

PAGE = """<?xml version="1.0"?><!-- 1 --><!DOCTYPE html><html><head><title>Titel 2</title>
<style>p { margin: 3px }</style><script>var a = "<p>4</p>";</script></head><body>
<h1>Valet <em>2022</em></h1><noscript>5</noscript><template>6</template>
<p>Partiet&nbsp;fick
   <b>12,3</b> procent<sup>1</sup> av r&ouml;sterna,<br>mot 11&#44;9. H<sub>2</sub>O</p>
<div hidden>7</div><p style="color: red; display : none">8</p><!-- 9 --><svg><text>10</text></svg>
<ul><li>ett<li>två</ul>text<section>block</section>
<pre>a  b
c</pre><p><del>13</del>14</p><![CDATA[15]]></body></html>"""


def test_a_page_is_its_visible_text() -> None:
    document = read_bytes("report", PAGE.encode())
    assert document.text.split("\n\n") == [
        "Valet 2022",
        "Partiet\xa0fick 12,3 procent¹ av rösterna,\nmot 11,9. H₂O",
        "ett",
        "två",
        "text",
        "block",
        "a  b\nc",
        "14",
    ]
    assert headings_of(document) == ["Valet 2022"]


def test_a_page_needs_no_end_of_its_head() -> None:
    assert text_of(b"<html><head><title>T</title><p>12 procent") == "12 procent"


def test_half_a_character_in_a_page_is_replaced() -> None:
    text = text_of(b"<html><p>a&#xD83D;b &#0; &#x110000; &#99999999999;")
    assert text.encode("utf-8")
    assert text.startswith("a\ufffdb")


TABLE = """<html><p>Före</p><table><caption>Valen</caption>
<thead><tr><th rowspan=2>Område<th colspan=2>2018<th colspan=2>2022</tr>
<tr><th>Andel<th>Röster<th>Andel<th>Röster</thead>
<tr><td rowspan=2>Kommunen<td>11,9 %<td>100<td><p>12,3</p><p>%</p><td>120
<tr><td colspan=2>1<td>2<td>
</table><p>Efter</p>"""


def test_a_table_of_a_page_gives_its_cells_once_with_both_headers() -> None:
    document = read_bytes("report", TABLE.encode())
    assert document.text == (
        "Före\n\nValen\n\nOmråde\t2018\t2022\nAndel\tRöster\tAndel\tRöster\n"
        "Kommunen\t11,9 %\t100\t12,3 %\t120\n1\t2\t\n\nEfter"
    )
    assert cells_of(document) == [
        ("11,9 %", "Kommunen", "2018 Andel"),
        ("100", "Kommunen", "2018 Röster"),
        ("12,3 %", "Kommunen", "2022 Andel"),
        ("120", "Kommunen", "2022 Röster"),
        ("1", "Kommunen", "2018 Andel"),
        ("2", "Kommunen", "2022 Andel"),
    ]


def test_a_table_that_lays_out_a_page_is_read_as_blocks() -> None:
    inner = "<table><tr><td>A<td>B<tr><td>x<td>1</table>"
    content = f"<html><table><tr><td><h2>Valet</h2><p>Text</p><td>{inner}</table>".encode()
    document = read_bytes("report", content)
    assert document.text == "Valet\n\nText\n\nA\tB\nx\t1"
    assert headings_of(document) == ["Valet"]
    assert cells_of(document) == [("1", "x", "B")]


def test_a_header_that_spans_columns_needs_no_second_row() -> None:
    content = b"<html><table><tr><td>A<td colspan=2>Andel<tr><td>x<td>20,1<td>+1</table>"
    assert cells_of(read_bytes("r", content)) == [("20,1", "x", "Andel"), ("+1", "x", "Andel")]


@pytest.mark.parametrize("markup", ["<td>x</table></tr>", "<table></td><tr></tr>x", "<tr><th>x"])
def test_a_table_out_of_order_keeps_its_text(markup: str) -> None:
    assert text_of(f"<html>{markup}".encode()) == "x"


def test_a_page_too_deep_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    content = b"<html>" + b"<div>" * 2000 + b"12"
    assert text_of(content) == "12"
    monkeypatch.setattr(html_text, "MAX_DEPTH", 1000)
    assert "more than 1000 elements" in refusal(content).found


def test_markup_that_the_parser_rejects_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def reject(*_: object) -> None:
        raise ParserRejectedMarkup("as some versions do")

    monkeypatch.setattr(html_text, "_Soup", reject)
    assert refusal(b"<html><p>12").found == "a damaged web page"


def test_a_sign_with_an_endless_number_is_refused() -> None:
    assert refusal(b"<html><p>&#" + b"9" * 5000 + b";").found == "a damaged web page"


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    address = "http" + "://127.0.0.1:9/x"
    page = f'<html><link rel="stylesheet" href="{address}"><img src="{address}">12'
    assert text_of(page.encode()) == "12"
    link = f'<w:hyperlink w:anchor="{address}">{run("12")}</w:hyperlink>'
    assert text_of(word_body(paragraph(link))) == "12"


# Word files


def a_report(document: WordDocument) -> None:
    document.add_paragraph("Årsberättelse", style="Title")
    document.add_heading("Resultat", 1)
    document.add_paragraph(SENTENCE)
    document.add_paragraph("en punkt", style="List Bullet")
    rows = [["Område", "2018", "2022"], ["Kommunen", "11,9", "12,3"], ["Länet", "10", ""]]
    filled = document.add_table(3, 3)
    for row, texts in zip(filled.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    broken = document.add_paragraph("Rad ett").add_run()
    broken.add_break(WD_BREAK.LINE)
    broken.add_text("rad två")
    broken.add_tab()
    broken.add_text("slut")
    document.sections[0].header.paragraphs[0].text = "Sidhuvud 99"
    document.sections[0].footer.paragraphs[0].text = "Sidfot 98"


def test_a_word_file_is_read_in_its_order() -> None:
    document = read_bytes("report.docx", word_file(a_report))
    assert document.text.split("\n\n") == [
        "Årsberättelse",
        "Resultat",
        SENTENCE,
        "en punkt",
        "Område\t2018\t2022\nKommunen\t11,9\t12,3\nLänet\t10\t",
        "Rad ett\nrad två\tslut",
    ]
    assert headings_of(document) == ["Årsberättelse", "Resultat"]
    assert document.pages == ()
    assert cells_of(document) == [
        ("11,9", "Kommunen", "2018"),
        ("12,3", "Kommunen", "2022"),
        ("10", "Länet", "2018"),
    ]


def styled(style: str, extra: str = "") -> str:
    return paragraph(run("x"), properties=f'<w:pPr><w:pStyle w:val="{style}"/>{extra}</w:pPr>')


@pytest.mark.parametrize(
    ("xml", "is_heading"),
    [
        (styled("Heading2"), True),
        (styled("Rubrik1"), True),  # a style that the file doesn't describe
        (styled("Title"), True),
        (styled("Normal"), False),
        (styled("Normal", '<w:outlineLvl w:val="0"/>'), True),
        (styled("Heading2", '<w:outlineLvl w:val="9"/>'), False),
    ],
)
def test_a_heading_is_one_by_its_style_or_its_level(xml: str, is_heading: bool) -> None:
    assert headings_of(read_bytes("r", word_body(xml))) == (["x"] if is_heading else [])


def test_a_style_based_on_a_heading_is_one() -> None:
    def write(document: WordDocument) -> None:
        own = document.styles.add_style("Vår stil", 1)
        own.base_style = document.styles["Heading 1"]
        document.add_paragraph("Valet", style=own)

    assert headings_of(read_bytes("r", word_file(write))) == ["Valet"]


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        (f'<w:ins w:id="1" w:author="-">{run("12")}</w:ins>', "a12b"),
        (f'<w:del w:id="1" w:author="-">{run("12")}</w:del>', "ab"),
        ('<w:del w:id="1" w:author="-"><w:r><w:delText>1</w:delText></w:r></w:del>', "ab"),
        (f"<w:moveFrom w:id='1' w:author='-'>{run('12')}</w:moveFrom>", "ab"),
        (f"<w:moveTo w:id='1' w:author='-'>{run('12')}</w:moveTo>", "a12b"),
        (run("12", "<w:vanish/>"), "ab"),
        (run("12", '<w:vanish w:val="0"/>'), "a12b"),
        (
            run(
                "12", '<w:rPrChange w:id="1" w:author="-"><w:rPr><w:vanish/></w:rPr></w:rPrChange>'
            ),
            "a12b",
        ),
        (run("1", '<w:vertAlign w:val="superscript"/>'), "a¹b"),
        (run("2", '<w:vertAlign w:val="subscript"/>'), "a₂b"),
        ("<w:r><w:noBreakHyphen/><w:t>5</w:t></w:r>", "a-5b"),
        ('<w:r><w:sym w:font="Symbol" w:char="F02D"/></w:r>', "a-b"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "a b"),
        ("<w:r><w:t>1\n2</w:t></w:r>", "a1 2b"),
        (f"{BEGIN}{run('PAGE 7')}{SEPARATE}{run('12')}{END}", "a12b"),
        (f"{BEGIN}<w:r><w:instrText>7</w:instrText></w:r>{END}", "ab"),
        (f"{BEGIN}{BEGIN}{SEPARATE}{run('7')}{END}{SEPARATE}{run('12')}{END}", "a12b"),
        (f'<w:fldSimple w:instr="PAGE 7">{run("12")}</w:fldSimple>', "a12b"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('12')}</w:sdtContent></w:sdt>", "a12b"),
        (f"<w:smartTag>{run('12')}</w:smartTag>", "a12b"),
        ('<w:r><w:commentReference w:id="7"/></w:r>', "ab"),
    ],
)
def test_what_counts_as_text(xml: str, text: str) -> None:
    assert text_of(word_body(paragraph(run("a"), xml, run("b")))) == text


def test_text_that_a_style_hides_is_left_out() -> None:
    def write(document: WordDocument) -> None:
        for number, kind in enumerate((1, 2)):
            document.styles.add_style(f"Dold {number}", kind).font.hidden = True
        document.add_paragraph("dold 1", style="Dold 0")
        document.add_paragraph("synlig").add_run(" dold 2", style="Dold 1")

    assert text_of(word_file(write)) == "synlig"


def test_a_deleted_end_of_a_paragraph_joins_two() -> None:
    mark = '<w:pPr><w:rPr><w:del w:id="1" w:author="-"/></w:rPr></w:pPr>'
    xml = paragraph(run("12"), properties=mark) + paragraph(run(",3 procent")) + paragraph(run("x"))
    assert text_of(word_body(xml)) == "12,3 procent\n\nx"


def test_a_field_without_an_end_is_refused() -> None:
    error = refusal(word_body(paragraph(run("a"), BEGIN) + paragraph(run("lost"))))
    assert error.found == "a field whose code has no end"


def test_notes_follow_in_the_order_in_which_they_are_referred_to() -> None:
    def note(kind: str, number: int) -> str:
        return f'<w:{kind} w:id="{number}">{paragraph(run(f"{kind} {number}"))}</w:{kind}>'

    def refer(kind: str, number: int) -> str:
        return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'

    deleted = f'<w:del w:id="9" w:author="-">{refer("footnote", 4)}</w:del>'
    body = paragraph(
        run("12"), refer("endnote", 2), refer("footnote", 3), refer("footnote", 2), deleted
    )
    separator = f'<w:footnote w:id="0" w:type="separator">{paragraph(run("-"))}</w:footnote>'
    content = word_body(
        body,
        footnotes=separator + "".join(note("footnote", number) for number in (1, 2, 3, 4)),
        endnotes=note("endnote", 2),
    )
    assert text_of(content) == "12\n\nfootnote 3\n\nfootnote 2\n\nendnote 2"


def test_a_text_box_follows_its_paragraph_once() -> None:
    box = f"<w:txbxContent>{paragraph(run('I rutan 5'))}</w:txbxContent>"
    space = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    both = (
        f'<mc:AlternateContent {space}><mc:Choice Requires="wps">{box}</mc:Choice>'
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    )
    xml = paragraph(run("före "), f"<w:r>{both}</w:r>", run("efter"))
    assert text_of(word_body(xml + paragraph(run("sist")))) == "före efter\n\nI rutan 5\n\nsist"


def test_merged_cells_count_once() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tcPr>{properties}</w:tcPr>{paragraph(run(text))}"

    two, restart = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>'
    xml = table(
        [cell("Område"), cell("2018", two), cell("2022")],
        [cell("Del"), cell("Andel"), cell("Röster"), cell("Andel")],
        [cell("Kommunen", restart), cell("11,9"), cell("100"), cell("12,3", restart)],
        [cell("göms", "<w:vMerge/>"), cell("7", two), cell("göms", "<w:vMerge/>")],
    )
    document = read_bytes("r", word_body(xml))
    assert document.text == (
        "Område\t2018\t2022\nDel\tAndel\tRöster\tAndel\nKommunen\t11,9\t100\t12,3\n\t7\t"
    )
    assert cells_of(document) == [
        ("11,9", "Kommunen", "2018 Andel"),
        ("100", "Kommunen", "2018 Röster"),
        ("12,3", "Kommunen", "2022 Andel"),
        ("7", "Kommunen", "2018 Andel"),
    ]


def test_deleted_rows_and_cells_are_left_out() -> None:
    def row(cells: str, properties: str = "") -> str:
        return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"

    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(run(text))}</w:tc>"

    change = 'w:id="1" w:author="-"'
    rows = (
        row(cell("A") + cell("B") + cell("C", f"<w:cellDel {change}/>"), "<w:tblHeader/>"),
        row(cell("bort") + cell("1"), f"<w:del {change}/>"),
        row(cell("dold") + cell("2"), "<w:hidden/>"),
        row(cell("3"), '<w:gridBefore w:val="1"/>'),
    )
    document = read_bytes("r", word_body(f"<w:tbl>{''.join(rows)}</w:tbl>"))
    assert document.text == "A\tB\n\t3"
    assert cells_of(document) == [("3", "", "B")]


def test_a_word_file_with_macros_or_saved_as_strict_is_read() -> None:
    content = word_body(styled("Heading1") + paragraph(run(SENTENCE)))
    types = member(content, "[Content_Types].xml")
    macros = types.replace(
        b"vnd.openxmlformats-officedocument.wordprocessingml.document.main",
        b"vnd.ms-word.document.macroEnabled.main",
    )
    assert macros != types
    changes = {"[Content_Types].xml": macros, "word/vbaProject.bin": b"\xd0\xcf"}
    assert text_of(repacked(content, changes)) == f"x\n\n{SENTENCE}"
    pairs = (
        (
            b"schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"purl.oclc.org/ooxml/wordprocessingml/main",
        ),
        (
            b"schemas.openxmlformats.org/officeDocument/2006/relationships/",
            b"purl.oclc.org/ooxml/officeDocument/relationships/",
        ),
    )
    strict: dict[str, bytes | None] = {}
    for name in ("_rels/.rels", "word/_rels/document.xml.rels", BODY, "word/styles.xml"):
        strict[name] = member(content, name)
        for before, after in pairs:
            strict[name] = (strict[name] or b"").replace(before, after)
    document = read_bytes("r", repacked(content, strict))
    assert (document.text, headings_of(document)) == (f"x\n\n{SENTENCE}", ["x"])


def test_a_damaged_picture_doesnt_matter() -> None:
    content = repacked(word_body(paragraph(run("12"))), {"word/media/image1.png": b"A" * 500})
    at = content.index(b"image1.png") + len("image1.png") + 1
    assert text_of(content[:at] + b"\xff" + content[at + 1 :]) == "12"


def test_a_relation_that_leads_nowhere_doesnt_matter() -> None:
    name = "word/_rels/document.xml.rels"
    content = word_body(styled("Heading1"))
    relation = b'<Relationship Id="rId99" Type="/image" Target="NULL"/></Relationships>'
    changed = member(content, name).replace(b"</Relationships>", relation)
    assert headings_of(read_bytes("r", repacked(content, {name: changed}))) == ["x"]


@pytest.mark.parametrize(
    "changes",
    [
        {BODY: b"<w:document"},
        {BODY: None},
        {"_rels/.rels": None},
        {"word/styles.xml": b"\xff"},
        {"[Content_Types].xml": b"<x/>"},
    ],
)
def test_a_damaged_word_file_is_refused(changes: dict[str, bytes | None]) -> None:
    content = repacked(word_body(paragraph(run("12"))), changes)
    assert refusal(content).found == "a damaged Word file"


def test_a_cut_word_file_is_refused() -> None:
    content = word_body(paragraph(run("12")))
    assert "a damaged" in refusal(content[: len(content) // 2]).found


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "kind", ["", ' [<!ENTITY a "12">]', ' SYSTEM "http' + '://127.0.0.1:9/x.dtd"']
)
def test_a_document_type_in_a_word_file_is_refused(kind: str, encoding: str) -> None:
    content = word_body(paragraph(run("12")))
    xml = member(content, BODY).decode("utf-8")
    head, rest = xml.split("?>", maxsplit=1)
    head = head.replace("UTF-8", encoding.upper())
    body = f"{head}?><!DOCTYPE a{kind}>{rest}".encode(encoding)
    error = refusal(repacked(content, {BODY: body}))
    assert (error.key, error.found) == (BODY, "a document type declared in its XML")
    plain = f"{head}?>{rest}".encode(encoding)
    assert text_of(repacked(content, {BODY: plain})) == "12"


@pytest.mark.parametrize(
    ("limit", "found"),
    [("MAX_PARTS", "parts"), ("MAX_PART_BYTES", "bytes"), ("MAX_TOTAL_BYTES", "bytes")],
)
def test_a_word_file_too_large_when_unpacked_is_refused(
    monkeypatch: pytest.MonkeyPatch, limit: str, found: str
) -> None:
    content = word_body(paragraph(run("12" * 50_000)))
    assert len(content) < 60_000
    assert len(text_of(content)) == 100_000
    monkeypatch.setattr(docx_package, limit, 10 if limit == "MAX_PARTS" else 60_000)
    assert found in refusal(content).found


def test_a_part_that_understates_its_size_is_refused() -> None:
    content = bytearray(word_body(paragraph(run("12" * 50_000))))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        size = archive.getinfo(BODY).file_size.to_bytes(4, "little")
    at = content.rindex(size)
    content[at : at + 4] = (1000).to_bytes(4, "little")
    assert "damaged Word file" in refusal(bytes(content)).found


def test_a_part_packed_in_another_way_is_refused() -> None:
    content = word_body(paragraph(run("12")))
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_LZMA) as archive,
    ):
        for name in source.namelist():
            archive.writestr(name, source.read(name))
    assert "packed in a way" in refusal(target.getvalue()).found


# PDF


def test_a_pdf_has_its_pages_and_lines() -> None:
    content = pdf_file(f"= Resultat\n{SENTENCE}", "Sida två.", "Sida tre.")
    document = read_bytes("report.pdf", content)
    assert document.text == f"Resultat\n{SENTENCE}\n\nSida två.\n\nSida tre."
    starts = [0, document.text.index("Sida två"), document.text.index("Sida tre")]
    assert list(document.pages) == starts
    assert [document.page_of(start) for start in starts] == [1, 2, 3]


def test_what_stands_before_a_pdf_is_passed_over() -> None:
    assert text_of(b"\r\n" + pdf_file("12")) == "12"
    assert text_of(b"HTTP/1.1 200 OK\r\n\r\n" + pdf_file("12")) == "12"
    assert text_of(b"A text that names %PDF-1.7 only.") == "A text that names %PDF-1.7 only."


@pytest.mark.parametrize("pages", [1, 3])
def test_a_scanned_pdf_is_refused(pages: int) -> None:
    error = refusal(picture_pdf(pages))
    assert "a scanned PDF" in error.found
    assert "OCR" in error.action


def test_a_pdf_whose_signs_are_no_letters_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_text, "_text", lambda *_: "\x01\x02\ufffd\ue001 12")
    assert "which letters they draw" in refusal(pdf_file("12")).found


@pytest.mark.parametrize("algorithm", ["RC4-40", "RC4-128", "AES-128", "AES-256"])
def test_only_a_pdf_with_a_password_is_refused(algorithm: str) -> None:
    content = pdf_file(SENTENCE)
    assert text_of(locked_pdf(content, password="", algorithm=algorithm)) == SENTENCE
    error = refusal(locked_pdf(content, password=SENTENCE[:7], algorithm=algorithm))
    assert error.found == "a PDF that is protected by a password"


def test_a_damaged_pdf_is_refused() -> None:
    assert refusal(b"%PDF-1.7\n12 procent").found == "a damaged PDF"
    assert refusal(pdf_file("12")[:300]).found == "a damaged PDF"


def test_a_damaged_page_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> str:
        raise KeyError("/Font")

    monkeypatch.setattr(pdf_text.PageObject, "extract_text", fail)
    assert refusal(pdf_file("12")).key == "page 1"


def test_a_pdf_with_too_many_pages_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    content = pdf_file("1", "2", "3")
    assert text_of(content) == "1\n\n2\n\n3"
    monkeypatch.setattr(pdf_text, "MAX_PAGES", 2)
    assert refusal(content).found == "3 pages"


def test_a_pdf_of_500_pages_costs_ten_times_one_of_50() -> None:
    def seconds(count: int) -> float:
        content = pdf_file(*[f"Sida {number}. {SENTENCE * 8}" for number in range(1, count + 1)])
        start = time.process_time()
        document = read_bytes("report.pdf", content)
        assert len(document.pages) == count
        assert document.page_of(document.text.index(f"Sida {count}.")) == count
        return time.process_time() - start

    seconds(5)  # what only the first PDF costs
    assert seconds(500) < 30 * seconds(50)


def test_pypdf_says_nothing(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    content = b"HTTP/1.1 200 OK\r\n\r\n" + pdf_file("12")  # which it mends, and would say
    with caplog.at_level(logging.DEBUG):
        assert text_of(content) == "12"
    assert capfd.readouterr() == ("", "")
    assert caplog.records == []


# Whatever the bytes: a document or a DataError


def assert_read_or_refused(content: bytes) -> None:
    try:
        document = read_bytes("report", content)
    except DataError:
        return
    assert document.text.encode("utf-8")
    for start, end in [*document.headings, *((cell.start, cell.end) for cell in document.cells)]:
        assert 0 <= start < end <= len(document.text)


WORD = word_body(
    styled("Heading1")
    + paragraph(run("12"), f"<w:r><w:txbxContent>{styled('Title')}</w:txbxContent></w:r>")
    + table(*[[paragraph(run("1"))] * 3] * 3)
)
WORD_XML = member(WORD, BODY)
WORD_STYLES = member(WORD, "word/styles.xml")
PDF = unpacked_pdf(pdf_file("= Valet\n12,3 procent"))


@st.composite
def mutated(draw: st.DrawFn, content: bytes) -> bytes:
    """The content with pieces cut out, doubled or overwritten."""
    changed = bytearray(content)
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, max(len(changed) - 1, 0)))
        end = at + draw(st.integers(0, 40))
        piece = bytes(changed[at:end])
        changed[at:end] = draw(st.sampled_from([b"", piece * 2]) | st.binary(max_size=8))
    return bytes(changed)


@settings(max_examples=150, deadline=None)
@given(mutated(WORD))
def test_any_word_file_is_read_or_refused(content: bytes) -> None:
    assert_read_or_refused(content)


@settings(max_examples=150, deadline=None)
@given(mutated(WORD_XML), st.none() | mutated(WORD_STYLES))
def test_any_xml_in_a_word_file_is_read_or_refused(body: bytes, styles: bytes | None) -> None:
    changes: dict[str, bytes | None] = {BODY: body, "word/styles.xml": styles or WORD_STYLES}
    assert_read_or_refused(repacked(WORD, changes))


@settings(max_examples=100, deadline=None)
@given(
    st.recursive(
        st.just("<w:t>1</w:t>"),
        lambda inner: st.tuples(
            st.sampled_from(["p", "r", "tbl", "tr", "tc", "txbxContent", "sdt", "del"]),
            st.lists(inner, max_size=3),
        ).map(lambda made: f"<w:{made[0]}>{''.join(made[1])}</w:{made[0]}>"),
    )
)
def test_any_order_of_elements_is_read_or_refused(xml: str) -> None:
    body = f"<w:document {SPACES}><w:body>{xml}</w:body></w:document>".encode()
    assert_read_or_refused(repacked(WORD, {BODY: body}))


@settings(max_examples=300, deadline=None)
@given(mutated(PDF))
def test_any_pdf_is_read_or_refused(content: bytes) -> None:
    assert_read_or_refused(content)


@settings(max_examples=300, deadline=None)
@given(mutated(PAGE.encode()) | mutated(TABLE.encode()))
def test_any_page_is_read_or_refused(content: bytes) -> None:
    assert_read_or_refused(b"<html>" + content)


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from([b"", b"PK\x03\x04", b"%PDF-1.4\n", b"<html>", b"\xff\xfe", b"{\\rtf"]),
    st.binary(max_size=200),
)
def test_any_bytes_are_read_or_refused(start: bytes, content: bytes) -> None:
    assert_read_or_refused(start + content)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="#|-= \n\r\t`ab1*[]()\\>.~:_", max_size=80))
def test_any_markdown_keeps_its_text(text: str) -> None:
    content = f"x{text}".encode()
    document = read_bytes("report.md", content)
    assert document.text == f"x{text}"
    assert all(start < end for start, end in document.headings)
    assert all(cell.start < cell.end for cell in document.cells)
