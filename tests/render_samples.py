"""Small report notebooks, made from content objects, that the tests of the exporters share."""

from __future__ import annotations

from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from analysis.content import Column, Document, Figure, Prose, Table

TEXTS: dict[str, dict[str, str]] = {
    "sv": {
        "title": "Valresultat i Västernorrland",
        "prose": "## Så gick valet\n\nTurnout ökade till **87,2 %**, se [källan](https://www.val.se/).",
        "closing": "## Metod\n\n### Räkning\n\n- ett\n- två\n\n1. först\n2. sedan",
        "label": "Kommun",
    },
    "en": {
        "title": "Election results in Västernorrland",
        "prose": "## How it went\n\nTurnout rose to **87.2%**, see [the source](https://www.val.se/).",
        "closing": "## Method\n\n### Counting\n\n- one\n- two\n\n1. first\n2. then",
        "label": "Municipality",
    },
}

SVG = """<?xml version="1.0"?>
<svg xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 200 60" width="200pt" height="60pt"
 xmlns="http://www.w3.org/2000/svg"><metadata>made by a tool</metadata>
<defs><style type="text/css">*{stroke-linejoin: round}</style><path id="mark" d="M 0 0 L 0 9"/>
<clipPath id="clip"><rect width="180" height="50"/></clipPath></defs>
<g clip-path="url(#clip)"><use xlink:href="#mark" x="9" y="9" style="stroke: #000"/>
<text x="20" y="30" style="font-size: 10px; font-family: 'Source Sans 3'">−1,5 åäö</text></g></svg>"""


def document(language: str = "sv", **changes: Any) -> Document:
    facts: dict[str, Any] = {
        "title": TEXTS[language]["title"],
        "subtitle": "2018",
        "language": language,
        "date": "2018-09-09",
        "description": "En rapport om valet 2018.",
        "publisher": "Valanalys",
    }
    return Document(**{**facts, **changes})


def table(language: str = "sv", **changes: Any) -> Table:
    facts: dict[str, Any] = {
        "id": "votes",
        "caption": "Röster 2018",
        "columns": (Column(TEXTS[language]["label"], "left"), Column("2014"), Column("2018")),
        "rows": (("Sundsvall", "4\u00a0912", "6\u00a0001"), ("Ånge", "−12", "433")),
        "highlight": (1,),
        "note": "Slutlig räkning.",
    }
    return Table(**{**facts, **changes})


def figure(**changes: Any) -> Figure:
    facts: dict[str, Any] = {
        "id": "share",
        "svg": SVG,
        "alt": "Andelen steg i alla sju kommuner.",
        "caption": "Andel av rösterna",
        "width_mm": 120.0,
    }
    return Figure(**{**facts, **changes})


def show(*items: Any, source: str = "show()", tags: tuple[str, ...] = ()) -> Any:
    """Give a code cell that has displayed the items: content objects, or bare mimebundles."""
    outputs = [
        new_output(
            "display_data",
            data=item if isinstance(item, dict) else item._repr_mimebundle_(),
        )
        for item in items
    ]
    return new_code_cell(source, outputs=outputs, metadata={"tags": list(tags)})


def notebook(*cells: Any) -> nbformat.NotebookNode:
    """Give a notebook with a title cell before the given cells."""
    return bare_notebook(show(document()), *cells)


def bare_notebook(*cells: Any) -> nbformat.NotebookNode:
    made = new_notebook(cells=list(cells))
    for number, cell in enumerate(made.cells):
        cell.id = f"cell-{number}"  # nbformat draws them by lot
    return made


def sample(language: str = "sv") -> nbformat.NotebookNode:
    """Give a whole report: every kind of content, and all that an exporter must leave out."""
    texts = TEXTS[language]
    printed = new_code_cell("print('SECRET')", outputs=[new_output("stream", text="PRINTED")])
    return bare_notebook(
        new_markdown_cell("# NOTED title", metadata={"tags": ["analyst-note"]}),
        new_code_cell("area = 'INJECTED'", metadata={"tags": ["injected-parameters"]}),
        show(document(language)),
        printed,
        show(Prose(texts["prose"]), table(language), source="show(table)"),
        show(figure(), figure(id="trend", caption="Utveckling")),
        show({"text/plain": "DROPPED"}, tags=("analyst-note",)),
        new_markdown_cell("An analyst's *own* comment."),
        show(Prose(texts["closing"])),
    )
