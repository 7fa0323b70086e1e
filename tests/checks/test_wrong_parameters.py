"""Wrong parameters are refused in one sentence, before a kernel starts and again in the notebook."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import nbformat
import pandas as pd
import papermill
import pytest
from papermill.exceptions import PapermillExecutionError

from analysis.errors import ParameterError, RunError
from analysis.measures.offer import offer_of
from analysis.parameters import ReportParameters, check_parameters
from analysis.render.make import ReportJob, make_report
from checks.conftest import Command
from runs import GOOD, NOTEBOOKS, RAW, files_below, options, run_script

WRONG = {
    "area with a letter": ({"area": "23x"}, "area", "'23x'", "23"),
    "area without its leading zero": ({"area": "1"}, "area", "'1'", "01"),
    "kommun that there isn't": ({"area": "2289"}, "area", "'2289'", "228"),
    "year without an election": ({"year": "2019"}, "year", "2019", "2018"),
    "party that there isn't": ({"party": "X"}, "party", "'X'", ""),
    "party in small letters": ({"party": "sd"}, "party", "'sd'", "SD"),
    "party under its old code": ({"year": "2014", "party": "FP"}, "party", "'FP'", "L"),
    "party that stands elsewhere": ({"area": "2281", "party": "VSKB"}, "party", "'VSKB'", ""),
    "later year to compare with": ({"compare-year": "2022"}, "compare_year", "2022", "2014"),
    "the same year": ({"compare-year": "2018"}, "compare_year", "2018", "2014"),
    "unknown language": ({"language": "de"}, "language", "'de'", "sv"),
    "unknown format": ({"formats": "docx"}, "formats", "'docx'", "html"),
    "no format": ({"formats": ""}, "formats", "''", "html"),
}


@pytest.mark.usefixtures("no_kernel")
@pytest.mark.parametrize("case", WRONG, ids=list(WRONG))
def test_a_wrong_parameter_is_refused_in_one_sentence(
    case: str, command: Command, data: Path, tmp_path: Path
) -> None:
    changed, parameter, given, nearest = WRONG[case]
    before = files_below(data)
    places = ["--data", data, "--out", tmp_path / "out"]
    ended = command("report", *options({**GOOD, **changed}), *places)
    assert ended.code == 2
    (sentence,) = ended.said.strip().splitlines()
    assert sentence.startswith(f"{parameter}: {given} ")
    assert nearest in sentence.removeprefix(f"{parameter}: {given}")
    assert not (tmp_path / "out").exists()
    assert files_below(data) == before


@pytest.mark.usefixtures("no_kernel")
@pytest.mark.parametrize("changed", [{"area": "23x"}, {"area": "018"}, {"party": "X"}], ids=str)
def test_the_nearest_choice_is_one_that_works(
    changed: dict[str, str], command: Command, data: Path, tables: dict[str, pd.DataFrame]
) -> None:
    said = command("report", *options({**GOOD, **changed}), "--data", data).said
    nearest = re.search(r"the nearest in .+? is (\S+?)(?: \(|\.$)", said)
    assert nearest, said
    area = nearest[1] if "area" in changed else "22"
    party = nearest[1] if "party" in changed else "V"
    given = ReportParameters(area=area, year=2018, party=party)
    assert check_parameters(given, offer_of(tables["votes"])) == given


@pytest.mark.usefixtures("no_kernel")
def test_an_unknown_option_is_refused(command: Command, data: Path, tmp_path: Path) -> None:
    wrong = ["--aera", "22", "--year", "2018", "--party", "V"]
    ended = command("report", *wrong, "--data", data, "--out", tmp_path / "out")
    assert ended.code == 2
    assert "--aera" in ended.said
    assert "--area" in ended.said
    assert not (tmp_path / "out").exists()


@pytest.mark.usefixtures("no_kernel")
def test_a_year_in_letters_is_refused_and_quoted(command: Command, data: Path) -> None:
    ended = command("report", *options({**GOOD, "year": "last"}), "--data", data)
    assert ended.code == 2
    assert "year" in ended.said
    assert "last" in ended.said


@pytest.mark.usefixtures("no_kernel")
def test_wrong_measures_are_refused_too(command: Command, data: Path) -> None:
    ended = command("measures", *options({**GOOD, "party": "X"}), "--data", data)
    assert ended.code == 2
    assert ended.said.startswith("party: 'X'")
    ended = command("measures", *options({**GOOD, "format": "ods"}), "--data", data)
    assert ended.code == 2
    assert ended.said.startswith("format: 'ods'")


def test_the_installed_command_refuses_before_it_cleans(tmp_path: Path) -> None:
    wrong = options({**GOOD, "area": "23x"})
    done = run_script("valanalys", "report", *wrong, "--data", "data", "--out", "out", cwd=tmp_path)
    assert done.code == 2
    assert done.err.startswith("area: '23x' ")
    assert "Traceback" not in done.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"aera": "22"}, "aera: an unknown parameter is not possible here; did you mean area?"),
        ({"area": 22}, "area: 22 (int) is not possible here; codes are text"),
    ],
    ids=["misspelt", "number for a code"],
)
def test_papermill_stops_at_a_wrong_parameter(
    given: dict[str, Any], named: str, tidy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VALANALYS_DATA", str(tidy))
    with pytest.raises(PapermillExecutionError) as stopped:
        papermill.execute_notebook(
            NOTEBOOKS / "03_report.ipynb",
            tmp_path / "mine.ipynb",
            parameters=given,
            cwd=str(NOTEBOOKS),
            progress_bar=False,
        )
    assert stopped.value.ename == "ParameterError"
    assert named in stopped.value.evalue
    executed = nbformat.read(tmp_path / "mine.ipynb", as_version=4)
    shown = [o for c in executed.cells for o in c.get("outputs", []) if "data" in o]
    # papermill's own banner above the failed cell is all there is
    assert not [o for o in shown if any("valanalys" in mime for mime in o.data)]


def test_the_notebook_refuses_a_parameter_that_the_data_lack(tidy: Path, tmp_path: Path) -> None:
    job = ReportJob(
        NOTEBOOKS / "03_report.ipynb",
        tmp_path / "out",
        {"area": "22", "year": 2019, "party": "V"},
        ("html",),
        lambda: b"",
        {"VALANALYS_DATA": str(tidy), "VALANALYS_RAW": str(RAW)},
    )
    with pytest.raises(RunError) as stopped:
        make_report(job, str)
    assert stopped.value.raised == ParameterError.__name__
    assert str(stopped.value).startswith("year: 2019 ")
    assert sorted(files_below(tmp_path / "out")) == ["report.failed.ipynb"]
