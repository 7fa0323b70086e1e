"""What a Word file's styles say of text: that it is a heading, and that it is hidden."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

# What is written before a name in a Word file, and in one saved as "Strict Open XML".
SPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_HEADING = re.compile(r"(?:heading|rubrik|sub-?title|title|underrubrik)\b|(?:heading|rubrik)\d")
_OFF = frozenset({"0", "false", "off"})
_LEVELS = frozenset("012345678")  # 9 is body text
_MAX_BASES = 20


def word_name(element: Any) -> str:
    """Give an element's name if it is one of Word's own; else nothing, also for a comment."""
    tag = element.tag
    return _word_name(tag) if isinstance(tag, str) else ""


@cache
def _word_name(tag: str) -> str:
    space, _, name = tag.removeprefix("{").rpartition("}")
    return name if space in SPACES else ""


def child(element: Any, *path: str) -> Any:
    """Give the first element down a path of names; None if there is none."""
    for name in path:
        found = (inner for inner in element if word_name(inner) == name)
        element = next(found, None)
        if element is None:
            return None
    return element


def value(element: Any, name: str = "val") -> str:
    """Give an attribute of an element; nothing if either isn't there."""
    if element is None:
        return ""
    found = (element.get(f"{{{space}}}{name}") for space in SPACES)
    return str(next(filter(None, found), ""))


def switched(element: Any) -> bool | None:
    """Give what a property says that is either on or off; None where it isn't there."""
    return None if element is None else value(element).lower() not in _OFF


class Styles:
    """A file's styles by their ids, each with what it takes over from the one it is based on."""

    def __init__(self, root: Any) -> None:
        self._styles: dict[str, Any] = {}
        for style in () if root is None else root:
            if word_name(style) == "style":
                self._styles[value(style, "styleId")] = style

    def is_heading(self, paragraph: Any) -> bool:
        """Whether a paragraph has an outline level, or a style for headings."""
        properties = child(paragraph, "pPr")
        if properties is None:
            return False
        level = value(child(properties, "outlineLvl"))
        style = value(child(properties, "pStyle"))
        return level in _LEVELS if level else bool(self._first(style, _says_heading))

    def is_hidden(self, run: Any, paragraph_style: str) -> bool:
        """Whether a run is hidden: by itself, by its style, or by the paragraph's."""
        own = switched(child(run, "rPr", "vanish"))
        if own is None:
            own = self._first(value(child(run, "rPr", "rStyle")), _says_hidden)
        if own is None:
            own = self._first(paragraph_style, _says_hidden)
        return bool(own)

    def _first(self, style_id: str, says: Callable[[Any], bool | None]) -> bool | None:
        """Give what a style or the nearest of those below it says."""
        for _ in range(_MAX_BASES):
            style = self._styles.get(style_id)
            said = _by_name(style_id) if style is None and says is _says_heading else None
            if style is not None:
                said = says(style)
            if said is not None or style is None:
                return said
            style_id = value(child(style, "basedOn"))
        return None


def _by_name(name: str) -> bool | None:
    return True if _HEADING.match(name.lower()) else None


def _says_heading(style: Any) -> bool | None:
    level = value(child(style, "pPr", "outlineLvl"))
    if level:
        return level in _LEVELS
    return _by_name(value(child(style, "name"))) or _by_name(value(style, "styleId"))


def _says_hidden(style: Any) -> bool | None:
    return switched(child(style, "rPr", "vanish"))
