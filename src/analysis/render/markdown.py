"""Markdown read once into tokens, from which the HTML and the PDF are both written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import mistune

Token = dict[str, Any]

SAFE_LINK = re.compile(r"(https?://|mailto:|#)", re.IGNORECASE)


@cache
def _parser() -> mistune.Markdown:
    # The table plugin is on so that a pipe table is seen, and refused, instead of run together.
    return mistune.create_markdown(renderer=None, plugins=["table"])


def parse_markdown(text: str) -> list[Token]:
    """Give the block tokens of a markdown text, without the blank lines between them."""
    tokens = _parser()(text)
    if isinstance(tokens, str):
        raise TypeError("mistune rendered the text instead of giving its tokens")
    return [token for token in tokens if token["type"] != "blank_line"]


def walk(tokens: Iterable[Token]) -> Iterator[Token]:
    """Give every token and every token inside it, in reading order."""
    for token in tokens:
        yield token
        yield from walk(token.get("children", ()))


def plain_text(token: Token) -> str:
    """Give a token's words without their markup."""
    if token["type"] in ("softbreak", "linebreak"):
        return " "
    if "raw" in token:
        return str(token["raw"])
    return "".join(plain_text(child) for child in token.get("children", ()))


def slugify(text: str) -> str:
    """Give an ASCII identifier made of a heading's words: "Åtta år" gives "atta-ar"."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "section"


def find_fault(tokens: Iterable[Token]) -> str | None:
    """Give what in a text no report may hold and how to mend it, or None when there is nothing."""
    return next((fault for token in walk(tokens) if (fault := _token_fault(token))), None)


def _token_fault(token: Token) -> str | None:
    if token["type"] == "image":
        return "holds a markdown image, which a report would load from elsewhere. Show a Figure"
    if token["type"] == "table":
        return "holds a markdown table, which has no caption and no row headers. Show a Table"
    if token["type"] == "link" and not SAFE_LINK.match(token["attrs"]["url"]):
        url = token["attrs"]["url"]
        return f"links to {url!r}. Link to a full http, https or mailto address"
    if token["type"] == "heading":
        return _heading_fault(token)
    return None


def _heading_fault(token: Token) -> str | None:
    words = plain_text(token).strip()
    if not words:
        return "holds a heading without words. Write the heading or take its # signs away"
    if token["attrs"]["level"] == 1:
        return (
            f"holds the level-1 heading {words!r}, which only the Document's title may be. "
            "Write it with ##"
        )
    return None
