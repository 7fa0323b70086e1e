"""How a figure is drawn: seaborn's style, the bundled font, and SVG that is the same every time."""

from __future__ import annotations

import io
from functools import cache

import matplotlib as mpl
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure as Drawing
from matplotlib.ticker import FuncFormatter, MaxNLocator

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
    # A reader's own settings must not reach into a report: it has the same bytes everywhere.
    mpl.rcdefaults()
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


def set_share_axis(axis: Axis, language: str) -> None:
    """Put round shares on an axis, each label exactly what its line stands for."""
    axis.set_major_locator(MaxNLocator(nbins=8, steps=[1, 2, 5, 10]))
    axis.set_major_formatter(FuncFormatter(lambda share, _: share_label(share, language)))


def share_label(share: float, language: str) -> str:
    """Write a share as per cent with as many decimals as it has: "5 %", "0,2 %"."""
    text = f"{round(100 * share, 6):.10g}"
    return f"{text.replace('.', ',')}\u00a0%" if language == "sv" else f"{text}%"
