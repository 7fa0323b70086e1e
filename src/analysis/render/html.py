"""The nbconvert exporter `valrapport`: one HTML page that asks for nothing outside itself."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import jinja2
import mistune
from nbconvert.exporters import Exporter
from nbformat import NotebookNode
from traitlets import default

from analysis.render.labels import byline
from analysis.render.markdown import slugify
from analysis.render.report import (
    Heading,
    NumberedFigure,
    NumberedTable,
    Passage,
    Report,
    compose_report,
)
from analysis.render.svg import write_svg
from analysis.render.webfonts import font_face_css

TEMPLATES = Path(__file__).parent / "templates" / "valrapport"


class ValrapportExporter(Exporter):
    """Report notebook to one accessible HTML page, without its code and without any script."""

    export_from_notebook = "Valrapport (HTML)"
    output_mimetype = "text/html"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"

    def from_notebook_node(  # type: ignore[override] # as all of nbconvert's own exporters
        self, nb: NotebookNode, resources: Any | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """Give the page of an executed notebook; raises ExportError when it can't be a report."""
        notebook, resources = super().from_notebook_node(nb, resources, **kw)
        return write_html(compose_report(notebook)), resources


def write_html(report: Report) -> str:
    """Give the report as one HTML page, the same text for the same report."""
    return _template().render(
        report=report,
        document=report.document,
        labels=report.labels,
        byline=byline(report.document),
        contents=nest_headings(report.headings),
        style=_style(),
    )


def nest_headings(headings: tuple[Heading, ...]) -> list[tuple[Heading, list[Heading]]]:
    """Give the headings of level two, each with those of level three below it."""
    chapters: list[tuple[Heading, list[Heading]]] = []
    for heading in headings:
        if heading.level == 2:
            chapters.append((heading, []))
        elif heading.level == 3:
            chapters[-1][1].append(heading)
    return chapters


def write_passage(passage: Passage) -> str:
    """Give prose as HTML; tags that stand in its text come out as text."""
    # mistune's own renderer escapes every text and puts the token's id on each heading.
    return _renderer()(passage.tokens, mistune.BlockState())


def write_drawing(block: NumberedFigure) -> str:
    """Give a figure's drawing as inline SVG that is one image to a screen reader."""
    return write_svg(block.drawing, **{"role": "img", "aria-label": block.figure.alt})


@cache
def _renderer() -> mistune.HTMLRenderer:
    return mistune.HTMLRenderer(escape=True)


@cache
def _style() -> str:
    css = (TEMPLATES / "style.css").read_text(encoding="utf-8")
    return f"{font_face_css()}\n{css}"


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    kinds = {"passage": Passage, "table": NumberedTable, "figure": NumberedFigure}
    environment.tests.update(
        {name: lambda block, kind=kind: isinstance(block, kind) for name, kind in kinds.items()}
    )
    environment.filters.update(prose=write_passage, drawing=write_drawing, slug=slugify)
    return environment.get_template("index.html.j2")
