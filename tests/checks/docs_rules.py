"""What the pages in Markdown say that can be held against the code: links, commands, columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

FENCE = re.compile(r"^( *)```.*?\n(.*?)^\1```", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`([^`]+)`")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)
OPTION = re.compile(r"--[a-z][a-z-]*")


def broken_links(root: Path, name: str) -> list[str]:
    """Give each relative link of a page that leads to no file, or to no heading of a page."""
    page = root / name
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    targets = [target for target in LINK.findall(text) if "://" not in target]
    return [f"{name}: {target}" for target in targets if not _leads_somewhere(page, target)]


def _leads_somewhere(page: Path, target: str) -> bool:
    path, _, anchor = target.partition("#")
    linked = (page.parent / path) if path else page
    if not linked.exists():
        return False
    return not anchor or anchor in anchors(linked.read_text(encoding="utf-8"))


def anchors(text: str) -> list[str]:
    """Give the anchors of a page's headings, made as the usual hosts make them."""
    headings = HEADING.findall(FENCE.sub("", text))
    return [re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings]


def commands(text: str, program: str) -> Iterator[list[str]]:
    """Give the words after a program's name, for each line and each piece of code that calls it."""
    fenced = [line.strip() for _, code in FENCE.findall(text) for line in code.splitlines()]
    inline = [" ".join(code.split()) for code in INLINE.findall(FENCE.sub("", text))]
    for code in (*fenced, *inline):
        words = code.partition(" #")[0].split()
        if words and Path(words[0]).name == program:
            yield words[1:]


def unknown_targets(text: str, makefile: str) -> list[str]:
    """Give each target of make that a text names and the Makefile lacks."""
    known = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    named = [word for words in commands(text, "make") for word in words if "=" not in word]
    return sorted({word for word in named if word not in known})


def unknown_options(text: str, options: Mapping[str, set[str]]) -> list[str]:
    """Give each command and option of valanalys that a text names and the program lacks."""
    unknown = set()
    for command, *words in (words for words in commands(text, "valanalys") if words):
        if command not in options:
            unknown.add(command)
        given = {word.partition("=")[0] for word in words if word.startswith("--")}
        unknown |= {f"{command} {option}" for option in given - options.get(command, set())}
    return sorted(unknown)


def section(text: str, heading: str) -> str:
    """Give what stands below a heading, up to the next one of any level."""
    _, _, rest = text.partition(f"{heading}\n")
    return re.split(r"^#", rest, maxsplit=1, flags=re.MULTILINE)[0]


def table_rows(text: str) -> list[list[str]]:
    """Give the cells of every table row whose first cell is a name in code, which loses its signs."""
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| `")]
    return [[first.strip("`"), *(cell.strip() for cell in rest)] for first, *rest in rows]
