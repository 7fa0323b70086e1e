"""An axis says what its lines stand for: no label is rounded away from its place."""

from __future__ import annotations

import pytest

from analysis.present.drawing import new_drawing, set_share_axis, share_label


@pytest.mark.parametrize("top", [0.004, 0.011, 0.031, 0.07, 0.13, 0.181, 0.32, 0.55, 0.98])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_tick_label_is_the_share_at_its_line(top: float, language: str) -> None:
    drawing, axes = new_drawing(160, 80)
    axes.set_xlim(0, top)
    set_share_axis(axes.xaxis, language)
    drawing.canvas.draw_idle()
    ticks = [share for share in axes.get_xticks() if share <= top]
    assert len(ticks) >= 3
    for share in ticks:
        label = share_label(share, language).rstrip("%\u00a0").replace(",", ".")
        assert float(label) == pytest.approx(100 * share, abs=1e-9)


def test_a_label_has_the_decimals_that_it_needs() -> None:
    assert share_label(0.025, "sv") == "2,5\u00a0%"
    assert share_label(0.05, "en") == "5%"
