"""The command `valanalys`: one function a command, each a few calls."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer
from rich.console import Console

from analysis.clean.store import GROUPS, is_fresh, load_tables, manifest_inputs
from analysis.config import Config, load_config
from analysis.errors import DataError, ExportError, ParameterError, RunError
from analysis.measures.offer import offer_of
from analysis.measures.table import (
    FORMATS as TABLE_FORMATS,
)
from analysis.measures.table import (
    build_measures,
    compared_years,
    measures_as,
    report_measures,
    select_measures,
)
from analysis.parameters import (
    ReportParameters,
    check_formats,
    check_parameters,
    check_registered,
)
from analysis.paths import Paths, project_paths
from analysis.render.cleaning import run_cleaning
from analysis.render.make import FORMATS, ReportJob, make_report
from analysis.render.publish import report_folder

NOTEBOOKS = {"elections": "01_clean_votes", "members": "02_clean_members"}
ALL_FORMATS = ",".join(FORMATS)
REPORTS = Path("reports")
app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="Swedish election results made into reports that can be traced number by number.",
)
console = Console(stderr=True, highlight=False)

Area = Annotated[str, typer.Option(help="00, a county code (22) or a kommun code (2281).")]
Year = Annotated[int, typer.Option(help="An election year.")]
Party = Annotated[str, typer.Option(help="A party's code, as V.")]
Before = Annotated[
    int | None, typer.Option(help="The election to compare with; the one before if not given.")
]
Language = Annotated[str, typer.Option(help="sv or en.")]
Raw = Annotated[Path | None, typer.Option(help="Where raw files lie; data/raw if not given.")]
Data = Annotated[
    Path | None, typer.Option(help="Where tidy tables go; data/processed if not given.")
]
Out = Annotated[Path, typer.Option(help="Where reports go.")]
Format = Annotated[str, typer.Option("--format", help=f"One of {', '.join(TABLE_FORMATS)}.")]
Formats = Annotated[str, typer.Option(help=f"Any of {','.join(FORMATS)}, with commas between.")]


@app.command()
def clean(raw: Raw = None, data: Data = None) -> None:
    """Make the tidy tables from the raw files, unless they are there already and unchanged."""
    paths = project_paths(raw, data)
    made = clean_tables(paths)
    console.print(f"{', '.join(made)} written to {paths.data}" if made else "nothing has changed")


@app.command()
def measures(
    area: Area,
    year: Year,
    party: Party,
    format_: Format = "csv",
    compare_year: Before = None,
    raw: Raw = None,
    data: Data = None,
) -> None:
    """Write a party's measures in an area, its parts and the country to standard output."""
    given = ReportParameters(area=area, year=year, party=party, compare_year=compare_year)
    check_formats("format", [format_], TABLE_FORMATS)
    paths = project_paths(raw, data)
    config, tables = _checked(paths, given)
    whole = build_measures(tables, config, compared_years(config, year, compare_year))
    sys.stdout.buffer.write(measures_as(select_measures(whole, area, year, party), format_))


@app.command()
def report(
    area: Area,
    year: Year,
    party: Party,
    compare_year: Before = None,
    language: Language = "sv",
    formats: Formats = ALL_FORMATS,
    out: Out = REPORTS,
    raw: Raw = None,
    data: Data = None,
) -> None:
    """Make a report of an area, a year and a party as HTML, PDF and notebook."""
    given = ReportParameters(
        area=area, year=year, party=party, compare_year=compare_year, language=language
    )
    chosen = check_formats("formats", formats.split(","), FORMATS)
    paths = project_paths(raw, data)
    config, tables = _checked(paths, given)
    with console.status("computing the measures") as status:
        whole = build_measures(tables, config, compared_years(config, year, compare_year))
        name = config.area(area).short_name
        job = ReportJob(
            notebook=paths.notebooks / "03_report.ipynb",
            folder=report_folder(out, year, (area, name), party),
            parameters=given.as_given(),
            formats=chosen,
            measures=measures_as(report_measures(whole, area, party), "csv"),
            environment=paths.environment(),
            facts={"inputs": manifest_inputs(paths)},
        )
        manifest = make_report(job, status.update)
    for made in chosen:
        console.print(manifest.with_name(f"report.{made}"))


def clean_tables(paths: Paths) -> list[str]:
    """Run the cleaning notebooks whose tables aren't fresh, and give the groups made."""
    stale = [group for group in GROUPS if not is_fresh(paths, group)]
    for group in stale:
        with console.status(f"cleaning the {group} (notebook {NOTEBOOKS[group]})"):
            run_cleaning(paths, NOTEBOOKS[group])
    return stale


def _checked(paths: Paths, given: ReportParameters) -> tuple[Config, dict[str, pd.DataFrame]]:
    config = load_config(paths.config)
    check_registered(given, config)
    clean_tables(paths)
    tables = load_tables(paths)
    check_parameters(given, offer_of(tables["votes"]))
    return config, tables


def main() -> None:
    """Run the command; wrong data exit with 1 and wrong parameters with 2, one message each."""
    try:
        app()
    except ParameterError as error:
        console.print(str(error), markup=False, soft_wrap=True)
        sys.exit(2)
    except RunError as error:
        console.print(str(error), markup=False, soft_wrap=True)
        sys.exit(2 if error.raised == "ParameterError" else 1)
    except (DataError, ExportError) as error:
        console.print(str(error), markup=False, soft_wrap=True)
        sys.exit(1)
