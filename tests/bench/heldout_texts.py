"""How the marked texts are judged against official files: `python heldout_texts.py FOLDER`.

Prints a line for each file of texts and one for all of them, and every number that went amiss.
"""

from __future__ import annotations

import sys
import tempfile
from itertools import groupby
from pathlib import Path

from analysis.claims.grammar.mentions import counties_named
from analysis.claims.judging.facts import Facts
from analysis.claims.session import Session
from analysis.config import load_config
from analysis.parameters import ReportParameters
from analysis.paths import project_paths
from analysis.ready import changes_of, clean_tables, near_measures
from claim_texts import TextScore, marked_texts, score_text

TEXTS = Path(__file__).parents[1] / "corpus" / "texts"


def main(official: Path) -> None:
    """Score every file of texts against the official files in a folder."""
    with tempfile.TemporaryDirectory() as data:
        paths = project_paths(official, Path(data))
        clean_tables(paths)
        config = load_config(paths.config)

        whole = TextScore()
        for path in sorted(TEXTS.glob("*.txt")):
            score = TextScore()
            texts = list(marked_texts(path))
            for (area, year, party), group in groupby(
                texts, key=lambda text: (text.area, text.year, text.party)
            ):
                together = list(group)
                named = counties_named(config, "\n".join(text.text for text in together))
                given = ReportParameters(area=area, year=year, party=party, language="en")
                measures = near_measures(paths, config, given, named)
                facts = Facts(measures, changes_of(paths, given, named))
                session = Session(facts, config, given)
                for text in together:
                    score.add(score_text(text, session))
            print(f"{path.stem}: {len(texts)} texts; {score}")
            whole.add(score)
        print(f"all: {whole}")
        print("\n".join(f"- {failure}" for failure in whole.failures))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
