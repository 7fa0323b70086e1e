"""Time of checking written reports, against reading them alone, and how the corpus is judged.

Prints and asserts nothing: `python bench_claims.py`.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from analysis.claims.judging.facts import Facts
from analysis.claims.reading.documents import read_bytes
from analysis.claims.session import Session
from analysis.config import load_config
from analysis.parameters import ReportParameters
from checks.generate_claims import corpus_text
from checks.generate_docs import transcribed_measures
from claim_corpus import corpus
from claim_score import score

ROOT = Path(__file__).parents[2]
PAGE = 2500  # characters
LIMITS = {30: 3.0, "100 reports": 60.0}
GIVEN = ReportParameters(area="22", year=2018, party="V", language="en")


def text_of(pages: int) -> str:
    """Give the corpus's sentences, over and over, as a text of so many pages."""
    sentences = " ".join(case.text for case in corpus(ROOT) if case.area == "22")
    whole = sentences * (pages * PAGE // len(sentences) + 1)
    return whole[: pages * PAGE]


def least(run: Callable[[], object], rounds: int = 3) -> float:
    """Give the least time of some rounds, in seconds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    """Time 10, 30 and 300 pages and 100 reports in one process; then judge the corpus."""
    config = load_config(ROOT / "config")
    measures = transcribed_measures(ROOT, config)
    session = Session(Facts(measures), config, GIVEN)
    print("\nWritten reports checked, least of 3 rounds, one process")
    each: dict[int, float] = {}
    for pages in (10, 30, 300):
        content = text_of(pages).encode()
        read = least(lambda content=content: read_bytes("report.txt", content))
        each[pages] = least(
            lambda content=content: session.check(read_bytes("report.txt", content))
        )
        limit = f"  (limit {LIMITS[pages]:g})" if pages in LIMITS else ""
        print(f"  {pages:3} pages {each[pages]:6.2f} s{limit}, reading alone {read:.3f} s")
    print(f"  a page of 300 costs {each[300] / 300 / (each[30] / 30):.2f} times one of 30")
    content = text_of(10).encode()
    start = time.perf_counter()
    for _ in range(100):
        session.check(read_bytes("report.txt", content))
    print(f"  100 reports of 10 pages {time.perf_counter() - start:6.2f} s  (limit 60)")
    print("\nThe corpus of sentences\n")
    print(corpus_text(score(ROOT, measures, config)))


if __name__ == "__main__":
    main()
