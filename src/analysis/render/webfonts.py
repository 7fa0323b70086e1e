"""The bundled web fonts as style rules that carry them inside a page."""

from __future__ import annotations

from base64 import b64encode
from functools import cache

from analysis.fonts import FAMILY, FOLDER

# File name's end, weight and style of each web font.
WEB_FONTS = (("Regular", 400, "normal"), ("Semibold", 600, "normal"), ("It", 400, "italic"))


@cache
def font_face_css() -> str:
    """Give `@font-face` rules with each web font inside as a `data:` address."""
    return "\n".join(_font_face(*font) for font in WEB_FONTS)


def _font_face(name: str, weight: int, style: str) -> str:
    data = b64encode((FOLDER / f"ValrapportSans-{name}.woff2").read_bytes()).decode()
    return (
        f'@font-face{{font-family:"{FAMILY}";font-weight:{weight};font-style:{style};'
        f"src:url(data:font/woff2;base64,{data}) format('woff2')}}"
    )
