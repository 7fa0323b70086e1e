"""A report written in Typst's code mode, where all text stands in string literals.

A literal has only two signs to escape, so no text can become markup, code or a smart quote.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from analysis.render.markdown import Token
from analysis.render.report import Block, NumberedFigure, NumberedTable, Passage, Report


def write_string(text: str) -> str:
    """Give the text as a Typst string literal, quotes and all."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def write_array(items: Iterable[str]) -> str:
    """Give code items as a Typst array, whatever their number."""
    return "(" + "".join(f"{item}, " for item in items) + ")"


def write_body(report: Report) -> str:
    """Give all of a report's blocks as Typst code, one a line; drawings by `figure_file`."""
    return "\n".join(_block(block, report) for block in report.blocks)


def figure_file(number: int) -> str:
    """Give the name under which a figure's drawing is handed to Typst."""
    return f"figure-{number}.svg"


def _block(block: Block, report: Report) -> str:
    if isinstance(block, Passage):
        return "\n".join(write_token(token) for token in block.tokens)
    if isinstance(block, NumberedTable):
        return _table(block, report.labels.table)
    return _figure(block, report.labels.figure)


def _table(block: NumberedTable, label: str) -> str:
    table = block.table
    return _call(
        "report-table",
        label=write_string(f"{label} {block.number}."),
        caption=write_string(table.caption),
        aligns=write_array(["left", *(column.align for column in table.columns[1:])]),
        header=_strings(column.label for column in table.columns),
        rows=write_array(_strings(row) for row in table.rows),
        highlight=write_array(str(row) for row in table.highlight),
        note=write_string(table.note),
    )


def _figure(block: NumberedFigure, label: str) -> str:
    return _call(
        "report-figure",
        label=write_string(f"{label} {block.number}."),
        caption=write_string(block.figure.caption),
        file=write_string(figure_file(block.number)),
        alt=write_string(block.figure.alt),
        width=f"{block.figure.width_mm:g}mm",
    )


def _call(name: str, **arguments: str) -> str:
    return f"{name}({', '.join(f'{key}: {value}' for key, value in arguments.items())})"


def _strings(texts: Iterable[str]) -> str:
    return write_array(write_string(text) for text in texts)


def write_token(token: Token) -> str:
    """Give one markdown token, and all inside it, as a Typst expression."""
    return WRITERS[token["type"]](token)


def _content(token: Token) -> str:
    parts = (write_token(child) for child in token.get("children", ()))
    return "{ " + "; ".join(part for part in parts if part) + " }"


def _raw(token: Token) -> str:
    return write_string(token["raw"])


def _heading(token: Token) -> str:
    # The title is no heading in the PDF, whose first heading must be of level one.
    return f"heading(level: {token['attrs']['level'] - 1}, {_content(token)})"


def _list(token: Token) -> str:
    attrs = token["attrs"]
    items = ", ".join(_content(item) for item in token["children"])
    # A tight list would stick to the paragraph above it; the layout sets the items' own distance.
    if attrs["ordered"]:
        return f"enum(tight: false, start: {attrs.get('start', 1)}, {items})"
    return f"list(tight: false, {items})"


def _link(token: Token) -> str:
    url = token["attrs"]["url"]
    # An address inside the page has no counterpart on paper: its words stay.
    return (
        _content(token) if url.startswith("#") else f"link({write_string(url)}, {_content(token)})"
    )


WRITERS: dict[str, Callable[[Token], str]] = {
    "text": _raw,
    "inline_html": _raw,
    "blank_line": lambda _: "",
    "softbreak": lambda _: '" "',
    "linebreak": lambda _: "linebreak()",
    "strong": lambda token: f"strong({_content(token)})",
    "emphasis": lambda token: f"emph({_content(token)})",
    "codespan": lambda token: f"raw({_raw(token)})",
    "link": _link,
    "heading": _heading,
    "paragraph": lambda token: f"par({_content(token)})",
    "block_text": _content,
    "block_html": lambda token: f"par({_raw(token)})",
    "block_code": lambda token: f"raw(block: true, {_raw(token)})",
    "block_quote": lambda token: f"quote(block: true, {_content(token)})",
    "thematic_break": lambda _: "thin-rule",
    "list": _list,
    "list_item": _content,
}
