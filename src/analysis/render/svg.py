"""Drawings made fit to stand in a page: nothing active, nothing from elsewhere, ids of their own."""

from __future__ import annotations

import re
from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"
XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
ACTIVE = frozenset({"script", "foreignObject", "iframe", "animate", "set", "a"})
REFERENCE = re.compile(r"""url\(\s*(["']?)(#?)""", re.IGNORECASE)
STYLE_FOR_ALL = re.compile(r"\s*\*\s*\{([^{}]*)\}\s*")


def clean_svg(text: str, *, prefix: str) -> ElementTree.Element:
    """Give the drawing with `prefix` before each id; raises ValueError on what a page can't hold."""
    if "<!ENTITY" in text:
        raise ValueError("defines entities of its own")
    try:
        root = ElementTree.fromstring(text)  # noqa: S314 - no entities, so nothing to blow up
    except ElementTree.ParseError as error:
        raise ValueError(f"is not well-formed SVG ({error})") from error
    if root.tag != f"{SVG}svg" or "viewBox" not in root.attrib:
        raise ValueError("is not an SVG drawing with a viewBox")
    _drop_foreign(root)
    _move_style_to_root(root)
    for element in root.iter():
        _clean_element(element, prefix)
    return root


def write_svg(root: ElementTree.Element, **attributes: str) -> str:
    """Give a cleaned drawing as text, with more attributes on its root."""
    names = {"xmlns": SVG.strip("{}"), **root.attrib, **attributes}
    named = ElementTree.Element(root.tag, names)
    named.extend(root)
    return ElementTree.tostring(named, encoding="unicode")


def _drop_foreign(root: ElementTree.Element) -> None:
    for parent in list(root.iter()):
        for child in list(parent):
            if not child.tag.startswith(SVG) or child.tag == f"{SVG}metadata":
                parent.remove(child)


def _move_style_to_root(root: ElementTree.Element) -> None:
    """Turn matplotlib's `*{...}` into the root's own style: in a page it would reach everything."""
    for parent in list(root.iter()):
        for child in parent.findall(f"{SVG}style"):
            rule = STYLE_FOR_ALL.fullmatch(child.text or "")
            if rule is None:
                raise ValueError("has a style sheet that would reach the rest of the page")
            root.set("style", rule[1].strip())
            parent.remove(child)


def _clean_element(element: ElementTree.Element, prefix: str) -> None:
    element.tag = element.tag.removeprefix(SVG)
    if element.tag in ACTIVE:
        raise ValueError(f"has a <{element.tag}> element, which a report may not hold")
    if XLINK_HREF in element.attrib:
        element.set("href", element.attrib.pop(XLINK_HREF))
    for name, value in element.attrib.items():
        element.set(name, _clean_value(name, value, prefix))


def _clean_value(name: str, value: str, prefix: str) -> str:
    if name.lower().startswith("on"):
        raise ValueError(f"has the event attribute {name}")
    if name == "id":
        return prefix + value
    if name == "href" and value.startswith("#"):
        return f"#{prefix}{value[1:]}"
    outside = name == "href" and not value.startswith("data:image/")
    if outside or any(not inner for _, inner in REFERENCE.findall(value)):
        raise ValueError(f"points outside itself in {name}")
    return REFERENCE.sub(rf"url(\1#{prefix}", value)
