"""The nbconvert exporter `valrapport-pdf`: a tagged PDF for archives and for screen readers."""

from __future__ import annotations

from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import typst
from nbconvert.exporters import Exporter
from nbformat import NotebookNode
from traitlets import default

from analysis.errors import ExportError
from analysis.fonts import FAMILY, FOLDER
from analysis.render.dates import data_date
from analysis.render.labels import byline
from analysis.render.report import NumberedFigure, Report, compose_report
from analysis.render.svg import write_svg
from analysis.render.typst_writer import figure_file, write_array, write_body, write_string

LAYOUT = Path(__file__).parent / "templates" / "valrapport" / "layout.typ"
AMBIGUOUS_END = b"\r\nendstream"
NUDGES = 40
STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]


class ValrapportPdfExporter(Exporter):
    """Report notebook to one PDF that is both PDF/A-2a and PDF/UA-1, without its code."""

    export_from_notebook = "Valrapport (PDF)"
    output_mimetype = "application/pdf"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".pdf"

    def from_notebook_node(  # type: ignore[override] # as all of nbconvert's own exporters
        self, nb: NotebookNode, resources: Any | None = None, **kw: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """Give the PDF of an executed notebook; raises ExportError when it can't be a report."""
        notebook, resources = super().from_notebook_node(nb, resources, **kw)
        return write_pdf(compose_report(notebook)), resources


def write_pdf(report: Report) -> bytes:
    """Give the report as PDF bytes, the same for the same report; its clock is the data's date.

    A stream whose last byte happens to be a carriage return looks to some validators as if its
    length were wrong. The page is then moved by a hundredth of a millimetre until none ends so.
    """
    for hundredths in range(NUDGES):
        pdf = _compile(report, hundredths)
        if AMBIGUOUS_END not in pdf:
            break
    return pdf


def _compile(report: Report, hundredths: int) -> bytes:
    noon = datetime.combine(data_date(report.document), time(12), tzinfo=UTC)
    compiler = typst.Compiler(font_paths=_fonts(), ignore_system_fonts=True)
    try:
        pdf = compiler.compile(  # type: ignore[type-var] # a dict of files is missing in its stub
            _files(report, hundredths), format="pdf", pdf_standards=STANDARDS, timestamp=noon
        )
    except typst.TypstError as error:
        hints = " ".join(error.hints)
        raise ExportError(f"the PDF can't be made: {error.message}. {hints}".strip()) from error
    if not isinstance(pdf, bytes):
        raise TypeError("Typst gave pages instead of one PDF")
    return pdf


@cache
def _fonts() -> typst.Fonts:
    # The wheel's own fonts give the fixed-width letters of `code`.
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[FOLDER])


def _files(report: Report, hundredths: int) -> dict[str, bytes]:
    drawings = {
        figure_file(block.number): write_svg(block.drawing).encode()
        for block in report.blocks
        if isinstance(block, NumberedFigure)
    }
    return {"main.typ": _main(report, hundredths).encode(), "layout.typ": _layout(), **drawings}


@cache
def _layout() -> bytes:
    return LAYOUT.read_bytes()


def _main(report: Report, hundredths: int) -> str:
    facts = f"{_facts(report)}, nudge: {hundredths / 100:g}mm"
    return f'#import "layout.typ": *\n#show: report.with({facts})\n#{{\n{write_body(report)}\n}}\n'


def _facts(report: Report) -> str:
    document, labels = report.document, report.labels
    texts = {
        "font": FAMILY,
        "title": document.title,
        "subtitle": document.subtitle,
        "language": document.language,
        "description": document.description,
        "publisher": document.publisher,
        "byline": byline(document),
        "contents": labels.contents,
        "page-word": labels.page,
        "of-word": labels.of,
    }
    chapters = write_array(write_string(h.text) for h in report.headings if h.level == 2)
    facts = "".join(f"{name}: {write_string(text)}, " for name, text in texts.items())
    return f"{facts}keywords: {chapters}"
