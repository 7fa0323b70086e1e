"""How a figure is drawn: seaborn's style, the bundled font, and SVG that is the same every time."""

from __future__ import annotations

import io
from functools import cache

import matplotlib as mpl
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing
from matplotlib.ticker import FuncFormatter

from analysis.fonts import FAMILY, register_fonts

INK = "#1f2328"
MUTED = "#6a737d"
GRID = "#e3e5e8"
FALLBACK = "#3d5a80"
MM = 1 / 25.4
STYLE = {
    "font.family": FAMILY,
    "font.size": 9,
    "svg.fonttype": "none",
    "axes.edgecolor": GRID,
    "axes.labelcolor": MUTED,
    "grid.color": GRID,
    "text.color": INK,
    "xtick.color": MUTED,
    "ytick.color": INK,
    "axes.labelsize": 8.5,
    "xtick.labelsize": 8.5,
    "ytick.labelsize": 9,
}


@cache
def use_style() -> None:
    """Set seaborn's theme and the bundled font for every drawing of this process, once."""
    register_fonts()
    sns.set_theme(style="whitegrid", rc=STYLE)


def new_drawing(width_mm: float, height_mm: float) -> tuple[Drawing, Axes]:
    """Give an empty drawing of that size and its axes; it belongs to no window."""
    use_style()
    drawing = Drawing(figsize=(width_mm * MM, height_mm * MM), layout="constrained")
    axes = drawing.add_subplot()
    axes.spines[["top", "right", "left"]].set_visible(False)
    return drawing, axes


def as_svg(drawing: Drawing, name: str) -> str:
    """Give the drawing as SVG text; the same drawing and name give the same bytes."""
    stream = io.StringIO()
    with mpl.rc_context({"svg.hashsalt": name}):
        drawing.savefig(stream, format="svg", metadata={"Date": None, "Creator": None})
    return stream.getvalue()


def percent_ticks(language: str) -> FuncFormatter:
    """Write an axis' shares as whole per cent, as the language does."""
    sign = "\u00a0%" if language == "sv" else "%"
    return FuncFormatter(lambda share, _: f"{100 * share:.0f}{sign}")
